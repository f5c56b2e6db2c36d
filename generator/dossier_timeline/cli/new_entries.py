"""`new event`, `new quotation` and `new figure`: entries of a document, each proven by a passage."""

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
from dossier_timeline.content.csv_reading import CsvError, CsvTable, read_csv
from dossier_timeline.content.figure_building import BuiltTable, TableError, build_table, describe_figure
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.date_matching import is_date_printed
from dossier_timeline.evidence.figure_matching import match_figure
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.stated_values import SummaryReader, make_source_reader
from dossier_timeline.evidence.value_candidates import name_passage
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.facts import Figure
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
    printing = [one for one in meant.select(_list_passages(source)) if _prints_date(source, day, one)]
    source_passage = choose_passage(printing, date, lambda _: date)
    kinds = [one.id for one in source.dossier.kinds if one.of == "event"]
    if kind is None and kinds and is_interactive():
        kind = click.prompt("What kind of event", type=click.Choice(kinds))
    if kind not in kinds:
        known = ", ".join(kinds) or "none"
        raise click.UsageError(f"say what kind of event it is with --kind: kinds.yml has {known}")
    readers = source.load_readers()
    words = choose_words(source.document, readers, titles, "what happened", "--title")
    name = source.choose_id(new_id, words, "event")
    place_keys = _name_passage(source, source_passage).place_keys
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
    printing = [
        one
        for one in meant.select(_list_passages(source))
        if any(find_whole_words(text, reading) for reading in one.readings)
    ]
    source_passage = choose_passage(printing, text, lambda _: text)
    others = {
        code: reader for code, reader in source.load_readers().items() if code != source.document.language
    }
    words = (
        choose_words(source.document, others, translations, "what it means", "--translation")
        if others
        else {}
    )
    name = source.choose_id(new_id, {"": text}, "quotation")
    fields = {"id": name, "text": text, **({"translation": words} if words else {})}
    fields["passage"] = _name_passage(source, source_passage).place_keys
    _write(source, "quotations", fields, source_passage)


@click.command("figure")
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="A file with its cells.")
@click.option("--title", multiple=True, metavar="LANGUAGE=WORDS", help="What it shows; for each language.")
@click.option(
    "--headings",
    multiple=True,
    metavar="LANGUAGE=A,B,…",
    help="The headings of its columns; those of the table otherwise, in the language of the source.",
)
@click.option("--id", "new_id", help="Its id; of its title otherwise.")
@passage_options
@SOURCES_OPTION
@click.pass_obj
def new_figure_command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document_id: str,
    csv_file: Path | None,
    title: tuple[str, ...],
    headings: tuple[str, ...],
    new_id: str | None,
    quote: str,
    place: str | None,
    sources: Path | None,
) -> None:
    """Add a figure to DOCUMENT: a table of its source, or the part of one that stands in a CSV file.

    Its first row has the headings, and each number stands in that row and column of the source's table too.
    """
    meant = read_meant_passages(quote, place)
    csv_table = _read_csv_file(csv_file) if csv_file else None
    source = open_source(config, document_id, sources)
    source.require_free_id(new_id)
    titles = parse_words(title, source.dossier.languages, "--title")
    given = parse_words(headings, source.dossier.languages, "--headings")
    tables = [one for one in meant.select(_list_passages(source)) if one.rows]
    source_passage = choose_passage(tables, "a table", lambda _: "")
    table = _build_figure(source, csv_table, source_passage)
    readers = source.load_readers()
    labels = _choose_headings(source, readers, table, given)
    words = choose_words(source.document, readers, titles, "what it shows", "--title")
    name = source.choose_id(new_id, words, "figure")
    fields = describe_figure(name, words, table, labels, _name_passage(source, source_passage))
    if csv_table:
        _compare_with_source(source, csv_table, Figure.model_validate(fields), source_passage)
    _write(source, "figures", fields, source_passage)


def _write(
    source: DocumentSource, key: str, fields: Mapping[str, Any], source_passage: SourcePassage
) -> None:
    source.write_entries({key: [fields]}, {}, {str(fields["id"])})
    click.echo(f"[[{fields['id']}]]: {describe_source_place(source_passage)}")


def _list_passages(source: DocumentSource) -> Sequence[SourcePassage]:
    return source.state.texts.segmentations[source.document.id].passages


def _name_passage(source: DocumentSource, source_passage: SourcePassage) -> Passage:
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


def _read_csv_file(file: Path) -> CsvTable:
    try:
        return read_csv(file.as_posix(), read_plain_file(file, MAX_CONTENT_BYTES))
    except OSError as error:
        raise click.ClickException(f"{file}: {diagnose_unread_file(error, file.name).message}") from error
    except CsvError as error:
        raise click.ClickException(str(error)) from error


def _build_figure(
    source: DocumentSource, csv_table: CsvTable | None, source_passage: SourcePassage
) -> BuiltTable:
    rows = csv_table.rows if csv_table else source_passage.rows
    try:
        return build_table(rows, source.state.texts.lexicons[source.document.id])
    except TableError as error:
        where = (
            csv_table.describe_position(error.row)
            if csv_table
            else f"{describe_source_place(source_passage)}, row {error.row + 1}"
        )
        column = f", column {error.column + 1}" if error.column else ""
        raise click.ClickException(f"{where}{column}: {error}") from error


def _compare_with_source(
    source: DocumentSource, csv_table: CsvTable, figure: Figure, source_passage: SourcePassage
) -> None:
    """End the command with 1 where a cell of a CSV file isn't printed in the table of the source."""

    def locate(*path: str | int) -> Position:
        row = path[1] + 1 if path[0] == "rows" and isinstance(path[1], int) else 0
        return Position(csv_table.path, csv_table.lines[row])

    lexicon = source.state.texts.lexicons[source.document.id]
    check = match_figure(figure, source_passage, source.dossier, lexicon, source.document.language, locate)
    if check.problems:
        report_diagnostics(check.problems, Path())
        raise click.ClickException(f"{csv_table.path} isn't what the source prints, so nothing was changed")


def _choose_headings(
    source: DocumentSource, readers: Mapping[str, SummaryReader], table: BuiltTable, given: Mapping[str, str]
) -> list[dict[str, str]]:
    """The heading of each column, by language."""
    split = {code: [word.strip() for word in words.split(",")] for code, words in given.items()}
    for code, several in split.items():
        if len(several) != len(table.columns):
            count = len(table.columns)
            raise click.BadParameter(
                f"give {count} headings in “{code}”, one for each column", param_hint="--headings"
            )
    return [
        choose_words(
            source.document,
            readers,
            {code: several[index] for code, several in split.items()},
            f"the heading “{column.heading}”",
            "--headings",
            column.heading,
        )
        for index, column in enumerate(table.columns)
    ]
