"""An item is added to a list at the top of a YAML file; every other byte stays as it was."""

from __future__ import annotations

import pytest

from dossier_timeline.content.yaml_writing import add_to_list


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\n", "id: a\nimages: [new]\n"),
        ("id: a", "id: a\nimages: [new]\n"),
        ("id: a # one\n# two\nimages: [old] # three\n", "id: a # one\n# two\nimages: [old, new] # three\n"),
        ("images: [ old, older ]\n", "images: [ old, older, new ]\n"),
        ("images: []\nid: a\n", "images: [new]\nid: a\n"),
        ("images:\n  - old\n# more\nid: a\n", "images:\n  - old\n  - new\n# more\nid: a\n"),
        ("images:\n- old # first\n- older", "images:\n- old # first\n- older\n- new\n"),
        ("id: a\r\nimages:\r\n  - old\r\n", "id: a\r\nimages:\r\n  - old\r\n  - new\r\n"),
        (
            "id: a\ndate: 2019\n\n# What it says.\nfacts:\n  - id: b\n",
            "id: a\ndate: 2019\nimages: [new]\n\n# What it says.\nfacts:\n  - id: b\n",
        ),
        ("id: a\ntitle:\n  nl: A\n", "id: a\nimages: [new]\ntitle:\n  nl: A\n"),
    ],
)
def test_an_item_is_added_as_a_person_would(before: str, after: str) -> None:
    assert add_to_list(before.encode(), "images", "new") == after.encode()


@pytest.mark.parametrize(
    "before", ["- a\n", "images: one\n", "id: [\n", "{id: a}\n", "images: [\n  old,\n]\n"]
)
def test_what_is_written_in_an_unusual_way_is_left(before: str) -> None:
    assert add_to_list(before.encode(), "images", "new") is None
