"""Telephone numbers: how they are shown, and how they are dialled."""

from __future__ import annotations

import re

_SHOWN = re.compile(r"\+?\(?\d(?:[ \u00a0\u202f./-]{0,2}[()]?[ \u00a0\u202f]?\d)*\)?", re.ASCII)
_DIALLED = re.compile(r"\+?\d(?:[.-]?\d)*(?:;ext=\d{1,7})?", re.ASCII | re.I)
_FEWEST, _MOST = 3, 15
"""So many digits a number has: the shortest are those for emergencies, the longest those of ITU E.164."""


def is_phone_number(text: str) -> bool:
    """Whether this is a telephone number as people read it: digits, spaces, points, hyphens, brackets."""
    return _SHOWN.fullmatch(text) is not None and _has_plausible_length(text)


def is_dialled_number(text: str) -> bool:
    """Whether this is a number as a link has it (RFC 3966): digits, with a plus before a country's code."""
    return _DIALLED.fullmatch(text) is not None and _has_plausible_length(text.partition(";")[0])


def _has_plausible_length(text: str) -> bool:
    return _FEWEST <= sum(map(str.isdigit, text)) <= _MOST
