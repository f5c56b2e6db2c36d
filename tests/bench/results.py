"""What was measured, kept line by line, so that a run that ends early has told what it knew."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: of what and by whom, and its figures.

    `what` is "build", "serve", "memory" or "page"; `dossier` says which dossier it was: "1000" is an invented
    one with so many documents.
    """

    what: str
    dossier: str
    generator: str
    work: str
    figures: dict[str, float]


Results = list[Measurement]


def keep(measurement: Measurement, file: TextIO | None) -> Measurement:
    """Append a measurement to a file, if there is one."""
    if file is not None:
        file.write(json.dumps(asdict(measurement), ensure_ascii=False) + "\n")
        file.flush()
    return measurement


def read_results(files: Iterable[Path]) -> Results:
    """Return the measurements of files."""
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [Measurement(**json.loads(line)) for line in lines]


def find_median(
    results: Results, what: str, dossier: str, generator: str, work: str, figure: str
) -> float | None:
    """Return the median of a figure, or `None` if it wasn't measured."""
    found = [
        one.figures[figure]
        for one in results
        if (one.what, one.dossier, one.generator, one.work) == (what, dossier, generator, work)
        and figure in one.figures
    ]
    return statistics.median(found) if found else None
