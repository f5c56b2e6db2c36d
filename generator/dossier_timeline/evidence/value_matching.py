"""Whether a value of the dossier is one of the values that a passage prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from dossier_timeline.evidence.date_matching import BARE, Wording, date_tokens
from dossier_timeline.evidence.duration_matching import duration_tokens
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import Duration, FactKind, FactValue, Inferred, Qualifier
from dossier_timeline.notation.cursor import Token, TokenKind
from dossier_timeline.notation.folding import fold
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numbering import with_numbering
from dossier_timeline.notation.printed_values import scan
from dossier_timeline.notation.typesetting import readable
from dossier_timeline.notation.unusual_forms import unusual

Flaw = Literal["value", "printed", "printed-value", "not-printed-qualifier", "unclaimed-qualifier"]

_KINDS: dict[FactKind, tuple[TokenKind, ...]] = {
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
    known: Edtf | None = None
    """The document's own date, from which something may have been inferred."""
    timed: bool = True
    """Whether a number counts time, so that "3 jaar" says it."""
    nouns: frozenset[str] = frozenset()
    """The names and signs of what a number counts, folded: "m" behind a number is no million then."""


def flaw(claim: Claim, text: str, lexicon: Lexicon) -> Flaw | None:
    """What is wrong with a claim about this normalised text; `None` when it stands there."""
    if claim.printed is not None:
        span = whole(claim.printed, text)
        if span is None:
            return "printed"
        inside = [t for t in scan(text, lexicon) if t.start < span[1] and t.end > span[0]]
        inside = [replace(token, loose=False) for token in with_numbering(inside, span[0])]
        if not any(_reads(claim, token) for token in inside) and not _concluded(claim):
            told = unusual((_printed_kind(claim), claim.unit or ""), span, inside, text, lexicon)
            inside = [told] if told else []
        if not supports(claim, inside):
            return "printed-value"
        return _qualifier_flaw(claim, inside, claim.printed, text, lexicon)
    tokens = scan(text, lexicon)
    if not supports(claim, tokens):
        return "value"
    return _qualifier_flaw(claim, tokens, "", text, lexicon)


@lru_cache(maxsize=4096)
def whole(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text, not inside longer words or numbers; quotes are alike."""
    wanted, within = _alike(words), _alike(text)
    if not wanted:
        return None
    match = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)", within)
    return match.span() if match else None


def supports(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether the tokens hold the value, whatever qualifies it."""
    return _concluded(claim) or bool(supporting(claim, tokens))


def _concluded(claim: Claim) -> bool:
    """Whether all of the value is inferred, so that nothing of it is printed."""
    return claim.inferred == "value" or (claim.inferred == "date" and isinstance(claim.value, Edtf))


def supporting(claim: Claim, tokens: Sequence[Token]) -> list[Token]:
    """The tokens that print the claim's value, of an interval or of several units the first."""
    value = claim.value
    if isinstance(value, Edtf):
        return date_tokens(value, tokens, claim.inferred, claim.known, wording=BARE)
    if isinstance(value, Duration):
        return duration_tokens(value, tokens)
    return [token for token in tokens if _reads(claim, token) and _says(claim, token, value)]


def _says(claim: Claim, token: Token, value: Decimal) -> bool:
    """Whether a token says a number: a part of one as a share too, and a noun as the unit it's counted in."""
    if token.noun and fold(token.noun) in claim.nouns:
        return token.bare == value
    if token.value is None:
        return False
    return value == (token.value * 100 if (token.kind, claim.kind) == ("fraction", "share") else token.value)


def _printed_kind(claim: Claim) -> TokenKind:
    """The kind of value that words in `printed` are to say."""
    if isinstance(claim.value, Edtf):
        return "date"
    return "duration" if isinstance(claim.value, Duration) else _KINDS[claim.kind][0]


def _reads(claim: Claim, token: Token) -> bool:
    """Whether a token is of the claim's kind, whatever its value."""
    if token.loose and not token.scale:
        return False
    if isinstance(claim.value, Edtf):
        return token.kind == "date"
    if isinstance(claim.value, Duration):
        return token.kind == "duration"
    if token.kind not in _KINDS.get(claim.kind, ()) or (token.kind == "duration" and not claim.timed):
        return False
    return token.kind != "amount" or token.unit == claim.unit


def _qualifier_flaw(
    claim: Claim, tokens: Sequence[Token], printed: str, text: str, lexicon: Lexicon
) -> Flaw | None:
    if _concluded(claim) or not supports(claim, tokens):
        return None
    if claim.qualifier == "expected":
        words = [word for word, name in lexicon.qualifiers if name == "expected"]
        if not any(whole(word, fold(text)) for word in words):
            return "not-printed-qualifier"
        if not isinstance(claim.value, Edtf):
            return None
    if _qualified(claim, tokens):
        return None
    if claim.qualifier is None and not _marked(claim.value):
        return "unclaimed-qualifier"
    names = (word for word, name in lexicon.qualifiers if name == claim.qualifier)
    return None if any(whole(word, fold(printed)) for word in names) else "not-printed-qualifier"


def _qualified(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Whether the value is printed with what the claim says around it, and nothing else."""
    if isinstance(claim.value, Edtf):
        wording = Wording(claim.qualifier)
        return bool(date_tokens(claim.value, tokens, claim.inferred, claim.known, wording=wording))
    return any(token.qualifier == claim.qualifier for token in supporting(claim, tokens))


def _marked(value: FactValue) -> bool:
    return isinstance(value, Edtf) and (value.approximate or value.uncertain)


@lru_cache(maxsize=256)
def _alike(text: str) -> str:
    return readable(text).translate(_QUOTES)


_QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'")})
