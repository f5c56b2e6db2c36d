"""The place of a passage on one line, as content writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLAIN = re.compile(r"[\w().°º]+")
_WORDS = frozenset(("section", "quote"))
"""Keys whose values are words, which are quoted."""
_COUNTED = (frozenset(("section", "paragraph", "row")), frozenset(("section", "quote", "row")))
"""The keys of places that always have a section: "" is what stands before the first heading."""


def write_place(keys: Mapping[str, str]) -> str:
    """The keys of a place with their values, as they stand between the brackets of a passage."""
    shown = {"section": "", **keys} if any(keys.keys() <= counted for counted in _COUNTED) else keys
    return ", ".join(f"{key}: {write_place_value(key, value)}" for key, value in shown.items())


def write_place_value(key: str, value: str) -> str:
    """The value of a key as YAML."""
    return value if key not in _WORDS and _PLAIN.fullmatch(value) else quote_yaml(value)


def quote_yaml(text: str) -> str:
    """The text as a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
