"""The goals, and whether they're met: each is a ratio of two figures of one run, or a figure by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench import edits as work
from tests.bench import generators as by
from tests.bench.results import Results, find_median
from tests.bench.serving import name_turn

OWN = "own"
"""The dossier of this repository."""
EDITS = (work.SENTENCE, work.VALUE, work.LABEL, work.TERM)
"""What an editor changes most often."""
FILES = " files"
SERVED = (work.SENTENCE, work.VALUE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is measured: see `Measurement`."""

    what: str
    dossier: str
    generator: str
    work: str

    def find(self, results: Results, figure: str) -> float | None:
        """Return the median of a figure."""
        return find_median(results, self.what, self.dossier, self.generator, self.work, figure)


@dataclass(frozen=True, slots=True)
class Goal:
    """So much a figure of a quantity may be at the most, or its ratio to that of another quantity.

    The first of the figures decides; the others are told beside it. For times that is the time of processors:
    the time that passes grows with whatever else a machine does.
    """

    words: str
    quantity: Quantity
    most: float
    against: Quantity | None = None
    figures: tuple[str, ...] = ("processor", "passed")
    unit: str = " s"

    def measure(self, results: Results) -> list[float] | None:
        """Return the figures, or `None` if they weren't measured."""
        found = []
        for figure in self.figures:
            value = self.quantity.find(results, figure)
            base = self.against.find(results, figure) if self.against else 1.0
            if value is None or not base:
                return None
            found.append(value / base)
        return found


def list_goals(dossier: str) -> Iterator[Goal]:
    """Yield the goals of an invented dossier; they were set for 1,000 documents."""

    def build(generator: str, kind: str) -> Quantity:
        return Quantity("build", dossier, generator, kind)

    for kind in SERVED:
        words = "at most lean Hugo’s time; half of it is the summit"
        yield Goal(words, build(by.OURS, kind), 1, build(by.HUGO_LEAN, kind))
    for kind in (work.TERM, work.THEME, work.ACTOR, work.NEW_DOCUMENT):
        words = "at most 2 times lean Hugo’s time"
        yield Goal(words, build(by.OURS, kind), 2, build(by.HUGO_LEAN, kind))
    for kind in (work.TERM, work.THEME, work.ACTOR):
        words = "no file differs that doesn’t show it"
        yield Goal(words, build(by.OURS, kind), 0, figures=("unshown",), unit=FILES)
    for generator in (by.OURS, by.OURS_UNSEARCHED):
        new = build(generator, work.NEW_DOCUMENT)
        yield Goal("under 100 files differ", new, 99, figures=("different",), unit=FILES)
    for kind in SERVED:
        for turn, most in ((1, 1.0), (2, 0.5)):
            served = Quantity("serve", dossier, by.OURS, name_turn(kind, turn))
            yield Goal(f"seen within {most:g} s", served, most)
    for kind in SERVED:
        yield Goal("within 1 s", build(by.CHECK, kind), 1)
    unsearched = build(by.OURS_UNSEARCHED, work.FROM_NOTHING)
    for peer, most in ((by.MKDOCS_EQUAL, 1), (by.MKDOCS_LEAN, 1), (by.HUGO_EQUAL, 2), (by.HUGO_LEAN, 5)):
        words = f"at most {f'{most} times ' if most > 1 else ''}the time of {peer}"
        yield Goal(words, unsearched, most, build(peer, work.FROM_NOTHING))
    yield Goal("at most 1.5 times that with search off", build(by.OURS, work.FROM_NOTHING), 1.5, unsearched)


def list_own_goals() -> Iterator[Goal]:
    """Yield the goals of this repository's dossier of five documents."""
    for kind in EDITS:
        yield Goal("within 0.6 s", Quantity("build", OWN, by.OURS, kind), 0.6)
    for kind in EDITS:
        for turn in (1, 2):
            served = Quantity("serve", OWN, by.OURS, name_turn(kind, turn))
            yield Goal("seen within 0.4 s", served, 0.4)


def list_growth_goals(small: str, large: str) -> Iterator[Goal]:
    """Yield the goals of a dossier that is larger: as many times as much, at the most."""
    times = int(large) / int(small)
    for kind in (
        work.FROM_NOTHING, work.NOTHING, work.SENTENCE, work.VALUE, work.LABEL, work.TERM, work.THEME,
        work.ACTOR, work.NEW_DOCUMENT, work.REMOVED_DOCUMENT,
    ):  # fmt: skip
        quantity, base = (Quantity("build", size, by.OURS, kind) for size in (large, small))
        yield Goal(f"at most {times:g} times that of {int(small):,} documents", quantity, times, base)
    makers = (by.OURS_UNSEARCHED, by.HUGO_EQUAL)
    ours, equal = (Quantity("memory", large, one, work.FROM_NOTHING) for one in makers)
    yield Goal("at most half the memory of equal Hugo", ours, 0.5, equal, ("megabytes",))
