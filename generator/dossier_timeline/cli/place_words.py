"""Where a passage stands, in words on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.evidence.passages import SourcePassage


def describe_source_place(source_passage: SourcePassage) -> str:
    """Where a source passage stands, as content names it."""
    return describe_place_keys(source_passage.place_keys)


def describe_place_keys(keys: Mapping[str, str]) -> str:
    """The keys of a place in words: “Results”, paragraph 3."""
    return ", ".join(
        f"“{value}”" if key in ("section", "quote") and not value.isdecimal() else f"{key} {value}"
        for key, value in keys.items()
    )
