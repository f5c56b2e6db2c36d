"""Words of one more language in YAML: as a person would write them, and nothing else changes."""

from __future__ import annotations

import pytest

from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.words_editor import find_row, set_forms, set_words, set_words_in_rows


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("a: {nl: x, en: y}  # c\n", "z", "a: {nl: x, en: y, fr: z}  # c\n"),
        ("a: {nl: x, en: y}\n", "z, with: a comma", 'a: {nl: x, en: y, fr: "z, with: a comma"}\n'),
        ("a: {nl: x, fr: y}\n", "z", "a: {nl: x, fr: z}\n"),
        ("a: {nl: x, fr: 'y'}\n", "l'eau", "a: {nl: x, fr: 'l''eau'}\n"),
        ('a: {nl: x, fr: "y"}\n', 'say "z"', 'a: {nl: x, fr: "say \\"z\\""}\n'),
        ("a:\n  nl: x\n  en: y  # why\nb: 1\n", "z", "a:\n  nl: x\n  en: y  # why\n  fr: z\nb: 1\n"),
        (
            "a:\n  nl: >-\n    x\n    y\n\n# c\nb: 1\n",
            "z",
            "a:\n  nl: >-\n    x\n    y\n  fr: z\n\n# c\nb: 1\n",
        ),
        ("a:\n  nl: x\n  fr: >-\n    y\n    z\nb: 1\n", "w", "a:\n  nl: x\n  fr: w\nb: 1\n"),
        ("a:\r\n  nl: x\r\n", "z", "a:\r\n  nl: x\r\n  fr: z\r\n"),
        ("a:\n  nl: x", "z", "a:\n  nl: x\n  fr: z"),
        ("a:\n  nl: x\n", "no", "a:\n  nl: x\n  fr: no\n"),
        ("a:\n  nl: x\n", "null", 'a:\n  nl: x\n  fr: "null"\n'),
    ],
)
def test_words_of_a_mapping(before: str, words: str, after: str) -> None:
    editor = FileEditor("x.yml", before.encode())
    set_words(editor, ("a",), "fr", words)
    assert editor.edited_bytes().decode() == after
    assert FileEditor("x.yml", editor.edited_bytes()).find_node(("a", "fr")).text == words


def test_a_line_that_becomes_too_long_is_broken_by_languages() -> None:
    long = "many words " * 8 + "end"
    editor = FileEditor("x.yml", f"- id: b\n  a: {{nl: x, en: {long}}}\n  c: 1\n".encode())
    set_words(editor, (0, "a"), "fr", long)
    assert editor.edited_text() == f"- id: b\n  a:\n    nl: x\n    en: {long}\n    fr: {long}\n  c: 1\n"


def test_a_long_text_is_folded() -> None:
    long = "many words " * 20 + "end"
    editor = FileEditor("x.yml", b"a:\n  nl: x\n")
    set_words(editor, ("a",), "fr", long)
    assert editor.edited_text().startswith("a:\n  nl: x\n  fr: >-\n    many words")
    assert max(map(len, editor.edited_text().splitlines())) <= 100
    assert FileEditor("x.yml", editor.edited_bytes()).find_node(("a", "fr")).text == long


def test_words_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(EditError, match="no words stand at a"):
        set_words(FileEditor("x.yml", b"a: x\n"), ("a",), "fr", "z")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("n:\n  nl: {one: a}\n", "n:\n  nl: {one: a}\n  fr: {one: b, other: c}\n"),
        ("n: {nl: {one: a}}\n", "n: {nl: {one: a}, fr: {one: b, other: c}}\n"),
        ("n: {nl: {one: a}, fr: {one: x}}\n", "n: {nl: {one: a}, fr: {one: b, other: c}}\n"),
        ("n:\n  fr:\n    one: x\n    other: y\n", "n:\n  fr:\n    one: b\n    other: c\n"),
    ],
)
def test_forms_of_a_unit(before: str, after: str) -> None:
    editor = FileEditor("x.yml", before.encode())
    set_forms(editor, ("n",), "fr", {"one": "b", "other": "c"})
    assert editor.edited_text() == after


def test_rows_get_a_column() -> None:
    text = "facts:\n  - [id, value, label.nl, label.en]\n  - [a, 1, x, y]\n  - [b, 2, x]\n  - [c, 3, z, w]\n"
    editor = FileEditor("x.yml", text.encode())
    assert find_row(editor, ("facts", 0, "label")) == 1
    set_words_in_rows(editor, "label", "fr", {1: "u, v", 2: "t"})
    after = 'label.en, label.fr]\n  - [a, 1, x, y, "u, v"]\n  - [b, 2, x, ~, t]\n  - [c, 3, z, w]\n'
    assert editor.edited_text() == text.replace(text[text.index("label.en") :], after)
    again = FileEditor("x.yml", editor.edited_bytes())
    set_words_in_rows(again, "label", "fr", {1: "s", 3: "r"})
    assert "y, s]\n" in again.edited_text()
    assert "[c, 3, z, w, r]" in again.edited_text()
    with pytest.raises(EditError, match="no column note"):
        set_words_in_rows(FileEditor("x.yml", text.encode()), "note", "fr", {1: "s"})
