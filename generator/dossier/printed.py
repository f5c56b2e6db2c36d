"""Values as a text prints them: every number, share, sum, date and duration in it, read and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from generator.dossier.atoms import atoms
from generator.dossier.cursor import Cursor, Token
from generator.dossier.lexicon import HALF_YEARS, QUARTERS, Lexicon, fold
from generator.dossier.periods import periods
from generator.dossier.printed_dates import date_at
from generator.dossier.spans import Spans

_HOURS_OF_A_DAY = 24


@lru_cache(maxsize=4096)
def scan(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Every value in a normalised text, in order; cited works are tokens of their own."""
    works = cited(text, lexicon)
    laws = Spans((work.start, work.end) for work in works)
    read = [token for token in periods(text, lexicon) if not laws.overlap(token.start, token.end)]
    known = Spans((token.start, token.end) for token in (*works, *read))
    parts = [atom for atom in atoms(text) if not known.hold(atom.start, atom.start + 1)]
    single = [*_tokens(Cursor(text, parts, lexicon)), *read]
    found = _shared(sorted(single, key=lambda token: token.start), text, lexicon)
    return tuple(sorted((*found, *works), key=lambda token: token.start))


def cited(text: str, lexicon: Lexicon) -> list[Token]:
    """The works that the text cites, by the language's patterns; where two overlap, the longer."""
    spans = {match.span() for pattern in lexicon.works for match in pattern.finditer(text)}
    found: list[Token] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Token("work", text[start:end], start, end))
    return found


def _tokens(cursor: Cursor) -> Iterator[Token]:
    index = 0
    while index < len(cursor.parts):
        for read in (date_at, _time, _amount, _compound, _rank, _count):
            found = read(cursor, index)
            if found:
                yield found[0]
                index = found[1]
                break
        else:
            index += 1


def _time(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    """A time of the day in figures: a number to account for, without a value that a fact could have."""
    return cursor.token("number", index, index + 1) if cursor.parts[index].kind == "time" else None


def _amount(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    currency = cursor.currency(index)
    found = cursor.numeral(index + 1) if currency else None
    if not currency or not found:
        return None
    return cursor.token(
        "amount",
        index,
        found.end,
        value=found.value,
        unit=currency,
        scale=found.scale,
        spelled=found.spelled,
    )


def _count(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    signed = cursor.reads(index, "+", "-", "−", "±") and not _glued(cursor, index)
    found = cursor.numeral(index + 1 if signed else index)
    if not found:
        return None
    value = -found.value if signed and cursor.reads(index, "-", "−") else found.value
    fields = {"scale": found.scale, "spelled": found.spelled, "loose": found.loose}
    percent = cursor.percent(found.end)
    if percent:
        return cursor.token("share", index, found.end + percent, value=value, **fields)
    currency = cursor.currency(found.end)
    if currency:
        return cursor.token("amount", index, found.end + 1, value=value, unit=currency, **fields)
    unit_at = found.end + 1 if cursor.reads(found.end, "-") else found.end
    unit = cursor.duration(unit_at) or _ending(cursor, unit_at)
    if unit == "H" and _tells_the_time(cursor, index, value):
        return cursor.token("number", index, unit_at + 1)
    if unit:
        return cursor.token("duration", index, unit_at + 1, value=value, unit=unit, **fields)
    return cursor.token("number", index, found.end, value=value, **fields)


def _tells_the_time(cursor: Cursor, index: int, hours: Decimal) -> bool:
    """Whether hours are, or may be, a time of the day: "12.30 uur", "om 12 uur"."""
    before = cursor.at(index - 1)
    on_the_clock = before is not None and before.key in cursor.lexicon.words.clock
    minutes = re.fullmatch(r"\d{1,2}[.:]\d\d", cursor.parts[index].text)
    return minutes is not None or (on_the_clock and hours <= _HOURS_OF_A_DAY)


def _glued(cursor: Cursor, index: int) -> bool:
    """Whether a sign belongs to what is before it, as in "2012-2014", or to nothing after it."""
    before, sign, after = cursor.at(index - 1), cursor.parts[index], cursor.at(index + 1)
    return (before is not None and before.end == sign.start and before.text[-1:].isalnum()) or (
        after is None or after.start != sign.end or after.kind != "figures"
    )


def _ending(cursor: Cursor, index: int) -> str | None:
    atom = cursor.at(index)
    for unit, endings in cursor.lexicon.words.duration_endings.items():
        if atom and atom.key in endings:
            return unit
    return None


def _compound(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    """One word that is a number and more: "tweedaagse", "dertigtal"."""
    atom, words = cursor.parts[index], cursor.lexicon.words
    if atom.kind != "word":
        return None
    for unit, endings in words.duration_endings.items():
        for ending in endings:
            value = _stem(cursor, atom.key, ending)
            if value is not None:
                return cursor.token("duration", index, index + 1, value=value, unit=unit, spelled=True)
    for ending in words.approximate:
        value = _stem(cursor, atom.key, ending)
        if value is not None:
            rough = "about" if value >= 10 else None
            return cursor.token("number", index, index + 1, value=value, spelled=True, qualifier=rough)
    return None


def _stem(cursor: Cursor, key: str, ending: str) -> Decimal | None:
    value = cursor.lexicon.cardinals.get(key.removesuffix(ending)) if key.endswith(ending) else None
    return None if value is None else Decimal(value)


def _rank(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    atom = cursor.parts[index]
    figures = re.fullmatch(r"(\d+)(\D+)", atom.text) if atom.kind == "mixed" else None
    if figures and fold(figures[2]) in cursor.lexicon.words.ordinal_endings:
        return cursor.token("ordinal", index, index + 1, value=Decimal(figures[1]))
    if atom.key not in cursor.lexicon.beginnings:
        return None
    for after in (index + 3, index + 2, index + 1):
        run = cursor.parts[index:after]
        value = cursor.lexicon.ordinals.get(fold(" ".join(part.text for part in run)))
        if value is not None and run[0].kind == run[-1].kind == "word":
            return cursor.token(
                "ordinal", index, min(after, len(cursor.parts)), value=Decimal(value), spelled=True
            )
    return None


# What one unit or year says for several: "5, 6 en 7 november 2014", "twee en één jaar"


def _shared(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    for index in range(len(tokens) - 2, -1, -1):
        first, second = tokens[index], tokens[index + 1]
        between = text[first.end : second.start]
        if first.kind == "number" and second.kind == "date":
            between = between.removeprefix(".")  # the point of a rank: "18.–20. Dezember"
        if _connected(between, lexicon):
            tokens[index] = _sharing(first, second)
            tokens[index + 1] = _listed(tokens[index], second, between)
        if _is_part(first, second, between, lexicon):
            tokens[index + 1] = replace(tokens[index + 1], joined=True)
    return tokens


def _listed(first: Token, second: Token, between: str) -> Token:
    """A value that goes on a list: of dates what joins them is no qualifier, and a dash makes them one."""
    second = replace(second, listed=first.kind == second.kind)
    if not first.kind == second.kind == "date":
        return second
    dashed = between.strip() in ("-", "–", "—")
    return replace(second, qualifier=first.qualifier if dashed else None)


def _is_part(first: Token, second: Token, between: str, lexicon: Lexicon) -> bool:
    """Whether a duration goes on with a smaller unit: "1 year and 6 months", not "6 or 12 months"."""
    if not first.kind == second.kind == "duration" or _UNITS.index(first.unit) >= _UNITS.index(second.unit):
        return False
    return fold(between).strip(", ") in ("", *lexicon.conjunctions)


_UNITS = "YMWDH"


def _sharing(first: Token, second: Token) -> Token:
    if first.kind == "number" and second.kind == "date" and second.day and not first.spelled:
        value = first.value
        if value is not None and value == int(value) and 1 <= value <= 31:
            return replace(
                first, kind="date", day=int(value), month=second.month, year=second.year, value=None
            )
    elif (
        first.kind == "ordinal" and second.kind == "date" and (second.month or 0) in (*QUARTERS, *HALF_YEARS)
    ):
        several = QUARTERS if second.month in QUARTERS else HALF_YEARS
        if first.value is not None and 1 <= first.value <= len(several):
            month = several[int(first.value) - 1]
            return replace(first, kind="date", month=month, year=second.year, value=None)
    elif first.kind == second.kind == "date" and first.year is None and first.month is not None:
        return replace(first, year=second.year)
    elif (
        first.kind == "number" and second.kind in ("duration", "share", "amount") and first.value is not None
    ):
        scale = second.scale if not first.scale else 0
        return replace(
            first,
            kind=second.kind,
            unit=second.unit,
            value=first.value.scaleb(scale) if scale else first.value,
        )
    return first


def _connected(between: str, lexicon: Lexicon) -> bool:
    words = fold(re.sub(r"[,–—-]", " ", between))
    return (not words and between.strip() in (",", "-", "–", "—")) or words in (
        *lexicon.words.connectors,
        *lexicon.conjunctions,
    )
