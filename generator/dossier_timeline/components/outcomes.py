"""What came of promises, counted."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The promises with one outcome: how many they are in words, where they are listed, and their marks.

    `marks` is how many are drawn.
    """

    status: str
    label: str
    href: str
    marks: int


@dataclass(frozen=True, slots=True)
class OutcomeSummary(Component):
    """What came of all promises: in a sentence, as marks, and what our judgement is and isn't."""

    sentence: str
    groups: tuple[OutcomeGroup, ...]
    scale: str
    remarks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
