"""Whether a value of the dossier is one of the values that a passage prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from dossier_timeline.evidence.date_matching import DATE_ALONE, DateWording, find_date
from dossier_timeline.evidence.duration_matching import find_duration
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import Duration, FactKind, FactValue, Inferred, Qualifier
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue, ValueKind
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numbering import accept_numbering
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import make_readable
from dossier_timeline.notation.unusual_forms import read_unusual_form

Mismatch = Literal["value", "printed", "printed-value", "not-printed-qualifier", "unclaimed-qualifier"]

_KINDS: dict[FactKind, tuple[ValueKind, ...]] = {
    "number": ("number", "fraction", "duration"),
    "ordinal": ("ordinal",),
    "share": ("share", "fraction"),
    "amount": ("amount",),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the dossier says that a passage prints."""

    kind: FactKind
    value: FactValue
    unit: str | None = None
    qualifier: Qualifier | None = None
    printed: str | None = None
    inferred: Inferred | None = None
    document_date: Edtf | None = None
    """The document's own date, from which something may have been inferred."""
    is_time_unit: bool = True
    """Whether a number counts time, so that "3 jaar" says it."""
    nouns: frozenset[str] = frozenset()
    """The names and signs of what a number counts, folded: "m" behind a number is no million then."""


def find_mismatch(claim: Claim, text: str, lexicon: Lexicon) -> Mismatch | None:
    """What is wrong with a claim about this normalised text; `None` when it stands there."""
    if claim.printed is not None:
        span = find_whole_words(claim.printed, text)
        if span is None:
            return "printed"
        inside = [t for t in read_values(text, lexicon) if t.start < span[1] and t.end > span[0]]
        inside = [
            replace(printed_value, may_be_article=False)
            for printed_value in accept_numbering(inside, span[0])
        ]
        if not any(_is_of_kind(claim, printed_value) for printed_value in inside) and not _is_wholly_inferred(
            claim
        ):
            unusual_value = read_unusual_form(
                (_printed_kind(claim), claim.unit or ""), span, inside, text, lexicon
            )
            inside = [unusual_value] if unusual_value else []
        if not is_value_printed(claim, inside):
            return "printed-value"
        return _qualifier_mismatch(claim, inside, claim.printed, text, lexicon)
    printed_values = read_values(text, lexicon)
    if not is_value_printed(claim, printed_values):
        return "value"
    return _qualifier_mismatch(claim, printed_values, "", text, lexicon)


@lru_cache(maxsize=4096)
def find_whole_words(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text, not inside longer words or numbers; quotes are alike."""
    return next(((start, end) for _, start, end in find_all_words(words, text)), None)


def find_all_words(words: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Every place of the words, as above: the text as it's read, and where they begin and end in it."""
    wanted, within = _plain_quotes(words), _plain_quotes(text)
    if wanted:
        pattern = rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)"
        yield from ((within, *match.span()) for match in re.finditer(pattern, within))


def is_value_printed(claim: Claim, printed_values: Sequence[PrintedValue]) -> bool:
    """Whether the printed values hold the value, whatever qualifies it."""
    return _is_wholly_inferred(claim) or bool(find_value(claim, printed_values))


def _is_wholly_inferred(claim: Claim) -> bool:
    """Whether all of the value is inferred, so that nothing of it is printed."""
    return claim.inferred == "value" or (claim.inferred == "date" and isinstance(claim.value, Edtf))


def find_value(claim: Claim, printed_values: Sequence[PrintedValue]) -> list[PrintedValue]:
    """The printed values that print the claim's value, of an interval or of several units the first."""
    value = claim.value
    if isinstance(value, Edtf):
        return find_date(value, printed_values, claim.inferred, claim.document_date, wording=DATE_ALONE)
    if isinstance(value, Duration):
        return find_duration(value, printed_values)
    return [
        printed_value
        for printed_value in printed_values
        if _is_of_kind(claim, printed_value) and _states(claim, printed_value, value)
    ]


def _states(claim: Claim, printed_value: PrintedValue, value: Decimal) -> bool:
    """Whether a printed value is a number: a fraction is a share too, and a noun the unit that is counted."""
    if printed_value.noun and fold_phrase(printed_value.noun) in claim.nouns:
        return printed_value.possible_value == value
    if printed_value.value is None:
        return False
    return value == (
        printed_value.value * 100
        if (printed_value.kind, claim.kind) == ("fraction", "share")
        else printed_value.value
    )


def _printed_kind(claim: Claim) -> ValueKind:
    """The kind of value that words in `printed` are to say."""
    if isinstance(claim.value, Edtf):
        return "date"
    return "duration" if isinstance(claim.value, Duration) else _KINDS[claim.kind][0]


def _is_of_kind(claim: Claim, printed_value: PrintedValue) -> bool:
    """Whether a printed value is of the claim's kind, whatever its value."""
    if printed_value.may_be_article and not printed_value.scale:
        return False
    if isinstance(claim.value, Edtf):
        return printed_value.kind == "date"
    if isinstance(claim.value, Duration):
        return printed_value.kind == "duration"
    if printed_value.kind not in _KINDS.get(claim.kind, ()) or (
        printed_value.kind == "duration" and not claim.is_time_unit
    ):
        return False
    return printed_value.kind != "amount" or printed_value.unit == claim.unit


def _qualifier_mismatch(
    claim: Claim, printed_values: Sequence[PrintedValue], printed: str, text: str, lexicon: Lexicon
) -> Mismatch | None:
    if _is_wholly_inferred(claim) or not is_value_printed(claim, printed_values):
        return None
    if claim.qualifier == "expected":
        words = [word for word, name in lexicon.qualifiers if name == "expected"]
        if not any(find_whole_words(word, fold_phrase(text)) for word in words):
            return "not-printed-qualifier"
        if not isinstance(claim.value, Edtf):
            return None
    if _is_qualified_alike(claim, printed_values):
        return None
    if claim.qualifier is None and not _is_marked(claim.value):
        return "unclaimed-qualifier"
    names = (word for word, name in lexicon.qualifiers if name == claim.qualifier)
    return (
        None
        if any(find_whole_words(word, fold_phrase(printed)) for word in names)
        else "not-printed-qualifier"
    )


def _is_qualified_alike(claim: Claim, printed_values: Sequence[PrintedValue]) -> bool:
    """Whether the value is printed with what the claim says around it, and nothing else."""
    if isinstance(claim.value, Edtf):
        wording = DateWording(claim.qualifier)
        return bool(
            find_date(claim.value, printed_values, claim.inferred, claim.document_date, wording=wording)
        )
    return any(
        printed_value.qualifier == claim.qualifier for printed_value in find_value(claim, printed_values)
    )


def _is_marked(value: FactValue) -> bool:
    return isinstance(value, Edtf) and (value.approximate or value.uncertain)


@lru_cache(maxsize=256)
def _plain_quotes(text: str) -> str:
    return make_readable(text).translate(_QUOTES)


_QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'")})
