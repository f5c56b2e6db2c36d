"""Languages written without spaces between words, whose words a search can't find by itself.

Pagefind takes whatever is between spaces for a word. Its extended program (a wheel of 53 MB instead of 5)
knows the words of Chinese, Japanese and Thai; neither program knows those of Khmer, Lao and Burmese. This
was tried with version 1.5.2.
"""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.scripts import scripts_of

_SCRIPTS_OF_THE_EXTENDED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI"})
_SCRIPTS_OF_NONE = frozenset({"LAO", "KHMER", "MYANMAR"})
"""Scripts without spaces, by the beginning of their letters' names in Unicode."""


def warn_of_unsegmented_languages(
    languages: Iterable[str], *, extended: bool, settings_file: str
) -> tuple[Diagnostic, ...]:
    """A warning for each of these languages whose words can't be found."""
    unsegmented_scripts = _SCRIPTS_OF_NONE if extended else _SCRIPTS_OF_NONE | _SCRIPTS_OF_THE_EXTENDED
    by_language = ((code, scripts_of(code) & unsegmented_scripts) for code in sorted(set(languages)))
    return tuple(
        _unsegmented_language_problem(code, scripts, settings_file)
        for code, scripts in by_language
        if scripts
    )


def _unsegmented_language_problem(code: str, scripts: frozenset[str], settings_file: str) -> Diagnostic:
    message = f"the search can't tell the words of “{code}” apart: readers will only find whole sentences"
    hint = (
        "install the Python package “pagefind[extended]”, or say “search: false” among the plugin's options"
        if scripts <= _SCRIPTS_OF_THE_EXTENDED
        else "no program for the search knows these words: say “search: false” among the plugin's options"
    )
    return Diagnostic(Position(settings_file), Code.SEARCH_WITHOUT_WORDS, message, hint)
