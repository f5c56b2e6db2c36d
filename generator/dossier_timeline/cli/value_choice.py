"""Choosing what proves a value of the summaries: what is sure, and what a person is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.evidence.excerpts import quote_around
from dossier_timeline.evidence.known_values import KnownValue, choose_known_value
from dossier_timeline.evidence.value_candidates import ValueCandidate, choose_candidate
from dossier_timeline.model.facts import Fact
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.vocabulary import Vocabulary

MOST_SHOWN = 9
"""So many answers can be given by one key."""

ValueProof = KnownValue | ValueCandidate


class StopAskingError(Exception):
    """Whoever is asked wants no more questions."""


@dataclass(frozen=True, slots=True)
class ProofChoice:
    """What may prove a value, the likeliest first, and the one that surely does."""

    proofs: tuple[ValueProof, ...]
    sure: ValueProof | None


def list_proofs(known: Sequence[KnownValue], candidates: Sequence[ValueCandidate]) -> ProofChoice:
    """What the document has with this value comes before what its source prints."""
    chosen = choose_known_value(known, len({one.source_passage.line for one in candidates}))
    fitting = [one for one in known if one.is_same_thing]
    sure: ValueProof | None = chosen
    if sure is None and not fitting:
        sure = choose_candidate(candidates)
    everything = [*((sure,) if sure else ()), *known, *candidates]
    unique = {id(one): one for one in everything}
    return ProofChoice(tuple(unique.values()), sure)


def describe_proof(proof: ValueProof) -> str:
    """A proof in a line or two."""
    if isinstance(proof, KnownValue):
        label = f", {next(iter(proof.target.label.root.values()))}" if isinstance(proof.target, Fact) else ""
        return f"[[{proof.target.id}]]{label}"
    unit = f" ({proof.fact.unit})" if proof.fact.unit else ""
    return f"{describe_source_place(proof.source_passage)}{unit}\n      {quote_printed(proof)}"


def quote_printed(candidate: ValueCandidate) -> str:
    """The printed value in its context."""
    printed_value = candidate.printed_value
    return quote_around(candidate.source_passage.text_by_cell, printed_value.start, printed_value.end)


def ask_for_proof(choice: ProofChoice, question: str) -> ValueProof | None:
    """What somebody chooses with one key; `None` to leave the value open. Raises `StopAskingError`."""
    click.echo(f"\n{question}")
    shown = choice.proofs[:MOST_SHOWN]
    for number, proof in enumerate(shown, 1):
        click.echo(f"  [{number}] {describe_proof(proof)}")
    if len(choice.proofs) > len(shown):
        click.echo(f"  and {len(choice.proofs) - len(shown)} more")
    answer = read_answer(len(shown), has_default=choice.sure is not None)
    return None if answer is None else shown[answer - 1]


def read_answer(most: int, *, has_default: bool) -> int | None:
    """The number from 1 that somebody answers with one key; `None` to skip. Raises `StopAskingError`.

    Enter is 1 where that is the default; the end of input (Ctrl-D) stops, and keeps what was answered before.
    """
    keys = "1" if most == 1 else f"1 to {most}"
    click.echo(f"  {keys}, s to skip it, q to stop asking: ", nl=False)
    while True:
        try:
            key = click.getchar()
        except EOFError:
            key = ""
        if key.isdecimal() and key.isascii() and 1 <= int(key) <= most:
            click.echo(key)
            return int(key)
        if key in ("\r", "\n") and has_default:
            click.echo("1")
            return 1
        if key.lower() == "s":
            click.echo(key)
            return None
        if key.lower() in ("q", ""):
            click.echo(key)
            raise StopAskingError


def ask_for_words(what: str, code: str, proposal: str, vocabulary: Vocabulary) -> str:
    """Words of a new entry in a language, such as its label; they hold no number."""
    while True:
        answer: str = click.prompt(f"  {what} in “{code}”", default=proposal or None, type=str)
        words = " ".join(answer.split())
        numbers = find_bare_numbers(words, vocabulary)
        if words and not numbers:
            return words
        click.echo(f"  No number is needed here: leave “{numbers[0].text}” out." if numbers else "")
