"""`new fact`: one fact of a document, proven by a passage of its source text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import is_interactive, parse_words
from dossier_timeline.cli.document_source import open_source
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.passage_choice import (
    MeantPassages,
    passage_options,
    read_meant_passages,
    report_undecided,
)
from dossier_timeline.cli.sources_option import SOURCES_OPTION
from dossier_timeline.cli.value_choice import (
    ProofChoice,
    StopAskingError,
    ValueProof,
    ask_for_proof,
    describe_proof,
)
from dossier_timeline.cli.word_choice import choose_words
from dossier_timeline.config import Config
from dossier_timeline.content.fact_writing import describe_fact
from dossier_timeline.evidence.label_fit import choose_by_label
from dossier_timeline.evidence.shared_values import share_value
from dossier_timeline.evidence.stated_values import make_source_reader
from dossier_timeline.evidence.value_candidates import ValueCandidate, find_value_candidates, read_passages
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import PERCENT, is_currency_code


@click.command("fact")
@click.argument("document_id", metavar="DOCUMENT")
@click.argument("value")
@click.option("--unit", help="The id of what it counts, from units.yml, where that is not printed.")
@click.option("--id", "new_id", help="Its id; of its label otherwise.")
@click.option("--label", multiple=True, metavar="LANGUAGE=WORDS", help="What it is; once for each language.")
@passage_options
@SOURCES_OPTION
@click.pass_obj
def new_fact_command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document_id: str,
    value: str,
    unit: str | None,
    new_id: str | None,
    label: tuple[str, ...],
    quote: str,
    place: str | None,
    sources: Path | None,
) -> None:
    """Add a fact to DOCUMENT: a VALUE as its source prints it, such as "12.000 bruggen"."""
    meant = read_meant_passages(quote, place)
    source = open_source(config, document_id, sources)
    home, dossier = source.document, source.dossier
    source.require_free_id(new_id)
    known_units = {one.id for one in dossier.units}
    if unit and unit not in {*known_units, PERCENT} and not is_currency_code(unit):
        raise click.BadParameter(
            f"“{unit}” is no unit of units.yml, which has {', '.join(sorted(known_units)) or 'none'}",
            param_hint="--unit",
        )
    labels = parse_words(label, dossier.languages, "--label")
    candidate = _find_candidate(source.state, home, value, meant, unit, labels.get(home.language, ""))
    labels = choose_words(home, source.load_readers(labels), labels, "what it is", "--label")
    name = source.choose_id(new_id, labels, candidate.fact.kind)
    fact = candidate.fact.model_copy(update={"id": name, "label": Words(labels)})
    source.write_entries({"facts": [describe_fact(fact)]}, {}, {name})
    click.echo(f"[[{name}]]: {describe_proof(candidate)}")
    for twin in home.facts:
        if (twin.value, twin.unit, twin.passage) == (fact.value, fact.unit, fact.passage):
            click.echo(f"[[{twin.id}]] has this value from the same passage: keep one if both say the same.")


def _find_candidate(  # noqa: PLR0917 -- what says which value is meant
    state: VerificationState,
    document: Document,
    value: str,
    meant: MeantPassages,
    unit: str | None,
    label: str,
) -> ValueCandidate:
    """The passage that proves a value; ends the command with 1 where that isn't sure and nobody answers."""
    reader = make_source_reader(state.texts.lexicons[document.id], state.dossier.units)
    stated = reader.read_value(value)
    if stated.why_not:
        raise click.UsageError(f"“{value}” cannot be a fact: {stated.why_not}")
    shared = share_value({document.language: replace(stated, unit=unit or stated.unit)})
    everything = read_passages(state, document)
    wanted = meant.select([source_passage for source_passage, _ in everything])
    printed = tuple(pair for pair in everything if pair[0] in wanted)
    candidates = find_value_candidates(state, document, shared, printed)
    chosen: ValueProof | None = choose_by_label(state, document, shared, label, candidates, everything)
    if len(candidates) == 1 and not candidates[0].counts_other:
        chosen = candidates[0]
    if chosen is None and candidates and is_interactive():
        try:
            chosen = ask_for_proof(ProofChoice(candidates, None), f"Which “{value}” is meant?")
        except StopAskingError:
            chosen = None
    if isinstance(chosen, ValueCandidate):
        return chosen
    if len(candidates) == 1:
        click.echo(f"“{value}”: {candidates[0].doubt}. Nothing was changed.")
        click.echo(f"  {describe_proof(candidates[0])}")
    else:
        report_undecided(value, map(describe_proof, candidates))
    raise SystemExit(ExitCode.PROBLEMS)
