"""A new document: its options, the questions about it and its files, for `new document` and `source add`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from dossier_timeline.cli.content_changes import (
    is_interactive,
    parse_words,
    relative_schema_path,
    require_free_id,
    under_folder,
)
from dossier_timeline.config import Config
from dossier_timeline.content import entry_scaffold as scaffold
from dossier_timeline.content.entry_scaffold import NewDocument
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier

_Command = TypeVar("_Command")


def words_option(name: str, what: str) -> Callable[[Any], Any]:
    """An option that takes words in each language."""
    return click.option(f"--{name}", multiple=True, metavar="LANGUAGE=WORDS", help=what)


_OPTIONS = (
    click.option("--language", help="The language in which the source is written, as a code."),
    click.option("--kind", help="What it is: the id of a kind of document in kinds.yml."),
    click.option("--date", "day", help="Its date, like 2019-03-14; the one in the id otherwise."),
    words_option("title", "What it is called; once for each language."),
    words_option("short", "Its title in a word or two."),
    words_option("slug", "The last part of its address; follows from the title."),
    words_option("description", "What it is, in a sentence or two."),
)
_WORD_KEYS = ("title", "short", "slug", "description")
_QUESTIONS = {
    "title": "Its title in “{}” (Enter: later)",
    "short": "The same in a word or two, in “{}” (Enter: later)",
    "description": "What it is, in a sentence, in “{}” (Enter: later)",
}


@dataclass(frozen=True, slots=True)
class DocumentScaffold:
    """A new document: the name of its source text, and its files by path from the project's folder."""

    text_name: str
    files: Mapping[str, bytes]


def add_document_options(command: _Command) -> _Command:
    """Give a command the options that tell what a new document is."""
    decorated: Any = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    answer: _Command = decorated
    return answer


def refuse_document_options(document_id: str, given: Mapping[str, Any]) -> None:
    """Raise `UsageError` where options tell what a document is that is there already."""
    options = [f"--{'date' if key == 'day' else key}" for key, value in given.items() if value]
    if options:
        raise click.UsageError(
            f"“{document_id}” is there already: leave {' and '.join(options)} out, and change what it is "
            "in its document.yml"
        )


def require_document_options(
    config: Config, reading: ContentReading, dossier: Dossier, name: str, given: Mapping[str, Any]
) -> None:
    """Raise `UsageError` where a document can't be begun with these options and whatever is asked for."""
    require_free_id(reading, dossier, name)
    kinds = _list_kinds(dossier)
    kind, day = given["kind"], given["day"] or scaffold.find_date_in_id(name)
    if not kinds:
        raise click.UsageError(
            "kinds.yml has no kind of document yet; add one, like {id: letter, of: document, name: {…}}"
        )
    if kind and kind not in kinds:
        file = f"{config.paths.content_path}/kinds.yml"
        message = f"“{kind}” is no kind of document in {file}, which has {', '.join(kinds)}"
        raise click.BadParameter(f"{message}; choose one of these, or add it there", param_hint="--kind")
    if day or not is_interactive():
        _parse_day(day)
    if not given["language"] and not is_interactive():
        raise click.UsageError("say in which language the source is written, with --language")
    for key in _WORD_KEYS:
        parse_words(given[key], dossier.languages, f"--{key}")


def scaffold_new_document(
    config: Config, dossier: Dossier, name: str, given: Mapping[str, Any], source_file: str | None = None
) -> DocumentScaffold:
    """A new document, from its options and what is asked for now. Raises `UsageError`."""
    kinds = _list_kinds(dossier)
    kind = given["kind"] or _ask("What kind of document", kinds, scaffold.find_kind_in_id(name, kinds))
    day = _parse_day(given["day"] or _ask("Its date, like 2019-03-14", (), scaffold.find_date_in_id(name)))
    language = given["language"] or _ask("The language of the source, as a code", (), "")
    words = {key: parse_words(given[key], dossier.languages, f"--{key}") for key in _WORD_KEYS}
    if is_interactive():
        _ask_words(dossier, words)
    words["slug"] = {**scaffold.slugs_from_title(words["title"]), **words["slug"]}
    folder = f"{config.paths.content_path}/documents/{name}"
    new = NewDocument(name, kind, kinds, day, language, source_file or f"{name}.{language}.txt", **words)
    schema = relative_schema_path(config, config.paths.root / folder, "document.json")
    files = under_folder(folder, scaffold.scaffold_document(new, dossier.languages, schema))
    return DocumentScaffold(new.file, files)


def _list_kinds(dossier: Dossier) -> list[str]:
    return [kind.id for kind in dossier.kinds if kind.of == "document"]


def _ask(question: str, choices: Sequence[str], default: str) -> str:
    """The answer of whoever is there; otherwise the default."""
    if not is_interactive():
        return default
    kind = click.Choice(choices) if choices else None
    answer: str = click.prompt(question, default=default or None, type=kind)
    return answer


def _parse_day(text: str) -> str:
    if not text:
        raise click.UsageError("say its date, with --date 2019-03-14")
    try:
        return parse_date(text).text
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from error


def _ask_words(dossier: Dossier, words: dict[str, dict[str, str]]) -> None:
    for key, question in _QUESTIONS.items():
        for code in dossier.languages:
            if code not in words[key]:
                answer = click.prompt(question.format(code), default="", show_default=False).strip()
                words[key] |= {code: answer} if answer else {}
