"""What a language has for numbers, dates and names in running text, to read source texts by.

Spelled numbers, months and separators come from num2words and CLDR; what neither knows (words for
"about", seasons, ways to cite a law) is data, `locales/<language>/evidence.yml` in a folder of templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError

from dossier_timeline.languages import spelled_numbers
from dossier_timeline.model.facts import Qualifier
from dossier_timeline.notation.cldr_dates import DatePattern, date_patterns
from dossier_timeline.notation.cldr_words import (
    DurationUnit,
    date_letters,
    date_link_words,
    duration_words,
    eras_before_year_one,
    has_month_first,
    list_alternatives,
    list_conjunctions,
    measure_units,
    month_name_words,
    month_names,
)
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.currencies import Currencies, load_currencies
from dossier_timeline.notation.evidence_words import EvidenceWords, Season, fold_evidence_words
from dossier_timeline.notation.period_patterns import (
    PeriodKind,
    PeriodPattern,
    cldr_quarter_patterns,
    compile_patterns,
    list_patterns_of_other_years,
    pattern_words,
)
from dossier_timeline.notation.printed_labels import LabelWords, compile_label_words
from dossier_timeline.notation.scales import Scales, load_scales

SEASONS: dict[Season, int] = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
"""EDTF's numbers of the seasons, as months of a date."""
QUARTERS = range(33, 37)
HALF_YEARS = range(40, 42)

_SPELLED_TO = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language's words, ready to read by; every key is folded (see `fold`)."""

    code: str
    decimal: str
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    beginnings: frozenset[str]
    """The first words of all spelled numbers and ranks."""
    months: Mapping[str, int]
    short_months: Mapping[str, int]
    month_parts: frozenset[str]
    """All words in names of months."""
    capital_months: bool
    month_first: bool
    """Whether a date in figures may have its month before its day."""
    date_links: frozenset[str]
    """The words that CLDR has between day, month and year, as many Romance languages do."""
    scales: Scales
    currencies: Currencies
    accounts_in_brackets: bool
    """Whether sums below zero may stand in brackets."""
    group_of_two: bool
    """Whether figures before the last three are grouped by two: "12,34,567"."""
    durations: Mapping[str, DurationUnit]
    qualifiers: tuple[tuple[str, Qualifier], ...]
    """The longest first."""
    qualifiers_after: tuple[tuple[str, Qualifier], ...]
    qualifiers_around: tuple[tuple[str, str, str], ...]
    """What stands before a value and what behind it, and what both say."""
    date_patterns: tuple[DatePattern, ...]
    """CLDR's forms of dates with a year."""
    periods: tuple[PeriodPattern, ...]
    decade_words: Mapping[str, int]
    century_words: frozenset[str]
    """The words of the patterns of centuries."""
    eras_before: tuple[str, ...]
    measures: frozenset[str]
    """CLDR's units of measure: words folded, signs as they are."""
    date_letters: frozenset[str]
    """The letters behind the figures of a date or time: "年"."""
    small: frozenset[str]
    """Articles, prepositions and the like, folded: they are no scale or unit."""
    conjunctions: frozenset[str]
    """What CLDR puts between the last two items of a list, or between units: "and"."""
    alternatives: frozenset[str]
    """What CLDR puts between two things of which one is so: "or"."""
    label_words: LabelWords
    """The words for numbered parts of a text."""
    words: EvidenceWords
    works: tuple[re.Pattern[str], ...]


def load_lexicon(code: str, words: EvidenceWords | None = None) -> Lexicon:
    """The lexicon of a language by its BCP 47 tag; one that CLDR doesn't know reads like the root."""
    words = fold_evidence_words(words or EvidenceWords())
    locale = parse_locale(code)
    cardinals, ordinals = _spell_numbers(str(locale))
    months, short = dict(month_names(locale, "wide")), dict(month_names(locale, "abbreviated"))
    symbols = locale.number_symbols.get("latn") or {}
    units = {word: unit for unit, several in words.durations.items() for word in several}
    joining = frozenset(map(fold_phrase, list_conjunctions(locale)))
    return Lexicon(
        code=code,
        decimal=symbols.get("decimal", "."),
        cardinals={**cardinals, **words.numbers},
        ordinals=ordinals,
        beginnings=frozenset(word.split()[0] for word in (*cardinals, *ordinals, *words.numbers)),
        months={fold_phrase(name): number for name, number in months.items()},
        short_months={
            fold_phrase(name.rstrip(".")): number for name, number in (short | words.short_months).items()
        },
        month_parts=frozenset(map(fold_phrase, month_name_words(locale))),
        capital_months=all(name[:1].isupper() for name in months),
        month_first=has_month_first(locale),
        date_links=frozenset(map(fold_phrase, date_link_words(locale))),
        scales=load_scales(locale, words.scales, words.money_scales),
        currencies=load_currencies(str(locale), words.currencies),
        accounts_in_brackets="(" in locale.currency_formats["accounting"].pattern,
        group_of_two=locale.decimal_formats[None].grouping[1] == 2,
        durations={**dict(duration_words(locale)), **units},
        qualifiers=_longest_first(words.qualifiers),
        qualifiers_after=_longest_first(words.qualifiers_after),
        qualifiers_around=tuple(_split_around(words)),
        date_patterns=date_patterns(locale),
        periods=tuple(_compile_periods(words, locale, ordinals, cardinals)),
        decade_words={fold_phrase(word): tens for word, tens in words.decade_words.items()},
        century_words=frozenset(pattern_words(words.centuries)),
        eras_before=(*map(fold_phrase, eras_before_year_one(locale)), *words.before_era),
        measures=frozenset((*measure_units(locale), *words.measures)),
        date_letters=frozenset(date_letters(locale)),
        small=frozenset(_small_words(words, joining)),
        conjunctions=joining,
        alternatives=frozenset(map(fold_phrase, list_alternatives(locale))),
        label_words=compile_label_words(words.locators, words.recital_openings),
        words=words,
        works=tuple(re.compile(pattern) for pattern in words.works),
    )


def _longest_first(words: Mapping[Qualifier, tuple[str, ...]]) -> tuple[tuple[str, Qualifier], ...]:
    pairs = [(word, name) for name, several in words.items() for word in several]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _split_around(words: EvidenceWords) -> Iterator[tuple[str, str, str]]:
    for name, several in words.qualifiers_around.items():
        for phrase in several:
            before, _, after = phrase.partition("{n}")
            yield before.strip(), after.strip(), name


def parse_locale(code: str) -> Locale:
    """What CLDR knows of a language, or of none in particular."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("root")


@lru_cache(maxsize=16)
def _spell_numbers(locale: str) -> tuple[dict[str, int], dict[str, int]]:
    cardinals: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    thousands = (1_000, *range(2_000, 10_000, 1_000), *range(10_000, 100_001, 10_000))
    for value in (*range(_SPELLED_TO), *thousands):
        _add_number_word(cardinals, spelled_numbers.spell_cardinal(value, locale), value)
    for value in range(1, 101):
        _add_number_word(ordinals, spelled_numbers.spell_ordinal(value, locale), value)
    return cardinals, ordinals


def _add_number_word(known: dict[str, int], word: str | None, value: int) -> None:
    """A word for a number, and as it is where a line end took its hyphen: "twentyone"."""
    for form in (word, word.replace("-", "")) if word else ():
        known.setdefault(fold_phrase(form), value)


def _compile_periods(
    words: EvidenceWords, locale: Locale, ordinals: Mapping[str, int], cardinals: Mapping[str, int]
) -> Iterator[PeriodPattern]:
    kinds: dict[PeriodKind, tuple[str, ...]] = {
        "decade": words.decades,
        "century": words.centuries,
        "quarter": words.quarters,
        "half": words.half_years,
        "pair": words.school_years,
        "other": (*words.other_periods, *list_patterns_of_other_years(words.school_years)),
    }
    numbers = {
        "word": {fold_phrase(word): value for word, value in words.decade_words.items()},
        "ordinal": ordinals,
        "cardinal": cardinals,
    }
    for period, patterns in kinds.items():
        yield from compile_patterns(period, patterns, numbers, words.ordinal_endings)
    yield from cldr_quarter_patterns(locale)


def _small_words(words: EvidenceWords, conjunctions: frozenset[str]) -> Iterator[str]:
    yield from (*words.articles, *words.particles, *words.connectors, *words.prepositions, *conjunctions)
