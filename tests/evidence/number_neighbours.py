"""Numbers, shares, sums and ranks as CLDR and the lexicons print them, and the values next to each.

The printed form proves its value, and none of its neighbours: ten, a thousand and a million times as much,
the other sign, one more or less, another unit, each other qualifier. A number with a power of ten that
stands apart from it doesn't prove the number without it. `python -m
tests.evidence.number_neighbours --seed 1` draws many (see `make fuzz`).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from babel.numbers import format_currency, format_decimal

from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.evidence.value_matching import Claim, find_mismatch
from dossier_timeline.languages import spelled_numbers as spelled
from dossier_timeline.model.facts import FactKind, Qualifier
from dossier_timeline.notation.lexicon import Lexicon, parse_locale
from dossier_timeline.notation.qualifiers import SIGNS
from dossier_timeline.notation.quantities import DASHES
from dossier_timeline.notation.typesetting import make_readable
from tests.helpers.files import ROOT

LANGUAGES = ("nl", "en", "de", "fr", "es", "pl", "ja", "ar")
APART = "scale apart"
NEIGHBOURS = (
    "tenfold",
    "thousandfold",
    "millionfold",
    "sign",
    "one more or less",
    "unit",
    "qualifier",
    APART,
)
_CURRENCIES = ("EUR", "USD", "GBP", "JPY", "PLN", "CHF")
_YEARS = range(1500, 2101)
_FRAMES = ("{}", "Zzz {}.", "zzz {}, zzz", "zzz; {} zzz")


@dataclass(frozen=True)
class Printed:
    """A form in a text, and what it says."""

    language: str
    form: str
    text: str
    claim: Claim


@dataclass
class Tally:
    """How many forms of each language were drawn, how many neighbours were refused, and what went wrong."""

    drawn: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        forms = ", ".join(f"{count} {name}" for name, count in sorted(self.drawn.items()))
        caught = ", ".join(f"{count} {name}" for name, count in self.refused.items())
        return (
            f"Numbers: {self.drawn.total()} printed forms ({forms}); "
            f"{self.refused.total()} neighbours refused ({caught}); {len(self.wrong)} wrong"
        )


@lru_cache
def lexicon_of(language: str) -> Lexicon:
    """The packaged lexicon of a language, or what CLDR knows of it."""
    found, _ = load_lexicons([language], [ROOT / "templates"])
    return found[language]


def draw(chance: random.Random, lexicon: Lexicon) -> Printed:
    """One printed form of a language, with or without a sign and words that qualify it."""
    name = chance.choice(list(_FORMS))
    drawn = _FORMS[name](chance, lexicon)
    while drawn is None:
        name = chance.choice(list(_FORMS))
        drawn = _FORMS[name](chance, lexicon)
    form, claim = drawn
    single = name not in ("rank", "range")
    if single and form[0].isdecimal() and chance.random() < 0.3:
        assert isinstance(claim.value, Decimal)
        form, claim = chance.choice(DASHES) + form, replace(claim, value=-claim.value)
    form, qualifier = _qualified(chance, lexicon, form, single=single)
    text = chance.choice(_FRAMES).format(
        form.replace(" ", chance.choice(" \N{NO-BREAK SPACE}\u2009\u202f\n"))
    )
    return Printed(lexicon.code, name, text, replace(claim, qualifier=qualifier))


def _qualified(
    chance: random.Random, lexicon: Lexicon, form: str, *, single: bool
) -> tuple[str, Qualifier | None]:
    """The form with words around it; those behind a range are left out, because they go for its end alone."""
    before = [pair for pair in (*SIGNS, *lexicon.qualifiers) if pair[1] != "expected"]
    after = [pair for pair in lexicon.qualifiers_after if pair[1] != "expected"]
    which = chance.random()
    if which < 0.3:
        phrase, name = chance.choice(before)
        return f"{phrase} {form}", name  # type: ignore[return-value]
    if which < 0.4 and after and single:
        phrase, name = chance.choice(after)
        return f"{form} {phrase}", name
    return form, None


Drawn = tuple[str, Claim] | None


def _size(chance: random.Random) -> Decimal:
    value = Decimal(chance.randrange(1, 10 ** chance.randrange(1, 10)))
    value = value.scaleb(-chance.randrange(3)) if chance.random() < 0.4 else value
    return value + 1000 if value in _YEARS else value


def _figures(value: Decimal, lexicon: Lexicon) -> str:
    return format_decimal(value, locale=parse_locale(lexicon.code), decimal_quantization=False)


def _plain(chance: random.Random, lexicon: Lexicon) -> Drawn:
    value = _size(chance)
    return _figures(value, lexicon), Claim("number", value)


def _share(chance: random.Random, lexicon: Lexicon) -> Drawn:
    value = _size(chance)
    space = chance.choice(["", " "])
    return f"{_figures(value, lexicon)}{space}%", Claim("share", value, "percent")


def _sum(chance: random.Random, lexicon: Lexicon) -> Drawn:
    value, currency = _size(chance).quantize(Decimal("0.01")) + 1, chance.choice(_CURRENCIES)
    form = format_currency(value, currency, locale=parse_locale(lexicon.code), currency_digits=False)
    return form.strip("\u200e\u200f\u061c"), Claim("amount", value, currency)


def _compact(chance: random.Random, lexicon: Lexicon) -> Drawn:
    formats = parse_locale(lexicon.code).compact_decimal_formats
    form, value = _of_pattern(chance, lexicon, formats)
    return (form, Claim("number", value)) if form else None


def _compact_sum(chance: random.Random, lexicon: Lexicon) -> Drawn:
    locale = parse_locale(lexicon.code)
    form, value = _of_pattern(chance, lexicon, locale.compact_currency_formats)
    currency = chance.choice(_CURRENCIES)
    symbol = chance.choice([currency, str(locale.currency_symbols.get(currency, currency))])
    return (form.replace("¤", symbol), Claim("amount", value, currency)) if "¤" in form else None


def _scaled_sum(chance: random.Random, lexicon: Lexicon) -> Drawn:
    """A sum with a power of ten of the lexicon: "€ 2,5 mln.", "£2.5bn", "M€ 2,5"."""
    scales = lexicon.scales
    every = [*scales.words.items(), *scales.signs.items(), *scales.money.items()]
    word, power = chance.choice([pair for pair in every if pair[1] <= 9])
    size = Decimal(chance.randrange(1, 999)) / chance.choice([1, 10])
    point = "." if word in scales.dotted and chance.random() < 0.7 else ""
    figures, claim = _figures(size, lexicon), Claim("amount", size * 10**power, "EUR")
    if word in scales.signs and chance.random() < 0.5:
        return chance.choice([f"{figures} {word}€", f"{word}€ {figures}"]), claim
    if chance.random() < 0.3:
        return f"{figures} {word}{point} EUR", claim
    return f"€{chance.choice(['', ' '])}{figures} {word}{point}", claim


def _of_pattern(chance: random.Random, lexicon: Lexicon, formats: object) -> tuple[str, Decimal]:
    """A number in one of CLDR's compact forms; "" where the language writes it in full."""
    by_count = chance.choice(list(dict(formats).values()))  # type: ignore[call-overload]
    magnitude, pattern = chance.choice(list(dict(by_count["other"]).items()))
    text = str(getattr(pattern, "pattern", pattern)).split(";")[0].replace("'", "")
    zeros = text.count("0")
    if zeros == len(str(magnitude)) or not text.strip("0¤ \N{NO-BREAK SPACE}") or len(str(magnitude)) > 15:
        return "", Decimal(0)
    size = Decimal(chance.randrange(10 ** (zeros - 1), 10**zeros)) + Decimal(chance.randrange(10)) / 10
    size = size.normalize() if size != size.to_integral_value() else size.to_integral_value()
    return text.replace("0" * zeros, _figures(size, lexicon)), size * 10 ** (len(str(magnitude)) - zeros)


def _in_words(chance: random.Random, lexicon: Lexicon) -> Drawn:
    value = chance.randrange(2, 1000)
    word = spelled.spell_cardinal(value, lexicon.code)
    scales = [(word, power) for word, power in lexicon.scales.words.items() if power in (3, 6, 9)]
    if word is None or lexicon.code in ("ja", "ar"):
        return None
    if chance.random() < 0.5 or not scales or lexicon.code not in ("nl", "en"):
        return word, Claim("number", Decimal(value))
    scale, power = chance.choice(scales)
    return f"{word} {scale}", Claim("number", Decimal(value) * 10**power)


def _rank(chance: random.Random, lexicon: Lexicon) -> Drawn:
    value = chance.randrange(2, 100)
    word = spelled.spell_ordinal(value, lexicon.code)
    figures = spelled.format_ordinal(value, lexicon.code) if lexicon.code in ("nl", "en") else None
    forms = [form for form in (word, figures) if form and lexicon.code not in ("ja", "ar")]
    return (chance.choice(forms), Claim("ordinal", Decimal(value))) if forms else None


def _range(chance: random.Random, lexicon: Lexicon) -> Drawn:
    """Two numbers with one scale and unit, of which either is claimed."""
    first, second = sorted(chance.sample(range(2, 99), 2))
    if second > first * 50 or second == first * 10:
        return None
    scales = [(word, power) for word, power in lexicon.scales.words.items() if power in (3, 6, 9)]
    scale, power = chance.choice(scales) if scales and chance.random() < 0.7 else ("", 0)
    space = "" if lexicon.code == "ja" else " "
    joint = chance.choice("-‐‑‒–—") if chance.random() < 0.6 or lexicon.code not in ("nl", "en") else " to "
    joint = " tot " if (joint, lexicon.code) == (" to ", "nl") else joint
    value = Decimal(chance.choice([first, second])) * 10**power
    form = f"{first}{joint}{second}{space}{scale}".rstrip()
    unit = chance.choice(["", "percent", "EUR"])
    if unit == "percent" and not scale:
        return f"{form} %", Claim("share", value, unit)
    if unit == "EUR":
        return f"€ {form}" if chance.random() < 0.5 else f"{form} EUR", Claim("amount", value, unit)
    return form, Claim("number", value)


_FORMS: dict[str, Callable[[random.Random, Lexicon], Drawn]] = {
    "number": _plain,
    "share": _share,
    "sum": _sum,
    "compact number": _compact,
    "compact sum": _compact_sum,
    "scaled sum": _scaled_sum,
    "number in words": _in_words,
    "rank": _rank,
    "range": _range,
}


_WITH_SCALE_APART = (
    "€ {n} ({scale})",
    "{n} EUR [{scale}]",
    "({scale}) € {n}",
    "{scale} € {n}",
    "{scale} EUR {n}",
    "€ {n}, {scale}",
    "€ {n} / {scale}",
    "{n} EUR {scale}",
    "{n} EUR ({scale} EUR)",
    "€ {n} (€ {scale})",
    "zzz (€ {scale}): zzz € {n}",
    "zzz € {n}; zzz € {n} ({scale})",
    "EUR {scale}: zzz {n} EUR",
    "EUR {scale}: € {n}",
    "€ {n} (x {factor})",
    "€ {n} × {factor}",
    "(x {factor}) zzz {n} EUR",
    "zzz × € {factor}, zzz € {n}",
    "zzz (€000) zzz € {n}",
    "€ {n} (€ '000)",
)


def draw_apart(chance: random.Random, lexicon: Lexicon) -> tuple[str, Claim]:
    """A text with a power of ten somewhere beside a sum, and the sum without it, which it doesn't prove."""
    scales = lexicon.scales
    every = [word for word, power in scales.words.items() if power > 2]
    words = [f"{word}." if word in scales.dotted else word for word in every]
    value = Decimal(chance.randrange(2, 999))
    form = chance.choice(_WITH_SCALE_APART).format(
        n=_figures(value, lexicon),
        scale=chance.choice(words or ["k€"]),
        factor=_figures(Decimal(10) ** chance.choice([3, 6]), lexicon),
    )
    noun = re.search(r"[^\W\d_]$", form) is not None
    frames = _FRAMES[:-1] if noun else _FRAMES  # a noun behind "€ 3, million" is what is counted
    return chance.choice(frames).format(form), Claim("amount", value, "EUR")


def neighbours(claim: Claim, others: Sequence[Decimal] = ()) -> Iterator[tuple[str, Claim]]:
    """The claims next to one, with what sets them apart; `others` are values that the text prints too."""
    value = claim.value
    assert isinstance(value, Decimal)
    for name, factor in (("tenfold", 10), ("thousandfold", 1000), ("millionfold", 10**6)):
        for other in (value * factor, value / factor):
            yield name, replace(claim, value=other)
    yield "sign", replace(claim, value=-value)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    for other in (value + 1, value - 1, value + step, value - step):
        if other not in others:
            yield "one more or less", replace(claim, value=other)
    units: tuple[tuple[FactKind, str | None], ...] = (
        ("number", None),
        ("share", "percent"),
        ("ordinal", None),
    )
    for kind, unit in (*units, *(("amount", currency) for currency in _CURRENCIES)):
        if (kind, unit) != (claim.kind, claim.unit):
            yield "unit", replace(claim, kind=kind, unit=unit)
    for qualifier in (None, *get_args(Qualifier)):
        if qualifier != claim.qualifier:
            yield "qualifier", replace(claim, qualifier=qualifier)


def try_out(count: int, seed: int) -> Tally:
    """Draw so many forms in each language, and claim each and its neighbours."""
    tally = Tally()
    for language in LANGUAGES:
        lexicon = lexicon_of(language)
        chance = random.Random(f"{seed}:{language}")
        for _ in range(count):
            printed = draw(chance, lexicon)
            tally.drawn[language] += 1
            text = make_readable(printed.text)
            wrong = find_mismatch(printed.claim, text, lexicon)
            if wrong:
                tally.wrong.append(f"WRONG {printed} is not read: {wrong}")
            others = _others(printed) if printed.form == "range" else ()
            for name, claim in neighbours(printed.claim, others):
                if find_mismatch(claim, text, lexicon) is None:
                    tally.wrong.append(f"WRONG {printed} also proves {claim} ({name})")
                tally.refused[name] += 1
            apart, bare = draw_apart(chance, lexicon)
            if find_mismatch(bare, make_readable(apart), lexicon) is None:
                tally.wrong.append(f"WRONG {apart!r} in {language} proves {bare.value} ({APART})")
            tally.refused[APART] += 1
    return tally


def _others(printed: Printed) -> list[Decimal]:
    """The neighbours of a value in a range that the range itself may print."""
    value = printed.claim.value
    assert isinstance(value, Decimal)
    return [value + 1, value - 1]


def main() -> int:
    """Draw many, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.evidence.number_neighbours", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=2000, help="how many forms in each language")
    asked = parser.parse_args()
    tally = try_out(asked.count, asked.seed)
    print("\n".join([*tally.wrong[:40], str(tally)]))
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
