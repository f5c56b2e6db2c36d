"""`prove`: find the proof of every plain number of a document's summaries, and write facts and references."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.cli.content_changes import (
    is_interactive,
    validate_and_apply,
)
from dossier_timeline.cli.document_source import open_source
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.place_words import describe_place_keys
from dossier_timeline.cli.proof_check import require_proof
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.cli.summary_reading import load_summaries
from dossier_timeline.cli.value_proving import ValueProver, explain_forms
from dossier_timeline.config import Config
from dossier_timeline.content.file_editor import EditError
from dossier_timeline.content.proof_writing import plan_proofs, show_changes
from dossier_timeline.model.facts import Fact


@click.command("prove")
@click.argument("document")
@SOURCES_OPTION
@click.option("--yes", "takes_sure_ones", is_flag=True, help="Take what is sure, and the labels proposed.")
@click.option("--dry-run", is_flag=True, help="Show the changes, and write nothing.")
@click.pass_obj
def command(
    config: Config, document: str, sources: Path | None, takes_sure_ones: bool, dry_run: bool
) -> None:
    """Find where the source of DOCUMENT prints the plain numbers of its summaries, and make facts of them.

    Each gets a fact, or the one that there is, and a reference in every language. On a terminal each is asked
    with its passages; elsewhere nothing is, and only --yes takes what is sure. Ends with 1 when one is left.
    """
    source = open_source(config, document, sources)
    found, dossier = source.document, source.dossier
    prover = ValueProver(
        source.state,
        found,
        load_summaries(config, dossier, found),
        is_interactive(),
        takes_sure_ones,
        source.list_taken_ids(),
    )
    prover.prove_all()
    _print_findings(prover)
    if prover.proven:
        try:
            changes = plan_proofs(config.paths, source.reading.positions, dossier, found, prover.proven)
        except EditError as error:
            raise click.ClickException(f"nothing was changed: {error}") from error
        if dry_run:
            click.echo(show_changes(config.paths.root, changes), nl=False)
        else:
            new = {one.target.id for one in prover.proven if one.is_new}
            require_proof(config, changes, source.at_hand, new)
            validate_and_apply(config, changes)
    elif not prover.open_values:
        click.echo(f"The summaries of {found.id} have no number without a fact.")
    if prover.open_values:
        raise SystemExit(ExitCode.PROBLEMS)


def _print_findings(prover: ValueProver) -> None:
    for one in prover.proven:
        place = f", new: {_describe_place(one.target)}" if one.is_new and isinstance(one.target, Fact) else ""
        click.echo(f"{prover.quote_summary(one.shared.stated)} is [[{one.target.id}]]{place}")
        for note in explain_forms(prover, one):
            click.echo(f"    {note}")
    for left in prover.open_values:
        click.echo(f"{prover.quote_summary(left.stated)} is left: {left.why}")


def _describe_place(fact: Fact) -> str:
    """Where the passage of a new fact stands, and what was left out of it."""
    passage = fact.passage
    assert passage is not None  # noqa: S101
    place = describe_place_keys(passage.place_keys)
    lacks_unit = fact.unit is None and fact.kind in ("number", "ordinal")
    return f"{place}{'; without a unit: the words around it name none of units.yml' if lacks_unit else ''}"
