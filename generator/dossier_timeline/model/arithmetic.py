"""Arithmetic over facts: `rooms-2020 - rooms-2015`.

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

_TOKEN = re.compile(
    r"\s*(?:(?P<id>(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/(),]))"
)
_PRECISION = 40
_DECIMALS = 10
MIXED = "mixed"
MOST_DEPTH = 40
"""So many brackets may lie within each other, and so many derivations rest on each other."""


class DerivationError(ValueError):
    """Arithmetic that gives no value; its text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class _Result:
    value: Decimal
    exact: bool = True
    """Not after a division: then the result is rounded as its operands are."""
    decimals: int = 0
    measure: str | None = None
    """What it is measured in; `None` of a plain number, `MIXED` of a product or quotient of two measures."""


def find_operand_ids(derived: str) -> tuple[str, ...]:
    """The ids of the facts that an expression speaks of, in order; never raises."""
    found = (match["id"] for match in _TOKEN.finditer(derived) if match["id"])
    return tuple(dict.fromkeys(name for name in found if name != "round"))


def evaluate_expression(expression: str, operand: Callable[[str], Decimal]) -> Decimal:
    """The value of an expression; `operand` gives the value of an id. Raises `DerivationError`.

    Sums and products are exact. A quotient that isn't rounded by `round` gets as many decimals as
    the most exact of its operands, and at least one.
    """
    return _evaluate(expression, operand, lambda _: MIXED).value


def measure_expression(
    expression: str, operand: Callable[[str], Decimal], measure: Callable[[str], str]
) -> str | None:
    """What the value of an expression is measured in, with what `measure` says of each id.

    `None` where it has no id, `MIXED` where measures are multiplied or divided. Raises `DerivationError`,
    also where what is measured in one is added to what is measured in another.
    """
    return _evaluate(expression, operand, measure).measure


def _evaluate(expression: str, operand: Callable[[str], Decimal], measure: Callable[[str], str]) -> _Result:
    with localcontext() as context:
        context.prec = _PRECISION
        try:
            result = _Parser(expression, operand, measure).parse_whole()
            if not result.exact:
                result = _round_result(result, max(1, result.decimals))
        except (DivisionByZero, InvalidOperation):
            raise DerivationError(f"`{expression}` divides by zero") from None
        return result


def _round_result(result: _Result, decimals: int) -> _Result:
    value = result.value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return _Result(value, exact=True, decimals=decimals, measure=result.measure)


def _count_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class _Parser:
    """Reads an expression from left to right; see the grammar at the top."""

    def __init__(
        self, expression: str, operand: Callable[[str], Decimal], measure: Callable[[str], str]
    ) -> None:
        self.expression = expression
        self.operand = operand
        self.measure = measure
        self.tokens = self._tokenize()
        self.next = 0

    def _tokenize(self) -> list[tuple[str, str]]:
        tokens, at = [], 0
        while at < len(self.expression.rstrip()):
            match = _TOKEN.match(self.expression, at)
            if match is None:
                raise DerivationError(
                    f"`{self.expression}` has “{self.expression[at:].strip()[0]}”, which is no arithmetic"
                )
            tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            at = match.end()
        return tokens

    def parse_whole(self) -> _Result:
        result = self._parse_sum(0)
        if self.next < len(self.tokens):
            raise DerivationError(f"`{self.expression}` goes on with “{self._peek()}” where it should end")
        return result

    def _peek(self) -> str:
        return self.tokens[self.next][1] if self.next < len(self.tokens) else ""

    def _take_sign(self, *signs: str) -> str:
        if self.next < len(self.tokens) and self.tokens[self.next][0] == "sign" and self._peek() in signs:
            self.next += 1
            return self.tokens[self.next - 1][1]
        return ""

    def _require_sign(self, sign: str) -> None:
        if not self._take_sign(sign):
            raise DerivationError(f"`{self.expression}` lacks a “{sign}”")

    def _parse_sum(self, depth: int) -> _Result:
        result = self._parse_term(depth)
        while sign := self._take_sign("+", "-"):
            term = self._parse_term(depth)
            value = result.value + term.value if sign == "+" else result.value - term.value
            measure = self._measure_of_sum(result.measure, term.measure)
            result = _Result(value, result.exact and term.exact, max(result.decimals, term.decimals), measure)
        return result

    def _measure_of_sum(self, one: str | None, other: str | None) -> str | None:
        measures = {measure for measure in (one, other) if measure is not None}
        if MIXED in measures:
            return MIXED
        if len(measures) > 1:
            both = " and ".join(sorted(measures))
            raise DerivationError(f"`{self.expression}` adds what is measured in different ways: {both}")
        return one if other is None else other

    def _parse_term(self, depth: int) -> _Result:
        result = self._parse_factor(depth)
        while sign := self._take_sign("*", "/"):
            factor = self._parse_factor(depth)
            value = result.value * factor.value if sign == "*" else result.value / factor.value
            exact = sign == "*" and result.exact and factor.exact
            is_mixed = factor.measure is not None and (sign == "/" or result.measure is not None)
            measure = MIXED if is_mixed else result.measure if factor.measure is None else factor.measure
            result = _Result(value, exact, max(result.decimals, factor.decimals), measure)
        return result

    def _parse_factor(self, depth: int) -> _Result:
        if depth > MOST_DEPTH:
            raise DerivationError(f"`{self.expression}` has too many brackets")
        if self._take_sign("-"):
            inner = self._parse_factor(depth + 1)
            return _Result(-inner.value, inner.exact, inner.decimals, inner.measure)
        if self._take_sign("("):
            inner = self._parse_sum(depth + 1)
            self._require_sign(")")
            return inner
        if self.next >= len(self.tokens) or self.tokens[self.next][0] == "sign":
            lacking = f"before “{self._peek()}”" if self._peek() else "at its end"
            raise DerivationError(f"`{self.expression}` lacks a number or a fact {lacking}")
        kind, text = self.tokens[self.next]
        self.next += 1
        if kind == "id" and text == "round" and self._peek() == "(":
            return self._parse_round(depth)
        value = Decimal(text) if kind == "number" else self.operand(text)
        measure = None if kind == "number" else self.measure(text)
        return _Result(value, decimals=_count_decimals(value), measure=measure)

    def _parse_round(self, depth: int) -> _Result:
        self._require_sign("(")
        inner = self._parse_sum(depth + 1)
        places = 0
        if self._take_sign(","):
            kind, text = self.tokens[self.next] if self.next < len(self.tokens) else ("", "")
            if kind != "number" or not re.fullmatch("[0-9]{1,2}", text) or int(text) > _DECIMALS:
                raise DerivationError(
                    f"`{self.expression}` rounds to no number of decimals from 0 to {_DECIMALS}"
                )
            self.next += 1
            places = int(text)
        self._require_sign(")")
        return _round_result(inner, places)
