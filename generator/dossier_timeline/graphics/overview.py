"""The overview to scale: the whole span of a dossier in one drawing, made at build time.

Two drawings of the same, of which the stylesheet shows one: lying for wide screens, standing for
phones. The documents are links; the other events are too close for fingers, so they are not, and of
those that would cover each other their number is drawn. Looks come from classes (a strict CSP allows no
style attribute).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from dossier_timeline.graphics import svg
from dossier_timeline.graphics.label_layout import (
    ABOVE,
    LEADER_GAP,
    LabelBox,
    LabelRoom,
    LabelSide,
    PlacedLabel,
    assign_rows,
    merge_clusters,
    place_labels,
    stack_labels,
)
from dossier_timeline.graphics.overview_years import (
    VEIL_REACH,
    VEIL_WIDTH,
    TimeAxis,
    choose_years,
    find_veils,
    make_axis,
    split_years,
)
from dossier_timeline.graphics.text_width import estimate_width, wrap_text

WIDTH, EDGE = 686.0, 26.0
"""The least width in which the lying drawing is shown (A4 within its margins), for which it is laid out,
and what is left free at each end of its axis. Where there is more room its places move apart and its
letters keep their size, so what does not meet here meets nowhere."""
NARROW, AXIS, COLUMN = 288.0, 54.0, 97.0
"""The standing drawing, as wide as a 320 px screen allows, and where its axis and its labels are."""
TITLE, SMALL, YEAR, NUMBER = 15.5, 14.5, 14.0, 11.5
"""Font sizes, in pixels: a title lying, a title standing, a year, the number of a cluster."""
DATE_SCALE = 0.87
"""A date beside its title."""
LINE_HEIGHT = 1.24
"""Line height."""
MAX_HORIZONTAL_LABEL = 220.0
"""The widest label of the lying drawing."""
MAX_VERTICAL_LABEL = 173.0
"""The widest label of the standing drawing: a tenth is left for a reader who sets letters apart."""
VERTICAL_LABEL_GAP = 10.5
"""Between two labels of the standing drawing."""
DOCUMENT_MARK_RADIUS = 7.0
"""Half the side of a document's mark."""
MIN_SPAN_LENGTH = 12.0
"""From this length on a span is drawn as one."""
NUMBER_CLEARANCE = 15.5
"""From the middle of a document's mark to that of a number."""
CLUSTER_REACH = 17.0
"""Marks nearer than this merge: a box with a number reaches half as far on each side."""


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event: its first and last day; the same for one day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """A document: `label` and `when` are shown; `title` is said where it adds to the label."""

    day: date
    label: str
    when: str
    href: str
    title: str = ""

    @property
    def name(self) -> str:
        """What a screen reader says: it begins with what is seen."""
        rest = f": {self.title}" if self.title and self.title != self.label else ""
        return f"{self.label} {self.when}{rest}"


@dataclass(frozen=True, slots=True)
class OverviewWords:
    """The words of the drawing: `label` says in a sentence what it shows, `caption` what its marks mean.

    `year_hrefs` is where its years lead: the address of each year in which there are events.
    """

    label: str
    direction: str = "ltr"
    caption: str = ""
    year_hrefs: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """The lines of a document's label, and how much room they take."""

    mark: DocumentMark
    lines: tuple[str, ...]
    when: str
    size: float

    @property
    def width(self) -> float:
        """The width of the longest line."""
        widths = [estimate_width(line, self.size) for line in self.lines]
        return max([estimate_width(self.when, self.size * DATE_SCALE), *widths])

    @property
    def height(self) -> float:
        """The height of all lines."""
        return round((len(self.lines) + DATE_SCALE) * self.size * LINE_HEIGHT, 1)

    def draw(self, pen: svg.SvgPen, x: float, top: float, anchor: str) -> list[Markup]:
        """The lines, from the top down."""
        step = self.size * LINE_HEIGHT
        baseline = top + self.size * 0.95
        return [
            *(
                pen.text("title", (x, baseline + step * index), line, self.size, anchor)
                for index, line in enumerate(self.lines)
            ),
            pen.text(
                "date",
                (x, baseline + step * (len(self.lines) - 1) + step * 0.95),
                self.when,
                self.size * DATE_SCALE,
                anchor,
            ),
        ]


def draw_overview_svg(
    marks: Sequence[EventMark],
    documents: Sequence[DocumentMark],
    start: int,
    end: int,
    *,
    words: OverviewWords,
) -> Markup:
    """The drawing for wide screens and the one for phones, from the year `start` through the year `end`.

    Each year with events has a veil, which a style sheet lays over it where filters leave nothing of it.
    """
    ordered = sorted(documents, key=lambda d: (d.day, d.label, d.href))
    return Markup('<div class="overview">\n{}\n{}\n{}</div>').format(
        draw_horizontal(marks, ordered, start, end, words),
        draw_vertical(marks, ordered, start, end, words),
        Markup('<p class="soft">{}</p>\n').format(words.caption) if words.caption else "",
    )


def draw_horizontal(
    marks: Sequence[EventMark],
    documents: Sequence[DocumentMark],
    start: int,
    end: int,
    words: OverviewWords,
) -> Markup:
    """The drawing for wide screens: time runs along the line of the text."""
    scale = make_axis(start, end, EDGE, WIDTH - EDGE)
    years = [
        (str(year), scale(date(year, 1, 1))) for year in choose_years(start, end, (WIDTH - 2 * EDGE) / 46)
    ]
    texts = make_labels(documents, TITLE, MAX_HORIZONTAL_LABEL, 2)
    flags = place_horizontal_labels(texts, scale, tuple(_year_box(label, x) for label, x in years))
    mirrored = words.direction == "rtl"
    pen, own = svg.SvgPen(WIDTH, WIDTH if mirrored else None, 0), svg.SvgPen(None, 0 if mirrored else None, 0)
    ground = [
        pen.line("axis", (scale.low, 0), (scale.high, 0)),
        *(pen.line("tick", (x, -5), (x, 5)) for _, x in years),
        *(pen.line("span", (a, y), (b, y)) for y, a, b in _find_spans(marks, scale, -1)),
        *_draw_clusters(pen, _find_clusters(marks, documents, scale), lambda place: (place, 0)),
        *(
            pen.box(name, LabelBox(first, -VEIL_REACH, last, VEIL_WIDTH - VEIL_REACH))
            for name, first, last in find_veils(scale, words.year_hrefs)
        ),
    ]
    named, year_links = split_years(
        words.year_hrefs,
        (
            (label, LabelBox(x - 20, 10, x + 20, 36), pen.text("year-label", (x, 26), label, YEAR, "middle"))
            for label, x in years
        ),
        pen,
    )
    links = [
        svg.link_group(
            text.mark.href, text.mark.name, [pen.group_at(flag.x, _draw_horizontal_link(own, text, flag))]
        )
        for text, flag in zip(texts, flags, strict=True)
    ]
    top = min([-ABOVE, *(flag.box.top for flag in flags)]) - 6
    bottom = max([32.0, *(flag.box.bottom for flag in flags)]) + 6
    parts = [svg.hidden_group(ground), *links, *year_links, svg.hidden_group(named)]
    return svg.svg_element(
        "wide", ("100%", LabelBox(0, top, WIDTH, bottom)), words.label, words.direction, parts
    )


def make_labels(
    documents: Sequence[DocumentMark], size: float, room: float, lines: int
) -> list[DocumentLabel]:
    """What the labels say, broken into at most so many lines, and a date under them."""
    return [
        DocumentLabel(
            d,
            wrap_text(d.label, size, room, lines),
            " ".join(wrap_text(d.when, size * DATE_SCALE, room, 1)),
            size,
        )
        for d in documents
    ]


def place_horizontal_labels(
    texts: Sequence[DocumentLabel], scale: TimeAxis, years: tuple[LabelBox, ...] = ()
) -> tuple[PlacedLabel, ...]:
    """Where the labels of the lying drawing hang; they are in order of their dates."""
    lane = max((text.height for text in texts), default=0.0) + 12
    sizes = [(text.width, text.height) for text in texts]
    return place_labels([scale(text.mark.day) for text in texts], sizes, LabelRoom(0, WIDTH, lane, years))


def draw_vertical(
    marks: Sequence[EventMark], documents: Sequence[DocumentMark], start: int, end: int, words: OverviewWords
) -> Markup:
    """The drawing for phones: time runs down, labels stand beside it."""
    texts = make_labels(documents, SMALL, MAX_VERTICAL_LABEL, 3)
    needed = sum(text.height + VERTICAL_LABEL_GAP for text in texts)
    scale = make_axis(start, end, 0, max(needed, min(max(25.0 * (end - start + 1), 160.0), 560.0)))
    boxes = place_vertical_labels(texts, scale)
    years = [(str(year), scale(date(year, 1, 1))) for year in choose_years(start, end, scale.high / 24)]
    pen = svg.SvgPen(None, NARROW if words.direction == "rtl" else None, 0)
    ground = [
        pen.line("axis", (AXIS, scale.low), (AXIS, scale.high)),
        *(pen.line("tick", (AXIS - 5, y), (AXIS + 5, y)) for _, y in years),
        *(pen.line("span", (AXIS + x, a), (AXIS + x, b)) for x, a, b in _find_spans(marks, scale, 1)),
        *_draw_clusters(pen, _find_clusters(marks, documents, scale), lambda place: (AXIS, place)),
        *(
            pen.box(
                name,
                LabelBox(AXIS + VEIL_REACH - VEIL_WIDTH, first, AXIS + VEIL_REACH, last),
            )
            for name, first, last in find_veils(scale, words.year_hrefs)
        ),
    ]
    named, year_links = split_years(
        words.year_hrefs,
        (
            (
                label,
                LabelBox(AXIS - 54, y - 12, AXIS - 10, y + 12),
                pen.text("year-label", (AXIS - 14, y + 5), label, YEAR, "end"),
            )
            for label, y in years
        ),
        pen,
    )
    links = [
        svg.link_group(
            text.mark.href, text.mark.name, _draw_vertical_link(pen, text, scale(text.mark.day), box)
        )
        for text, box in zip(texts, boxes, strict=True)
    ]
    top = min([-10.0, *(box.top - 4 for box in boxes)])
    bottom = max([scale.high + 10, *(box.bottom + 4 for box in boxes)])
    parts = [svg.hidden_group(ground), *links, *year_links, svg.hidden_group(named)]
    size = (svg.format_coordinate(NARROW), LabelBox(0, top, NARROW, bottom))
    return svg.svg_element("narrow", size, words.label, words.direction, parts)


def place_vertical_labels(texts: Sequence[DocumentLabel], scale: TimeAxis) -> tuple[LabelBox, ...]:
    """Where the labels of the standing drawing are: one column, each as near to its day as can be."""
    wanted = [scale(text.mark.day) - SMALL * LINE_HEIGHT / 2 for text in texts]
    tops = stack_labels(wanted, [text.height for text in texts], VERTICAL_LABEL_GAP)
    return tuple(
        LabelBox(COLUMN, top, NARROW, top + text.height) for text, top in zip(texts, tops, strict=True)
    )


def _year_box(label: str, x: float) -> LabelBox:
    half = estimate_width(label, YEAR) / 2
    return LabelBox(x - half, 12, x + half, 30)


def _find_spans(
    marks: Sequence[EventMark], scale: TimeAxis, side: LabelSide
) -> list[tuple[float, float, float]]:
    """What lasted long enough to be seen as a span: its distance from the axis, start and end."""
    long_spans = {
        (a, b) for mark in marks if (b := scale(mark.end)) - (a := scale(mark.start)) >= MIN_SPAN_LENGTH
    }
    return [(side * (11 + 6 * row), a + 2, b - 2) for row, a, b in assign_rows(sorted(long_spans), 4)]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Events that would cover each other: their first and last place, how many, and where that is written."""

    first: float
    last: float
    number: int
    number_place: float


def _find_clusters(
    marks: Sequence[EventMark], documents: Sequence[DocumentMark], scale: TimeAxis
) -> list[_Cluster]:
    """Everything else: each event alone, and each cluster with its number beside the marks of documents."""
    places = [a for mark in marks if scale(mark.end) - (a := scale(mark.start)) < MIN_SPAN_LENGTH]
    taken = sorted({scale(document.day) for document in documents})
    clusters: list[_Cluster] = []
    for start, last in merge_clusters(places, CLUSTER_REACH):
        is_reached = bool(clusters) and start - clusters[-1].last < CLUSTER_REACH
        first = clusters.pop().first if is_reached else start
        number = sum(first <= one <= last for one in places)
        place = _find_free_place(first, last, taken)
        clusters.append(_Cluster(first, max(last, place) if number > 1 else last, number, place))
    return clusters


def _find_free_place(first: float, last: float, taken: Sequence[float]) -> float:
    """Return where a number is written from `first` to `last`, or else behind them: beside what is taken."""
    edges = [first, *(place for place in taken if first < place < last), last]
    gaps = sorted(pairwise(edges), key=lambda gap: gap[0] - gap[1])
    for place in ((first + last) / 2, *((a + b) / 2 for a, b in gaps), first, last):
        if all(abs(place - one) >= NUMBER_CLEARANCE for one in taken):
            return round(place, 1)
    place = last
    for one in taken:
        if abs(place - one) < NUMBER_CLEARANCE:
            place = one + NUMBER_CLEARANCE
    return round(place, 1)


def _draw_clusters(
    pen: svg.SvgPen, clusters: Sequence[_Cluster], find_point: Callable[[float], tuple[float, float]]
) -> Iterator[Markup]:
    """An event alone as a ring, several as a box with their number in it."""
    for one in clusters:
        if one.number == 1:
            yield pen.ring("mark", find_point(one.first), 4.25)
        else:
            x, y = find_point(one.number_place)
            yield pen.line("crowd", find_point(one.first), find_point(one.last))
            yield pen.text("number", (x, y + 4), str(one.number), NUMBER, "middle")


def _draw_horizontal_link(pen: svg.SvgPen, text: DocumentLabel, flag: PlacedLabel) -> list[Markup]:
    """The link of a lying drawing, around its own place on the axis."""
    box, x = flag.box, flag.x
    right = flag.leader_side > 0
    hit = LabelBox(0 if right else box.left - x, box.top, box.right - x if right else 0, box.bottom)
    return [
        pen.box("hit", hit),
        pen.line("leader", (0, 0), (0, flag.end)),
        pen.box(
            "square",
            LabelBox(
                -DOCUMENT_MARK_RADIUS, -DOCUMENT_MARK_RADIUS, DOCUMENT_MARK_RADIUS, DOCUMENT_MARK_RADIUS
            ),
            2,
        ),
        *text.draw(pen, LEADER_GAP if right else -LEADER_GAP, box.top, "start" if right else "end"),
    ]


def _draw_vertical_link(pen: svg.SvgPen, text: DocumentLabel, y: float, box: LabelBox) -> list[Markup]:
    """The link of a standing drawing."""
    level = box.top + SMALL * LINE_HEIGHT / 2
    return [
        pen.box("hit", LabelBox(COLUMN - 4, box.top - 3, box.right, box.bottom + 3)),
        pen.polyline("leader", [(AXIS, y), (AXIS + 34, y), (COLUMN - 6, level)]),
        pen.box(
            "square",
            LabelBox(
                AXIS - DOCUMENT_MARK_RADIUS,
                y - DOCUMENT_MARK_RADIUS,
                AXIS + DOCUMENT_MARK_RADIUS,
                y + DOCUMENT_MARK_RADIUS,
            ),
            2,
        ),
        *text.draw(pen, COLUMN, box.top, "start"),
    ]
