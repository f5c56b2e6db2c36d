"""Languages written without spaces between words, whose words a search can't find by itself.

Pagefind takes what stands between spaces for a word. Its extended program (a wheel of 53 MB, the plain
one has 5) knows the words of Chinese, Japanese and Thai; of Khmer, Lao and Burmese neither does. That
was tried with version 1.5.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.problems import Level, Position, Problem

_BY_THE_EXTENDED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI"})
_BY_NONE = frozenset({"LAO", "KHMER", "MYANMAR"})
"""Scripts without spaces, as the names of their letters begin in Unicode."""
_LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_ENOUGH = 2000
"""So many letters tell in what script a language is."""


def unsegmented(pages: Iterable[tuple[str, str]], *, extended: bool) -> tuple[Problem, ...]:
    """A warning for each language of the pages, given as path and HTML, whose words can't be found."""
    letters: dict[str, str] = {}
    for _, html in pages:
        language = _LANGUAGE.search(html)
        known = letters.setdefault(language[1] if language else "", "")
        if len(known) < _ENOUGH:
            letters[language[1] if language else ""] = known + "".join(
                filter(str.isalpha, _TAG.sub(" ", html)[: 4 * _ENOUGH])
            )
    found = ((code, _without_spaces(text, extended=extended)) for code, text in sorted(letters.items()))
    return tuple(_told(code, scripts) for code, scripts in found if scripts)


def _without_spaces(letters: str, *, extended: bool) -> frozenset[str]:
    """The scripts of most of the letters, if they have no spaces and the program can't cut them."""
    scripts = [unicodedata.name(letter, "").split(" ")[0] for letter in letters]
    unknown = (_BY_NONE if extended else _BY_NONE | _BY_THE_EXTENDED) & set(scripts)
    many = sum(script in unknown for script in scripts) * 2 > len(scripts)
    return unknown if many else frozenset()


def _told(code: str, scripts: frozenset[str]) -> Problem:
    message = f"the search can't tell the words of “{code}” apart: readers will only find whole sentences"
    hint = (
        "install the Python package “pagefind[extended]”, or say “search: false” among the plugin's options"
        if scripts <= _BY_THE_EXTENDED
        else "no program for the search knows these words: say “search: false” among the plugin's options"
    )
    return Problem(Position("mkdocs.yml"), "search-without-words", message, hint, Level.WARNING)
