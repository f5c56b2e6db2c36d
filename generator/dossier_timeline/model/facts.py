"""Facts: a value, what it counts, and the passage behind it; and tables of them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from dossier_timeline.model.base import Date, Entry, Id, ModelValue, Text, Words
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.field_types import Arithmetic, IdOf, Symbol, UnitId
from dossier_timeline.model.sources import Passage

FactKind = Literal["number", "ordinal", "share", "amount", "date", "duration"]
Qualifier = Literal["about", "more-than", "over", "less-than", "at-least", "at-most", "expected", "nearly"]
Inferred = Literal["year", "month", "day", "start", "end", "date", "value", "place"]

PERCENT = "percent"
"""The unit of every share."""

_COUNT = r"\d{1,9}"
"""How many years, months or days: more digits are no duration that anybody means."""
_DURATION = re.compile(
    rf"P(?=\d|T)(?:{_COUNT}Y)?(?:{_COUNT}M)?(?:{_COUNT}W)?(?:{_COUNT}D)?(?:T{_COUNT}H)?", re.ASCII
)
_PART = re.compile(r"(\d+)([YMWDH])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SIGN = re.compile(r"[%‰٪$€£¥]|[A-Z]{3}")


_DECIMALS = 60
"""How many digits after the decimal point a value may have."""


def is_currency_code(unit: str | None) -> bool:
    """Whether a unit is a currency, by its ISO 4217 code, and none of units.yml."""
    return unit is not None and _CURRENCY.fullmatch(unit) is not None


class Duration(str):
    """An ISO 8601 duration in years, months, weeks, days and hours: "P2Y", "P2D", "PT72H"."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """Its numbers with their units: Y, M, W, D or H."""
        return tuple((int(count), unit) for count, unit in _PART.findall(self))


FactValue = Decimal | Edtf | Duration


def _parse_decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        how = "write digits with a decimal point and no separators, like 12000 or 30.8"
        if _SIGN.search(text):
            how += ", and say what they count in `unit`: percent, or the code of a currency such as EUR"
        raise ValueError(f"“{text}” is not a number; {how}") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise ValueError(f"“{text}” is not a number that can be shown")
    if value.as_tuple().exponent < -_DECIMALS:  # type: ignore[operator]
        raise ValueError(f"“{text}” has more than {_DECIMALS} decimals; write as many as the source prints")
    return value


Number = Annotated[
    Decimal,
    BeforeValidator(lambda v: _parse_decimal(v) if isinstance(v, str) else v),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["number", "string"]}),
]


class Fact(Entry):
    """One number, share, sum, date or duration that the dossier may speak of."""

    label: Words
    """What the value is, in words: "rooms let"."""
    unit: UnitId | None = None
    """An id from units.yml, `percent`, or an ISO 4217 currency code such as EUR."""
    kind: Annotated[FactKind, Field(validate_default=True)] = "number"
    """Follows from the unit when left out: percent is a share, a currency code an amount."""
    value: Annotated[
        FactValue | None,
        PlainSerializer(lambda v: None if v is None else str(v), return_type=str | None),
        WithJsonSchema({"type": ["number", "string", "null"]}),
    ] = None
    """The neutral value: 12000, 30.8, 2000000, 2012-12-05, P2D, PT72H. Left out when `derived`."""
    signed: bool = False
    """Always shown with its sign: "+19.6%"."""
    qualifier: Qualifier | None = None
    """What the source says around the value: about, more than, over (somewhat more than), expected…"""
    date: Date | None = None
    """The time to which the value belongs; the document's date when left out."""
    note: Words | None = None
    """What a reader must know to read the value rightly."""
    passage: Passage | None = None
    """Where the source says it; left out when `derived`, and in facts of a work whose text is not held."""
    printed: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    """The value as printed in the source, where that form is unusual."""
    target: IdOf["Fact"] | None = None
    """The target against which it is held, a fact of its own; among the key figures it stands beside it."""
    earlier: IdOf["Fact"] | None = None
    """The same at an earlier time, counted in the same way; among the key figures it stands beside it."""
    afterwards: IdOf["Fact"] | None = None
    """What a forecast turned out to be; among the key figures it stands beside it."""
    derived: Arithmetic | None = None
    """Arithmetic over other facts: "rooms-2020 - rooms-2015"."""
    inferred: Inferred | None = None
    """What the source does not say and we concluded."""
    because: Words | None = None
    """Why we concluded it."""

    @field_validator("kind", mode="before")
    @classmethod
    def _derive_kind_from_unit(cls, kind: Any, info: ValidationInfo) -> Any:
        unit = info.data.get("unit")
        if kind == "number" and unit == PERCENT:
            return "share"
        if kind == "number" and isinstance(unit, str) and is_currency_code(unit):
            return "amount"
        return kind

    @field_validator("value", mode="before")
    @classmethod
    def _parse_value_of_kind(cls, value: Any, info: ValidationInfo) -> Any:
        if value is None or isinstance(value, (Decimal, Edtf, Duration)):
            return value
        if isinstance(value, str):
            return _parse_value(value, info.data.get("kind"))
        raise ValueError("a value is one number, date or duration")

    @model_validator(mode="after")
    def _require_value_and_reason(self) -> Self:
        if (self.value is None) == (self.derived is None):
            raise ValueError("a fact has either a value or a derivation (`value` or `derived`)")
        if self.inferred and self.because is None:
            raise ValueError("an inferred fact says why, in `because`")
        return self


def _parse_value(text: str, kind: Any) -> FactValue:
    if kind == "date":
        return parse_date(text)
    if kind == "duration":
        if not _DURATION.fullmatch(text):
            raise ValueError(f"“{text}” is not a duration; write it like P2D, P3Y, P1Y6M or PT72H (ISO 8601)")
        return Duration(text)
    return _parse_decimal(text)


class Column(ModelValue):
    """A column of a table."""

    id: Id
    """Unique within the figure; rows name their cells by it."""
    label: Words
    """What stands above the column."""
    printed: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    """What is printed above the column in the source, where the label isn't that."""
    type: Literal["year", "date", "number", "share", "text"]
    """What its cells hold."""
    unit: UnitId | None = None
    """As in a fact; shares are in percent."""
    role: Literal["key", "result", "target", "forecast", "context"] = "result"
    """What the column is for: the key of the rows, a result, a target beside it, a forecast."""
    of: Id | None = None
    """The column with the results for which this one has the target or the forecast; left out in a table
    with one column of results."""
    n: UnitId | None = None
    """What N counts in this column, where it differs from the figure's."""
    signed: bool = False
    """Always shown with its sign: "+19.6%"."""


class CellFact(ModelValue):
    """A cell that is a fact of its own."""

    fact: IdOf[Fact]
    """The fact whose value stands in the cell."""


Cell = Annotated[CellFact | Number | Words | Text | None, Field(union_mode="left_to_right")]


class Row(ModelValue):
    """A row of a table: an id for its address, and its cells by column id."""

    id: Id
    """Unique within the figure; the row's address is the figure's id, a hyphen and this."""
    cells: dict[Id, Cell]
    """By column id; `{fact: id}` for a cell that is a fact; left out where the source has none."""
    n: Number | None = None
    """N of this row: the number of cases behind it."""
    note: Words | None = None
    """What a reader must know to read this row rightly."""
    annotations: dict[Id, Words] = Field(default_factory=dict)
    """By column id: a few words beside the value in the chart, such as who counted it."""
    counted_how: Literal["known", "unknown"] = "known"
    """Whether it's known how the values of this row were counted: `unknown` is drawn hatched."""
    not_comparable: Words | None = None
    """Why this row and those after it can't be compared with the rows before; said on a line between."""
    gap: bool = False
    """A row that the source leaves out, kept so that the axis shows the gap."""


class Figure(Entry):
    """A table of the source, or one put together from facts."""

    number: Text | None = None
    """The printed number: "2"."""
    title: Words
    """What the table shows."""
    subtitle: Words | None = None
    """Unit and N in words."""
    message: Words | None = None
    """What a reader should see first, in a sentence above the chart; numbers in it are references."""
    unit: UnitId | None = None
    """What its numbers count: as in a fact; a column may have its own."""
    n: UnitId | None = None
    """The unit that N counts."""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    """From left to right; one of them has the role `key`."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """From top to bottom."""
    basis: Words | None = None
    """Whose data these are, as the source says."""
    summary: Words | None = None
    """What the figure shows, in a sentence or two; the chart's text alternative."""
    note: Words | None = None
    """What a reader must know to read the table rightly."""
    passage: Passage | None = None
    """The table in the source; left out when every cell is a fact of its own."""
    chart: Literal["bars", "grouped-bars", "lines", "dots", "none"] = "none"
    """How it is drawn beside its table: `none` for the table alone."""


class Unit(Entry):
    """What a fact counts, with its plural forms in each language."""

    name: dict[str, dict[Literal["zero", "one", "two", "few", "many", "other"], Text]]
    """By language, then by plural form, such as one and other; `{n}` stands for the number."""
    symbol: Symbol | None = None
    """A sign or abbreviation for it: "m²"."""
