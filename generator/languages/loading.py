"""Loading the languages of a dossier, with everything that their catalogues lack."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.languages import catalogues
from generator.languages.catalogues import Catalogue, Key
from generator.languages.language import Language, locale_of
from generator.problems import Level, Position, Problem

Found = list[tuple[Catalogue, str]]
"""A language's catalogues in order of search, each with the path to show for it."""


def load(
    codes: Sequence[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, Language], list[Problem]]:
    """The languages in order, by code, and what is wrong with their words.

    `folders` are the `locales` folders, searched in order: the dossier's own, then the packaged one.
    Paths in problems are relative to `root` where they lie in it. Problems: `unknown-language`,
    `missing-catalogue` (a warning: the first language's words stand in), `missing-word`,
    `bad-catalogue`, `wrong-placeholder`, `wrong-plural`, `bad-slug`.
    """
    problems: list[Problem] = []
    found = {code: _read(code, folders, root, problems) for code in codes}
    for code in codes:
        problems += _missing(found[code], _wanted(found, folders, problems, root))
    first = next((code for code in codes if found[code]), None)
    languages: dict[str, Language] = {}
    for code in codes:
        language, problem = _language(code, found, first, folders, root)
        problems += [problem] if problem else []
        if language:
            languages[code] = language
    return languages, list(dict.fromkeys(problems))


def unknown_words(languages: Mapping[str, Language]) -> list[Problem]:
    """A `missing-word` problem for each word that was asked for so far and that no catalogue knows."""
    return [
        catalogues.unknown(language.source, key)
        for language in languages.values()
        for key in sorted(language.unknown)
    ]


def _read(code: str, folders: Sequence[Path], root: Path | None, problems: list[Problem]) -> Found:
    found: Found = []
    for folder in dict.fromkeys(folders):
        path = catalogues.path_of(folder, code)
        if path:
            shown = _shown(path, root)
            catalogue, wrong = catalogues.read(path, shown)
            problems += wrong
            if catalogue:
                found.append((catalogue, shown))
    return found


def _wanted(
    found: dict[str, Found], folders: Sequence[Path], problems: list[Problem], root: Path | None
) -> set[Key]:
    """Every word that any of the languages has, and every word of the templates (`messages.pot`)."""
    wanted = {key for pairs in found.values() for catalogue, _ in pairs for key in catalogue.lines}
    for folder in dict.fromkeys(folders):
        path = folder / "messages.pot"
        if path.is_file():
            template, wrong = catalogues.read(path, _shown(path, root))
            problems += wrong
            wanted |= set(template.lines) if template else set()
    return wanted


def _missing(found: Found, wanted: set[Key]) -> list[Problem]:
    """What none of a language's catalogues has, told at the one that names it, else at the last."""
    problems: list[Problem] = []
    lacking = {key for key in wanted if not any(key in catalogue.words for catalogue, _ in found)}
    for index, (catalogue, shown) in enumerate(found):
        last = index == len(found) - 1
        here = {key for key in lacking if last or key in catalogue.lines}
        problems += catalogues.missing(catalogue, shown, here)
        lacking -= here
    return problems


def _language(
    code: str, found: dict[str, Found], first: str | None, folders: Sequence[Path], root: Path | None
) -> tuple[Language | None, Problem | None]:
    locale = locale_of(code, [catalogue.language for catalogue, _ in found[code]])
    place = Position(_shown(_expected(code, folders), root))
    if locale is None:
        message = f"“{code}” is not a language whose dates and numbers we know"
        return None, Problem(place, "unknown-language", message, "use a code as in CLDR, like pt or pt-BR")
    fallback = None if found[code] else first
    chain = tuple(catalogue for catalogue, _ in found[fallback or code])
    digest = hashlib.sha256(" ".join([str(locale), *(c.digest for c in chain)]).encode()).hexdigest()[:12]
    source = found[fallback or code][-1][1] if chain else place.path
    language = Language(code, locale, chain, fallback, digest, source)
    if found[code]:
        return language, None
    if first is None:
        message = (
            f"there is no catalogue of the interface's words in any language of the dossier, not in “{code}”"
        )
        return language, Problem(place, "missing-catalogue", message, _hint(code))
    message = f"there is no catalogue of the interface's words in “{code}”; those in “{first}” stand in"
    return language, Problem(place, "missing-catalogue", message, _hint(code), Level.WARNING)


def _hint(code: str) -> str:
    return f"`{catalogues.UPDATE} --language {code}` begins one"


def _expected(code: str, folders: Sequence[Path]) -> Path:
    folder = folders[0] if folders else Path("templates", "locales")
    return folder / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def _shown(path: Path, root: Path | None) -> str:
    if root and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return (
        Path(*path.parts[path.parts.index("locales") - 1 :]).as_posix()
        if "locales" in path.parts
        else path.name
    )
