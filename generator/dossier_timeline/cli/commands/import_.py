"""`import`: rows of a spreadsheet become entries, each proven like one that is written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier_timeline.cli.figure_addition import import_figure_command
from dossier_timeline.cli.sheet_files import table_options
from dossier_timeline.cli.sheet_import import ImportOptions, import_table
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.config import Config
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.registers import Actor
from dossier_timeline.model.story import Event

_FILE = click.argument("file", type=click.Path(path_type=Path))
_DOCUMENT_OPTION = click.option(
    "--document",
    "document_id",
    default="",
    metavar="ID",
    help="The document; else the column “document” says it.",
)


@click.group("import")
def command() -> None:
    """Take a table over into the content: a spreadsheet in CSV, XLSX or ODS.

    Its first row has the names of the columns. Either all rows are written or none.
    """


@command.command("events")
@_FILE
@_DOCUMENT_OPTION
@click.option("--kind", default="", metavar="ID", help="The kind of events whose row says none.")
@table_options
@SOURCES_OPTION
@click.pass_obj
def import_events_command(config: Config, /, file: Path, kind: str, **given: Any) -> None:
    """Add events to a document, from a table of the dossier's own fields or one made for TimelineJS.

    Each is proven by the passage that its row names, or the only one that prints its date.
    """
    defaults = {"kind": kind} if kind else {}
    import_table(config, Event, file, ImportOptions(**given, defaults=defaults))


@command.command("facts")
@_FILE
@_DOCUMENT_OPTION
@click.option(
    "--work", "work_id", default="", metavar="ID", help="The work in which they stand, whose text isn't held."
)
@table_options
@SOURCES_OPTION
@click.pass_obj
def import_facts_command(config: Config, /, file: Path, **given: Any) -> None:
    """Add facts to a document, or to a work whose text isn't held.

    Those of a document are proven by the passage that the row names, or the only one that prints the value.
    """
    import_table(config, Fact, file, ImportOptions(**given))


@command.command("actors")
@_FILE
@click.option("--kind", default="", help="What those are whose row doesn't say: person, body or group.")
@table_options
@click.pass_obj
def import_actors_command(config: Config, /, file: Path, kind: str, **given: Any) -> None:
    """Add people, bodies and groups to actors.yml."""
    import_table(config, Actor, file, ImportOptions(**given, defaults={"kind": kind} if kind else {}))


command.add_command(import_figure_command)
