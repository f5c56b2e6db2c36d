"""What problems quote from content can be told."""

from __future__ import annotations

import pytest

from dossier_timeline.diagnostics.problems import LONGEST_TEXT, Level, Position, Problem, errors


def test_a_message_keeps_nothing_that_steers_a_terminal() -> None:
    problem = Problem(
        Position("content/a\nb\x1b[2J\udcff.md"), "x", "“a\x00b\r\n\u202ec” is wrong", "\x07 “é 😀 مرحبا”"
    )
    assert problem.position.path == "content/a b�[2J�.md"
    assert problem.message == "“a�b  �c” is wrong"
    assert problem.hint == "� “é 😀 مرحبا”"
    str(problem).encode()


@pytest.mark.parametrize("text", ["x" * 90_000, "é]] " * 9_000])
def test_long_quotations_lose_their_middle(text: str) -> None:
    message = Problem(Position("a"), "x", f"“{text}” is not a date in EDTF").message
    assert len(message) < 200
    assert message.endswith("” is not a date in EDTF")
    assert "…" in message
    assert len(Problem(Position("a"), "x", text, text).hint) == LONGEST_TEXT


def test_an_ordinary_message_stays_as_it_is() -> None:
    message = "“2022-13-15” is not a date: there is no month 13 — naïve, العربية"
    assert Problem(Position("a"), "x", message).message == message


def test_a_warning_stops_a_build_only_where_it_is_strict() -> None:
    mild = Problem(Position("a"), "x", "may be better", level=Level.WARNING)
    wrong = Problem(Position("b"), "y", "is wrong")
    assert errors([mild, wrong]) == (wrong,)
    assert errors([mild, wrong], strict=True) == (mild, wrong)
