"""Dates as a text prints them, from "zomer" to "5 november 2014", in any language's words."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import Cursor, PrintedValue
from dossier_timeline.notation.lexicon import SEASONS
from dossier_timeline.notation.periods import DAY, MONTH_OR_DAY, UNCLEAR, YEARS, is_before_year_one

_DAYS = 31
_MONTHS = 12
_NEAR = 30
_DASH = "/"
"""What stands for a dash in a folded text, where hyphens are spaces."""
_WITHIN = tuple(",;-–/&")
"""Signs after which no sentence begins."""


def read_date(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    """The date that begins at this part, and the index of the part after it."""
    atom = cursor.parts[index]
    if atom.kind == "date":
        return _read_figures(cursor, index)
    season = _season_at(cursor, index)
    if season:
        year_at = index + 2 if _year_at(cursor, index + 2) and cursor.is_particle(index + 1) else index + 1
        year = _year_at(cursor, year_at)
        return cursor.make_value("date", index, year_at + 1 if year else index + 1, year=year, month=season)
    from_day = _read_from_day(cursor, index)
    if from_day:
        return from_day
    month = _month_at(cursor, index, short=True)
    if month:
        found = _read_from_month(cursor, index, month)
        if found and _has_rank_before(cursor, index):
            unclear = replace(found[0], year=None, month=None, day=None, period=UNCLEAR, why_unread=DAY)
            return unclear, found[1]
        return found
    year = _year_at(cursor, index)
    return cursor.make_value("date", index, index + 1, year=year) if year else None


def _read_figures(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    """A date in figures: from the year down, or the day first; unclear where the month may be first."""
    a, b, c = (int(part) for part in re.split(r"[./-]", cursor.parts[index].text))
    if a > _DAYS:
        return cursor.make_value("date", index, index + 1, year=a, month=b, day=c) if b <= _MONTHS else None
    if min(a, b) > _MONTHS:
        return None
    if cursor.lexicon.month_first and max(a, b) <= _MONTHS and a != b:
        return cursor.make_value("date", index, index + 1, period=UNCLEAR, why_unread=MONTH_OR_DAY)
    day, month = (b, a) if b > _MONTHS else (a, b)
    return cursor.make_value("date", index, index + 1, year=c, month=month, day=day)


def _read_from_day(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    """A day and its month; where months have capitals, one without needs a year: "1 may" says nothing."""
    day = _day_at(cursor, index)
    if not day:
        return None
    ranked = cursor.parts[index].kind == "mixed" and cursor.is_particle(index + 1)
    linked = cursor.is_text(index + 1, ".") or cursor.is_date_link(index + 1) or ranked
    month_at = index + 2 if linked else index + 1
    month = _month_at(cursor, month_at, short=True, sure=True)
    if not month:
        return None
    found = _read_year_after(cursor, index, month_at + 1, month, day)
    name = cursor.parts[month_at]
    a_word = cursor.lexicon.capital_months and not name.text[0].isupper()
    a_number = name.key in cursor.lexicon.cardinals and not cursor.is_text(month_at + 1, ".")
    return None if (a_word or a_number) and found[0].year is None else found


def _read_from_month(cursor: Cursor, index: int, month: int) -> tuple[PrintedValue, int] | None:
    if _begins_month_list(cursor, index):
        return cursor.make_value("date", index, index + 1, month=month)
    a_word = cursor.parts[index].key in cursor.lexicon.words.month_words and _begins_sentence(cursor, index)
    if cursor.lexicon.capital_months and _day_at(cursor, index + 1) and not cursor.is_unit(index + 2):
        found = _read_year_after(cursor, index, index + 2, month, _day_at(cursor, index + 1))
        following = cursor.at(index + 2)
        counts = following is not None and following.kind == "word"
        return None if a_word and counts and found[0].year is None else found
    after = index + 1
    if (cursor.is_text(after, ".") or cursor.is_date_link(after)) and _year_at(cursor, index + 2):
        after = index + 2
    year = _year_at(cursor, after)
    if year:
        return cursor.make_value("date", index, after + 1, year=year, month=month)
    if a_word or not _month_at(cursor, index, short=False):
        return None
    named = not cursor.lexicon.capital_months and cursor.parts[index].text[0].isupper()
    if named and not _begins_sentence(cursor, index):
        return None
    return cursor.make_value("date", index, index + 1, month=month)


def _begins_month_list(cursor: Cursor, index: int) -> bool:
    """Whether a month begins a list or range of months: "aug–okt 2008", "jan. en feb. 2014"."""
    end = cursor.parts[index].end
    rest = fold_phrase(re.sub("[-–—]", f" {_DASH} ", cursor.text[end : end + _NEAR]))
    rest = rest.removeprefix(".").lstrip()
    lexicon = cursor.lexicon
    for joins in (_DASH, *lexicon.words.connectors, *lexicon.conjunctions):
        word = re.match(rf"{re.escape(joins)} ([^\W\d_]+)", rest) if rest.startswith(joins) else None
        if word and (word[1] in lexicon.months or word[1] in lexicon.short_months):
            return True
    return False


def _has_rank_before(cursor: Cursor, index: int) -> bool:
    """Whether the month has a day before it in a form that isn't known: "1er janvier"."""
    before = cursor.at(index - 2 if cursor.is_date_link(index - 1) else index - 1)
    return before is not None and re.fullmatch(r"\d{1,2}\D+", before.text) is not None


def _begins_sentence(cursor: Cursor, index: int) -> bool:
    """Whether a capital at this part says nothing, because a sentence begins there."""
    before = cursor.at(index - 1)
    return before is None or (before.kind == "sign" and before.text not in _WITHIN)


def _read_year_after(
    cursor: Cursor, first: int, after: int, month: int, day: int | None
) -> tuple[PrintedValue, int]:
    linked = cursor.is_text(after, ",", ".") or cursor.is_date_link(after)
    year_at = after + 1 if linked and _year_at(cursor, after + 1) else after
    year = _year_at(cursor, year_at)
    if year:
        after = year_at + 1
    return cursor.make_value("date", first, after, year=year, month=month, day=day)


def _day_at(cursor: Cursor, index: int) -> int | None:
    atom = cursor.at(index)
    match = re.fullmatch(r"(\d{1,2})(\D*)", atom.text) if atom else None
    if not match or (match[2] and fold_phrase(match[2]) not in cursor.lexicon.words.ordinal_endings):
        return None
    return int(match[1]) if 1 <= int(match[1]) <= 31 else None


def _month_at(cursor: Cursor, index: int, *, short: bool, sure: bool = False) -> int | None:
    atom = cursor.at(index)
    if atom is None or atom.kind != "word":
        return None
    if cursor.lexicon.capital_months and not sure and not atom.text[0].isupper():
        return None
    names = cursor.lexicon.months
    return names.get(atom.key) or (cursor.lexicon.short_months.get(atom.key) if short else None)


def _season_at(cursor: Cursor, index: int) -> int | None:
    key = cursor.parts[index].key
    for season, words in cursor.lexicon.words.seasons.items():
        if key in words:
            return SEASONS[season]
    return None


def _year_at(cursor: Cursor, index: int) -> int | None:
    atom = cursor.at(index)
    if atom is None or atom.kind != "figures" or not re.fullmatch(r"\d{4}", atom.text):
        return None
    # "2019 roku" is a year in languages that say the word "year" after it; nothing takes so many years.
    if int(atom.text) not in YEARS or (
        cursor.is_unit(index + 1) and cursor.find_duration_unit(index + 1) != "Y"
    ):
        return None
    if cursor.follows_currency(index) or cursor.is_text(index - 1, "+", "±"):
        return None
    return None if is_before_year_one(cursor.text, atom.end, cursor.lexicon) else int(atom.text)
