"""Languages written without spaces between words, whose words a search can't find by itself.

Pagefind takes what stands between spaces for a word. Its extended program (a wheel of 53 MB, the plain
one has 5) knows the words of Chinese, Japanese and Thai; of Khmer, Lao and Burmese neither does. That
was tried with version 1.5.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.scripts import scripts_of

_BY_THE_EXTENDED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI"})
_BY_NONE = frozenset({"LAO", "KHMER", "MYANMAR"})
"""Scripts without spaces, as the names of their letters begin in Unicode."""
_LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"([^\"]+)\"")


def warn_of_unsegmented_languages(
    pages: Iterable[tuple[str, str]], *, extended: bool, settings_file: str
) -> tuple[Diagnostic, ...]:
    """A warning for each language of the pages, given as path and HTML, whose words can't be found."""
    found = (_LANGUAGE.search(html) for _, html in pages)
    codes = sorted({language[1] for language in found if language})
    unknown = _BY_NONE if extended else _BY_NONE | _BY_THE_EXTENDED
    each = ((code, scripts_of(code) & unknown) for code in codes)
    return tuple(_told(code, scripts, settings_file) for code, scripts in each if scripts)


def _told(code: str, scripts: frozenset[str], settings_file: str) -> Diagnostic:
    message = f"the search can't tell the words of “{code}” apart: readers will only find whole sentences"
    hint = (
        "install the Python package “pagefind[extended]”, or say “search: false” among the plugin's options"
        if scripts <= _BY_THE_EXTENDED
        else "no program for the search knows these words: say “search: false” among the plugin's options"
    )
    return Diagnostic(Position(settings_file), Code.SEARCH_WITHOUT_WORDS, message, hint)
