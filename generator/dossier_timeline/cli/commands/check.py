"""`check`: everything that a build checks, without publishing anything."""

from __future__ import annotations

import click

from dossier_timeline.config import Config
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic, errors
from dossier_timeline.diagnostics.reporting import OPTION, Format, as_json, counted, tell
from dossier_timeline.pipeline import made


@click.command("check")
@click.option("--release", is_flag=True, help="Refuse what may be looked at but not published.")
@click.option("--strict", is_flag=True, help="Warnings stop, too.")
@OPTION
@click.pass_obj
def command(config: Config, release: bool, strict: bool, form: Format) -> None:
    """Check all content and the pages that it makes.

    Exits with 0 when everything is right, with 1 when something would not be published, and with 2
    when the command or mkdocs.yml cannot be used.
    """
    release, strict = config.mode.release or release, config.mode.strict or strict
    wanted = config.with_settings(release=release, strict=strict, precompress=False)
    problems: tuple[Diagnostic, ...]
    try:
        site = made(wanted)
        problems, files = site.problems, len(site.files)
    except ContentError as error:
        problems, files = error.problems, 0
    stopped = bool(errors(problems, strict=wanted.mode.strict))
    if form == "json":
        click.echo(as_json(problems, files=files))
    else:
        tell(problems, config.paths.root, form, made=config.paths.site.name)
        _summed_up(problems, files, form)
    if stopped:
        raise SystemExit(1)


def _summed_up(problems: tuple[Diagnostic, ...], files: int, form: Format) -> None:
    if not files:
        code = next(iter(errors(problems)), problems[0]).code
        click.echo(f"{counted(problems)}; nothing would be published.", err=True)
        if form == "text":
            click.echo(f"More about one: dossier-timeline explain {code}", err=True)
    else:
        click.echo(f"{counted(problems).capitalize()}; {files} files would be published.")
