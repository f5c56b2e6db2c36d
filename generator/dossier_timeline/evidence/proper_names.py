"""Names in running text, found by their capitals, and whether the dossier knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from dossier_timeline.notation.atoms import Atom, split_atoms
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon

_ROMAN = re.compile(r"[IVXLC]+")
_ENDS = ".!?:…"
_OPENERS = "\"'“”„«»‘’‚‹›([—–-"
_GENITIVE = re.compile(r"'s?$")
_PARTICLES = 3
_LONGEST_ABBREVIATION = 40
_LONG = 8
_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class ProperName:
    """A run of capitalised words in a text, with the small words between them."""

    text: str
    start: int
    end: int


def find_names(text: str, lexicon: Lexicon) -> Iterator[ProperName]:
    """The names in a normalised text, in order.

    A capital at the beginning of a sentence says nothing, unless the word is an acronym.
    """
    parts = [atom for atom in split_atoms(text) if atom.kind in ("word", "mixed", "sign")]
    index = 0
    while index < len(parts):
        first = parts[index]
        if not _has_capital(first) or (_begins_sentence(text, first, lexicon) and not _is_acronym(first)):
            index += 1
            continue
        after = _end_of_run(text, parts, index, lexicon)
        run = parts[index:after]
        if not all(_ROMAN.fullmatch(part.text) for part in run):
            yield ProperName(text[run[0].start : run[-1].end], run[0].start, run[-1].end)
        index = after


def _end_of_run(text: str, parts: list[Atom], index: int, lexicon: Lexicon) -> int:
    """The index after the run of capitalised words that begins here."""
    after = index + 1
    while after < len(parts):
        step = after
        while step < len(parts) and step - after < _PARTICLES and _may_join(parts, step, lexicon):
            step += 1
        if (
            step >= len(parts)
            or not _has_capital(parts[step])
            or not _are_adjacent(text, parts[step - 1], parts[step])
        ):
            break
        after = step + 1
    return after


def _may_join(parts: list[Atom], index: int, lexicon: Lexicon) -> bool:
    """Whether the part may stand between the words of a name: a particle, a hyphen, an ampersand."""
    part = parts[index]
    before, after = parts[index - 1], parts[index + 1] if index + 1 < len(parts) else None
    if part.text == "&":
        return True
    if part.kind == "sign":
        inside = part.start == before.end and after is not None and after.start == part.end
        initial = part.text == "." and part.start == before.end and len(before.text.split(".")[-1]) == 1
        return part.text in "-'’." and (inside or initial)
    return part.key in lexicon.words.particles and not part.text[0].isupper()


def _are_adjacent(text: str, before: Atom, after: Atom) -> bool:
    return text[before.end : after.start] in ("", " ")


def _has_capital(part: Atom) -> bool:
    return part.kind != "sign" and part.text[0].isupper()


def _is_acronym(part: Atom) -> bool:
    letters = [character for character in part.text if character.isalpha()]
    return len(letters) > 1 and sum(character.isupper() for character in letters) > 1


def _begins_sentence(text: str, part: Atom, lexicon: Lexicon) -> bool:
    """Whether a sentence begins with this part."""
    end = _end_without(text, str.isspace, part.start)
    end = _end_without(text, _OPENERS.__contains__, end)
    end = _end_without(text, str.isspace, end)
    if not end:
        return True
    if text[end - 1] not in _ENDS:
        return False
    before = text[max(0, end - _LONGEST_ABBREVIATION) : end].split()
    last = before[-1] if before else ""
    return last.casefold() not in lexicon.words.abbreviations and not re.fullmatch(r"(?:[^\W\d_]\.)+", last)


def _end_without(text: str, dropped: Callable[[str], bool], end: int) -> int:
    """Where the text before `end` ends, without the signs that are dropped."""
    while end and dropped(text[end - 1]):
        end -= 1
    return end


class KnownNames:
    """The names that a dossier knows, in every language, as folded words."""

    def __init__(self, phrases: Iterable[str], lexicon: Lexicon) -> None:
        self.phrases = frozenset(_split_words(phrase) for phrase in phrases if phrase)
        self.lexicon = lexicon

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        """Every run of words within a known name."""
        return frozenset(
            words[start:end]
            for words in self.phrases
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        )

    @cached_property
    def _longest(self) -> int:
        """How many words the longest known name has."""
        return max(map(len, self.phrases), default=0)

    @cached_property
    def _common_words(self) -> frozenset[str]:
        words = self.lexicon.words
        small = (*words.common, *words.particles, *self.lexicon.months, *words.abbreviations)
        return frozenset(word for phrase in small for word in _split_words(phrase))

    def find_unknown(self, name: str) -> str:
        """What of a name the dossier doesn't know; empty when it knows all of it."""
        words = _split_words(name)
        unknown = []
        at = 0
        while at < len(words):
            last = min(len(words), at + self._longest)
            end = next((e for e in range(last, at, -1) if words[at:e] in self._runs), at)
            if end == at:
                if not self._is_common(words[at]) and not self._is_misspelling(words[at]):
                    unknown.append(words[at])
                end = at + 1
            at = end
        return " ".join(unknown)

    def _is_common(self, word: str) -> bool:
        return word in self._common_words or word.isdigit() or _ROMAN.fullmatch(word.upper()) is not None

    def _is_misspelling(self, word: str) -> bool:
        """Whether a long word is a known one but for a letter: a slip of the source."""
        if len(word) < _LONG:
            return False
        alike = (known[0] for known in self._runs if len(known) == 1 and abs(len(known[0]) - len(word)) <= 1)
        return any(SequenceMatcher(None, word, known).ratio() >= _ALIKE for known in alike)


def _split_words(text: str) -> tuple[str, ...]:
    plain = "".join(
        c for c in unicodedata.normalize("NFD", fold_phrase(text)) if not unicodedata.combining(c)
    )
    found = re.findall(r"[^\W_]+(?:['.][^\W_]+)*", plain)
    return tuple(_GENITIVE.sub("", word) or word for word in found)
