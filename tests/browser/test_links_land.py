"""Every link to a place on a page is followed: its target comes to the top, or as far as the page goes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import address, kind_of, served
from tests.helpers.sampling import sample

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_LINK = re.compile(r'<a\b[^>]*? href="([^"]*#[^"]+)"')
MOST_WAITED = 20
"""On a page with more places the browser is given the time to lay out what is near for so many of them."""
MOST_PLACES = 25
MOST_PAGES = 10
"""So many pages of a kind are tried in the sample."""
FRAMED = "embed/"
"""Below which the pages to embed lie."""
WIDTH_OF_A_FRAME = 640
"""In CSS pixels: pages to embed are made for frames, so they're tried on the narrow screen only."""
MISPLACED = """async ([names, most]) => {
  const frames = async (count) => {
    for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame);
  };
  const settle = async (target) => {
    for (let n = 0, top; n < 10 && top !== target.getBoundingClientRect().top; n++) {
      top = target.getBoundingClientRect().top;
      await frames(2);
    }
  };
  const root = document.scrollingElement;
  const padding = parseFloat(getComputedStyle(root).scrollPaddingBlockStart) || 0;
  const isLaidOutLate = [...document.body.getElementsByTagName("*")]
    .some(one => getComputedStyle(one).contentVisibility === "auto");
  const found = [];
  const every = isLaidOutLate ? Math.ceil(names.length / most) : Infinity;
  for (const [number, name] of names.entries()) {
    const target = document.getElementById(name);
    if (!target) { found.push([name, "isn't there"]); continue; }
    location.hash = "#" + encodeURIComponent(name);
    if (number % every === 0 && isLaidOutLate) await settle(target);
    const box = target.getBoundingClientRect();
    const margin = parseFloat(getComputedStyle(target).scrollMarginBlockStart) || 0;
    const atEnd = root.scrollTop + innerHeight >= root.scrollHeight - 2;
    const atStart = root.scrollTop < 1;
    const off = Math.round(box.top - padding - margin);
    if (Math.abs(off) > 2 && !(atEnd && off > 0) && !(atStart && off < 0)) {
      found.push([name, `${off} px off`]);
    }
    if (padding + margin > 64) found.push([name, `${padding + margin} px of something else above it`]);
    const line = target.getClientRects()[0] ?? box;
    const x = Math.min(Math.max(line.left + 2, 0), innerWidth - 1);
    const y = line.top + Math.min(line.height / 2, 8);
    const at = line.height && line.width ? document.elementFromPoint(x, y) : target;
    if (!at || !(at.contains(target) || target.contains(at))) found.push([name, "is covered"]);
  }
  return found;
}"""
"""Of names of places on the page: those to which a link doesn't lead, with what is wrong.

More than 64 px above a place is text of something else: what stays in view on a phone takes less."""


def _find_places(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The places on each page to which any page has a link, by the path of the page."""
    found: dict[str, set[str]] = {}
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        for href in set(_LINK.findall(content.decode())):
            target = urlsplit(urljoin(f"http://site/{address(path)}", href))
            if target.netloc == "site" and target.fragment and not target.fragment.startswith(":~:"):
                name = unquote(target.path.removeprefix("/"))
                name = posixpath.join(name, "index.html") if not name or name.endswith("/") else name
                found.setdefault(name, set()).add(unquote(target.fragment))
    return {path: sorted(names) for path, names in sorted(found.items())}


@pytest.fixture(scope="module")
def linked_places(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Those of the pages that there are; audits tell of the others."""
    return {path: names for path, names in _find_places(files).items() if path in files}


def _sample(places: Mapping[str, list[str]], files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Some places on a page and some pages of a kind, from first to last: the others are made alike."""
    kinds: dict[str, list[str]] = {}
    for path in places:
        kinds.setdefault(kind_of(files[path]), []).append(path)
    pages = {path for paths in kinds.values() for path in paths[:: -(-len(paths) // MOST_PAGES)]}
    return {path: names[:: 1 + len(names) // MOST_PLACES] for path, names in places.items() if path in pages}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("some", sample([True, False]))
def test_each_link_leads_to_its_place(
    width: int,
    some: bool,
    files: Mapping[str, bytes],
    linked_places: Mapping[str, list[str]],
    browser: Browser,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    places = _sample(linked_places, files) if some else linked_places
    if width > WIDTH_OF_A_FRAME:
        places = {path: names for path, names in places.items() if not path.startswith(FRAMED)}
    misplaced = {}
    with served(files, "/") as url:
        page = context.new_page()
        for path, names in places.items():
            page.goto(url + address(path))
            if found := page.evaluate(MISPLACED, [names, MOST_WAITED]):
                misplaced[path] = found[:5]
    context.close()
    assert sum(map(len, places.values())) > (400 if some else 1000)
    assert misplaced == {}
