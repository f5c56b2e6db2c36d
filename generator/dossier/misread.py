"""Why values that a passage prints can't be read, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dossier.cursor import Token

_AT_MOST = 3
_WAY_OUT = "what can't be read can be given as `inferred: value`, with the reason in `because`"


def misread(tokens: Iterable[Token]) -> str:
    """The values that can't be read, each with the reason; "" where there is none."""
    found = dict.fromkeys(f"“{token.text}” isn't read: {token.unread}" for token in tokens if token.unread)
    return "; ".join([*list(found)[:_AT_MOST], _WAY_OUT]) if found else ""
