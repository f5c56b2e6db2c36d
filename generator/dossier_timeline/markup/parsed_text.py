"""A text that was read: its pieces, and what stands in it. Lines and columns count from 1 within it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.references import NoClaim, Reference


@dataclass(frozen=True, slots=True)
class ParsedHeading:
    """A heading: its level (2–6), its explicit id ("" without one), its plain text, its line."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ParsedLink:
    """An ordinary Markdown link or image as written; `external` has a host or is a mail address."""

    href: str
    line: int
    column: int
    text: str = ""
    is_image: bool = False
    external: bool = False


class ScrollBoundary(Enum):
    """Where something begins that may be wider than the page, and where it ends."""

    TABLE = "table"
    CODE = "code"
    END = "end"


@dataclass(frozen=True, slots=True)
class HeadingTag:
    """Where a heading begins or ends: its level (1–6), its id ("" without one), other attributes as HTML."""

    level: int
    id: str = ""
    attributes: str = ""
    is_end: bool = False


Piece = str | Reference | ParsedLink | ScrollBoundary | HeadingTag


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text, ready to be shown: sanitised HTML with references and links still to be filled in.

    A `Link` among the pieces stands for the attribute with its address (or for a whole image).
    """

    pieces: tuple[Piece, ...]
    references: tuple[Reference, ...] = ()
    headings: tuple[ParsedHeading, ...] = ()
    links: tuple[ParsedLink, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unproven_numbers: tuple[NoClaim, ...] = ()
