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
const MOST_VARIANTS = 9;
const MOST_HITS = 5;
const OF_A_SYNONYM = 0.8;
const APART = 0.2;
const OF_A_WHOLE = 8;
/** A word at the end of a compound stands behind it in the index, between two signs that nobody sees. */
const ENDING = /(\S*) (<mark>)?\u2063[^\u2063\s]*\u2063([^\s<]*)(<\/mark>)?/;

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

/** Words without accents, in small letters. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a text, also of a language without spaces where the browser can tell them apart. */
function divide(text) {
  if (!Intl.Segmenter) return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const parts = [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)];
  return parts.filter((part) => part.isWordLike).map((part) => part.segment);
}

const small = new Set(words.small.map(fold));
const groupsOfSame = words.same.map((group) => group.map(divide));

/** The words that say what is looked for: without those of a question that say nothing, unless there are no others. */
function telling(text) {
  const all = divide(text);
  const kept = all.filter((word) => !small.has(fold(word)));
  return kept.length ? kept : all;
}

/** Whether two words are forms of one: they differ in an ending of at most two letters. */
function alike(one, other) {
  const [short, long] = [fold(one), fold(other)].sort((a, b) => a.length - b.length);
  return long.startsWith(short) && long.length - short.length <= (short.length > 3 ? 2 : 0);
}

/** A query as it was typed, and with words in their places that mean the same: a list of words for each. */
function variants(query) {
  const asked = telling(query);
  const found = [asked];
  for (const group of groupsOfSame) {
    for (const known of [...found]) {
      for (const member of group) {
        const at = known.findIndex((_, start) => member.every((word, n) => alike(known[start + n] ?? "", word)));
        if (at < 0) continue;
        for (const other of group) {
          if (other !== member) found.push([...known.slice(0, at), ...other, ...known.slice(at + member.length)]);
        }
        break;
      }
    }
  }
  return found.slice(0, MOST_VARIANTS);
}

/** What the index has on a query and its variants: of each page the hits, with the words by which it was found. */
async function findAll(engineParts, query) {
  const ask = async (list, text, share = 1) => (await find(engineParts, text)).results
    .map((result) => ({ result, asked: list, isTyped: share === 1, score: result.score * share }));
  if (query.includes('"')) return collect(await ask([], query));
  const [asked, ...others] = variants(query);
  const typed = asked.length === divide(query).length ? query : asked.join(" ");
  const lists = await Promise.all([ask(asked, typed), ...others.map((list) => ask(list, list.join(" "), OF_A_SYNONYM))]);
  const hits = lists.flat();
  if (hits.length || asked.length < 2) return collect(hits);
  // No page has all words: those that have some of them come nearest.
  return collect((await Promise.all(asked.map((word) => ask(asked, word)))).flat());
}

/** The hits of each page, the pages with the best hit first. */
function collect(hits) {
  const pages = new Map();
  for (const hit of [...hits].sort((a, b) => b.score - a.score)) {
    pages.set(hit.result.id, [...(pages.get(hit.result.id) ?? []), hit]);
  }
  return [...pages.values()];
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word of a page is the one that was asked for, or a form of it: the index also hands over what only begins alike. */
function answers(word, asked, isUnfinished = false) {
  const wanted = fold(asked);
  const parts = divide(fold(word).replaceAll("\u2063", ""));
  if (UNSPACED.test(wanted)) return parts.some((part) => part.includes(wanted) || wanted.includes(part));
  const stem = wanted.slice(0, Math.max(4, wanted.length - 3));
  return parts.some((part) => part.startsWith(wanted) && (isUnfinished || wanted.length > 4 || part.length - wanted.length < 3)
    || wanted.length > 4 && (part.includes(wanted) || part.startsWith(stem)));
}

/** Whether a heading says just what was asked for. */
function isWhole(heading, asked) {
  const own = telling(heading);
  return own.length > 0 && own.every((word) => asked.some((one) => alike(one, word)))
    && asked.every((one) => own.some((word) => alike(one, word)));
}

/** How well a page answers: with all words in one place or apart, in its title, in a heading, or as the whole of one. */
async function judge({ result, asked, score, isTyped }) {
  const page = { ...await result.data() };
  if (!asked.length) return { page, asked, isTyped, value: score, together: true };
  const text = page.raw_content.split(/[\r\n\s\u200b]+/);
  const isUnfinished = (at) => isTyped && at === asked.length - 1;
  const share = (list) => asked.filter((word, at) => list.some((one) => answers(one, word, isUnfinished(at)))).length / asked.length;
  const title = divide(shown(page.meta.title));
  const headings = [page.meta.title, ...page.sub_results.filter((part) => part.anchor).map((part) => part.title)].map(shown);
  const together = page.sub_results.some((part) => share([...title, ...part.locations.map((at) => text[at] ?? "")]) === 1);
  const ofHeading = Math.max(...headings.map((heading) => share(divide(heading))));
  const whole = headings.some((heading) => isWhole(heading, asked));
  const value = score * (1 + 2 * share(title) + ofHeading + (whole ? OF_A_WHOLE : 0)) * (together ? 1 : APART);
  return { page, asked, isTyped, value, together };
}

/** How a page answers by its best hit. One hit after the other, as the index marks all of them on one object. */
async function judgeAll(hits) {
  let best;
  for (const hit of hits.slice(0, MOST_HITS)) {
    const answer = await judge(hit);
    if (!best || answer.value > best.value) best = answer;
  }
  return best;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Words of the index as the page has them: a mark on the end of a compound goes to all of it. */
function shown(text) {
  let clean = text;
  for (let before; before !== clean;) {
    before = clean;
    clean = clean.replace(ENDING, (_, compound, mark, rest) => {
      const bare = compound.replace(/<\/?mark>/g, "");
      return mark || bare !== compound ? `<mark>${bare}${rest}</mark>` : compound + rest;
    });
  }
  return clean.replaceAll("\u2063", "");
}

/** Words of a page with what was found in them marked. The index hands them over as text with <mark>. */
function marked(excerpt) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const clean = shown(excerpt);
  const whole = /^(<mark>)?\p{Lu}/u.test(clean) ? clean : `… ${clean.replace(/^· /, "")}`;
  const ended = /[.!?](<\/mark>)?$/.test(whole) ? whole : `${whole.replace(/ ·$/, "")} …`;
  return ended.split(/<mark>(.*?)<\/mark>/s)
    .map((part, at) => (at % 2 ? element("mark", {}, plain(part)) : plain(part)));
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const weight = (part) => part.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);

/** The parts of a page in which most was found, in the order of the page; one that is just what was asked for is first. */
function best(page, asked) {
  const whole = page.sub_results.filter((part) => part.anchor && isWhole(shown(part.title), asked));
  const others = page.sub_results.filter((part) => !whole.includes(part));
  const chosen = [...others].sort((a, b) => weight(b) - weight(a)).slice(0, Math.max(0, PER_PAGE - whole.length));
  return [...whole.slice(0, PER_PAGE), ...others.filter((part) => chosen.includes(part))];
}

function listed({ page, asked }) {
  const parts = best(page, asked);
  const whole = parts.filter((part) => !part.anchor).map((part) => element("p", {}, ...marked(part.excerpt)));
  const within = parts.filter((part) => part.anchor).map((part) => element("li", {},
    element("a", { href: part.url }, shown(part.title)), element("p", {}, ...marked(part.excerpt))));
  const entry = element("li", {}, element("h3", {}, element("a", { href: page.url }, shown(page.meta.title))), ...whole);
  if (within.length) entry.append(element("ul", { class: "plain" }, ...within));
  return entry;
}

const subjects = (page) => (page.meta.themes ? page.meta.themes.split("|") : []);

/** Under which headings a page is listed. */
function headings({ page }, by) {
  if (by === "theme") return subjects(page).length ? subjects(page) : [words.other];
  return [words[page.meta.kind] ?? words.other];
}

/** Pages by heading: the headings in the order of what was found best, other pages last but for the best of all. */
function grouped(pages, by) {
  const [first, ...others] = pages;
  if (by === "document" && others.length && first.together && headings(first, by)[0] !== words.document) {
    return [[words.best, [first]], ...listHeadings(others, by)];
  }
  return listHeadings(pages, by);
}

function listHeadings(pages, by) {
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

/** Pages as well as they answer, those that were loaded together among themselves: so no page moves when more come. */
function inOrder(judged) {
  const batches = Array.from({ length: Math.ceil(judged.length / AT_ONCE) }, (_, at) =>
    judged.slice(at * AT_ONCE, (at + 1) * AT_ONCE).sort((a, b) => b.value - a.value));
  return batches.flat();
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
    const found = await findAll(await load(), query);
    const judged = await Promise.all(found.slice(0, most).map(judgeAll));
    if (turn !== latest) return;
    const pages = inOrder(judged);
    const n = found.length;
    const counted = words.results[new Intl.PluralRules(language).select(n)] ?? words.results.other;
    const told = n ? (judged.some((one) => one.together) ? counted : words.nearest) : words.none;
    status.textContent = filled(told, { n: new Intl.NumberFormat(language).format(n), query });
    const others = new Set(judged.filter((one) => one.together && !one.isTyped).map((one) => one.asked.join(" ")));
    if (others.size) {
      const list = [...others].map((one) => filled(words.quoted, { words: one })).join(words.comma);
      status.append(element("br"), filled(words.also, { words: list }));
    }
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
