"""Values computed from other facts: `derived: rooms-2020 - rooms-2015`.

    sum    = term { ("+" | "-") term }
    term   = factor { ("*" | "/") factor }
    factor = [ "-" ] number | fact id | "(" sum ")" | "round(" sum [ "," digits ] ")"

A minus has a space on both sides, because ids hold hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, localcontext

from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Value

_TOKEN = re.compile(
    r"\s*(?:(?P<id>(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/(),]))"
)
_PRECISION = 40
_DECIMALS = 10
_DEPTH = 40


class DeriveError(ValueError):
    """Arithmetic that gives no value; its text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class _Result:
    value: Decimal
    exact: bool = True
    """Not after a division: then the result is rounded as its operands are."""
    places: int = 0


def value_of(dossier: Dossier, fact: Fact) -> Value:
    """The value of a fact: its own, or computed. Raises `DeriveError`."""
    return _value(dossier, fact, ())


def names(derived: str) -> tuple[str, ...]:
    """The ids of the facts that an expression speaks of, in order; never raises."""
    found = (match["id"] for match in _TOKEN.finditer(derived) if match["id"])
    return tuple(dict.fromkeys(name for name in found if name != "round"))


def _value(dossier: Dossier, fact: Fact, above: tuple[str, ...]) -> Value:
    if fact.value is not None:
        return fact.value
    if fact.id in above:
        circle = " → ".join((*above[above.index(fact.id) :], fact.id))
        raise DeriveError(f"“{fact.id}” is computed from itself: {circle}")
    if len(above) > _DEPTH:
        raise DeriveError(f"“{fact.id}” rests on more than {_DEPTH} derivations, one on the other")

    def operand(name: str) -> Decimal:
        entry = dossier.by_id.get(name)
        if not isinstance(entry, Fact):
            raise DeriveError(f"“{name}” in `{fact.derived}` is not a fact")
        value = _value(dossier, entry, (*above, fact.id))
        if not isinstance(value, Decimal):
            raise DeriveError(f"“{name}” in `{fact.derived}` is not a number but {value}")
        return value

    return compute(fact.derived or "", operand)


def compute(expression: str, operand: Callable[[str], Decimal]) -> Decimal:
    """The value of an expression; `operand` gives the value of an id. Raises `DeriveError`.

    Sums and products are exact. A quotient that isn't rounded by `round` gets as many decimals as
    the most exact of its operands, and at least one.
    """
    with localcontext() as context:
        context.prec = _PRECISION
        try:
            result = _Parser(expression, operand).whole()
            if not result.exact:
                result = _rounded(result, max(1, result.places))
        except (DivisionByZero, InvalidOperation):
            raise DeriveError(f"`{expression}` divides by zero") from None
        return result.value


def _rounded(result: _Result, places: int) -> _Result:
    value = result.value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return _Result(value, exact=True, places=places)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class _Parser:
    """Reads an expression from left to right; see the grammar at the top."""

    def __init__(self, expression: str, operand: Callable[[str], Decimal]) -> None:
        self.expression = expression
        self.operand = operand
        self.tokens = self._tokens()
        self.next = 0

    def _tokens(self) -> list[tuple[str, str]]:
        tokens, at = [], 0
        while at < len(self.expression.rstrip()):
            match = _TOKEN.match(self.expression, at)
            if match is None:
                raise DeriveError(
                    f"`{self.expression}` has “{self.expression[at:].strip()[0]}”, which is no arithmetic"
                )
            tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            at = match.end()
        return tokens

    def whole(self) -> _Result:
        result = self._sum(0)
        if self.next < len(self.tokens):
            raise DeriveError(f"`{self.expression}` goes on with “{self._peek()}” where it should end")
        return result

    def _peek(self) -> str:
        return self.tokens[self.next][1] if self.next < len(self.tokens) else ""

    def _take(self, *signs: str) -> str:
        if self.next < len(self.tokens) and self.tokens[self.next][0] == "sign" and self._peek() in signs:
            self.next += 1
            return self.tokens[self.next - 1][1]
        return ""

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise DeriveError(f"`{self.expression}` lacks a “{sign}”")

    def _sum(self, depth: int) -> _Result:
        result = self._term(depth)
        while sign := self._take("+", "-"):
            term = self._term(depth)
            value = result.value + term.value if sign == "+" else result.value - term.value
            result = _Result(value, result.exact and term.exact, max(result.places, term.places))
        return result

    def _term(self, depth: int) -> _Result:
        result = self._factor(depth)
        while sign := self._take("*", "/"):
            factor = self._factor(depth)
            value = result.value * factor.value if sign == "*" else result.value / factor.value
            exact = sign == "*" and result.exact and factor.exact
            result = _Result(value, exact, max(result.places, factor.places))
        return result

    def _factor(self, depth: int) -> _Result:
        if depth > _DEPTH:
            raise DeriveError(f"`{self.expression}` has too many brackets")
        if self._take("-"):
            inner = self._factor(depth + 1)
            return _Result(-inner.value, inner.exact, inner.places)
        if self._take("("):
            inner = self._sum(depth + 1)
            self._need(")")
            return inner
        if self.next >= len(self.tokens) or self.tokens[self.next][0] == "sign":
            lacking = f"before “{self._peek()}”" if self._peek() else "at its end"
            raise DeriveError(f"`{self.expression}` lacks a number or a fact {lacking}")
        kind, text = self.tokens[self.next]
        self.next += 1
        if kind == "id" and text == "round" and self._peek() == "(":
            return self._round(depth)
        value = Decimal(text) if kind == "number" else self.operand(text)
        return _Result(value, places=_places(value))

    def _round(self, depth: int) -> _Result:
        self._need("(")
        inner = self._sum(depth + 1)
        places = 0
        if self._take(","):
            kind, text = self.tokens[self.next] if self.next < len(self.tokens) else ("", "")
            if kind != "number" or not re.fullmatch("[0-9]{1,2}", text) or int(text) > _DECIMALS:
                raise DeriveError(
                    f"`{self.expression}` rounds to no number of decimals from 0 to {_DECIMALS}"
                )
            self.next += 1
            places = int(text)
        self._need(")")
        return _rounded(inner, places)
