"""`upgrade`: bring content of an older schema to the one that this generator reads."""

from __future__ import annotations

import click

from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeError
from dossier_timeline.content.file_editor import EditError
from dossier_timeline.content.upgrading import UpgradeError, plan_upgrade
from dossier_timeline.model.dossier import SCHEMA_VERSION


@click.command("upgrade")
@click.pass_obj
def command(config: Config) -> None:
    """Bring content of an older schema to the one that is read now."""
    try:
        upgrade = plan_upgrade(config.paths.root, config.paths.content_path)
    except (UpgradeError, EditError, ChangeError, OSError) as error:
        raise click.ClickException(f"nothing was changed: {error}") from error
    if upgrade is None:
        click.echo(f"The content has schema {SCHEMA_VERSION} already: there is nothing to change.")
        return
    apply_and_print(config, upgrade.changes)
    click.echo(
        f"The content has schema {SCHEMA_VERSION} now; {upgrade.digests} digests have moved.\n"
        "Run “dossier-timeline schema”, too: it writes the schemas by which editors complete and check."
    )
