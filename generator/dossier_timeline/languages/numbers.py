"""Numbers, shares, sums and durations as a language writes them.

Formats come from CLDR through Babel. Digits are Latin ones in every language, as in the dates, which
Babel writes in no others. A negative number has a true minus (U+2212): a hyphen is often not read out.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import numbers

from dossier_timeline.languages.compact_numbers import format_round_millions
from dossier_timeline.languages.number_symbols import is_grouped, number_sign

if TYPE_CHECKING:
    from babel import Locale

_DIGITS = re.compile(r"[#0][#0,.]*")
_PARTS = re.compile(r"(\d+)([YMWDH])")
_UNITS = {
    "Y": "duration-year",
    "M": "duration-month",
    "W": "duration-week",
    "D": "duration-day",
    "H": "duration-hour",
}


def format_number(value: Decimal | int, locale: Locale, *, signed: bool = False) -> str:
    """Grouped, with as many decimals as the value has: 12000 → "12.000", 17.0 → "17,0"."""
    return _format_plain(str(value), locale, signed)


@lru_cache(maxsize=65536)
def _format_plain(value: str, locale: Locale, signed: bool) -> str:
    """By how the value is written: 17 and 17.0 are equal, but read otherwise."""
    return _apply_number_pattern(Decimal(value), locale.decimal_formats[None].pattern, locale, signed=signed)


def format_share(value: Decimal | int, locale: Locale, *, signed: bool = False) -> str:
    """A percentage: 30.8 → "30,8%"."""
    places = _decimal_places(value)
    with localcontext(prec=_precision(value)):
        hundredth = (value if isinstance(value, Decimal) else Decimal(value)).scaleb(-2)
    return _apply_number_pattern(
        hundredth, locale.percent_formats[None].pattern, locale, signed=signed, places=places
    )


def format_amount(value: Decimal | int, currency: str, locale: Locale, *, signed: bool = False) -> str:
    """A sum of money: "€ 2 miljoen" when it is round in millions, otherwise "€ 20.000"."""
    pattern = locale.currency_formats["standard"].pattern
    words = None if signed else format_round_millions(value, locale)
    if words is not None and value > 0:
        symbol = numbers.get_currency_symbol(currency, locale=locale)
        positive = pattern.split(";")[0]
        text = _DIGITS.sub(lambda _: words, positive, count=1).replace("¤", symbol)
        return _space_currency(text, symbol)
    places = (
        0 if value == int(value) else max(_decimal_places(value), numbers.get_currency_precision(currency))
    )
    return _apply_number_pattern(value, pattern, locale, signed=signed, places=places, currency=currency)


def format_duration(text: str, locale: Locale, spell: dict[int, str] | None = None) -> list[str]:
    """The parts of an ISO 8601 duration with their units: "P1Y6M" → ["1 jaar", "6 maanden"].

    `spell` gives the words for numbers that are to be written out.
    """
    return [
        _format_unit(int(count), _UNITS[letter], locale, (spell or {}).get(int(count)))
        for count, letter in _PARTS.findall(text)
    ]


def format_file_size(size: int, locale: Locale) -> str:
    """The size of a file, given in bytes, in kilobytes or megabytes of a thousand: "312 kB", "1.4 MB"."""
    is_large = size >= 1_000_000
    value = round(Decimal(size) / 1_000_000, 1) if is_large else Decimal(max(1, round(size / 1000)))
    unit = "digital-megabyte" if is_large else "digital-kilobyte"
    patterns = locale._data["unit_patterns"][unit]["short"]
    pattern = patterns.get(plural_category(value, locale)) or patterns["other"]
    return str(pattern).format(format_number(value.normalize() + 0, locale))


def plural_category(value: Decimal | int, locale: Locale) -> str:
    """The CLDR plural category: zero, one, two, few, many or other."""
    return str(locale.plural_form(abs(Decimal(value))))


def _format_unit(count: int, unit: str, locale: Locale, words: str | None) -> str:
    category = plural_category(count, locale)
    patterns = _unit_patterns(str(locale), unit)
    pattern = patterns.get(category) or patterns.get("other") or "{0}"
    return pattern.format(words or format_number(count, locale))


@lru_cache(maxsize=256)
def _unit_patterns(locale: str, unit: str) -> dict[str, str]:
    """CLDR's patterns of a unit by plural category.

    Read from Babel's data, because `format_unit` doesn't follow CLDR's alias from the long forms
    to the short ones where these are the same, and then shows the unit's code.
    """
    from babel import Locale

    lengths = Locale.parse(locale)._data["unit_patterns"][unit]
    found: dict[str, str] = {}
    for length in ("short", "long"):
        found |= lengths.get(length, {})
    return found


def _decimal_places(value: Decimal | int) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _precision(value: Decimal | int) -> int:
    """Enough digits to write the value out, however small or long it is.

    Babel rounds in the current context, whose 28 digits are too few for "1E-30".
    """
    exact = Decimal(value)
    return max(28, abs(exact.adjusted()) + len(exact.as_tuple().digits) + _decimal_places(value) + 4)


def _apply_number_pattern(
    value: Decimal | int,
    pattern: str,
    locale: Locale,
    *,
    signed: bool,
    places: int | None = None,
    currency: str | None = None,
) -> str:
    wanted = _with_decimals(pattern, _decimal_places(value) if places is None else places)
    size = Decimal(value).copy_abs()
    plus = signed and value > 0
    shown = size.copy_negate() if plus or value < 0 else size
    with localcontext(prec=_precision(value)):
        grouped = is_grouped(len(str(int(size * 100 if "%" in pattern else size))), locale)
        if currency:
            text = numbers.format_currency(
                shown, currency, wanted, locale, currency_digits=False, group_separator=grouped
            )
            text = _space_currency(text, numbers.get_currency_symbol(currency, locale=locale))
        else:
            text = numbers.format_decimal(shown, wanted, locale, group_separator=grouped)
    return text.replace("-", number_sign(locale, "+" if plus else "\N{MINUS SIGN}"), 1) if shown < 0 else text


@lru_cache(maxsize=256)
def _with_decimals(pattern: str, places: int) -> str:
    """The same pattern with exactly so many decimals."""
    decimals = "." + "0" * places if places else ""
    return _DIGITS.sub(lambda digits: digits[0].split(".")[0] + decimals, pattern)


def _space_currency(text: str, symbol: str) -> str:
    """With a space between a currency and a figure beside it where the currency is in letters: "CHF 5".

    CLDR's `currencySpacing`, which is the same in every locale and which Babel doesn't apply.
    """
    if not unicodedata.category(symbol[-1]).startswith(("S", "Z")):
        text = re.sub(rf"{re.escape(symbol)}(?=\d)", f"{symbol}\N{NO-BREAK SPACE}", text)
    if not unicodedata.category(symbol[0]).startswith(("S", "Z")):
        text = re.sub(rf"(?<=\d){re.escape(symbol)}", f"\N{NO-BREAK SPACE}{symbol}", text)
    return text
