"""Whether a value of the dossier is one of the values that a passage prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from generator.dossier.cursor import Token
from generator.dossier.dates import Edtf, parse
from generator.dossier.facts import Duration, Inferred, Kind, Qualifier, Value
from generator.dossier.lexicon import SEASONS, Lexicon, fold
from generator.dossier.passages import normalise
from generator.dossier.printed import scan

Flaw = Literal["value", "printed", "printed-value", "not-printed-qualifier", "unclaimed-qualifier"]

_MONTHS = {"Y": 12, "M": 1}
_DAYS = {"W": 7, "D": 1}
_HALF_A_YEAR = 183
_PARTS = re.compile(r"(\d+)([YMWD])")
_KINDS: dict[Kind, tuple[str, ...]] = {
    "number": ("number", "duration"),
    "ordinal": ("ordinal",),
    "share": ("share",),
    "amount": ("amount",),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the dossier says that a passage prints."""

    kind: Kind
    value: Value
    unit: str | None = None
    qualifier: Qualifier | None = None
    printed: str | None = None
    inferred: Inferred | None = None
    known: Edtf | None = None
    """The document's own date, from which something may have been inferred."""
    timed: bool = True
    """Whether a number counts time, so that "3 jaar" says it."""


def flaw(claim: Claim, text: str, lexicon: Lexicon) -> Flaw | None:
    """What is wrong with a claim about this normalised text; `None` when it stands there."""
    if claim.printed is not None:
        span = whole(claim.printed, text)
        if span is None:
            return "printed"
        inside = [t for t in scan(text, lexicon) if t.start < span[1] and t.end > span[0]]
        inside = [replace(token, loose=False) for token in inside]
        read = any(_reads(claim, token) for token in inside)
        if (read and not supports(claim, inside)) or (not read and not _one(claim, lexicon)):
            return "printed-value"
        return _qualifier_flaw(claim, supporting(claim, inside), claim.printed, text, lexicon)
    tokens = scan(text, lexicon)
    if not supports(claim, tokens):
        return "value"
    return _qualifier_flaw(claim, supporting(claim, tokens), "", text, lexicon)


def whole(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text, not inside longer words or numbers; quotes are alike."""
    wanted, within = _alike(words), _alike(text)
    if not wanted:
        return None
    match = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)", within)
    return match.span() if match else None


def supports(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether the tokens hold the value."""
    value = claim.value
    if isinstance(value, Edtf):
        return date_printed(value, tokens, claim.inferred, claim.known)
    if isinstance(value, Duration):
        return claim.inferred == "value" or all(
            any(t.kind == "duration" and _same_time(t, int(count), unit) for t in tokens)
            for count, unit in _PARTS.findall(value)
        )
    return claim.inferred == "value" or bool(supporting(claim, tokens))


def supporting(claim: Claim, tokens: Iterable[Token]) -> list[Token]:
    """The tokens that print the claim's number."""
    if not isinstance(claim.value, Decimal):
        return []
    return [t for t in tokens if _reads(claim, t) and t.value == claim.value]


def date_printed(
    date: Edtf,
    tokens: Sequence[Token],
    inferred: Inferred | None = None,
    known: Edtf | None = None,
    *,
    exactly: bool = True,
) -> bool:
    """Whether the tokens print a date, but for what was inferred of it.

    What is inferred of a date is inferred from the document's own date, `known`: that counts as
    printed then, and an inferred year is the one that brings the date nearest to it. `exactly`: a
    year is printed as a year and not only within the date of a day.
    """
    if inferred in ("date", "value"):
        return True
    dates = [token for token in tokens if token.kind == "date"]
    if inferred and known:
        dates.append(_token_of(known))
    if date.is_span:
        return _span_printed(date, dates, inferred, known) or _is_season(date, dates, inferred)
    return bool(_fitting(date, dates, inferred, known, exactly=exactly and not inferred))


def _span_printed(date: Edtf, dates: Sequence[Token], inferred: Inferred | None, known: Edtf | None) -> bool:
    """Both ends, in their order, and no other date of the same list or range beyond them."""
    starts = ends = list(range(len(dates)))
    if date.start and inferred != "start":
        fitting = _fitting(date.start, dates, inferred, known)
        starts = [i for i in fitting if inferred or not dates[i].listed]
    if date.end and inferred != "end":
        fitting = _fitting(date.end, dates, inferred, known)
        last = len(dates) - 1
        ends = [i for i in fitting if inferred or i == last or not dates[i + 1].listed]
    if inferred or date.start is None or date.end is None:
        return bool(starts) and bool(ends)
    return any(start < end for start in starts for end in ends)


def _is_season(date: Edtf, dates: Sequence[Token], inferred: Inferred | None) -> bool:
    """Whether a span is a season that is printed, from its first month to its last."""
    for token in dates:
        if token.month in SEASONS.values() and (token.year or inferred == "year"):
            season = parse(f"{token.year or date.year:04d}-{token.month}")
            if (season.lower, season.upper) == (date.lower, date.upper):
                return True
    return False


def _fitting(
    date: Edtf,
    dates: Sequence[Token],
    inferred: Inferred | None,
    known: Edtf | None,
    *,
    exactly: bool = False,
) -> list[int]:
    """The indexes of the tokens that print a date that is no span."""
    year, month, day = date_parts(date)
    years = {token.year for token in dates}
    near = inferred == "year" and (known is None or _apart(date, known) <= _HALF_A_YEAR)

    def fits(token: Token) -> bool:
        if token.year is None:
            in_time = token.month is not None and (near or year in years)
        else:
            in_time = token.year == year
        if exactly and ((month is None and token.month) or (day is None and token.day)):
            return False
        in_month = month is None or inferred == "month" or token.month == month
        return in_time and in_month and (day is None or inferred in ("day", "month") or token.day == day)

    return [index for index, token in enumerate(dates) if fits(token)]


def _apart(one: Edtf, other: Edtf) -> int:
    """The days between two dates; 0 where they overlap."""
    return max((one.lower - other.upper).days, (other.lower - one.upper).days, 0)


def understood(tokens: Iterable[Token], known: Edtf) -> tuple[Token, ...]:
    """The dates among the tokens as read on the day `known`: its year where none is printed."""
    dates = (token for token in tokens if token.kind == "date")
    return (_token_of(known), *(t if t.year else replace(t, year=known.year) for t in dates))


def _token_of(date: Edtf) -> Token:
    year, month, day = date_parts(date)
    return Token("date", "", 0, 0, year=year, month=month, day=day)


def date_parts(date: Edtf) -> tuple[int, int | None, int | None]:
    """Year, month (21 to 24 for a season) and day of a date that is no span, as far as it is given."""
    figures = [int(part) for part in re.findall(r"\d+", date.text)]
    month = figures[1] if date.precision in ("day", "month", "season") and len(figures) > 1 else None
    return date.lower.year, month, date.lower.day if date.precision == "day" else None


def _reads(claim: Claim, token: Token) -> bool:
    """Whether a token is of the claim's kind, whatever its value."""
    if token.loose and not token.scale:
        return False
    if isinstance(claim.value, Edtf):
        return token.kind == "date"
    if isinstance(claim.value, Duration):
        return token.kind == "duration"
    if token.kind not in _KINDS.get(claim.kind, ()) or (token.kind == "duration" and not claim.timed):
        return False
    return token.kind != "amount" or token.unit == claim.unit


def _one(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the value is one, where what is printed is no number but begins with an article."""
    first = (fold(claim.printed or "").split() or [""])[0]
    if first not in lexicon.words.articles or isinstance(claim.value, Edtf):
        return True
    counts = re.findall(r"\d+", claim.value) if isinstance(claim.value, Duration) else [claim.value]
    return [Decimal(count) for count in counts] == [1]


def _same_time(token: Token, count: int, unit: str) -> bool:
    if token.value is None:
        return False
    for table in (_MONTHS, _DAYS):
        if unit in table and token.unit in table:
            return count * table[unit] == token.value * table[token.unit]
    return False


def _qualifier_flaw(
    claim: Claim, tokens: Sequence[Token], printed: str, text: str, lexicon: Lexicon
) -> Flaw | None:
    if claim.inferred == "value" or not tokens:
        return None
    if claim.qualifier == "expected":
        words = [word for word, name in lexicon.qualifiers if name == "expected"]
        return None if any(whole(word, fold(text)) for word in words) else "not-printed-qualifier"
    if any(token.qualifier == claim.qualifier for token in tokens):
        return None
    if claim.qualifier is None:
        return "unclaimed-qualifier"
    names = (word for word, name in lexicon.qualifiers if name == claim.qualifier)
    return None if any(whole(word, fold(printed)) for word in names) else "not-printed-qualifier"


def _alike(text: str) -> str:
    return normalise(text).translate(_QUOTES)


_QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'")})
