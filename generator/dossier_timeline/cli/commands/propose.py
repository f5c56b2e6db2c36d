"""`propose`: what a source text says and nothing claims yet, as entries to take over one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import is_interactive, parse_words
from dossier_timeline.cli.document_source import open_source
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.proposal_listing import describe_proposal, list_groups, select_groups
from dossier_timeline.cli.proposal_taking import GivenAnswers, NotTakenError, ProposalTaker
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.cli.value_choice import StopAskingError, read_answer
from dossier_timeline.config import Config
from dossier_timeline.evidence.source_proposals import (
    PROPOSED_KINDS,
    ProposalGroup,
    SourceProposal,
    find_source_proposals,
    group_proposals,
)


@click.command("propose")
@click.argument("document")
@SOURCES_OPTION
@click.option("--kind", "kinds", multiple=True, type=click.Choice(PROPOSED_KINDS), help="Only these kinds.")
@click.option("--section", default="", help="Only under headings with these words.")
@click.option(
    "--limit",
    default=10,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many of each kind; 0 for all.",
)
@click.option("--take", multiple=True, metavar="NUMBER", help="Take this one, by what stands before it.")
@click.option(
    "--label", multiple=True, metavar="LANGUAGE=WORDS", help="The label or title of the one that is taken."
)
@click.option(
    "--as",
    "entry_kind",
    help="Its kind: of an event or work one of kinds.yml, of an actor person, body or group.",
)
@click.option("--unit", help="The id of what a number counts, where that is not printed.")
@click.option("--id", "new_id", help="Its id; of its label otherwise.")
@click.option("--dry-run", is_flag=True, help="Show the changes, and write nothing.")
@click.pass_obj
def command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document: str,
    sources: Path | None,
    kinds: tuple[str, ...],
    section: str,
    limit: int,
    take: tuple[str, ...],
    label: tuple[str, ...],
    entry_kind: str | None,
    unit: str | None,
    new_id: str | None,
    dry_run: bool,
) -> None:
    """List what the source of DOCUMENT says and nothing claims, and take over what is chosen.

    On a terminal each of what is shown is asked; elsewhere it's listed, and --take takes single ones. What is
    listed is what `status --coverage` counts as open.
    """
    if len(take) > 1 and (label or new_id or entry_kind or unit):
        raise click.UsageError(
            "--label, --as, --unit and --id are about one entry: take one at a time with them"
        )
    if not take and (label or new_id or entry_kind or unit):
        raise click.UsageError("say which one they are about, with --take")
    source = open_source(config, document, sources)
    found, dossier = source.document, source.dossier
    source.require_free_id(new_id)
    labels = parse_words(label, dossier.languages, "--label")
    proposals = find_source_proposals(dossier, found, source.state.texts)
    taker = ProposalTaker(
        source.state,
        found,
        source.load_readers(labels),
        is_interactive(),
        source.list_taken_ids(),
        GivenAnswers(labels, entry_kind, unit, new_id),
    )
    if take:
        _take_all(taker, proposals, take)
    else:
        groups = [
            group
            for group in group_proposals(proposals)
            if group.kind in (kinds or PROPOSED_KINDS) and section.casefold() in group.section.casefold()
        ]
        if not groups:
            click.echo(f"Nothing of this kind is left in the source of {found.id}.")
        elif taker.is_asking:
            _ask_all(taker, select_groups(groups, limit))
        else:
            for line in list_groups(taker.state, found, groups, limit):
                click.echo(line)
            click.echo("To take one over: --take with the number before it, or run this in a terminal.")
    if taker.entries:
        source.write_entries(taker.entries, taker.register_entries, taker.new_ids, dry_run=dry_run)
        if not dry_run:
            _print_entries(taker)


def _take_all(taker: ProposalTaker, proposals: Sequence[SourceProposal], handles: Sequence[str]) -> None:
    by_handle = {one.handle: one for one in proposals}
    for handle in handles:
        if handle not in by_handle:
            raise click.UsageError(f"nothing that is open has the number “{handle}”")
        try:
            taker.take(by_handle[handle])
        except NotTakenError as error:
            click.echo(f"{handle} can't be taken: {error}. Nothing was changed.")
            raise SystemExit(ExitCode.PROBLEMS) from error


def _ask_all(taker: ProposalTaker, groups: Sequence[ProposalGroup]) -> None:
    proposals = [one for group in groups for one in group.proposals]
    for number, proposal in enumerate(proposals, 1):
        click.echo(f"\n{number} of {len(proposals)}: as {proposal.kind}")
        for line in describe_proposal(taker.state, taker.document, proposal):
            click.echo(line)
        try:
            if read_answer(1, has_default=False) is not None:
                click.echo(f"  [[{taker.take(proposal)}]]")
        except NotTakenError as error:
            click.echo(f"  It can't be taken: {error}.")
        except StopAskingError:
            return


def _print_entries(taker: ProposalTaker) -> None:
    for key, entries in taker.entries.items():
        for entry in entries:
            click.echo(f"{key}: [[{entry if isinstance(entry, str) else entry['id']}]]")
