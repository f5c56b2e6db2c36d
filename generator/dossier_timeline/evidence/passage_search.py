"""Finding the passage that some words come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.notation.typesetting import make_readable

_ALIKE = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'"), **dict.fromkeys("–—‑", "-")}
)


@dataclass(frozen=True, slots=True)
class PassageMatches:
    """The passages that have the words looked for; when none has them, the nearest."""

    found: tuple[SourcePassage, ...]
    nearest: tuple[SourcePassage, ...] = ()


def find_passages(source_passages: Sequence[SourcePassage], words: str, *, near: int = 3) -> PassageMatches:
    """The passages that have these words, whatever their case, quotes and dashes."""
    wanted = fold_for_search(words)
    found = tuple(
        source_passage
        for source_passage in source_passages
        if wanted and wanted in fold_for_search(source_passage.text)
    )
    if found:
        return PassageMatches(found)
    return PassageMatches((), rank_passages(source_passages, words)[:near])


def rank_passages(source_passages: Iterable[SourcePassage], words: str) -> tuple[SourcePassage, ...]:
    """The passages by likeness to the words, the likest first; those without any are left out."""
    wanted = fold_for_search(words)
    wanted_words = set(re.findall(r"\w+", wanted))
    scored = []
    for source_passage in source_passages:
        text = fold_for_search(source_passage.text)
        common = len(wanted_words & set(re.findall(r"\w+", text)))
        if common:
            run = SequenceMatcher(None, text, wanted, autojunk=False).find_longest_match().size
            scored.append(
                (-common / len(wanted_words) - run / max(len(wanted), 1), source_passage.line, source_passage)
            )
    return tuple(source_passage for *_, source_passage in sorted(scored, key=lambda item: item[:2]))


def fold_for_search(text: str) -> str:
    """The text without capitals, all quotation marks and dashes alike."""
    return make_readable(text).translate(_ALIKE).casefold()
