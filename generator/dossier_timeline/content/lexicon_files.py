"""The word lists of a language: `evidence.yml`, `numbers.yml` and `search.yml` in `locales/<language>/`.

The words of evidence.yml are those with which source texts are read. The words of numbers.yml surround
numbers in our own texts that claim nothing. The words of search.yml are those of readers who search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from babel.core import get_global
from pydantic import ValidationError

from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import link_boundary, read_beginning
from dossier_timeline.model.base import ModelValue
from dossier_timeline.notation.evidence_words import EvidenceWords
from dossier_timeline.notation.lexicon import Lexicon, load_lexicon
from dossier_timeline.notation.number_words import NumberWords
from dossier_timeline.notation.search_words import SearchWords

EVIDENCE_FILE = "evidence.yml"
NUMBERS_FILE = "numbers.yml"
SEARCH_FILE = "search.yml"

W = TypeVar("W", EvidenceWords, NumberWords, SearchWords)
E = TypeVar("E", bound=ModelValue)


def load_lexicons(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, Lexicon], list[Diagnostic]]:
    """The lexicon of each language, and what is wrong with its files.

    `folders` are folders of templates, the dossier's own before the packaged one; their words are merged. A
    language without a file is read with what CLDR and num2words know of it.
    """
    lexicons: dict[str, Lexicon] = {}
    problems: list[Diagnostic] = []
    for code in dict.fromkeys(codes):
        words, file_problems = _merge_words(EvidenceWords(), EVIDENCE_FILE, code, folders, root)
        problems += file_problems
        lexicons[code] = load_lexicon(code, words)
    return lexicons, problems


def find_unread_languages(codes: Iterable[str], folders: Sequence[Path]) -> dict[str, bool]:
    """The languages without qualifying words in any evidence.yml, and those with words that nobody confirmed.

    Each has whether there are words. One with a file that can't be read is none of them.
    """
    unread: dict[str, bool] = {}
    for code in dict.fromkeys(codes):
        words, problems = _merge_words(EvidenceWords(), EVIDENCE_FILE, code, folders, None)
        if not problems and (not words.qualifiers or words.confirmed is False):
            unread[code] = bool(words.qualifiers)
    return unread


def load_number_words(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, tuple[NumberWords, EvidenceWords]], list[Diagnostic]]:
    """The words around numbers that claim nothing, for each language, and what is wrong with its files."""
    words: dict[str, tuple[NumberWords, EvidenceWords]] = {}
    problems: list[Diagnostic] = []
    for code in dict.fromkeys(codes):
        numbers, number_problems = _merge_words(NumberWords(), NUMBERS_FILE, code, folders, root)
        evidence, evidence_problems = _merge_words(EvidenceWords(), EVIDENCE_FILE, code, folders, root)
        problems += [*number_problems, *evidence_problems]
        words[code] = numbers, evidence
    return words, problems


def load_search_words(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, SearchWords], list[Diagnostic]]:
    """The words for the search in each language, and what is wrong with its files."""
    words: dict[str, SearchWords] = {}
    problems: list[Diagnostic] = []
    for code in dict.fromkeys(codes):
        words[code], file_problems = _merge_words(SearchWords(), SEARCH_FILE, code, folders, root)
        problems += file_problems
    return words, problems


def _merge_words(
    words: W, file: str, code: str, folders: Sequence[Path], root: Path | None
) -> tuple[W, list[Diagnostic]]:
    """The words of a file in all folders, also for the languages of which this one is a variety.

    Names of currencies aren't inherited, because a dollar is another one in another country.
    """
    problems: list[Diagnostic] = []
    for name in reversed(_language_and_parents(code)):
        for folder in reversed(list(dict.fromkeys(folders))):
            path = folder / "locales" / name / file
            if path.exists():
                file_words, file_problems = _read_words(type(words), path, root, link_boundary(folder))
                if isinstance(file_words, EvidenceWords) and name != code.replace("-", "_"):
                    file_words = file_words.model_copy(update={"currencies": {}, "money_scales": {}})
                words = words.merge(file_words)
                problems += file_problems
    return words, problems


def _language_and_parents(code: str) -> list[str]:
    """A language and those of which it's a variety, by CLDR: nb, no."""
    names = [code.replace("-", "_")]
    parents = get_global("parent_exceptions")
    while parent := str(parents.get(names[-1], "") or names[-1].rpartition("_")[0]):
        if parent == "root":
            break
        names.append(parent)
    return names


def _read_words(
    model: type[E], path: Path, root: Path | None, within: Path | None
) -> tuple[E, list[Diagnostic]]:
    shown_path = path.relative_to(root) if root and path.is_relative_to(root) else Path(*path.parts[-3:])
    try:
        source, problems = load_yaml(
            shown_path.as_posix(), read_beginning(path, MAX_CONTENT_BYTES + 1, within=within)
        )
    except OSError as error:
        return model(), [diagnose_unread_file(error, shown_path.as_posix())]
    if source is None or source.data is None:
        return model(), problems
    if not isinstance(source.data, dict):
        message = "this file should be keys with lists of words"
        return model(), [
            *problems,
            Diagnostic(
                Position(shown_path.as_posix()), Code.WRONG_TYPE, message, "like about: [circa, about]"
            ),
        ]
    try:
        return model.model_validate(source.data), problems
    except ValidationError as error:
        return model(), [*problems, *validation_problems(model, error, source)]
