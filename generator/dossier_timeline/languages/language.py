"""One language of a dossier: its words and how values read in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as day_type
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import get_currency_symbol
from markupsafe import Markup

from dossier_timeline.languages import collation, compact_numbers, dates, numbers, spelled_numbers
from dossier_timeline.languages.catalogues import SLUG_CONTEXT, Catalogue
from dossier_timeline.languages.dates import DateLike, DateWords
from dossier_timeline.languages.extraction_markers import NP_
from dossier_timeline.languages.lending import lend_words
from dossier_timeline.languages.word_markup import words_to_html

Direction = Literal["ltr", "rtl"]

_ALPHABET = NP_("alphabet", "a b c d e f g h i j k l m n o p q r s t u v w x y z")
_WITH_ONE_ENDING = "a rank in figures; only the figures where its ending depends on the number"
_RANK = NP_("a rank in figures; only the figures where its ending depends on the number", "%(n)s")
_COMMA = NP_("between the items of a list", ", ")
_COLON = NP_("between a name and what it names", ": ")
_IN_A_DATE = "the first day of a month in a date; the figure 1 where it is like other days"
_FIRST_OF_MONTH = NP_("the first day of a month in a date; the figure 1 where it is like other days", "1")
_BEFORE_UNIT = "the number 1 before a unit, in every gender; the figure 1 where it is inflected"
_ONE = NP_("the number 1 before a unit, in every gender; the figure 1 where it is inflected", "one")
_NUMBER_WORDS = NP_("words that are numbers", "dozen 12, score 20")
_SLOT = re.compile("[\ue000-\uf8ff]")
_FIRST_SLOT = 0xE000
_COUNT = re.compile(r"%\((?:n|num)\)[sd]")
"""The number in a plural: filled in by itself, as Jinja fills the other values in afterwards."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language of the dossier.

    `code` is the BCP 47 tag of its pages; `locale` says whose formats it follows; `catalogues` hold
    its words, the dossier's own first. `stand_ins` are those of other languages, with their codes,
    that lend the words which these lack; there are none where nothing is lacking. `digest` changes
    with anything that the words depend on.
    `unknown_keys` collects words that were asked for and that no catalogue knows (see
    `loading.check_unknown_words`); `source` is the catalogue to add them to.
    """

    code: str
    locale: Locale
    catalogues: tuple[Catalogue, ...] = field(repr=False)
    stand_ins: tuple[tuple[str, Catalogue], ...] = field(default=(), repr=False)
    digest: str = ""
    source: str = ""
    unknown_keys: set[tuple[str, str]] = field(default_factory=set, repr=False)
    gettext_cache: dict[str, str] = field(default_factory=dict, repr=False)
    """Words without values that were asked for before: each is asked for thousands of times."""

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return _name_of_itself(self.code)

    @property
    def fallback(self) -> str | None:
        """The language that lends this one the words which it lacks; none where nothing is lacking."""
        return next((code for code, _ in self.stand_ins), None)

    @property
    def direction(self) -> Direction:
        """The direction of its script."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    # Words of the interface: those that another language lends are marked, see `lending`

    def gettext(self, message: str, **values: object) -> str:
        """The words for a source message, with `%(name)s` filled in."""
        if values:
            return self._words("", message, None, message, values)
        known = self.gettext_cache.get(message)
        if known is None:
            known = self.gettext_cache[message] = self._words("", message, None, message, values)
        return known

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """The words for so many; `%(n)s` and `%(num)s` are the number, as the language writes it."""
        return self.npgettext("", one, many, n, **values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """The words for a message that means something else in another context."""
        return self._words(context, message, None, message, values)

    def npgettext(self, context: str, one: str, many: str, n: int, **values: object) -> str:
        """`ngettext` within a context."""
        return self._words(context, one, n, one if n == 1 else many, values)

    def own(self, context: str, message: str) -> str:
        """What only the language itself can say (its alphabet); "" where its catalogues don't."""
        if self._found(self.catalogues, context, message, None) is None and self.stand_ins:
            return ""
        return self.pgettext(context, message)

    def _words(
        self, context: str, message: str, n: int | None, otherwise: str, values: dict[str, object]
    ) -> str:
        words, lender = self._found(self.catalogues, context, message, n), ""
        for code, catalogue in self.stand_ins if words is None else ():
            words, lender = self._found((catalogue,), context, message, n), code
            if words is not None:
                break
        if words is None:
            self.unknown_keys.add((context, message))
            words, lender = otherwise, ""
        if n is not None:
            words = _COUNT.sub(self.number(n), words)
        if not lender or context == SLUG_CONTEXT:
            return _fill_values(message, words, values)
        return _fill_values(message, *lend_words(words, lender, values, self.code))

    @staticmethod
    def _found(catalogues: Iterable[Catalogue], context: str, message: str, n: int | None) -> str | None:
        for catalogue in catalogues:
            forms = catalogue.words.get((context, message))
            if forms:
                return forms[catalogue.plural(abs(n))] if n is not None and len(forms) > 1 else forms[0]
        return None

    # Numbers

    def number(self, value: Decimal | int, *, signed: bool = False, rounded: bool = False) -> str:
        """A number with its digits grouped: "12.000"; `rounded`: round millions in words, "2 miljoen"."""
        in_words = compact_numbers.format_round_millions(value, self.locale) if rounded else None
        return in_words or numbers.format_number(value, self.locale, signed=signed)

    def percent(self, value: Decimal | int, *, signed: bool = False) -> str:
        """A share given in percent: 30.8 → "30,8%"."""
        return numbers.format_share(value, self.locale, signed=signed)

    def amount(self, value: Decimal | int, currency: str, *, signed: bool = False) -> str:
        """A sum of money by its ISO 4217 code: "€ 2 miljoen", "€ 20.000"."""
        return numbers.format_amount(value, currency, self.locale, signed=signed)

    def currency_sign(self, currency: str) -> str:
        """What stands for a currency by its ISO 4217 code: "€", or "CHF" where it has no sign."""
        return get_currency_symbol(currency, locale=self.locale)

    def file_size(self, size: int) -> str:
        """The size of a file, given in bytes: "312 kB"."""
        return numbers.format_file_size(size, self.locale)

    def duration(self, value: str, *, words: bool = False) -> str:
        """An ISO 8601 duration: "P2Y" → "2 jaar"; with its numbers up to twenty in words: "twee jaar"."""
        spell = (
            {n: self.in_words(n) for n in range(spelled_numbers.MAX_SPELLED_ORDINAL + 1)} | {1: self.one}
            if words
            else None
        )
        return self.join(numbers.format_duration(value, self.locale, spell))

    def plural(self, value: Decimal | int) -> str:
        """The CLDR plural category of a number: "one", "few", "other"…"""
        return numbers.plural_category(value, self.locale)

    def in_words(self, value: int) -> str:
        """A whole number in words, in figures where the language has no rules: 3 → "drie"."""
        return spelled_numbers.spell_cardinal(value, str(self.locale)) or self.number(value)

    @property
    def one(self) -> str:
        """The number 1 before a unit: "één"; the figure where only the unit can say it ("ein", "eine").

        The word for counting ("eins", "uno") needn't be the word before a noun, so a catalogue gives it.
        """
        return self._found(self.catalogues, _BEFORE_UNIT, _ONE, None) or self.number(1)

    def ordinal(self, value: int, *, words: bool | None = None) -> str:
        """A rank: in words up to twenty ("zesde"), then in figures ("21e"), unless `words` says which."""
        locale = str(self.locale)
        in_words = spelled_numbers.spell_ordinal(value, locale)
        pattern = self._found(self.catalogues, _WITH_ONE_ENDING, _RANK, None) or _RANK
        in_figures = spelled_numbers.format_ordinal(value, locale)
        if pattern != _RANK:
            in_figures = pattern % {"n": self.number(value)}
        if words is None:
            words = value <= spelled_numbers.MAX_SPELLED_ORDINAL
        return (in_words if words else in_figures) or in_words or in_figures or self.number(value)

    def number_words(self) -> dict[str, int]:
        """Words that say a number, folded (`fold_word`), with what they say; not to be changed."""
        return spelled_numbers.list_number_words(
            str(self.locale), self.own("words that are numbers", _NUMBER_WORDS)
        )

    # Dates

    def date(self, value: DateLike) -> str:
        """A date in words: "5–6 november 2014", "circa 2013", "najaar 2017"."""
        return dates.format_date(value, self._date_words, short=False)

    def date_short(self, value: DateLike) -> str:
        """The same with short months, for tables and charts: "5 nov 2014"."""
        return dates.format_date(value, self._date_words, short=True)

    def qualify_date(self, message: str, value: DateLike, text: str) -> str:
        """A date, written as `text`, in the words of a message: "after %(date)s".

        Before a day they may be others than before a month or year: "nach 2014", but "nach dem 5. Mai 2014".
        """
        is_day = value.precision == "day" and not value.is_span and message in dates.DAY_PHRASES
        has_words = is_day and self._found(self.catalogues, dates.OF_A_DAY, message, None) is not None
        return self.pgettext(dates.OF_A_DAY if has_words else "", message, date=text)

    def month_year(self, value: DateLike | day_type, *, short: bool = False) -> str:
        """The month in which a date begins: "november 2014"."""
        return dates.format_month(_first_day(value), self.locale, short=short)

    def year(self, value: DateLike | day_type | int) -> str:
        """The year of a date, or both of a span, no more exact than they are: "2014", "2012–2014"."""
        if isinstance(value, int):
            return dates.format_year(day_type(value, 1, 1), self.locale)
        if isinstance(value, day_type):
            return dates.format_year(value, self.locale)
        return dates.format_year_of(value, self._date_words)

    @property
    def _date_words(self) -> DateWords:
        first = self._found(self.catalogues, _IN_A_DATE, _FIRST_OF_MONTH, None) or _FIRST_OF_MONTH
        return DateWords(self.locale, self.gettext, self.qualify_date, self._rank, first)

    def _rank(self, value: int) -> str:
        return self.ordinal(value, words=True)

    # Names, lists, order

    def join(self, items: Iterable[str], style: Literal["and", "or"] = "and") -> str:
        """A list in a sentence: "a, b en c"; marked-up items stay marked up."""
        parts = list(items)
        slots = [chr(_FIRST_SLOT + index) for index in range(len(parts))]
        frame = format_list(slots, "or" if style == "or" else "standard", self.locale)
        if not any(hasattr(part, "__html__") for part in parts):
            return _SLOT.sub(lambda slot: parts[ord(slot[0]) - _FIRST_SLOT], frame)
        return Markup(_SLOT.sub("%s", frame.replace("%", "%%"))) % tuple(parts)  # noqa: S704 (CLDR's)

    @property
    def comma(self) -> str:
        """What stands between the items of a list without "and", with its space: ", "."""
        return self.own("between the items of a list", _COMMA) or _COMMA

    @property
    def colon(self) -> str:
        """What stands between a name and what it names, with its spaces: ": "."""
        return self.own("between a name and what it names", _COLON) or _COLON

    def quote(self, text: str, *, inner: bool = False) -> str:
        """The text between the language's quotation marks; `inner` for a quotation in another."""
        if inner:
            return self.pgettext("quotation within a quotation", "‘%(text)s’", text=text)
        return self.pgettext("quotation", "“%(text)s”", text=text)

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """What stands before and after a quotation."""
        before, _, after = self.quote("\0").partition("\0")
        return before, after

    def territory(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code; the code itself where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """What this language calls another: "Engels"."""
        named = self.locale.languages.get(code.replace("-", "_"))
        if named is None:
            try:
                named = Locale.parse(code, sep="-").get_display_name(self.locale)
            except (UnknownLocaleError, ValueError):
                named = None
        return str(named or code)

    def sort_key(self, text: str) -> collation.SortKey:
        """By what to sort names in this language (see `dossier_timeline.languages.collation`)."""
        return collation.make_sort_key(text, self.own("alphabet", _ALPHABET) or _ALPHABET)

    def sorted(self, texts: Iterable[str]) -> list[str]:
        """The texts in the order of this language."""
        return sorted(texts, key=self.sort_key)


def parse_language_locale(code: str, named: Sequence[str] = ()) -> Locale | None:
    """The locale of a language: the one that its catalogues name, if it is one of that language."""
    for candidate in (*(name for name in named if name), code):
        try:
            locale = Locale.parse(candidate.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        if locale.language == code.split("-", maxsplit=1)[0]:
            return locale
    return None


@lru_cache(maxsize=256)
def _name_of_itself(code: str) -> str:
    own = Locale.parse(code, sep="-")
    name = own.get_display_name(own) or code
    return name[0].upper() + name[1:]


def _first_day(value: DateLike | day_type) -> day_type:
    """The first day of a date; of a span without a beginning, that of its end."""
    return value if isinstance(value, day_type) else (value.start or value.end or value).lower


def _fill_values(source: str, text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return words_to_html(source, text) % values
    return text % values
