"""The command line: `python -m generator COMMAND`.

Every command stands in a module of `generator.commands` as `command`; this file only gathers them
and gives them the settings of mkdocs.yml. A module with `NEEDS_NO_SETTINGS = True` gets none: its
command also runs where there is no dossier.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import click

from generator import __version__, commands
from generator.problems import ContentError


def _module(name: str) -> Any:
    return importlib.import_module(f"generator.commands.{name}")


class _Commands(click.Group):
    """The modules of `generator.commands`, imported when they're asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = _module(cmd_name).command
        return command if isinstance(command, click.Command) else None


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("-f", "--config-file", default="mkdocs.yml", show_default=True, help="The configuration.")
@click.option("--strict", is_flag=True, help="Warnings stop, too.")
@click.option("--release", is_flag=True, help="Refuse what may be looked at but not published.")
@click.option("--sources", envvar="SOURCES", default=None, help="The folder of source texts.")
@click.pass_context
def cli(ctx: click.Context, config_file: str, strict: bool, release: bool, sources: str | None) -> None:
    """Check a dossier, find passages and verify what the site says."""
    if ctx.resilient_parsing or any(flag in sys.argv for flag in ("-h", "--help")):
        return
    if ctx.invoked_subcommand and getattr(_module(ctx.invoked_subcommand), "NEEDS_NO_SETTINGS", False):
        return
    import dataclasses

    from generator.plugin import settings_of

    config = settings_of(config_file, release=release, sources=sources)
    ctx.obj = dataclasses.replace(config, strict=config.strict or strict)


def main() -> None:
    """Run the command line; problems are told one a line, never as a traceback."""
    try:
        cli(prog_name="python -m generator")
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
