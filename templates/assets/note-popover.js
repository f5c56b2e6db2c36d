// What is behind a number, a term or a name opens beside it. Without this script each of them is a link to its
// note. A note on another page of the site is fetched from that page, and nothing else is. What is open stands in
// the history of the tab: "back" leads from a note to the page, and from one that was opened within another to that.
{
  const OPENERS = "a.fact, a.entry-link";
  const NOTES = ".notes > li, .entry";
  const KEPT = /^(a|abbr|b|bdi|blockquote|br|cite|dd|dl|dt|em|i|li|ol|p|q|small|span|strong|sub|sup|time|ul)$/;
  const HEADING = /^h[1-6]$/;
  const ATTRIBUTES = ["class", "datetime", "dir", "hreflang", "lang"];
  const LEFT_OUT = "script, style, template, .returns, [data-pagefind-ignore]";
  const PATIENCE = 4000; // so many milliseconds are waited for another page, then the link is followed

  const template = document.getElementById("note-popover");
  const findPopover = (page) => page.getElementById("note-popover").content.querySelector(".note-popover");
  const pages = new Map();
  let popover, text, said, opener, asked;

  const isOpen = () => popover?.matches(":popover-open");
  const listOpeners = () => [...document.querySelectorAll(OPENERS)];

  const readPage = async (address) => {
    if (address === location.href.split("#")[0]) return document;
    if (!pages.has(address)) {
      const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(address);
      pages.set(address, new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
    return pages.get(address);
  };

  const findNote = async (href) => {
    const [address, fragment] = href.split("#");
    const page = await readPage(address);
    return page.getElementById(decodeURIComponent(fragment ?? ""))?.closest(NOTES);
  };

  // Elements and attributes that are listed, made anew: no ids, nothing that runs or loads.
  const copy = (node, href) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return [];
    const isHeading = HEADING.test(node.localName);
    const children = [...node.childNodes].flatMap((child) => copy(child, href));
    const target = node.localName === "a" && new URL(node.getAttribute("href") ?? "", href);
    const isDropped = target && (!/^https?:$/.test(target.protocol) || target.href === href);
    if (isDropped || !(isHeading || KEPT.test(node.localName))) return children;
    const made = document.createElement(isHeading ? "p" : node.localName);
    for (const name of ATTRIBUTES) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
    if (target) made.href = target;
    const inner = isHeading ? made.appendChild(document.createElement("b")) : made;
    inner.append(...children);
    return [made];
  };

  const fill = (note, href) => {
    const isOwn = note.contains(opener); // the rest of the note stands there, and is read there
    const shown = isOwn ? [note.firstElementChild] : [...note.childNodes];
    text.replaceChildren(...shown.flatMap((child) => copy(child, href)));
    text.firstElementChild.id = "note-popover.name";
    sayStatus(note);
    text.lang = note.ownerDocument.documentElement.lang;
    mark(text);
    said.value = "";
    const way = popover.querySelector(".note-popover-ways > a");
    way.href = href;
    way.hidden = isOwn;
    way.textContent = note.matches(".entry") ? way.dataset.entry : way.dataset.note;
    popover.dataset.cited = cite(note);
    popover.querySelector("[data-act=copy]").hidden = !popover.dataset.cited;
    popover.scrollTop = 0;
  };

  // How sure we are of the official address, which is said once above the notes where it is the same for most.
  const sayStatus = (note) => {
    const words = note.closest(".notes")?.dataset.status;
    const way = text.querySelector(".src .out");
    if (words && way && !text.querySelector(".status")) (way.closest(".at") ?? way).after(` (${words})`);
  };

  // What a number is and where it stands, then the page with the address of the note.
  const cite = (note) => {
    const { citation, address, comma } = findPopover(note.ownerDocument).dataset;
    if (!citation) return "";
    const name = [...text.firstElementChild.childNodes].filter((part) => !part.matches?.(".tag"));
    const parts = [name.map((part) => part.textContent).join(""), text.querySelector(".at")?.textContent];
    const words = parts.map((part) => part?.replace(/\s+/g, " ").trim()).filter(Boolean).join(comma);
    return `${words}. ${citation.replace(address, () => `${address}#${encodeURIComponent(note.id)}`)}`;
  };

  const copyCitation = async () => {
    const words = popover.dataset.cited;
    try {
      await navigator.clipboard.writeText(words);
      said.value = `${said.dataset.copied} ${words}`;
    } catch {
      said.value = words;
      getSelection().selectAllChildren(said);
    }
    popover.scrollTop = popover.scrollHeight;
  };

  // A sheet lies at the foot of the window, or at its top where it would cover the number there.
  const placeSheet = () => {
    const { top, bottom } = opener.getBoundingClientRect();
    const rooms = { above: top, below: innerHeight - bottom };
    popover.classList.remove("above");
    popover.style.removeProperty("--note-popover-room");
    if (bottom < 0 || top > innerHeight || popover.offsetHeight < rooms.below) return;
    const isAbove = rooms.above > rooms.below;
    popover.classList.toggle("above", isAbove);
    popover.style.setProperty("--note-popover-room", `${(isAbove ? rooms.above : rooms.below) - 8}px`);
  };

  // For browsers that can't anchor a box to another: below the number, or above it where there is more room.
  const place = () => {
    placeSheet();
    if (CSS.supports("anchor-name: --note-popover")) return;
    popover.classList.add("placed");
    const at = opener.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = popover;
    const isAbove = at.bottom + height + 20 > innerHeight && at.top > innerHeight - at.bottom;
    const top = scrollY + (isAbove ? at.top - height - 10 : at.bottom + 10);
    const start = getComputedStyle(popover).direction === "rtl" ? at.right - width : at.left;
    const left = Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8));
    popover.style.setProperty("--note-popover-top", `${top}px`);
    popover.style.setProperty("--note-popover-left", `${scrollX + left}px`);
  };

  const show = (link, note, href) => {
    opener?.removeAttribute("aria-expanded");
    opener = link;
    fill(note, href);
    opener.setAttribute("aria-expanded", "true");
    if (!isOpen()) popover.showPopover();
    place();
    popover.focus({ preventScroll: true });
    history.scrollRestoration = "manual";
  };

  const hide = (returnsFocus) => {
    if (!isOpen()) return;
    popover.hidePopover();
    opener.removeAttribute("aria-expanded");
    if (returnsFocus) opener.focus({ preventScroll: true });
    opener = null;
  };

  const close = (returnsFocus) => {
    hide(returnsFocus);
    const depth = history.state?.note?.depth;
    if (depth) history.go(-depth);
  };

  const open = async (link) => {
    asked = link;
    link.ariaBusy = "true";
    const note = await findNote(link.href).catch(() => null);
    link.ariaBusy = null;
    if (asked !== link) return;
    if (!note) {
      location.assign(link.href);
      return;
    }
    const { href } = link;
    const [before, isWithin] = [history.state?.note, popover.contains(link)];
    const depth = before ? before.depth + isWithin : 1;
    const number = isWithin ? before.number : listOpeners().indexOf(link);
    history.scrollRestoration = "manual";
    const change = before && !isWithin ? "replaceState" : "pushState";
    history[change]({ ...history.state, note: { href, number, depth } }, "");
    show(isWithin ? opener : link, note, href);
  };

  // As the history says: after "back" and "forward", and where a page is shown again.
  const restore = async () => {
    const { href, number } = history.state?.note ?? {};
    const link = href && listOpeners()[number];
    const note = link && (await findNote(href).catch(() => null));
    if (note) show(link, note, href);
    else hide(true);
    if (!note) setTimeout(() => { history.scrollRestoration = "auto"; });
  };

  const mark = (within) => {
    for (const link of within.querySelectorAll(OPENERS)) link.ariaHasPopup = "dialog";
  };

  const onClick = (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (link?.matches(OPENERS) && link.hash) {
      event.preventDefault();
      open(link);
    } else if (link && isOpen()) {
      history.scrollRestoration = "auto";
      hide(false);
    } else if (act === "copy") copyCitation();
    else if (isOpen() && (act === "close" || !popover.contains(event.target))) close(popover.contains(document.activeElement));
  };

  const onKey = (event) => {
    if (!isOpen()) return;
    const stops = [...popover.querySelectorAll(":is(a[href], button):not([hidden])")];
    const ends = event.shiftKey ? [popover, stops[0]] : [stops.at(-1)];
    const isLeaving = event.key === "Tab" && ends.includes(document.activeElement);
    if (event.key === "Escape" || (isLeaving && event.shiftKey)) event.preventDefault();
    if (event.key === "Escape" || isLeaving) close(true);
  };

  if (template && "popover" in HTMLElement.prototype) {
    document.body.append(template.content.cloneNode(true));
    popover = document.body.querySelector(":scope > .note-popover");
    [text, said] = [popover.querySelector(".note-popover-text"), popover.querySelector("output")];
    mark(document);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    addEventListener("popstate", restore);
    addEventListener("pageshow", () => history.state?.note && restore());
    addEventListener("resize", () => isOpen() && place());
  }
}
