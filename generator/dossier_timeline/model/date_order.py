"""The order of dates of which not all is known.

A date that says no day stands for every day that it may mean. Two dates of which one can't be before
the other stand in that order. Where they overlap, the order of the file decides: a date takes the
place of the one before it in its document, if it may mean that day, and else its own first day. It
never leaves the year in which it begins, under which readers find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dossier_timeline.model.dates import Edtf


def order_days(dates: Iterable[Edtf]) -> Iterator[date]:
    """The day at which each of some dates stands, given in the order of their file.

    What lasted stands where it began; where its beginning isn't known, where it ended.
    """
    before: date | None = None
    for dated in dates:
        known = dated.start or dated.end or dated
        last = min(known.upper, date(known.lower.year, 12, 31))
        before = before if before and known.lower <= before <= last else known.lower
        yield before
