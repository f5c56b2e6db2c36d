"""What becomes of a hyphen at a line end: the halves are one word, a word with a hyphen, or two words.

Words of the same document decide, so that no language has to be known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LINE_END_HYPHEN = "\ue001"
"""How a hyphen at a line end stands in words, until it's known what becomes of it."""
_BREAK = re.compile(rf"([\w'’-]{{0,60}}\w){LINE_END_HYPHEN}\n(\w[\w'’]*(?:-\w+)*)")
_TOKEN = re.compile(r"\w[\w'’]*(?:-\w[\w'’]*)*")
_HANGING = re.compile(r"\w- (\w+)")
_OFTEN = 0.002
"""Of all words: a word that is this frequent is one by itself ("of", "and")."""
_LONGEST_LINK = 4
KEPT_BREAK = "-\n"
"""A hyphen whose meaning isn't known, with the line end behind it: passages are read in each way."""


@dataclass(frozen=True, slots=True)
class WordsOfDocument:
    """The words of a document, as often as they stand in it, and what a second reader says of its hyphens."""

    counts: Counter[str]
    links: frozenset[str]
    """Words that stand after a hyphen and a space, as in "in- and outgoing"."""
    soft_hyphens: frozenset[tuple[str, str]] = frozenset()

    def has(self, word: str) -> bool:
        """Whether the word stands in the document by itself."""
        return word.casefold() in self.counts

    def is_link(self, word: str) -> bool:
        """Whether a word is likely one that stands between two others."""
        folded = word.casefold()
        often = self.counts[folded] >= max(3, _OFTEN * sum(self.counts.values()))
        return folded in self.links or (often and len(word) <= _LONGEST_LINK)


def count_words(texts: Iterable[str], soft: Iterable[tuple[str, str]] = ()) -> WordsOfDocument:
    """The words of a document without those that a line end divides."""
    counts: Counter[str] = Counter()
    links: set[str] = set()
    for text in texts:
        plain = _BREAK.sub(" ", text)
        links.update(match[1].casefold() for match in _HANGING.finditer(plain))
        counts.update(token.casefold() for token in _TOKEN.findall(plain))
    return WordsOfDocument(counts, frozenset(links), frozenset(soft))


def resolve_hyphens(text: str, words: WordsOfDocument) -> tuple[str, bool]:
    """The text with words whole that line ends divided, and whether one of them is doubtful."""
    is_doubtful = False
    if LINE_END_HYPHEN not in text:
        return text, False

    def joined(match: re.Match[str]) -> str:
        nonlocal is_doubtful
        between, is_sure = _decide(match[1], match[2], words)
        is_doubtful |= not is_sure
        return f"{match[1]}{between}{match[2]}"

    # A word may be divided twice, and the second match begins where the first one ends.
    resolved = _BREAK.sub(joined, _BREAK.sub(joined, text))
    return resolved.replace(f"{LINE_END_HYPHEN}\n", KEPT_BREAK).replace(LINE_END_HYPHEN, "-"), is_doubtful


def _decide(first: str, second: str, words: WordsOfDocument) -> tuple[str, bool]:
    """What stands between the halves, and whether that's sure."""
    last = first.rpartition("-")[2]
    is_joined, is_hyphenated = (
        any(words.has(f"{part}{sign}{second}") for part in (first, last)) for sign in ("", "-")
    )
    if is_joined or is_hyphenated:
        return "" if is_joined else "-", is_joined != is_hyphenated
    if not words.soft_hyphens.isdisjoint(((last, second), (first, second))):
        return "", True
    if not (last[-1:].islower() and second[0].islower()):
        return "-", last[-1:].isdigit() or second[0].isdigit()
    if words.is_link(second):
        return "- ", False
    is_part = not words.has(second) or not words.has(last)
    return ("", True) if is_part else (KEPT_BREAK, False)
