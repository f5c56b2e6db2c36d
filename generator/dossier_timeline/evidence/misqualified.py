"""What to say of a value that its passage prints, but with other words around it than the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.value_matching import Claim, supporting
from dossier_timeline.model.dates import Edtf
from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.qualifiers import DENIED, UNCERTAIN

_ITS_WORDS = "leave it out, or add its words to evidence.yml of the language"
_NO_WORD = "no such word stands right before or after the value"
_TWO = "the passage says two things of it: give the words of both in `printed`"
_NOT_SAID = {DENIED: "denies", UNCERTAIN: "is not certain of"}
_CONCLUDED = (
    "look whether it says this value; what you conclude goes into `inferred: value`, and why into `because`"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and what would be right."""

    message: str
    hint: str


def misqualified(claim: Claim, tokens: Sequence[Token]) -> Said:
    """What is wrong with a fact's qualifier; the value itself stands among the tokens."""
    printed = supporting(claim, tokens)
    if isinstance(claim.value, Edtf) and (claim.qualifier is None or not _names(printed)):
        if claim.qualifier is None:
            return misdated(claim.value, printed)
        if any(token.uncertain for token in printed):
            return misdated(claim.value, printed)
    names = _names(printed)
    other = next((_NOT_SAID[name] for name in " ".join(names).split() if name in _NOT_SAID), None)
    if other is not None:
        return Said(f"the passage {other} this value", _CONCLUDED)
    said = " or ".join(f"“{name}”" for name in names)
    hint = _hint(names)
    if claim.qualifier is None:
        return Said(f"the passage qualifies this value ({said}), and the fact has no such qualifier", hint)
    stands = f"what stands right around the value is {said}" if said else _NO_WORD
    return Said(f"the qualifier is “{claim.qualifier}”, but {stands}", hint)


def _hint(names: Sequence[str]) -> str:
    if not names:
        return _ITS_WORDS
    single = [name for name in names if " " not in name]
    return f"write `qualifier: {' or '.join(single)}`" if single else _TWO


def _names(printed: Sequence[Token]) -> list[str]:
    return sorted({token.qualifier for token in printed if token.qualifier})


def misdated(date: Edtf, printed: Sequence[Token]) -> Said:
    """What is wrong with the marks of a date, of which the passage prints the date itself."""
    token = printed[0]
    if token.qualifier and DENIED in token.qualifier.split():
        return Said(f"the passage {_NOT_SAID[DENIED]} this date", _CONCLUDED.replace("value", "date"))
    plain = date.text.rstrip("~?%")
    if token.qualifier not in (None, "about"):
        limits = {"at-most": f"../{plain}", "at-least": f"{plain}/.."}
        write = f"write {limits[token.qualifier]}, or " if token.qualifier in limits else ""
        hint = f"{write}make it a fact with `qualifier: {token.qualifier}`"
        return Said(f"the passage says “{token.qualifier}” of this date, and {date} does not", hint)
    about, doubted = token.qualifier == "about", token.uncertain
    mark = "%" if about and doubted else "~" if about else "?" if doubted else ""
    said = {"%": "that it is about this date and not certain", "~": "“about” this date"}
    said |= {"?": "that this date is not certain", "": "this date without “about” or a doubt"}
    if date.is_span:
        hint = "put ~ (about) or ? (not certain) behind the end of which the passage says so"
    else:
        hint = f"write {plain}{mark}"
    return Said(f"the date is {date}, but the passage says {said[mark]} (“{token.text}”)", hint)
