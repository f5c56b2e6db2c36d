"""What must hold of values in every locale of Babel: checks that name what is wrong.

`python -m tests.languages.every_locale --seed 1 --draws 40` draws so many values for each locale;
`make fuzz` does.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import get_decimal_symbol, get_group_symbol

from dossier_timeline.languages import Language
from dossier_timeline.languages.number_symbols import minimum_grouping_digits
from dossier_timeline.languages.slugs import is_slug
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.site.timeline_index import make_slug

LRM, MINUS = "\N{LEFT-TO-RIGHT MARK}", "\N{MINUS SIGN}"
NUMBERS = tuple(
    Decimal(text)
    for text in ("0", "-0", "1", "999", "1000", "9999.5", "10000", "-7", "-1234567.25", "1230000000", "1E+16")
)
DATES = (
    *("2014-11-05", "2014-11", "201X", "2013~", "2014-11-05/2014-11-16"),
    *("2014-09/2014-11", "2012-03-01/2013-04-02", "2012/.."),
)
CURRENCIES = ("EUR", "CHF", "JPY")
_FIGURES = re.compile(r"\d+")


def language_of(identifier: str) -> Language:
    """A language with a locale's formats and no words of its own."""
    return Language(identifier.replace("_", "-"), Locale.parse(identifier), ())


def faults(language: Language, numbers: Iterable[Decimal], dates: Iterable[str]) -> Iterator[str]:
    """What is wrong with values in a language, in words; nothing where all is right."""
    for value in numbers:
        for check in (_number, _share, _rounded, _amounts, _whole):
            yield from _tried(language, check, value)
    for text in dates:
        yield from _tried(language, _date, parse_date(text))
    yield from _tried(language, _names, None)


def _tried(language: Language, check: object, value: object) -> Iterator[str]:
    place = f"{language.locale}, {check.__name__[1:]} {value}"  # type: ignore[attr-defined]
    try:
        yield from (f"{place}: {fault}" for fault in check(language, value))  # type: ignore[operator]
    except Exception as error:
        yield f"{place}: {error!r}"


def read(text: str, locale: Locale) -> Decimal:
    """The figures of a text as a number, by the locale's signs; none of Babel's own reading."""
    group, point = get_group_symbol(locale), get_decimal_symbol(locale)
    figures = text.replace(LRM, "").replace(MINUS, "-").replace(group, "").replace(point, ".")
    return Decimal(figures)


def _number(language: Language, value: Decimal) -> Iterator[str]:
    text = language.number(value)
    if read(text, language.locale) != value:
        yield f"“{text}” is another number"
    digits = str(int(abs(value)))
    apart = not digits.startswith(_FIGURES.findall(text)[0]) or len(_FIGURES.findall(text)[0]) < len(digits)
    patterns = language.locale.decimal_formats[None].pattern
    if "," in patterns and apart != (len(digits) >= 3 + minimum_grouping_digits(str(language.locale))):
        yield f"“{text}” isn't grouped as CLDR says"
    yield from _sign(language, text, MINUS if value < 0 else "")
    if value > 0:
        yield from _sign(language, language.number(value, signed=True), "+")


def _sign(language: Language, text: str, sign: str) -> Iterator[str]:
    signs = [one for one in text if one in f"-+{MINUS}"]
    if signs != [sign] * bool(sign):
        yield f"“{text}” has the signs {signs}"
    elif sign:
        before = text[: text.index(sign)]
        behind = language.locale.currency_formats["standard"].pattern.endswith("-")
        if _FIGURES.search(before) and not behind:
            yield f"“{text}” has its sign after the figures"
        if language.direction == "rtl" and not before.endswith(LRM):
            yield f"“{text}” has a sign that goes to the right of its figures"


def _share(language: Language, value: Decimal) -> Iterator[str]:
    text = language.percent(value)
    bare = "".join(one for one in text if one.isdigit() or one in f"{MINUS}{LRM}") if "%" in text else ""
    whole = "".join(one for one in language.number(value) if one.isdigit() or one in f"{MINUS}{LRM}")
    if bare.replace(LRM, "") != whole.replace(LRM, ""):
        yield f"“{text}” isn't {value} per cent"
    yield from _sign(language, text, MINUS if value < 0 else "")


def _rounded(language: Language, value: Decimal) -> Iterator[str]:
    text = language.number(value, rounded=True)
    if text == language.number(value):
        return
    found = re.match(rf"{LRM}?{MINUS}?[\d.,٫]+", text) or re.search(r"\d+(?:[.,٫]\d)?", text)
    count = Fraction(read(found[0], language.locale)) if found else Fraction(0)
    ratio = Fraction(value) / count if count else Fraction(0)
    if not re.fullmatch("10+", str(abs(ratio))):
        yield f"“{text}” isn't exactly {value}"
    if "'" in text or "¤" in text:
        yield f"“{text}” has signs of a pattern in it"


def _amounts(language: Language, value: Decimal) -> Iterator[str]:
    for currency in CURRENCIES:
        text = language.amount(value, currency)
        if "¤" in text or (value and not any(map(str.isdigit, text))):
            yield f"“{text}” is no amount"
        if re.search(r"[A-Za-z]\d|\d[A-Za-z]", text):
            yield f"“{text}” has letters right beside its figures"
        bare = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", "", text)
        yield from _sign(language, bare, MINUS if value < 0 else "")


def _whole(language: Language, value: Decimal) -> Iterator[str]:
    if language.plural(value) not in {"zero", "one", "two", "few", "many", "other"}:
        yield f"“{language.plural(value)}” is no plural category"
    number = int(abs(value)) % 1000
    scripts = _scripts("".join(language.locale.months["format"]["wide"].values()))
    for words in (language.in_words(number), language.ordinal(number), language.ordinal(number, words=False)):
        if not words or not _scripts(words) <= scripts | _scripts("ª"):
            yield f"“{words}” isn't in the script of the language"
    for text in (f"P{number + 1}D", "P1Y6M", "P3W"):
        if not _FIGURES.search(language.duration(text)) and language.locale.language not in _SAID_IN_WORDS:
            yield f"“{language.duration(text)}” has no figure"


_SAID_IN_WORDS = frozenset({"ar", "apc", "he", "mt", "sl", "iw", "syr"})
"""Languages in which CLDR says one or two of a unit without a figure."""


def _date(language: Language, value: Edtf) -> Iterator[str]:
    for text in (language.date(value), language.date_short(value)):
        found = {int(figures) for figures in _FIGURES.findall(text)}
        ends = [end for end in (value.start, value.end) if end] or [value]
        wanted = {end.lower.year for end in ends if end.precision in ("day", "month", "year")}
        wanted |= {end.lower.day for end in ends if end.precision == "day"}
        if not wanted <= found:
            yield f"“{text}” lacks {sorted(wanted - found)}"
        if not text.strip() or {"{0}", "{1}"} & set(re.findall(r"\{.\}", text)):
            yield f"“{text}” is no date"


def _names(language: Language, _: object) -> Iterator[str]:
    names = [language.name, *language.locale.months["format"]["wide"].values()]
    names += [language.territory("KR"), language.territory("TH"), language.language_name("hi")]
    for name in names:
        made = make_slug(name, "x")
        if not is_slug(made) or (made == "x" and any(map(str.isalnum, name))):
            yield f"the address of “{name}” is “{made}”"
        kept = unicodedata.normalize("NFC", name)
        if not _scripts(name) & {"LATIN", "GREEK"} and not _letters(kept).startswith(_letters(made)):
            yield f"the address of “{name}” has lost letters: “{made}”"
    if sorted(language.sorted(names)) != sorted(names) or language.sorted(names) != language.sorted(
        names[::-1]
    ):
        yield f"{names} have no order"
    if language.direction not in ("ltr", "rtl") or not language.quote("x"):
        yield "it has no direction or no quotation marks"


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if unicodedata.category(one)[0] in "LM")


def _scripts(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text)
    return frozenset(unicodedata.name(one).split(" ")[0] for one in plain if one.isalpha())


def drawn(random_: random.Random, draws: int) -> tuple[list[Decimal], list[str]]:
    """Numbers of every size and sign, and dates of every kind."""
    numbers, dates = [], []
    for _ in range(draws):
        digits = random_.randint(1, 18)
        number = Decimal(random_.randrange(10**digits)).scaleb(random_.choice((0, 0, -1, -2, 1, 6, 9)))
        numbers.append(number * random_.choice((1, -1)))
        day = date(1900, 1, 1) + timedelta(days=random_.randrange(73000))
        later = day + timedelta(days=random_.choice((1, 9, 40, 400)))
        form = random_.choice(
            ("{}", "{}~", "{}/{}", "{:.7}/{:.7}", "{:.7}", "{:.4}/{:.4}", "{:.4}?", "{:.3}X")
        )
        dates.append(form.format(day.isoformat(), later.isoformat()))
    return numbers, dates


def main(arguments: Sequence[str] | None = None) -> int:
    """Try drawn values in every locale; 1 when one of them is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--draws", type=int, default=40)
    chosen = parser.parse_args(arguments)
    random_, wrong = random.Random(chosen.seed), 0
    for identifier in sorted(locale_identifiers()):
        for fault in faults(language_of(identifier), *drawn(random_, chosen.draws)):
            wrong += 1
            print(fault)
    print(f"{len(locale_identifiers())} locales, {chosen.draws} numbers and dates each: {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
