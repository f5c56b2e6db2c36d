"""New facts in a document.yml: added where they belong, with every other byte as it was."""

from __future__ import annotations

import difflib

import pytest

from dossier_timeline.content.fact_writing import append_facts, describe_fact
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.model.facts import Fact

FACT = Fact.model_validate(
    {
        "id": "new-one",
        "label": {"xx": "rooms: let"},
        "value": "12000.50",
        "unit": "room",
        "date": "2014",
        "passage": {"section": "A: b", "paragraph": 1},
    }
)
LINES = [
    "  - id: new-one",
    '    label: {xx: "rooms: let"}',
    "    value: 12000.5",
    "    unit: room",
    "    date: 2014",
    '    passage: {section: "A: b", paragraph: 1}',
]


def append(text: str) -> str:
    editor = FileEditor("document.yml", text.encode())
    append_facts(editor, [FACT])
    return editor.edited_bytes().decode()


def added(before: str) -> list[str]:
    """The lines that are new; nothing else may differ."""
    after = append(before)
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert not [line for line in diff if line.startswith("- ")], diff
    return [line[2:] for line in diff if line.startswith("+ ")]


@pytest.mark.parametrize(
    "before",
    [
        "id: a\nfacts:\n  - id: b\n    value: 1 # stays\n\n# a comment\nevents: []\n",
        "id: a\nfacts:\n  - {id: b, value: 1}   # stays\n",
        "id: a\nfacts:\n  - id: b\n    note:\n      xx: >-\n        Several\n        lines.\n\nevents: []\n",
        "id: a\nfacts:   # none yet\nevents: []\n",
    ],
)
def test_they_come_behind_the_last(before: str) -> None:
    assert added(before) == LINES


def test_a_list_without_indentation_goes_on_so() -> None:
    assert added("facts:\n- id: b\n  value: 1\n\nevents: []\n") == [line[2:] for line in LINES]


def test_they_come_at_the_end_where_there_is_no_list() -> None:
    assert append("id: a\ndate: 2014") == "id: a\ndate: 2014\n\nfacts:\n" + "\n".join(LINES) + "\n"


def test_they_come_below_the_example_of_a_new_document() -> None:
    before = (
        "id: a\n## About facts.\n# facts:\n#   - id: a-fact\n##   More.\n#   - id: b\n\n## Next.\n# events:\n"
    )
    assert append(before) == before.replace("\n\n## Next", "\nfacts:\n" + "\n".join(LINES) + "\n\n## Next")


def test_an_empty_list_is_filled_and_a_list_in_brackets_goes_on() -> None:
    assert append("facts: []\nid: a\n") == "facts:\n" + "\n".join(LINES) + "\nid: a\n"
    after = append("facts: [{id: b, value: 1}]\nid: a\n")
    assert after.startswith("facts: [{id: b, value: 1}, {id: new-one, ")
    assert after.endswith("}]\nid: a\n")


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    before = b"\xef\xbb\xbfid: a\r\nfacts:\r\n  - id: b\r\nevents: []\r\n"
    editor = FileEditor("document.yml", before)
    append_facts(editor, [FACT])
    new = "".join(f"{line}\r\n" for line in LINES).encode()
    assert editor.edited_bytes() == before.replace(b"events", new + b"events")


@pytest.mark.parametrize("text", ["{id: a, facts: []}", "- a\n", "{id: a}", "id: a\nfacts: words\n"])
def test_what_is_written_in_an_unusual_way_is_left(text: str) -> None:
    editor = FileEditor("document.yml", text.encode())
    with pytest.raises(EditError):
        append_facts(editor, [FACT])
    assert editor.edits == {}


def test_a_kind_is_written_where_it_does_not_follow() -> None:
    fields = {"id": "f", "label": {"xx": "f"}, "passage": {"footnote": 2}}
    date = Fact.model_validate({**fields, "kind": "date", "value": "2014-05"})
    share = Fact.model_validate({**fields, "unit": "percent", "value": "30"})
    assert describe_fact(date)["kind"] == "date"
    assert "kind" not in describe_fact(share)
    assert describe_fact(share)["passage"] == {"footnote": "2"}
