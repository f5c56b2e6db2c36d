"""Source texts that are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier_timeline.components.base import Component


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of a source text; the raised number of a footnote may lead to it."""

    text: str
    is_raised: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A heading, passage, list or page of a source text. `label` says in words which passage it is."""

    kind: Literal["heading", "paragraph", "list", "item", "table", "footnote", "page"]
    id: str = ""
    label: str = ""
    number: int = 0
    words: tuple[SourceWords, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[ShownBlock, ...] = ()
    is_numbered: bool = False
    """Whether each item of a list begins with its own number or letter."""


@dataclass(frozen=True, slots=True)
class PublishedText(Component):
    """A source text, or a part of one, in its own language."""

    blocks: tuple[ShownBlock, ...]
    language: str
    direction: str
    page_language: str = ""
