"""The command line: `dossier-timeline COMMAND`.

Every command stands in a module of `dossier_timeline.cli.commands` as `command`. The module has the name of
the command, with an underscore where Python has that word for itself. This file only gathers them and gives
them the settings of mkdocs.yml. A module with `NEEDS_NO_SETTINGS = True` gets none: its command also runs
where there is no dossier.

Exit codes: 0 when everything is right, 1 when the content has problems, 2 when the command or
mkdocs.yml cannot be used.
"""

from __future__ import annotations

import importlib
import keyword
import pkgutil
import sys
from pathlib import Path
from typing import Any

from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.missing_libraries import stop_without_environment

try:
    import click
except ModuleNotFoundError as missing:
    stop_without_environment(missing)

from dossier_timeline import __version__
from dossier_timeline.cli import commands
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.diagnostics.os_errors import translate_os_errors
from dossier_timeline.diagnostics.reporting import report_diagnostics


class _SystemRefusedError(Exception):
    """Something that the system refused."""


def _command_module(name: str) -> Any:
    module = f"{name}_" if keyword.iskeyword(name) else name
    return importlib.import_module(f"dossier_timeline.cli.commands.{module}")


class _CommandGroup(click.Group):
    """The modules of `dossier_timeline.cli.commands`, imported when they're asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.rstrip("_") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = _command_module(cmd_name).command
        return command if isinstance(command, click.Command) else None


@click.command(cls=_CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("-f", "--config-file", show_default="mkdocs.yml, or mkdocs.yaml", help="The configuration.")
@click.option("--strict", is_flag=True, help="Warnings stop, too.")
@click.option("--release", is_flag=True, help="Refuse what may be looked at but not published.")
@SOURCES_OPTION
@click.pass_context
def cli(
    ctx: click.Context, config_file: str | None, strict: bool, release: bool, sources: Path | None
) -> None:
    """Begin, check, verify and keep up a dossier.

    Exit codes: 0 right, 1 problems in the content, 2 a command or mkdocs.yml that cannot be used.
    """
    if ctx.resilient_parsing or any(flag in sys.argv for flag in ("-h", "--help")):
        return
    if ctx.invoked_subcommand and getattr(
        _command_module(ctx.invoked_subcommand), "NEEDS_NO_SETTINGS", False
    ):
        return

    from dossier_timeline.mkdocs_plugin.settings import load_config

    try:
        config = load_config(config_file or _default_settings_file(), release=release, sources=sources)
    except click.ClickException as error:
        error.show()
        ctx.exit(ExitCode.UNUSABLE)
    ctx.obj = config.with_settings(strict=config.mode.strict or strict)


def _default_settings_file() -> str:
    """The configuration file that MkDocs would take."""
    return next((name for name in ("mkdocs.yml", "mkdocs.yaml") if Path(name).exists()), "mkdocs.yml")


def main() -> None:
    """Run the command line; problems are told, never as a traceback."""
    try:
        with translate_os_errors(_SystemRefusedError):
            cli(prog_name="dossier-timeline")
    except _SystemRefusedError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(ExitCode.PROBLEMS)
    except ContentError as error:
        report_diagnostics(error.problems, Path.cwd())
        sys.exit(ExitCode.PROBLEMS)
    except ModuleNotFoundError as missing:
        stop_without_environment(missing)


if __name__ == "__main__":
    main()
