"""`rename`: give something another id, everywhere at once."""

from __future__ import annotations

import dataclasses

import click

from dossier_timeline.cli.content_changes import (
    find_mistakes,
    read_or_exit,
    require_free_id,
    validate_and_apply,
)
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet, read_after_changes
from dossier_timeline.content.evidence_files import load_receipt as receipt_of
from dossier_timeline.content.renaming import RenameError, plan_renaming, rename_receipt_item
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.receipt import RECEIPT_PATH, carry_over_receipt
from dossier_timeline.model.documents import Page
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES
from dossier_timeline.site.timeline_index import DOCUMENT_KIND


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def command(config: Config, old: str, new: str) -> None:
    """Give OLD the id NEW in every file, and keep OLD as an alias, so that links to it still work.

    The folder of a document or page is renamed with it. Texts that were in step stay in step, and
    what was verified stays verified. Everything else in the files stays as it is.
    """
    reading, dossier = read_or_exit(config)
    mistakes = find_mistakes(config, reading)
    if mistakes:
        report_diagnostics(mistakes, config.paths.root)
        raise click.ClickException("mend these first; nothing was renamed")
    entry = dossier.by_id.get(old)
    if entry is None or new not in entry.aliases:
        require_free_id(reading, dossier, new)
    try:
        changes = plan_renaming(
            config.paths.root,
            config.paths.content_path,
            reading,
            old,
            new,
            reserved={*BUILTIN_PAGES, DOCUMENT_KIND},
        )
    except RenameError as error:
        raise click.UsageError(str(error)) from error
    after = read_after_changes(config.paths.root, config.paths.content_path, changes).dossier
    receipt, _ = receipt_of(config.paths)
    if receipt and after:
        carried_over = carry_over_receipt(
            receipt, dossier, after, lambda name: rename_receipt_item(dossier, old, new, name)
        )
        if carried_over != receipt:
            path = f"{config.paths.content_path}/{RECEIPT_PATH}"
            changes = dataclasses.replace(
                changes, writes={**changes.writes, path: carried_over.to_json().encode()}
            )
    validate_and_apply(config, ChangeSet(dict(sorted(changes.writes.items())), changes.moves))
    if isinstance(entry, Page):
        click.echo(f"“{old}” is “{new}” now; no address depended on the name of the page.")
    else:
        click.echo(f"“{old}” is “{new}” now; “{old}” stays an alias, so that links to it still work.")
