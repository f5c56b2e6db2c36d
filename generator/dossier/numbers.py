"""Bare numbers: figures, sums, dates and numbers in words that stand in our own texts.

A number in a text belongs to a fact and is written `[[fact]]`. What is left is found here, except
what is no statement: plain years (1900–2099), official numbers, standards, names of the dossier,
code, addresses and what stands inside `[[…]]`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import islice

from generator.dossier.references import Lines, scan


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare number: as written, where it stands, and what it says.

    `value` is set for a number; `day` for a date: "2014-11-05", "2014-11" or, without a year,
    "11-05". `line` and `column` count from 1, `start` and `end` are offsets.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    value: Decimal | None = None
    day: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A language's words for numbers and months, all folded, and its decimal mark.

    `nouns` are the names of units: "2000 reports" is a number, "2000" a year. `names` may hold
    numbers and are left alone wherever they begin a word; so are their inflected forms. `pointers`
    are what stands before the number of a paper, as it is written.
    """

    words: Mapping[str, int]
    months: Mapping[str, int]
    decimal: str = "."
    nouns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pointers: tuple[str, ...] = ()
    scales: tuple[int, ...] = field(default=(100, 1_000, 1_000_000, 1_000_000_000))

    @cached_property
    def spelled(self) -> frozenset[str]:
        """The words for numbers, to see at once that a text has none."""
        return frozenset(self.words)

    @cached_property
    def papers(self) -> re.Pattern[str] | None:
        """Numbers of papers: "12 345, no. 6", "no. 7 and 8"; `None` where nothing points to them."""
        if not self.pointers:
            return None
        each = "|".join(re.escape(word) for word in sorted(self.pointers, key=len, reverse=True))
        return re.compile(
            rf"\b\d{{2}}\s\d{{3}}(?:-[A-Z0-9]+)?(?=,?\s(?:{each})(?!\w))"
            rf"|(?<!\w)(?:{each})\s\d+(?:(?:,|\s?[–&-]|\s[^\W\d_]{{1,3}})\s?\d+\b(?!\s\d{{3}}))*"
        )

    @cached_property
    def named(self) -> re.Pattern[str] | None:
        """Names with a number in them, the longest first; `None` when there are none."""
        telling = {name for name in self.names if _DIGIT.search(name) or self._tells(name)}
        if not telling:
            return None
        each = "|".join(re.escape(name) for name in sorted(telling, key=lambda name: (-len(name), name)))
        return re.compile(rf"(?<![\w/])(?:{each})(?![\d/])", re.I)

    @cached_property
    def dates(self) -> re.Pattern[str] | None:
        """Days and months, with or without a year, whichever comes first."""
        if not self.months:
            return None
        names = "|".join(re.escape(name) for name in sorted(self.months, key=lambda name: (-len(name), name)))
        day, month, year = r"(?P<{0}>\d{{1,2}})", rf"(?P<{{0}}>{names})\b\.?", r"(?P<{0}>(?:19|20)\d\d)\b"
        ordinal = r"(?:st|nd|rd|th|er|e|\.|º|ª)?"
        until = rf"(?:\s*[-–/]\s*\d{{1,2}}{ordinal})?"
        return re.compile(
            rf"(?<![\w.,])(?:{day.format('day')}{ordinal}{until}\s+{month.format('month')}"
            rf"(?:,?\s+{year.format('year')})?"
            rf"|{month.format('month2')}\s+(?:{day.format('day2')}{ordinal}{until}(?!\d)"
            rf"(?:,?\s+{year.format('year2')})?|{year.format('year3')}))",
            re.I,
        )

    def _tells(self, name: str) -> bool:
        return any(fold(word[0]) in self.words for word in _WORD.finditer(name))


def fold(word: str) -> str:
    """How words are compared: composed and without capitals."""
    return unicodedata.normalize("NFC", word).casefold()


_DIGIT = re.compile(r"[\d\u00bc-\u00be\u2150-\u215f]")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(
    r"(?<![\w/])(?<!\w-)(?:[+−-])?(?:[€$£¥]\s?)?"
    r"(?:\d+(?:(?:[.,:/–-]|[\u00a0\u202f](?=\d{3}(?!\d)))\d+)*|[\u00bc-\u00be\u2150-\u215f])"
    r"(?:[%‰]|[’']?[^\W\d_]+)?"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[–/-](?:(?:19|20)\d\d|\d\d))?")
_DECADE = re.compile(r"[’']?s\b|\s?[%‰]")
_BEFORE_SUM = re.compile(r"(?:[€$£¥]|\b[A-Z]{3})\s$")

IDENTIFIERS = re.compile(
    r"""
      \b\d{4}/\d{1,4}/[A-Z]{2,4}\b | \b[A-Z]{2,4}\)?\s(?:19|20)\d\d/\d{1,5}\b   # 2011/93/EU, (EU) 2016/679
    | \b[A-Z]{2,10}[/_-]\d{2,4}[/_-]\d{1,5}\b                   # IP/12/1308, MEMO/12/937
    | \b[0-9CE]\d{4}[A-Z]{1,2}\d{4}\b                           # CELEX
    | \b10\.\d{4,9}/\S+ | \bISBN[\s:]*[\d-]{10,17}X? | \bISSN[\s:]*\d{4}-\d{3}[\dX]
    | \b(?:WCAG|RFC|ISO(?:/IEC)?|ECMA|BCP|EUPL|CC\sBY(?:-[A-Z]{2})*)[\s-]v?\d+(?:[.:-]\d+)*
    | \bEN\s\d{3}\s\d{3}(?:\sv?\d[\d.]*)?
    | \b[A-Z]{2,}-\d+\b                                         # SHA-256
    """,
    re.X,
)
"""Official numbers and standards, by their shape; those of the dossier itself come as names."""

_BUT_MAIL = r"""
      \]\([^()\s]*(?:\s+"[^"\n]*")?\s*\)     # the address of a link
    | <https?:[^<>\s]*> | \bhttps?://\S+
    | \{[:\#.\w][^{}\n]*\}                    # attributes
    """
_APART_BUT_MAIL = re.compile(_BUT_MAIL, re.X)
_APART = re.compile(rf"{_BUT_MAIL} | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.]+", re.X)
_LIST_MARK = re.compile(r"^[ \t>]*\d{1,3}[.)](?=\s)", re.M)
_BLANK = "\ue000"

Found = tuple[int, int, Decimal | None, str]


def find_bare(text: str, vocabulary: Vocabulary, *, markdown: bool = False) -> tuple[Bare, ...]:
    """Every bare number of a text, in order. `markdown` leaves the numbers of list items alone."""
    figures = _DIGIT.search(text) is not None
    if not figures and not _spells(text, vocabulary):
        return ()
    hidden = _hidden(text, vocabulary, markdown=markdown)
    found = sorted((*_dates(hidden, vocabulary), *_numbers(hidden, vocabulary)), key=_longest_first)
    if not found:
        return ()
    lines = Lines(text)
    bare, until = [], 0
    for start, end, value, day in found:
        if start >= until:
            bare.append(Bare(text[start:end], start, end, *lines(start), value, day))
            until = end
    return tuple(bare)


def _longest_first(found: Found) -> tuple[int, int]:
    return found[0], -found[1]


def _spells(text: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.spelled.isdisjoint(_WORD.findall(fold(text)))


def _hidden(text: str, vocabulary: Vocabulary, *, markdown: bool) -> str:
    """The text with everything that is left alone blanked out, of the same length; "" for no number."""
    scanned = scan(text)
    spans = [*scanned.code, *((reference.start, reference.end) for reference in scanned.references)]
    text = _without(text, spans)
    # Most figures of a text stand in its references, and looking for each pattern takes long.
    figures = _DIGIT.search(text) is not None
    if not figures and not _spells(text, vocabulary):
        return ""
    official = [IDENTIFIERS, vocabulary.papers] if figures else []
    apart = _APART if "@" in text else _APART_BUT_MAIL
    patterns = [apart, *official, vocabulary.named, _LIST_MARK if figures and markdown else None]
    for pattern in patterns:
        if pattern is not None:
            text = _without(text, [match.span() for match in pattern.finditer(text)])
    return text


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans):
        if start >= position:
            parts += [text[position:start], _BLANK * (end - start)]
            position = end
    return "".join([*parts, text[position:]]) if parts else text


def _dates(text: str, vocabulary: Vocabulary) -> Iterator[Found]:
    if vocabulary.dates is None or _DIGIT.search(text) is None:
        return
    for match in vocabulary.dates.finditer(text):
        month = vocabulary.months[fold(match["month"] or match["month2"])]
        day, year = match["day"] or match["day2"], match["year"] or match["year2"] or match["year3"]
        parts = (year, f"{month:02}", f"{int(day):02}" if day else "")
        end = match.end() - match[0].endswith(".")
        yield match.start(), end, None, "-".join(part for part in parts if part)


def _numbers(text: str, vocabulary: Vocabulary) -> Iterator[Found]:
    words: list[tuple[int, int, int]] = [
        (match.start(), match.end(), value)
        for match in (_WORD.finditer(text) if _spells(text, vocabulary) else ())
        if (value := vocabulary.words.get(fold(match[0]))) is not None
    ]
    taken = 0
    for match in _FIGURES.finditer(text) if _DIGIT.search(text) else ():
        if _plain_year(match, text, vocabulary):
            continue
        figures = number(match[0], vocabulary.decimal)
        until, said = _scaled(match.end(), figures, words, text, vocabulary)
        yield match.start(), until, said, ""
    for place, (start, _, _) in enumerate(words):
        if start < taken:
            continue
        taken, spelled = _in_words(place, words, text, vocabulary)
        if spelled != 1:
            yield start, taken, spelled, ""


def _plain_year(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    if _YEARS.fullmatch(match[0]) is None or _DECADE.match(text, match.end()):
        return False
    following = _WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1].isspace() else None
    if following is not None and fold(following[0]) in vocabulary.nouns:
        return False
    return _BEFORE_SUM.search(text, max(match.start() - 4, 0), match.start()) is None


def _scaled(
    end: int,
    value: Decimal | None,
    words: list[tuple[int, int, int]],
    text: str,
    vocabulary: Vocabulary,
) -> tuple[int, Decimal | None]:
    """Figures with the word for a large number after them: "2 million"."""
    place = bisect_left(words, (end, 0, 0))
    if place < len(words) and words[place][2] in vocabulary.scales and text[end : words[place][0]].isspace():
        return words[place][1], None if value is None else value * words[place][2]
    return end, value


def _in_words(
    place: int, words: list[tuple[int, int, int]], text: str, vocabulary: Vocabulary
) -> tuple[int, Decimal]:
    """Number words that stand together, with spaces or hyphens between: "two hundred and ten"."""
    _, end, current = words[place]
    total = 0
    for next_start, next_end, next_value in islice(words, place + 1, place + 12):
        between = text[end:next_start]
        if between not in (" ", "-", "\u00a0", "\n"):
            break
        if next_value in vocabulary.scales:
            current *= next_value
            if next_value >= 1000:
                total, current = total + current, 0
        elif current >= 100 or (current % 10 == 0 and next_value < 10):
            current += next_value
        else:
            break
        end = next_end
    return end, Decimal(total + current)


def number(text: str, decimal: str = ".") -> Decimal | None:
    """What figures say in a language with this decimal mark; `None` for what is no single number."""
    digits = re.sub(r"[€$£¥%‰+\s\u00a0\u202f]|[’']?[^\W\d_]+$", "", text).replace("−", "-")
    group = "." if decimal == "," else ","
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(group, "")
    try:
        return Decimal(digits.replace(decimal, "."))
    except InvalidOperation:
        return None
