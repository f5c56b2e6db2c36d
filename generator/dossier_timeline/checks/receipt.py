"""Whether what a dossier claims is as it was when it was verified against its source texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.evidence.receipt import RECEIPT_PATH, Receipt, list_items
from dossier_timeline.evidence.verified_passages import digest_segmentation
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.source_positions import SourcePositions

_HINT = "check it against its source and run `dossier-timeline verify --write`, with the source texts at hand"
_GONE_HINT = (
    "bring it back, or, if it is gone on purpose, take it out of the receipt too: run "
    "`dossier-timeline verify --write`, with the source texts at hand"
)
_NEVER_HINT = "run `dossier-timeline verify --write`, with the source texts at hand"


def check_committed_receipt(
    reading: ContentReading, receipt: Receipt | None, paths: ProjectPaths
) -> list[Diagnostic]:
    """What has changed since the receipt; that there is none is a warning (`never-verified`)."""
    if reading.dossier is None:
        return []
    path = f"{paths.content_path}/{RECEIPT_PATH}"
    if receipt is None:
        message = "nothing of this dossier has been verified yet"
        return [Diagnostic(Position(path), Code.NEVER_VERIFIED, message, _NEVER_HINT)]
    return check_receipt(reading.dossier, receipt, reading.positions, path)


def check_receipt(
    dossier: Dossier, receipt: Receipt, positions: SourcePositions, path: str
) -> list[Diagnostic]:
    """What has changed since the receipt was written; `path` is that of the receipt, as in positions.

    Problems: `changed-since-checked`, `never-checked`; `checked-but-gone` is a warning. What could
    not be read, or is computed from that, is left aside: that it couldn't is told already, and so is
    an id that is given twice, of which nobody can say which one was verified.
    """
    problems: list[Diagnostic] = []
    known = set(positions.unread_ids)
    every = tuple(list_items(dossier))
    given = Counter(item.id for item in every)
    for item in every:
        known.add(item.id)
        if given[item.id] > 1:
            continue
        if positions.unread_ids and _is_lost(dossier, str(item.path[0]), positions.unread_ids):
            continue
        entry = receipt.entries.get(item.id)
        if entry is None:
            message = f"“{item.id}” has never been checked against its source text"
            problems.append(Diagnostic(positions.of(*item.path), Code.NEVER_CHECKED, message, _HINT))
        elif not receipt.holds_for(item):
            message = f"“{item.id}” changed since it was checked on {entry.checked}"
            problems.append(Diagnostic(positions.of(*item.path), Code.CHANGED_SINCE_CHECKED, message, _HINT))
    problems += _check_segmentations(dossier, receipt, positions)
    cells = tuple(f"{name}-" for name in positions.unread_ids)
    for name in sorted(receipt.entries.keys() - known):
        if cells and name.startswith(cells):
            continue
        message = f"the receipt speaks of “{name}”, which is there no more"
        problems.append(Diagnostic(Position(path), Code.CHECKED_BUT_GONE, message, _GONE_HINT))
    return problems


def _check_segmentations(
    dossier: Dossier, receipt: Receipt, positions: SourcePositions
) -> Iterator[Diagnostic]:
    """Documents whose text is cut in another way than it was: their passages may be others now."""
    for document in dossier.documents:
        verified = receipt.documents.get(document.id)
        if verified is None or document.id in positions.unread_ids:
            continue
        if verified.passages and verified.segmentation_digest != digest_segmentation(document.text):
            message = f"how the text of “{document.id}” is cut changed since its passages were checked"
            yield Diagnostic(positions.of(document.id, "text"), Code.CHANGED_SINCE_CHECKED, message, _HINT)


def _is_lost(dossier: Dossier, name: str, failed: frozenset[str]) -> bool:
    """Whether an entry could not be read, or has a value that could not be computed."""
    entry = dossier.by_id.get(name)
    if name in failed or not isinstance(entry, Fact):
        return name in failed
    try:
        compute_value(dossier, entry)
    except DerivationError:
        return True
    return False
