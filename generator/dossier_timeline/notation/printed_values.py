"""Values as a text prints them: every number, share, sum, date and duration in it, read and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from dossier_timeline.notation.cursor import Cursor, Token
from dossier_timeline.notation.folding import fold
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numbering import without_numbering
from dossier_timeline.notation.periods import periods
from dossier_timeline.notation.printed_dates import date_at
from dossier_timeline.notation.printed_parts import parts_of
from dossier_timeline.notation.quantities import quantity_at
from dossier_timeline.notation.shared_parts import shared
from dossier_timeline.notation.spans import Spans
from dossier_timeline.notation.stated_scales import with_stated_scales

_PARTS_OF_A_RANK = 7


@lru_cache(maxsize=4096)
def scan(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Every value in a normalised text, in order; cited works are tokens of their own."""
    works = cited(text, lexicon)
    laws = Spans((work.start, work.end) for work in works)
    read = [token for token in periods(text, lexicon) if not laws.overlap(token.start, token.end)]
    known = Spans((token.start, token.end) for token in (*works, *read))
    every = list(parts_of(text, lexicon))
    parts = [atom for atom in every if not known.hold(atom.start, atom.start + 1)]
    counted = (without_numbering(token, text, lexicon) for token in _tokens(Cursor(text, parts, lexicon)))
    single = [*counted, *read]
    found = shared(sorted(single, key=lambda token: token.start), text, lexicon)
    found = with_stated_scales(found, Cursor(text, every, lexicon))
    return tuple(sorted((*found, *works), key=lambda token: token.start))


def cited(text: str, lexicon: Lexicon) -> list[Token]:
    """The works that the text cites, by the language's patterns; where two overlap, the longer."""
    spans = {match.span() for pattern in lexicon.works for match in pattern.finditer(text)}
    found: list[Token] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Token("work", text[start:end], start, end))
    return found


def _tokens(cursor: Cursor) -> Iterator[Token]:
    index, last = 0, -1
    while index < len(cursor.parts):
        found = next(filter(None, (read(cursor, index) for read in (date_at, _time, _compound, _rank))), None)
        found = found or quantity_at(cursor, index, last)
        if found:
            yield found[0]
            index = last = found[1]
        else:
            index += 1


def _time(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    """A time of the day in figures: a number to account for, without a value that a fact could have."""
    return cursor.token("number", index, index + 1) if cursor.parts[index].kind == "time" else None


def _compound(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    """One word that is a number and more: "tweedaagse", "dertigtal"."""
    atom, words = cursor.parts[index], cursor.lexicon.words
    if atom.kind != "word":
        return None
    for unit, endings in words.duration_endings.items():
        for ending in endings:
            value = _stem(cursor, atom.key, ending)
            if value is not None:
                return cursor.token("duration", index, index + 1, value=value, unit=unit, spelled=True)
    for ending in words.approximate:
        value = _stem(cursor, atom.key, ending)
        if value is not None:
            rough = "about" if value >= 10 else None
            return cursor.token("number", index, index + 1, value=value, spelled=True, qualifier=rough)
    return None


def _stem(cursor: Cursor, key: str, ending: str) -> Decimal | None:
    value = cursor.lexicon.cardinals.get(key.removesuffix(ending)) if key.endswith(ending) else None
    return None if value is None else Decimal(value)


def _rank(cursor: Cursor, index: int) -> tuple[Token, int] | None:
    atom = cursor.parts[index]
    figures = re.fullmatch(r"(\d+)(\D+)", atom.text) if atom.kind == "mixed" else None
    if figures and fold(figures[2]) in cursor.lexicon.words.ordinal_endings:
        return cursor.token("ordinal", index, index + 1, value=Decimal(figures[1]))
    if atom.key not in cursor.lexicon.beginnings:
        return None
    for after in range(index + _PARTS_OF_A_RANK, index, -1):
        run = cursor.parts[index:after]
        value = cursor.lexicon.ordinals.get(fold(" ".join(part.text for part in run)))
        if value is not None and run[0].kind == run[-1].kind == "word":
            return cursor.token(
                "ordinal", index, min(after, len(cursor.parts)), value=Decimal(value), spelled=True
            )
    return None
