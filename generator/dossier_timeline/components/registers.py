"""Entries of registers: persons, bodies, countries, works and terms."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class RegisterEntry(Component):
    """One entry of a register, and where it appears."""

    id: str
    title: Html
    lang: str = ""
    short: Html = ""
    kind: str = ""
    text: Html = ""
    rows: tuple[tuple[str, Html], ...] = ()
    appearances: tuple[tuple[str, Html], ...] = ()
    level: int = 3
    images: Html = ""


@dataclass(frozen=True, slots=True)
class RegisterList(Component):
    """Entries of a register."""

    entries: tuple[RegisterEntry, ...]
