"""Lent words in a finished page: each in an element that says its language and direction."""

from __future__ import annotations

import re
from collections.abc import Callable

from dossier_timeline.languages.lending import BEGIN, END, MIDDLE, script_direction, strip_marks

_PIECE = re.compile(
    # What may hold no elements of HTML: tags with their attributes, comments, raw text, drawings, choices.
    r"<!--.*?-->|<(?P<raw>script|style|title|textarea|svg|option|noscript)\b.*?</(?P=raw)\s*>"
    r"|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    rf"|{BEGIN}(?P<code>[A-Za-z0-9-]*){MIDDLE}|(?P<end>{END})",
    re.DOTALL | re.IGNORECASE,
)


def mark_lent_words(html: str) -> str:
    """The page with every lent word in a `span` with its `lang` and `dir`.

    In attributes, titles, drawings and data, where no element can stand, the marks are taken out
    and the words stay.
    """
    if BEGIN not in html and END not in html:
        return html
    return _PIECE.sub(_replacer(), html)


def strip_lent_marks(content: bytes) -> bytes:
    """A file that is no page without the marks; one that is no text is left as it is."""
    try:
        return strip_marks(content.decode()).encode()
    except UnicodeDecodeError:
        return content


def _replacer() -> Callable[[re.Match[str]], str]:
    """Replaces piece after piece, remembering which lent words are open."""
    open_codes: list[str] = []

    def replace(piece: re.Match[str]) -> str:
        if piece["code"] is not None:
            within = bool(open_codes) and open_codes[-1] == piece["code"]
            open_codes.append(piece["code"])
            return "" if within else f'<span lang="{piece["code"]}" dir="{script_direction(piece["code"])}">'
        if piece["end"]:
            if not open_codes:
                return ""
            code = open_codes.pop()
            return "" if open_codes and open_codes[-1] == code else "</span>"
        return strip_marks(piece[0])

    return replace
