"""`new`: begin a document, a page or an entry of a register."""

from __future__ import annotations

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
from dossier_timeline.cli.figure_addition import new_figure_command
from dossier_timeline.cli.new_document import (
    add_document_options,
    require_document_options,
    scaffold_new_document,
    words_option,
)
from dossier_timeline.cli.new_entries import new_event_command, new_quotation_command
from dossier_timeline.cli.new_fact import new_fact_command
from dossier_timeline.config import Config
from dossier_timeline.content import entry_scaffold as scaffold
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_writing import append_entry
from dossier_timeline.file_reading import read_plain_file


@click.group("new")
def command() -> None:
    """Begin something new in the content; asks for what it needs on a terminal."""


@command.command()
@click.argument("name", metavar="ID")
@add_document_options
@click.option("--file", "source", help="The file of its source text; ID.LANGUAGE.txt otherwise.")
@click.pass_obj
def document(config: Config, /, name: str, source: str | None, **given: Any) -> None:
    """Begin the document ID: a folder with an explained document.yml and an empty summary in each language.

    It is a draft: `mkdocs serve` shows it, and nothing else does, until you take `draft: true` away.
    """
    reading, dossier = read_or_exit(config)
    require_document_options(config, reading, dossier, name, given)
    new_document = scaffold_new_document(config, dossier, name, given, source)
    validate_and_apply(config, ChangeSet(new_document.files))
    click.echo(
        "It is a draft. To look at it: mkdocs serve. What to do next stands in "
        f"{config.paths.content_path}/documents/{name}/document.yml."
    )


@command.command()
@click.argument("name", metavar="ID")
@words_option("title", "Its title; once for each language.")
@words_option("description", "What it is, in a sentence or two; once for each language.")
@words_option("slug", "The last part of its address; follows from the title.")
@click.pass_obj
def page(config: Config, /, name: str, **given: Any) -> None:
    """Begin the page ID of the dossier’s own: a text in each language, each a draft."""
    reading, dossier = read_or_exit(config)
    require_free_id(reading, dossier, name)
    words = {key: parse_words(given[key], dossier.languages, f"--{key}") for key in given}
    for key, question in (("title", "Its title"), ("description", "What it is, in a sentence")):
        for code in dossier.finished_languages:
            if code not in words[key] and is_interactive():
                words[key][code] = click.prompt(f"{question}, in “{code}”")
        missing = [code for code in dossier.finished_languages if code not in words[key]]
        if missing:
            raise click.UsageError("say " + " ".join(f"--{key} {code}=…" for code in missing))
    languages = [
        code for code in dossier.languages if code in words["title"] and code in words["description"]
    ]
    slugs = dict.fromkeys(languages, name) | scaffold.slugs_from_title(words["title"]) | words["slug"]
    folder = f"{config.paths.content_path}/pages/{name}"
    page = scaffold.scaffold_page(name, languages, words["title"], slugs, words["description"])
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
for _entry_command in (new_fact_command, new_event_command, new_quotation_command, new_figure_command):
    command.add_command(_entry_command)
