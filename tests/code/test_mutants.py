"""The list of slips that `make mutants` tries fits the source, and each slip changes it."""

from __future__ import annotations

import ast

import pytest

from tests.code.mutants import MUTANTS, Mutant
from tests.code.mutation import KINDS, NoSuchPlaceError, slip
from tests.helpers.files import ROOT


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_slip_has_a_place_and_names_tests_that_are_there(mutant: Mutant) -> None:
    file, changed = slip(mutant.function, mutant.kind, mutant.at)
    assert file.is_relative_to(ROOT / "generator")
    assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(file.read_text("utf-8")))
    assert all((ROOT / "tests" / test).exists() for test in mutant.tests.split())


def _sample(number: int, words: list[str]) -> str:
    """A function to break."""
    if number > 3 and words:
        words.append("more")
    return ", ".join(words, *[word for word in words if word], sep="")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("kind", "at", "shown"),
    [
        ("a condition never holds", 0, "if False:"),
        ("a condition always holds", 1, "if True]"),
        ("a statement is left out", 1, "if number > 3 and words:\n        pass"),
        ("a comparison is another", 0, "if number >= 3 and words:"),
        ("a constant is another", 1, "''.join(words"),
        ("an argument is left out", 0, "if word])"),
        ("an operation is one of its operands", 0, "if number > 3:"),
    ],
)
def test_each_kind_of_slip(kind: str, at: int, shown: str) -> None:
    assert shown in slip(_sample, kind, at)[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_is_not_there_is_told(kind: str) -> None:
    with pytest.raises(NoSuchPlaceError, match="_sample has"):
        slip(_sample, kind, 99)
