"""The few shapes of a drawing, as markup: classes for the looks, short numbers, mirrored on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.pages.overview_layout import Box

_NOTHING = Markup()


def number(value: float) -> str:
    """A coordinate to a hundredth, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws. With `of`, the width for which a drawing was laid out, `x` becomes a percentage of whatever
    width there is. `mirror` is where `x` is 0 in a drawing that runs from right to left, else None; there
    the direction of the text turns its anchor too.
    """

    of: float | None = None
    mirror: float | None = None

    def _x(self, x: float) -> str:
        return self._length(x if self.mirror is None else self.mirror - x)

    def _length(self, length: float) -> str:
        return number(length) if self.of is None else f"{number(length / self.of * 100)}%"

    def line(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> Markup:
        """A straight line."""
        return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            name, self._x(start[0]), number(start[1]), self._x(end[0]), number(end[1])
        )

    def bend(self, name: str, points: Iterable[tuple[float, float]]) -> Markup:
        """A line through the points; not in percentages."""
        path = " ".join(f"{self._x(x)},{number(y)}" for x, y in points)
        return Markup('<polyline class="{}" points="{}"/>').format(name, path)

    def box(self, name: str, box: Box, radius: float = 0) -> Markup:
        """A rectangle, with round corners or not."""
        return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>').format(
            name,
            self._x(box.left if self.mirror is None else box.right),
            number(box.top),
            self._length(box.right - box.left),
            number(box.bottom - box.top),
            Markup(' rx="{}"').format(number(radius)) if radius else _NOTHING,
        )

    def text(self, name: str, at: tuple[float, float], words: str, size: float, anchor: str) -> Markup:
        """One line of text; `at` is on its baseline; `anchor` is start, middle or end."""
        return Markup('<text class="{}" x="{}" y="{}" font-size="{}"{}>{}</text>').format(
            name,
            self._x(at[0]),
            number(at[1]),
            number(size),
            Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else _NOTHING,
            words,
        )

    def there(self, x: float, parts: Iterable[Markup]) -> Markup:
        """Parts drawn around a place of their own, in units that do not stretch."""
        return Markup('<svg x="{}" overflow="visible">{}</svg>').format(self._x(x), _NOTHING.join(parts))


def link(href: str, name: str, parts: Iterable[Markup]) -> Markup:
    """A link around a part of a drawing; `name` is what a screen reader says."""
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(href, name, _NOTHING.join(parts))


def hidden(parts: Iterable[Markup]) -> Markup:
    """A part of a drawing that says nothing that isn't said elsewhere."""
    return Markup('<g aria-hidden="true">{}</g>').format(_NOTHING.join(parts))


def drawing(name: str, size: tuple[str, Box], label: str, direction: str, parts: Iterable[Markup]) -> Markup:
    """A drawing with links in it: a group to assistive technology, as an image has no links.

    `size` is the width, and the box whose top and bottom are the drawing's.
    """
    width, box = size
    height = number(round(box.bottom - box.top))
    return Markup(
        '<svg class="{}" role="group" aria-label="{}" width="{}" height="{}"{}>'
        '<g transform="translate(0 {})">{}</g></svg>'
    ).format(
        name,
        label,
        width,
        height,
        Markup(' direction="rtl"') if direction == "rtl" else _NOTHING,
        number(-box.top),
        _NOTHING.join(parts),
    )
