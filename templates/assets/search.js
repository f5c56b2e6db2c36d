// The search page: asks the index of this page's language and lists what it finds, by document or by theme.
const form = document.querySelector("form.find");
const field = form.elements.q;
const status = document.querySelector("#found-status");
const place = document.querySelector("#found");
const words = JSON.parse(form.dataset.words);
const language = document.documentElement.lang;
const root = new URL(form.dataset.root, location.href);
const AT_ONCE = 20;
const PER_PAGE = 4;

let engine;
let latest = 0;
let waiting;

/** In how many groups the pages of this language are indexed: each group has a folder, and the first lies above. */
async function countGroups(folder) {
  const entry = await (await fetch(new URL("pagefind-entry.json", folder))).json();
  return entry.languages[language.toLowerCase()]?.groups ?? 1;
}

/** The index with its groups, loaded when it is first asked for; after a failure it is asked for again. */
function load() {
  const address = new URL(form.dataset.index, root);
  engine ??= Promise.all([import(address), countGroups(address)]).then(async ([index, count]) => {
    const groups = Array.from({ length: count }, (_, at) => `${at + 1}`);
    const options = { baseUrl: root.pathname, excerptLength: 24 };
    await index.options({ ...options, mergeFilter: { group: "1" } });
    await index.preload(""); // the others wait for ever for a first group that can't be loaded
    await Promise.all(groups.slice(1).map((group) => index.mergeIndex(
      new URL(`${group}/`, address).href, { ...options, mergeFilter: { group } })));
    return { index, groups };
  });
  engine.catch(() => { engine = undefined; });
  return engine;
}

/**
 * What the groups have on a query. For a word that a group lacks, it hands over pages with words like it; so where
 * others have the word itself, such a group is left out, as if all pages were indexed together.
 */
async function find({ index, groups }, query) {
  if (groups.length === 1 || query.includes('"')) return index.search(query);
  const words = await Promise.all(query.split(/\s+/).map((word) => index.search(`"${word}"`)));
  const holders = words.map((found) => groups.filter((group) => found.filters.group?.[group]));
  const any = groups.filter((group) => holders.every((those) => !those.length || those.includes(group)));
  return any.length ? index.search(query, { filters: { group: { any } } }) : { results: [] };
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Words of a page with what was found in them marked. The index hands them over as text with <mark>. */
function marked(excerpt) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const whole = /^(<mark>)?\p{Lu}/u.test(excerpt) ? excerpt : `… ${excerpt.replace(/^· /, "")}`;
  const ended = /[.!?](<\/mark>)?$/.test(whole) ? whole : `${whole.replace(/ ·$/, "")} …`;
  return ended.split(/<mark>(.*?)<\/mark>/s)
    .map((part, at) => (at % 2 ? element("mark", {}, plain(part)) : plain(part)));
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const weight = (part) => part.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);

/** The parts of a page in which most was found, in the order of the page. */
function best(page) {
  const chosen = [...page.sub_results].sort((a, b) => weight(b) - weight(a)).slice(0, PER_PAGE);
  return page.sub_results.filter((part) => chosen.includes(part));
}

function listed(page) {
  const parts = best(page);
  const whole = parts.filter((part) => !part.anchor).map((part) => element("p", {}, ...marked(part.excerpt)));
  const within = parts.filter((part) => part.anchor).map((part) => element("li", {},
    element("a", { href: part.url }, part.title), element("p", {}, ...marked(part.excerpt))));
  const entry = element("li", {}, element("h3", {}, element("a", { href: page.url }, page.meta.title)), ...whole);
  if (within.length) entry.append(element("ul", { class: "plain" }, ...within));
  return entry;
}

const subjects = (page) => (page.meta.themes ? page.meta.themes.split("|") : []);

/** Under which headings a page is listed. */
function headings(page, by) {
  if (by === "theme") return subjects(page).length ? subjects(page) : [words.other];
  return [words[page.meta.kind] ?? words.other];
}

/** Pages by heading: the headings in the order of what was found best, other pages last. */
function grouped(pages, by) {
  const groups = new Map(by === "theme" ? [] : [[words.document, []], [words.theme, []]]);
  for (const page of pages) {
    for (const heading of headings(page, by)) {
      if (heading !== words.other) groups.set(heading, [...(groups.get(heading) ?? []), page]);
    }
  }
  groups.set(words.other, pages.filter((page) => headings(page, by).includes(words.other)));
  return [...groups].filter(([, members]) => members.length);
}

function sections(pages, by) {
  return grouped(pages, by).map(([heading, members], at) => element("section", { "aria-labelledby": `found-${at}` },
    element("h2", { id: `found-${at}` }, heading), element("ol", { class: "plain" }, ...members.map(listed))));
}

function remember(query, by) {
  const address = new URL(location.href);
  address.search = "";
  if (query) address.searchParams.set("q", query);
  if (query && by !== "document") address.searchParams.set("by", by);
  history.replaceState(null, "", address);
}

async function search(most = AT_ONCE) {
  const turn = ++latest;
  const query = field.value.trim();
  const by = form.elements.by.value;
  remember(query, by);
  if (!query) {
    status.textContent = "";
    place.replaceChildren();
    return;
  }
  try {
    const found = await find(await load(), query);
    const pages = await Promise.all(found.results.slice(0, most).map((one) => one.data()));
    if (turn !== latest) return;
    const n = found.results.length;
    const told = n ? words.results[new Intl.PluralRules(language).select(n)] ?? words.results.other : words.none;
    status.textContent = filled(told, { n: new Intl.NumberFormat(language).format(n), query });
    place.replaceChildren(...sections(pages, by));
    if (n > most) {
      const more = element("button", { type: "button" }, words.more);
      more.addEventListener("click", () => search(most + AT_ONCE));
      place.append(more);
    }
  } catch {
    if (turn !== latest) return;
    status.textContent = words.failed;
    place.replaceChildren();
  }
}

function recall() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  form.elements.by.value = asked.get("by") === "theme" ? "theme" : "document";
  if (field.value) search();
}

form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
form.addEventListener("change", (event) => { if (event.target.name === "by") search(); });
field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 250); });
field.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
addEventListener("pageshow", (event) => { if (event.persisted) recall(); });
recall();
