"""What the styles and lists of a DOCX say of its paragraphs: heading levels, and numbers before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier_timeline.source_reading.item_numbers import ItemCounter, LevelFormat
from dossier_timeline.source_reading.packed_xml import (
    PackedDocument,
    child_named,
    children_named,
    find_attribute,
    whole_number,
)

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TITLE_NAMES = ("title", "subtitle")
_MOST_STEPS = 20
_BODY_LEVEL = 9
"""The outline level of running text."""


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    properties: Element | None


@dataclass(slots=True)
class DocxStyles:
    """The styles and lists of a document, and the numbers of its lists so far."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: str = ""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list of each list."""
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    """By list and level, the number at which it begins anew."""
    counters: dict[str, ItemCounter] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def heading_level(self, paragraph: Element) -> int:
        """The level of a heading, from 1, or 0 for other paragraphs."""
        for properties, name in self._chain(paragraph):
            level = child_named(properties, "outlineLvl")
            if level is not None:
                number = whole_number(find_attribute(level, "val"), _BODY_LEVEL)
                return number + 1 if number < _BODY_LEVEL else 0
            if match := _HEADING_NAME.fullmatch(name):
                return int(match[1])
            if name.lower() in _TITLE_NAMES:
                return 1
        return 0

    def next_mark(self, paragraph: Element) -> str:
        """What is printed before the paragraph as an item, or nothing."""
        number, level = "", ""
        for properties, _ in self._chain(paragraph):
            list_properties = child_named(properties, "numPr")
            number = number or _value(list_properties, "numId")
            level = level or _value(list_properties, "ilvl")
        depth = whole_number(level or "0", 0, most=8)
        counter = self.counters.get(self.lists.get(number, ""))
        if counter is None or number == "0":
            return ""
        start = self.overrides.get(number, {}).get(depth) if (number, depth) not in self.restarted else None
        self.restarted.add((number, depth))
        return counter.next_mark(depth, start)

    def _chain(self, paragraph: Element) -> list[tuple[Element | None, str]]:
        """The properties of a paragraph and of its styles, the nearest first, with the styles' names."""
        own = child_named(paragraph, "pPr")
        found: list[tuple[Element | None, str]] = [(own, "")]
        name = _value(own, "pStyle") or self.default
        for _ in range(_MOST_STEPS):
            style = self.styles.get(name)
            if style is None:
                break
            found.append((style.properties, style.name))
            name = style.based_on
        return found


def read_docx_styles(packed: PackedDocument) -> DocxStyles:
    """The styles and lists of a document."""
    found = DocxStyles()
    for style in children_named(packed.parse("word/styles.xml"), "style"):
        key = find_attribute(style, "styleId")
        found.styles[key] = _Style(_value(style, "name"), _value(style, "basedOn"), child_named(style, "pPr"))
        if find_attribute(style, "type") == "paragraph" and find_attribute(style, "default") in ("1", "true"):
            found.default = key
    numbering = packed.parse("word/numbering.xml")
    for abstract in children_named(numbering, "abstractNum"):
        found.counters[find_attribute(abstract, "abstractNumId")] = ItemCounter(_read_levels(abstract))
    for one in children_named(numbering, "num"):
        key = find_attribute(one, "numId")
        found.lists[key] = _value(one, "abstractNumId")
        for override in children_named(one, "lvlOverride"):
            if start := _value(override, "startOverride"):
                level = whole_number(find_attribute(override, "ilvl"), 0, most=8)
                found.overrides.setdefault(key, {})[level] = whole_number(start, 1)
    return found


def _read_levels(abstract: Element) -> dict[int, LevelFormat]:
    levels: dict[int, LevelFormat] = {}
    for level in children_named(abstract, "lvl"):
        levels[whole_number(find_attribute(level, "ilvl"), 0, most=8)] = LevelFormat(
            _value(level, "lvlText"),
            _value(level, "numFmt") or "decimal",
            whole_number(_value(level, "start") or "1", 1),
            child_named(level, "isLgl") is not None,
        )
    return levels


def _value(element: Element | None, name: str) -> str:
    """The value of a property in an element."""
    found = child_named(element, name)
    return find_attribute(found, "val") if found is not None else ""
