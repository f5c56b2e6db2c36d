"""How heavy entries are on a page, in bytes of HTML: estimates by what they hold, the same in each language.

An element counts as `_ELEMENT` bytes at least, so that a page that is light in bytes has few elements too.
"""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.registers import Actor, Country, Term, Work
from dossier_timeline.model.remembering import remember_each
from dossier_timeline.model.story import Commitment, Correction, Difference, Event
from dossier_timeline.site.page_bounds import MOST_LISTED_USES, MOST_TABLES_WEIGHT

_ELEMENT, _LINK, _SOURCE = 50, 100, 200
"""An element with a word in it, a link with a name, and the line that says where something stands."""
_HEAD, _NOTE, _CHART, _CARD = 350, 300, 5000, 1500
"""The frame of an entry with its heading, the note of a fact, a chart, and what is known
of a document in the report."""


def weigh_entry(entry: Entry, uses: int = 0) -> int:
    """Return how heavy an entry is; `uses` is how many others name it, for an entry of a register."""
    head = _NOTE if isinstance(entry, Fact) else _HEAD
    return head + _weigh_content(entry) + (_weigh_uses(uses) if isinstance(entry, _LISTS_USES) else 0)


@remember_each
def weigh_timeline_item(item: Document | Event) -> int:
    """Return how heavy an item of the timeline is; a short one counts as much as all its elements."""
    letters = _count_letters(item.title)
    if isinstance(item, Event):
        letters += _count_letters(item.text, item.place, item.because)
    return max(_LEAST_ITEM, _HEAD + _SOURCE + letters)


_LEAST_ITEM = 600
"""An item of the timeline has ten elements, and takes some more where readers choose items by value."""


def weigh_list_item(entry: Entry) -> int:
    """Return how heavy an entry is in a list: a document with its description, a promise in a line."""
    return _HEAD + _count_letters(entry.title) if isinstance(entry, Commitment) else weigh_entry(entry)


def has_heavy_figures(document: Document) -> bool:
    """Return whether the tables of a document are too much for its page, which leads to them then."""
    return sum(map(weigh_entry, document.figures)) > MOST_TABLES_WEIGHT


_SUMMARY = 5000
"""A summary of some 700 words."""


@remember_each
def weigh_in_report(document: Document) -> int:
    """Return how heavy a document is in the whole report.

    Its summary counts as one of usual length: a plan holds for all that only changes words of texts.
    """
    events = sum(_HEAD + _count_letters(one.title, one.text, one.because) for one in document.events)
    entries: Iterable[Entry] = (*document.commitments, *document.figures, *document.facts)
    addresses = _SOURCE * len(document.facts) if document.addresses else 0
    quotations = sum(_HEAD + _SOURCE + _count_letters(one.text) for one in document.quotations)
    return (
        _CARD
        + weigh_entry(document)
        + events
        + sum(map(weigh_entry, entries))
        + addresses
        + quotations
        + _SUMMARY
    )


_LISTS_USES = (Actor, Country, Work, Term)
"""What says where it is used."""


def _weigh_uses(uses: int) -> int:
    return _LINK * min(uses, 2 * MOST_LISTED_USES)


@remember_each
def _weigh_content(entry: Entry) -> int:
    """Return how heavy is what an entry holds."""
    weight = 0
    match entry:
        case Document():
            weight = _count_letters(entry.title, entry.description)
        case Figure():
            weight = _weigh_figure(entry)
        case Fact():
            weight = _count_letters(entry.label, entry.note, entry.because, entry.derived)
        case Commitment():
            outcomes = sum(_HEAD + _SOURCE + _count_letters(one.text) for one in entry.outcomes)
            weight = _HEAD + _SOURCE + outcomes + _count_letters(entry.title, entry.text, entry.variant)
        case Difference():
            sides = sum(_SOURCE + _count_letters(one.text) for one in entry.sides)
            weight = sides + _count_letters(entry.title, entry.why, entry.shown)
        case Correction():
            weight = _SOURCE + _LINK * len(entry.concerns) + _count_letters(entry.text)
        case Actor():
            weight = _count_letters(entry.name, entry.text) + 2 * _LINK * len(entry.roles)
        case Country():
            weight = _count_letters(entry.text)
        case Work():
            facts = sum(_LINK + weigh_entry(fact) for fact in entry.facts)
            weight = _SOURCE * (1 + len(entry.addresses)) + facts + _count_letters(entry.title, entry.text)
        case Term():
            weight = _LINK * len(entry.see) + _count_letters(entry.name, entry.definition)
    return weight


def _weigh_figure(figure: Figure) -> int:
    cells = (len(figure.rows) + 1) * (len(figure.columns) + 1)
    texts = sum(
        _count_letters(cell) for row in figure.rows for cell in row.cells.values() if isinstance(cell, Words)
    )
    chart = _CHART if figure.chart != "none" else 0
    words = _count_letters(figure.title, figure.subtitle, figure.basis, figure.summary, figure.note)
    return _HEAD + _SOURCE + _ELEMENT * cells + texts + chart + words


def _count_letters(*texts: Words | str | None) -> int:
    """Return the bytes of texts, of each in the language that says it at greatest length."""
    return sum(_count_bytes(text) for text in texts if text is not None)


def _count_bytes(text: Words | str) -> int:
    if isinstance(text, str):
        return len(text.encode())
    return max((len(words.encode()) for words in text.root.values()), default=0)
