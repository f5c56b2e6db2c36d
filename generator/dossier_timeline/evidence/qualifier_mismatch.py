"""What to say of a value that its passage prints, but with other words around it than the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.value_matching import Claim, find_value
from dossier_timeline.model.dates import Edtf
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.qualifiers import IS_DENIED, IS_UNCERTAIN

_ITS_WORDS = "leave it out, or add its words to evidence.yml of the language"
_NO_WORD = "no such word stands right before or after the value"
_TWO = "the passage says two things of it: give the words of both in `printed`"
_NOT_SAID = {IS_DENIED: "denies", IS_UNCERTAIN: "is not certain of"}
_CONCLUDED = (
    "look whether it says this value; what you conclude goes into `inferred: value`, and why into `because`"
)


@dataclass(frozen=True, slots=True)
class MismatchReason:
    """A message, and what would be right."""

    message: str
    hint: str


def explain_qualifier(claim: Claim, printed_values: Sequence[PrintedValue]) -> MismatchReason:
    """What is wrong with a fact's qualifier; the value itself stands among the printed values."""
    printed = find_value(claim, printed_values)
    if isinstance(claim.value, Edtf) and (claim.qualifier is None or not _printed_qualifiers(printed)):
        if claim.qualifier is None:
            return explain_date_marks(claim.value, printed)
        if any(printed_value.is_uncertain for printed_value in printed):
            return explain_date_marks(claim.value, printed)
    names = _printed_qualifiers(printed)
    other = next((_NOT_SAID[name] for name in " ".join(names).split() if name in _NOT_SAID), None)
    if other is not None:
        return MismatchReason(f"the passage {other} this value", _CONCLUDED)
    said = " or ".join(f"“{name}”" for name in names)
    hint = _qualifier_hint(names)
    if claim.qualifier is None:
        return MismatchReason(
            f"the passage qualifies this value ({said}), and the fact has no such qualifier", hint
        )
    stands = f"what stands right around the value is {said}" if said else _NO_WORD
    return MismatchReason(f"the qualifier is “{claim.qualifier}”, but {stands}", hint)


def _qualifier_hint(names: Sequence[str]) -> str:
    if not names:
        return _ITS_WORDS
    single = [name for name in names if " " not in name]
    return f"write `qualifier: {' or '.join(single)}`" if single else _TWO


def _printed_qualifiers(printed: Sequence[PrintedValue]) -> list[str]:
    return sorted({printed_value.qualifier for printed_value in printed if printed_value.qualifier})


def explain_date_marks(date: Edtf, printed: Sequence[PrintedValue]) -> MismatchReason:
    """What is wrong with the marks of a date, of which the passage prints the date itself."""
    printed_value = printed[0]
    if printed_value.qualifier and IS_DENIED in printed_value.qualifier.split():
        return MismatchReason(
            f"the passage {_NOT_SAID[IS_DENIED]} this date", _CONCLUDED.replace("value", "date")
        )
    plain = date.text.rstrip("~?%")
    if printed_value.qualifier not in (None, "about"):
        limits = {"at-most": f"../{plain}", "at-least": f"{plain}/.."}
        write = f"write {limits[printed_value.qualifier]}, or " if printed_value.qualifier in limits else ""
        hint = f"{write}make it a fact with `qualifier: {printed_value.qualifier}`"
        return MismatchReason(
            f"the passage says “{printed_value.qualifier}” of this date, and {date} does not", hint
        )
    about, doubted = printed_value.qualifier == "about", printed_value.is_uncertain
    mark = "%" if about and doubted else "~" if about else "?" if doubted else ""
    said = {"%": "that it is about this date and not certain", "~": "“about” this date"}
    said |= {"?": "that this date is not certain", "": "this date without “about” or a doubt"}
    if date.is_span:
        hint = "put ~ (about) or ? (not certain) behind the end of which the passage says so"
    else:
        hint = f"write {plain}{mark}"
    return MismatchReason(
        f"the date is {date}, but the passage says {said[mark]} (“{printed_value.text}”)", hint
    )
