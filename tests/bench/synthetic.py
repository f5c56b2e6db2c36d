"""An invented dossier of any size, and equal sites for other generators: the same for the same size.

A document has about 500 words in each language with twelve references, ten facts, a table and three
events. Its counterparts have the same words, a link for each reference, the same table, and the facts
and events as data that the page lists with what is known of each.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier_timeline.model.translation_status import body_digest

LANGUAGES = ("en", "nl")
TITLE = "Synthetic"
_WORDS = {
    "en": "the town looked at every bridge over the water and wrote down what it found there so that "
    "people could read how it stood with planks rails and stones while the council asked for more time and "
    "money before work began near the old harbour where boats still wait in summer when people walk along",
    "nl": "de gemeente bekeek elke brug over het water en schreef op wat zij er vond zodat mensen konden "
    "lezen hoe het stond met planken leuningen en stenen terwijl de raad om meer tijd en geld vroeg voordat "
    "het werk begon bij de oude haven waar boten nog wachten in de zomer als mensen er langzaam langs lopen",
}
_LABEL = {"en": "bridges looked at", "nl": "bekeken bruggen"}
_PART = {"en": "What it says, part", "nl": "Wat er staat, deel"}
_PARTS = ("a", "b", "c", "d")
YEARS = tuple(range(1990, 2020))


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a document's text: pieces are words, or what is referred to."""

    heading: str
    paragraphs: tuple[tuple[str | tuple[str, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Invented:
    """One document: the values of its facts, the days of its events, its text by language."""

    number: int
    day: str
    facts: tuple[int, ...]
    events: tuple[str, ...]
    rows: tuple[tuple[int, int, int], ...]
    texts: dict[str, tuple[Text, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return f"paper-{self.number}"


def invented(documents: int) -> list[Invented]:
    """The documents: the same for the same number."""
    return [_invented(number, documents) for number in range(documents)]


def _invented(number: int, documents: int) -> Invented:
    chance = random.Random(number)

    def day() -> str:
        return f"{chance.choice(YEARS)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    first = chance.choice(YEARS[:-4])
    targets: list[tuple[str, int]] = [("fact", n) for n in range(6)]
    targets += [("paper", chance.randrange(documents)) for _ in range(3)]
    targets += [("event", n) for n in range(3)]
    return Invented(
        number,
        day(),
        tuple(chance.randint(2, 9000) for _ in range(10)),
        tuple(day() for _ in range(3)),
        tuple((first + n, chance.randint(2, 900), chance.randint(2, 900)) for n in range(4)),
        {code: tuple(_text(code, targets, random.Random(number))) for code in LANGUAGES},
    )


def _text(code: str, targets: list[tuple[str, int]], chance: random.Random) -> Iterator[Text]:
    words, left = _WORDS[code].split(), list(targets)
    for part in _PARTS:
        paragraphs = []
        for _ in range(3):
            pieces: list[str | tuple[str, int]] = [chance.choice(words) for _ in range(41)]
            pieces[20:20] = [left.pop(0)] if left else []
            paragraphs.append(tuple(pieces))
        yield Text(f"{_PART[code]} {part}", tuple(paragraphs))


def markdown(one: Invented, code: str, link: Callable[[Invented, tuple[str, int]], str], *, ids: bool) -> str:
    """The text of a document; `link` writes a reference."""
    blocks = []
    for part, text in zip(_PARTS, one.texts[code], strict=True):
        blocks.append(f"## {text.heading}" + (f" {{#part-{part}}}" if ids else ""))
        for pieces in text.paragraphs:
            said = " ".join(piece if isinstance(piece, str) else link(one, piece) for piece in pieces)
            blocks.append(f"{said[0].upper()}{said[1:]}." if said[0].isalpha() else f"{said}.")
    return "\n\n".join(blocks) + "\n"


def write_dossier(folder: Path, documents: int) -> Path:
    """The dossier; gives the file of the summary that is edited."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "mkdocs.yml").write_text(
        f"site_name: {TITLE}\nsite_url: https://example.org/\ndocs_dir: content\ntheme: {{name: null, "
        "custom_dir: templates}\nplugins:\n  - dossier: {search: false}\n",
        "utf-8",
    )
    for name, value in _registers().items():
        _json(content / f"{name}.yml", value)
    for one in invented(documents):
        place = content / "documents" / one.id
        place.mkdir(parents=True)
        _json(place / "document.yml", _document(one))
        texts = {code: markdown(one, code, _reference, ids=True) for code in LANGUAGES}
        for code, text in texts.items():
            in_step = {other: body_digest(theirs) for other, theirs in texts.items() if other != code}
            (place / f"{code}.md").write_text(f"---\nin_step: {json.dumps(in_step)}\n---\n{text}", "utf-8")
    return content / "documents" / "paper-0" / "en.md"


def papers_in(one: Invented) -> set[int]:
    """The numbers of the documents that its text speaks of."""
    paragraphs = (pieces for text in one.texts[LANGUAGES[0]] for pieces in text.paragraphs)
    targets = [piece for pieces in paragraphs for piece in pieces if not isinstance(piece, str)]
    return {number for kind, number in targets if kind == "paper"}


def _reference(one: Invented, target: tuple[str, int]) -> str:
    kind, number = target
    if kind == "paper":
        return f"[[paper-{number}]]"
    return f"[[{one.id}-{kind}-{number}{'.unit' if kind == 'fact' else ''}]]"


def _both(**words: str) -> dict[str, str]:
    return {code: words.get(code, words["en"]) for code in LANGUAGES}


def _registers() -> dict[str, Any]:
    named = _both(en=TITLE)
    return {
        "dossier": {
            "schema": 1,
            "id": "synthetic",
            "languages": list(LANGUAGES),
            **dict.fromkeys(("title", "short", "kicker", "description", "publisher"), named),
            "licence": {
                "name": "Creative Commons Zero",
                "spdx": "CC0-1.0",
                "url": "https://creativecommons.org/publicdomain/zero/1.0/",
            },
            "updated": "2020-01-01",
            "span": "1990/2020",
        },
        "actors": [
            {
                "id": f"body-{letter}",
                "kind": "body",
                "name": _both(en=f"Body {letter}", nl=f"Orgaan {letter}"),
            }
            for letter in _PARTS
        ],
        "themes": [
            {
                "id": f"theme-{letter}",
                "name": _both(en=f"Theme {letter}", nl=f"Thema {letter}"),
                "slug": _both(en=f"theme-{letter}"),
                "text": named,
            }
            for letter in _PARTS
        ],
        "units": [
            {
                "id": "bridge",
                "name": {
                    "en": {"one": "{n} bridge", "other": "{n} bridges"},
                    "nl": {"one": "{n} brug", "other": "{n} bruggen"},
                },
            }
        ],
        "kinds": [
            {"id": "paper", "of": "document", "name": _both(en="Paper", nl="Stuk"), "csl": "report"},
            {"id": "opening", "of": "event", "name": _both(en="Opening", nl="Opening")},
        ],
    }


def _document(one: Invented) -> dict[str, Any]:
    passage = {"section": "A", "paragraph": 1, "digest": "0123456789ab"}
    letter = _PARTS[one.number % len(_PARTS)]
    named = _both(en=f"Paper number-{one.number}", nl=f"Stuk nummer-{one.number}")
    return {
        "id": one.id,
        "kind": "paper",
        "date": one.day,
        "language": "en",
        "title": named,
        "short": named,
        "slug": _both(en=one.id),
        "description": _both(en="What the town found out.", nl="Wat de gemeente vond."),
        "from": [f"body-{letter}"],
        "themes": [f"theme-{letter}"],
        "text": {"file": f"{one.id}.txt", "sections": ["A"]},
        "facts": [
            {
                "id": f"{one.id}-fact-{n}",
                "label": _LABEL,
                "value": value,
                "unit": "bridge",
                "date": one.day[:4],
                "passage": {**passage, "paragraph": n + 1},
            }
            for n, value in enumerate(one.facts)
        ],
        "figures": [
            {
                "id": f"{one.id}-table",
                "title": _both(en="Bridges by year", nl="Bruggen per jaar"),
                "unit": "bridge",
                "columns": [
                    {"id": "year", "label": _both(en="Year", nl="Jaar"), "type": "year", "role": "key"},
                    {"id": "seen", "label": _both(en="Seen", nl="Gezien"), "type": "number"},
                    {"id": "mended", "label": _both(en="Mended", nl="Hersteld"), "type": "number"},
                ],
                "rows": [
                    {"id": f"y{year}", "cells": {"year": year, "seen": seen, "mended": mended}}
                    for year, seen, mended in one.rows
                ],
                "summary": _both(en="It goes up and down.", nl="Het gaat op en neer."),
                "passage": passage,
            }
        ],
        "events": [
            {
                "id": f"{one.id}-event-{n}",
                "date": day,
                "kind": "opening",
                "title": _both(en="A bridge opens", nl="Een brug gaat open"),
                "themes": [f"theme-{letter}"],
                "actors": [f"body-{letter}"],
                "passage": passage,
            }
            for n, day in enumerate(one.events)
        ],
    }


def _json(file: Path, value: Any) -> None:
    """JSON is YAML."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def table(one: Invented) -> str:
    """The table in Markdown."""
    rows = "\n".join(f"| {year} | {seen} | {mended} |" for year, seen, mended in one.rows)
    return f"| Year | Seen | Mended |\n|---|---|---|\n{rows}\n"
