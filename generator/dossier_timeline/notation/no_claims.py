"""Numbers that claim nothing, by their form: where a law is cited, an address, a time, a telephone number.

Each form has something that no quantity has: a word before it, a sign, a shape. A number before what is
counted (a unit of the dossier, a share, an amount, a duration) is none of them, whatever stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from babel.numbers import list_currencies

from dossier_timeline.notation import everyday_forms
from dossier_timeline.notation.comparable_text import make_word_comparable
from dossier_timeline.notation.everyday_forms import (
    END,
    HOUR,
    any_word_pattern,
    following_word,
    is_clause_end,
)
from dossier_timeline.notation.number_words import NumberWords

NumberSpan = tuple[int, int]
MatchTest = Callable[[re.Match[str]], bool]

CURRENCIES = frozenset(list_currencies())
"""The codes of ISO 4217."""

_DIGITS = re.compile(r"\d+")
_NEAR = 120
"""Within so many characters of a digit stands all that makes it one of these forms."""

_SIGN = re.compile(r"[^\S\n]?[%‰\u20a0-\u20cf$£¥]")
_NEXT = re.compile(r"(?:[^\S\n]|\n(?!\s)|-)[*_“\"']{0,3}([^\W\d_]+)")
_TEL = re.compile(r"\[(?P<words>[^\[\]\n]{1,80})\]\(\s*<?tel:(?P<number>[^()\s<>]{1,40})>?", re.I)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?(?!\w)")
_VERSION = re.compile(r"(?<!\w)[vV]\.?\d{1,4}(?:\.\d{1,4})*(?![\w%‰]|[.,]\d)")
_ABROAD = re.compile(r"(?<![\w+])\+\d{1,3}(?:[ \u00a0\u202f./-]{0,2}\(?\d\)?){6,13}(?![\w%]|[.,]\d)")
_GROUPED = re.compile(r"\+\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\+\d{7,}")
_INLAND = re.compile(
    r"(?<![\w.,/+-])(?<!\d[ \u00a0\u202f])(?:\(0\d{1,4}\)|0\d{1,4})"
    r"(?:[ \u00a0/-]{0,2}\d){5,9}(?![\w%]|[.,/-]\d)"
)
_DAY = re.compile(r"\d{1,2}[-/]\d{1,2}[-/](?:\d\d){1,2}|0\d \d\d \d{4}")
_LONG = 7
"""So many digits in a row of them make a telephone number beside its word, whatever follows."""


@dataclass(frozen=True)
class NoClaims:
    """The forms of a language. `counted` are folded words after a number that make it a quantity."""

    words: NumberWords = field(default_factory=NumberWords)
    counted: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    """Words between the numbers of a list."""
    particles: frozenset[str] = frozenset()
    """Small words that may follow a number and are nothing counted."""
    day_halves: tuple[str, ...] = ()
    """CLDR's words for the halves of a day: "a.m.", "p.m."."""
    separator: str = ":"
    """What stands between hours and minutes."""

    def find_spans(self, text: str) -> Iterator[NumberSpan]:
        """Where numbers stand in a text that claim nothing."""
        for match in _TEL.finditer(text):
            if self._is_called(match):
                yield match.span("words")
        for start, end in _windows_around_digits(text):
            for pattern, holds in self._compile_forms:
                for match in pattern.finditer(text, start, end):
                    if holds(match) and not self.is_counted(text, match.end()):
                        yield match.span()

    def is_counted(self, text: str, end: int) -> bool:
        """Whether what is counted follows a number that ends here: a unit, a share, an amount."""
        if _SIGN.match(text, end):
            return True
        following = _NEXT.match(text, end)
        if following is None:
            return False
        word = following[1]
        return make_word_comparable(word) in self.counted or (word.isupper() and word in CURRENCIES)

    def is_ended(self, text: str, end: int) -> bool:
        """Whether nothing follows that could be counted: the end, a stop, or a small word."""
        return is_clause_end(text, end) or following_word(text, end) in (self.particles | self.connectors)

    def is_spelled_form(self, text: str, start: int, end: int, value: int) -> bool:
        """Whether a number in words claims nothing by what stands around it: "at eleven o'clock"."""
        if everyday_forms.is_spelled_time(text, start, end, value, self.words):
            return True
        return not self.is_counted(text, end) and (
            everyday_forms.is_spelled_ordinal(text, start, end, self.words)
            or everyday_forms.is_spelled_decade(text, start, value, self.words)
        )

    @cached_property
    def _after(self) -> frozenset[str]:
        return frozenset(map(make_word_comparable, self.words.after))

    def _is_label(self, match: re.Match[str]) -> bool:
        return (
            self.is_ended(match.string, match.end())
            or following_word(match.string, match.end()) in self._after
        )

    def _is_called_number(self, match: re.Match[str]) -> bool:
        return (
            is_clause_end(match.string, match.end())
            or following_word(match.string, match.end()) in self._after
        )

    @cached_property
    def pointer_words(self) -> frozenset[str]:
        """The single words that point to a part of something, folded."""
        return frozenset(make_word_comparable(word) for word in self.words.pointers if word.isalpha())

    @cached_property
    def _compile_forms(self) -> tuple[tuple[re.Pattern[str], MatchTest], ...]:
        return (
            (_VERSION, _accept),
            (_IBAN, _is_iban),
            (_ABROAD, lambda match: _GROUPED.fullmatch(match[0]) is None),
            (_INLAND, lambda match: _DAY.fullmatch(match[0]) is None),
            *((pattern, _accept) for pattern in self._pointer_patterns()),
            *((pattern, _accept) for pattern in self._registration_patterns()),
            *((pattern, self._is_phone) for pattern in self._phone_patterns()),
            *((pattern, _is_address) for pattern in self._address_patterns()),
            *((pattern, self._is_postcode) for pattern in self._postcode_patterns()),
            *((pattern, _accept) for pattern in self._time_patterns()),
            *((pattern, self._is_label) for pattern in everyday_forms.label_patterns(self.words)),
            *(
                (pattern, self._is_called_number)
                for pattern in everyday_forms.called_number_patterns(self.words)
            ),
            *((pattern, _accept) for pattern in everyday_forms.code_patterns(self.words)),
            *((pattern, _accept) for pattern in everyday_forms.ordinal_patterns(self.words)),
            *((pattern, self._is_decade) for pattern in everyday_forms.decade_patterns(self.words)),
            *(
                (pattern, self._is_from_hour_to_hour)
                for pattern in everyday_forms.hour_range_patterns(self.words, self._until)
            ),
        )

    def _pointer_patterns(self) -> Iterator[re.Pattern[str]]:
        """ "article 4", "articles 4 and 5a", "4 §"."""
        part = r"(?:\.\d{1,2}|:\d{1,4})[a-z]?(?!\d)"
        one = rf"\d{{1,4}}(?:[a-z]{{1,2}}|bis|ter|quater|quinquies)?(?:{part})*(?:\s?\([\da-z]{{1,4}}\))*"
        joined = any_word_pattern(self.connectors)
        joint = rf"\s?[–-]\s?|,\s|(?:,?\s(?:{joined})\s)" if joined else r"\s?[–-]\s?|,\s"
        # A further number of a list only counts as one where nothing follows that it could count.
        more = rf"(?:(?:{joint})(?:§\s?)?{one}(?=(?:{joint})(?:§\s?)?\d|{self._stop}){END})*"
        before = [word for word in self.words.pointers if "{n}" not in word]
        for words in (any_word_pattern(before),) if before else ():
            yield re.compile(rf"(?<!\w)(?:{words})\s?(?<![^\W\d_])(?<!\d){one}{END}{more}", re.I)
        yield re.compile(rf"§{{1,2}}\s?{one}{END}{more}")
        for word in self.words.pointers:
            if "{n}" in word:
                first, _, last = (re.escape(part) for part in word.partition("{n}"))
                lead = r"(?<![\w.,])" if not first else r""
                trail = r"(?!\w)" if last[-1:].isascii() and last[-1:].isalpha() else ""
                yield re.compile(f"{lead}{first}{one}{last}{trail}" + ("" if last else END), re.I)

    @cached_property
    def _stop(self) -> str:
        small = any_word_pattern(self.particles | self.connectors)
        after = rf"|\s(?:{small})(?!\w)" if small else ""
        return rf"(?:\s*(?:$|[\n;:!?)\]|])|[.,](?!\d){after})"

    def _registration_patterns(self) -> Iterator[re.Pattern[str]]:
        """ "registration number: 12345678"."""
        words = any_word_pattern(self.words.registrations)
        last = r"[ \u00a0]\d|[^\w\n]{0,4}$|[.,;)|]"
        value = rf"(?:[A-Z]{{1,4}}[ .]?)?\d[\dA-Z]*(?:[./-][\dA-Z]+|[ \u00a0]\d{{2,4}}(?={last})){{0,8}}"
        if words:
            yield re.compile(rf"(?<!\w)(?i:{words})(?:\s?:)?\s{{1,2}}{value}{END}", re.M)

    def _phone_patterns(self) -> Iterator[re.Pattern[str]]:
        words = any_word_pattern(self.words.phones)
        if words:
            number = r"\+?\(?\d(?:[ \u00a0\u202f()/.-]{0,2}\d){2,14}"
            yield re.compile(rf"(?<!\w)(?:{words})(?:\s?:)?\s{{0,2}}(?P<phone>{number}){END}", re.I)

    def _address_patterns(self) -> Iterator[re.Pattern[str]]:
        shapes = "|".join(
            _shape_pattern(shape) for shape in sorted(self.words.postcodes, key=len, reverse=True)
        )
        parts = {
            "street": r"(?P<street>[^\W\d_][^\d\n,;:|()]{1,40}?)",
            "number": r"(?P<number>\d{1,4}(?:\s?[A-Za-z])?(?:[-/]\d{1,3})?)(?!\d)",
            "postcode": rf"(?P<postcode>{shapes})",
            "place": r"(?P<place>[^\W\d_][^\d\n,;:|()]{1,30})",
        }
        for order in self.words.addresses if shapes else ():
            pattern = ""
            for piece in re.split(r"(\{\w+\}|,? )", order):
                if piece[:1] == "{":
                    pattern += parts[piece[1:-1]]
                elif piece.strip() == ",":
                    pattern += r"(?:,?[^\S\n]*\\?\n[ \t>]*|,[^\S\n]*)"
                else:
                    pattern += r"[^\S\n]+" if piece == " " else re.escape(piece)
            yield re.compile(rf"(?<![\w.,])(?<!\d\s){pattern}(?!\w)")

    def _postcode_patterns(self) -> Iterator[re.Pattern[str]]:
        for shape in self.words.postcodes:
            if "A" in shape:
                yield re.compile(rf"(?<![\w.,/-])(?P<code>{_shape_pattern(shape)})(?![\w%-])")

    @cached_property
    def _until(self) -> str:
        joined = any_word_pattern(self.connectors)
        return rf"(?:\s?[–-]\s?|\s(?:{joined})\s)" if joined else r"\s?[–-]\s?"

    def _time_patterns(self) -> Iterator[re.Pattern[str]]:
        """ "12:30", "9.00–17.00 uur", "at 9:30", "9 a.m."."""
        colon = rf"{HOUR}(?:[:{re.escape(self.separator)}]|\s?h\s?)[0-5]\d"
        any_way = rf"{HOUR}(?:[:.]|\s?h\s?)[0-5]\d"
        until = self._until
        at, halves = any_word_pattern(self.words.times.at), any_word_pattern(self.day_halves)
        hours = any_word_pattern(self.words.times.hours)
        lead, end = r"(?<![\w.,:/+−-])", r"(?![\w:%]|[.,]\d)"
        yield re.compile(rf"{lead}(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?{end}")
        yield re.compile(rf"{lead}{HOUR}:[0-5]\d{until}{HOUR}:[0-5]\d{end}")
        if hours:
            yield re.compile(rf"{lead}{any_way}(?:{until}{any_way})?\s?(?:{hours})(?!\w)", re.I)
        if halves:
            half = rf"\s?(?:{halves})"
            yield re.compile(rf"{lead}{any_way}(?:(?:{half})?{until}{any_way})?{half}(?!\w)")
            yield re.compile(rf"{lead}{HOUR}(?:(?:{half})?{until}{HOUR})?{half}(?!\w)")
        if at:
            yield re.compile(rf"(?<!\w)(?:{at})\s{colon}(?:{until}{colon})?{end}", re.I)
        if at and hours:
            yield re.compile(rf"(?<!\w)(?:{at})\s{HOUR}\s?(?:{hours})(?!\w)", re.I)

    @staticmethod
    def _is_called(match: re.Match[str]) -> bool:
        """Whether the words of a link are the number that it calls."""
        shown, called = _digits(match["words"]), _digits(match["number"])
        words = re.sub(r"[\d\s()+./-]", "", match["words"])
        return bool(shown) and not words and called.endswith(shown.lstrip("0") or shown)

    def _is_phone(self, match: re.Match[str]) -> bool:
        return len(_digits(match["phone"])) >= _LONG or self.is_ended(match.string, match.end())

    def _is_decade(self, match: re.Match[str]) -> bool:
        """Whether a decade has four figures, or ends in none, or no noun follows: "20s" may be a time."""
        return re.search(r"\d{4}|\d$", match[0]) is not None or self._is_label(match)

    def _is_from_hour_to_hour(self, match: re.Match[str]) -> bool:
        """Whether a range of hours is no length of time, where the word for the hour may be either."""
        if not self.is_ended(match.string, match.end()):
            return False
        hour = make_word_comparable(re.split(r"[\s\d]", match[0])[-1])
        return hour not in self.counted or everyday_forms.may_be_opening_hours(
            match.string, match.start(), self.words
        )

    def _is_postcode(self, match: re.Match[str]) -> bool:
        letters = re.sub(r"[^A-Z]", "", match["code"])
        if letters in self.words.not_in_postcodes:
            return False
        if match["code"][0].isalpha():
            return True
        text, start, end = match.string, match.start(), match.end()
        before = text[max(start - 40, 0) : start].rstrip(" \u00a0")
        after = text[end : end + 3].lstrip(" \u00a0")
        return before[-1:] in ("", "\n", ",", "|", ">", "(", ":") and (
            not after or after[0] in "\n.,;)|\\" or after[0].isupper()
        )


def _windows_around_digits(text: str) -> Iterator[NumberSpan]:
    """The stretches of a text in which a form may stand: digits, and what is near to them."""
    start = end = -1
    for digit in _DIGITS.finditer(text):
        if digit.start() > end:
            if end >= 0:
                yield start, end
            start = max(digit.start() - _NEAR, 0)
        end = min(digit.end() + _NEAR, len(text))
    if end >= 0:
        yield start, end


def _accept(_: re.Match[str]) -> bool:
    return True


def _is_iban(match: re.Match[str]) -> bool:
    """Whether the check digits of an account's number are right (ISO 13616)."""
    code = re.sub(r"\s", "", match[0])
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97 == 1


def _is_address(match: re.Match[str]) -> bool:
    """Whether street and place are written as names are: with a capital, where there are any."""
    street = match["street"]
    return (street != street.lower() or street == street.upper()) and not match["place"][0].islower()


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _shape_pattern(shape: str) -> str:
    """A pattern for a shape: 9 for a digit, A for a capital."""
    return "".join({"9": r"\d", "A": "[A-Z]", " ": "[ \u00a0]"}.get(sign, re.escape(sign)) for sign in shape)
