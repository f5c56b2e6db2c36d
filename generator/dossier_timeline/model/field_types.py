"""Types by which a field of the model says how it relates to other entries.

| type                                | the field holds                                                     |
|-------------------------------------|---------------------------------------------------------------------|
| `IdOf[Work]`, `IdOf[Actor | Country]` | the id of one entry of these types                                |
| `Ids[Fact]`                         | the ids of several                                                  |
| `UnitId`                            | the id of a unit, `percent` or the code of a currency               |
| `Arithmetic`                        | arithmetic with the ids of facts                                    |
| `Owned[Fact]`                       | entries with ids of their own that are written inside this one      |
| `Words`                             | words of the dossier's own in each language                         |
| `Name`                              | a name: words in each language, or one text for all                 |
| `Slug`                              | the last part of an address in each language                        |
| `Texts`                             | Markdown texts by language                                          |

A field that holds a `ModelValue` which is no entry holds a part of this one. `model.relations` reads all of
this; whatever follows from it (checks, renaming, registers, tables) follows for a new field without another
line. A type that is declared below the field, or in a module that imports the field's, is given by its name:
`IdOf["Document"]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import Field, StringConstraints

from dossier_timeline.model.base import Entry, Id, Text, Words

EntryType = TypeVar("EntryType")


class IdForm(StrEnum):
    """How a field holds ids."""

    ID = "id"
    """The field is an id, or a list of ids."""
    UNIT = "unit"
    """The field is the id of a unit, `percent` or the code of a currency."""
    ARITHMETIC = "arithmetic"
    """The field is an expression with ids in it."""
    KEYS = "keys"
    """The field is a mapping whose keys are ids."""


@dataclass(frozen=True, slots=True)
class HoldsIds:
    """Marks a type of text as ids of entries of these types (or of types with these names)."""

    types: tuple[type[Entry] | str, ...]
    form: IdForm = IdForm.ID


@dataclass(frozen=True, slots=True)
class OnlyKindsOf:
    """Beside an id of a kind in kinds.yml: of what it must be a kind."""

    subject: str


@dataclass(frozen=True, slots=True)
class HoldsEntries:
    """Marks a tuple as entries that belong to the value around it."""


@dataclass(frozen=True, slots=True)
class HoldsTexts:
    """Marks a mapping as Markdown texts by language."""


@dataclass(frozen=True, slots=True)
class NumbersNeedNoFact:
    """Marks words that may hold a number without a fact: a name, a title as printed, part of an address."""

    use: Literal["name", "address", "other"] = "other"
    """`name`: what something is called, which other texts may therefore use too; `address`: part of one."""


if TYPE_CHECKING:

    class IdOf(str, Generic[EntryType]):
        """The id of an entry of this type."""

    Ids: TypeAlias = tuple[IdOf[EntryType], ...]
    """The ids of entries of this type, in order."""

else:

    class IdOf:
        """The id of an entry of this type: for Pydantic, a text with a mark."""

        def __class_getitem__(cls, types: Any) -> Any:
            return Annotated[Id, HoldsIds(_list_types(types))]

    class Ids:
        """The ids of entries of this type, in order: for Pydantic, a tuple of such texts."""

        def __class_getitem__(cls, types: Any) -> Any:
            return tuple[IdOf[types], ...]


def _list_types(types: Any) -> tuple[type[Entry] | str, ...]:
    """Return the members of `A | B`, which may be written as a string."""
    if isinstance(types, str):
        return tuple(name.strip() for name in types.split("|"))
    return tuple(getattr(types, "__args__", (types,)))


Owned = Annotated[tuple[EntryType, ...], HoldsEntries()]
"""Entries with ids of their own that are written inside this one."""

UnitId: TypeAlias = Annotated[Text, HoldsIds(("Unit",), IdForm.UNIT)]
"""The id of a unit in units.yml, `percent`, or an ISO 4217 code."""

Arithmetic: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=200), HoldsIds(("Fact",), IdForm.ARITHMETIC)
]
"""Arithmetic over facts; see `model.arithmetic`."""

KindKey: TypeAlias = Annotated[str, HoldsIds(("KindName",), IdForm.KEYS)]
"""The id of a kind as the key of a mapping."""

Label: TypeAlias = Annotated[Words | Text, Field(union_mode="left_to_right")]
"""Words in each language, or one text that is the same in every language."""

Name: TypeAlias = Annotated[Words | Text, Field(union_mode="left_to_right"), NumbersNeedNoFact("name")]
"""What something is called: words in each language, or one text that is the same in every language."""

NameInEachLanguage: TypeAlias = Annotated[Words, NumbersNeedNoFact("name")]
"""What something is called, in each language."""

Symbol: TypeAlias = Annotated[Words | Text, Field(union_mode="left_to_right"), NumbersNeedNoFact()]
"""A sign or abbreviation: in each language, or one for all."""

Slug: TypeAlias = Annotated[Words, NumbersNeedNoFact("address")]
"""The last part of an address, in each language."""

TranslatedQuotation: TypeAlias = Annotated[Words, NumbersNeedNoFact()]
"""What a source says word for word, in other languages."""

ImageDescription: TypeAlias = Annotated[Words, NumbersNeedNoFact()]
"""What is to be seen on an image: what it counts there says nothing of the sources."""
