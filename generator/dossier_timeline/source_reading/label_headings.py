"""Headings that are marked as plain paragraphs: "Article 5" alone, again and again, with a title below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dossier_timeline.source_reading.blocks import DoubtKind, TextBlock

_LABEL = re.compile(r"([^\W\d_]{2,}|§)[ \xa0](?:\d+[a-z]{0,2}|[IVXLCDM]+|[A-Z])\.?")
_OFTEN = 3
_MOST = 0.8
_LONGEST_TITLE = 150
_SENTENCE_ENDS = (".", ",", ";", ":", "?", "!")


def mark_label_headings(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks, with paragraphs that are nothing but a label as headings, and the titles below them, too.

    A label is a word with a number that stands at least three times by itself. That they're headings is
    doubtful where the numbers don't follow each other.
    """
    labels = Counter(label for block in blocks if block.kind == "paragraph" and (label := _label_of(block)))
    often = {label for label, count in labels.items() if count >= _OFTEN}
    places = [n for n, block in enumerate(blocks) if block.kind == "paragraph" and _label_of(block) in often]
    titles = {n + 1 for n in places if n + 1 < len(blocks) and _may_be_title(blocks[n + 1], often)}
    if len(titles) < _MOST * len(places):
        titles = set()
    marked = set(places) | titles
    doubts: tuple[DoubtKind, ...] = (
        () if _follow_each_other([blocks[n].text for n in places]) else ("heading",)
    )
    return [
        replace(block, kind="heading", level=max(1, block.level), doubts=(*block.doubts, *doubts))
        if number in marked
        else block
        for number, block in enumerate(blocks)
    ]


def _follow_each_other(labels: Sequence[str]) -> bool:
    """Whether most of the numbers are the next one after that of the label before."""
    numbers = [int(found[0]) if (found := re.search(r"\d{1,6}", label)) else 0 for label in labels]
    following = sum(after - before == 1 for before, after in pairwise(numbers))
    return bool(numbers) and following >= _MOST * (len(numbers) - 1)


def _label_of(block: TextBlock) -> str:
    match = _LABEL.fullmatch(block.text.strip())
    return match[1] if match else ""


def _may_be_title(block: TextBlock, labels: set[str]) -> bool:
    text = block.text.strip()
    return (
        block.kind == "paragraph"
        and 0 < len(text) <= _LONGEST_TITLE
        and "\n" not in text
        and not text.endswith(_SENTENCE_ENDS)
        and _label_of(block) not in labels
    )
