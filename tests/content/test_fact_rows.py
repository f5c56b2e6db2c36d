"""Facts as rows: the same as written out, with the file's own lines and columns, and editable as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.content.entries import ParsedFile, parse_content_file
from dossier_timeline.content.fact_writing import append_facts
from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.model.facts import Fact
from tests.cli.test_propose import data
from tests.cli.test_prove import DOCUMENT, NAME, SOURCE, read, write
from tests.conftest import Command

HEAD = """id: a
kind: letter
date: 2022
language: xx
title: {xx: a}
short: {xx: a}
slug: {xx: a}
description: {xx: a}
text: {file: a.txt}
facts:
"""
ROWS = """  - [id, value, unit, passage, label.nl, label.en]   # a comment that stays
  - [spans, 31, bridge, {section: Cijfers, paragraph: 1}, "[[brugstede: de stad]]", "[[brugstede: the town]]"]
  - [months, 7, ~, {quote: Het werk duurt zeven maanden}, maanden, months]
"""
SPANS_WRITTEN_OUT = (
    "  - {id: all-spans, aliases: [spans], value: 31, unit: span, passage: {section: Cijfers, paragraph: 1}, "
    'label: {nl: "[[brugdorp: de stad]]", en: "[[brugdorp: the town]]"}}'
)
MONTHS_WRITTEN_OUT = (
    "  - {id: work-months, aliases: [months], value: 7, unit: ~, "
    "passage: {quote: Het werk duurt zeven maanden}, label: {nl: maanden, en: months}}"
)


def parse(facts: str) -> ParsedFile:
    return parse_content_file("document", "a", "", "a/document.yml", (HEAD + facts).encode())


def problems(facts: str) -> list[str]:
    return [str(one).removeprefix("a/document.yml:") for one in parse(facts).problems]


texts = st.text(st.sampled_from("abc é,'\"[]{}:#-"), min_size=1).map(str.strip).filter(bool)
facts = st.fixed_dictionaries(
    {"value": st.integers(0, 99).map(str), "label": st.fixed_dictionaries({"xx": texts, "yy": texts})},
    optional={"unit": st.just("bridge"), "date": st.just("2014"), "passage": st.just({"paragraph": "1"})},
)


def _dump(entries: list[Any]) -> str:
    """Entries as YAML on one line each; JSON is YAML too."""
    return "".join(f"- {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


@given(st.lists(facts, min_size=1, max_size=4))
def test_a_row_is_what_it_stands_for(entries: list[dict[str, Any]]) -> None:
    entries = [{"id": f"f{index}", **entry} for index, entry in enumerate(entries)]
    columns = ["id", "label.yy", "label.xx", "passage", "unit", "date", "value"]
    rows = [
        [*(entry["label"][c[-2:]] if c.startswith("label") else entry.get(c) for c in columns)]
        for entry in entries
    ]
    written_out, as_rows = parse(_dump(entries)), parse(_dump([columns, *rows]))
    assert as_rows.problems == written_out.problems == ()
    assert as_rows.values == written_out.values
    assert as_rows.ids == written_out.ids


def test_rows_and_entries_stand_side_by_side() -> None:
    mixed = (
        "  - {id: first, value: 1, label: {xx: a}}\n  - [id, value, label.xx]\n  - [second, 2, b]\n"
        "  - id: third\n    value: 3\n    label: {xx: c}\n  - [fourth, 4]\n  - [id, label.xx, value]\n"
        "  - [fifth, d, 5]\n"
    )
    parsed = parse(mixed.replace("[fourth, 4]", "[fourth, 4, e]"))
    assert parsed.problems == ()
    assert [(one.id, str(one.value)) for one in parsed.values[0].facts] == [
        *(("first", "1"), ("second", "2"), ("third", "3"), ("fourth", "4"), ("fifth", "5")),
    ]
    (problem,) = problems(mixed)
    assert problem.startswith("17:5: error[missing-key]: “label” is missing")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("- [a, 1]\n", "11:3: error[wrong-type]: no row above this one names its columns"),
        (
            "- [id, value]\n- [a, 1, b]\n",
            "12:10: error[wrong-type]: this row has 3 cells, and its columns are 2",
        ),
        (
            "- [id, valeu, label.xx]\n- [a, 1, b]\n",
            "11:8: error[unknown-key]: the column “valeu” is not known",
        ),
        ("- [id, value, value]\n", "11:15: error[wrong-type]: the column “value” is here twice"),
        ("- [id, 7]\n", "11:8: error[wrong-type]: this isn't the name of a column"),
        ("- [id, {a: b}]\n", "11:8: error[wrong-type]: this isn't the name of a column"),
        (
            "- [id, label.xx, value, label.yy]\n",
            "11:3: error[wrong-type]: the columns of “label” stand apart",
        ),
        (
            "- [id, value, label.xx]\n- [a, 1x, b]\n",
            "12:7: error[wrong-value]: “1x” is not a number",
        ),
        (
            "- [id, value, passage, label.xx]\n- [a, 1, {paragraf: 1}, b]\n",
            "12:11: error[unknown-key]: the key “paragraf” is not known here",
        ),
        ("- [id, value, label.xx]\n- [A b, 1, c]\n", "12:4: error[bad-id]: “A b” is not an id"),
        ("- [id, value]\n- []\n", "12:3: error[wrong-type]: item 1 of “facts” should be a group of keys"),
    ],
)
def test_each_mistake_is_told_where_it_stands(rows: str, wanted: str) -> None:
    assert any(one.startswith(wanted) for one in problems(rows)), problems(rows)


def test_a_row_that_cannot_be_read_leaves_its_id_behind() -> None:
    assert "a" in parse("- [id, value]\n- [a, 1, b]\n").failed
    assert {"a", "x-1"} <= parse("- [id, value]\n- [x-1, 1\n").failed, "nor one in a file that is no YAML"


def test_new_facts_come_behind_rows() -> None:
    fact = Fact.model_validate({"id": "new", "label": {"xx": "a"}, "value": "1"})
    for rows in ("- [id, value, label.xx]\n- [a, 1, b]\n", "- [id, value, label.xx]\n", "- [id]   # none\n"):
        editor = FileEditor("document.yml", (HEAD + rows).encode())
        append_facts(editor, [fact])
        after = editor.edited_bytes().decode()
        assert after == HEAD + rows + "- id: new\n  label: {xx: a}\n  value: 1\n"


# Commands


def write_rows(good: Path, rows: str = ROWS) -> None:
    nl = "[[spans.unit]], en [[months]].\n"
    write(good, document=DOCUMENT.replace("\n# The end.", f"facts:\n{rows}\n# The end."), nl=nl, en=nl)


def test_rows_are_verified_and_checked(command: Command, good: Path) -> None:
    write_rows(good)
    command("verify", "--write")
    command("translated", NAME, "nl", "en")
    assert NAME not in command("check").output
    before = read(good, "document.yml")
    command("upgrade")
    command("prove", NAME, "--yes")
    assert read(good, "document.yml") == before


def test_a_value_that_is_not_printed_is_told_at_its_cell(command: Command, good: Path) -> None:
    write_rows(good, ROWS.replace("31, bridge", "32, bridge"))
    done = command("verify", exit_code=1)
    assert "document.yml:14:13: error[value-not-in-passage]: the value 32" in done.output


def test_the_same_id_twice_is_refused(command: Command, good: Path) -> None:
    write_rows(good, ROWS + "  - {id: spans, value: 31, label: {nl: a, en: b}, passage: {paragraph: 1}}\n")
    assert "error[duplicate-id]" in command("check", exit_code=1).output


def test_renaming_a_row_writes_it_out_and_leaves_the_others(command: Command, good: Path) -> None:
    write_rows(good)
    command("rename", "months", "work-months")
    command("rename", "bridge", "span")
    command("rename", "brugstede", "brugdorp")
    command("rename", "spans", "all-spans")
    after = read(good, "document.yml")
    assert after.splitlines()[12:15] == [
        "  - [id, value, unit, passage, label.nl, label.en]   # a comment that stays",
        SPANS_WRITTEN_OUT,
        MONTHS_WRITTEN_OUT,
    ]
    assert read(good, "nl.md") == "[[all-spans.unit]], en [[work-months]].\n"
    assert read_content_folder(good).problems == ()


def test_a_passage_in_a_row_moves_with_its_words(command: Command, good: Path) -> None:
    write_rows(good)
    command("verify", "--write")
    text = good / f"sources/{NAME}.nl.txt"
    text.write_text(SOURCE.replace("Cijfers\n\n", "Cijfers\n\nEen nieuwe alinea.\n\n"), "utf-8")
    command("verify", "--repair", "--write")
    assert data(good)["facts"][1][3] == {"section": "Cijfers", "paragraph": "2"}
    assert read(good, "document.yml").count("paragraph: 1") == 0
