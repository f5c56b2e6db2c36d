"""A last look at new facts before they are written: what a verification would say of them."""

from __future__ import annotations

from collections.abc import Collection

import click

from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeError, ChangeSet, read_after_changes
from dossier_timeline.content.evidence_files import LoadedSources, load_receipt
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.verification import verify_dossier


def require_proof(config: Config, changes: ChangeSet, at_hand: LoadedSources, new: Collection[str]) -> None:
    """End the command with 1 where a verification would refuse one of the new facts."""
    try:
        after: ContentReading = read_after_changes(config.paths.root, config.paths.content_path, changes)
    except ChangeError as error:
        raise click.ClickException(str(error)) from error
    if after.dossier is None:
        return
    receipt, _ = load_receipt(config.paths)
    result = verify_dossier(
        after.dossier,
        at_hand.texts,
        after.positions,
        at_hand.lexicons,
        verified_before=receipt.documents if receipt else {},
        unread=at_hand.unread,
    )
    failed = [one.id for one in result.results if one.id in new and one.status == "failed"]
    if failed:
        report_diagnostics(result.problems, config.paths.root)
        raise click.ClickException(f"{', '.join(failed)} would not be verified, so nothing was changed")
