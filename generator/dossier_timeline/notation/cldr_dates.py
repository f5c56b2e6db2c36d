"""Dates with a year as CLDR has each language write them: "5 November 2014", "2014年11月5日".

A pattern of CLDR becomes a regular expression, with the names of months that the language has. Looser
forms ("the 5th of May", a day without its year) are read word by word, in `printed_dates`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from dossier_timeline.notation.typesetting import normalise_text

if TYPE_CHECKING:
    from babel import Locale

_SKELETONS = ("yMMMMd", "yMMMd", "yMMMM", "yMMM", "y")
_FIELD = re.compile(r"'([^']*)'|(([a-zA-Z])\3*)|([^a-zA-Z']+)")
_WIDTHS = {3: "abbreviated", 4: "wide"}
_NEAR = 12
_DAY_BEFORE = re.compile(r"\d{1,2}[^\W\d]{0,4}\.? (?:[^\W\d]{1,3} )?$")
"""A day in front of a month, in another form than CLDR's: that isn't a date of a month alone."""
_DAY_AFTER = re.compile(r" \d{1,2}(?!\d)")
_GROUP = re.compile(r"\(\?P<[a-z]+>[^)]*\)")
_CJK = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that put no space between words, and Hangul."""


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A form of dates, ready to search by; `months` says what the names in it are."""

    regex: re.Pattern[str]
    months: dict[str, int]
    capital: bool

    def search(self, text: str) -> Iterator[tuple[int, int, int, int | None, int | None]]:
        """Where dates stand in a text, with their year, month and day; 0 is no clear year."""
        for match in self.regex.finditer(text):
            groups = match.groupdict()
            name, figures, day = groups.get("name"), groups.get("month"), groups.get("day")
            if name and (self.capital and name[0].islower()):
                continue
            if (
                day is None
                and name
                and match.end("name") == match.end()
                and _DAY_AFTER.match(text, match.end())
            ):
                yield *match.span(), 0, None, None
                continue
            if day is None and _DAY_BEFORE.search(text, max(0, match.start() - _NEAR), match.start()):
                continue
            month = self.months[_fold_name(name)] if name else int(figures) if figures else None
            if (month is None or 1 <= month <= 12) and (day is None or 1 <= int(day) <= 31):
                yield *match.span(), int(groups["year"]), month, int(day) if day else None


def date_patterns(locale: Locale) -> tuple[DatePattern, ...]:
    """The forms of dates with a year that a language has."""
    skeletons = locale.datetime_skeletons
    short = (str(skeletons[name].pattern) for name in _SKELETONS if name in skeletons)
    patterns = [locale.date_formats["long"].pattern, *short, *_interval_end_patterns(locale)]
    found = (_compile_pattern(pattern, locale) for pattern in dict.fromkeys(patterns))
    return tuple(pattern for pattern in found if pattern is not None)


def _interval_end_patterns(locale: Locale) -> Iterator[str]:
    """The form of a date in an interval over several years, which some languages write otherwise."""
    for skeleton in ("yMMMd", "yMMM"):
        halves = locale.interval_formats.get(skeleton, {}).get("y")
        if halves is not None:
            yield str(halves[1]).strip()
            yield re.sub(r"(?<![ML])([ML])\1{2}(?![ML])", r"\1\1\1\1", str(halves[1]).strip())


def _compile_pattern(pattern: str, locale: Locale) -> DatePattern | None:
    """The expression for a pattern; none where it has fields that aren't of a date, or is a bare year."""
    months: dict[str, int] = {}
    parts: list[str] = []
    printed: list[str] = []
    fields = ""
    for quoted, run, letter, other in _FIELD.findall(pattern):
        if letter == "y":
            parts.append(r"(?P<year>\d{4})")
        elif letter == "d":
            parts.append(r"(?P<day>\d{1,2})")
        elif letter in ("M", "L") and len(run) in _WIDTHS:
            names = dict(_month_names(locale, _WIDTHS[len(run)]))
            printed += names
            months |= {_fold_name(name): number for name, number in names.items()}
            parts.append(f"(?P<name>{_any_of(names)})")
        elif letter in ("M", "L"):
            parts.append(r"(?P<month>\d{1,2})")
        elif letter == "G":
            parts.append(f"(?:{_any_of(_era_names(locale))})")
        elif letter:
            return None
        else:
            parts.append(_escape_literal(quoted or other))
        fields += letter
    body = "".join(parts)
    if not _is_date(fields, body):
        return None
    before, after = (
        ("(?<!\\d)", "(?!\\d)") if _CJK.search(body) else ("(?<![\\w.,/-])", f"(?![\\w{_combining_marks()}])")
    )
    capital = bool(printed) and all(name[:1].isupper() for name in printed)
    return DatePattern(re.compile(f"{before}{body}{after}", re.IGNORECASE), months, capital)


def _is_date(fields: str, body: str) -> bool:
    """Whether a pattern is of a whole date, a month or a year that can't be taken for something else."""
    letters = _GROUP.sub("", body)
    if fields.count("y") != 1:
        return False
    if "?P<name>" in body or any(map(str.isalpha, letters)):
        return True
    return re.sub("[^dMLy]", "", fields) in ("dMy", "dLy", "yMd", "yLd")


def _month_names(locale: Locale, width: str) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context][width].items():
            yield str(name), number


def _era_names(locale: Locale) -> list[str]:
    return [str(names[1]) for names in locale.eras.values() if 1 in names]


def _fold_name(name: str) -> str:
    return normalise_text(name).casefold()


def _escape_literal(text: str) -> str:
    """The text as it stands in a normalised one, with the spaces at its ends."""
    plain = re.sub(r"\s+", " ", text)
    start, end = " " * (plain[:1] == " "), " " * (len(plain) > 1 and plain[-1] == " ")
    return start + re.escape(normalise_text(plain)).replace(r"\ ", " ") + end


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(_escape_literal, names), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _combining_marks() -> str:
    """All marks that go on a letter, as ranges of a class: a name doesn't end before one."""
    points = [p for p in range(0x300, 0x20000) if unicodedata.category(chr(p)) in ("Mn", "Mc")]
    runs = groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])
    spans = [[point for _, point in run] for _, run in runs]
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)
