"""`schema`: the JSON Schemas by which an editor completes and checks content files."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import Config
from dossier_timeline.content.schemas import make_schemas, schema_text
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file

SCHEMA_FOLDER = "schemas"


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is not up to date.")
@click.pass_obj
def command(config: Config, *, check: bool) -> None:
    """Write the schemas of all content files to the folder `schemas`."""
    folder = config.paths.root / SCHEMA_FOLDER
    behind = find_outdated_schemas(folder)
    for path in behind if check else ():
        click.echo(f"{path.relative_to(folder.parent)} is not up to date", err=True)
    if check and behind:
        raise SystemExit(ExitCode.PROBLEMS)
    for path, text in ({} if check else behind).items():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"wrote {path.relative_to(folder.parent)}")


def find_outdated_schemas(folder: Path) -> dict[Path, str]:
    """The files whose text is not what it should be, with what it should be."""
    wanted = {folder / name: schema_text(schema) for name, schema in make_schemas().items()}
    return {
        path: text
        for path, text in wanted.items()
        if not path.is_file() or read_plain_file(path, LARGEST_LIST) != text.encode()
    }
