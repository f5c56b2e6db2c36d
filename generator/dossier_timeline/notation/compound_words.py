"""Long words that a language builds of others, and the shorter words at their end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

MIN_PART = 4
"""So many letters a part of a compound has at least: shorter ones stand in words that aren't compounds."""
_MIN_MIDDLE = 3
_WORD = re.compile(rf"[^\W\d_]{{{MIN_PART},}}")
_LONG_WORD = re.compile(rf"[^\W\d_]{{{2 * MIN_PART},}}")


def list_words(texts: Iterable[str]) -> frozenset[str]:
    """The words in these texts that are long enough to be a part of a compound, in small letters."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


@dataclass(frozen=True)
class CompoundSplitter:
    """Finds the words at the end of compounds of a language.

    `joints` are the letters that may stand between two parts, `known_words` the words of the dossier, in
    small letters. A language that builds no compounds has no joints, and then nothing is found.
    """

    joints: tuple[str, ...] = ()
    known_words: frozenset[str] = frozenset()

    @cached_property
    def digest(self) -> str:
        """A digest of everything on which its answers depend."""
        return sha256("\n".join([*self.joints, "", *sorted(self.known_words)]).encode()).hexdigest()

    def add_endings(self, text: str, own_words: Set[str], before: str, after: str) -> str:
        """The text, with the words at the end of each compound behind it, each between two marks.

        `own_words` are words of the same page, which count as known.
        """

        def add(match: re.Match[str]) -> str:
            endings = self.find_endings(match[0].lower(), own_words)
            return match[0] + "".join(f"{before}{ending}{after}" for ending in endings)

        return _LONG_WORD.sub(add, text) if self.joints else text

    def find_endings(self, word: str, own_words: Set[str] = frozenset()) -> tuple[str, ...]:
        """What stands behind a known first part and ends in a known word, the longest first.

        What stands between the two needn't be known: an ending may be a compound that stands nowhere alone.
        """
        cuts = range(MIN_PART, len(word) - MIN_PART + 1)
        ends = [cut for cut in cuts if self._is_known(word[cut:], own_words)]
        if not ends:
            return ()
        begins: dict[str, int] = {}
        for cut in cuts:
            first = self._find_first_part(word[:cut], own_words)
            is_closed = cut in ends or cut + _MIN_MIDDLE <= ends[-1]
            if first and is_closed and begins.get(first) not in ends:
                begins[first] = cut
        if not begins:
            return ()
        found = {*begins.values(), *(end for end in ends if end > min(begins.values()))}
        return tuple(word[cut:] for cut in sorted(found))

    def _find_first_part(self, text: str, own_words: Set[str]) -> str:
        """The known word that a text is, alone or with a joint behind it; "" if it's none."""
        shortened = (text, *(text.removesuffix(joint) for joint in self.joints if text.endswith(joint)))
        return next((part for part in shortened if self._is_known(part, own_words)), "")

    def _is_known(self, part: str, own_words: Set[str]) -> bool:
        return len(part) >= MIN_PART and (part in self.known_words or part in own_words)
