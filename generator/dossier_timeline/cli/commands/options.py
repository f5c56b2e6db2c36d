"""`options`: every option of the plugin, as a page of documentation."""

from __future__ import annotations

import click

from dossier_timeline.mkdocs_plugin.option_schema import options_page

NEEDS_NO_SETTINGS = True


@click.command("options")
def command() -> None:
    """Print what the plugin's options in mkdocs.yml may be, as Markdown."""
    click.echo(options_page(), nl=False)
