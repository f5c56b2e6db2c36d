"""`catalogue`: the interface's words, taken from templates and code, and their translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from babel.messages.catalog import Message

from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import OWN_TEMPLATES, Config
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from dossier_timeline.languages import catalogues, extraction
from dossier_timeline.languages.doubtful_words import list_doubtful_words
from dossier_timeline.languages.language import parse_language_locale


@click.group("catalogue")
def command() -> None:
    """The words of the interface: find them, bring the catalogues up to date, check them."""


@command.command()
@click.pass_obj
def extract(config: Config) -> None:
    """Print every word of the templates and the code, as a template for catalogues."""
    own, packaged = _template_folders(config)
    words = extraction.extract_messages(own, packaged)
    click.echo(extraction.write_template(words, source=_source_language(packaged)), nl=False)


@command.command()
@click.option("--language", "begin", multiple=True, help="Begin a catalogue of another language.")
@click.option("--drop-unused", is_flag=True, help="Forget the translations of words no longer used.")
@click.pass_obj
def update(config: Config, begin: tuple[str, ...], drop_unused: bool) -> None:
    """Add new words to the catalogues, keeping every translation.

    New words are left empty. Words that are no longer used are kept as comments at the end, and come
    back with their translation when they are used again.
    """
    own, packaged = _template_folders(config)
    messages = extraction.extract_messages(own, packaged)
    folder = own / "locales"
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / "messages.pot"
    if messages or template.exists():
        template.write_text(
            extraction.write_template(messages, source=_source_language(packaged)), encoding="utf-8"
        )
    for language in sorted({*extraction.list_languages(folder), *begin}):
        if parse_language_locale(language) is None:
            raise click.BadParameter(f"“{language}” is not a language whose dates and numbers we know")
        path = catalogues.find_catalogue(folder, language) or extraction.catalogue_path(folder, language)
        words = required_words(language, messages, own, packaged)
        text, empty = extraction.update_catalogue(path, language, words, drop_unused=drop_unused)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"{_display_path(path, own)}: {len(words)} words, {empty} without a translation")


def required_words(language: str, messages: list[Message], own: Path, packaged: Path) -> list[Message]:
    """The words that the own catalogue of a language should have.

    Those of the own templates, and before them all of the package's words; where the package has a
    catalogue of this language, only those for which the own one has other words.
    """
    if own == packaged:
        return messages
    theirs = extraction.list_template_words(packaged / "locales")
    if catalogues.find_catalogue(packaged / "locales", language):
        path = catalogues.find_catalogue(own / "locales", language)
        has_words = extraction.list_translated_keys(path) if path else set()
        theirs = [message for message in theirs if catalogues.message_key(message) in has_words]
    return [*theirs, *messages]


@command.command()
@click.option(
    "--most",
    default=10,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many missing words of each catalogue are told one by one; 0 for all.",
)
@click.option(
    "--doubtful",
    is_flag=True,
    help="List the words that a reader of the language is to confirm, those that come with the package too.",
)
@click.pass_obj
def check(config: Config, most: int, doubtful: bool) -> None:
    """Say which words lack a translation, and what is wrong in the catalogues; exits with 1 then.

    Words that a translator's comment marks with “to be confirmed by a reader: …” are no mistake. How many
    the dossier's own catalogues have is told.
    """
    own, packaged = _template_folders(config)
    problems = sort_diagnostics(_find_problems(own, packaged))
    for line in _format_problems(problems, most):
        click.echo(line, err=True)
    for line in _describe_doubts(dict.fromkeys((own, packaged) if doubtful else (own,)), one_by_one=doubtful):
        click.echo(line)
    if problems:
        raise SystemExit(ExitCode.PROBLEMS)
    click.echo("Every word of the interface has its translation.")


def _format_problems(problems: Sequence[Diagnostic], most: int) -> Iterator[str]:
    """What is wrong, the first missing words of each catalogue, and how many each lacks."""
    missing: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        if problem.code == Code.MISSING_WORD:
            missing.setdefault(problem.position.path, []).append(problem)
        else:
            yield str(problem)
    for path, several in missing.items():
        shown = several[:most] if most else several
        yield from map(str, shown)
        more = "" if len(shown) == len(several) else f", {len(several) - len(shown)} of them not told here"
        yield f"{path}: {len(several)} of the words have no translation yet{more} (--most 0 tells of all)"


def _describe_doubts(templates: Iterable[Path], *, one_by_one: bool) -> Iterator[str]:
    """The words of catalogues that a reader is to confirm: each, or how many there are."""
    for path, place in _list_catalogues(templates):
        catalogue, _ = catalogues.read_catalogue(path, place)
        found = list_doubtful_words(path) if catalogue else []
        if one_by_one:
            for word in found:
                pair = f"“{word.words}” is “{word.translation}”"
                yield f"{place}:{word.line}: {pair}. To be confirmed: {word.doubt}"
        elif found:
            yield f"{place}: words to be confirmed by a reader: {len(found)} (--doubtful lists them)"


def _list_catalogues(templates: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each catalogue in folders of templates, with the path to show for it."""
    for folder in templates:
        for language in extraction.list_languages(folder / "locales"):
            path = catalogues.find_catalogue(folder / "locales", language)
            if path is not None:
                yield path, _display_path(path, folder)


def _find_problems(own: Path, packaged: Path) -> list[Diagnostic]:
    folder = own / "locales"
    messages = extraction.extract_messages(own, packaged)
    problems: list[Diagnostic] = []
    for language in extraction.list_languages(folder):
        path = catalogues.find_catalogue(folder, language)
        if path is None:
            continue
        place = _display_path(path, own)
        catalogue, flaws = catalogues.read_catalogue(path, place, folder)
        problems += flaws
        if catalogue:
            keys = {
                catalogues.message_key(message)
                for message in required_words(language, messages, own, packaged)
            }
            problems += catalogues.check_missing_words(catalogue, place, keys)
    return problems


def _template_folders(config: Config) -> tuple[Path, Path]:
    """The dossier's own folder of templates, and the packaged one (which may be the same)."""
    own, packaged = config.paths.templates[0], config.paths.templates[-1]
    # Where there are none of its own, they begin beside the configuration, never in the package.
    return (
        own if own != packaged or own.is_relative_to(config.paths.root) else config.paths.root / OWN_TEMPLATES
    ), packaged


def _source_language(packaged: Path) -> str:
    """The language of the source words."""
    return catalogues.read_template_language(packaged / "locales" / "messages.pot")


def _display_path(path: Path, own: Path) -> str:
    return path.relative_to(own.parent).as_posix()
