"""Texts as they are compared: what looks the same is the same, and each place leads back to the text.

Signs that nobody sees are left out, digits of any script are 0 to 9, letters that are only drawn
otherwise (full width, bold, in a circle) are plain ones, and letters with marks are composed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MARKS = "".join(
    chr(code)
    for code in (
        *range(0x300, 0x1E00),
        *range(0x20D0, 0x2100),
        *range(0x3099, 0x309B),
        *range(0xA620, 0xAC00),
    )
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
"""Marks on letters."""
OTHER_FIGURE = "\u00bd"
"""Stands for a sign that is a number but no digit: ½, Ⅷ, ⑫."""

_INVISIBLE = frozenset(
    map(chr, (*range(0x115F, 0x1161), 0x034F, 0x061C, 0x3164, 0xFFA0, *range(0x180B, 0x1810)))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Signs without a form of their own that Unicode doesn't count among those of format."""
_COMPATIBILITY_FORMS = ("<wide>", "<narrow>", "<font>", "<circle>", "<square>")
_EQUIVALENT_SIGNS = {"\u066a": "%", "\ufe6a": "%", "\uff05": "%", "\u066b": ".", "\u066c": ","}
_EMPHASIS_IN_WORD = re.compile(r"(?<=[^\W\d_])\*{1,3}(?=[^\W\d_])")
_FOLDED_SIGNS = str.maketrans({"-": " ", **dict.fromkeys("’‘ʼ´`", "'")})
_SPACES = frozenset(" \t\n\r\u00a0\u202f\u2009")


@dataclass(frozen=True, slots=True)
class ComparableText:
    """A text as it is compared; `offsets` has the place in the text of each sign, where that differs."""

    text: str
    offsets: Sequence[int] | None = None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a stretch of this one, which isn't empty."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def make_comparable(text: str) -> ComparableText:
    """The text as it is compared."""
    if text.isascii():
        return ComparableText(text)
    plain = {character: _comparable_sign(character) for character in set(text)}
    if all(len(other) == 1 for other in plain.values()):
        replaced = "".join(map(plain.__getitem__, text))
        if unicodedata.is_normalized("NFC", replaced):
            return ComparableText(_lower_free_raised_digits(replaced))
    parts: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        other = plain[character]
        if not other:
            continue
        if parts and unicodedata.combining(other):
            composed = unicodedata.normalize("NFC", parts[-1] + other)
            if len(composed) == 1:
                parts[-1] = composed
                continue
        parts.append(other)
        offsets.append(place)
    return ComparableText(_lower_free_raised_digits("".join(parts)), offsets)


def without_emphasis_in_words(compared: ComparableText) -> ComparableText:
    """The same text without the stars within a word: readers see "th*re*e" as one word."""
    if "*" not in compared.text:
        return compared
    marks = [found.span() for found in _EMPHASIS_IN_WORD.finditer(compared.text)]
    if not marks:
        return compared
    within = {place for start, end in marks for place in range(start, end)}
    places = [place for place in range(len(compared.text)) if place not in within]
    offsets = places if compared.offsets is None else [compared.offsets[place] for place in places]
    return ComparableText("".join(map(compared.text.__getitem__, places)), offsets)


def make_word_comparable(word: str) -> str:
    """A word of a list as it is compared: like a text, and without capitals."""
    return unicodedata.normalize("NFC", make_comparable(word).text).casefold()


@lru_cache(maxsize=4096)
def _comparable_sign(character: str) -> str:
    """What a sign is compared as: one sign, or none where nobody sees it."""
    if character.isascii() or character in _EQUIVALENT_SIGNS:
        return _EQUIVALENT_SIGNS.get(character, character)
    category = unicodedata.category(character)
    if (category == "Cf" and unicodedata.bidirectional(character) != "AN") or character in _INVISIBLE:
        return ""
    drawn = unicodedata.decomposition(character)
    if category[0] == "N" and character not in _RAISED_DIGITS:
        digit = unicodedata.digit(character, None)
        return OTHER_FIGURE if digit is None else str(digit)
    other = unicodedata.normalize("NFKC", character) if drawn.startswith(_COMPATIBILITY_FORMS) else character
    return other if len(other) == 1 else character


def _lower_free_raised_digits(text: str) -> str:
    """Raised and lowered digits that stand by themselves as digits; on a word they are a mark on it."""
    if not any(character in _RAISED_DIGITS for character in set(text)):
        return text
    parts: list[str] = []
    alone = True
    for character in text:
        raised = _RAISED_DIGITS.get(character)
        if raised is None:
            alone = character in _SPACES or character.isdecimal() or character in "+-−([|€$£¥"
            parts.append(character)
        else:
            parts.append(raised if alone else character)
    return "".join(parts)


_RAISED_DIGITS = {
    chr(code): str(unicodedata.digit(chr(code)))
    for code in (0xB2, 0xB3, 0xB9, 0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A))
}


def fold_phrase(word: str) -> str:
    """A word without capitals, composed, with hyphens as spaces."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().translate(_FOLDED_SIGNS).split())
