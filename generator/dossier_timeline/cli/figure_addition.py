"""`new figure` and `import figure`: a table of the source as a figure, or the part of one that a file has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from dossier_timeline.cli.content_changes import is_interactive, parse_words, read_or_exit
from dossier_timeline.cli.document_source import DocumentSource, open_source
from dossier_timeline.cli.new_entries import list_source_passages, require_passage_name
from dossier_timeline.cli.passage_choice import choose_passage, passage_options, read_meant_passages
from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.cli.sheet_files import (
    DRY_RUN_OPTION,
    SHEET_OPTION,
    load_sheet,
    read_table_file,
    stop_for_problems,
)
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.cli.word_choice import choose_words
from dossier_timeline.config import Config
from dossier_timeline.content.figure_building import (
    BuiltTable,
    PlainNumber,
    PlainShare,
    TableError,
    build_table,
    describe_figure,
)
from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.evidence.figure_matching import match_figure
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Figure
from dossier_timeline.spreadsheets.published_figures import is_published_figure, read_published_figure
from dossier_timeline.spreadsheets.published_words import MAX_WORDS_BYTES, read_published_words
from dossier_timeline.spreadsheets.sheets import Sheet, SheetCell, SheetError, SheetProblem

_FIGURES_TABLE = "figures.csv"
"""In the data of a site: what each figure is; the cells of each are in a folder beside it."""


def figure_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the commands that add a figure."""
    for option in (
        SOURCES_OPTION,
        passage_options,
        click.option("--id", "new_id", help="Its id; of its title otherwise."),
        click.option(
            "--headings",
            multiple=True,
            metavar="LANGUAGE=A,B,…",
            help="The headings of its columns; those of the table otherwise, in the language of the source.",
        ),
        click.option(
            "--title", multiple=True, metavar="LANGUAGE=WORDS", help="What it shows; for each language."
        ),
    ):
        command = option(command)
    return command


@click.command("figure")
@click.argument("document_id", metavar="DOCUMENT")
@figure_options
@click.pass_obj
def new_figure_command(config: Config, /, document_id: str, **given: Any) -> None:
    """Add a figure to DOCUMENT: a table of its source.

    The part of a table that stands in a file: `import figure`.
    """
    _add_figure(config, document_id, None, **given)


@click.command("figure")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--document", "document_id", default="", metavar="ID", help="The document whose source has it.")
@figure_options
@SHEET_OPTION
@DRY_RUN_OPTION
@click.pass_obj
def import_figure_command(
    config: Config, /, file: Path, document_id: str, sheet_name: str, **given: Any
) -> None:
    """Add a figure to a document: a table of its source, or the part of one that stands in FILE.

    The first row has the headings, and each number stands in that row and column of the source's table too.
    The file of a figure in the data of a site is taken with what the tables beside it say of the figure.
    """
    sheet = load_sheet(file, sheet_name)
    if is_published_figure(sheet) and (file.parent.parent / _FIGURES_TABLE).is_file():
        _add_published_figure(config, sheet, file, given["sources"], dry_run=given["dry_run"])
        return
    if not document_id:
        raise click.UsageError("say with --document whose source has this table")
    _add_figure(config, document_id, sheet, **given)


def _add_published_figure(
    config: Config, sheet: Sheet, file: Path, sources: Path | None, *, dry_run: bool
) -> None:
    """Add a figure that a site published to its document."""
    folder = file.parent.parent
    words_file = folder / "words.csv"
    _, dossier = read_or_exit(config)
    try:
        words = read_published_words(words_file.as_posix(), read_table_file(words_file, MAX_WORDS_BYTES))
        figure = read_published_figure(
            sheet,
            file.stem,
            figures=load_sheet(folder / _FIGURES_TABLE, ""),
            columns=load_sheet(folder / "columns.csv", ""),
            words=words,
            languages=dossier.languages,
        )
    except SheetError as error:
        raise click.ClickException(str(error)) from error
    if not figure.document_id:
        raise click.ClickException(f"{file}: this figure belongs to no document; write it into figures.yml")
    source = open_source(config, figure.document_id, sources)
    source.require_free_id(file.stem)
    source.write_entries({"figures": [figure.fields]}, {}, {file.stem}, dry_run=dry_run)


def _add_figure(
    config: Config,
    document_id: str,
    sheet: Sheet | None,
    *,
    title: tuple[str, ...],
    headings: tuple[str, ...],
    new_id: str | None,
    quote: str,
    place: str | None,
    sources: Path | None,
    dry_run: bool = False,
) -> None:
    meant = read_meant_passages(quote, place)
    source = open_source(config, document_id, sources)
    source.require_free_id(new_id)
    titles = parse_words(title, source.dossier.languages, "--title")
    given = parse_words(headings, source.dossier.languages, "--headings")
    tables = [one for one in meant.select(list_source_passages(source)) if one.rows]
    source_passage = choose_passage(tables, "a table", lambda _: "")
    table = _build_sheet(source, sheet) if sheet else _build_source_table(source, source_passage)
    readers = source.load_readers({**titles, **given})
    _require_words(source.document, readers, table, given, titles)
    labels = _choose_headings(source, readers, table, given)
    words = choose_words(source.document, readers, titles, "what it shows", "--title")
    name = source.choose_id(new_id, words, "figure")
    passage = require_passage_name(source, source_passage)
    fields = describe_figure(name, words, table, labels, passage, source_passage.rows[0])
    if sheet:
        _compare_with_source(source, sheet, Figure.model_validate(fields), source_passage)
    source.write_entries({"figures": [fields]}, {}, {name}, dry_run=dry_run)
    if not dry_run:
        click.echo(f"[[{name}]]: {describe_source_place(source_passage)}")


def _build_source_table(source: DocumentSource, source_passage: SourcePassage) -> BuiltTable:
    try:
        return build_table(source_passage.rows, source.state.texts.lexicons[source.document.id])
    except TableError as error:
        where = f"{describe_source_place(source_passage)}, row {error.row + 1}"
        column = f", column {error.column + 1}" if error.column else ""
        raise click.ClickException(f"{where}{column}: {error}") from error


def _build_sheet(source: DocumentSource, sheet: Sheet) -> BuiltTable:
    """The table of a file; ends the command with 1 for cells that can't be taken."""
    faulty = [
        SheetProblem(row, column, cell.text)
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if cell.kind == "faulty"
    ]
    stop_for_problems(sheet, faulty)
    rows = [[_write_cell(cell) for cell in row] for row in sheet.rows]
    try:
        return build_table(rows, source.state.texts.lexicons[source.document.id])
    except TableError as error:
        stop_for_problems(sheet, [SheetProblem(error.row, error.column or None, str(error))])
        raise


def _write_cell(cell: SheetCell) -> str:
    if cell.kind == "share":
        return PlainShare(cell.text)
    return PlainNumber(cell.text) if cell.kind == "number" else cell.text


def _compare_with_source(
    source: DocumentSource, sheet: Sheet, figure: Figure, source_passage: SourcePassage
) -> None:
    """End the command with 1 where a cell of a file isn't printed in the table of the source."""

    def locate(*path: str | int) -> Position:
        row = path[1] + 1 if path[0] == "rows" and isinstance(path[1], int) else 0
        return Position(sheet.path, row)

    lexicon = source.state.texts.lexicons[source.document.id]
    check = match_figure(figure, source_passage, source.dossier, lexicon, source.document.language, locate)
    stop_for_problems(
        sheet, [SheetProblem(one.position.line, None, one.message, one.hint) for one in check.problems]
    )


def _require_words(
    document: Document,
    readers: Mapping[str, SummaryReader],
    table: BuiltTable,
    headings: Mapping[str, str],
    titles: Mapping[str, str],
) -> None:
    """Raise `UsageError` that names all words for which nobody is there to be asked."""
    if is_interactive():
        return
    lacking: list[str] = []
    unheaded = [code for code in readers if code not in headings and code != document.language]
    if unheaded and not (document.draft and len(unheaded) < len(readers)):
        named = ", ".join(f"“{column.heading}”" for column in table.columns)
        wanted = ",".join("…" for _ in table.columns)
        options = " ".join(f"--headings {code}={wanted}" for code in unheaded)
        lacking.append(f"the headings {named} with {options}")
    untitled = [code for code in readers if code not in titles]
    if untitled and not (document.draft and titles):
        lacking.append("what it shows with " + " ".join(f"--title {code}=…" for code in untitled))
    if lacking:
        raise click.UsageError("say " + ", and ".join(lacking))


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
        _choose_heading(source, readers, split, index, column.heading)
        for index, column in enumerate(table.columns)
    ]


def _choose_heading(
    source: DocumentSource,
    readers: Mapping[str, SummaryReader],
    given: Mapping[str, Sequence[str]],
    index: int,
    heading: str,
) -> dict[str, str]:
    return choose_words(
        source.document,
        readers,
        {code: several[index] for code, several in given.items()},
        f"the heading “{heading}”",
        "--headings",
        heading,
    )
