"""The numbers and letters that a browser prints before the items of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier_timeline.source_reading.html_inline import list_children

BULLET = "•"
_ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "none": "",
    "disc": BULLET,
    "circle": BULLET,
    "square": BULLET,
}


def number_items(element: Any) -> Iterator[tuple[Any, str]]:
    """Each item of a list with what is printed before it."""
    items = [child for child in list_children(element) if child.tag == "li"]
    style = _list_style(element)
    step = -1 if "reversed" in element.attributes else 1
    number = _whole_number(element.attributes.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _whole_number(item.attributes.get("value"), number)
        yield item, format_item_number(number, _list_style(item, style))
        number += step


def _list_style(element: Any, default: str | None = None) -> str:
    text = (element.attributes.get("style") or "").lower()
    for name, style in _STYLES.items():
        if "list-style" in text and name in text.partition("list-style")[2].split(";")[0]:
            return style
    kind = element.attributes.get("type")
    if kind in ("1", "a", "A", "i", "I"):
        return str(kind)
    return default if default is not None else ("1" if element.tag == "ol" else BULLET)


def _whole_number(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) <= 9 else default


def format_item_number(number: int, style: str) -> str:
    """The number as it's printed before an item: "3.", "c.", "iii."; a bullet as it is."""
    if style in ("", BULLET):
        return style
    if style == "1" or number < 1 or (style in "iI" and number > 3999):
        return f"{number}."
    text = to_letters(number) if style in "aA" else to_roman(number)
    return f"{text.upper() if style in 'AI' else text}."


def to_letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def to_roman(number: int) -> str:
    """The number in small Roman figures."""
    text = ""
    for value, sign in _ROMANS:
        count, number = divmod(number, value)
        text += sign * count
    return text
