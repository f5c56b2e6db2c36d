"""Charts of bars that lie down, and of dots: a label at each, targets as upright lines.

What isn't known to be comparable is hatched, and a dashed line with words on it parts what can't be
compared. A forecast is a dashed outline, around the bar where its outcome is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.graphics.bar_layout import (
    BAR_LABEL_GAP,
    Bar,
    BarLayout,
    BarRow,
    lay_out_bars,
    list_bar_rows,
)
from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.graphics.chart_pen import ChartPen
from dossier_timeline.graphics.chart_style import FONT_SIZE, LINE_STEP, SERIES_COLOURS, Colour
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.rich_text import Span, TextLine, wrap_spans

_BAR, _THIN_BAR = 16.0, 9.0
"""The height of a bar: that of a result, and that of what it is held against."""
_OUTLINE = 4.0
"""How far the outline of a forecast and the line of a target stand out above and below a bar."""
_BETWEEN_BARS, _BETWEEN_ROWS = 8.0, 16.0


@dataclass(slots=True)
class _BarDrawing:
    """What draws the rows from the top down; `top` is where the next one begins."""

    chart: Chart
    layout: BarLayout
    pen: ChartPen
    colours: Sequence[Colour]
    top: float = _OUTLINE
    axis_start: float = 0.0

    def draw_divider(self, words: str) -> None:
        """Draw a dashed line with words below it, between rows that can't be compared."""
        self.draw_axis()
        self.pen.draw_line((0, self.top), (self.layout.width, self.top), "amber", 1.5, "4 3")
        lines = wrap_spans([Span(words)], FONT_SIZE, self.layout.width)
        self.pen.write_lines(lines, (0, self.top + LINE_STEP * 0.75), colour="amber")
        self.top += LINE_STEP * (len(lines) + 0.5) + _BETWEEN_ROWS / 2
        self.axis_start = self.top - _OUTLINE

    def draw_axis(self) -> None:
        """Draw the line at zero, beside the rows since the last divider."""
        end = self.top - _BETWEEN_ROWS + _OUTLINE
        if end > self.axis_start and not self.layout.is_above:
            axis = ChartPen(self.pen.colours)
            axis.draw_line((self.layout.zero, self.axis_start), (self.layout.zero, end), "edge")
            self.pen.elements[:0] = axis.elements
        elif end > self.axis_start and self.layout.zero > 0:
            self.pen.draw_line((self.layout.zero, self.axis_start), (self.layout.zero, end), "edge")

    def draw_gap(self, row: BarRow) -> None:
        """Say that the source has nothing here."""
        middle = self.top + _BAR / 2
        if self.layout.is_above:
            words = [Span(row.row.label), Span(self.chart.gap)]
            lines = wrap_spans(words, FONT_SIZE, self.layout.width)
            self.pen.write_lines(lines, (0, middle), colour="soft")
            self.top += LINE_STEP * len(lines) + _BETWEEN_ROWS
            return
        self._write_row_label(row, middle)
        gap_line = (Span(self.chart.gap),)
        self.pen.write_line(gap_line, (self.layout.zero + BAR_LABEL_GAP, middle), colour="soft")
        self.top += _BAR + _BETWEEN_ROWS

    def draw_row(self, number: int, row: BarRow) -> None:
        """Draw the bars of a row, each with its label."""
        if self.layout.is_above and len(row.bars) > 1:
            lines = wrap_spans([Span(row.row.label)], FONT_SIZE, self.layout.width)
            self.pen.write_lines(lines, (0, self.top + LINE_STEP / 2))
            self.top += LINE_STEP * len(lines) + _BETWEEN_BARS / 2
        for at, bar in enumerate(row.bars):
            lines = self.layout.label_lines[number, at]
            if self.layout.is_above:
                self.pen.write_lines(lines, (0, self.top + LINE_STEP / 2 - 2))
                self.top += LINE_STEP * len(lines) + _OUTLINE
                self._draw_bar(bar, self.top, row)
                self.top += self._height(bar) + _BETWEEN_BARS
            else:
                self._draw_beside(bar, lines, row, is_first=at == 0)
        self.top += _BETWEEN_ROWS - _BETWEEN_BARS

    def _draw_beside(self, bar: Bar, lines: Sequence[TextLine], row: BarRow, *, is_first: bool) -> None:
        text_height = LINE_STEP * len(lines)
        block = max(text_height, self._height(bar))
        middle = self.top + block / 2
        if is_first:
            self._write_row_label(row, middle)
        self._draw_bar(bar, middle - self._height(bar) / 2, row)
        is_negative = bar.value < 0
        x = self.layout.x(bar.far_end) + (-BAR_LABEL_GAP if is_negative else BAR_LABEL_GAP)
        first = middle - text_height / 2 + LINE_STEP / 2
        self.pen.write_lines(lines, (x, first), anchor="end" if is_negative else "start")
        self.top += block + _BETWEEN_BARS

    def _write_row_label(self, row: BarRow, middle: float) -> None:
        self.pen.write_line((Span(row.row.label),), (0, middle))

    def _height(self, bar: Bar) -> float:
        return _THIN_BAR if self.chart.series[bar.series].role in ("context", "target") else _BAR

    def _draw_bar(self, bar: Bar, top: float, row: BarRow) -> None:
        height, colour = self._height(bar), self.colours[bar.series]
        value = bar.point.value
        series_role = self.chart.series[bar.series].role
        if bar.forecast is not None:
            around = self._box(bar.forecast, top - _OUTLINE, height + 2 * _OUTLINE)
            self.pen.draw_outline(around, colour, dashed=True)
        if value is not None and self.chart.shape == "dots":
            at = (self.layout.x(float(value)), top + height / 2)
            is_hollow = row.row.is_unclear or series_role == "forecast"
            self.pen.draw_line((self.layout.zero, at[1]), at, "edge")
            self.pen.draw_mark(at, "circle", colour, is_hollow=is_hollow)
        elif value is not None:
            box = self._box(float(value), top, height)
            if series_role == "forecast":
                self.pen.draw_outline(box, colour, dashed=True)
            elif row.row.is_unclear:
                self.pen.draw_hatching(box, colour)
            else:
                self.pen.draw_box(box, colour)
        if bar.target is not None:
            x = self.layout.x(bar.target)
            ends = ((x, top - _OUTLINE), (x, top + height + _OUTLINE))
            self.pen.draw_line(*ends, "paper", 6)
            self.pen.draw_line(*ends, "ink", 2.5)

    def _box(self, value: float, top: float, height: float) -> LabelBox:
        x, zero = self.layout.x(value), self.layout.zero
        return LabelBox(min(x, zero), top, max(x, zero), top + height)


def draw_bars(
    chart: Chart, width: float, colours: Mapping[Colour, str], *, is_narrow: bool
) -> tuple[list[str], float]:
    """The elements of a chart of bars or dots, and its height."""
    rows = list_bar_rows(chart)
    pen = ChartPen(colours)
    layout = lay_out_bars(chart, rows, width, is_narrow=is_narrow)
    drawing = _BarDrawing(chart, layout, pen, _choose_colours(chart))
    for number, row in enumerate(rows):
        if row.row.divider and number:
            drawing.draw_divider(row.row.divider)
        if row.bars:
            drawing.draw_row(number, row)
        else:
            drawing.draw_gap(row)
    drawing.draw_axis()
    return pen.elements, drawing.top - _BETWEEN_ROWS + _OUTLINE


def _choose_colours(chart: Chart) -> list[Colour]:
    """A colour for each series: results beside each other have one each."""
    results = [number for number, series in enumerate(chart.series) if series.role == "result"]
    chosen: list[Colour] = []
    for number, series in enumerate(chart.series):
        if series.role == "result":
            chosen.append(SERIES_COLOURS[results.index(number) % len(SERIES_COLOURS)])
        else:
            chosen.append("series-2" if series.role == "target" else "series-1")
    return chosen
