"""How a type of the model relates to others: read from the types of its fields, once for each type.

What the fields say (see `model.field_types`) is read here and nowhere else. Checks of ids, registers,
renaming, partial validation, the walk through a dossier, the check of words and the exported tables all
follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from dossier_timeline.model.arithmetic import find_operand_ids
from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.field_types import (
    HoldsEntries,
    HoldsIds,
    HoldsTexts,
    IdForm,
    NumbersNeedNoFact,
    OnlyKindsOf,
)

Path = tuple[str | int, ...]
"""Keys and indexes, as content writes them, from an entry down to a value in it."""


@dataclass(frozen=True, slots=True)
class IdRelation:
    """A field that holds ids.

    `field` is its name in the model and `key` the one in content; both are "" where the keys of a mapping
    are ids. `subject` says of what a kind must be a kind; "" for anything.
    """

    field: str
    key: str
    form: IdForm
    types: tuple[type[Entry], ...]
    is_list: bool = False
    subject: str = ""

    def accepts(self, entry: Entry) -> bool:
        """Whether the field may name this entry."""
        return isinstance(entry, self.types) and self.subject in ("", getattr(entry, "of", self.subject))

    def may_name(self, kind: type[Entry]) -> bool:
        """Whether the field may name an entry of this type."""
        return issubclass(kind, self.types)


@dataclass(frozen=True, slots=True)
class WordsRelation:
    """A field that may hold words in each language, itself or as values of a mapping.

    `numbers_need_no_fact` where it holds a name, a title as printed or part of an address; `is_name` where
    other texts may use its words too, `is_address` where it is part of an address.
    """

    field: str
    key: str
    numbers_need_no_fact: bool
    is_name: bool
    is_address: bool


@dataclass(frozen=True, slots=True)
class OwnedRelation:
    """A field with entries that are written inside the value around it."""

    field: str
    key: str
    type: type[Entry]


@dataclass(frozen=True, slots=True)
class PartRelation:
    """A field that may hold values without an id of their own, itself or as items of a list or mapping."""

    field: str
    key: str


@dataclass(frozen=True, slots=True)
class Relations:
    """All relations of one type of the model, each kind in the order of its fields."""

    ids: tuple[IdRelation, ...]
    words: tuple[WordsRelation, ...]
    owned: tuple[OwnedRelation, ...]
    parts: tuple[PartRelation, ...]


@lru_cache(maxsize=1024)
def relations_of(model: type[BaseModel]) -> Relations:
    """Read the relations of a type from its fields.

    Raises:
        TypeError: where a field speaks of a type that isn't declared yet, and not by its name in quotes.
    """
    if not model.__pydantic_fields_complete__:
        raise TypeError(
            f"a field of {model.__name__} speaks of a type that is declared later: quote its name"
        )
    ids: list[IdRelation] = []
    words: list[WordsRelation] = []
    owned: list[OwnedRelation] = []
    parts: list[PartRelation] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        marks = list(_find_marks(_whole_type(field)))
        if any(isinstance(mark, HoldsTexts) for mark in marks):
            continue
        ids += _read_ids(name, key, marks, is_list=tuple in marks)
        types = [mark for mark in marks if isinstance(mark, type)]
        if Words in types:
            exempt = [mark for mark in marks if isinstance(mark, NumbersNeedNoFact)]
            is_name, is_address = (any(mark.use == use for mark in exempt) for use in ("name", "address"))
            words.append(WordsRelation(name, key, bool(exempt), is_name, is_address))
        entries = [kind for kind in types if issubclass(kind, Entry)]
        if any(isinstance(mark, HoldsEntries) for mark in marks):
            owned += [OwnedRelation(name, key, kind) for kind in entries]
        if any(issubclass(kind, ModelValue) and not issubclass(kind, Entry) for kind in types):
            parts.append(PartRelation(name, key))
    ids += _read_keys(model)
    return Relations(tuple(ids), tuple(words), tuple(owned), tuple(parts))


def find_ids(
    value: ModelValue, forms: tuple[IdForm, ...] = tuple(IdForm)
) -> Iterator[tuple[IdRelation, Path, str]]:
    """Find every id that the fields of a value hold: the relation, the path below the value, and the id.

    `forms` are those of the fields to look at. The parts of the value and the entries in it aren't looked at.
    """
    for relation in relations_of(type(value)).ids:
        if relation.form not in forms:
            continue
        if relation.form is IdForm.KEYS:
            for name in value.__pydantic_extra__ or ():
                yield relation, (name,), name
            continue
        content = getattr(value, relation.field)
        if content is None:
            continue
        if relation.form is IdForm.ARITHMETIC:
            for name in find_operand_ids(content):
                yield relation, (relation.key,), name
        elif isinstance(content, tuple):
            for index, name in enumerate(content):
                yield relation, (relation.key, index), name
        else:
            yield relation, (relation.key,), content


def find_words(value: ModelValue) -> Iterator[tuple[WordsRelation, Path, Words]]:
    """Find the words in each language that a value holds itself, with the path of each below it."""
    for relation in relations_of(type(value)).words:
        content = getattr(value, relation.field)
        if isinstance(content, Words):
            yield relation, (relation.key,), content
        elif isinstance(content, dict):
            for key, item in content.items():
                if isinstance(item, Words):
                    yield relation, (relation.key, key), item


def find_owned(value: ModelValue) -> Iterator[Entry]:
    """Find the entries that are written inside a value, in the order of its fields."""
    for relation in relations_of(type(value)).owned:
        yield from getattr(value, relation.field)


def find_parts(value: ModelValue) -> Iterator[tuple[Path, ModelValue]]:
    """Find the values without an id that a value holds itself, with the path of each below it."""
    for relation in relations_of(type(value)).parts:
        content = getattr(value, relation.field)
        if isinstance(content, ModelValue):
            yield (relation.key,), content
        elif content:
            pairs = content.items() if isinstance(content, dict) else enumerate(content)
            for step, item in pairs:
                if isinstance(item, ModelValue):
                    yield (relation.key, step), item


def _whole_type(field: FieldInfo) -> Any:
    """The type of a field with its outermost marks, which Pydantic keeps apart."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _find_marks(annotation: Any) -> Iterator[Any]:
    """Every type and every mark in an annotation, at any depth."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from marks
        yield from _find_marks(inner)
    elif isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    else:
        if get_origin(annotation) is tuple:
            yield tuple
        for inner in get_args(annotation):
            yield from _find_marks(inner)


def _read_ids(name: str, key: str, marks: list[Any], *, is_list: bool = False) -> Iterator[IdRelation]:
    subject = next((mark.subject for mark in marks if isinstance(mark, OnlyKindsOf)), "")
    for mark in marks:
        if isinstance(mark, HoldsIds):
            yield IdRelation(name, key, mark.form, _resolve(mark.types), is_list, subject)


def _read_keys(model: type[BaseModel]) -> Iterator[IdRelation]:
    """The relation of a mapping of free keys, where those are ids."""
    if model.model_config.get("extra") == "allow":
        keys, _ = get_args(get_type_hints(model, include_extras=True)["__pydantic_extra__"])
        yield from _read_ids("", "", list(_find_marks(keys)))


def _resolve(types: tuple[type[Entry] | str, ...]) -> tuple[type[Entry], ...]:
    return tuple(_entry_types()[kind] if isinstance(kind, str) else kind for kind in types)


def _entry_types() -> dict[str, type[Entry]]:
    """Every type of entry by its name; of two with one name, the one that was declared first."""
    found: dict[str, type[Entry]] = {}
    types = [*Entry.__subclasses__()]
    for kind in types:
        found.setdefault(kind.__name__, kind)
        types += kind.__subclasses__()
    return found
