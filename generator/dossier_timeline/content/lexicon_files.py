"""Reading the lists of words of a language: `evidence.yml` and `numbers.yml` in `locales/<language>/`.

By the words of evidence.yml source texts are read; those of numbers.yml stand in texts of our own around
numbers that claim nothing.
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
from dossier_timeline.notation.lexicon import EvidenceWords, Lexicon, load_lexicon
from dossier_timeline.notation.number_words import NumberWords

EVIDENCE_FILE = "evidence.yml"
NUMBERS_FILE = "numbers.yml"

W = TypeVar("W", EvidenceWords, NumberWords)
E = TypeVar("E", bound=ModelValue)


def load_lexicons(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, Lexicon], list[Diagnostic]]:
    """The lexicon of each language, and what is wrong with its files.

    `folders` are folders of templates, the dossier's own before the packaged one; their words are
    put together. A language without a file is read with what CLDR and num2words know of it.
    """
    found: dict[str, Lexicon] = {}
    problems: list[Diagnostic] = []
    for code in dict.fromkeys(codes):
        words, wrong = _together(EvidenceWords(), EVIDENCE_FILE, code, folders, root)
        problems += wrong
        found[code] = load_lexicon(code, words)
    return found, problems


def languages_without_qualifiers(codes: Iterable[str], folders: Sequence[Path]) -> frozenset[str]:
    """The languages of which no evidence.yml has words that qualify a value, unless one can't be read."""
    found = (
        (code, *_together(EvidenceWords(), EVIDENCE_FILE, code, folders, None))
        for code in dict.fromkeys(codes)
    )
    return frozenset(code for code, words, wrong in found if not words.qualifiers and not wrong)


def load_number_words(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, tuple[NumberWords, EvidenceWords]], list[Diagnostic]]:
    """What each language has for numbers that claim nothing, and what is wrong with its files."""
    found: dict[str, tuple[NumberWords, EvidenceWords]] = {}
    problems: list[Diagnostic] = []
    for code in dict.fromkeys(codes):
        numbers, wrong = _together(NumberWords(), NUMBERS_FILE, code, folders, root)
        evidence, also_wrong = _together(EvidenceWords(), EVIDENCE_FILE, code, folders, root)
        problems += [*wrong, *also_wrong]
        found[code] = numbers, evidence
    return found, problems


def _together(
    words: W, file: str, code: str, folders: Sequence[Path], root: Path | None
) -> tuple[W, list[Diagnostic]]:
    """The words of a file in all folders, also of the language that this one is a variety of.

    Names of currencies are left out there: a dollar is another one in another country.
    """
    problems: list[Diagnostic] = []
    for name in reversed(_varieties(code)):
        for folder in reversed(list(dict.fromkeys(folders))):
            path = folder / "locales" / name / file
            if path.exists():
                more, wrong = _read(type(words), path, root, link_boundary(folder))
                if isinstance(more, EvidenceWords) and name != code.replace("-", "_"):
                    more = more.model_copy(update={"currencies": {}, "money_scales": {}})
                words = words.merge(more)
                problems += wrong
    return words, problems


def _varieties(code: str) -> list[str]:
    """A language and what it is a variety of, by CLDR: nb, no."""
    names = [code.replace("-", "_")]
    parents = get_global("parent_exceptions")
    while parent := str(parents.get(names[-1], "") or names[-1].rpartition("_")[0]):
        if parent == "root":
            break
        names.append(parent)
    return names


def _read(model: type[E], path: Path, root: Path | None, within: Path | None) -> tuple[E, list[Diagnostic]]:
    shown = path.relative_to(root) if root and path.is_relative_to(root) else Path(*path.parts[-3:])
    try:
        source, problems = load_yaml(
            shown.as_posix(), read_beginning(path, MAX_CONTENT_BYTES + 1, within=within)
        )
    except OSError as error:
        return model(), [diagnose_unread_file(error, shown.as_posix())]
    if source is None or source.data is None:
        return model(), problems
    if not isinstance(source.data, dict):
        message = "this file should be keys with lists of words"
        return model(), [
            *problems,
            Diagnostic(Position(shown.as_posix()), Code.WRONG_TYPE, message, "like about: [circa, about]"),
        ]
    try:
        return model.model_validate(source.data), problems
    except ValidationError as error:
        return model(), [*problems, *validation_problems(model, error, source)]
