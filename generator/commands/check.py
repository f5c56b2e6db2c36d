"""`check`: everything that a build checks, without publishing anything."""

from __future__ import annotations

import click

from generator.config import Config
from generator.problems import ContentError


@click.command()
@click.option("--release", is_flag=True, help="Refuse what may be looked at but not published.")
@click.option("--strict", is_flag=True, help="Warnings stop, too.")
@click.pass_obj
def command(config: Config, release: bool, strict: bool) -> None:
    """Check all content and the pages that it makes; exits with 1 when something is wrong."""
    import dataclasses

    from generator.build import made

    wanted = dataclasses.replace(config, release=config.release or release, strict=config.strict or strict)
    try:
        site = made(wanted)
    except ContentError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None
    for problem in site.problems:
        click.echo(str(problem), err=True)
    click.echo(f"No errors; {len(site.problems)} warning(s), {len(site.files)} files would be published.")
