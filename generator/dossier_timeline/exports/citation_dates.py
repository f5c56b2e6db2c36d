"""The date of a cited item in each form of a citation, never more precise than it is known.

Sources: the CSL 1.0.2 JSON schema ("date-variable"), the manual of `biblatex` on ISO 8601-2 (section
2.3.8), the RIS specification of 2011.
"""

from __future__ import annotations

from typing import Any

from dossier_timeline.model.dates import Edtf

_PARTS = {"day": 3, "month": 2, "year": 1}
_AS_WRITTEN = ("season", "decade", "century")
_FIRST_SEASON = 20
"""EDTF counts the seasons from 21, CSL from 1."""


def csl_date(date: Edtf, words: str) -> dict[str, Any]:
    """A date of CSL-JSON: its parts, two for a span, or words where parts would say too much."""
    limits = [date.start, date.end] if date.is_span else [date]
    parts = [_numbers(end) for end in limits if end is not None]
    variable: dict[str, Any] = {"literal": words}
    if date.precision == "season" and not date.is_span:
        variable = {"date-parts": [[date.year]], "season": _season(date)}
    elif all(parts) and len(parts) == len(limits):
        variable = {"date-parts": parts}
    circa = (date.approximate or date.uncertain) and "literal" not in variable
    return {**variable, "circa": True} if circa else variable


def biblatex_date(date: Edtf) -> str | None:
    """A date as `biblatex` reads it (EDTF of level 1), or `None` where it has no form for it."""
    if not date.is_span:
        return _edtf(date)
    limits = (date.start, date.end)
    if any(end is not None and end.precision not in _PARTS for end in limits):
        return None
    return "/".join(".." if end is None else _edtf(end) or "" for end in limits)


def _edtf(date: Edtf) -> str | None:
    mark = "%" if date.approximate and date.uncertain else "~" if date.approximate else "?" * date.uncertain
    length = {"day": 10, "month": 7, "year": 4}.get(date.precision)
    if length:
        return date.lower.isoformat()[:length] + mark
    return date.text if date.precision in _AS_WRITTEN and not mark else None


def ris_dates(date: Edtf, words: str) -> list[tuple[str, str]]:
    """The year and the date of RIS: the year where there is one and it's certain, else words only."""
    if date.iso8601:
        year, *rest = date.iso8601.split("-")
        return [("PY", year), ("DA", "/".join([year, *rest, "", "", ""][:3]) + "/")]
    certain = not (date.approximate or date.uncertain)
    bounded = not date.is_span or (date.start and date.end)
    label = words.replace("/", "–")
    if certain and bounded and (date.precision == "season" or date.lower.year == date.upper.year):
        return [("PY", f"{date.year:04}"), ("DA", f"{date.year:04}///{label}")]
    return [("DA", label)]


def _numbers(date: Edtf) -> list[int]:
    count = _PARTS.get(date.precision, 0)
    return [date.lower.year, date.lower.month, date.lower.day][:count]


def _season(date: Edtf) -> int:
    return int(date.text[5:7]) - _FIRST_SEASON
