"""Facts: their notes, and the few that come first."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class PassagePreview(Component):
    """The words of a passage, which only its maintainer sees, in a preview."""

    lines: tuple[str, ...]
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class FactNote(Component):
    """The note of a fact: its value, where it stands, how it was checked, where it is used."""

    id: str
    value: Html
    label: Html
    name: str = ""
    date: str = ""
    remark: Html = ""
    inferred: str = ""
    because: Html = ""
    derived: Html = ""
    printed: str = ""
    printed_lang: str = ""
    source: Html = ""
    place: Html = ""
    passage_href: str = ""
    url: str = ""
    status: str = ""
    language: str = ""
    check: str = ""
    preview: PassagePreview | None = None
    is_text_held: bool = True
    is_permanent: bool = True
    difference_href: str = ""
    difference_kind: str = ""
    uses: tuple[Html, ...] = ()
    embed_href: str = ""
    back_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteList(Component):
    """The notes of a page, and what goes for all of them."""

    notes: tuple[FactNote, ...]
    remarks: tuple[str, ...] = ()
    first_number: int = 1
    usual_status: str = ""


@dataclass(frozen=True, slots=True)
class NotePopover(Component):
    """What a note is shown in beside its number, with what a citation of it needs."""

    citation: str
    address: str


@dataclass(frozen=True, slots=True)
class QualifiedValue(Component):
    """A value in large, and in small what the source says around it."""

    value: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A value that stands beside a key figure: what it is to it, and its date in words where that differs.

    `relation` is "other" (the same, by another count or source), "target", "more" or "less" (the figure is
    more or less than this earlier one), "same" (as much as then) or "afterwards" (what came of a forecast).
    """

    relation: str
    value: Html
    date: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the numbers that come first, what stands beside it, and how sources differ about it."""

    value: Html
    label: Html
    aside: Html = ""
    compared: tuple[ComparedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigures(Component):
    """The few numbers that come first."""

    items: tuple[KeyFigure, ...]
