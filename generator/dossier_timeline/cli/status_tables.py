"""The standing of a dossier as a table for people and as data for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from dossier_timeline.checks.unproven_numbers import UnprovenNumbers
from dossier_timeline.content.git_history import Commit
from dossier_timeline.evidence.dossier_status import (
    DocumentStatus,
    DossierStatus,
    OutdatedText,
    Progress,
    TextStatus,
)
from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.model.dossier import Dossier

ChangeLookup = Callable[[str, str], Commit | None]
"""By path and recorded digest: since which change a text is behind."""

_STATE_WORDS = {
    "complete": "complete",
    "behind": "behind",
    "not-compared": "not compared",
    "empty": "empty",
    "draft": "draft",
    "missing": "missing",
}
_STATE_COLOURS = {"complete": "green", "behind": "yellow", "not-compared": "yellow", "draft": "cyan"}


def make_status_data(
    found: DossierStatus,
    dossier: Dossier,
    receipt: Receipt | None,
    changed: int,
    since: ChangeLookup,
    *,
    numbers: UnprovenNumbers,
) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "languages": list(dossier.languages),
        "verified": receipt.checked if receipt else None,
        "found": receipt.count_by_status() if receipt else {},
        "changed since": changed,
        "facts": sum(1 for _ in dossier.all_facts()),
        "events": sum(1 for _ in dossier.all_events()),
        "commitments": sum(1 for _ in dossier.all_commitments()),
        "documents": [
            {
                **asdict(one),
                "coverage": asdict(one.coverage) if one.coverage else None,
                "texts": [_text_data(text, since) for text in one.texts],
            }
            for one in found.documents
        ],
        "pages": [
            {"id": name, "texts": [_text_data(text, since) for text in texts]} for name, texts in found.pages
        ],
        "works": [{"id": name, "address": address} for name, address in found.works],
        "help": [{"name": name, "checked": checked or None} for name, checked in found.help_lines],
        "no claims": {
            "marked": [{"place": str(place), "words": words} for place, words in numbers.marked],
            "free": [{"path": path, "numbers": count} for path, count in numbers.free],
        },
    }


def _text_data(text: TextStatus, since: ChangeLookup) -> dict[str, Any]:
    behind = []
    for one in text.behind:
        change = since(one.path, one.recorded)
        behind.append({**asdict(one), "since": asdict(change) if change else None})
    return {**asdict(text), "behind": behind}


def format_status(
    found: DossierStatus,
    dossier: Dossier,
    receipt: Receipt | None,
    changed: int,
    since: ChangeLookup,
    *,
    numbers: UnprovenNumbers,
) -> Iterator[str]:
    """Everything for people: two tables, and under them what asks for work."""
    counts = receipt.count_by_status() if receipt else {}
    listed = ", ".join(f"{count} {way}" for way, count in counts.items())
    yield f"verified: {receipt.checked if receipt else 'never'}" + (f" ({listed})" if listed else "")
    if changed and receipt:
        yield f"not verified since they were added or changed: {changed}"
    yield ""
    head = ["document", *dossier.languages, "facts verified", "source claimed", "addresses"]
    yield from _format_table([head, *(_document_row(one) for one in found.documents)])
    if found.pages:
        yield ""
        rows = [[name, *(_format_text_state(text) for text in texts)] for name, texts in found.pages]
        yield from _format_table([["page", *dossier.languages], *rows])
    yield from _list_open_work(found, since)
    marked = [f"{place}: {words}" for place, words in numbers.marked]
    yield from _format_section(f"Numbers marked as no claim: {len(marked)}", marked)
    free = [f"{path}: {count}" for path, count in numbers.free]
    yield from _format_section(f"Numbers on pages with free_numbers: {sum(n for _, n in numbers.free)}", free)


def format_contact(report_url: str) -> Iterator[str]:
    """What tells a maintainer that readers have nowhere to report an error; nothing where they have."""
    if not report_url:
        yield ""
        yield "Readers have no way to report an error: set report_url in mkdocs.yml."


def _document_row(one: DocumentStatus) -> list[str]:
    unsure = len(one.addresses)
    return [
        one.id + (" (draft)" if one.draft else ""),
        *(_format_text_state(text) for text in one.texts),
        _format_count(one.facts),
        _format_count(one.coverage) if one.coverage else "–",
        f"{unsure} unconfirmed" if unsure else "confirmed" if one.all_addresses else "none",
    ]


def _format_count(count: Progress) -> str:
    text = f"{count.done} of {count.all}"
    return text if count.done == count.all else click.style(text, fg="yellow")


def _format_text_state(text: TextStatus) -> str:
    state = _STATE_WORDS[text.state]
    if text.behind and all(one.waived for one in text.behind):
        state += " (accepted)"
    if text.words:
        state += f", {text.words} without words"
    return click.style(state, fg=_STATE_COLOURS.get(text.state, "red") if not text.words else "yellow")


def _format_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_terminal_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            cell + " " * (width - _terminal_width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        line = "  ".join(cells).rstrip()
        yield click.style(line, bold=True) if number == 0 else line


def _terminal_width(cell: str) -> int:
    """The width of a cell in a terminal, without its colours."""
    bare = click.unstyle(cell)
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in bare if not unicodedata.combining(c))


def _list_open_work(found: DossierStatus, since: ChangeLookup) -> Iterator[str]:
    texts = [text for one in found.documents for text in one.texts]
    texts += [text for _, page in found.pages for text in page]
    behind = [f"{text.path}: {_describe_change(one, since)}" for text in texts for one in text.behind]
    yield from _format_section("Behind", behind)
    unsure = [f"{one.id}: {each or 'unknown'}" for one in found.documents for each in one.addresses]
    unsure += [f"{name}: {address or 'unknown'}" for name, address in found.works]
    yield from _format_section("Addresses that nobody has opened", unsure)
    lines = [f"{name}: {'last on ' + day if day else 'never'}" for name, day in found.help_lines]
    yield from _format_section("Help lines not checked for a year", lines)


def _describe_change(one: OutdatedText, since: ChangeLookup) -> str:
    change = since(one.path, one.recorded)
    message = f"{one.path} has changed since {change}" if change else f"{one.path} has changed since"
    return message + (" (accepted for now)" if one.waived else "")


def _format_section(title: str, lines: Iterable[str]) -> Iterator[str]:
    known = list(dict.fromkeys(lines))
    if known:
        yield ""
        yield click.style(title, bold=True)
        yield from (f"  {line}" for line in known)
