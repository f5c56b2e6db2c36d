"""`host`: what a dossier needs to be published from its own repository, by the host that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.hosting.host_recipes import (
    GENERATOR_FOLDER,
    HOSTS,
    make_generator_files,
    make_recipe_files,
)
from dossier_timeline.hosting.own_wheel import NoWheelError


@click.command("host")
@click.argument("names", type=click.Choice(list(HOSTS)), nargs=-1, metavar=f"[{'|'.join(HOSTS)}]…")
@click.option("--replace", is_flag=True, help="Write recipes anew that were changed here.")
@click.pass_obj
def command(config: Config, names: tuple[str, ...], replace: bool) -> None:
    """Write the recipes by which hosts publish the dossier, and pin the generator that they build it with.

    The folder “generator” gets the generator that runs this command, as a wheel, and the list of all packages
    that it needs, with their hashes; without a name of a host, that is all. To be run again after moving to
    another version of the generator.
    """
    root = config.paths.root
    if (root / GENERATOR_FOLDER / "dossier_timeline").is_dir():
        raise click.ClickException(
            "the generator itself lies here, and needs no wheel: docs/publishing.md names its recipes"
        )
    try:
        pinned = make_generator_files()
    except NoWheelError as error:
        raise click.ClickException(str(error)) from error
    recipes = {path: text for name in names for path, text in make_recipe_files(name).items()}
    changed_here = [path for path, text in recipes.items() if not _may_be_written(root / path, text)]
    if changed_here and not replace:
        raise click.ClickException(
            f"{', '.join(changed_here)} is there already and says something else, so nothing was written; "
            "--replace writes it anew"
        )
    new = _without_same(root, {**pinned, **recipes})
    older = [path for path in _older_wheels(root) if path.relative_to(root).as_posix() not in pinned]
    if not new and not older:
        click.echo("Everything is as this generator writes it: there is nothing to change.")
        return
    apply_and_print(config, ChangeSet(new))
    for path in older:
        path.unlink()
        click.echo(f"removed {path.relative_to(root).as_posix()}")


def _may_be_written(file: Path, text: bytes) -> bool:
    """Whether a recipe isn't there yet, or is there as it would be written."""
    return not file.exists() or read_plain_file(file, LARGEST_LIST) == text


def _without_same(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that aren't there as they should be."""
    return {
        path: content
        for path, content in files.items()
        if not (root / path).exists() or read_plain_file(root / path, LARGEST_LIST) != content
    }


def _older_wheels(root: Path) -> list[Path]:
    """The wheels of the generator that are in the dossier's folder."""
    return sorted((root / GENERATOR_FOLDER).glob("dossier_timeline-*.whl"))
