"""`new event` and `new quotation`: entries of a document, each proven by a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from dossier_timeline.cli.content_changes import is_interactive, parse_words
from dossier_timeline.cli.document_source import DocumentSource, open_source
from dossier_timeline.cli.passage_choice import choose_passage, passage_options, read_meant_passages
from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.cli.word_choice import choose_words
from dossier_timeline.config import Config
from dossier_timeline.evidence.date_matching import is_date_printed
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.quoted_words import prints_words
from dossier_timeline.evidence.stated_values import make_source_reader
from dossier_timeline.evidence.value_candidates import name_passage
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.sources import Passage


@click.command("event")
@click.argument("document_id", metavar="DOCUMENT")
@click.argument("date")
@click.option("--kind", help="What kind of event it is: an id of kinds.yml.")
@click.option("--title", multiple=True, metavar="LANGUAGE=WORDS", help="What happened; for each language.")
@click.option("--id", "new_id", help="Its id; of its title otherwise.")
@passage_options
@SOURCES_OPTION
@click.pass_obj
def new_event_command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document_id: str,
    date: str,
    kind: str | None,
    title: tuple[str, ...],
    new_id: str | None,
    quote: str,
    place: str | None,
    sources: Path | None,
) -> None:
    """Add an event to DOCUMENT: a DATE like 2019-03-14, or as its source prints it."""
    meant = read_meant_passages(quote, place)
    source = open_source(config, document_id, sources)
    source.require_free_id(new_id)
    titles = parse_words(title, source.dossier.languages, "--title")
    day = _read_date(source, date)
    printing = [one for one in meant.select(list_source_passages(source)) if _prints_date(source, day, one)]
    source_passage = choose_passage(printing, date, lambda _: date)
    kinds = [one.id for one in source.dossier.kinds if one.of == "event"]
    if kind is None and kinds and is_interactive():
        kind = click.prompt("What kind of event", type=click.Choice(kinds))
    if kind not in kinds:
        known = ", ".join(kinds) or "none"
        raise click.UsageError(f"say what kind of event it is with --kind: kinds.yml has {known}")
    readers = source.load_readers(titles)
    words = choose_words(source.document, readers, titles, "what happened", "--title")
    name = source.choose_id(new_id, words, "event")
    place_keys = require_passage_name(source, source_passage).place_keys
    fields = {"id": name, "date": day.text, "kind": kind, "title": words, "passage": place_keys}
    _write(source, "events", fields, source_passage)


@click.command("quotation")
@click.argument("document_id", metavar="DOCUMENT")
@click.argument("text", metavar="WORDS")
@click.option(
    "--translation", multiple=True, metavar="LANGUAGE=WORDS", help="What it means; for each other language."
)
@click.option("--id", "new_id", help="Its id; of its words otherwise.")
@passage_options
@SOURCES_OPTION
@click.pass_obj
def new_quotation_command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document_id: str,
    text: str,
    translation: tuple[str, ...],
    new_id: str | None,
    quote: str,
    place: str | None,
    sources: Path | None,
) -> None:
    """Add a quotation to DOCUMENT: WORDS as they stand in its source, word for word."""
    meant = read_meant_passages(quote, place)
    source = open_source(config, document_id, sources)
    source.require_free_id(new_id)
    translations = parse_words(translation, source.dossier.languages, "--translation")
    text = " ".join(text.split())
    printing = [one for one in meant.select(list_source_passages(source)) if prints_words(one, text)]
    source_passage = choose_passage(printing, text, lambda _: text)
    others = {
        code: reader
        for code, reader in source.load_readers(translations).items()
        if code != source.document.language
    }
    words = (
        choose_words(source.document, others, translations, "what it means", "--translation")
        if others
        else {}
    )
    name = source.choose_id(new_id, {"": text}, "quotation")
    fields = {"id": name, "text": text, **({"translation": words} if words else {})}
    fields["passage"] = require_passage_name(source, source_passage).place_keys
    _write(source, "quotations", fields, source_passage)


def _write(
    source: DocumentSource, key: str, fields: Mapping[str, Any], source_passage: SourcePassage
) -> None:
    source.write_entries({key: [fields]}, {}, {str(fields["id"])})
    click.echo(f"[[{fields['id']}]]: {describe_source_place(source_passage)}")


def list_source_passages(source: DocumentSource) -> Sequence[SourcePassage]:
    """The passages of a document's source text."""
    return source.state.texts.segmentations[source.document.id].passages


def require_passage_name(source: DocumentSource, source_passage: SourcePassage) -> Passage:
    """How content names a passage; ends the command with 1 where it can't."""
    passage = name_passage(source.state, source.document, source_passage, 0)
    if passage is None:
        raise click.ClickException("the passage has no place and no words of its own: write it by hand")
    return passage


def _read_date(source: DocumentSource, text: str) -> Edtf:
    """A date as content writes it, or as the source does. Raises `BadParameter`."""
    try:
        return parse_date(text)
    except ValueError as error:
        lexicon = source.state.texts.lexicons[source.document.id]
        stated = make_source_reader(lexicon).read_value(text)
        if not isinstance(stated.value, Edtf):
            raise click.BadParameter(str(error), param_hint="DATE") from error
        return stated.value


def _prints_date(source: DocumentSource, day: Edtf, source_passage: SourcePassage) -> bool:
    printed_values = source.state.read_values_in(source_passage, source.document)
    return is_date_printed(day, printed_values, None, source.document.date)
