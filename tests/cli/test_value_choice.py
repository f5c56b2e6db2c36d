"""The keys by which somebody answers a question about a value."""

from __future__ import annotations

import click
import pytest

from dossier_timeline.cli.value_choice import StopAskingError, read_answer


def _type(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    typed = iter(keys)

    def getchar(echo: bool = False) -> str:
        key = next(typed, None)
        if key is None:
            raise EOFError
        return key

    monkeypatch.setattr(click, "getchar", getchar)


@pytest.mark.parametrize(
    ("keys", "has_default", "answer"),
    [
        (("2",), False, 2),
        (("9", "x", "1"), False, 1),
        (("\r",), True, 1),
        (("\n", "3"), False, 3),
        (("S",), True, None),
    ],
)
def test_one_key_answers(
    keys: tuple[str, ...], has_default: bool, answer: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(monkeypatch, *keys)
    assert read_answer(3, has_default=has_default) == answer


@pytest.mark.parametrize("keys", [("q",), ("x", "Q"), ("",), ()])
def test_at_the_end_of_input_nobody_is_asked_more(
    keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So what was answered before is written."""
    _type(monkeypatch, *keys)
    with pytest.raises(StopAskingError):
        read_answer(3, has_default=False)
