"""The shapes of a chart as SVG: presentation attributes alone, as a strict policy allows no style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import escape

from dossier_timeline.graphics.chart_style import BASELINE, LINE_STEP, Colour
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.rich_text import TextLine

MarkShape = Literal["circle", "square", "diamond", "cross"]

_HATCH_STEP = 7.0
"""From one line of a hatching to the next, along the bar."""
_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}

Anchor = Literal["start", "middle", "end"]


def format_length(value: float) -> str:
    """A length or coordinate to a tenth, without needless zeros."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class ChartPen:
    """Collects the elements of a drawing; `colours` says what each colour is called there."""

    colours: Mapping[Colour, str]
    elements: list[str] = field(default_factory=list)

    def draw_box(self, box: LabelBox, colour: Colour) -> None:
        """Draw a filled rectangle."""
        self.elements.append(f'<path fill="{self.colours[colour]}" d="{_outline(box)}"/>')

    def draw_outline(self, box: LabelBox, colour: Colour, *, dashed: bool = False) -> None:
        """Draw a rectangle that isn't filled."""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        right = max(box.left, box.right - 0.75)
        path = _outline(LabelBox(box.left, box.top + 0.75, right, box.bottom - 0.75))
        self.elements.append(
            f'<path fill="none" stroke="{self.colours[colour]}" stroke-width="1.5"{dash} d="{path}"/>'
        )

    def draw_hatching(self, box: LabelBox, colour: Colour) -> None:
        """Draw a rectangle with slanting lines in it."""
        self.draw_outline(box, colour)
        lines = "".join(
            f"M{format_length(x1)} {format_length(y1)}L{format_length(x2)} {format_length(y2)}"
            for x1, y1, x2, y2 in _list_hatch_lines(box)
        )
        if lines:
            self.elements.append(f'<path stroke="{self.colours[colour]}" d="{lines}"/>')

    def draw_line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: Colour,
        width: float = 1.0,
        dash: str = "",
    ) -> None:
        """Draw a straight line."""
        places = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
        ends = " ".join(f'{name}="{format_length(value)}"' for name, value in places)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.elements.append(
            f'<line stroke="{self.colours[colour]}" stroke-width="{format_length(width)}"{dashes} {ends}/>'
        )

    def draw_path(
        self, points: Sequence[tuple[float, float]], colour: Colour, width: float, dash: str = ""
    ) -> None:
        """Draw a line through the points."""
        path = "L".join(f"{format_length(x)} {format_length(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.elements.append(
            f'<path fill="none" stroke="{self.colours[colour]}" stroke-width="{format_length(width)}"'
            f'{dashes} d="M{path}"/>'
        )

    def draw_mark(
        self, at: tuple[float, float], shape: MarkShape, colour: Colour, *, is_hollow: bool = False
    ) -> None:
        """Draw the mark of a point, of about ten pixels."""
        fill = "paper" if is_hollow else colour
        self.elements.append(
            f'<path fill="{self.colours[fill]}" stroke="{self.colours[colour]}" stroke-width="1.5" '
            f'd="M{format_length(at[0])} {format_length(at[1])}{_MARKS[shape]}"/>'
        )

    def write_line(
        self,
        line: TextLine,
        at: tuple[float, float],
        *,
        anchor: Anchor = "start",
        colour: Colour | None = None,
        size: float | None = None,
    ) -> None:
        """Write a line of words; `at` is the middle of its height."""
        inside = "".join(
            f'<tspan font-weight="bold">{escape(span.text)}</tspan>'
            if span.is_bold
            else f"{escape(span.text)}"
            for span in line
        )
        paint = f' fill="{self.colours[colour]}"' if colour else ""
        letters = f' font-size="{format_length(size)}"' if size else ""
        baseline = at[1] + (BASELINE if size is None else size * 0.35)
        self.elements.append(
            f'<text x="{format_length(at[0])}" y="{format_length(baseline)}"'
            f"{_ANCHORS[anchor]}{paint}{letters}>{inside}</text>"
        )

    def write_lines(
        self,
        lines: Sequence[TextLine],
        at: tuple[float, float],
        *,
        anchor: Anchor = "start",
        colour: Colour | None = None,
    ) -> None:
        """Write lines of words below each other; `at` is the middle of the first one's height."""
        for number, line in enumerate(lines):
            self.write_line(line, (at[0], at[1] + number * LINE_STEP), anchor=anchor, colour=colour)


_MARKS: Mapping[MarkShape, str] = {
    "circle": "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "square": "m-4.5-4.5h9v9h-9Z",
    "diamond": "m0-6l6 6-6 6-6-6Z",
    "cross": "m-2-5h4v3h3v4h-3v3h-4v-3h-3v-4h3Z",
}


def _outline(box: LabelBox) -> str:
    width, height = format_length(box.right - box.left), format_length(box.bottom - box.top)
    return f"M{format_length(box.left)} {format_length(box.top)}h{width}v{height}h-{width}Z"


def _list_hatch_lines(box: LabelBox) -> Iterator[tuple[float, float, float, float]]:
    """Yield slanting lines, cut off where they leave the rectangle."""
    width, height = box.right - box.left, box.bottom - box.top
    start = _HATCH_STEP
    while start < width + height:
        low, high = max(0.0, start - height), min(start, width)
        yield (box.left + low, box.top + start - low, box.left + high, box.top + start - high)
        start += _HATCH_STEP
