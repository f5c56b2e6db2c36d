"""What is wrong in a text, before it is known in which file the text stands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.dossier.references import Malformed


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something wrong in a text: line and column from 1 within it; the rest as in `Problem`."""

    line: int
    column: int
    code: str
    message: str
    hint: str = ""


_FLAWS = {
    "empty": ("“{text}” names nothing", "write an id between the brackets, such as [[victims-2014]]"),
    "unclosed": ("“{text}” begins a reference that does not end", "close it with ]]"),
    "nested": ("“{text}” has another reference inside it", "references cannot stand in one another"),
    "not-an-id": (
        "“{text}” is not a reference",
        "write [[id]], [[id.form]] or [[id: words]]; an id has lower-case letters, digits and hyphens",
    ),
    "no-words": ("“{text}” has a colon and no words after it", "leave out the colon or write the words"),
}


def malformed(flaw: Malformed) -> Remark:
    """The remark on something that only looks like a reference; its code is `malformed-reference`."""
    message, hint = _FLAWS[flaw.flaw]
    return Remark(flaw.line, flaw.column, "malformed-reference", message.format(text=flaw.text), hint)
