"""The kinds of work: what an editor changes before a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tests.bench.corpus import LANGUAGES, Corpus, NamedThing, Paper, invent_paper

State = TypeVar("State")
"""What a site is written from: an invented corpus, or the files of a dossier."""

FROM_NOTHING, NOTHING = "from nothing", "nothing changed"
FIRST_SENTENCE, SENTENCE, VALUE, LABEL = "a first sentence", "a sentence", "a value", "a label"
TERM, THEME, ACTOR = "a term’s name", "a theme’s title", "an actor’s name"
NEW_DOCUMENT, REMOVED_DOCUMENT = "a new document", "a removed document"


@dataclass(frozen=True)
class Edit(Generic[State]):
    """A kind of work: `change` gives another state on each turn, and `shown` what a page then shows.

    `page` is the address of a page that shows it. Nothing is remembered of earlier builds where
    `is_from_nothing`.
    """

    name: str
    change: Callable[[State, int], State]
    shown: Callable[[int], str]
    page: str = "en/documents/paper-0/"
    is_from_nothing: bool = False


def list_edits() -> tuple[Edit[Corpus], ...]:
    """Return the kinds of work on an invented corpus, in the order in which they're done."""

    def keep(corpus: Corpus, turn: int) -> Corpus:
        return corpus

    return (
        Edit(FROM_NOTHING, keep, lambda turn: "", is_from_nothing=True),
        Edit(NOTHING, keep, lambda turn: ""),
        Edit(FIRST_SENTENCE, _add_sentence, _name_sentence),
        Edit(SENTENCE, _add_sentence, _name_sentence),
        Edit(VALUE, _change_value, lambda turn: f"9,{turn:03}"),
        Edit(LABEL, _change_label, _name_label),
        Edit(TERM, _rename_term, _name_term),
        Edit(THEME, _rename_theme, _name_theme),
        Edit(ACTOR, _rename_actor, _name_actor),
        Edit(NEW_DOCUMENT, _add_paper, lambda turn: ""),
        Edit(REMOVED_DOCUMENT, _remove_paper, lambda turn: ""),
    )


def spell(turn: int) -> str:
    """Return letters for a turn: a number in a text would have to be a fact."""
    return "".join("abcdefghij"[int(digit)] for digit in str(turn))


def _name_sentence(turn: int) -> str:
    return f"More was written about the water, part {spell(turn)}."


def _name_label(turn: int) -> str:
    return f"bridges looked at again, time {spell(turn)}"


def _name_term(turn: int) -> str:
    return f"weir {spell(turn)}"


def _name_theme(turn: int) -> str:
    return f"Theme renamed {spell(turn)}"


def _name_actor(turn: int) -> str:
    return f"Body renamed {spell(turn)}"


def _change_first(corpus: Corpus, change: Callable[[Paper], Paper]) -> Corpus:
    return replace(corpus, papers=(change(corpus.papers[0]), *corpus.papers[1:]))


def _add_sentence(corpus: Corpus, turn: int) -> Corpus:
    """To a text in one language."""
    return _change_first(corpus, lambda paper: replace(paper, added={LANGUAGES[0]: _name_sentence(turn)}))


def _change_value(corpus: Corpus, turn: int) -> Corpus:
    """To one that no invented fact has."""

    def change(paper: Paper) -> Paper:
        return replace(paper, facts=(replace(paper.facts[0], value=9000 + turn), *paper.facts[1:]))

    return _change_first(corpus, change)


def _change_label(corpus: Corpus, turn: int) -> Corpus:
    def change(paper: Paper) -> Paper:
        label = {**paper.facts[1].label, LANGUAGES[0]: _name_label(turn)}
        return replace(paper, facts=(paper.facts[0], replace(paper.facts[1], label=label), *paper.facts[2:]))

    return _change_first(corpus, change)


def _rename(things: tuple[NamedThing, ...], name: str) -> tuple[NamedThing, ...]:
    """The first, in one language."""
    words: Mapping[str, str] = {**things[0].name, LANGUAGES[0]: name}
    return (replace(things[0], name=words), *things[1:])


def _rename_term(corpus: Corpus, turn: int) -> Corpus:
    return replace(corpus, terms=_rename(corpus.terms, _name_term(turn)))


def _rename_theme(corpus: Corpus, turn: int) -> Corpus:
    return replace(corpus, themes=_rename(corpus.themes, _name_theme(turn)))


def _rename_actor(corpus: Corpus, turn: int) -> Corpus:
    return replace(corpus, actors=_rename(corpus.actors, _name_actor(turn)))


def _add_paper(corpus: Corpus, turn: int) -> Corpus:
    """One that speaks of others, and that no other speaks of."""
    count = len(corpus.papers)
    return replace(corpus, papers=(*corpus.papers, invent_paper(count, count)))


def _remove_paper(corpus: Corpus, turn: int) -> Corpus:
    """The one that was added."""
    return replace(corpus, papers=corpus.papers[:-1])
