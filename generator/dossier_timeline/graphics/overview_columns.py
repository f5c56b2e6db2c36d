"""The overview of a large dossier: a column for each few years, as high as there are events in them.

Of so many documents and events that their marks would cover each other, a drawing shows how many there are.
Each column is a link. Their number is bounded whatever a dossier holds, and each is wide enough for a finger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dossier_timeline.graphics import svg
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.overview import EDGE, NARROW, SMALL, WIDTH, YEAR, OverviewWords
from dossier_timeline.graphics.text_width import estimate_width

MOST_COLUMNS = 26
"""So many columns stand side by side: on the narrowest page each is 24 pixels wide, which WCAG 2.2 asks of a
target (criterion 2.5.8)."""
COLUMN_HEIGHT = 120.0
"""The height of the highest column."""
ROW_HEIGHT = 30.0
"""The height of a row where columns lie on their side, for phones."""
COLUMN_GAP = 3.0
"""Between two columns, on each side of them."""
ROOM_FOR_COUNT, ROOM_FOR_YEARS = 22.0, 26.0
"""What is left free above a column for its number, and under the axis for the years."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """Some years of the overview: their label and number as shown, and the words that say both in full."""

    label: str
    number: int
    shown_number: str
    name: str
    href: str

    @property
    def full_name(self) -> str:
        """What a screen reader says: it begins with what is seen."""
        return f"{self.label}: {self.name}"


def choose_column_years(first: int, last: int) -> int:
    """Return how many years a column has, so that there are no more than `MOST_COLUMNS`."""
    for power in range(10):
        for step in (1, 2, 5):
            years: int = step * 10**power
            if last // years - first // years < MOST_COLUMNS:
                return years
    raise ValueError("no calendar has so many years")


def draw_overview_columns(columns: Sequence[YearColumn], caption: str, words: OverviewWords) -> Markup:
    """The drawing for wide screens and the one for phones, with a sentence below that says what they show.

    A column without an event leads nowhere, so it is left out. At least one must have an event.
    """
    return Markup('<div class="overview">\n{}\n{}\n<p class="soft">{}</p>\n</div>').format(
        _draw_standing_columns(columns, words), _draw_lying_columns(columns, words), caption
    )


def _draw_standing_columns(columns: Sequence[YearColumn], words: OverviewWords) -> Markup:
    """The drawing for wide screens: columns side by side, with the years below."""
    pen = svg.SvgPen(WIDTH, WIDTH if words.direction == "rtl" else None)
    step = (WIDTH - 2 * EDGE) / len(columns)
    most = max(column.number for column in columns)
    every = _choose_label_step([column.label for column in columns], step)
    links, years = [], []
    for index, column in enumerate(columns):
        left, middle = EDGE + index * step, EDGE + (index + 0.5) * step
        top = -COLUMN_HEIGHT * column.number / most
        parts = [
            pen.box("hit", LabelBox(left, -COLUMN_HEIGHT - ROOM_FOR_COUNT, left + step, ROOM_FOR_YEARS)),
            pen.box("column", LabelBox(left + COLUMN_GAP, top, left + step - COLUMN_GAP, 0)),
        ]
        if estimate_width(column.shown_number, YEAR) <= step:
            parts.append(pen.text("date", (middle, top - 6), column.shown_number, YEAR, "middle"))
        if column.number:
            links.append(svg.link_group(column.href, column.full_name, parts))
        if index % every == 0:
            years.append(pen.text("year-label", (middle, 20), column.label, YEAR, "middle"))
    axis = [pen.line("axis", (EDGE, 0), (WIDTH - EDGE, 0))]
    box = LabelBox(0, -COLUMN_HEIGHT - ROOM_FOR_COUNT, WIDTH, ROOM_FOR_YEARS)
    parts = [svg.hidden_group(axis), *links, svg.hidden_group(years)]
    return svg.svg_element("wide", ("100%", box), words.label, words.direction, parts)


def _choose_label_step(labels: Sequence[str], step: float) -> int:
    """Return that each, each second, third… label is shown, so that none meets the next."""
    widest = max(estimate_width(label, YEAR) for label in labels) + 10
    return max(1, int(-(-widest // step)))


def _draw_lying_columns(columns: Sequence[YearColumn], words: OverviewWords) -> Markup:
    """The drawing for phones: a row for each column, with its years before it and its number behind it."""
    pen = svg.SvgPen(None, NARROW if words.direction == "rtl" else None)
    low = max(estimate_width(column.label, SMALL) for column in columns) + 12
    high = NARROW - max(estimate_width(column.shown_number, SMALL) for column in columns) - 10
    most = max(column.number for column in columns)
    links: list[Markup] = []
    for column in columns:
        if column.number == 0:
            continue
        top = len(links) * ROW_HEIGHT
        baseline, end = top + ROW_HEIGHT * 0.68, low + (high - low) * column.number / most
        parts = [
            pen.box("hit", LabelBox(0, top, NARROW, top + ROW_HEIGHT)),
            pen.text("title", (0, baseline), column.label, SMALL, "start"),
            pen.box("column", LabelBox(low, top + COLUMN_GAP, end, top + ROW_HEIGHT - COLUMN_GAP)),
            pen.text("date", (end + 6, baseline), column.shown_number, SMALL, "start"),
        ]
        links.append(svg.link_group(column.href, column.full_name, parts))
    bottom = len(links) * ROW_HEIGHT
    axis = pen.line("axis", (low, 0), (low, bottom))
    size = (svg.format_coordinate(NARROW), LabelBox(0, 0, NARROW, bottom))
    return svg.svg_element("narrow", size, words.label, words.direction, [svg.hidden_group([axis]), *links])
