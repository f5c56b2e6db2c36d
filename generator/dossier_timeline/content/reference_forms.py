"""Which form of a reference shows the words that stand in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier_timeline.evidence.stated_values import StatedValue


@dataclass(frozen=True, slots=True)
class ChosenForm:
    """A form, the stretch of the text in whose place it comes, and what readers see there then."""

    form: str
    start: int
    end: int
    shown: str
    is_same: bool
    """Whether that is what stood there."""


def choose_form(body: str, stated: StatedValue, shown: Mapping[str, str]) -> ChosenForm:
    """The form that shows what stands in the text, with as much around the value as it can; else the nearest.

    `shown` is what each form shows; where `value` is none of them, each shows a qualifier. What qualifies the
    value or is counted is only replaced by a form that shows such words, so that none stands there twice.
    """
    choices = [
        ChosenForm(form, start, end, words, _plain(body[start:end]) == _plain(words))
        for form, words in shown.items()
        for start, end in _list_stretches(stated, form, shown)
    ]
    return max(
        choices, key=lambda one: (one.is_same, one.end - one.start if one.is_same else _likeness(body, one))
    )


def _list_stretches(stated: StatedValue, form: str, shown: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The stretches of the text that a form may replace."""
    bare = shown.get("value")
    is_qualified = form != "value" and (bare is None or _plain(shown[""]) != _plain(bare))
    start = stated.qualifier_start if is_qualified and "" in shown else stated.start
    end = stated.noun_end if form == "unit" else stated.end
    yield start, end


def _likeness(body: str, choice: ChosenForm) -> float:
    return SequenceMatcher(None, _plain(body[choice.start : choice.end]), _plain(choice.shown)).ratio()


def _plain(text: str) -> str:
    """The text with one plain space wherever there is space."""
    return " ".join(text.split())
