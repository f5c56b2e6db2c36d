"""Small slips in a function, made in its syntax tree: no name and no spelling of the source is needed.

`slip(function, kind, at)` gives the source of the function's module in which the place number `at` of
that kind, counted from the function's first line, is another.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
Change = Callable[[], None]


class NoSuchPlaceError(Exception):
    """The function has no such place."""


def slip(function: Callable[..., object], kind: str, at: int) -> tuple[Path, str]:
    """The file of a function, and its source with one slip in the function. Raises `NoSuchPlaceError`."""
    plain = inspect.unwrap(getattr(function, "fget", None) or function)
    file = Path(inspect.getsourcefile(plain) or "")
    tree = ast.parse(file.read_text("utf-8"))
    node = _find(tree, plain.__qualname__)
    changes = list(KINDS[kind](node))
    if at >= len(changes):
        raise NoSuchPlaceError(
            f"{plain.__qualname__} has {len(changes)} places of the kind {kind}, not {at + 1}"
        )
    changes[at]()
    return file, ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _find(tree: ast.Module, name: str) -> ast.AST:
    node: ast.AST = tree
    for part in name.replace(".<locals>", "").split("."):
        node = next(
            one
            for one in ast.iter_child_nodes(node)
            if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == part
        )
    return node


def _replaced(node: Any, field: str, new: object) -> Change:
    return lambda: setattr(node, field, new)


def _conditions(function: ast.AST, value: bool) -> Iterator[Change]:
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            yield _replaced(node, "test", ast.Constant(value))
        elif isinstance(node, ast.comprehension):
            for at in range(len(node.ifs)):
                yield _item(node.ifs, at, ast.Constant(value))


def _item(items: list[Any], at: int, new: object) -> Change:
    return lambda: items.__setitem__(at, new)


def _statements(function: ast.AST) -> Iterator[Change]:
    for node in ast.walk(function):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                for at, one in enumerate(block):
                    if not isinstance(one, ast.Return | ast.Raise | ast.Pass) and not _is_docstring(one):
                        yield _item(block, at, ast.Pass())


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _comparisons(function: ast.AST) -> Iterator[Change]:
    for node in ast.walk(function):
        if isinstance(node, ast.Compare):
            for at, one in enumerate(node.ops):
                yield _item(node.ops, at, _COMPARISONS[type(one)]())


def _constants(function: ast.AST) -> Iterator[Change]:
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and not isinstance(node.value, type(None) | type(...)):
            value: object = node.value
            other: object = (
                not value
                if isinstance(value, bool)
                else value + 1
                if isinstance(value, int)
                else type(value)()
            )
            yield _replaced(node, "value", other)


def _arguments(function: ast.AST) -> Iterator[Change]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            for one in node.keywords:
                yield _removed(node.keywords, one)


def _removed(items: list[Any], one: object) -> Change:
    return lambda: items.remove(one)


def _operands(function: ast.AST) -> Iterator[Change]:
    """An operation becomes one of its operands."""
    for parent in ast.walk(function):
        for field, value in ast.iter_fields(parent):
            for at, node in enumerate(value if isinstance(value, list) else [value]):
                operands = _operands_of(node)
                for operand in operands:
                    put = (
                        _item(value, at, operand)
                        if isinstance(value, list)
                        else _replaced(parent, field, operand)
                    )
                    yield put


def _operands_of(node: object) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Call):
        return [*node.args]
    return [*node.values] if isinstance(node, ast.BoolOp) else []


KINDS: dict[str, Callable[[ast.AST], Iterator[Change]]] = {
    "a condition never holds": lambda function: _conditions(function, False),
    "a condition always holds": lambda function: _conditions(function, True),
    "a statement is left out": _statements,
    "a comparison is another": _comparisons,
    "a constant is another": _constants,
    "an argument is left out": _arguments,
    "an operation is one of its operands": _operands,
}
