"""Cuts lose nothing, keep to their bound, and a new item changes the one piece that it comes into."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.site.page_cuts import (
    TimePiece,
    cut_by_initial,
    cut_by_number,
    cut_by_time,
    find_initial,
)

MONTHS = st.tuples(st.integers(1, 60), st.integers(1, 12)).map(lambda one: (1970 + one[0], one[1]))
ITEMS = st.lists(st.tuples(MONTHS, st.integers(1, 9), st.uuids()), max_size=60).map(
    lambda items: sorted(items, key=lambda one: one[0])
)
MOST = 12
Item = tuple[tuple[int, int], int, object]


def _cut(items: list[Item]) -> list[TimePiece[Item]]:
    return list(cut_by_time(items, lambda one: one[0], lambda one: one[1], MOST))


@given(ITEMS)
@settings(deadline=None)
def test_each_item_is_in_one_piece_of_its_months(items: list[Item]) -> None:
    pieces = _cut(items)
    assert [item for piece in pieces for item in piece.items] == items
    assert len({piece.slug for piece in pieces}) == len(pieces)
    for piece in pieces:
        assert all(piece.first <= month <= piece.last for month, _, _ in piece.items)
        assert sum(weight for _, weight, _ in piece.items) <= MOST


@given(ITEMS, MONTHS, st.integers(1, 9))
@settings(deadline=None)
def test_a_new_item_changes_only_the_piece_that_it_comes_into(
    items: list[Item], month: tuple[int, int], weight: int
) -> None:
    new_item: Item = (month, weight, "new")
    before = _cut(items)
    after = _cut(sorted([*items, new_item], key=lambda one: one[0]))
    unchanged = {(piece.slug, piece.items) for piece in after}
    changed = [piece for piece in before if (piece.slug, piece.items) not in unchanged]
    assert all(piece.first <= month <= piece.last for piece in changed)
    assert {piece.slug for piece in before} <= {piece.slug for piece in after}


@given(st.lists(st.integers(1, 20), max_size=40))
def test_groups_are_as_full_as_may_be(weights: list[int]) -> None:
    items = list(range(len(weights)))
    groups = list(cut_by_number(items, weights, MOST))
    assert [item for group in groups for item in group] == items
    totals = [sum(weights[item] for item in group) for group in groups]
    assert all(total <= MOST or len(group) == 1 for total, group in zip(totals, groups, strict=True))
    for total, following in zip(totals, groups[1:], strict=False):
        assert total + weights[following[0]] > MOST


@given(st.lists(st.text(min_size=1, max_size=8), max_size=40))
def test_a_name_is_found_under_its_initial(names: list[str]) -> None:
    pieces = list(cut_by_initial(names, str, lambda _: 5, MOST))
    assert sorted(name for *_, piece in pieces for name in piece) == sorted(names)
    for initial, _, piece in pieces:
        assert {find_initial(name) for name in piece} == {initial}
        assert len(piece) <= 2
    assert len({(initial, number) for initial, number, _ in pieces}) == len(pieces)


def test_initials_are_letters_of_the_name_s_own_script() -> None:
    names = {
        "Émile": "E",
        "éclair": "E",
        "“Zeg het”": "Z",
        "Ørsted": "Ø",
        "Жуков": "Ж",
        "Йод": "Й",
        "112": "0",
    }
    assert {name: find_initial(name) for name in names} == names
    assert find_initial("…") == "0"


def test_a_script_with_more_initials_than_pages_is_cut_by_number() -> None:
    names = [chr(0x4E00 + number) for number in range(200)]
    pieces = list(cut_by_initial(names, str, lambda _: 1, 50))
    assert [(initial, number, len(piece)) for initial, number, piece in pieces] == [
        ("", number, 50) for number in range(1, 5)
    ]
