"""A last look at new facts before they are written: what a verification would say of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click

from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeError, ChangeSet, read_after_changes
from dossier_timeline.content.evidence_files import LoadedSources, load_receipt
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.yaml_nodes import find_yaml_node
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.verification import verify_dossier


def require_proof(config: Config, changes: ChangeSet, at_hand: LoadedSources, new: Collection[str]) -> None:
    """End the command with 1 where a verification would refuse one of the new entries."""
    after = read_changed(config, changes)
    unproven = find_unproven(config, after, at_hand, new)
    if unproven:
        report_diagnostics([one for several in unproven.values() for one in several], config.paths.root)
        raise click.ClickException(f"{', '.join(unproven)} would not be verified, so nothing was changed")


def read_changed(config: Config, changes: ChangeSet) -> ContentReading:
    """The content as the changes would make it; ends the command with 1 where they can't be made."""
    try:
        return read_after_changes(config.paths.root, config.paths.content_path, changes)
    except ChangeError as error:
        raise click.ClickException(str(error)) from error


def find_unproven(
    config: Config, after: ContentReading, at_hand: LoadedSources, new: Collection[str]
) -> dict[str, list[Diagnostic]]:
    """The new entries that a verification would refuse, each with what it would say."""
    if after.dossier is None:
        return {}
    receipt, _ = load_receipt(config.paths)
    result = verify_dossier(
        after.dossier,
        at_hand.texts,
        after.positions,
        at_hand.lexicons,
        verified_before=receipt.documents if receipt else {},
        unread=at_hand.unread,
    )
    within = {name: find_problems_within(name, after, result.problems) for name in new}
    failed = [name for name, several in within.items() if several]
    failed += [one.id for one in result.results if one.id in new and one.status == "failed"]
    has_any = any(within.values())
    return {name: within[name] if has_any else list(result.problems) for name in dict.fromkeys(failed)}


def find_problems_within(
    name: str, reading: ContentReading, problems: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """The problems that stand in the lines of an entry: of a figure, also those of its cells."""
    source, path = reading.positions.find_entry(name)
    node = find_yaml_node(source.text, path)[0] if source else None
    if source is None or node is None:
        return []
    lines = range(node.start.line + 1, node.end.line + 2)
    return [one for one in problems if one.position.path == source.path and one.position.line in lines]
