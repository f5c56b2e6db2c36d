"""Loading the languages of a dossier, with everything that their catalogues lack."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier_timeline.diagnostics.codes import Code, Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.file_reading import link_boundary
from dossier_timeline.languages import catalogues
from dossier_timeline.languages.catalogues import Catalogue, MessageKey
from dossier_timeline.languages.language import Language, parse_language_locale

_MANY, _NAMED = 10, 4
"""Up to how many missing words of an unfinished catalogue are told one by one; how many are named."""

CataloguePaths = list[tuple[Catalogue, str]]
"""A language's catalogues in order of search, each with the path to show for it."""


def load_languages(
    codes: Sequence[str], folders: Sequence[Path], *, root: Path | None = None
) -> tuple[dict[str, Language], list[Diagnostic]]:
    """The languages in order, by code, and what is wrong with their words.

    `folders` are the `locales` folders, searched in order: the dossier's own, then the packaged one.
    Paths in problems are relative to `root` where they lie in it. Problems: `unknown-language`,
    `missing-catalogue`, `missing-word`, `bad-catalogue`, `wrong-placeholder`, `wrong-plural`,
    `bad-slug`.

    A word that a language lacks is lent by the first of the dossier's languages that has it, else by
    the packaged catalogue of the language in which the source words are. It is an error in a language
    that the packaged folder has a catalogue of, and a warning in any other: its catalogue is the
    dossier's own, and may take a while to fill.
    """
    problems: list[Diagnostic] = []
    source = _source_language(folders)
    found = {
        code: _read_catalogues(code, folders, root, problems) for code in dict.fromkeys((*codes, *source))
    }
    wanted = _wanted_words({code: found[code] for code in codes}, folders, problems, root)
    languages: dict[str, Language] = {}
    for code in codes:
        packaged = bool(folders) and catalogues.find_catalogue(folders[-1], code) is not None
        needed = wanted if packaged else {key for key in wanted if key[0] != catalogues.EXAMPLE_CONTEXT}
        lacking = {key for key in needed if not any(key in one.words for one, _ in found[code])}
        problems += (
            _report_missing(found[code], lacking) if packaged else _report_unfinished(found[code], lacking)
        )
        others = [other for other in found if other != code] if lacking or not found[code] else []
        stand_ins = tuple((other, catalogue) for other in others for catalogue, _ in found[other])
        language, problem = _make_language(code, found[code], stand_ins, folders, root)
        problems += [problem] if problem else []
        if language:
            languages[code] = language
    return languages, list(dict.fromkeys(problems))


def check_unknown_words(languages: Mapping[str, Language]) -> list[Diagnostic]:
    """A `missing-word` problem for each word that was asked for so far and that no catalogue knows."""
    return [
        catalogues.unknown_word(language.source, key)
        for language in languages.values()
        for key in sorted(language.unknown_keys)
    ]


def _read_catalogues(
    code: str, folders: Sequence[Path], root: Path | None, problems: list[Diagnostic]
) -> CataloguePaths:
    found: CataloguePaths = []
    for folder in dict.fromkeys(folders):
        path = catalogues.find_catalogue(folder, code)
        if path:
            shown = _relative_path(path, root)
            catalogue, problems_of_file = catalogues.read_catalogue(path, shown, link_boundary(folder))
            problems += problems_of_file
            if catalogue:
                found.append((catalogue, shown))
    return found


def _wanted_words(
    found: dict[str, CataloguePaths], folders: Sequence[Path], problems: list[Diagnostic], root: Path | None
) -> set[MessageKey]:
    """Every word that any of the languages has, and every word of the templates (`messages.pot`)."""
    wanted = {key for pairs in found.values() for catalogue, _ in pairs for key in catalogue.lines}
    for folder in dict.fromkeys(folders):
        path = folder / "messages.pot"
        if path.exists():
            template, problems_of_file = catalogues.read_catalogue(
                path, _relative_path(path, root), link_boundary(folder)
            )
            problems += problems_of_file
            wanted |= set(template.lines) if template else set()
    return wanted


def _source_language(folders: Sequence[Path]) -> tuple[str, ...]:
    """The language in which the source words of the packaged folder are, where it says so."""
    template = folders[-1] / "messages.pot" if folders else None
    code = catalogues.read_template_language(template) if template else ""
    return (code,) if code else ()


def _report_missing(found: CataloguePaths, lacking: set[MessageKey]) -> list[Diagnostic]:
    """What none of a language's catalogues has, told at the one that names it, else at the last."""
    problems: list[Diagnostic] = []
    for index, (catalogue, shown) in enumerate(found):
        last = index == len(found) - 1
        lacking_here = {key for key in lacking if last or key in catalogue.lines}
        problems += catalogues.check_missing_words(catalogue, shown, lacking_here)
        lacking = lacking - lacking_here
    return problems


def _report_unfinished(found: CataloguePaths, lacking: set[MessageKey]) -> list[Diagnostic]:
    """What a catalogue of the dossier's own lacks, as warnings: each word, or how many where many."""
    problems = [problem.as_warning() for problem in _report_missing(found, lacking)]
    if len(problems) <= _MANY:
        return problems
    first = min(problem.position for problem in problems)
    order = {key: line for catalogue, _ in found for key, line in catalogue.lines.items()}
    names = ", ".join(f"“{key[1]}”" for key in sorted(lacking, key=lambda k: order.get(k, 0))[:_NAMED])
    message = f"{len(problems)} of the interface's words have no translation yet: {names} and so on"
    hint = "another language's words stand in; `dossier-timeline catalogue check` lists them all"
    return [Diagnostic(first, Code.MISSING_WORD, message, hint, Level.WARNING)]


def _make_language(
    code: str,
    found: CataloguePaths,
    stand_ins: tuple[tuple[str, Catalogue], ...],
    folders: Sequence[Path],
    root: Path | None,
) -> tuple[Language | None, Diagnostic | None]:
    locale = parse_language_locale(code, [catalogue.language for catalogue, _ in found])
    place = Position(_relative_path(_expected_path(code, folders), root))
    if locale is None:
        message = f"“{code}” is not a language whose dates and numbers we know"
        return None, Diagnostic(
            place, Code.UNKNOWN_LANGUAGE, message, "use a code as in CLDR, like pt or pt-BR"
        )
    own = tuple(catalogue for catalogue, _ in found)
    chain = (*own, *(catalogue for _, catalogue in stand_ins))
    digest = hashlib.sha256(" ".join([str(locale), *(c.digest for c in chain)]).encode()).hexdigest()[:12]
    language = Language(code, locale, own, stand_ins, digest, found[-1][1] if found else place.path)
    if found:
        return language, None
    message = f"there is no catalogue of the interface's words in “{code}”"
    if not stand_ins:
        return language, Diagnostic(
            place, Code.MISSING_CATALOGUE, f"{message}, nor in any other", _catalogue_hint(code)
        )
    message += f"; those in “{stand_ins[0][0]}” stand in"
    return language, Diagnostic(place, Code.MISSING_CATALOGUE, message, _catalogue_hint(code), Level.WARNING)


def _catalogue_hint(code: str) -> str:
    return f"`{catalogues.UPDATE_COMMAND} --language {code}` begins one"


def _expected_path(code: str, folders: Sequence[Path]) -> Path:
    folder = folders[0] if folders else Path("templates", "locales")
    return folder / code.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def _relative_path(path: Path, root: Path | None) -> str:
    if root and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return (
        Path(*path.parts[path.parts.index("locales") - 1 :]).as_posix()
        if "locales" in path.parts
        else path.name
    )
