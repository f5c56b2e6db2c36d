"""Dates and durations as languages print them: each proves its value, and none of its neighbours.

In the packaged languages and five others every form must be read, in all languages of CLDR every single
date; what isn't read there (some intervals) may prove nothing else.

`python -m tests.evidence.date_neighbours` draws many more than the tests do (see `make fuzz`).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.lists import format_list
from babel.localedata import locale_identifiers

from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.evidence.value_matching import Claim, find_mismatch
from dossier_timeline.languages import Language, dates, load_languages, numbers
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.facts import Duration, Qualifier
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.typesetting import make_readable
from tests.helpers.files import ROOT

TEMPLATES = ROOT / "templates"
PACKAGED = ("nl", "en")
OTHERS = ("de", "fr", "es", "pl", "ru")
FRAMES = ("({})", "– {}.", "A: {};", "{}", "“{}”")
KNOWN = parse_date("2015-06-01")
QUALIFIERS: tuple[Qualifier, ...] = (
    "about",
    "more-than",
    "over",
    "less-than",
    "at-least",
    "at-most",
    "nearly",
)
NEIGHBOURS = frozenset(
    {
        "a day off",
        "a month off",
        "a year off",
        "ten years off",
        "a hundred years off",
        "a coarser date",
        "a finer date",
        "one end off",
        "one end coarser",
        "an open interval",
        "about",
        "uncertain",
        "another qualifier",
        "no qualifier",
        "one more or less",
        "ten times",
        "another unit",
        "a part less",
        "a part more",
    }
)

Kind = Literal["date", "duration"]


@dataclass(frozen=True)
class Printed:
    """A value with a form in which a language prints it, and what kind of form that is."""

    language: str
    kind: Kind
    form: str
    text: str
    value: Edtf | Duration
    qualifier: Qualifier | None = None

    def claims(self, value: Edtf | Duration, qualifier: Qualifier | None) -> str | None:
        """What is wrong when the dossier claims this value of the printed form."""
        claim = Claim(self.kind, value, qualifier=qualifier, document_date=KNOWN)
        return find_mismatch(claim, make_readable(self.text), lexicon(self.language))


@dataclass
class Tally:
    """What was drawn, by form and language, and what was caught, by kind of neighbour."""

    drawn: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Single dates that a language prints and that prove nothing at all."""

    def __str__(self) -> str:
        lines = [f"WRONG {one}" for one in self.wrong[:40]] + [f"not read: {one}" for one in self.unread[:10]]
        named = [("drawn", self.drawn), ("caught", self.caught)]
        if len(self.languages) < 20:
            named.append(("in", self.languages))
        for name, counts in named:
            lines.append(f"{name}: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
        total = f"{self.drawn.total()} printed forms in {len(self.languages)} languages"
        total = f"{total}, {self.caught.total()} neighbours"
        return "\n".join([*lines, f"Neighbours: {total}, {len(self.wrong)} wrong"])


@lru_cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language, with the packaged words where there are some."""
    return load_lexicons([code], [TEMPLATES])[0][code]


@lru_cache
def _packaged(code: str) -> Language:
    return load_languages([code], [TEMPLATES / "locales"])[0][code]


def tried(seed: int, count: int) -> Tally:
    """Draw so many values and forms, and try each with its neighbours."""
    chance, tally = random.Random(seed), Tally()
    for number in range(count):
        code = (*PACKAGED, *OTHERS, *PACKAGED)[number % (len(OTHERS) + 2 * len(PACKAGED))]
        printed = _drawn(chance, code)
        tally.drawn[printed.form] += 1
        tally.languages[code] += 1
        wrong = printed.claims(printed.value, printed.qualifier)
        if wrong:
            tally.wrong.append(f"{printed} is not read: {wrong}")
        for name, value, qualifier in _neighbours(printed):
            if printed.claims(value, qualifier) is None:
                tally.wrong.append(f"{printed} proves {value} ({qualifier}), {name}")
            else:
                tally.caught[name] += 1
    return tally


def tried_everywhere(seed: int, count: int, share: int = 1) -> Tally:
    """Draw so many dates in each language of CLDR, or in one of so many."""
    chance, tally = random.Random(seed), Tally()
    codes = [code for code in locale_identifiers() if "_" not in code and code not in ("root", *PACKAGED)]
    for code in sorted(chance.sample(codes, len(codes) // share)):
        for _ in range(count):
            printed = _date(chance, code)
            read = printed.claims(printed.value, None) is None
            tally.drawn[printed.form if read else f"{printed.form} not read"] += 1
            tally.languages[code] += 1
            if not read and printed.form not in ("days", "months", "years"):
                tally.unread.append(str(printed))
            for name, value, qualifier in _neighbours(printed):
                if name == "one end coarser":
                    continue  # Of an interval in another language, a part may be read once more as a year.
                if printed.claims(value, qualifier) is not None:
                    tally.caught[name] += 1
                elif not _reads_alike(printed, value):
                    tally.wrong.append(f"{printed} proves {value} ({qualifier}), {name}")
    return tally


def _reads_alike(printed: Printed, other: Edtf | Duration) -> bool:
    """Whether a language prints another date just so: CLDR has intervals that leave a month out."""
    if not isinstance(other, Edtf) or other.approximate or other.uncertain:
        return False
    locale = Locale.parse(printed.language)
    forms = (dates.format_date(other, _bare_words(locale), short=short) for short in (True, False))
    return printed.text in forms


# What is printed


def _drawn(chance: random.Random, code: str) -> Printed:
    printed = _duration(chance, code) if chance.random() < 0.35 else _date(chance, code)
    printed = (
        replace(printed, text=_worded(printed, chance))
        if code not in PACKAGED
        else _qualified(chance, printed)
    )
    return replace(printed, text=chance.choice(FRAMES).format(printed.text))


def _worded(printed: Printed, chance: random.Random) -> str:
    """The text with the spaces that typesetting has, now and then."""
    return printed.text.replace(" ", chance.choice([" ", "\u00a0", "\u2009", "\n"]))


def _date(chance: random.Random, code: str) -> Printed:
    locale = Locale.parse(code)
    first = date(1900, 1, 1) + timedelta(days=chance.randrange(65_000))
    last = first + timedelta(days=chance.choice([1, 2, 20, 40, 400, 4000]))
    short = chance.random() < 0.4
    forms = ["day", "day", "month", "year", "quarter", "days", "months", "years"]
    if code in PACKAGED:
        forms += ["decade", "century", "season", "half", "pair"]
    form = chance.choice(forms)
    iso = first.isoformat()
    value = {
        "day": iso,
        "month": iso[:7],
        "year": iso[:4],
        "quarter": f"{iso[:4]}-{33 + (first.month - 1) // 3}",
        "days": f"{first}/{last}",
        "months": f"{iso[:7]}/{last.isoformat()[:7]}",
        "years": f"{iso[:4]}/{last.year}",
        "decade": f"{iso[:2]}{iso[2] if iso[2] != '0' else '1'}X",  # "1900s" may be a century
        "century": f"{iso[:2]}XX",
        "season": f"{iso[:4]}-{chance.randint(21, 24)}",
        "half": f"{iso[:4]}-01/{iso[:4]}-06",
        "pair": f"{iso[:4]}/{first.year + 1}",
    }[form]
    if form in ("months", "years") and parse_date(value).start == parse_date(value).end:
        form, value = form[:-1], value.split("/")[0]
    if form in ("half", "pair"):
        text = _by_pattern(code, form, first.year)
    elif code in PACKAGED:
        language = _packaged(code)
        text = (language.date_short if short and form != "decade" else language.date)(parse_date(value))
    else:
        text = dates.format_date(parse_date(value), _bare_words(locale), short=short)
    return Printed(code, "date", form, text, parse_date(value))


def _by_pattern(code: str, form: str, year: int) -> str:
    """The first pattern of a lexicon with the words of the language in it."""
    words = lexicon(code).words
    pattern = (words.half_years if form == "half" else words.school_years)[0]
    first = next(word for word, value in lexicon(code).ordinals.items() if value == 1)
    return pattern.format(ordinal=first, year=year, years=f"{year}/{(year + 1) % 100:02}")


def _nothing(message: str, *_: object, **values: object) -> str:
    raise AssertionError(f"{message} is of no language without a catalogue: {values}")


def _bare_words(locale: Locale) -> dates.DateWords:
    """CLDR's formats, without any words of a catalogue."""
    return dates.DateWords(locale, _nothing, _nothing, str)


def _duration(chance: random.Random, code: str) -> Printed:
    units = sorted(chance.sample("YMDH", chance.choice([1, 1, 2])), key="YMDH".index)
    if len(units) == 1 and chance.random() < 0.3:
        units = ["W"]
    # Up to 24 hours may be a time of the day, which is another matter.
    value = _iso([(chance.randint(25 if unit == "H" else 1, 64), unit) for unit in units])
    locale = Locale.parse(code)
    text = format_list(numbers.format_duration(value, locale), locale=locale)
    return Printed(code, "duration", "duration of " + "".join(units), text, value)


def _iso(parts: list[tuple[int, str]]) -> Duration:
    days = "".join(f"{count}{unit}" for count, unit in parts if unit != "H")
    hours = "".join(f"T{count}H" for count, unit in parts if unit == "H")
    return Duration(f"P{days}{hours}")


def _qualified(chance: random.Random, printed: Printed) -> Printed:
    """The form with words of the language around it that qualify it, in half of all cases."""
    words = lexicon(printed.language).words
    kind = printed.kind
    text = _worded(printed, chance)
    elsewhere = words.other_sense.get(kind, ())
    ranged = kind == "date" and isinstance(printed.value, Edtf) and printed.value.is_span
    draw = chance.random()
    if draw < 0.35:
        name = chance.choice(QUALIFIERS)
        phrases = [phrase for phrase in words.qualifiers.get(name, ()) if phrase not in elsewhere]
        # An interval is printed in many ways, and what stands before its beginning is about that alone.
        if phrases and not ranged:
            return replace(printed, text=f"{chance.choice(phrases)} {text}", qualifier=name)
    elif draw < 0.45 and not ranged:
        name = chance.choice([name for name in QUALIFIERS if words.qualifiers_after.get(name)])
        phrase = chance.choice(words.qualifiers_after[name])
        return replace(printed, text=f"{text} {phrase}", qualifier=name)
    elif draw < 0.6 and kind == "date" and not ranged:
        doubt = chance.choice([f"{chance.choice(words.uncertain)} {text}", f"{text} (?)"])
        return replace(printed, text=doubt, value=parse_date(f"{printed.value}?"))
    return replace(printed, text=text)


# What it isn't


Neighbour = tuple[str, "Edtf | Duration", Qualifier | None]


def _neighbours(printed: Printed) -> Iterator[Neighbour]:
    value = printed.value
    around = _dates_around(value) if isinstance(value, Edtf) else _durations_around(value)
    for name, other in around:
        yield name, other, printed.qualifier
    for qualifier in QUALIFIERS:
        if qualifier != printed.qualifier:
            yield "another qualifier", value, qualifier
    if printed.qualifier is not None:
        yield "no qualifier", value, None
    if isinstance(value, Edtf):
        yield from _marked(printed, value)
        if not value.is_span and printed.qualifier not in ("more-than", "less-than", "at-least", "at-most"):
            for text in (f"{value}/..", f"../{value}"):
                yield "an open interval", parse_date(text), printed.qualifier


def _marked(printed: Printed, value: Edtf) -> Iterator[Neighbour]:
    plain = value.text.rstrip("?")
    for mark, name in (("", "uncertain"), ("?", "uncertain"), ("~", "about"), ("%", "about")):
        text = "/".join(f"{end}{mark}" for end in plain.split("/"))
        other = parse_date(text)
        is_right = (other.approximate, other.uncertain) == (printed.qualifier == "about", value.uncertain)
        if other.text != value.text and not (is_right and printed.qualifier in (None, "about")):
            yield name, other, printed.qualifier if mark in ("", "?") else None


def _dates_around(value: Edtf) -> Iterator[tuple[str, Edtf]]:
    mark = "?" if value.uncertain else ""
    for name, text in _texts_around(value, value.text.rstrip("?")):
        try:
            other = parse_date("/".join(f"{end}{mark}" for end in text.split("/")))
        except ValueError:
            continue
        if (other.lower, other.upper) != (value.lower, value.upper):
            yield name, other


def _texts_around(value: Edtf, text: str) -> Iterator[tuple[str, str]]:
    if value.is_span:
        start, end = text.split("/")
        for place, one in enumerate((start, end)):
            for name, other in _texts_around(parse_date(one), one):
                if "off" in name or name == "a coarser date":
                    changed = "one end off" if "off" in name else "one end coarser"
                    yield changed, f"{other}/{end}" if place == 0 else f"{start}/{other}"
        return
    for name, step in (("a year off", 1), ("ten years off", 10), ("a hundred years off", 100)):
        for sign in (1, -1):
            yield name, _years_on(text, sign * step)
    year = text[:4]
    if value.precision == "day":
        for days in (1, -1):
            yield "a day off", (value.lower + timedelta(days=days)).isoformat()
    if value.precision in ("day", "month"):
        for months in (1, -1):
            yield "a month off", f"{year}-{int(text[5:7]) + months:02}{text[7:]}"
    if value.precision not in ("decade", "century"):
        coarser = (text[:7], year) if value.precision == "day" else (year,)
        yield from (("a coarser date", one) for one in (*coarser, f"{text[:3]}X", f"{text[:2]}XX"))
    if value.precision in ("month", "year"):
        yield "a finer date", f"{text}-01"
    if value.precision == "quarter":
        yield "a finer date", f"{year}-{3 * (int(text[5:7]) - 33) + 1:02}"
    if value.precision in ("decade", "century"):
        yield "a finer date", f"{value.lower.year:04}"
    if value.precision == "decade":
        yield "a coarser date", f"{text[:2]}XX"
    if value.precision == "century":
        yield "a finer date", f"{text[:2]}0X"


def _years_on(text: str, step: int) -> str:
    if text.endswith("XX"):
        return f"{int(text[:2]) + (1 if step > 0 else -1):02}XX"
    if text.endswith("X"):
        return f"{int(text[:3]) + max(1, abs(step) // 10) * (1 if step > 0 else -1):03}X"
    return f"{int(text[:4]) + step:04}{text[4:]}"


def _durations_around(value: Duration) -> Iterator[tuple[str, Duration]]:
    parts = list(value.parts)
    for place, (count, unit) in enumerate(parts):
        for other in (count + 1, count - 1):
            if other:
                yield "one more or less", _with(parts, place, (other, unit))
        yield "ten times", _with(parts, place, (10 * count, unit))
        for letter in "YMWDH":
            if all(letter != known for _, known in parts):
                yield "another unit", _with(parts, place, (count, letter))
        if len(parts) > 1:
            yield "a part less", _iso([part for part in parts if part != (count, unit)])
    if len(parts) == 1 and parts[0][1] != "H":
        yield "a part more", _iso([*parts, (1, "H")])


def _with(parts: list[tuple[int, str]], place: int, part: tuple[int, str]) -> Duration:
    changed = [*parts[:place], part, *parts[place + 1 :]]
    return _iso(sorted(changed, key=lambda one: "YMWDH".index(one[1])))


def main() -> int:
    """Draw many, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.evidence.date_neighbours", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=6000)
    asked = parser.parse_args()
    tally = tried(asked.seed, asked.count)
    everywhere = tried_everywhere(asked.seed, max(1, asked.count // 300))
    print(f"{tally}\n{everywhere}")
    many = len(everywhere.unread) > everywhere.drawn.total() / 100
    return int(bool(tally.wrong or everywhere.wrong or many or NEIGHBOURS - set(tally.caught)))


if __name__ == "__main__":
    sys.exit(main())
