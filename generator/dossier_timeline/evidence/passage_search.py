"""Finding the passage that some words come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier_timeline.evidence.passages import Block
from dossier_timeline.notation.typesetting import readable

_ALIKE = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'"), **dict.fromkeys("–—‑", "-")}
)


@dataclass(frozen=True, slots=True)
class Matches:
    """The passages that have the words looked for; when none has them, the nearest."""

    found: tuple[Block, ...]
    nearest: tuple[Block, ...] = ()


def find(blocks: Sequence[Block], words: str, *, near: int = 3) -> Matches:
    """The passages that have these words, whatever their case, quotes and dashes."""
    wanted = folded(words)
    found = tuple(block for block in blocks if wanted and wanted in folded(block.text))
    if found:
        return Matches(found)
    return Matches((), nearest(blocks, words)[:near])


def nearest(blocks: Iterable[Block], words: str) -> tuple[Block, ...]:
    """The passages by likeness to the words, the likest first; those without any are left out."""
    wanted = folded(words)
    tokens = set(re.findall(r"\w+", wanted))
    scored = []
    for block in blocks:
        text = folded(block.text)
        common = len(tokens & set(re.findall(r"\w+", text)))
        if common:
            run = SequenceMatcher(None, text, wanted, autojunk=False).find_longest_match().size
            scored.append((-common / len(tokens) - run / max(len(wanted), 1), block.line, block))
    return tuple(block for *_, block in sorted(scored, key=lambda item: item[:2]))


def folded(text: str) -> str:
    """The text without capitals, all quotation marks and dashes alike."""
    return readable(text).translate(_ALIKE).casefold()
