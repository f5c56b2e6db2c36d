"""What a language has for numbers, dates and names in running text, to read source texts by.

Spelled numbers, months and separators come from num2words and CLDR; what neither knows (words for
"about", seasons, ways to cite a law) is data, `locales/<language>/evidence.yml` in a folder of templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import Field, field_validator

from dossier_timeline.languages import spelled_numbers
from dossier_timeline.model.base import ModelValue, Text
from dossier_timeline.model.facts import Qualifier
from dossier_timeline.model.locators import LocatorTerm
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
from dossier_timeline.notation.period_patterns import (
    PeriodKind,
    PeriodPattern,
    cldr_quarter_patterns,
    compile_patterns,
    find_unknown_slot,
    list_patterns_of_other_years,
    list_slots,
    pattern_words,
)
from dossier_timeline.notation.printed_labels import LabelWords, compile_label_words
from dossier_timeline.notation.scales import Scales, load_scales

Season = Literal["spring", "summer", "autumn", "winter"]

SEASONS: dict[Season, int] = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
"""EDTF's numbers of the seasons, as months of a date."""
QUARTERS = range(33, 37)
HALF_YEARS = range(40, 42)

_SPELLED_TO = 1000
_MAPPINGS = frozenset(
    {"numbers", "scales", "money_scales", "currencies", "fractions", "decade_words", "short_months"}
)
"""The fields of `EvidenceWords` that give each word something of its own."""

NounPhrasePart = Literal["starts", "links", "partitives", "ends"]


class EvidenceWords(ModelValue):
    """evidence.yml: a language's words around numbers, dates, names and cited works."""

    qualifiers: dict[Qualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words right before a value; those of `expected` may stand anywhere in the passage."""
    qualifiers_after: dict[Qualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words right after a value: "or more", "at the latest"."""
    other_sense: dict[Literal["date", "duration"], tuple[Text, ...]] = Field(default_factory=dict)
    """Those of the qualifiers that say something else before a time: "over three years", "up to 2014"."""
    date_qualifiers: dict[Qualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words that qualify a date and nothing else: "before"."""
    uncertain: tuple[Text, ...] = ()
    """Words right before a value, or after a date, that say that it isn't certain: "probably"."""
    denials: tuple[Text, ...] = ()
    """Words right before a value that say that it isn't so: "not"."""
    between: tuple[Text, ...] = ()
    """Words that may stand between what qualifies a value and the value: "all" in "nearly all 48"."""
    since: tuple[Text, ...] = ()
    """Words before a date from which something goes on: "from"."""
    since_after: tuple[Text, ...] = ()
    """The same after a date: "onwards"."""
    until: tuple[Text, ...] = ()
    """Words before a date until which something goes on: "until"."""
    prepositions: tuple[Text, ...] = ()
    """Words that may stand between those and a date: "no later than on 5 May"."""
    clock: tuple[Text, ...] = ()
    """Words before hours that tell a time of the day, as in "at 12 hours"."""
    clock_before: tuple[Text, ...] = ()
    """Words right before a number that make it a time of the day: "half past"."""
    clock_after: tuple[Text, ...] = ()
    """Words after a number or hours that make it a time of the day: "o'clock"."""
    approximate: tuple[Text, ...] = ()
    """Endings of a spelled number that make it a rough one: "tal" in "dertigtal"."""
    numbers: dict[Text, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """Further words that are numbers: dozen."""
    scales: dict[Text, Annotated[int, Field(ge=1, le=15)]] = Field(default_factory=dict)
    """Words and signs for powers of ten beside CLDR's, with the exponent: million: 6, bn: 9."""
    money_scales: dict[Text, Annotated[int, Field(ge=1, le=15)]] = Field(default_factory=dict)
    """Those that only sums of money have: "ton" in Dutch, a hundred thousand."""
    scale_prepositions: tuple[Text, ...] = ()
    """Words before a power of ten in which the numbers of a text are given: "in" in "in millions"."""
    currencies: dict[Text, Annotated[str, Field(pattern=r"^[A-Z]{3}$")]] = Field(default_factory=dict)
    """Further signs and words for currencies, with their code: dollars: USD."""
    fractions: dict[Text, Annotated[str, Field(pattern=r"^[1-9][0-9]?/[1-9][0-9]?$")]] = Field(
        default_factory=dict
    )
    """Words for parts of one: quarter: 1/4."""
    minus: tuple[Text, ...] = ()
    """Words that make the number after them one below zero."""
    minus_after: tuple[Text, ...] = ()
    """Words that make the number before them one below zero: "below zero"."""
    vague: tuple[Text, ...] = ()
    """Words before a hundred or thousand that make it several of them: "several" in "several hundred"."""
    ratios: tuple[Text, ...] = ()
    """Words between two numbers that make them one ratio: "in" in "one in five"."""
    among: tuple[Text, ...] = ()
    """Words between a part and the whole that it is counted in: "out of" in "5 out of 6 million"."""
    fraction_endings: tuple[Text, ...] = ()
    """Endings of a rank that make it a part of one, beside none: "s" in "two thirds"."""
    percent: tuple[Text, ...] = ()
    measures: tuple[Text, ...] = ()
    """Words for what is measured, beside CLDR's: "percentage points"."""
    noun_phrases: dict[NounPhrasePart, tuple[Text, ...]] = Field(default_factory=dict)
    """Small words that begin a noun phrase ("the"), join two ("in"), join a part and its whole ("of") or end
    one ("was")."""
    articles: tuple[Text, ...] = ()
    """Words that look like the number one and mostly are an article."""
    halves: tuple[Text, ...] = ()
    durations: dict[DurationUnit, tuple[Text, ...]] = Field(default_factory=dict)
    """Words for years, months, weeks, days and hours beside CLDR's."""
    duration_endings: dict[DurationUnit, tuple[Text, ...]] = Field(default_factory=dict)
    """Endings of a spelled number that make it a duration: "daagse" in "tweedaagse"."""
    ordinal_endings: tuple[Text, ...] = ()
    """What follows a figure to make it a rank: "e", "th"."""
    seasons: dict[Season, tuple[Text, ...]] = Field(default_factory=dict)
    short_months: dict[Text, Annotated[int, Field(ge=1, le=12)]] = Field(default_factory=dict)
    """Abbreviations of months beside CLDR's: "Sept"."""
    month_words: tuple[Text, ...] = ()
    """Names of months that are words of their own, with a capital where a sentence begins: "May"."""
    decade_words: dict[Text, Annotated[int, Field(ge=0, le=90, multiple_of=10)]] = Field(default_factory=dict)
    """Words for the tens of a decade: nineties: 90."""
    decades: tuple[Text, ...] = ()
    """Patterns of decades, "jaren {decade}"; docs/evidence.md has the slots."""
    centuries: tuple[Text, ...] = ()
    """Patterns of centuries: "{ordinal} century"."""
    quarters: tuple[Text, ...] = ()
    """Patterns of quarters of a year beside CLDR's."""
    half_years: tuple[Text, ...] = ()
    """Patterns of halves of a year."""
    school_years: tuple[Text, ...] = ()
    """Patterns of years that begin in one year of the calendar and end in the next: "season {years}"."""
    other_periods: tuple[Text, ...] = ()
    """Patterns of times that are no year, but have its figures: "week {number} of {year}", "{year} AH"."""
    before_era: tuple[Text, ...] = ()
    """Words after a date that make it one before the year 1, beside CLDR's: "BCE"."""
    connectors: tuple[Text, ...] = ()
    """What joins the numbers of a list or range: "and", "to"."""
    particles: tuple[Text, ...] = ()
    """Lower-case words inside names: "of", "von"."""
    common: tuple[Text, ...] = ()
    """Capitalised words that name nobody: days, nationalities, forms of address."""
    pointers: tuple[Text, ...] = ()
    """Words before a number that only points to a part of a text: "figure", "footnote"."""
    locators: dict[LocatorTerm, tuple[Text, ...]] = Field(default_factory=dict)
    """Words before the number of a part of a text, or around it ("{n} §"), by the term of a locator."""
    recital_openings: tuple[Text, ...] = ()
    """What is printed before the recitals of an act: "whereas"."""
    labels: tuple[Text, ...] = ()
    """Words before a number that is a name and counts nothing: "version", "no"."""
    numbered: tuple[Text, ...] = ()
    """Words for what a number names where no article stands before them: "phase 2", not "in the phase"."""
    abbreviations: tuple[Text, ...] = ()
    """Words with a full stop that end no sentence: "nr."."""
    works: tuple[Text, ...] = ()
    """Regular expressions for the ways in which works are cited."""

    @field_validator("works")
    @classmethod
    def _patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"“{pattern}” is not a regular expression: {error}") from error
        return patterns

    @field_validator("decades", "centuries", "quarters", "half_years", "school_years", "other_periods")
    @classmethod
    def _slots(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            unknown_slot = find_unknown_slot(pattern)
            if unknown_slot is not None:
                raise ValueError(
                    f"“{{{unknown_slot}}}” in “{pattern}” is no slot of a pattern; there are {list_slots()}"
                )
        return patterns

    def merge(self, other: EvidenceWords) -> EvidenceWords:
        """Both files' words together; the other's numbers and scales win."""
        merged: dict[str, object] = {}
        for name in type(self).model_fields:
            ours, theirs = getattr(self, name), getattr(other, name)
            if isinstance(ours, tuple):
                merged[name] = (*ours, *theirs)
            elif name in _MAPPINGS:
                merged[name] = {**ours, **theirs}
            else:
                merged[name] = {k: (*ours.get(k, ()), *theirs.get(k, ())) for k in {**ours, **theirs}}
        return type(self).model_validate(merged)


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
    words = _fold_words(words or EvidenceWords())
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


def _fold_words(words: EvidenceWords) -> EvidenceWords:
    """The same words folded, but for the patterns."""
    update: dict[str, object] = {}
    for name in set(EvidenceWords.model_fields) - {"works", "locators", *_MAPPINGS}:
        value = getattr(words, name)
        if isinstance(value, dict):
            update[name] = {key: tuple(map(fold_phrase, several)) for key, several in value.items()}
        else:
            update[name] = tuple(map(fold_phrase, value))
    update["numbers"] = {fold_phrase(word): value for word, value in words.numbers.items()}
    return words.model_copy(update=update)


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
