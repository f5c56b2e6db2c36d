"""Whether a duration of the dossier is one of those that a passage prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from dossier_timeline.model.facts import Duration
from dossier_timeline.notation.cursor import PrintedValue

_SIZES = {"Y": ("M", 12), "M": ("M", 1), "W": ("D", 7), "D": ("D", 1), "H": ("H", 1)}
"""What a unit of time is made of: months, days or hours. A day isn't 24 hours, nor a month 30 days."""

UnitSizes = dict[str, Decimal]


def find_duration(duration: Duration, printed_values: Sequence[PrintedValue]) -> list[PrintedValue]:
    """The printed values that are a duration: all of what belongs together, "1 year and 6 months"."""
    wanted = _sum_sizes((Decimal(count), unit) for count, unit in duration.parts)
    found: list[PrintedValue] = []
    for run in _duration_runs(printed_values):
        printed = [
            (printed_value.value, printed_value.unit)
            for printed_value in run
            if printed_value.value is not None
        ]
        if len(printed) == len(run) and _sum_sizes(printed) == wanted:
            found.append(replace(run[0], qualifier=_qualify_run(run)))
    return found


def _qualify_run(run: Sequence[PrintedValue]) -> str | None:
    """What is printed before the first unit or after the last, which goes for the whole."""
    return (
        " ".join(dict.fromkeys(printed_value.qualifier for printed_value in run if printed_value.qualifier))
        or None
    )


def is_duration_part(duration: Duration, printed_value: PrintedValue) -> bool:
    """Whether a printed value prints a duration, or the part of it that has the printed value's unit."""
    if printed_value.value is None:
        return False
    printed = _sum_sizes([(printed_value.value, printed_value.unit)])
    parts = [(Decimal(count), unit) for count, unit in duration.parts]
    return printed == _sum_sizes(parts) or any(_sum_sizes([part]) == printed for part in parts)


def _duration_runs(printed_values: Sequence[PrintedValue]) -> list[list[PrintedValue]]:
    """The durations of a text, those together that are parts of one."""
    runs: list[list[PrintedValue]] = []
    for printed_value in printed_values:
        if printed_value.kind != "duration":
            continue
        if printed_value.continues_duration and runs:
            runs[-1].append(printed_value)
        else:
            runs.append([printed_value])
    return runs


def _sum_sizes(parts: Iterable[tuple[Decimal, str]]) -> UnitSizes:
    sizes: UnitSizes = {}
    for count, unit in parts:
        base, size = _SIZES[unit]
        sizes[base] = sizes.get(base, Decimal(0)) + count * size
    return sizes
