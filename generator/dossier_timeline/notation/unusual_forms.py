"""What `printed` says in words that aren't read as a number: "VII", "EC3", "2016", "a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dossier_timeline.languages.compact_scales import list_scale_words
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
from dossier_timeline.notation.cursor import PrintedValue, ValueKind
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.qualifiers import read_qualification
from dossier_timeline.notation.roman_numerals import read_roman_numeral

_YEAR = re.compile(r"\d{4}")
_ROMAN = re.compile(r"(?<!\w)(?=[IVXLC])(?:C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_CODE = re.compile(r"(?<!\w)[^\W\d_]*\d+[^\W\d_]*(?!\w)")
_JOINED = re.compile(r"\w[/:]$")
_JOINING = re.compile(r"[/:]\w")
"""Signs that make the words a part of a longer code: "5/10"."""


def read_unusual_form(
    wanted: tuple[ValueKind, str],
    span: tuple[int, int],
    inside: Sequence[PrintedValue],
    text: str,
    lexicon: Lexicon,
) -> PrintedValue | None:
    """The value that the text says in the span; `None` where that can't be told.

    `wanted` is its kind, and of a sum the currency. `inside` are the values that are read there. What they
    leave unread is no value.
    """
    kind, unit = wanted
    if any(printed_value.why_unread for printed_value in inside):
        return None
    if kind == "duration":
        unit, found = _read_one_unit_of_time(span, inside, text, lexicon)
    elif kind == "amount":
        found = _read_local_sum(unit, inside, lexicon)
    else:
        found = _read_number(kind, span, inside, text, lexicon)
    if found is None:
        return None
    value, (start, end) = found
    qualifier = read_qualification(text, start, end, kind, lexicon).qualifier
    return PrintedValue(kind, text[start:end], start, end, value=value, unit=unit, qualifier=qualifier)


Value = tuple[Decimal, tuple[int, int]]


def _read_local_sum(unit: str, inside: Sequence[PrintedValue], lexicon: Lexicon) -> Value | None:
    """A sum in the money of the language's country: "3 ton" is three hundred thousand euros."""
    sums = [
        printed_value
        for printed_value in inside
        if printed_value.kind == "amount" and printed_value.unit == UNKNOWN_CURRENCY
    ]
    if len(sums) != 1 or sums[0].value is None or unit not in lexicon.currencies.local:
        return None
    return sums[0].value, (sums[0].start, sums[0].end)


def _read_one_unit_of_time(
    span: tuple[int, int], inside: Sequence[PrintedValue], text: str, lexicon: Lexicon
) -> tuple[str, Value | None]:
    """One year, month, week, day or hour, with words between it and its article: "a whole day"."""
    words = fold_phrase(text[slice(*span)]).split()
    units = [lexicon.durations[word] for word in words if word in lexicon.durations]
    numbers = [
        printed_value
        for printed_value in inside
        if not printed_value.may_be_article and printed_value.kind != "work"
    ]
    one = len(units) == 1 and words[0] in lexicon.words.articles and words[-1] in lexicon.durations
    if not one or numbers:
        return "", None
    return units[0], (Decimal(1), span)


def _read_number(
    kind: ValueKind, span: tuple[int, int], inside: Sequence[PrintedValue], text: str, lexicon: Lexicon
) -> Value | None:
    """A number or rank: a year that counts, a Roman numeral, the figures of a code, an article for one."""
    if kind not in ("number", "ordinal") or _JOINED.search(text[: span[0]]) or _JOINING.match(text, span[1]):
        return None
    years = [
        printed_value
        for printed_value in inside
        if printed_value.kind == "date" and _YEAR.fullmatch(printed_value.text)
    ]
    if len(years) == 1 and kind == "number":
        return Decimal(years[0].text), (years[0].start, years[0].end)
    if inside:
        return None
    words = text[slice(*span)]
    romans = [match for match in _ROMAN.finditer(words) if match[0]]
    codes = list(_CODE.finditer(words))
    if len(romans) + len(codes) == 1:
        match = (romans or codes)[0]
        value = Decimal(read_roman_numeral(match[0])) if romans else _read_code_figures(match[0])
        return None if value is None else (value, (span[0] + match.start(), span[0] + match.end()))
    first = words.split()[0] if words.split() else ""
    if kind == "number" and not (romans or codes) and fold_phrase(first) in lexicon.words.articles:
        return Decimal(1), span
    return None


def _read_code_figures(word: str) -> Decimal | None:
    """The figures of a code: 3 of "EC3"; none of "25k", where letters behind them may be a scale."""
    behind = re.sub(r"^\D*\d+", "", word)
    return None if behind in list_scale_words() else Decimal("".join(filter(str.isdecimal, word)))
