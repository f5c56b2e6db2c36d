"""The terms of locators: what names a place in a document as a reader cites it.

Source: the locators of CSL 1.0.2; where CSL has no term, that of Akoma Ntoso 1.0 (OASIS LegalDocML).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticKnownError

HeadingTerm = Literal[
    "appendix", "part", "book", "title", "chapter", "division", "section", "article", "rule"
]
"""What a heading with a number may be, the widest first."""

InnerTerm = Literal["recital", "paragraph", "subparagraph", "point", "indent", "figure", "table"]
"""What may be numbered or counted below a heading."""

LocatorTerm = Literal[
    "appendix",
    "part",
    "book",
    "title",
    "chapter",
    "division",
    "section",
    "article",
    "rule",
    "recital",
    "paragraph",
    "subparagraph",
    "point",
    "indent",
    "figure",
    "table",
]

HEADING_TERMS: tuple[HeadingTerm, ...] = get_args(HeadingTerm)
INNER_TERMS: tuple[InnerTerm, ...] = get_args(InnerTerm)
UNIT_TERMS = frozenset(("section", "article", "rule"))
"""The headings whose paragraphs are numbered and cited as theirs: article 83, paragraph 5."""

NUMBERED_THROUGH = frozenset(("recital", "figure", "table"))
"""What is numbered through a whole document, whatever its headings."""

CSL_TERMS = {"article": "article-locator", "title": "title-locator"}
"""The terms that CSL writes in another way than content does."""

LocatorStep = tuple[LocatorTerm, str | int]
"""A term with its number: as printed, or as an integer where it's only counted."""

Locator = tuple[LocatorStep, ...]
"""The steps to a passage, from the widest; empty where nothing is printed beside it."""

_LONGEST = 24
_PART = re.compile(r"[^\W_]+")


def fold_number(number: str | int) -> str:
    """A printed number as it's compared: without brackets, points, spaces and capitals."""
    return ".".join(_PART.findall(str(number))).casefold()


def fold_steps(steps: Locator) -> tuple[tuple[str, str], ...]:
    """The steps of a locator as they're compared."""
    return tuple((term, fold_number(number)) for term, number in steps)


def is_cited_alone(steps: Locator) -> bool:
    """Whether the steps name a place without the words of a heading."""
    return bool(steps) and (steps[0][0] in HEADING_TERMS or steps[0][0] == "recital")


def write_csl_locator(steps: Locator) -> str:
    """The steps with the terms that CSL has for them, the same in every language."""
    return ", ".join(f"{CSL_TERMS.get(term, term)} {number}" for term, number in steps)


def write_printed_number(value: object) -> object:
    """A number that was written as one as the text that is printed."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


PrintedNumber = Annotated[
    str,
    BeforeValidator(write_printed_number),
    StringConstraints(min_length=1, max_length=_LONGEST, pattern=r"[^\W_]"),
]
"""A number or letter as it's printed: 83, 5a, IX, (b)."""


def _read_paragraph(value: object) -> int | str:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text.isascii() and text.isdecimal():
        if int(text) < 1:
            raise PydanticKnownError("greater_than_equal", {"ge": 1})
        return int(text)
    if text[:1].isdecimal() and len(text) <= _LONGEST:
        return text
    raise PydanticKnownError("int_parsing" if text else "int_type")


ParagraphNumber = Annotated[
    int | str,
    BeforeValidator(_read_paragraph),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "maxLength": _LONGEST}]}),
]
"""A paragraph, by its printed number or counted."""
