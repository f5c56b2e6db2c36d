"""Equal values of a dossier stand in memory once, and stay what they were."""

from __future__ import annotations

from dossier_timeline.content.equal_values import share_equal_values
from dossier_timeline.model.base import ModelValue


class _Entry(ModelValue):
    name: str
    words: dict[str, str]
    parts: tuple[str, ...] = ()


def _make_entry() -> _Entry:
    """An entry whose texts are new objects each time."""
    return _Entry(
        name="-".join(("long", "name")), words={"aa": " ".join(("two", "words"))}, parts=("a" * 30,)
    )


def test_equal_short_texts_and_sets_of_given_fields_are_one_object() -> None:
    first, second = share_equal_values((_make_entry(), _make_entry()))
    assert first.name is second.name
    assert first.words["aa"] is second.words["aa"]
    assert first.parts[0] is second.parts[0]
    assert first.__pydantic_fields_set__ is second.__pydantic_fields_set__ == {"name", "words", "parts"}


def test_values_stay_what_they_were() -> None:
    entry, text = _make_entry(), "x" * 1000
    shared_entry, shared_text, number = share_equal_values((_make_entry(), text, 3))
    assert shared_entry == entry
    assert shared_entry.model_fields_set == entry.model_fields_set
    assert (shared_text, number) == (text, 3)


def test_entries_with_other_given_fields_keep_their_own() -> None:
    given = _Entry(name="a", words={}), _Entry(name="a", words={}, parts=("b",))
    first, second = share_equal_values(given)
    assert first.model_fields_set == {"name", "words"}
    assert second.model_fields_set == {"name", "words", "parts"}
