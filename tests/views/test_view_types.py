"""Every kind of page has a view: a frozen dataclass whose fields say what they hold, all the way down."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.views.all_views import VIEWS
from tests.helpers.small_site import embeddable_site


def types_within(annotation: Any) -> Iterator[Any]:
    """A type, and the types of its parameters and of its fields."""
    known: list[Any] = []
    waiting = [annotation]
    while waiting:
        each = waiting.pop()
        if each in known:
            continue
        known.append(each)
        waiting += get_args(each)
        if dataclasses.is_dataclass(each) and isinstance(each, type):
            waiting += get_type_hints(each).values()
    return iter(known)


@pytest.mark.parametrize("kind", VIEWS)
def test_a_view_is_a_frozen_dataclass_without_loose_values(kind: str) -> None:
    view: Any = get_type_hints(VIEWS[kind])["return"]
    assert dataclasses.is_dataclass(view)
    within = list(types_within(view))
    for each in within:
        assert each not in (Any, object, dict, list), f"{kind}: {each}"
        if hasattr(each, "__dataclass_params__"):
            assert each.__dataclass_params__.frozen, f"{each} can be changed"
    assert len(within) > 1


def test_every_kind_of_page_has_a_view_and_every_view_a_page() -> None:
    of_other_dossiers = {NOTES_KIND, SOURCE_KIND}
    assert {page.kind for page in embeddable_site().pages} | of_other_dossiers == VIEWS.keys()
