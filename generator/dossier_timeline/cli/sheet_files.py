"""Files with tables as commands take them, and what is said of their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from babel import Locale, UnknownLocaleError

from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.spreadsheets.sheet_reading import MAX_SHEET_BYTES, read_sheet
from dossier_timeline.spreadsheets.sheets import Sheet, SheetError, SheetProblem

_MOST_HIDDEN_SHOWN = 20
SHEET_OPTION = click.option(
    "--sheet", "sheet_name", default="", help="Which sheet of a workbook, by its name."
)
DRY_RUN_OPTION = click.option(
    "--dry-run", is_flag=True, help="Show what would be written, and write nothing."
)


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a table with a row for each entry is read."""
    for option in (
        click.option(
            "--locale",
            metavar="LOCALE",
            help="How dates and numbers are written in it, like nl or en-US: for 31/12/2014 and 1.203,5.",
        ),
        click.option("--language", default="", help="The language of words whose column doesn't name one."),
        click.option(
            "--leave-out", "ignored", multiple=True, metavar="COLUMN", help="A column that isn't taken."
        ),
        click.option("--only-new", is_flag=True, help="Leave out rows whose id is there already."),
        click.option(
            "--words",
            "words_file",
            type=click.Path(path_type=Path),
            help="The words.csv of a site's data, where the table has ids and no words; the one beside it "
            "otherwise.",
        ),
        SHEET_OPTION,
        DRY_RUN_OPTION,
    ):
        command = option(command)
    return command


def load_sheet(file: Path, sheet_name: str) -> Sheet:
    """The table of a file. Raises `ClickException`."""
    try:
        sheet = read_sheet(file.as_posix(), read_table_file(file), sheet_name)
    except SheetError as error:
        raise click.ClickException(str(error)) from error
    if sheet.hidden:
        rows = ", ".join(map(str, sheet.hidden[:_MOST_HIDDEN_SHOWN]))
        more = ", …" if len(sheet.hidden) > _MOST_HIDDEN_SHOWN else ""
        click.echo(f"{file}: rows that are hidden in it are read, too: {rows}{more}", err=True)
    return sheet


def read_table_file(file: Path, max_bytes: int = MAX_SHEET_BYTES) -> bytes:
    """The bytes of a file. Raises `ClickException`."""
    try:
        return read_plain_file(file, max_bytes)
    except OSError as error:
        raise click.ClickException(f"{file}: {diagnose_unread_file(error, file.name).message}") from error


def read_locale(name: str | None) -> Locale | None:
    """The locale that was told. Raises `BadParameter`."""
    if not name:
        return None
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise click.BadParameter(
            f"“{name}” is no locale; write a language, or a language and a country, like nl or en-US",
            param_hint="--locale",
        ) from error


def stop_for_problems(sheet: Sheet, problems: Iterable[SheetProblem]) -> None:
    """End the command with 1 after telling all that can't be taken, if there is anything."""
    found = sorted(problems, key=lambda one: (one.row, -1 if one.column is None else one.column))
    if not found:
        return
    for one in found:
        click.echo(f"{sheet.describe_position(one.row, one.column)}: {one}", err=True)
    rows = len({one.row for one in found})
    which = "1 row can't be taken as it is" if rows == 1 else f"{rows} rows can't be taken as they are"
    click.echo(f"{which}; nothing was changed.", err=True)
    raise SystemExit(ExitCode.PROBLEMS)
