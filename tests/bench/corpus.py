"""An invented dossier of any size, as values: the same for the same size, and for every generator.

A document has about 500 words in each language with fourteen references, ten facts, a table and three events.
Every generator's site is written from these values, so that all have the same words, values and names.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "nl")
TITLE = "Synthetic"
YEARS = tuple(range(1990, 2020))
PARTS = ("a", "b", "c", "d")
"""The parts of a text, and as many themes and actors."""
TERMS = 40

Words = Mapping[str, str]
"""Words by language."""
Target = tuple[str, int]
"""What a text refers to: its kind and number, as ("fact", 3)."""

_VOCABULARY = {
    "en": "the town looked at every bridge over the water and wrote down what it found there so that "
    "people could read how it stood with planks rails and stones while the council asked for more time and "
    "money before work began near the old harbour where boats still wait in summer when people walk along",
    "nl": "de gemeente bekeek elke brug over het water en schreef op wat zij er vond zodat mensen konden "
    "lezen hoe het stond met planken leuningen en stenen terwijl de raad om meer tijd en geld vroeg voordat "
    "het werk begon bij de oude haven waar boten nog wachten in de zomer als mensen er langzaam langs lopen",
}
_HEADING = {"en": "What it says, part", "nl": "Wat er staat, deel"}
_FACT_LABEL = {"en": "bridges looked at", "nl": "bekeken bruggen"}


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A theme, an actor or a term."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class CountedFact:
    """A number with what it counts."""

    value: int
    label: Words


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a document's text: the pieces of a paragraph are words, or what is referred to."""

    heading: str
    paragraphs: tuple[tuple[str | Target, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: its facts, the days of its events, the rows of its table, its text by language."""

    number: int
    day: str
    facts: tuple[CountedFact, ...]
    events: tuple[str, ...]
    rows: tuple[tuple[int, int, int], ...]
    texts: Mapping[str, tuple[TextPart, ...]]
    added: Words = field(default_factory=dict)
    """A sentence that an editor wrote later, by language."""

    @property
    def id(self) -> str:
        """Its id."""
        return f"paper-{self.number}"

    @property
    def theme(self) -> str:
        """The id of its theme."""
        return f"theme-{PARTS[self.number % len(PARTS)]}"

    @property
    def actor(self) -> str:
        """The id of the actor that it is from."""
        return f"body-{PARTS[self.number % len(PARTS)]}"

    @property
    def papers(self) -> tuple[int, ...]:
        """The numbers of the documents that its text speaks of, in order."""
        paragraphs = (pieces for part in self.texts[LANGUAGES[0]] for pieces in part.paragraphs)
        targets = [piece for pieces in paragraphs for piece in pieces if not isinstance(piece, str)]
        return tuple(sorted({number for kind, number in targets if kind == "paper"}))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents, and what they have in common."""

    papers: tuple[Paper, ...]
    themes: tuple[NamedThing, ...]
    actors: tuple[NamedThing, ...]
    terms: tuple[NamedThing, ...]

    @property
    def citing_papers(self) -> Mapping[int, list[int]]:
        """The numbers of the documents that speak of a document, by its number."""
        citing: dict[int, list[int]] = {}
        for paper in self.papers:
            for number in paper.papers:
                citing.setdefault(number, []).append(paper.number)
        return citing


def invent_corpus(documents: int) -> Corpus:
    """Return the invented dossier with so many documents."""
    return Corpus(
        tuple(invent_paper(number, documents) for number in range(documents)),
        tuple(NamedThing(f"theme-{one}", {"en": f"Theme {one}", "nl": f"Thema {one}"}) for one in PARTS),
        tuple(NamedThing(f"body-{one}", {"en": f"Body {one}", "nl": f"Orgaan {one}"}) for one in PARTS),
        tuple(
            NamedThing(f"term-{one}", {"en": f"lock number {one}", "nl": f"sluis nummer {one}"})
            for one in range(TERMS)
        ),
    )


def invent_paper(number: int, documents: int) -> Paper:
    """Return one document, which speaks of some of so many documents."""
    chance = random.Random(number)

    def invent_day() -> str:
        return f"{chance.choice(YEARS)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    first = chance.choice(YEARS[:-4])
    targets: list[Target] = [("fact", n) for n in range(6)]
    targets += [("paper", chance.randrange(documents)) for _ in range(3)]
    targets += [("event", n) for n in range(3)]
    terms: list[Target] = [("term", (number * step) % TERMS) for step in (1, 7)]
    return Paper(
        number,
        invent_day(),
        tuple(CountedFact(chance.randint(2, 9000), _FACT_LABEL) for _ in range(10)),
        tuple(invent_day() for _ in range(3)),
        tuple((first + n, chance.randint(2, 900), chance.randint(2, 900)) for n in range(4)),
        {code: tuple(_invent_text(code, targets, terms, random.Random(number))) for code in LANGUAGES},
    )


def _invent_text(
    code: str, targets: list[Target], terms: list[Target], chance: random.Random
) -> Iterator[TextPart]:
    words, targets, terms = _VOCABULARY[code].split(), list(targets), list(terms)
    for part in PARTS:
        paragraphs = []
        for place in range(3):
            pieces: list[str | Target] = [chance.choice(words) for _ in range(41)]
            pieces[20:20] = [targets.pop(0)] if targets else []
            pieces[10:10] = [terms.pop(0)] if terms and place == 1 else []
            paragraphs.append(tuple(pieces))
        yield TextPart(f"{_HEADING[code]} {part}", tuple(paragraphs))


def write_markdown(
    paper: Paper, code: str, write_link: Callable[[Paper, Target], str], *, has_ids: bool
) -> str:
    """Return the text of a document in Markdown; `write_link` writes a reference."""
    blocks = []
    for letter, part in zip(PARTS, paper.texts[code], strict=True):
        blocks.append(f"## {part.heading}" + (f" {{#part-{letter}}}" if has_ids else ""))
        for pieces in part.paragraphs:
            said = " ".join(piece if isinstance(piece, str) else write_link(paper, piece) for piece in pieces)
            blocks.append(f"{said[0].upper()}{said[1:]}." if said[0].isalpha() else f"{said}.")
    blocks += [paper.added[code]] if code in paper.added else []
    return "\n\n".join(blocks) + "\n"
