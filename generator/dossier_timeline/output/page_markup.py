"""The markup of one HTML page as an audit needs it, read from the page's bytes alone.

The pages are this project's own and well-formed, so a strict scanner of tags is enough, and it's several
times faster than a forgiving parser. It doesn't guess: whatever isn't plainly a tag is listed as
`unparsed_markup`, and the audit refuses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from dossier_timeline.diagnostics.diagnostic import Position

_ADDRESS_ATTRIBUTES = {
    "action", "archive", "attributionsrc", "background", "classid", "codebase", "data", "dynsrc",
    "formaction", "href", "imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile",
    "src", "srcset", "xlink:href",
}  # fmt: skip
"""Attributes that hold an address: what an element fetches, or where it sends something.

Only the address of a link (`a`, `area`) is followed by readers who want that.
"""
_TEXT_ATTRIBUTES = {"abbr", "alt", "content", "label", "placeholder", "summary", "title"}
"""Attributes that hold words, like those whose names begin with aria- or data-."""
_LINK_ELEMENTS = {"a", "area"}
_FOLLOWED_RELS = {"alternate", "canonical", "license", "help", "author", "prev", "next", "search"}
"""The relations of a `link` for which nothing is fetched and no name server is asked."""
_UNSAFE_SCHEMES = {"javascript", "vbscript", "data", "blob", "filesystem", "file"}
"""Schemes that no link has: what they hold would run, or come from the reader's own disk."""
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED_CHARACTERS = dict.fromkeys(map(ord, "\t\n\r\0"))
"""Characters that browsers remove from an address before they parse it."""
_FORBIDDEN_ELEMENTS = {
    "applet", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "listing", "noembed", "noframes",
    "object", "plaintext", "portal", "xmp",
}  # fmt: skip
"""Elements that hold another page, change what addresses mean, or end the page."""
_CSS_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_DATA_TYPES = {"application/ld+json", "application/json", "speculationrules"}
_RAW_TEXT_ELEMENTS = {"script", "style", "title", "textarea"}
"""Elements whose content isn't markup."""
_RAW_TEXT_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _RAW_TEXT_ELEMENTS}
_CACHE_SIZE = 8192
"""The number of different tags whose attributes are remembered."""

_IRRELEVANT_MARKUP = (
    r"(?>(?:[^<]++|</[a-zA-Z][a-zA-Z0-9:-]*+\s*+>"
    r"|<(?:a|b|bdi|cite|dd|div|dl|dt|em|g|i|input|label|li|line|ol|p|rect|section|small|span|strong|sup|table"
    r"|tbody|td|text|th|thead|time|tr|ul)"
    r"(?>(?: (?:aria-[a-z]+|class|datetime|dir|font-size|height|lang|name|role|rx|scope|tabindex|text-anchor"
    r"|type|value|width|[xy][12]?)=\"[^\"<:]*+\")*)/?>)*)"
)
"""Text, closing tags, and tags that tell an audit nothing: most of a page, skipped at once."""
_TAG = re.compile(
    _IRRELEVANT_MARKUP
    + r"(?:<(?:a href=\"(?P<href>[^\"<>:&]*+)\">|(?:dt|figure|li|p|tr) id=\"(?P<id>[^\"<>:&]*+)\">"
    r"|(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*))>"
    r"|!--(?>(?:(?!-->).)*)-->|![Dd][Oo][Cc][^>]*+>|(?P<unclear>[a-zA-Z!?]|/(?![a-zA-Z][a-zA-Z0-9:-]*\s*>))|)"
    r"|\Z)",
    re.DOTALL,
)
"""An opening tag, a comment, or what can be neither of them nor a closing tag.

The two kinds of tags that are most frequent, a link and an id, are matched by their value alone.
Matches at every "<" that isn't skipped and at the end of the text, so nothing is searched twice.
"""
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]++)(?>(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?)")
_REFRESH_PREFIX = re.compile(r"\s*[0-9.]*\s*[;,]?\s*(?:url\s*=)?\s*['\"]?", re.IGNORECASE)
"""What precedes the address of a refresh, as browsers read it."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANDMARKS = {"main", "nav", "header", "footer"}
_SINGLE_ATTRIBUTE = re.compile(r' (href|id)="([^":&]*+)"')
"""The usual case: one attribute, nothing to decode, no scheme."""
_RELEVANT_ELEMENTS = {
    "html",
    "meta",
    "link",
    "style",
    "script",
    *_FORBIDDEN_ELEMENTS,
    *_LANDMARKS,
    *_HEADINGS,
}


class TagValue(NamedTuple):
    """A value in the page, and the offset of its tag in the text, counted from 0."""

    value: str
    offset: int


@dataclass(slots=True)
class PageMarkup:
    """Everything in one page that the audit examines."""

    language: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    h1: int = 0
    headings: list[int] = field(default_factory=list)
    ids: list[TagValue] = field(default_factory=list)
    links: list[TagValue] = field(default_factory=list)
    fetched_addresses: list[TagValue] = field(default_factory=list)
    refreshes: list[TagValue] = field(default_factory=list)
    """The addresses to which the page leads by itself."""
    policy_violations: list[TagValue] = field(default_factory=list)
    unparsed_markup: list[TagValue] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    landmarks: list[str] = field(default_factory=list)


def position_in_page(path: str, content: bytes, offset: int) -> Position:
    """The line and column of an offset in a page's text; the page as a whole for a negative offset."""
    if offset < 0:
        return Position(path)
    before = content.decode("utf-8", "replace")[:offset]
    return Position(path, before.count("\n") + 1, offset - before.rfind("\n"))


def read_page_markup(content: bytes) -> PageMarkup:
    """Read one page. Never raises, whatever the bytes are."""
    text = content.decode("utf-8", "replace")
    markup = PageMarkup()
    position = 0
    while position < len(text):
        position = _read_up_to_raw_text(markup, text, position)
    return markup


def _read_up_to_raw_text(markup: PageMarkup, text: str, start: int) -> int:
    """Read up to and including the next element whose content isn't markup; returns where it ends."""
    for tag in _TAG.finditer(text, start):
        href, own_id, name, attributes, unparsed = tag.groups()
        if href is not None:
            markup.links.append(TagValue(href, tag.start("href") - len('<a href="')))
        elif own_id is not None:
            markup.ids.append(TagValue(own_id, text.rindex("<", 0, tag.start("id"))))
        elif name:
            start = tag.start("name") - 1
            if attributes:
                for kind, value in _read_attributes(name, attributes):
                    getattr(markup, kind).append(TagValue(value, start))
            name = name.lower()
            if name in _RELEVANT_ELEMENTS:
                _read_element(markup, name, attributes, start)
            if name in _RAW_TEXT_ELEMENTS:
                return _skip_raw_text(markup, text, name, tag.end())
        elif unparsed:
            start = tag.start("unclear") - 1
            markup.unparsed_markup.append(TagValue(text[start : start + 20], start))
    return len(text)


def _skip_raw_text(markup: PageMarkup, text: str, name: str, start: int) -> int:
    """Skip content that isn't markup. The first title is the page's; titles in drawings come later."""
    end_tag = _RAW_TEXT_ENDS[name].search(text, start)
    stop = end_tag.start() if end_tag else len(text)
    if end_tag is None:
        markup.unparsed_markup.append(TagValue(f"<{name}> without its end", start))
    if name == "title" and not markup.title:
        markup.title = unescape(text[start:stop])
    return end_tag.end() if end_tag else stop


def _read_element(markup: PageMarkup, name: str, attributes: str, offset: int) -> None:
    """Note what an element says by its name."""
    if name in _HEADINGS:
        markup.headings.append(_HEADINGS[name])
        markup.h1 += name == "h1"
    elif name in _LANDMARKS:
        markup.landmarks.append(name)
    elif name == "html":
        markup.language = _parse_attributes(attributes).get("lang", "")
    elif name == "meta":
        _read_meta(markup, _parse_attributes(attributes), offset)
    elif name == "link":
        _read_link(markup, _parse_attributes(attributes), offset)
    elif name == "style":
        markup.policy_violations.append(TagValue("a <style> element", offset))
    elif name == "base" and "href" not in _parse_attributes(attributes):
        pass  # It says in which window links open, and changes no address.
    elif name in _FORBIDDEN_ELEMENTS:
        markup.policy_violations.append(TagValue(f"a <{name}> element", offset))
    else:
        values = _parse_attributes(attributes)
        if "src" not in values and values.get("type", "") not in _DATA_TYPES:
            markup.policy_violations.append(TagValue("an inline <script>", offset))


def _parse_attributes(attributes: str) -> dict[str, str]:
    """The attributes of a tag by their names in lower case."""
    return {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}


def _read_meta(markup: PageMarkup, values: dict[str, str], offset: int) -> None:
    name = values.get("name", "").lower()
    if name == "description":
        markup.description = values.get("content", "")
    elif name == "robots" and "noindex" in values.get("content", ""):
        markup.noindex = True
    directive = values.get("http-equiv", "").strip().lower()
    if directive == "refresh":
        markup.refreshes.append(TagValue(_REFRESH_PREFIX.sub("", values.get("content", ""), count=1), offset))
    elif directive not in ("", "content-security-policy"):
        markup.policy_violations.append(TagValue(f"a <meta> with “{directive}”", offset))


def _read_link(markup: PageMarkup, values: dict[str, str], offset: int) -> None:
    rels = set(values.get("rel", "").lower().split())
    href = values.get("href", "")
    if "canonical" in rels:
        markup.canonical = href
    elif "alternate" in rels and "hreflang" in values:
        markup.alternates[values["hreflang"]] = href
    elif rels - _FOLLOWED_RELS:
        markup.fetched_addresses.append(TagValue(href, offset))
    elif rels:
        markup.links.append(TagValue(href, offset))


@lru_cache(maxsize=_CACHE_SIZE)
def _read_attributes(tag: str, attributes: str) -> list[tuple[str, str]]:
    """What the attributes of a tag add to the lists of a `PageMarkup`: pairs of a list's name and a value.

    The results are remembered, because the same tags are on many pages.
    """
    if (single := _SINGLE_ATTRIBUTE.fullmatch(attributes)) and (single[1] == "id" or tag == "a"):
        return [("ids" if single[1] == "id" else "links", single[2])]
    tag, found = tag.lower(), []
    for name, value in _parse_attributes(attributes).items():
        if name == "id":
            found.append(("ids", value))
        if name.startswith("on") or name in ("style", "srcdoc"):
            found.append(("policy_violations", f"the attribute “{name}”"))
        elif name in _TEXT_ATTRIBUTES or name.startswith(("aria-", "data-")):
            continue
        elif scheme := _find_unsafe_scheme(value, is_link=name == "href" and tag in _LINK_ELEMENTS):
            found.append(("policy_violations", f"a {scheme}: address"))
        elif name == "href" and tag in _LINK_ELEMENTS:
            found.append(("links", value))
        elif name in _ADDRESS_ATTRIBUTES and tag != "link":
            found.extend(("fetched_addresses", url) for url in _split_urls(name, value))
        elif "(" in value:
            found.extend(
                ("fetched_addresses", url) for url in _CSS_URL.findall(value) if not url.startswith("#")
            )
    return found


def _find_unsafe_scheme(value: str, *, is_link: bool) -> str:
    """The scheme by which browsers would run an attribute's value as an address; "" for none."""
    if ":" not in value:
        return ""
    cleaned = value.translate(_IGNORED_CHARACTERS)
    if "javascript:" in cleaned[:40].lower():
        return "javascript"
    found = _SCHEME.match(cleaned)
    scheme = found[1].lower() if found else ""
    return scheme if scheme == "vbscript" or (is_link and scheme in _UNSAFE_SCHEMES) else ""


def _split_urls(name: str, value: str) -> list[str]:
    if name in ("srcset", "imagesrcset"):
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]
