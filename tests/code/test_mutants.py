"""The list of slips that `make mutants` tries still fits the source."""

from __future__ import annotations

from tests.code.mutants import MUTANTS
from tests.helpers.files import ROOT


def test_every_slip_fits_a_place_and_names_tests_that_are_there() -> None:
    for mutant in MUTANTS:
        assert mutant.old in (ROOT / mutant.file).read_text("utf-8"), mutant
        assert all((ROOT / "tests" / test).exists() for test in mutant.tests.split()), mutant
