"""The power of ten in the head of a printed column, for facts whose passage is a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dossier_timeline.evidence.cell_matching import read_header
from dossier_timeline.evidence.value_matching import Claim, find_mismatch
from dossier_timeline.notation.lexicon import Lexicon

_RAISED = ("number", "amount")
UNDER_SCALED_HEAD = "the head “{}” in the printed table may be the power of ten of the value {}"


def find_scaled_head(
    claim: Claim, rows: Sequence[Sequence[str]], chosen: Sequence[Sequence[str]], lexicon: Lexicon
) -> str:
    """The head with a power of ten under which each cell stands that prints the value; "" for none.

    `chosen` are the rows of the table in which the value is looked for.
    """
    heads = list_scaled_heads(rows, lexicon)
    if claim.kind not in _RAISED or claim.inferred or not any(heads):
        return ""
    printed = [
        heads[column]
        for row in chosen
        for column, cell in enumerate(row)
        if cell and _is_unscaled(claim, cell, lexicon)
    ]
    return printed[0] if printed and all(printed) else ""


def has_scale_name(forms: Collection[str], lexicon: Lexicon) -> bool:
    """Whether the name of a unit says a power of ten, as the head of a column does: "million euros"."""
    return any(read_header(form.replace("{n}", ""), lexicon).power for form in forms)


def list_scaled_heads(rows: Sequence[Sequence[str]], lexicon: Lexicon) -> list[str]:
    """By column the head that has a power of ten, else nothing.

    A power of ten in the first cell, or in a first row with fewer cells than others, goes for all columns.
    """
    width = max(map(len, rows), default=0)
    first = list(rows[0]) if rows else []
    heads = [head if read_header(head, lexicon).power else "" for head in first]
    common = next(filter(None, heads if len(first) < width else heads[:1]), "")
    return [common] * width if common else heads


def _is_unscaled(claim: Claim, cell: str, lexicon: Lexicon) -> bool:
    """Whether a cell by itself prints the value, whatever qualifies it."""
    return find_mismatch(replace(claim, printed=None), cell, lexicon) in (None, "unclaimed-qualifier")
