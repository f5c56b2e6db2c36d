"""What a language has for numbers that claim nothing: numbers.yml, a file of data for each language."""

from __future__ import annotations

import re

from pydantic import field_validator

from generator.dossier.base import Entry, Text

PLACES = ("street", "number", "postcode", "place")
"""The parts of an address, as they stand between braces."""

_PART = re.compile(r"\{([^{}]*)\}")


class TimeWords(Entry):
    """Words around the times of a day."""

    at: tuple[Text, ...] = ()
    """Words before a time: "at"."""
    hours: tuple[Text, ...] = ()
    """Words after a time: "o'clock"."""
    halves: tuple[Text, ...] = ()
    """Words for before and after noon, as they are written, beside those of CLDR: "a.m."."""


class Homographs(Entry):
    """Words that are a number in one sense only."""

    seldom: tuple[Text, ...] = ()
    """Words that mostly are no number: one only where what is counted follows."""
    sometimes: tuple[Text, ...] = ()
    """Words that mostly are a number: elsewhere no more than a warning."""


class NumberWords(Entry):
    """numbers.yml: how numbers that claim nothing are written in a language."""

    pointers: tuple[Text, ...] = ()
    """What stands before the number of a part of something: "article"; "{n} §" where it follows."""
    registrations: tuple[Text, ...] = ()
    """What stands before an official number: "registration number"."""
    phones: tuple[Text, ...] = ()
    """What stands before a telephone number."""
    postcodes: tuple[Text, ...] = ()
    """Shapes of postcodes, 9 for a digit and A for a capital: "9999 AA"."""
    not_in_postcodes: tuple[Text, ...] = ()
    """Capitals that aren't those of a postcode: "EU"."""
    addresses: tuple[Text, ...] = ()
    """How an address is written: "{street} {number}, {postcode} {place}"."""
    times: TimeWords = TimeWords()
    homographs: Homographs = Homographs()

    @field_validator("postcodes")
    @classmethod
    def _shapes(cls, shapes: tuple[str, ...]) -> tuple[str, ...]:
        for shape in shapes:
            if "9" not in shape or not re.fullmatch(r"[9A -]+", shape):
                raise ValueError(f"“{shape}” is not a shape: write 9 for a digit and A for a capital")
        return shapes

    @field_validator("addresses")
    @classmethod
    def _orders(cls, orders: tuple[str, ...]) -> tuple[str, ...]:
        for order in orders:
            parts = _PART.findall(order)
            if set(parts) != set(PLACES) or len(parts) != len(PLACES):
                known = ", ".join(f"{{{name}}}" for name in PLACES)
                raise ValueError(f"“{order}” is not an address: it holds {known}, each once")
        return orders

    @field_validator("pointers")
    @classmethod
    def _numbered(cls, pointers: tuple[str, ...]) -> tuple[str, ...]:
        for pointer in pointers:
            if pointer.strip() == "{n}" or pointer.count("{n}") > 1:
                raise ValueError(f"“{pointer}” does not point to anything: write a word beside {{n}}")
        return pointers

    def with_more(self, other: NumberWords) -> NumberWords:
        """Both files' words together."""
        merged: dict[str, object] = {}
        for name in type(self).model_fields:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, tuple):
                merged[name] = (*mine, *theirs)
            else:
                merged[name] = {
                    part: (*getattr(mine, part), *getattr(theirs, part)) for part in type(mine).model_fields
                }
        return type(self).model_validate(merged)
