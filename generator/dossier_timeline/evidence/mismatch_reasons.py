"""What to say of a value that its passage prints, but with other words around it than the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.value_matching import Claim, find_value
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import FactValue
from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
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
    quoted_names = " or ".join(f"“{name}”" for name in names)
    hint = _qualifier_hint(names)
    if claim.qualifier is None:
        return MismatchReason(
            f"the passage qualifies this value ({quoted_names}), and the fact has no such qualifier", hint
        )
    stands = f"what stands right around the value is {quoted_names}" if quoted_names else _NO_WORD
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
    meanings = {"%": "that it is about this date and not certain", "~": "“about” this date"}
    meanings |= {"?": "that this date is not certain", "": "this date without “about” or a doubt"}
    if date.is_span:
        hint = "put ~ (about) or ? (not certain) behind the end of which the passage says so"
    else:
        hint = f"write {plain}{mark}"
    return MismatchReason(
        f"the date is {date}, but the passage says {meanings[mark]} (“{printed_value.text}”)", hint
    )


_AT_MOST = 3
_NO_CURRENCY = (
    "no currency is printed with it: give its words in `printed`, and the country's currency in `unit`"
)
_WAY_OUT = "what can't be read can be given as `inferred: value`, with the reason in `because`"

_OPEN = (
    "an interval without an end needs a word such as “since” before its date, one without a beginning "
    "“until” (`since` and `until` of evidence.yml); where you concluded it, say `inferred: end` or `start`"
)
_NO_CENTURY = "say `inferred: year`, and in `because` why it is this one"


def explain_unread_values(value: FactValue, printed_values: Iterable[PrintedValue]) -> str:
    """Which printed values that may be this one can't be read, with the reasons; "" where none is."""
    digits = _significant_digits(str(value))
    found = {
        _quote_value(printed_value): _reason_for(printed_value)
        for printed_value in printed_values
        if _significant_digits(printed_value.text) in ("", digits)
    }
    reasons = [f"{shown} isn't read: {reason}" for shown, reason in found.items() if reason]
    return "; ".join([*reasons[:_AT_MOST], _WAY_OUT]) if reasons else ""


def explain_unclear_dates(date: Edtf, printed_values: Iterable[PrintedValue]) -> str:
    """Which printed dates say none that is clear, with the reasons; "" where none is."""
    reasons = [_OPEN] if date.is_span and None in (date.start, date.end) else []
    for printed_value in printed_values:
        if printed_value.kind == "date" and printed_value.why_unread:
            reasons.append(f"“{printed_value.text}” isn't read: {printed_value.why_unread}")
        elif date.precision == "decade" and printed_value.period and printed_value.period == date.text[2:4]:
            reasons.append(f"“{printed_value.text}” prints no century: {_NO_CENTURY}")
    return "; ".join(list(dict.fromkeys(reasons))[:_AT_MOST])


def _significant_digits(text: str) -> str:
    """The figures of a number that don't only tell its size."""
    return "".join(filter(str.isdecimal, text)).strip("0")


def _quote_value(printed_value: PrintedValue) -> str:
    noun = (
        printed_value.noun
        if printed_value.noun and not printed_value.text.endswith(printed_value.noun)
        else ""
    )
    return f"“{printed_value.text} {noun}”" if noun else f"“{printed_value.text}”"


def _reason_for(printed_value: PrintedValue) -> str:
    return printed_value.why_unread or (
        _NO_CURRENCY if (printed_value.kind, printed_value.unit) == ("amount", UNKNOWN_CURRENCY) else ""
    )
