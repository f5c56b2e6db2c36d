"""Choices above a list, and what they leave of it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class FilterOption:
    """A value that can be chosen, and where its entries or it itself can be found without choosing.

    `count` says how many entries have it; `href` is "" where there is no such place.
    """

    value: str
    label: Html
    count: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class FilterFacet:
    """What can be chosen from one aspect of entries."""

    name: str
    title: str
    options: tuple[FilterOption, ...]
    more: str = ""
    """How many more there are than the options, in words, and where they are."""
    more_href: str = ""


@dataclass(frozen=True, slots=True)
class ListFilters(Component):
    """The choices above a list."""

    label: str
    facets: tuple[FilterFacet, ...]
    count: str = ""
    no_match: str = ""
    show_all: str = ""
    groups: str = ""
    entries: str = ""
    live: bool = True


@dataclass(frozen=True, slots=True)
class FilterResult(Component):
    """What the choices leave of a list, in a bar that stays in view."""

    facets: tuple[FilterFacet, ...]
    count_before: str
    count_after: str
    show_all: str
