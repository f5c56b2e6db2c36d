"""What an audit needs to know of one HTML page, found in its bytes alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_FETCHED = {
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"), ("audio", "src"),
    ("track", "src"), ("video", "poster"), ("input", "src"), ("image", "href"), ("use", "href"),
}  # fmt: skip
_FETCHED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect"}
_FOLLOWED_RELS = {"alternate", "canonical", "license", "help", "author", "prev", "next", "search"}
_DATA_TYPES = {"application/ld+json", "application/json", "speculationrules"}


@dataclass(frozen=True, slots=True)
class Found:
    """A value in the page and the line and column (both from 1) where its tag begins."""

    value: str
    line: int
    column: int


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
    alternates: dict[str, str] = field(default_factory=dict)
    landmarks: list[str] = field(default_factory=list)


def page_facts(content: bytes) -> PageFacts:
    """Read one page. Never raises for any bytes."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", "replace"))
    reader.close()
    return reader.facts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = PageFacts()
        self._in_title = False
        self._in_svg = 0

    def _found(self, value: str) -> Found:
        line, column = self.getpos()
        return Found(value, line, column + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts, values = self.facts, {name: value or "" for name, value in attrs}
        self._in_svg += tag == "svg"
        if tag == "html":
            facts.language = values.get("lang", "")
        elif tag == "title" and not self._in_svg:
            self._in_title = True
        elif tag == "meta":
            self._meta(values)
        elif tag == "link":
            self._link(values)
        elif tag in ("main", "nav", "header", "footer"):
            facts.landmarks.append(tag)
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            facts.headings.append(int(tag[1]))
            facts.h1 += tag == "h1"
        self._attributes(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_svg -= tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self._in_svg -= tag == "svg"
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.facts.title += data

    def _meta(self, values: dict[str, str]) -> None:
        name = values.get("name", "").lower()
        if name == "description":
            self.facts.description = values.get("content", "")
        elif name == "robots" and "noindex" in values.get("content", ""):
            self.facts.noindex = True
        if values.get("http-equiv", "").lower() == "refresh":
            self.facts.links.append(self._found(values.get("content", "").partition("url=")[2]))

    def _link(self, values: dict[str, str]) -> None:
        rels = set(values.get("rel", "").lower().split())
        href = values.get("href", "")
        if "canonical" in rels:
            self.facts.canonical = href
        elif "alternate" in rels and "hreflang" in values:
            self.facts.alternates[values["hreflang"]] = href
        elif rels & _FETCHED_RELS:
            self.facts.fetched.append(self._found(href))
        elif rels & _FOLLOWED_RELS:
            self.facts.links.append(self._found(href))

    def _attributes(self, tag: str, values: dict[str, str]) -> None:
        facts = self.facts
        if "id" in values:
            facts.ids.append(self._found(values["id"]))
        if tag in ("a", "area") and "href" in values:
            facts.links.append(self._found(values["href"]))
        if tag == "form" and "action" in values:
            facts.links.append(self._found(values["action"]))
        for name, value in values.items():
            if name.startswith("on") or name == "style":
                facts.inline.append(self._found(f"the attribute “{name}”"))
            elif (tag, name) in _FETCHED or (self._in_svg and name == "xlink:href"):
                facts.fetched.extend(self._found(url) for url in _urls(name, value))
            elif "javascript:" in value[:20].lower():
                facts.inline.append(self._found("a javascript: address"))
        if tag == "style":
            facts.inline.append(self._found("a <style> element"))
        if tag == "script" and "src" not in values and values.get("type", "") not in _DATA_TYPES:
            facts.inline.append(self._found("an inline <script>"))
        if tag == "base":
            facts.inline.append(self._found("a <base> element"))


def _urls(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]
