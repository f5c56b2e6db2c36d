"""`new fact`: one fact of a document, proven by a passage of its source text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import (
    is_interactive,
    parse_words,
    read_or_exit,
    require_document,
    require_free_id,
    validate_and_apply,
)
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.proof_check import require_proof
from dossier_timeline.cli.sources_option import SOURCES_OPTION, require_sources
from dossier_timeline.cli.summary_reading import list_taken_ids
from dossier_timeline.cli.value_choice import StopAskingError, ask_for_proof, describe_proof, list_proofs
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.evidence_files import load_sources
from dossier_timeline.content.fact_writing import append_facts
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.label_proposals import propose_id
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.shared_values import share_value
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.evidence.value_candidates import ValueCandidate, find_value_candidates, read_passages
from dossier_timeline.evidence.verification_state import SegmentedTexts, VerificationState
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import PERCENT, Fact, is_currency_code
from dossier_timeline.notation.vocabulary import Vocabulary


@click.command("fact")
@click.argument("document_id", metavar="DOCUMENT")
@click.argument("value")
@click.option("--words", default="", help="A few words of the passage, where several print the value.")
@click.option("--unit", help="The id of what it counts, from units.yml, where that is not printed.")
@click.option("--id", "new_id", help="Its id; of its label otherwise.")
@click.option("--label", multiple=True, metavar="LANGUAGE=WORDS", help="What it is; once for each language.")
@SOURCES_OPTION
@click.pass_obj
def new_fact_command(  # noqa: PLR0917 -- one for each option
    config: Config,
    document_id: str,
    value: str,
    words: str,
    unit: str | None,
    new_id: str | None,
    label: tuple[str, ...],
    sources: Path | None,
) -> None:
    """Add a fact to DOCUMENT: a VALUE as its source prints it, such as "12.000 bruggen"."""
    folder = require_sources(sources, config.paths)
    reading, dossier = read_or_exit(config)
    home = require_document(dossier, document_id)
    if new_id:
        require_free_id(reading, dossier, new_id)
    known_units = {one.id for one in dossier.units}
    if unit and unit not in {*known_units, PERCENT} and not is_currency_code(unit):
        raise click.BadParameter(
            f"“{unit}” is no unit of units.yml, which has {', '.join(sorted(known_units)) or 'none'}",
            param_hint="--unit",
        )
    labels = parse_words(label, dossier.languages, "--label")
    at_hand = load_sources(dossier, folder, config.paths)
    texts = SegmentedTexts.segment_all(dossier, at_hand.texts, at_hand.lexicons)
    if home.id not in texts.segmentations:
        report_diagnostics(at_hand.problems, config.paths.root)
        raise click.ClickException(f"the source text {home.text.file} is not in {folder}")
    state = VerificationState(dossier, texts, reading.positions)
    candidate = _find_candidate(state, home, value, words, unit)
    for code in dossier.languages:
        if code not in labels and is_interactive():
            labels[code] = click.prompt(f"What it is, in “{code}”")
    if missing := [code for code in dossier.languages if code not in labels]:
        raise click.UsageError("say what it is with " + " ".join(f"--label {code}=…" for code in missing))
    taken = list_taken_ids(reading, dossier, home)
    name = new_id or propose_id(labels, f"{home.id}-{candidate.fact.kind}", taken)
    fact = candidate.fact.model_copy(update={"id": name, "label": Words(labels)})
    changes = _plan_fact(config, reading.positions, home, fact)
    require_proof(config, changes, at_hand, {name})
    validate_and_apply(config, changes)
    click.echo(f"[[{name}]]: {describe_proof(candidate)}")


def _find_candidate(
    state: VerificationState, document: Document, value: str, words: str, unit: str | None
) -> ValueCandidate:
    """The passage that proves a value; ends the command with 1 where that isn't sure and nobody answers."""
    reader = SummaryReader(Vocabulary({}, {}), state.texts.lexicons[document.id], state.dossier.units)
    stated = reader.read_value(value)
    if stated.why_not:
        raise click.UsageError(f"“{value}” cannot be a fact: {stated.why_not}")
    shared = share_value({document.language: replace(stated, unit=unit or stated.unit)})
    printed = read_passages(state, document)
    if words:
        wanted = find_passages([source_passage for source_passage, _ in printed], words).found
        printed = tuple(pair for pair in printed if pair[0] in wanted)
    choice = list_proofs((), find_value_candidates(state, document, shared, printed))
    chosen = choice.sure
    if len(choice.proofs) == 1:
        chosen = choice.proofs[0]
    if chosen is None and choice.proofs and is_interactive():
        try:
            chosen = ask_for_proof(choice, f"Which “{value}” is meant?")
        except StopAskingError:
            chosen = None
    if isinstance(chosen, ValueCandidate):
        return chosen
    message = "several passages print it; say which with --words" if choice.proofs else "no passage prints it"
    click.echo(f"“{value}”: {message}. Nothing was changed.")
    for proof in choice.proofs:
        click.echo(f"  {describe_proof(proof)}")
    raise SystemExit(ExitCode.PROBLEMS)


def _plan_fact(config: Config, positions: EntryPositions, document: Document, fact: Fact) -> ChangeSet:
    source, _ = positions.find_entry(document.id)
    assert source is not None  # noqa: S101 -- a document has its file
    editor = FileEditor(source.path, read_plain_file(config.paths.root / source.path, MAX_CONTENT_BYTES))
    try:
        append_facts(editor, [fact])
    except EditError as error:
        raise click.ClickException(f"nothing was changed: {error}") from error
    return ChangeSet({source.path: editor.edited_bytes()})
