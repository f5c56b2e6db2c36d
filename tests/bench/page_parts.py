"""Which timelines a corpus has, and the parts of the timelines and of the report: as many as ours has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from dossier_timeline.config import PageSettings
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.site.page_bounds import MOST_REPORT_WEIGHT, MOST_TIMELINE_WEIGHT
from dossier_timeline.site.report_parts import split_documents
from dossier_timeline.site.timeline_index import TimelineItem, split_by_years
from tests.bench.corpus import YEARS, Corpus, Paper

PAPER_WEIGHT = 12_950
"""The weight of an invented document in our whole report, on average."""


@dataclass(frozen=True, slots=True)
class MonthsPart:
    """A part of a timeline: the months that one page holds, as "1994-07"."""

    slug: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperTimeline:
    """A timeline: its address, the theme or actor whose it is ("timeline" for the whole), and its parts."""

    path: str
    key: str
    papers: tuple[Paper, ...]
    parts: tuple[MonthsPart, ...]

    @property
    def pages(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Its pages, each with the months whose events it holds: none on the first where it has parts."""
        yield self.path, () if self.parts else _list_months((YEARS[0], 1), (YEARS[-1], 12))
        yield from ((f"{self.path}/{part.slug}", part.months) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _DatedPaper:
    """All that is asked of an item when a timeline is split, or of a document when the report is."""

    date: Edtf
    paper: Paper


def list_timelines(corpus: Corpus) -> Iterator[PaperTimeline]:
    """Yield the whole timeline, and that of each theme and actor."""
    yield _make_timeline("timeline", "timeline", corpus.papers)
    for segment, things in (("theme", corpus.themes), ("who", corpus.actors)):
        for thing in things:
            papers = tuple(paper for paper in corpus.papers if thing.id in (paper.theme, paper.actor))
            yield _make_timeline(f"timeline/{segment}/{thing.id}", thing.id, papers)


def _make_timeline(path: str, key: str, papers: tuple[Paper, ...]) -> PaperTimeline:
    days = sorted((day, paper.number, paper) for paper in papers for day in (paper.day, *paper.events))
    items = cast("Sequence[TimelineItem]", [_DatedPaper(parse_date(day), paper) for day, _, paper in days])
    parts = (
        MonthsPart(part.slug, _list_months(part.first, part.last))
        for part in split_by_years(items, _find_month, weigh=lambda _: MOST_TIMELINE_WEIGHT // 200)
    )
    return PaperTimeline(path, key, papers, tuple(parts))


def _list_months(first: tuple[int, int], last: tuple[int, int]) -> tuple[str, ...]:
    months = ((year, month) for year in range(first[0], last[0] + 1) for month in range(1, 13))
    return tuple(f"{year}-{month:02}" for year, month in months if first <= (year, month) <= last)


def _find_month(item: TimelineItem) -> tuple[int, int]:
    return item.date.lower.year, item.date.lower.month


def split_report(corpus: Corpus) -> list[list[Paper]]:
    """Return the documents of each part of the report; none where one page holds all."""
    papers = sorted(corpus.papers, key=lambda paper: (paper.day, paper.number))
    most = PageSettings().report_documents
    if len(papers) <= most and len(papers) * PAPER_WEIGHT <= MOST_REPORT_WEIGHT:
        return []
    dated = cast("list[Document]", [_DatedPaper(parse_date(paper.day), paper) for paper in papers])
    return [
        [cast("_DatedPaper", one).paper for one in part.documents]
        for part in split_documents(dated, most, lambda _: PAPER_WEIGHT)
    ]
