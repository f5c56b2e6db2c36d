"""Lists with filters above them: what the filters have to know of a list, and how it stands on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilteredEntry:
    """An entry of a list: its id, the id of the group in which it stands, and its values by facet.

    `twin` is the id of what is shown and hidden with it elsewhere on the page, if anything, and `twin_group`
    that of the group in which the twin stands.
    """

    id: str
    group: str
    facets: Mapping[str, Sequence[str]]
    twin: str = ""
    twin_group: str = ""
    is_linked_above: bool = False
    """Whether the drawing above the list leads to it."""


@dataclass(frozen=True, slots=True)
class ListStyle:
    """What the groups of a list, the entries in them and their twins are, as selectors, and their display.

    Twins and their groups are blocks.
    """

    groups: str
    entries: str
    group_display: str = "block"
    entry_display: str = "list-item"
    twins: str = ""
    twin_groups: str = ""
    has_overview: bool = False
    """Whether a drawing above the list has a veil for each group, and leads to some entries."""

    @property
    def all_entries(self) -> str:
        """The selector of all entries."""
        return f"{self.groups} {self.entries}"


TIMELINE_STYLE = ListStyle(groups=".year", entries="li", group_display="grid", has_overview=True)
"""The timeline: events in years."""
