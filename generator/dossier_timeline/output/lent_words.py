"""Words of another language in a finished page: each gets an element with its language and direction."""

from __future__ import annotations

import re
from collections.abc import Callable

from dossier_timeline.languages.lending import BEGIN, END, MIDDLE, script_direction, strip_marks

_MARKUP_PART = re.compile(
    # Places that may hold no elements: tags with their attributes, comments, raw text, drawings, options.
    r"<!--.*?-->|<(?P<raw>script|style|title|textarea|svg|option|noscript)\b.*?</(?P=raw)\s*>"
    r"|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    rf"|{BEGIN}(?P<code>[A-Za-z0-9-]*){MIDDLE}|(?P<end>{END})",
    re.DOTALL | re.IGNORECASE,
)


def mark_lent_words(html: str) -> str:
    """The page with every lent word in a `span` with its `lang` and `dir`.

    In attributes, titles, drawings and data, where no element may stand, only the words stay.
    """
    if BEGIN not in html and END not in html:
        return html
    return _MARKUP_PART.sub(_make_replacer(), html)


def strip_lent_marks(content: bytes) -> bytes:
    """A file that is no page, without the marks of lent words; a file that isn't text stays as it is."""
    try:
        return strip_marks(content.decode()).encode()
    except UnicodeDecodeError:
        return content


def _make_replacer() -> Callable[[re.Match[str]], str]:
    """A function that replaces one part after another and remembers which lent words are open."""
    open_languages: list[str] = []

    def replace(part: re.Match[str]) -> str:
        if part["code"] is not None:
            is_nested = bool(open_languages) and open_languages[-1] == part["code"]
            open_languages.append(part["code"])
            return "" if is_nested else f'<span lang="{part["code"]}" dir="{script_direction(part["code"])}">'
        if part["end"]:
            if not open_languages:
                return ""
            code = open_languages.pop()
            return "" if open_languages and open_languages[-1] == code else "</span>"
        return strip_marks(part[0])

    return replace
