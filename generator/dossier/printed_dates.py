"""Dates as a text prints them, from "zomer" to "5 november 2014", in any language's words."""

from __future__ import annotations

import re

from generator.dossier.cursor import Cursor, Token
from generator.dossier.folding import fold
from generator.dossier.lexicon import SEASONS
from generator.dossier.periods import YEARS, before_christ


def date_at(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    """The date that begins at this part, and the index of the part after it."""
    atom = cursor.parts[index]
    if atom.kind == "date":
        a, b, c = (int(part) for part in re.split(r"[./-]", atom.text))
        first, last = (a, c) if a > 31 else (c, a)
        return cursor.token("date", index, index + 1, year=first, month=b, day=last)
    season = _season(cursor, index)
    if season:
        year_at = index + 2 if _year(cursor, index + 2) and cursor.is_particle(index + 1) else index + 1
        year = _year(cursor, year_at)
        return cursor.token("date", index, year_at + 1 if year else index + 1, year=year, month=season)
    day = _day(cursor, index)
    if day:
        linked = cursor.reads(index + 1, ".") or (atom.kind == "mixed" and cursor.is_particle(index + 1))
        month_at = index + 2 if linked else index + 1
        month = _month(cursor, month_at, short=True, sure=True)
        if month:
            return _with_year(cursor, index, month_at + 1, month, day)
    month = _month(cursor, index, short=True)
    if month:
        return _from_month(cursor, index, month)
    year = _year(cursor, index)
    return cursor.token("date", index, index + 1, year=year) if year else None


def _from_month(cursor: Cursor, index: int, month: int) -> tuple[Token, int] | None:
    if cursor.lexicon.capital_months and _day(cursor, index + 1) and not cursor.unit_follows(index + 2):
        return _with_year(cursor, index, index + 2, month, _day(cursor, index + 1))
    after = index + 2 if cursor.reads(index + 1, ".") and _year(cursor, index + 2) else index + 1
    year = _year(cursor, after)
    if year:
        return cursor.token("date", index, after + 1, year=year, month=month)
    if _month(cursor, index, short=False):
        return cursor.token("date", index, index + 1, month=month)
    return None


def _with_year(cursor: Cursor, first: int, after: int, month: int, day: int | None) -> tuple[Token, int]:
    year_at = after + 1 if cursor.reads(after, ",", ".") and _year(cursor, after + 1) else after
    year = _year(cursor, year_at)
    if year:
        after = year_at + 1
    return cursor.token("date", first, after, year=year, month=month, day=day)


def _day(cursor: Cursor, index: int) -> int | None:
    atom = cursor.at(index)
    match = re.fullmatch(r"(\d{1,2})(\D*)", atom.text) if atom else None
    if not match or (match[2] and fold(match[2]) not in cursor.lexicon.words.ordinal_endings):
        return None
    return int(match[1]) if 1 <= int(match[1]) <= 31 else None


def _month(cursor: Cursor, index: int, *, short: bool, sure: bool = False) -> int | None:
    atom = cursor.at(index)
    if atom is None or atom.kind != "word":
        return None
    if cursor.lexicon.capital_months and not sure and not atom.text[0].isupper():
        return None
    names = cursor.lexicon.months
    return names.get(atom.key) or (cursor.lexicon.short_months.get(atom.key) if short else None)


def _season(cursor: Cursor, index: int) -> int | None:
    key = cursor.parts[index].key
    for season, words in cursor.lexicon.words.seasons.items():
        if key in words:
            return SEASONS[season]
    return None


def _year(cursor: Cursor, index: int) -> int | None:
    atom = cursor.at(index)
    if atom is None or atom.kind != "figures" or not re.fullmatch(r"\d{4}", atom.text):
        return None
    # "2019 roku" is a year in languages that say the word "year" after it; nothing takes so many years.
    if int(atom.text) not in YEARS or (cursor.unit_follows(index + 1) and cursor.duration(index + 1) != "Y"):
        return None
    if cursor.follows_currency(index) or cursor.reads(index - 1, "+", "±"):
        return None
    return None if before_christ(cursor.text, atom.end, cursor.lexicon) else int(atom.text)
