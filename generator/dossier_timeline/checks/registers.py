"""Registers: countries that exist, once each; and lists of a length that a page can show."""

from __future__ import annotations

from collections.abc import Iterator

from babel.core import get_global

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions

MOST_KEY_FACTS = 6


def check_registers(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """What is wrong with the entries of registers, each by itself."""
    yield from _check_countries(dossier, positions)
    lists = [(SETTINGS, dossier.settings.key_facts)]
    lists += [(document.id, document.key_facts) for document in dossier.documents]
    for entry, facts in lists:
        if len(facts) > MOST_KEY_FACTS:
            message = f"these are {len(facts)} key facts, and {MOST_KEY_FACTS} are the most that are shown"
            position = positions.of(entry, "key_facts", MOST_KEY_FACTS)
            yield Diagnostic(position, Code.TOO_MANY, message, "choose the most telling")


def _check_countries(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    codes = get_global("territory_currencies")
    ids_by_code: dict[str, str] = {}
    for country in dossier.countries:
        if country.code not in codes:
            position = positions.of(country.id, "code")
            message = f"no country has the code “{country.code}”"
            yield Diagnostic(position, Code.UNKNOWN_COUNTRY, message, "use its two letters of ISO 3166-1")
        other = ids_by_code.setdefault(country.code, country.id)
        if other != country.id:
            position = positions.of(country.id, "code")
            message = f"“{other}” has the code “{country.code}” too"
            yield Diagnostic(position, Code.DUPLICATE_COUNTRY, message, "keep one of the two")
