"""Marks for words that are asked for by a name that the code computes.

Extraction reads the source, so it only finds words written out in a call. Where a word is chosen at
run time (the slug of a page's kind, the name of a status), the choices are written once in one of
these marks, which do nothing but hand the word back.
"""

from __future__ import annotations

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "N_": None,
    "NP_": ((1, "c"), 2),
    "NN_": (1, 2),
    "say": None,
    "say_many": (1, 2),
}
"""How Babel reads the marks: which argument is the word, and which its context.

`say` and `say_many` are what code calls `Language.gettext` and `Language.ngettext` where it needs
them often.
"""


def N_(message: str) -> str:  # noqa: N802
    """A word of the interface that is looked up later with `Language.gettext`."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802
    """A word with a context that is looked up later with `Language.pgettext`."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """A word for one and for many that is looked up later with `Language.ngettext`."""
    return one, many
