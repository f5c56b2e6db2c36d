"""The few shapes of a drawing, as markup: classes for the looks, short numbers, mirrored on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from dossier_timeline.graphics.label_layout import LabelBox

_NOTHING = Markup()


def format_coordinate(value: float, decimals: int = 2) -> str:
    """A coordinate to a hundredth or as told, without needless zeros."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class SvgPen:
    """Draws. With `of`, the width for which a drawing was laid out, `x` becomes a percentage of whatever
    width there is. `mirror` is where `x` is 0 in a drawing that runs from right to left, else None; there
    the direction of the text turns its anchor too. `decimals` is how exact lengths are, in pixels;
    percentages have one.
    """

    laid_out_width: float | None = None
    is_mirrored: float | None = None
    decimals: int = 2

    def _x(self, x: float) -> str:
        return self._length(x if self.is_mirrored is None else self.is_mirrored - x)

    def _length(self, length: float) -> str:
        if self.laid_out_width is None:
            return self._pixels(length)
        return f"{format_coordinate(length / self.laid_out_width * 100, 1)}%"

    def _pixels(self, length: float) -> str:
        return format_coordinate(length, self.decimals)

    # Numbers need no escaping, and there are tens of thousands of them in a drawing.

    def line(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> Markup:
        """A straight line."""
        return Markup(  # noqa: S704 -- a class and numbers
            f'<line class="{escape(name)}" x1="{self._x(start[0])}" y1="{self._pixels(start[1])}" '
            f'x2="{self._x(end[0])}" y2="{self._pixels(end[1])}"/>'
        )

    def ring(self, name: str, middle: tuple[float, float], radius: float) -> Markup:
        """A circle."""
        return Markup(  # noqa: S704 -- a class and numbers
            f'<circle class="{escape(name)}" cx="{self._x(middle[0])}" cy="{self._pixels(middle[1])}" '
            f'r="{self._pixels(radius)}"/>'
        )

    def polyline(self, name: str, points: Iterable[tuple[float, float]]) -> Markup:
        """A line through the points; not in percentages."""
        path = " ".join(f"{self._x(x)},{self._pixels(y)}" for x, y in points)
        return Markup(f'<polyline class="{escape(name)}" points="{path}"/>')  # noqa: S704 -- as above

    def box(self, name: str, box: LabelBox, radius: float = 0) -> Markup:
        """A rectangle, with round corners or not."""
        x = self._x(box.left if self.is_mirrored is None else box.right)
        width, height = self._length(box.right - box.left), self._pixels(box.bottom - box.top)
        round_corners = f' rx="{self._pixels(radius)}"' if radius else ""
        return Markup(  # noqa: S704 -- as above
            f'<rect class="{escape(name)}" x="{x}" y="{self._pixels(box.top)}" width="{width}" '
            f'height="{height}"{round_corners}/>'
        )

    def text(self, name: str, at: tuple[float, float], words: str, size: float, anchor: str) -> Markup:
        """One line of text; `at` is on its baseline; `anchor` is start, middle or end."""
        x, y = self._x(at[0]), self._pixels(at[1])
        turned = f' text-anchor="{escape(anchor)}"' if anchor != "start" else ""
        return Markup(  # noqa: S704 -- what is words is escaped
            f'<text class="{escape(name)}" x="{x}" y="{y}" font-size="{format_coordinate(size)}"{turned}>'
            f"{escape(words)}</text>"
        )

    def group_at(self, x: float, parts: Iterable[Markup]) -> Markup:
        """Parts drawn around a place of their own, in units that do not stretch."""
        inside = " ".join(parts)
        return Markup(f'<svg x="{self._x(x)}" overflow="visible">{inside}</svg>')  # noqa: S704 -- they are HTML


def link_group(href: str, name: str, parts: Iterable[Markup]) -> Markup:
    """A link around a part of a drawing; `name` is what a screen reader says if not the words in it.

    A blank parts what stands in it, so that words don't run into each other where they are read alone.
    """
    address, inside = escape(href), " ".join(parts)
    label = f' aria-label="{escape(name)}"' if name else ""
    return Markup(f'<a href="{address}"{label}>{inside}</a>')  # noqa: S704 -- as above


def hidden_group(parts: Iterable[Markup]) -> Markup:
    """A part of a drawing that says nothing that isn't said elsewhere."""
    inside = "".join(parts)
    return Markup(f'<g aria-hidden="true">{inside}</g>')  # noqa: S704 -- they are HTML


def svg_element(
    name: str, size: tuple[str, LabelBox], label: str, direction: str, parts: Iterable[Markup]
) -> Markup:
    """A drawing with links in it: a group to assistive technology, as an image has no links.

    `size` is the width, and the box whose top and bottom are the drawing's.
    """
    width, box = size
    height = format_coordinate(round(box.bottom - box.top))
    return Markup(
        '<svg class="{}" role="group" aria-label="{}" width="{}" height="{}"{}>'
        '<g transform="translate(0 {})">{}</g></svg>'
    ).format(
        name,
        label,
        width,
        height,
        Markup(' direction="rtl"') if direction == "rtl" else _NOTHING,
        format_coordinate(-box.top),
        _NOTHING.join(parts),
    )
