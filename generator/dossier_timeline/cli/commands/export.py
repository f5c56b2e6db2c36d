"""`export`: the dossier in the form of another program."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.config import Config
from dossier_timeline.exports.timelinejs import write_timelinejs
from dossier_timeline.pipeline import check_and_plan
from dossier_timeline.site.language_context import LanguageContext


@click.group("export")
def command() -> None:
    """Give the dossier away in the form of another program."""


@command.command("timelinejs")
@click.option(
    "--language", metavar="LANGUAGE", help="The language of its words; the dossier's first otherwise."
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; printed otherwise."
)
@click.pass_obj
def export_timelinejs_command(config: Config, language: str | None, output: Path | None) -> None:
    """The events of the dossier in one language, as the JSON that TimelineJS shows.

    Drafts are left out, and nothing is written while the content has mistakes.
    """
    site = check_and_plan(config, read_content(config.paths)).site
    code = language or next(iter(site.languages))
    if code not in site.languages:
        raise click.BadParameter(
            f"the dossier has no language “{code}”; it has {', '.join(site.languages)}",
            param_hint="--language",
        )
    content = write_timelinejs(LanguageContext(site, config, site.languages[code]))
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)
        click.echo(f"wrote {output}")
