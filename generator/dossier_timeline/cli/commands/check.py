"""`check`: everything that a build checks, without publishing anything."""

from __future__ import annotations

import click

from dossier_timeline.build_run import check_site
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic, select_blocking
from dossier_timeline.diagnostics.reporting import (
    FORMAT_OPTION,
    OutputFormat,
    describe_counts,
    format_as_json,
    report_diagnostics,
)


@click.command("check")
@click.option("--release", is_flag=True, help="Refuse what may be looked at but not published.")
@click.option("--strict", is_flag=True, help="Warnings stop, too.")
@FORMAT_OPTION
@click.pass_obj
def command(config: Config, release: bool, strict: bool, output_format: OutputFormat) -> None:
    """Check all content and the pages that it makes.

    Exits with 0 when everything is right, with 1 when something would not be published, and with 2
    when the command or mkdocs.yml cannot be used.
    """
    release, strict = config.mode.release or release, config.mode.strict or strict
    wanted = config.with_settings(release=release, strict=strict, precompress=False)
    problems: tuple[Diagnostic, ...]
    try:
        site = check_site(wanted)
        problems, files = site.problems, len(site.files)
    except ContentError as error:
        problems, files = error.problems, 0
    stopped = bool(select_blocking(problems, strict=wanted.mode.strict))
    if output_format == "json":
        click.echo(format_as_json(problems, files=files))
    else:
        report_diagnostics(
            problems, config.paths.root, output_format, unpublished_folder=config.paths.site.name
        )
        _print_summary(problems, files, output_format, has_search=wanted.outputs.search)
    if stopped:
        raise SystemExit(ExitCode.PROBLEMS)


def _print_summary(
    problems: tuple[Diagnostic, ...], files: int, output_format: OutputFormat, *, has_search: bool
) -> None:
    if not files:
        code = next(iter(select_blocking(problems)), problems[0]).code
        click.echo(f"{describe_counts(problems)}; nothing would be published.", err=True)
        if output_format == "text":
            click.echo(f"More about one: dossier-timeline explain {code}", err=True)
    else:
        index = " and the search index" if has_search else ""
        click.echo(f"{describe_counts(problems).capitalize()}; {files} files{index} would be published.")
