"""The option `--sources`, which several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.config import ProjectPaths

SOURCES_OPTION = click.option(
    "--sources",
    envvar="SOURCES",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the source texts (also SOURCES in the environment).",
)


def require_sources(sources: Path | None, paths: ProjectPaths) -> Path:
    """The folder of source texts that was given, or the configured one. Raises `UsageError` without any."""
    folder = sources or paths.sources
    if folder is None:
        raise click.UsageError("say where the source texts are, with --sources FOLDER or SOURCES=FOLDER")
    return folder
