"""Words with letters of several scripts, of which one may look like another's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from dossier_timeline.notation.vocabulary import WORD

_LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET")
"""Scripts with letters that look like those of another, by the first word of their letters' names."""
_LETTERS = re.compile(
    "[\u0370-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf\U00010400-\U0001044f]"
)
_MAX_UNIT_LETTERS = 3
"""So long may the name of a unit be, which has a Greek letter beside others: μg, kΩ."""


def find_mixed_script_words(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each word of a text that mixes scripts whose letters look alike, with the names of the scripts."""
    if _LETTERS.search(text) is None:
        return
    for word in WORD.finditer(text):
        if word[0].isascii() or _LETTERS.search(word[0]) is None:
            continue
        scripts = tuple(dict.fromkeys(script for letter in word[0] if (script := _script(letter))))
        if len(scripts) > 1 and not (
            set(scripts) == {"Latin", "Greek"} and len(word[0]) <= _MAX_UNIT_LETTERS
        ):
            yield word.start(), word.end(), scripts


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name.capitalize() if name in _LOOKALIKE_SCRIPTS else ""
