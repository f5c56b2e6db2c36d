"""Markdown to sanitised HTML, with tokens where trusted things come in later.

Python-Markdown sees private-use characters where `[[references]]` and code stand, so that no
rule of its own touches them, and the addresses of links become such tokens too. What it makes is
sanitised by nh3; `prose` then puts the trusted things in place of the tokens. Raw HTML is no part
of this Markdown: it is shown as it is typed.
"""

from __future__ import annotations

import html
import json
import re
import string
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor

from dossier_timeline.markup.list_nesting import nest_lists
from dossier_timeline.markup.markdown_rules import (
    BOX,
    CODE,
    END,
    LINK,
    REFERENCE,
    Attributes,
    Heading,
    LinkProcessor,
)

TOKEN = re.compile(f"([{REFERENCE}{CODE}{LINK}{BOX}])([0-9]{{1,7}}){END}")
RESERVED = re.compile(f"[{REFERENCE}-{BOX}]")
_FORGED = re.compile(r"&#(?:x0*e00[0-4](?![0-9a-f])|0*5734[4-8](?![0-9]));?", re.I)

BUILT_IN = frozenset({"toc", "fenced_code", "attr_list", "sane_lists"})
"""Extensions that this module does itself (heading ids, code, attributes) or always has (lists)."""
_REMOVED_RULES = {
    "preprocessors": ("html_block",),
    "block": ("code", "setextheader", "reference"),
    "inline": (
        *("backtick", "html", "automail", "link", "image_link", "reference", "image_reference"),
        *("short_reference", "short_image_ref"),
    ),
}
"""Rules of Python-Markdown that this Markdown lacks: raw HTML, indented code, underlined headings,
addresses apart from their links; and those that `Address` replaces in time that stays linear."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CLASSES = {"p": {"note", "source"}, "table": {"wide"}, "th": {"num"}, "td": {"num"}}
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_TAGS = {
    *("p", "blockquote", "pre", "hr", "br", "ul", "ol", "li", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "abbr", "code", "em", "i", "img", "span", "strong", "sub", "sup"),
}


@dataclass(slots=True)
class TextStructure:
    """What the tree of one text holds; elements in document order."""

    headings: list[tuple[int, str, str, bool]] = field(default_factory=list)
    """Level, id ("" without one), text (with tokens), whether a reference stands in it."""
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    """Address, text (with tokens), whether it is an image."""
    refused_attributes: list[tuple[str, str]] = field(default_factory=list)
    """Attributes that are not allowed: element and what was asked."""
    linked_references: list[int] = field(default_factory=list)
    """Indexes of references that stand inside a link or in an attribute."""


def serialise_settings(settings: object) -> str:
    """Settings of the extensions as one text, the same for the same settings."""
    return json.dumps(settings, sort_keys=True, default=str) if settings else ""


def convert_markdown(source: str, extensions: tuple[str, ...], settings: str) -> tuple[str, TextStructure]:
    """Sanitised HTML of Markdown in which tokens already stand for references and code."""
    engine = _load_converter(extensions, settings)
    raw, structure = engine.convert(source)
    clean = nh3.clean(
        _FORGED.sub("\ufffd", raw),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        link_rel=None,
        strip_comments=True,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    return clean, structure


class _Converter:
    """One Python-Markdown with its set of extensions, used over and over."""

    def __init__(self, extensions: tuple[str, ...], settings: dict[str, Any]) -> None:
        wanted = [name for name in extensions if name.rpartition(".")[2] not in BUILT_IN]
        self.lock = Lock()
        self.markdown = markdown.Markdown(
            extensions=["sane_lists", *wanted],
            extension_configs={name: settings[name] for name in wanted if settings.get(name)},
            output_format="html",
        )
        for name in _REMOVED_RULES["preprocessors"]:
            self.markdown.preprocessors.deregister(name, strict=False)
        for name in _REMOVED_RULES["block"]:
            self.markdown.parser.blockprocessors.deregister(name, strict=False)
        for name in _REMOVED_RULES["inline"]:
            self.markdown.inlinePatterns.deregister(name, strict=False)
        self.markdown.ESCAPED_CHARS = list(string.punctuation)
        self.markdown.inlinePatterns.register(
            LinkProcessor(LinkProcessor.PATTERN, self.markdown), "address", 160
        )
        self.markdown.parser.blockprocessors.register(Heading(self.markdown.parser), "hashheader", 70)
        self.markdown.treeprocessors.register(Attributes(self.markdown), "attr_list", 8)
        self.witness = _StructureNoter(self.markdown)
        self.markdown.treeprocessors.register(self.witness, "witness", -10)

    def convert(self, source: str) -> tuple[str, TextStructure]:
        with self.lock:
            self.markdown.reset()
            # A text that was nested too deeply leaves the state in which it was given up.
            self.markdown.parser.state.clear()
            self.witness.structure = TextStructure()
            return self.markdown.convert(nest_lists(source)), self.witness.structure


@lru_cache(maxsize=16)
def _load_converter(extensions: tuple[str, ...], settings: str) -> _Converter:
    return _Converter(extensions, json.loads(settings) if settings else {})


class _StructureNoter(Treeprocessor):
    """Notes headings, links and refused attributes, and sets what HTML wants set."""

    structure: TextStructure

    def run(self, root: Element) -> None:
        self._walk(root, inside=False)

    def _walk(self, element: Element, *, inside: bool) -> None:
        tag = str(element.tag).lower()
        if tag in ("a", "img"):
            self._link(element, tag)
        elif tag in ("th", "td"):
            self._cell(element, tag)
        elif tag == "em" and element.get("lang"):
            element.tag = "span" if element.get("class") == "name" else "i"
            element.attrib.pop("class" if element.tag == "span" else "", None)
        elif tag[0] == "h" and tag[1:].isdigit():
            text = "".join(element.itertext())
            self.structure.headings.append((int(tag[1:]), element.get("id", ""), text, REFERENCE in text))
        for name, value in tuple(element.items()):
            self._attribute(element, tag, name, value)
        inside = inside or tag == "a"
        if inside and element.text and REFERENCE in element.text:
            self._inside(element.text)
        for child in element:
            self._walk(child, inside=inside)
            if inside and child.tail and REFERENCE in child.tail:
                self._inside(child.tail)

    def _inside(self, text: str) -> None:
        self.structure.linked_references.extend(int(t[2]) for t in TOKEN.finditer(text) if t[1] == REFERENCE)

    def _link(self, element: Element, tag: str) -> None:
        name = "href" if tag == "a" else "src"
        address = html.unescape(element.get(name, ""))
        self._inside(address)
        text = element.get("alt", "") if tag == "img" else "".join(element.itertext())
        element.set(name, f"{LINK}{len(self.structure.links)}{END}")
        self.structure.links.append((address, text, tag == "img"))

    @staticmethod
    def _cell(element: Element, tag: str) -> None:
        style = element.attrib.pop("style", "") + element.attrib.pop("align", "")
        if "right" in style:
            element.set("class", "num")
        if tag == "th":
            element.set("scope", "col")

    def _attribute(self, element: Element, tag: str, name: str, value: str) -> None:
        if name == "lang" and not _LANGUAGE.fullmatch(value):
            self.structure.refused_attributes.append((tag, f"lang={value}"))
            del element.attrib[name]
        elif name == "class":
            refused = set(value.split()) - _CLASSES.get(tag, set())
            self.structure.refused_attributes.extend((tag, f".{one}") for one in sorted(refused))
        elif name not in _ATTRIBUTES["*"] and name not in _ATTRIBUTES.get(tag, ()):
            self.structure.refused_attributes.append(
                (tag, f"#{value}" if name == "id" else f"{name}={value}")
            )
        elif name not in ("href", "src") and RESERVED.search(value):
            self._inside(value)
            element.set(name, RESERVED.sub("", value))
