"""Reading `locales/<language>/evidence.yml`: the words by which source texts are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from generator.content.decode import MAX_BYTES
from generator.content.messages import problems_of
from generator.content.yaml_source import load
from generator.dossier.lexicon import EvidenceWords, Lexicon, lexicon
from generator.file_reading import beginning_of, own, told_of
from generator.problems import Position, Problem

FILE = "evidence.yml"


def lexicons(
    codes: Iterable[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, Lexicon], list[Problem]]:
    """The lexicon of each language, and what is wrong with its files.

    `folders` are folders of templates, the dossier's own before the packaged one; their words are
    put together. A language without a file is read with what CLDR and num2words know of it.
    """
    found: dict[str, Lexicon] = {}
    problems: list[Problem] = []
    for code in dict.fromkeys(codes):
        words = EvidenceWords()
        for folder in reversed(list(dict.fromkeys(folders))):
            path = folder / "locales" / code.replace("-", "_") / FILE
            if path.exists():
                more, wrong = _read(path, root, own(folder))
                words = words.with_more(more)
                problems += wrong
        found[code] = lexicon(code, words)
    return found, problems


def _read(path: Path, root: Path | None, within: Path | None) -> tuple[EvidenceWords, list[Problem]]:
    shown = path.relative_to(root) if root and path.is_relative_to(root) else Path(*path.parts[-3:])
    try:
        source, problems = load(shown.as_posix(), beginning_of(path, MAX_BYTES + 1, within=within))
    except OSError as error:
        return EvidenceWords(), [Problem(Position(shown.as_posix()), *told_of(error))]
    if source is None or source.data is None:
        return EvidenceWords(), problems
    if not isinstance(source.data, dict):
        message = "this file should be keys with lists of words"
        return EvidenceWords(), [
            *problems,
            Problem(Position(shown.as_posix()), "wrong-type", message, "like about: [circa, about]"),
        ]
    try:
        return EvidenceWords.model_validate(source.data), problems
    except ValidationError as error:
        return EvidenceWords(), [*problems, *problems_of(EvidenceWords, error, source)]
