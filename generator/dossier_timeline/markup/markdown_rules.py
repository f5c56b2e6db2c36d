"""Rules of Python-Markdown that this Markdown has of its own, so that no word goes or changes place.

| rule         | why it is not Python-Markdown's                                                      |
|--------------|--------------------------------------------------------------------------------------|
| `Address`    | links and images in time that stays linear                                           |
| `Attributes` | two `{…}` on one line stay two, words in braces stay words, a heading keeps its `#`   |
| `Heading`    | a space stands after the marks, as in CommonMark, so that `#word` stays as it is       |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor

REFERENCE, CODE, LINK, END, BOX = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""A token is one of these but `END`, a decimal index and `END`."""

_VALUE = r"(?:\"[^\"{}\n]*+\"|'[^'{}\n]*+'|[^\s\"'{}=]*+)"
_ONE = rf"(?:[#.][\w:-]++|[a-zA-Z][\w-]*+[ ]?={_VALUE})"
LIST = rf"\{{:?[ ]*+(?>(?:{_ONE}[ ]*+)+)\}}"
"""A list of attributes: `#id`, `.class` and `name=value` between braces, and nothing else."""
_EACH = re.compile(rf"[#.](?P<word>[\w:-]+)|(?P<name>[a-zA-Z][\w-]*)[ ]?=(?P<value>{_VALUE})")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class LinkProcessor(InlineProcessor):
    """`[words](address "title")`, and with `!` before it an image."""

    PATTERN = (
        r"(?P<image>!)?\[(?P<text>(?>(?:[^\[\]]|\[[^\[\]]*+\])*))\]"
        r"\(\s*+<?(?P<href>[^\s()<>]*+(?>(?:\([^\s()<>]*+\)[^\s()<>]*+)*))>?"
        r"(?:\s++\"(?P<title>[^\"\n]*+)\")?\s*+\)"
    )
    AFTER_WORDS = PATTERN[PATTERN.index(r"\]" + r"\(") :]
    """What follows the words of a link."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """An element for a link or image."""
        element = Element("img" if m["image"] else "a")
        element.set("src" if m["image"] else "href", self.unescape(m["href"]))
        if m["image"]:
            element.set("alt", self.unescape(m["text"]))
        else:
            element.text = m["text"]
        if m["title"]:
            element.set("title", self.unescape(m["title"]))
        return element, m.start(0), m.end(0)


class Heading(HashHeaderProcessor):
    """`## words`."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t]|\n|$)(?P<header>[^\n]*)(?:\n|$)")


class Attributes(AttrListTreeprocessor):
    """Lists of attributes after emphasis, in headings, cells and below blocks."""

    BASE_RE = LIST.replace("[ ]*+(", "[ ]*+((", 1).removesuffix(r"\}") + r")\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"(?<! )[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def run(self, doc: Element) -> None:
        """Give every element its attributes."""
        for element in doc.iter():
            if element.tag in _HEADINGS:
                self._heading(element)
        for block in doc:
            super().run(block)

    def _heading(self, element: Element) -> None:
        """The attributes of a heading; as many `#` as before it, after a space, close it."""
        last = element[-1] if len(element) else None
        words = (element.text if last is None else last.tail) or ""
        if found := self.HEADER_RE.search(words):
            self.assign_attrs(element, found.group(1))
            words = words[: found.start()]
        words = words.rstrip()
        open_words = words.rstrip("#")
        if len(words) - len(open_words) == int(element.tag[1]) and open_words[-1:].isspace():
            words = open_words.rstrip()
        if last is None:
            element.text = words
        else:
            last.tail = words

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Set the attributes of a list; nothing of it is left."""
        for name, value in _attributes(attrs_string):
            before = elem.get("class") if name == "class" else None
            elem.set(name, f"{before} {value}" if before else value)
        return ""


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for one in _EACH.finditer(text):
        if one["word"] is not None:
            yield ("id" if one[0][0] == "#" else "class"), one["word"]
        else:
            yield one["name"], one["value"].strip("\"'")
