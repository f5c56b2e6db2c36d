"""What every part of a dossier is made of: entries, ids, words and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    RootModel,
    StringConstraints,
    WithJsonSchema,
)

from dossier_timeline.model.dates import Edtf, parse_date

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Lower-case ASCII letters, digits and single hyphens."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
"""A name that never changes: lower-case ASCII letters, digits and single hyphens."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""The first twelve hexadecimal digits of a SHA-256."""

TextDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}([0-9a-f]{12})?$")]
"""The digest of a text as in `model.text_digests`; older records have its first part only."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag."""

Text = Annotated[str, StringConstraints(min_length=1)]


def _read_date(value: Any) -> Any:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, str):
        return parse_date(value)
    raise ValueError("a date is written like 2014, 2014-09 or 2014-09-30")


Date = Annotated[
    Edtf,
    BeforeValidator(_read_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "edtf", "description": "A date or interval in EDTF."}),
]


def _require_day(value: Edtf) -> Edtf:
    if value.precision != "day" or value.is_span or value.approximate or value.uncertain:
        raise ValueError(f"“{value}” doesn't say a day; write one, like 2014-09-30")
    return value


Day = Annotated[
    Edtf,
    BeforeValidator(_read_date),
    AfterValidator(_require_day),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "date", "description": "A day, like 2014-09-30."}),
]
"""A date that is shown and exported as one day: when something of the dossier's own last changed."""


class ModelValue(BaseModel):
    """A frozen value of the model; an unknown key is a problem."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        defer_build=True,
        use_attribute_docstrings=True,
    )


class Words(RootModel[Mapping[str, Text]]):
    """The same words in each language: `{xx: …, yy: …}`; may hold `[[references]]`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    def get(self, language: str) -> str | None:
        """The words in this language, if they are there."""
        return self.root.get(language)

    def languages(self) -> Iterator[str]:
        """The languages in which there are words."""
        return iter(self.root)

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


class Entry(ModelValue):
    """Anything that other content can name by its id."""

    id: Id
    """The name by which other content refers to this; unique over the dossier, never reused."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids of this entry: links to them keep working."""
