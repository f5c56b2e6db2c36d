"""Results that are kept while a process builds again and again."""

from __future__ import annotations

import pytest

from dossier_timeline.model import remembering
from dossier_timeline.model.remembering import keep_results, remember_each


class Value:
    """A value that is nothing but itself."""


@pytest.mark.parametrize("is_resident", [True, False])
def test_results_are_kept_for_the_very_same_values(
    monkeypatch: pytest.MonkeyPatch, is_resident: bool
) -> None:
    monkeypatch.setattr(remembering, "_is_resident", False)
    if is_resident:
        keep_results()
    calls: list[tuple[Value, Value]] = []

    @remember_each
    def pair(one: Value, other: Value) -> tuple[Value, Value]:
        calls.append((one, other))
        return one, other

    one, other = Value(), Value()
    assert pair(one, other) == pair(one, other) == (one, other)
    assert len(calls) == (1 if is_resident else 2)
    assert pair(other, one) == (other, one)
    assert calls[-1] == (other, one)


def test_a_number_that_is_free_again_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_is_resident", True)

    @remember_each
    def name(value: list[int]) -> str:
        return str(value)

    assert [name([number]) for number in range(1000)] == [f"[{number}]" for number in range(1000)]


def test_they_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_is_resident", True)
    monkeypatch.setattr(remembering, "_MOST_VALUES", 2)
    calls: list[Value] = []
    name = remember_each(calls.append)
    values = [Value() for _ in range(3)]
    for value in (*values, values[0]):
        name(value)
    assert calls == [*values, values[0]]
