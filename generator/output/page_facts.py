"""What an audit needs to know of one HTML page, found in its bytes alone.

The pages are this project's own and well-formed, so a strict scanner of tags is enough, and it's
several times faster than a forgiving parser. Where it's in doubt it doesn't guess: what isn't plainly
a tag is listed as `unclear`, and the audit refuses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from generator.problems import Position

_FETCHED = {
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"), ("audio", "src"),
    ("track", "src"), ("video", "poster"), ("input", "src"), ("image", "href"), ("use", "href"),
}  # fmt: skip
_FETCHED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect"}
_FOLLOWED_RELS = {"alternate", "canonical", "license", "help", "author", "prev", "next", "search"}
_DATA_TYPES = {"application/ld+json", "application/json", "speculationrules"}
_RAW = {"script", "style", "title", "textarea"}
"""Elements whose content isn't markup."""

_TAG = re.compile(
    r"<(?:(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|!--(?:(?!-->).)*+-->|![Dd][Oo][Cc][^>]*+>|(?P<unclear>[a-zA-Z!?]|/(?![a-zA-Z][a-zA-Z0-9:-]*\s*>)))",
    re.DOTALL,
)
"""A tag that opens, a comment, or what can be neither nor closes anything."""
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+")
_TELLING = re.compile(
    r"(?:^|[\s/\"'])(?:id|href|src|srcset|style|on[a-z]+|action|formaction|data|poster|xlink:href|http-equiv)\s*=",
    re.IGNORECASE,
)
_NOTED = {"html", "meta", "link", "main", "nav", "header", "footer", "style", "script", "base", "title"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Found(NamedTuple):
    """A value in the page, and where in the text its tag begins (counted from 0)."""

    value: str
    offset: int


@dataclass(slots=True)
class PageFacts:
    """Everything of one page that the audit looks at."""

    language: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    h1: int = 0
    headings: list[int] = field(default_factory=list)
    ids: list[Found] = field(default_factory=list)
    links: list[Found] = field(default_factory=list)
    fetched: list[Found] = field(default_factory=list)
    inline: list[Found] = field(default_factory=list)
    unclear: list[Found] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    landmarks: list[str] = field(default_factory=list)


def position(path: str, content: bytes, offset: int) -> Position:
    """The line and column of a place in a page's text; of the page as a whole where it's negative."""
    if offset < 0:
        return Position(path)
    before = content.decode("utf-8", "replace")[:offset]
    return Position(path, before.count("\n") + 1, offset - before.rfind("\n"))


def page_facts(content: bytes) -> PageFacts:
    """Read one page. Never raises for any bytes."""
    text = content.decode("utf-8", "replace")
    facts = PageFacts()
    at = 0
    while (tag := _TAG.search(text, at)) is not None:
        at = tag.end()
        if tag["unclear"]:
            facts.unclear.append(Found(text[tag.start() : tag.start() + 20], tag.start()))
        elif tag["name"]:
            name = tag["name"].lower()
            _tag(facts, name, tag["attributes"], tag.start())
            if name in _RAW:
                at = _after_raw(facts, text, name, at)
    return facts


def _after_raw(facts: PageFacts, text: str, name: str, at: int) -> int:
    """Skip what isn't markup; the first title is the page's (those in drawings come later)."""
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
    stop = end.start() if end else len(text)
    if name == "title" and not facts.title:
        facts.title = unescape(text[at:stop])
    return end.end() if end else stop


def _tag(facts: PageFacts, name: str, attributes: str, offset: int) -> None:
    if name in _HEADINGS:
        facts.headings.append(_HEADINGS[name])
        facts.h1 += name == "h1"
    if not attributes and name not in _NOTED:
        return
    if name not in _NOTED and not _TELLING.search(attributes):
        return
    values = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(attributes)}
    if name == "html":
        facts.language = values.get("lang", "")
    elif name == "meta":
        _meta(facts, values, offset)
    elif name == "link":
        _link(facts, values, offset)
    elif name in ("main", "nav", "header", "footer"):
        facts.landmarks.append(name)
    _attributes(facts, name, values, offset)


def _meta(facts: PageFacts, values: dict[str, str], offset: int) -> None:
    name = values.get("name", "").lower()
    if name == "description":
        facts.description = values.get("content", "")
    elif name == "robots" and "noindex" in values.get("content", ""):
        facts.noindex = True
    if values.get("http-equiv", "").lower() == "refresh":
        facts.links.append(Found(values.get("content", "").partition("url=")[2], offset))


def _link(facts: PageFacts, values: dict[str, str], offset: int) -> None:
    rels = set(values.get("rel", "").lower().split())
    href = values.get("href", "")
    if "canonical" in rels:
        facts.canonical = href
    elif "alternate" in rels and "hreflang" in values:
        facts.alternates[values["hreflang"]] = href
    elif rels & _FETCHED_RELS:
        facts.fetched.append(Found(href, offset))
    elif rels & _FOLLOWED_RELS:
        facts.links.append(Found(href, offset))


def _attributes(facts: PageFacts, tag: str, values: dict[str, str], offset: int) -> None:
    if "id" in values:
        facts.ids.append(Found(values["id"], offset))
    if tag in ("a", "area") and "href" in values:
        facts.links.append(Found(values["href"], offset))
    for name in ("action", "formaction"):
        if name in values:
            facts.links.append(Found(values[name], offset))
    for name, value in values.items():
        if name.startswith("on") or name == "style":
            facts.inline.append(Found(f"the attribute “{name}”", offset))
        elif (tag, name) in _FETCHED or name == "xlink:href":
            facts.fetched.extend(Found(url, offset) for url in _urls(name, value))
        elif "javascript:" in value[:40].lower():
            facts.inline.append(Found("a javascript: address", offset))
    if tag == "style":
        facts.inline.append(Found("a <style> element", offset))
    if tag == "script" and "src" not in values and values.get("type", "") not in _DATA_TYPES:
        facts.inline.append(Found("an inline <script>", offset))
    if tag == "base":
        facts.inline.append(Found("a <base> element", offset))


def _urls(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]
