"""The codes of problems that stand in the source: found by looking, so that none is forgotten.

A code is a literal that is given to what makes a problem or remark, or that begins a tuple with a
message after it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.helpers.files import ROOT

PACKAGE = ROOT / "generator" / "dossier_timeline"

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAKERS = {"Changed", "Problem", "Remark", "ParityDifference", "Wrong", "_Wrong", "Pattern", "NoTextError"}
_TELLERS = re.compile(
    r"_?(tell|problem|remark|compare_counts|check_missing_texts|missing|wrong|said|told|mistake)s?"
)
_SINGLE = {"behind", "outside", "unclaimed", "unreadable"}
"""Codes of one word; new ones have at least two."""
_NO_CODES = {"not-an-id", "no-words"}
"""What is wrong with a reference, which `malformed-reference` tells."""


def codes() -> dict[str, set[str]]:
    """Every code with the files in which it stands; a code made of parts ends in "*"."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in _codes(ast.parse(path.read_text("utf-8"))):
            found.setdefault(code, set()).add(path.relative_to(PACKAGE.parent).as_posix())
    return found


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _MAKERS or _TELLERS.fullmatch(name):
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    yield from _literals(argument)
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            for part in node.value.elts:
                yield from _literals(part)
        elif isinstance(node, ast.Tuple) and len(node.elts) > 1 and _is_message(node.elts):
            yield from _literals(node.elts[0])
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(getattr(target, "id", "") == "code" for target in targets):
                yield from _literals(node.value)


def _is_message(parts: list[ast.expr]) -> bool:
    """Whether a message comes after the first part."""
    for node in parts[1:]:
        if isinstance(node, ast.Starred) or (isinstance(node, ast.Name) and node.id in ("message", "text")):
            return True
        values = node.values if isinstance(node, ast.JoinedStr) else [node]
        said = (part.value for part in values if isinstance(part, ast.Constant))
        if any(isinstance(text, str) and text.count(" ") > 1 for text in said):
            return True
    return False


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        start = str(node.values[0].value)
        if _CODE.fullmatch(start.rstrip("-")) and start.endswith("-"):
            yield start + "*"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        known = "-" in node.value or node.value in _SINGLE
        if known and _CODE.fullmatch(node.value) and node.value not in _NO_CODES:
            yield node.value
