"""What a new cut of a source text does to the passages that content names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.config import Config
from dossier_timeline.content.evidence_files import load_receipt, load_sources
from dossier_timeline.evidence.displaced_passages import DisplacedPassage, find_displaced_passages
from dossier_timeline.evidence.segmentation_problems import describe_number_gaps
from dossier_timeline.evidence.verification_state import SegmentedTexts, VerificationState

_MOST_LISTED = 20


def report_cut_changes(config: Config, document_id: str, folder: Path) -> None:
    """Say which passages of a document stand elsewhere, have other words or are gone, and what mends that.

    Numbers in its text that don't follow each other are told, too.
    """
    reading = read_content(config.paths)
    documents = reading.dossier.documents if reading.dossier else ()
    document = next((one for one in documents if one.id == document_id), None)
    if reading.dossier is None or document is None:
        click.echo("  the content can't be read as it is, so its passages weren't compared with the new text")
        return
    at_hand = load_sources(reading.dossier, folder, config.paths)
    receipt, _ = load_receipt(config.paths)
    name = document.text.file
    texts = {name: at_hand.texts[name]} if name in at_hand.texts else {}
    segmented = SegmentedTexts.segment_all(reading.dossier, texts, at_hand.lexicons)
    if document_id in segmented.segmentations:
        segmentation = segmented.segmentations[document_id]
        for message, hint in describe_number_gaps(segmentation, document.text.skips):
            click.echo(f"  {message} ({hint})")
    verified_before = receipt.documents if receipt else {}
    state = VerificationState(reading.dossier, segmented, reading.positions, verified_before)
    _list_changes([one for one in find_displaced_passages(state) if one.document.id == document_id])


def _list_changes(displaced: Sequence[DisplacedPassage]) -> None:
    moved = [one for one in displaced if one.moved_to is not None]
    others = [one for one in displaced if one.moved_to is None]
    changed = [one for one in others if one.at_place]
    lost = [one for one in others if not one.at_place]
    for title, several in (
        ("with the same words elsewhere", moved),
        ("with other words at their place", changed),
        ("that are no longer there", lost),
    ):
        if several:
            click.echo(f"  passages {title}: {len(several)}")
        for one in several[:_MOST_LISTED]:
            now = f" → {one.moved_to.place}" if one.moved_to else ""
            click.echo(f"    {one.place}{now}  ({', '.join(dict.fromkeys(use.entry for use in one.uses))})")
        if len(several) > _MOST_LISTED:
            click.echo(f"    and {len(several) - _MOST_LISTED} more")
    if displaced:
        click.echo(
            "  nothing of them was changed: `dossier-timeline verify --repair` writes where they stand now"
            + (", and asks about the others" if others else "")
        )
