"""What a language has for numbers that claim nothing: numbers.yml, a file of data for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import field_validator

from dossier_timeline.model.base import ModelValue, Text

PLACES = ("street", "number", "postcode", "place")
"""The parts of an address, as they stand between braces."""

_PART = re.compile(r"\{([^{}]*)\}")


class TimeWords(ModelValue):
    """Words around the times of a day."""

    at: tuple[Text, ...] = ()
    """Words before a time: "at"."""
    hours: tuple[Text, ...] = ()
    """Words after a time: "o'clock"."""
    halves: tuple[Text, ...] = ()
    """Words for before and after noon, as they are written, beside those of CLDR: "a.m."."""
    between: tuple[Text, ...] = ()
    """Words before the first of two whole hours: "from 10 to 12 o'clock"."""
    opening: tuple[Text, ...] = ()
    """Words before two whole hours, where a word in `hours` may also be a length of time: "open"."""


class Ordinals(ModelValue):
    """Ordinals that claim nothing."""

    endings: tuple[Text, ...] = ()
    """How ordinals end, in figures and, from two letters on, in words: "3rd", "third"."""
    nouns: tuple[Text, ...] = ()
    """Words, in the singular, after an ordinal that claims nothing: "floor"."""


class Homographs(ModelValue):
    """Words that are a number in one sense only."""

    seldom: tuple[Text, ...] = ()
    """Words that mostly are no number: one only where what is counted follows."""
    sometimes: tuple[Text, ...] = ()
    """Words that mostly are a number: elsewhere no more than a warning."""


class NumberWords(ModelValue):
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
    labels: tuple[Text, ...] = ()
    """Words before the number of one among several: "phase 2"; free only where no noun follows."""
    after: tuple[Text, ...] = ()
    """Words after a label or a number to call that are nothing counted: "is", "begins"."""
    calls: tuple[Text, ...] = ()
    """Words before a short number that people dial: "call"."""
    codes: tuple[Text, ...] = ()
    """Names with figures that don't begin with letters, as they are written: "5G"."""
    ordinals: Ordinals = Ordinals()
    decades: tuple[Text, ...] = ()
    """How decades are written: "{year}s", "the {tens}s"."""
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

    @field_validator("decades")
    @classmethod
    def _periods(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        for form in forms:
            if form.strip() == "{tens}" or [*_PART.findall(form)] not in (["year"], ["tens"]):
                raise ValueError(f"“{form}” is not a decade: it holds {{year}}, or {{tens}} beside a word")
        return forms

    @field_validator("codes")
    @classmethod
    def _with_figures(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if code.isdigit() or not re.search(r"\d", code):
                raise ValueError(f"“{code}” is not a code: it holds figures and something else, like 5G")
        return codes

    @field_validator("pointers")
    @classmethod
    def _numbered(cls, pointers: tuple[str, ...]) -> tuple[str, ...]:
        for pointer in pointers:
            if pointer.strip() == "{n}" or pointer.count("{n}") > 1:
                raise ValueError(f"“{pointer}” does not point to anything: write a word beside {{n}}")
        return pointers

    def with_addresses(self, others: Iterable[NumberWords]) -> NumberWords:
        """These words with the forms of addresses of other languages, and every mixture of both."""
        every = (self, *others)
        orders = [order for words in every for order in words.addresses]
        halves = [_address_halves(order) for order in orders]
        mixed = (f"{first}{last}" for first in dict.fromkeys(h[0] for h in halves) for _, last in halves)
        shapes = (shape for words in every for shape in words.postcodes)
        apart = (letters for words in every for letters in words.not_in_postcodes)
        changed = {
            "addresses": tuple(dict.fromkeys((*orders, *mixed))),
            "postcodes": tuple(dict.fromkeys(shapes)),
            "not_in_postcodes": tuple(dict.fromkeys(apart)),
        }
        return self.model_copy(update=changed)

    def merge(self, other: NumberWords) -> NumberWords:
        """Both files' words together."""
        merged: dict[str, object] = {}
        for name in type(self).model_fields:
            ours, theirs = getattr(self, name), getattr(other, name)
            if isinstance(ours, tuple):
                merged[name] = (*ours, *theirs)
            else:
                merged[name] = {
                    part: (*getattr(ours, part), *getattr(theirs, part)) for part in type(ours).model_fields
                }
        return type(self).model_validate(merged)


def _address_halves(order: str) -> tuple[str, str]:
    """An address as it is written, up to the postcode or place and from there on."""
    place = min(order.index("{postcode}"), order.index("{place}"))
    return order[:place], order[place:]
