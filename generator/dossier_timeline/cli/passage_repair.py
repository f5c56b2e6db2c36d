"""Repairing passages after a source text was cut in another way: what is sure is done, the rest is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import click

from dossier_timeline.cli.content_changes import apply_and_print, is_interactive
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import Config
from dossier_timeline.content.evidence_files import LoadedSources
from dossier_timeline.content.file_editor import EditError
from dossier_timeline.content.passage_places import plan_moves
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.evidence.displaced_passages import DisplacedPassage, find_displaced_passages
from dossier_timeline.evidence.excerpts import quote_beginning
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.verification_state import SegmentedTexts, VerificationState
from dossier_timeline.evidence.verified_passages import VerifiedTexts
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.located_values import LocatedValue
from dossier_timeline.model.sources import Quotation

_SHOWN = 300
"""So much of a passage is shown, to tell it from others."""
"""So many characters of a passage are shown."""


def repair_passages(
    config: Config,
    reading: ContentReading,
    dossier: Dossier,
    at_hand: LoadedSources,
    verified_before: VerifiedTexts,
) -> VerifiedTexts:
    """Write where displaced passages stand now; what was verified before, without what was looked at now.

    Ends the command with 1 when nobody is there to answer, or an answer is no; then nothing is changed.
    """
    texts = SegmentedTexts.segment_all(dossier, at_hand.texts, at_hand.lexicons)
    displaced = find_displaced_passages(VerificationState(dossier, texts, reading.positions, verified_before))
    unsure = [one for one in displaced if one.moved_to is None]
    if unsure and not is_interactive():
        for number, one in enumerate(unsure, 1):
            _show_candidates(dossier, one, f"{number} of {len(unsure)}")
        click.echo(f"{len(unsure)} passages need an answer: run this in a terminal. Nothing was changed.")
        raise SystemExit(ExitCode.PROBLEMS)
    moves: list[tuple[LocatedValue, SourcePassage]] = []
    for one in displaced:
        chosen = one.moved_to or _ask_for_passage(dossier, one, f"{unsure.index(one) + 1} of {len(unsure)}")
        if one.at_place != (chosen,):
            moves += [(use, chosen) for use in one.uses]
    try:
        changes = plan_moves(config.paths.root, reading.positions, moves)
    except EditError as error:
        raise click.ClickException(f"nothing was changed: {error}") from error
    if changes.writes:
        apply_and_print(config, changes)
    return _forget_places(verified_before, displaced)


def _forget_places(texts: VerifiedTexts, displaced: Iterable[DisplacedPassage]) -> VerifiedTexts:
    """What was verified, without the places where other words stand now."""
    displaced_places = {(one.document.id, one.place) for one in displaced}
    return {
        name: replace(
            text,
            passages={
                place: one for place, one in text.passages.items() if (name, place) not in displaced_places
            },
        )
        for name, text in texts.items()
    }


def _show_candidates(dossier: Dossier, displaced: DisplacedPassage, number: str) -> None:
    click.echo(f"\n{number}: {displaced.document.id}, {displaced.place}")
    for use in displaced.uses:
        click.echo(f"  claimed of it: {_describe_use(dossier, use)}")
    if not displaced.candidates:
        click.echo("  Nothing stands there now, and no passage prints what is claimed.")
    for index, candidate in enumerate(displaced.candidates, 1):
        mark = " (the same place)" if candidate in displaced.at_place else ""
        text = quote_beginning(candidate.text, _SHOWN)
        click.echo(f"  [{index}] {candidate.place}{mark}\n      {text}")


def _ask_for_passage(dossier: Dossier, displaced: DisplacedPassage, number: str) -> SourcePassage:
    """The passage that somebody chooses; ends the command with 1 for none."""
    _show_candidates(dossier, displaced, number)
    choices = [str(index) for index in range(1, len(displaced.candidates) + 1)]
    answer = click.prompt("Which one is it?", type=click.Choice([*choices, "none"]), default="none")
    if answer == "none":
        click.echo("Nothing was changed. `dossier-timeline passage` finds a passage by its words.")
        raise SystemExit(ExitCode.PROBLEMS)
    return displaced.candidates[int(answer) - 1]


def _describe_use(dossier: Dossier, use: LocatedValue) -> str:
    entry = dossier.by_id.get(use.entry)
    if isinstance(entry, Fact):
        return f"{use.entry}, {entry.value if entry.value is not None else entry.derived}"
    if isinstance(entry, Quotation):
        return f"{use.entry}, “{entry.text}”"
    return use.entry
