"""The years of the overview: where each is on its axis, which are named, where they lead, and their veils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from dossier_timeline.graphics import svg
from dossier_timeline.graphics.label_layout import LabelBox

VEIL_REACH, VEIL_WIDTH = 37.0, 47.0
"""How far the veil of a year reaches on the side of the spans, and how wide it is across the axis."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From days to places on an axis; what lies outside the years is put at the edge."""

    first: date
    last: date
    low: float
    high: float

    def __call__(self, day: date) -> float:
        """The place of a day."""
        day = min(max(day, self.first), self.last)
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.low + share * (self.high - self.low), 1)


def make_axis(start: int, end: int, low: float, high: float) -> TimeAxis:
    return TimeAxis(date(start, 1, 1), date(end, 12, 31), low, high)


def choose_years(start: int, end: int, most: float) -> list[int]:
    """The years that are named: all, or every second, fifth, tenth… so that there is room."""
    years = list(range(start, end + 1))
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        named = [year for year in years if year % step == 0]
        if len(named) <= most:
            return named
    return []


def find_veils(scale: TimeAxis, year_hrefs: Mapping[int, str]) -> Iterator[tuple[str, float, float]]:
    """Yield what can be veiled on the axis, with its class, its beginning and its end.

    Each year with events is veiled alone, and those without any together with their neighbours.
    """
    years = range(scale.first.year, scale.last.year + 1) if year_hrefs else ()
    for number, group in groupby(years, lambda year: year if year in year_hrefs else 0):
        first, *rest = group
        last = rest[-1] if rest else first
        name = f"veil year-{number}" if number else "veil"
        yield name, scale(date(first, 1, 1)), scale(date(last, 12, 31))


def split_years(
    year_hrefs: Mapping[int, str], named: Iterable[tuple[str, LabelBox, Markup]], pen: svg.SvgPen
) -> tuple[list[Markup], list[Markup]]:
    """Return the names of years without events, and the links of those that have some.

    Args:
        year_hrefs: the addresses of years.
        named: each year in digits, the box that is touched, and the year as drawn.
        pen: draws the box.
    """
    plain, links = [], []
    for label, box, drawn in named:
        if href := year_hrefs.get(int(label)):
            links.append(svg.link_group(href, "", [pen.box("hit", box), drawn]))
        else:
            plain.append(drawn)
    return plain, links
