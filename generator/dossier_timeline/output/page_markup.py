"""What an audit needs to know of one HTML page, found in its bytes alone.

The pages are this project's own and well-formed, so a strict scanner of tags is enough, and it's
several times faster than a forgiving parser. Where it's in doubt it doesn't guess: what isn't plainly
a tag is listed as `unclear`, and the audit refuses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from dossier_timeline.diagnostics.diagnostic import Position

_ADDRESSES = {
    "action", "archive", "attributionsrc", "background", "classid", "codebase", "data", "dynsrc",
    "formaction", "href", "imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile",
    "src", "srcset", "xlink:href",
}  # fmt: skip
"""Attributes that hold an address: what an element fetches, or where it sends something.

Only that of a link (`a`, `area`) is followed by readers who want it.
"""
_TEXTS = {"abbr", "alt", "content", "label", "placeholder", "summary", "title"}
"""Attributes that hold words, as those do whose names begin with aria- or data-."""
_PASSED_ON = {"a", "area"}
_FOLLOWED_RELS = {"alternate", "canonical", "license", "help", "author", "prev", "next", "search"}
"""What a `link` may be without anything being fetched, or a name server asked."""
_RUNS = {"javascript", "vbscript", "data", "blob", "filesystem", "file"}
"""Schemes of addresses that no link has: what they hold would run, or come from the reader's own disk."""
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = dict.fromkeys(map(ord, "\t\n\r\0"))
"""Signs that browsers take out of an address before they look at it."""
_FORBIDDEN = {
    "applet", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "listing", "noembed", "noframes",
    "object", "plaintext", "portal", "xmp",
}  # fmt: skip
"""Elements that hold another page, change what addresses mean, or end the page."""
_PAINTED = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_DATA_TYPES = {"application/ld+json", "application/json", "speculationrules"}
_RAW = {"script", "style", "title", "textarea"}
"""Elements whose content isn't markup."""
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _RAW}
_KEPT = 8192
"""So many different tags are remembered."""

_QUIET = (
    r"(?:[^<]++|</[a-zA-Z][a-zA-Z0-9:-]*+\s*+>"
    r"|<(?:a|b|bdi|cite|dd|div|dl|dt|em|g|i|input|label|li|line|ol|p|rect|section|small|span|strong|sup|table"
    r"|tbody|td|text|th|thead|time|tr|ul)"
    r"(?: (?:aria-[a-z]+|class|datetime|dir|font-size|height|lang|name|role|rx|scope|tabindex|text-anchor"
    r"|type|value|width|[xy][12]?)=\"[^\"<:]*+\")*+/?>)*+"
)
"""Text, what closes, and tags of which nothing is to be known: most of a page, passed over at once."""
_TAG = re.compile(
    _QUIET + r"(?:<(?:(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|!--(?:(?!-->).)*+-->|![Dd][Oo][Cc][^>]*+>|(?P<unclear>[a-zA-Z!?]|/(?![a-zA-Z][a-zA-Z0-9:-]*\s*>))|)"
    r"|\Z)",
    re.DOTALL,
)
"""A tag that opens, a comment, or what can be neither nor closes anything. Matches at every "<" that isn't
passed over and at the end, so that nothing is looked through twice."""
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+")
_REFRESHED = re.compile(r"\s*[0-9.]*\s*[;,]?\s*(?:url\s*=)?\s*['\"]?", re.IGNORECASE)
"""What stands before the address of a refresh, as browsers read it."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANDMARKS = {"main", "nav", "header", "footer"}
_ALONE = re.compile(r' (href|id)="([^":&]*+)"')
"""The usual case: nothing else, nothing to decode, no scheme."""
_NOTED = {"html", "meta", "link", "style", "script", *_FORBIDDEN, *_LANDMARKS, *_HEADINGS}


class LocatedValue(NamedTuple):
    """A value in the page, and where in the text its tag begins (counted from 0)."""

    value: str
    offset: int


@dataclass(slots=True)
class PageMarkup:
    """Everything of one page that the audit looks at."""

    language: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    h1: int = 0
    headings: list[int] = field(default_factory=list)
    ids: list[LocatedValue] = field(default_factory=list)
    links: list[LocatedValue] = field(default_factory=list)
    fetched_addresses: list[LocatedValue] = field(default_factory=list)
    refreshes: list[LocatedValue] = field(default_factory=list)
    """Where the page leads by itself."""
    policy_violations: list[LocatedValue] = field(default_factory=list)
    unparsed_markup: list[LocatedValue] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    landmarks: list[str] = field(default_factory=list)


def position_in_page(path: str, content: bytes, offset: int) -> Position:
    """The line and column of a place in a page's text; of the page as a whole where it's negative."""
    if offset < 0:
        return Position(path)
    before = content.decode("utf-8", "replace")[:offset]
    return Position(path, before.count("\n") + 1, offset - before.rfind("\n"))


def read_page_markup(content: bytes) -> PageMarkup:
    """Read one page. Never raises for any bytes."""
    text = content.decode("utf-8", "replace")
    facts = PageMarkup()
    at = 0
    while at < len(text):
        at = _up_to_raw(facts, text, at)
    return facts


def _up_to_raw(facts: PageMarkup, text: str, at: int) -> int:
    """Read on from a place until behind the next element whose content isn't markup; gives where that is."""
    for tag in _TAG.finditer(text, at):
        name, attributes, unclear = tag.groups()
        if name:
            start = tag.start("name") - 1
            if attributes:
                for kind, value in _told(name, attributes):
                    getattr(facts, kind).append(LocatedValue(value, start))
            name = name.lower()
            if name in _NOTED:
                _note(facts, name, attributes, start)
            if name in _RAW:
                return _after_raw(facts, text, name, tag.end())
        elif unclear:
            start = tag.start("unclear") - 1
            facts.unparsed_markup.append(LocatedValue(text[start : start + 20], start))
    return len(text)


def _after_raw(facts: PageMarkup, text: str, name: str, at: int) -> int:
    """Skip what isn't markup; the first title is the page's (those in drawings come later)."""
    end = _ENDS[name].search(text, at)
    stop = end.start() if end else len(text)
    if end is None:
        facts.unparsed_markup.append(LocatedValue(f"<{name}> without its end", at))
    if name == "title" and not facts.title:
        facts.title = unescape(text[at:stop])
    return end.end() if end else stop


def _note(facts: PageMarkup, name: str, attributes: str, offset: int) -> None:
    """What a tag says by its name."""
    if name in _HEADINGS:
        facts.headings.append(_HEADINGS[name])
        facts.h1 += name == "h1"
    elif name in _LANDMARKS:
        facts.landmarks.append(name)
    elif name == "html":
        facts.language = _values(attributes).get("lang", "")
    elif name == "meta":
        _meta(facts, _values(attributes), offset)
    elif name == "link":
        _link(facts, _values(attributes), offset)
    elif name == "style":
        facts.policy_violations.append(LocatedValue("a <style> element", offset))
    elif name in _FORBIDDEN:
        facts.policy_violations.append(LocatedValue(f"a <{name}> element", offset))
    else:
        values = _values(attributes)
        if "src" not in values and values.get("type", "") not in _DATA_TYPES:
            facts.policy_violations.append(LocatedValue("an inline <script>", offset))


def _values(attributes: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters."""
    return {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}


def _meta(facts: PageMarkup, values: dict[str, str], offset: int) -> None:
    name = values.get("name", "").lower()
    if name == "description":
        facts.description = values.get("content", "")
    elif name == "robots" and "noindex" in values.get("content", ""):
        facts.noindex = True
    order = values.get("http-equiv", "").strip().lower()
    if order == "refresh":
        facts.refreshes.append(LocatedValue(_REFRESHED.sub("", values.get("content", ""), count=1), offset))
    elif order not in ("", "content-security-policy"):
        facts.policy_violations.append(LocatedValue(f"a <meta> with “{order}”", offset))


def _link(facts: PageMarkup, values: dict[str, str], offset: int) -> None:
    rels = set(values.get("rel", "").lower().split())
    href = values.get("href", "")
    if "canonical" in rels:
        facts.canonical = href
    elif "alternate" in rels and "hreflang" in values:
        facts.alternates[values["hreflang"]] = href
    elif rels - _FOLLOWED_RELS:
        facts.fetched_addresses.append(LocatedValue(href, offset))
    elif rels:
        facts.links.append(LocatedValue(href, offset))


@lru_cache(maxsize=_KEPT)
def _told(tag: str, attributes: str) -> list[tuple[str, str]]:
    """What the attributes of a tag add to the lists of facts: the name of a list, and a value.

    Many tags stand on many pages of a site.
    """
    if (alone := _ALONE.fullmatch(attributes)) and (alone[1] == "id" or tag == "a"):
        return [("ids" if alone[1] == "id" else "links", alone[2])]
    tag, told = tag.lower(), []
    for name, value in _values(attributes).items():
        if name == "id":
            told.append(("ids", value))
        if name.startswith("on") or name in ("style", "srcdoc"):
            told.append(("policy_violations", f"the attribute “{name}”"))
        elif name in _TEXTS or name.startswith(("aria-", "data-")):
            continue
        elif scheme := _scheme_that_runs(value, followed=name == "href" and tag in _PASSED_ON):
            told.append(("policy_violations", f"a {scheme}: address"))
        elif name == "href" and tag in _PASSED_ON:
            told.append(("links", value))
        elif name in _ADDRESSES and tag != "link":
            told.extend(("fetched_addresses", url) for url in _urls(name, value))
        elif "(" in value:
            told.extend(
                ("fetched_addresses", url) for url in _PAINTED.findall(value) if not url.startswith("#")
            )
    return told


def _scheme_that_runs(value: str, *, followed: bool) -> str:
    """The scheme by which an attribute's value would run as an address, as browsers read it; else ""."""
    if ":" not in value:
        return ""
    bare = value.translate(_IGNORED)
    if "javascript:" in bare[:40].lower():
        return "javascript"
    found = _SCHEME.match(bare)
    scheme = found[1].lower() if found else ""
    return scheme if scheme == "vbscript" or (followed and scheme in _RUNS) else ""


def _urls(name: str, value: str) -> list[str]:
    if name in ("srcset", "imagesrcset"):
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]
