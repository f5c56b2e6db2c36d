"""No group of a regular expression is possessive: Python before 3.11.5 ends such a group too early.

Debian 12 has Python 3.11.2. An atomic group around the repeated one says the same, and is right in each;
a possessive repetition of a single character is, too.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.helpers.files import ROOT

PACKAGE = ROOT / "generator/dossier_timeline"
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)(?:[*+?]|\{+\d*,?\d*\}+)\+")
NAMES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


def _possessive_groups(source: str) -> list[str]:
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if POSSESSIVE_GROUP.search(node.value)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_group_is_possessive(name: str) -> None:
    assert _possessive_groups((PACKAGE / name).read_text("utf-8")) == []


@pytest.mark.parametrize("pattern", [r"(?:a|b)*+", r"(?:a|b)++", r"(?:a|b)?+", r"(?:-[ ]*){3,}+", r"(a)*+\)"])
def test_possessive_groups_are_found(pattern: str) -> None:
    assert _possessive_groups(f"PATTERN = {pattern!r}")


@pytest.mark.parametrize("pattern", [r"[ab]*+c", r"(?>(?:a|b)*)", r"\)*+", r"(?:ab)+", r"()*+,;="])
def test_nothing_else_is_taken_for_one(pattern: str) -> None:
    assert not _possessive_groups(f"PATTERN = {pattern!r}")
