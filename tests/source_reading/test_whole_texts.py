"""A text that was written is cut into the passages that its blocks are, whatever the format."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.text_cutting import segment_with_gaps
from dossier_timeline.model.documents import SourceText
from dossier_timeline.source_reading.blocks import TextBlock
from dossier_timeline.source_reading.cleaning_rules import find_cleaning_rules
from dossier_timeline.source_reading.text_writing import write_source_text

WORD = st.text("abcdeé", min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
BLOCKS = st.one_of(
    st.builds(TextBlock, st.just("paragraph"), WORDS, page_number=st.integers(1, 4)),
    st.builds(TextBlock, st.just("item"), WORDS, st.sampled_from(["(a)", "3.", "•"]), page_number=st.just(2)),
    st.builds(TextBlock, st.just("heading"), st.integers(1, 50).map("Article {}".format), level=st.just(1)),
    st.builds(TextBlock, st.just("heading"), WORDS.map("Of {}".format), level=st.just(2)),
    st.builds(TextBlock, st.just("footnote"), WORDS, st.sampled_from(["1", "2", "13"])),
    st.builds(TextBlock, st.just("page-line"), st.integers(1, 90).map("Journal page {}".format)),
)


@given(st.lists(BLOCKS, min_size=1, max_size=25))
def test_passages_are_the_blocks_that_are_text(blocks: list[TextBlock]) -> None:
    written = write_source_text(blocks)
    rules = find_cleaning_rules(written)
    spec = SourceText(file="x", sections=rules.sections, furniture=rules.furniture, whole_paragraphs=True)
    cut = segment_with_gaps(written.text, spec)
    expected = [_words(block) for block in blocks if block.kind not in ("heading", "page-line")]
    assert [re.sub(r"^• ", "", passage.text) for passage in cut.passages] == expected
    assert (cut.missing_sections, cut.missing_furniture) == ((), ())


def _words(block: TextBlock) -> str:
    if block.kind == "footnote" or block.mark == "•":
        return block.text
    return block.words
