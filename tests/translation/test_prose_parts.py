"""Texts in blocks: nothing is lost, and blocks find their translations and earlier versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.content.text_decoding import split_front_matter
from dossier_timeline.translation.prose_parts import pair_blocks, pair_versions, split_prose, write_block
from dossier_timeline.translation.word_changes import list_block_changes, mark_changed_words
from tests.helpers.files import ROOT

TEXT = """
## A heading {#first}

One paragraph
over *two* lines.

- an item
  that goes on
- another

Term
:   What it means,
    in two lines.

> quoted
> words

| a | b |
|---|---|
| 1 | 2 |

```
code: stays
```

1. First\\
   a new line
"""


def test_the_blocks_of_a_text() -> None:
    parts = split_prose(TEXT)
    assert parts.join() == TEXT
    assert [(str(one.kind), one.words) for one in parts.blocks if one.is_translated] == [
        ("heading", "A heading"),
        ("paragraph", "One paragraph over *two* lines."),
        ("item", "an item that goes on"),
        ("item", "another"),
        ("paragraph", "Term"),
        ("definition", "What it means, in two lines."),
        ("quote", "quoted words"),
        ("row", "| a | b |"),
        ("row", "| 1 | 2 |"),
        ("item", "First\\\na new line"),
    ]
    assert {one.section for one in parts.blocks} == {"first"}


def test_real_texts_are_their_blocks_again_and_stay_the_same_when_wrapped_anew() -> None:
    for file in [*(ROOT / "content").rglob("*.md"), *(ROOT / "tests/sites").rglob("*.md")]:
        parts = split_prose(split_front_matter(file.name, file.read_text("utf-8"))[0].body)
        assert parts.join() == split_front_matter(file.name, file.read_text("utf-8"))[0].body
        written = parts.before + "".join(
            (write_block(one, one.words, parts.width) if one.is_translated else one.raw) + one.gap
            for one in parts.blocks
        )
        again = split_prose(written).blocks
        assert [(one.kind, one.words) for one in again] == [(one.kind, one.words) for one in parts.blocks]


@given(st.text(alphabet="a#-*>:|`~1. \n{}", max_size=60))
def test_any_text_is_its_blocks(text: str) -> None:
    assert split_prose(text).join() == text


def test_a_wrapped_line_begins_with_no_sign_that_has_a_meaning() -> None:
    block = split_prose("Some words\nin two lines.\n").blocks[0]
    words = " ".join(["word"] * 11 + ["- [[a: very long reference]] 1. # > x"])
    lines = write_block(block, words, 60).splitlines()
    assert len(lines) > 1
    assert not any(line.startswith(("-", "1.", "#", ">")) for line in lines)
    assert "[[a: very long reference]]" in "".join(lines)


def test_sections_with_the_same_blocks_are_paired() -> None:
    ours = split_prose("## A {#a}\n\nx\n\n## B {#b}\n\ny\n\nz\n").blocks
    theirs = split_prose("## Ä {#a}\n\nu\n\n## B {#b}\n\nv\n").blocks
    assert pair_blocks(ours, theirs) == {0: 0, 1: 1}


def test_blocks_find_what_they_were() -> None:
    before = split_prose("One.\n\nTwo words here.\n\nThree.\n").blocks
    now = split_prose("One.\n\nNew at this place, and long.\n\nTwo words there.\n\nThree.\n").blocks
    assert pair_versions(now, before) == {0: 0, 2: 1, 3: 2}


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("a b", "a b c", "a b {+c+}"),
        ("", "all new", "{+all new+}"),
        ("[[a: b c]] d", "[[a: b e]] d", "[-[[a: b c]]-]{+[[a: b e]]+} d"),
    ],
)
def test_changes_are_shown_word_by_word(before: str, now: str, shown: str) -> None:
    assert mark_changed_words(before, now) == shown


def test_only_blocks_that_changed_are_listed_with_their_line() -> None:
    before, now = "## A {#a}\n\nOne.\n\nTwo.\n", "## A {#a}\n\nOne!\n\nTwo –\n"
    assert [(one.line, one.words) for one in list_block_changes(before, now)] == [(3, "[-One.-]{+One!+}")]
    assert len(list(list_block_changes(before, now, exactly=True))) == 2
    assert [one.words for one in list_block_changes(now, "## A {#a}\n")] == ["[-One!-]", "[-Two –-]"]
