"""What problems quote from content can be told."""

from __future__ import annotations

import pytest

from dossier_timeline.diagnostics.codes import Code, Level
from dossier_timeline.diagnostics.diagnostic import LONGEST_TEXT, Diagnostic, Position, select_blocking


def test_a_message_keeps_nothing_that_steers_a_terminal() -> None:
    problem = Diagnostic(
        Position("content/a\nb\x1b[2J\udcff.md"),
        Code.WRONG_VALUE,
        "“a\x00b\r\n\u202ec” is wrong",
        "\x07 “é 😀 مرحبا”",
    )
    assert problem.position.path == "content/a b�[2J�.md"
    assert problem.message == "“a�b  �c” is wrong"
    assert problem.hint == "� “é 😀 مرحبا”"
    str(problem).encode()


@pytest.mark.parametrize("text", ["x" * 90_000, "é]] " * 9_000])
def test_long_quotations_lose_their_middle(text: str) -> None:
    message = Diagnostic(Position("a"), Code.WRONG_VALUE, f"“{text}” is not a date in EDTF").message
    assert len(message) < 200
    assert message.endswith("” is not a date in EDTF")
    assert "…" in message
    assert len(Diagnostic(Position("a"), Code.WRONG_VALUE, text, text).hint) == LONGEST_TEXT


def test_an_ordinary_message_stays_as_it_is() -> None:
    message = "“2022-13-15” is not a date: there is no month 13 — naïve, العربية"
    assert Diagnostic(Position("a"), Code.WRONG_VALUE, message).message == message


def test_a_warning_stops_a_build_only_where_it_is_strict() -> None:
    mild = Diagnostic(Position("a"), Code.UNKNOWN_FILE, "may be better")
    wrong = Diagnostic(Position("b"), Code.WRONG_TYPE, "is wrong")
    assert select_blocking([mild, wrong]) == (wrong,)
    assert select_blocking([mild, wrong], strict=True) == (mild, wrong)


def test_the_level_is_that_of_the_code() -> None:
    assert Diagnostic(Position("a"), Code.UNKNOWN_FILE, "isn't read").level is Level.WARNING
    assert Diagnostic(Position("a"), Code.BAD_DATE, "is no date").level is Level.ERROR


def test_a_level_is_another_only_where_the_registry_says_so() -> None:
    word = Diagnostic(Position("a"), Code.MISSING_WORD, "has no translation")
    assert word.as_warning().level is Level.WARNING
    assert word.as_warning().for_release() == word
    with pytest.raises(ValueError, match="bad-date"):
        Diagnostic(Position("a"), Code.BAD_DATE, "is no date").as_warning()
    with pytest.raises(ValueError, match="unknown-file"):
        Diagnostic(Position("a"), Code.UNKNOWN_FILE, "isn't read", own_level=Level.ERROR)


def test_a_release_raises_only_what_is_required_for_it() -> None:
    late = Diagnostic(Position("a"), Code.DAY_TO_COME, "is yet to come")
    mild = Diagnostic(Position("a"), Code.UNKNOWN_FILE, "isn't read")
    assert (late.level, late.for_release().level) == (Level.WARNING, Level.ERROR)
    assert mild.for_release() == mild
