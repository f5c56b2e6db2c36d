"""What the styles and lists of an ODT say: numbers before items and headings, and what stands raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier_timeline.source_reading.item_numbers import MOST_LEVELS, ItemCounter, LevelFormat
from dossier_timeline.source_reading.packed_xml import (
    child_named,
    children_named,
    find_attribute,
    whole_number,
)


@dataclass(slots=True)
class OdtStyles:
    """The formats of lists by style, the styles that raise text, and the numbers of headings so far."""

    lists: dict[str, dict[int, LevelFormat]] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    list_of_style: dict[str, str] = field(default_factory=dict)
    """The style of list of a paragraph's style."""
    headings: ItemCounter = field(default_factory=lambda: ItemCounter({}))


def read_odt_styles(roots: Iterable[Element | None]) -> OdtStyles:
    """The styles in the parts of a document."""
    found = OdtStyles()
    for root in roots:
        for group in children_named(root, "styles", "automatic-styles"):
            for style in children_named(group, "list-style"):
                found.lists[find_attribute(style, "name")] = _read_levels(style)
            for style in children_named(group, "outline-style"):
                found.headings = ItemCounter(_read_levels(style))
            for style in children_named(group, "style"):
                _read_style(found, style)
    return found


def _read_style(found: OdtStyles, style: Element) -> None:
    name = find_attribute(style, "name")
    properties = child_named(style, "text-properties")
    position = find_attribute(properties, "text-position") if properties is not None else ""
    size = position.split(" ")[0]
    if size == "super" or (size.endswith("%") and size[:-1].isdigit() and int(size[:-1]) > 0):
        found.raised.add(name)
    if list_style := find_attribute(style, "list-style-name"):
        found.list_of_style[name] = list_style


def _read_levels(style: Element) -> dict[int, LevelFormat]:
    levels: dict[int, LevelFormat] = {}
    for level in style:
        depth = whole_number(find_attribute(level, "level"), 1, most=MOST_LEVELS) - 1
        bullet = find_attribute(level, "bullet-char")
        if bullet:
            levels[depth] = LevelFormat(bullet, "")
            continue
        number_format = find_attribute(level, "num-format")
        shown = min(
            depth + 1, whole_number(find_attribute(level, "display-levels") or "1", 1, most=MOST_LEVELS)
        )
        numbers = ".".join(f"%{depth + 1 - shown + step}" for step in range(1, shown + 1))
        before, after = find_attribute(level, "num-prefix"), find_attribute(level, "num-suffix")
        template = f"{before}{numbers}{after}" if number_format else ""
        start = whole_number(find_attribute(level, "start-value") or "1", 1)
        levels[depth] = LevelFormat(template, number_format, start)
    return levels
