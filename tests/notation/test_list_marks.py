"""Which numbers stand before items of lists: the others are numbers of the text, and need a fact."""

from __future__ import annotations

import re

import pytest

from dossier_timeline.evidence.summary_blocks import split_blocks
from dossier_timeline.markup.markdown import convert_markdown, serialise_settings
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.list_marks import find_list_marks
from dossier_timeline.notation.vocabulary import Vocabulary

TEXTS = {
    "it came to\n329. In 2013 it fell": [],
    "it came to (1,\n329) and fell": [],
    "1. a\n2. b\n\n7. c": ["1.", "2.", "7."],
    "text\n1. a\n2. b": ["1.", "2."],
    "text\n2. a\n3. b": [],
    "- a\n  2. b": [],
    "1. a\nb\n3. c": ["1.", "3."],
    "# h\n3. a": ["3."],
    "> text\n> 4. b": [],
    "a\r\n\r\n12) b\r\n": ["12)"],
}


@pytest.mark.parametrize(("text", "wanted"), TEXTS.items())
def test_marks_are_those_of_items(text: str, wanted: list[str]) -> None:
    assert [text[start:end].strip() for start, end in find_list_marks(text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), [pair for pair in TEXTS.items() if ")" not in pair[0]])
def test_the_page_has_an_item_for_each(text: str, wanted: list[str]) -> None:
    html, _ = convert_markdown(text, (), serialise_settings({}))
    ordered = "".join(re.findall(r"<ol.*?</ol>", html, re.DOTALL))
    assert ordered.count("<li>") == len(wanted)


def test_a_number_that_begins_a_line_of_a_paragraph_needs_a_fact() -> None:
    text = "The teams came to\n329. Then:\n\n2. first\n3. second"
    (number,) = find_bare_numbers(text, Vocabulary({}, {}), markdown=True)
    assert (number.text, number.line, number.column) == ("329", 2, 1)
    first, *items = [block.text.strip() for block in split_blocks(text)]
    assert first == "The teams came to 329. Then:"
    assert items == ["first", "second"]
