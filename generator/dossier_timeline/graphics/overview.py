"""The overview to scale: the whole span of a dossier in one drawing, made at build time.

Two drawings of the same, of which the stylesheet shows one: lying for wide screens, standing for
phones. The documents are links; the other events are too close for fingers, so they are not, and
crowds of them merge. Looks come from classes (a strict CSP allows no style attribute).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dossier_timeline.graphics import svg
from dossier_timeline.graphics.overview_layout import (
    ABOVE,
    GAP,
    Box,
    Flag,
    Room,
    Side,
    crowds,
    place,
    rows,
    spread,
)
from dossier_timeline.graphics.text_width import text_width, wrap

WIDTH, EDGE = 686.0, 26.0
"""The least width in which the lying drawing is shown (A4 within its margins), for which it is laid out,
and what is left free at each end of its axis. Where there is more room its places move apart and its
letters keep their size, so what does not meet here meets nowhere."""
NARROW, AXIS, COLUMN = 286.0, 54.0, 104.0
"""The standing drawing, as wide as a 320 px screen allows, and where its axis and its labels are."""
TITLE, SMALL, YEAR = 15.5, 15.0, 14.0
"""Font sizes, in pixels: a title lying, a title standing, a year."""
SMALLER = 0.87
"""A date beside its title."""
LEADING = 1.24
"""Line height."""
FLAG_ROOM = 220.0
"""The widest label of the lying drawing."""
BESIDE = 164.0
"""The widest label of the standing drawing: a tenth is left for a reader who sets letters apart."""
BETWEEN = 14.0
"""Between two labels of the standing drawing."""
SQUARE = 7.0
"""Half the side of a document's mark."""
SEEN = 12.0
"""From this length on a span is drawn as one; marks nearer than this merge."""


@dataclass(frozen=True, slots=True)
class Mark:
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
        return f"{self.label}, {self.when}{rest}"


@dataclass(frozen=True, slots=True)
class OverviewWords:
    """The words of the drawing: `label` says in a sentence what it shows."""

    label: str
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Scale:
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


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a document's label, and how much room they take."""

    mark: DocumentMark
    lines: tuple[str, ...]
    when: str
    size: float

    @property
    def width(self) -> float:
        """The width of the longest line."""
        widths = [text_width(line, self.size) for line in self.lines]
        return max([text_width(self.when, self.size * SMALLER), *widths])

    @property
    def height(self) -> float:
        """The height of all lines."""
        return round((len(self.lines) + SMALLER) * self.size * LEADING, 1)

    def draw(self, pen: svg.Pen, x: float, top: float, anchor: str) -> list[Markup]:
        """The lines, from the top down."""
        step = self.size * LEADING
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
                self.size * SMALLER,
                anchor,
            ),
        ]


def overview(
    marks: Sequence[Mark],
    documents: Sequence[DocumentMark],
    start: int,
    end: int,
    *,
    words: OverviewWords,
) -> Markup:
    """The drawing for wide screens and the one for phones, from the year `start` through the year `end`."""
    ordered = sorted(documents, key=lambda d: (d.day, d.label, d.href))
    return Markup('<div class="overview">\n{}\n{}\n</div>').format(
        lying(marks, ordered, start, end, words), standing(marks, ordered, start, end, words)
    )


def lying(
    marks: Sequence[Mark], documents: Sequence[DocumentMark], start: int, end: int, words: OverviewWords
) -> Markup:
    """The drawing for wide screens: time runs along the line of the text."""
    scale = _scale(start, end, EDGE, WIDTH - EDGE)
    years = [(str(year), scale(date(year, 1, 1))) for year in ticks(start, end, (WIDTH - 2 * EDGE) / 46)]
    texts = labels(documents, TITLE, FLAG_ROOM, 2)
    flags = flags_of(texts, scale, tuple(_year_box(label, x) for label, x in years))
    mirrored = words.direction == "rtl"
    pen, own = svg.Pen(WIDTH, WIDTH if mirrored else None), svg.Pen(None, 0 if mirrored else None)
    ground = [
        pen.line("axis", (scale.low, 0), (scale.high, 0)),
        *(pen.line("tick", (x, -5), (x, 5)) for _, x in years),
        *(pen.line("span", (a, y), (b, y)) for y, a, b in _spans(marks, scale, -1)),
        *_twice(_crowds(marks, scale), lambda name, a, b: pen.line(name, (a, 0), (b, 0))),
    ]
    named = [pen.text("year-label", (x, 26), label, YEAR, "middle") for label, x in years]
    links = [
        svg.link(text.mark.href, text.mark.name, [pen.there(flag.x, _flag(own, text, flag))])
        for text, flag in zip(texts, flags, strict=True)
    ]
    top = min([-ABOVE, *(flag.box.top for flag in flags)]) - 6
    bottom = max([32.0, *(flag.box.bottom for flag in flags)]) + 6
    parts = [svg.hidden(ground), *links, svg.hidden(named)]
    return svg.drawing("wide", ("100%", Box(0, top, WIDTH, bottom)), words.label, words.direction, parts)


def labels(documents: Sequence[DocumentMark], size: float, room: float, lines: int) -> list[Label]:
    """What the labels say, broken into at most so many lines, and a date under them."""
    return [
        Label(d, wrap(d.label, size, room, lines), " ".join(wrap(d.when, size * SMALLER, room, 1)), size)
        for d in documents
    ]


def flags_of(texts: Sequence[Label], scale: Scale, years: tuple[Box, ...] = ()) -> tuple[Flag, ...]:
    """Where the labels of the lying drawing hang; they are in order of their dates."""
    lane = max((text.height for text in texts), default=0.0) + 12
    sizes = [(text.width, text.height) for text in texts]
    return place([scale(text.mark.day) for text in texts], sizes, Room(0, WIDTH, lane, years))


def standing(
    marks: Sequence[Mark], documents: Sequence[DocumentMark], start: int, end: int, words: OverviewWords
) -> Markup:
    """The drawing for phones: time runs down, labels stand beside it."""
    texts = labels(documents, SMALL, BESIDE, 3)
    needed = sum(text.height + BETWEEN for text in texts)
    scale = _scale(start, end, 0, max(needed, min(max(40.0 * (end - start + 1), 200.0), 560.0)))
    boxes = column(texts, scale)
    years = [(str(year), scale(date(year, 1, 1))) for year in ticks(start, end, scale.high / 24)]
    pen = svg.Pen(None, NARROW if words.direction == "rtl" else None)
    ground = [
        pen.line("axis", (AXIS, scale.low), (AXIS, scale.high)),
        *(pen.line("tick", (AXIS - 5, y), (AXIS + 5, y)) for _, y in years),
        *(pen.line("span", (AXIS + x, a), (AXIS + x, b)) for x, a, b in _spans(marks, scale, 1)),
        *_twice(_crowds(marks, scale), lambda name, a, b: pen.line(name, (AXIS, a), (AXIS, b))),
    ]
    named = [pen.text("year-label", (AXIS - 14, y + 5), label, YEAR, "end") for label, y in years]
    links = [
        svg.link(text.mark.href, text.mark.name, _beside(pen, text, scale(text.mark.day), box))
        for text, box in zip(texts, boxes, strict=True)
    ]
    top = min([-10.0, *(box.top - 4 for box in boxes)])
    bottom = max([scale.high + 10, *(box.bottom + 4 for box in boxes)])
    parts = [svg.hidden(ground), *links, svg.hidden(named)]
    size = (svg.number(NARROW), Box(0, top, NARROW, bottom))
    return svg.drawing("narrow", size, words.label, words.direction, parts)


def column(texts: Sequence[Label], scale: Scale) -> tuple[Box, ...]:
    """Where the labels of the standing drawing are: one column, each as near to its day as can be."""
    wanted = [scale(text.mark.day) - SMALL * LEADING / 2 for text in texts]
    tops = spread(wanted, [text.height for text in texts], BETWEEN)
    return tuple(Box(COLUMN, top, NARROW, top + text.height) for text, top in zip(texts, tops, strict=True))


def ticks(start: int, end: int, most: float) -> list[int]:
    """The years that are named: all, or every second, fifth, tenth… so that there is room."""
    years = list(range(start, end + 1))
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        named = [year for year in years if year % step == 0]
        if len(named) <= most:
            return named
    return []


def _scale(start: int, end: int, low: float, high: float) -> Scale:
    return Scale(date(start, 1, 1), date(end, 12, 31), low, high)


def _year_box(label: str, x: float) -> Box:
    half = text_width(label, YEAR) / 2
    return Box(x - half, 12, x + half, 30)


def _spans(marks: Sequence[Mark], scale: Scale, side: Side) -> list[tuple[float, float, float]]:
    """What lasted long enough to be seen as a span: its distance from the axis, start and end."""
    seen = {(a, b) for mark in marks if (b := scale(mark.end)) - (a := scale(mark.start)) >= SEEN}
    return [(side * (11 + 6 * row), a + 2, b - 2) for row, a, b in rows(sorted(seen), 4)]


def _crowds(marks: Sequence[Mark], scale: Scale) -> tuple[tuple[float, float], ...]:
    """Everything else, crowds merged."""
    return crowds([a for mark in marks if scale(mark.end) - (a := scale(mark.start)) < SEEN], SEEN)


def _twice(
    places: Sequence[tuple[float, float]], draw: Callable[[str, float, float], Markup]
) -> Iterator[Markup]:
    """Each mark as a line with round ends, and a thinner one within it: a ring, or a long one."""
    for a, b in places:
        yield draw("mark", a, b)
        yield draw("core", a, b)


def _flag(pen: svg.Pen, text: Label, flag: Flag) -> list[Markup]:
    """The link of a lying drawing, around its own place on the axis."""
    box, x = flag.box, flag.x
    right = flag.hand > 0
    hit = Box(0 if right else box.left - x, box.top, box.right - x if right else 0, box.bottom)
    return [
        pen.box("hit", hit),
        pen.line("leader", (0, 0), (0, flag.end)),
        pen.box("square", Box(-SQUARE, -SQUARE, SQUARE, SQUARE), 2),
        *text.draw(pen, GAP if right else -GAP, box.top, "start" if right else "end"),
    ]


def _beside(pen: svg.Pen, text: Label, y: float, box: Box) -> list[Markup]:
    """The link of a standing drawing."""
    level = box.top + SMALL * LEADING / 2
    return [
        pen.box("hit", Box(COLUMN - 4, box.top - 3, box.right, box.bottom + 3)),
        pen.bend("leader", [(AXIS, y), (AXIS + 34, y), (COLUMN - 6, level)]),
        pen.box("square", Box(AXIS - SQUARE, y - SQUARE, AXIS + SQUARE, y + SQUARE), 2),
        *text.draw(pen, COLUMN, box.top, "start"),
    ]
