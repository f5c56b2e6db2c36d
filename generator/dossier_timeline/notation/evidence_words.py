"""The words of a file evidence.yml: how source texts in a language are read."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from dossier_timeline.model.base import ModelValue, Text
from dossier_timeline.model.facts import Qualifier
from dossier_timeline.model.locators import LocatorTerm
from dossier_timeline.notation.cldr_words import DurationUnit
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.period_patterns import find_unknown_slot, list_slots

Season = Literal["spring", "summer", "autumn", "winter"]

_MAPPINGS = frozenset(
    {"numbers", "scales", "money_scales", "currencies", "fractions", "decade_words", "short_months"}
)
"""The fields of `EvidenceWords` that give each word something of its own."""

_NO_SIGNS = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\(\?")
"""What in a regular expression is one sign, or the beginning of a group, and no repeat."""
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_REPEAT = re.compile(r"[*+?{]")
_MOST_REPEATS = 12

NoQualifier = Literal["not", "uncertain"]
"""What words may say of a value that no fact can claim: that it isn't so, or may be."""

NounPhrasePart = Literal["starts", "links", "partitives", "ends"]


class EvidenceWords(ModelValue):
    """evidence.yml: a language's words around numbers, dates, names and cited works."""

    confirmed: bool | None = None
    """Whether a reader of the language has read its qualifying words; `None` where a file doesn't say."""
    qualifiers: dict[Qualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words right before a value; those of `expected` may stand anywhere in the passage."""
    qualifiers_after: dict[Qualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words right after a value: "or more", "at the latest"."""
    qualifiers_around: dict[Qualifier | NoQualifier, tuple[Text, ...]] = Field(default_factory=dict)
    """Words on both sides of a value, which stands for `{n}`; `not` and `uncertain` say no qualifier."""
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
            plain = _NO_SIGNS.sub("x", pattern)
            if _REPEATED_GROUP.search(plain) or len(_REPEAT.findall(plain)) > _MOST_REPEATS:
                raise ValueError(
                    f"“{pattern}” can take for ever on some texts: repeat single signs or [signs], no "
                    f"group in brackets, and have at most {_MOST_REPEATS} of *, +, ? and {{…}}"
                )
        return patterns

    @field_validator("qualifiers_around")
    @classmethod
    def _places(cls, phrases: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for phrase in (one for several in phrases.values() for one in several):
            if not all(part.strip() for part in phrase.split("{n}")) or phrase.count("{n}") != 1:
                raise ValueError(f"“{phrase}” needs words on both sides of one {{n}}, which is the value")
        return phrases

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
            if name == "confirmed":
                merged[name] = ours if theirs is None else theirs
            elif isinstance(ours, tuple):
                merged[name] = (*ours, *theirs)
            elif name in _MAPPINGS:
                merged[name] = {**ours, **theirs}
            else:
                merged[name] = {k: (*ours.get(k, ()), *theirs.get(k, ())) for k in {**ours, **theirs}}
        return type(self).model_validate(merged)


def fold_evidence_words(words: EvidenceWords) -> EvidenceWords:
    """The same words folded, but for the patterns."""
    update: dict[str, object] = {}
    for name in set(EvidenceWords.model_fields) - {"confirmed", "works", "locators", *_MAPPINGS}:
        value = getattr(words, name)
        if isinstance(value, dict):
            update[name] = {key: tuple(map(fold_phrase, several)) for key, several in value.items()}
        else:
            update[name] = tuple(map(fold_phrase, value))
    update["numbers"] = {fold_phrase(word): value for word, value in words.numbers.items()}
    return words.model_copy(update=update)
