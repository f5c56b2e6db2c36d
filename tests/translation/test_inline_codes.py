"""Marks within words: told from words, kept apart from them, and put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.translation.inline_codes import (
    CodedWordsError,
    WordsForm,
    code_words,
    decode_words,
    encode_words,
    split_tokens,
)

MARKDOWN, SHORT = WordsForm.MARKDOWN, WordsForm.SHORT


@pytest.mark.parametrize(
    ("text", "form", "coded"),
    [
        ("No mark at all.", MARKDOWN, "No mark at all."),
        ("[[a-b.unit]] stood there", MARKDOWN, "{c1} stood there"),
        ("[[a-b: some words]] here", SHORT, "{b1}some words{e1} here"),
        ("[[no-claim: one man]]", MARKDOWN, "{b1}one man{e1}"),
        ("*a **b [[c]]***", MARKDOWN, "{b1}a {b2}b {c3}{e2}{e1}"),
        ("*Kamerstuk*{lang=nl}, x", SHORT, "{b1}Kamerstuk{e1}, x"),
        ('See [the *list*](../b/en.md#x "t").', MARKDOWN, "See {b1}the {b2}list{e2}{e1}."),
        ("A [[b]] in [a [[c]] link](d.md)", MARKDOWN, "A {c1} in {b2}a {c3} link{e2}"),
        ("[sic] and `code *x*` and <https://a.b>", MARKDOWN, "[sic] and {c1} and {c2}"),
        ("snake_case_word, _low_", MARKDOWN, "snake_case_word, {b1}low{e1}"),
        (r"5 \* 3 is \[15\]", MARKDOWN, r"5 \* 3 is \[15\]"),
        ("{braces} {{n}}", SHORT, "{{braces}} {{{{n}}}}"),
        ("{n} bridges", WordsForm.COUNTED, "{c1} bridges"),
        ("%(n)s <b>new</b> 100%%", WordsForm.INTERFACE, "{c1} {c2}new{c3} 100{c4}"),
        ("| a | [[b: c]] |", WordsForm.ROW, "{c1}a{c2}{b3}c{e3}{c4}"),
        ("*not* in a [title](x)", WordsForm.PLAIN, "*not* in a [title](x)"),
        ("[not](a-link) in short words", SHORT, "[not](a-link) in short words"),
    ],
)
def test_marks_become_tokens(text: str, form: WordsForm, coded: str) -> None:
    found, codes = code_words(text, form)
    assert found == coded
    assert decode_words(found, codes) == text
    assert encode_words(text, codes, form) == coded


@given(st.text(alphabet="ab *_[]{}()`\\<>.:|%n5\n", max_size=40))
def test_no_text_is_lost(text: str) -> None:
    for form in WordsForm:
        coded, codes = code_words(text, form)
        assert decode_words(coded, codes).split() == text.split()


def test_a_translation_is_coded_by_the_marks_of_its_source() -> None:
    _, codes = code_words("[[a]] and *b* and [[c: d]]", MARKDOWN)
    assert encode_words("[[c: e]], *f*, [[a]]", codes, MARKDOWN) == "{b3}e{e3}, {b2}f{e2}, {c1}"
    assert encode_words("[[x]]", codes, MARKDOWN) is None


@pytest.mark.parametrize("coded", ["a { b", "a } b", "{x1}", "{c}", "{{c1}", "{c1}}"])
def test_a_brace_that_stands_for_nothing_is_refused(coded: str) -> None:
    with pytest.raises(CodedWordsError):
        decode_words(coded, ())


def test_pieces_are_words_and_tokens_in_turn() -> None:
    assert split_tokens("{c1}a{{b}}{b2}") == ["", "{c1}", "a{b}", "{b2}", ""]
