"""Values as a text prints them: every number, share, sum, date and duration in it, read and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import Cursor, PrintedValue
from dossier_timeline.notation.joined_values import share_joined_parts
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.number_parts import split_parts
from dossier_timeline.notation.numbering import refuse_numbering
from dossier_timeline.notation.periods import find_periods
from dossier_timeline.notation.printed_dates import read_date
from dossier_timeline.notation.quantities import read_quantity
from dossier_timeline.notation.spans import Spans
from dossier_timeline.notation.stated_scales import apply_stated_scales
from dossier_timeline.notation.value_surroundings import refuse_unclear, refuse_unclear_pairs

_PARTS_OF_A_RANK = 7


@lru_cache(maxsize=4096)
def read_values(text: str, lexicon: Lexicon) -> tuple[PrintedValue, ...]:
    """Every value in a normalised text, in order; cited works are printed values of their own."""
    works = find_cited_works(text, lexicon)
    laws = Spans((work.start, work.end) for work in works)
    read = [
        printed_value
        for printed_value in find_periods(text, lexicon)
        if not laws.overlaps(printed_value.start, printed_value.end)
    ]
    known = Spans((printed_value.start, printed_value.end) for printed_value in (*works, *read))
    every = list(split_parts(text, lexicon))
    parts = [atom for atom in every if not known.contains(atom.start, atom.start + 1)]
    counted = (
        refuse_unclear(refuse_numbering(printed_value, text, lexicon), text, lexicon)
        for printed_value in _read_parts(Cursor(text, parts, lexicon))
    )
    single = [*counted, *read]
    found = share_joined_parts(sorted(single, key=lambda printed_value: printed_value.start), text, lexicon)
    found = refuse_unclear_pairs(found, text, lexicon)
    found = apply_stated_scales(found, Cursor(text, every, lexicon))
    return tuple(sorted((*found, *works), key=lambda printed_value: printed_value.start))


def find_cited_works(text: str, lexicon: Lexicon) -> list[PrintedValue]:
    """The works that the text cites, by the language's patterns; where two overlap, the longer."""
    spans = {match.span() for pattern in lexicon.works for match in pattern.finditer(text)}
    found: list[PrintedValue] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(PrintedValue("work", text[start:end], start, end))
    return found


def _read_parts(cursor: Cursor) -> Iterator[PrintedValue]:
    index, last = 0, -1
    while index < len(cursor.parts):
        found = next(
            filter(
                None, (read(cursor, index) for read in (read_date, _read_time, _read_compound, _read_rank))
            ),
            None,
        )
        found = found or read_quantity(cursor, index, last)
        if found:
            yield found[0]
            index = last = found[1]
        else:
            index += 1


def _read_time(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    """A time of the day in figures: a number to account for, without a value that a fact could have."""
    return cursor.make_value("number", index, index + 1) if cursor.parts[index].kind == "time" else None


def _read_compound(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    """One word that is a number and more: "tweedaagse", "dertigtal"."""
    atom, words = cursor.parts[index], cursor.lexicon.words
    if atom.kind != "word":
        return None
    for unit, endings in words.duration_endings.items():
        for ending in endings:
            value = _compound_stem(cursor, atom.key, ending)
            if value is not None:
                return cursor.make_value(
                    "duration", index, index + 1, value=value, unit=unit, is_spelled=True
                )
    for ending in words.approximate:
        value = _compound_stem(cursor, atom.key, ending)
        if value is not None:
            rough = "about" if value >= 10 else None
            return cursor.make_value(
                "number", index, index + 1, value=value, is_spelled=True, qualifier=rough
            )
    return None


def _compound_stem(cursor: Cursor, key: str, ending: str) -> Decimal | None:
    value = cursor.lexicon.cardinals.get(key.removesuffix(ending)) if key.endswith(ending) else None
    return None if value is None else Decimal(value)


def _read_rank(cursor: Cursor, index: int) -> tuple[PrintedValue, int] | None:
    atom = cursor.parts[index]
    figures = re.fullmatch(r"(\d+)(\D+)", atom.text) if atom.kind == "mixed" else None
    if figures and fold_phrase(figures[2]) in cursor.lexicon.words.ordinal_endings:
        return cursor.make_value("ordinal", index, index + 1, value=Decimal(figures[1]))
    if atom.key not in cursor.lexicon.beginnings:
        return None
    for after in range(index + _PARTS_OF_A_RANK, index, -1):
        run = cursor.parts[index:after]
        value = cursor.lexicon.ordinals.get(fold_phrase(" ".join(part.text for part in run)))
        if value is not None and run[0].kind == run[-1].kind == "word":
            return cursor.make_value(
                "ordinal", index, min(after, len(cursor.parts)), value=Decimal(value), is_spelled=True
            )
    return None
