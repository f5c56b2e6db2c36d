"""The invented dossier as a site of this generator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dossier_timeline.content.translation_records import write_translations
from dossier_timeline.model.dossier import SCHEMA_VERSION
from dossier_timeline.model.text_digests import digest_body
from tests.bench.corpus import (
    LANGUAGES,
    TITLE,
    Corpus,
    NamedThing,
    Paper,
    Target,
    Words,
    invent_corpus,
    write_markdown,
)

Files = Iterator[tuple[str, str]]
"""Paths within a site's folder, each with the text of the file."""


def write_dossier(folder: Path, documents: int) -> None:
    """Write the invented dossier with so many documents, without search."""
    for path, text in make_dossier_files(invent_corpus(documents), has_search=False):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def make_dossier_files(corpus: Corpus, *, has_search: bool) -> Files:
    """Yield the files of the dossier's site."""
    settings = (
        f"site_name: {TITLE}\nsite_url: https://example.org/\ndocs_dir: content\ntheme: dossier\n"
        f"plugins:\n  - dossier: {{search: {'true' if has_search else 'false'}}}\n"
    )
    yield "mkdocs.yml", settings
    for name, value in _make_registers(corpus).items():
        yield f"content/{name}.yml", _to_json(value)
    recorded = {paper.id: _digest_texts(paper) for paper in corpus.papers}
    yield "content/translations.json", write_translations(recorded).decode()
    for paper in corpus.papers:
        folder = f"content/documents/{paper.id}"
        yield f"{folder}/document.yml", _to_json(_make_document(paper))
        yield from ((f"{folder}/{code}.md", text) for code, text in _make_texts(paper).items())


def _make_texts(paper: Paper) -> dict[str, str]:
    return {code: write_markdown(paper, code, _write_reference, has_ids=True) for code in LANGUAGES}


def _digest_texts(paper: Paper) -> dict[str, dict[str, str]]:
    """What is recorded of the translations: the two say the same since before a sentence was added."""
    digests = {code: digest_body(text) for code, text in _make_texts(replace(paper, added={})).items()}
    return {code: {other: one for other, one in digests.items() if other != code} for code in LANGUAGES}


def _write_reference(paper: Paper, target: Target) -> str:
    kind, number = target
    if kind in ("paper", "term"):
        return f"[[{kind}-{number}]]"
    return f"[[{paper.id}-{kind}-{number}{'.unit' if kind == 'fact' else ''}]]"


def _in_both(**words: str) -> dict[str, str]:
    return {code: words.get(code, words["en"]) for code in LANGUAGES}


def _make_registers(corpus: Corpus) -> dict[str, Any]:
    named = _in_both(en=TITLE)
    return {
        "dossier": {
            "schema": SCHEMA_VERSION,
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
        "actors": [{"kind": "body", **_make_entry(actor)} for actor in corpus.actors],
        "themes": [
            {**_make_entry(theme), "slug": _in_both(en=theme.id), "text": named} for theme in corpus.themes
        ],
        "terms": [
            {**_make_entry(term), "definition": _in_both(en="Where boats wait.", nl="Waar boten wachten.")}
            for term in corpus.terms
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
            {"id": "paper", "of": "document", "name": _in_both(en="Paper", nl="Stuk"), "csl": "report"},
            {"id": "opening", "of": "event", "name": _in_both(en="Opening", nl="Opening")},
        ],
    }


def _make_entry(thing: NamedThing) -> dict[str, str | Words]:
    return {"id": thing.id, "name": thing.name}


def _make_document(paper: Paper) -> dict[str, Any]:
    passage = {"section": "A", "paragraph": 1}
    named = _in_both(en=f"Paper number-{paper.number}", nl=f"Stuk nummer-{paper.number}")
    return {
        "id": paper.id,
        "kind": "paper",
        "date": paper.day,
        "language": "en",
        "title": named,
        "short": named,
        "slug": _in_both(en=paper.id),
        "description": _in_both(en="What the town found out.", nl="Wat de gemeente vond."),
        "from": [paper.actor],
        "themes": [paper.theme],
        "text": {"file": f"{paper.id}.txt", "sections": ["A"]},
        "facts": [
            {
                "id": f"{paper.id}-fact-{n}",
                "label": fact.label,
                "value": fact.value,
                "unit": "bridge",
                "date": paper.day[:4],
                "passage": {**passage, "paragraph": n + 1},
            }
            for n, fact in enumerate(paper.facts)
        ],
        "figures": [_make_figure(paper, passage)],
        "events": [
            {
                "id": f"{paper.id}-event-{n}",
                "date": day,
                "kind": "opening",
                "title": _in_both(en="A bridge opens", nl="Een brug gaat open"),
                "themes": [paper.theme],
                "actors": [paper.actor],
                "passage": passage,
            }
            for n, day in enumerate(paper.events)
        ],
    }


def _make_figure(paper: Paper, passage: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{paper.id}-table",
        "title": _in_both(en="Bridges by year", nl="Bruggen per jaar"),
        "unit": "bridge",
        "columns": [
            {"id": "year", "label": _in_both(en="Year", nl="Jaar"), "type": "year", "role": "key"},
            {"id": "seen", "label": _in_both(en="Seen", nl="Gezien"), "type": "number"},
            {"id": "mended", "label": _in_both(en="Mended", nl="Hersteld"), "type": "number"},
        ],
        "rows": [
            {"id": f"y{year}", "cells": {"year": year, "seen": seen, "mended": mended}}
            for year, seen, mended in paper.rows
        ],
        "summary": _in_both(en="It goes up and down.", nl="Het gaat op en neer."),
        "passage": passage,
    }


def _to_json(value: Any) -> str:
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
