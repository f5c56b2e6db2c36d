"""`fields`: every field of every content file, as a page of documentation."""

from __future__ import annotations

import click

from dossier_timeline.content.fields_page import make_fields_page

NEEDS_NO_SETTINGS = True


@click.command("fields")
def command() -> None:
    """Print what every content file may hold, as Markdown."""
    click.echo(make_fields_page(), nl=False)
