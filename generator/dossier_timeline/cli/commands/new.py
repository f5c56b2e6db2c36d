"""`new`: begin a document, a page or an entry of a register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from dossier_timeline.cli.content_changes import (
    is_interactive,
    parse_words,
    read_or_exit,
    relative_schema_path,
    require_free_id,
    under_folder,
    validate_and_apply,
)
from dossier_timeline.cli.entry_forms import ENTRY_FORMS, EntryForm, collect_entry, make_options
from dossier_timeline.cli.new_fact import new_fact_command
from dossier_timeline.config import Config
from dossier_timeline.content import entry_scaffold as scaffold
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_scaffold import NewDocument
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_writing import append_entry
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier


@click.group("new")
def command() -> None:
    """Begin something new in the content; asks for what it needs on a terminal."""


def _words_option(name: str, what: str) -> Callable[[Any], Any]:
    return click.option(f"--{name}", multiple=True, metavar="LANGUAGE=WORDS", help=what)


@command.command()
@click.argument("name", metavar="ID")
@click.option("--language", help="The language in which the source is written, as a code.")
@click.option("--kind", help="What it is: the id of a kind of document in kinds.yml.")
@click.option("--date", "day", help="Its date, like 2019-03-14; the one in the id otherwise.")
@click.option("--file", "source", help="The file of its source text; ID.LANGUAGE.txt otherwise.")
@_words_option("title", "What it is called; once for each language.")
@_words_option("short", "Its title in a word or two.")
@_words_option("slug", "The last part of its address; follows from the title.")
@_words_option("description", "What it is, in a sentence or two.")
@click.pass_obj
def document(config: Config, /, name: str, language: str | None, **given: Any) -> None:
    """Begin the document ID: a folder with an explained document.yml and an empty summary in each language.

    It is a draft: `mkdocs serve` shows it, and nothing else does, until you take `draft: true` away.
    """
    reading, dossier = read_or_exit(config)
    require_free_id(reading, dossier, name)
    kinds = [kind.id for kind in dossier.kinds if kind.of == "document"]
    if not kinds:
        raise click.UsageError(
            "kinds.yml has no kind of document yet; add one, like {id: letter, of: document, name: {…}}"
        )
    kind = given["kind"] or _ask("What kind of document", kinds, scaffold.find_kind_in_id(name, kinds))
    if kind not in kinds:
        file = f"{config.paths.content_path}/kinds.yml"
        message = f"“{kind}” is no kind of document in {file}, which has {', '.join(kinds)}"
        raise click.BadParameter(f"{message}; choose one of these, or add it there", param_hint="--kind")
    day = _parse_day(given["day"] or _ask("Its date", (), scaffold.find_date_in_id(name)))
    language = language or _ask("The language of the source, as a code", (), "")
    if not language:
        raise click.UsageError("say in which language the source is written, with --language")
    words = {
        key: parse_words(given[key], dossier.languages, f"--{key}")
        for key in ("title", "short", "slug", "description")
    }
    if is_interactive():
        _ask_words(dossier, words)
    words["slug"] = {**scaffold.slugs_from_title(words["title"]), **words["slug"]}
    folder = f"{config.paths.content_path}/documents/{name}"
    new = NewDocument(name, kind, kinds, day, language, given["source"] or f"{name}.{language}.txt", **words)
    document = scaffold.scaffold_document(
        new, dossier.languages, relative_schema_path(config, config.paths.root / folder, "document.json")
    )
    validate_and_apply(config, ChangeSet(under_folder(folder, document)))
    click.echo(
        f"It is a draft. To look at it: mkdocs serve. What to do next stands in {folder}/document.yml."
    )


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


_QUESTIONS = {
    "title": "Its title in “{}” (Enter: later)",
    "short": "The same in a word or two, in “{}” (Enter: later)",
    "description": "What it is, in a sentence, in “{}” (Enter: later)",
}


def _ask_words(dossier: Dossier, words: dict[str, dict[str, str]]) -> None:
    for key, question in _QUESTIONS.items():
        for code in dossier.languages:
            if code not in words[key]:
                answer = click.prompt(question.format(code), default="", show_default=False).strip()
                words[key] |= {code: answer} if answer else {}


@command.command()
@click.argument("name", metavar="ID")
@_words_option("title", "Its title; once for each language.")
@_words_option("description", "What it is, in a sentence or two; once for each language.")
@_words_option("slug", "The last part of its address; follows from the title.")
@click.pass_obj
def page(config: Config, /, name: str, **given: Any) -> None:
    """Begin the page ID of the dossier’s own: a text in each language, each a draft."""
    reading, dossier = read_or_exit(config)
    require_free_id(reading, dossier, name)
    words = {key: parse_words(given[key], dossier.languages, f"--{key}") for key in given}
    for key, question in (("title", "Its title"), ("description", "What it is, in a sentence")):
        for code in dossier.languages:
            if code not in words[key] and is_interactive():
                words[key][code] = click.prompt(f"{question}, in “{code}”")
        missing = [code for code in dossier.languages if code not in words[key]]
        if missing:
            raise click.UsageError("say " + " ".join(f"--{key} {code}=…" for code in missing))
    slugs = dict.fromkeys(dossier.languages, name) | scaffold.slugs_from_title(words["title"]) | words["slug"]
    folder = f"{config.paths.content_path}/pages/{name}"
    page = scaffold.scaffold_page(name, dossier.languages, words["title"], slugs, words["description"])
    validate_and_apply(config, ChangeSet(under_folder(folder, page)))
    click.echo("It is a draft. To look at it: mkdocs serve.")


def _register_command(kind: str, wanted: EntryForm) -> click.Command:
    """The command that adds one entry to a register."""

    @click.pass_obj
    def add(config: Config, /, new_id: str, **given: Any) -> None:
        reading, dossier = read_or_exit(config)
        require_free_id(reading, dossier, new_id)
        entry = {"id": new_id, **collect_entry(wanted, dossier, given)}
        path = f"{config.paths.content_path}/{wanted.register}.yml"
        file = config.paths.root / path
        schema = relative_schema_path(config, config.paths.content, f"{wanted.register}.json")
        after = append_entry(
            read_plain_file(file, MAX_CONTENT_BYTES) if file.is_file() else b"", entry, schema
        )
        if after is None:
            raise click.ClickException(f"{path} is written in an unusual way; add the entry by hand")
        validate_and_apply(config, ChangeSet({path: after}))

    added: Any = add
    added = click.argument("new_id", metavar="ID")(added)
    for option in reversed(make_options(wanted)):
        added = option(added)
    return click.command(kind, help=f"Add {wanted.description} to {wanted.register}.yml.")(added)


for _kind, _wanted in ENTRY_FORMS.items():
    command.add_command(_register_command(_kind, _wanted))
command.add_command(new_fact_command)
