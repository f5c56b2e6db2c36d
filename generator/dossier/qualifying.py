"""The words right around a value that qualify it: "about", "no later than", "or more", "probably"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.dossier.folding import fold
from generator.dossier.lexicon import Lexicon

AROUND = 60
"""How many characters are looked at; longer than any phrase of a lexicon."""
SIGNS: tuple[tuple[str, str], ...] = (
    *((sign, "about") for sign in "~∼≈≅±"),
    *((sign, "more-than") for sign in ">＞"),
    *((sign, "less-than") for sign in "<＜"),
    *((sign, "at-least") for sign in "≥⩾≧"),
    *((sign, "at-most") for sign in "≤⩽≦"),
)
"""The qualifiers of every language: signs before a value."""

_UNCERTAIN = "uncertain"
_AT_MOST = 4
"""How many phrases may stand one before the other."""
_OPENING = " \t([{“„«‘\"'"
_SIGNS = "+-−±€$£¥"
_DOUBT = re.compile(r"\s?\(\?\)|\?(?=\s?[a-zß-öø-ÿ,;:)\]–—-])")
"""A question mark that doubts the word before it, and doesn't end a question."""


def qualifying(text: str, start: int, end: int, kind: str, lexicon: Lexicon) -> tuple[str | None, bool]:
    """The qualifier of the value between `start` and `end`, and whether the text doubts the value.

    Two qualifiers that differ ("at most about") are named together, so that neither is left out.
    """
    found, doubted = _before(text[max(0, start - AROUND) : start], kind, lexicon)
    after = text[end : end + AROUND]
    name = _after(fold(after).lstrip(" ,("), lexicon)
    if name and name not in found:
        found.append(name)
    if kind == "date":
        bracket = fold(after).startswith("(")
        doubts = bracket and _beginning(fold(after)[1:], _pairs(lexicon.words.uncertain)) is not None
        doubted = doubted or doubts or _DOUBT.match(after) is not None
    return " ".join(reversed(found)) or None, doubted


def _before(text: str, kind: str, lexicon: Lexicon) -> tuple[list[str], bool]:
    """The qualifiers right before a value, the nearest first, and whether a word there doubts it."""
    pairs = _phrases(kind, lexicon)
    rest = fold(text.rstrip(_OPENING))
    found: list[str] = []
    doubted = False
    for _ in range(_AT_MOST):
        phrase = _ending(rest, pairs)
        if phrase is None:
            break
        rest = rest[: -len(phrase[0])].rstrip(_OPENING)
        doubted = doubted or phrase[1] == _UNCERTAIN
        if phrase[1] and phrase[1] != _UNCERTAIN and phrase[1] not in found:
            found.append(phrase[1])
    return found, doubted


@lru_cache(maxsize=64)
def _phrases(kind: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The phrases before a value of a kind, with what each says."""
    words = lexicon.words
    elsewhere = {word for sort, several in words.other_sense.items() if sort == kind for word in several}
    said = (
        pair for pair in (*SIGNS, *lexicon.qualifiers) if pair[1] != "expected" and pair[0] not in elsewhere
    )
    doubts = _pairs(words.uncertain) if kind == "date" else []
    between = [(word, "") for word in words.prepositions] if kind == "date" else []
    return (*said, *doubts, *between)


def _pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, _UNCERTAIN) for word in words]


def _ending(text: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The longest phrase with which the text ends, as whole words."""
    fitting = [pair for pair in pairs if text.endswith(pair[0]) and _is_whole(text[: -len(pair[0])], pair[0])]
    return max(fitting, key=lambda pair: len(pair[0]), default=None)


def _is_whole(before: str, phrase: str) -> bool:
    """Whether a phrase isn't the end of a longer word; a sign such as "<" may follow one."""
    return not phrase[0].isalnum() or not before[-1:].isalnum()


def _after(text: str, lexicon: Lexicon) -> str | None:
    """What the words after a value say of it, if they aren't those before the next value."""
    phrase = _beginning(text, lexicon.qualifiers_after)
    if phrase is None:
        return None
    if phrase[0] not in dict(lexicon.qualifiers):
        return phrase[1]
    following = text[len(phrase[0]) :].lstrip(_OPENING + _SIGNS)
    word = re.match(r"\w*", following)
    is_value = word is not None and (word[0][:1].isdigit() or word[0] in lexicon.beginnings)
    return None if is_value else phrase[1]


def _beginning(text: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The longest phrase with which the text begins, as whole words."""
    fitting = [pair for pair in pairs if text.startswith(pair[0]) and not text[len(pair[0]) :][:1].isalnum()]
    return max(fitting, key=lambda pair: len(pair[0]), default=None)
