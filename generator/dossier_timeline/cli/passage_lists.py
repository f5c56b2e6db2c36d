"""The passages of a source text under their headings, as a person reads through them to check."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from dossier_timeline.cli.place_words import describe_place_keys
from dossier_timeline.evidence.passages import SourcePassage

_DOUBTS = {
    "hyphen": "a hyphen at a line end: is it one word, or two?",
    "heading": "is it a heading?",
    "footnote": "is it a footnote?",
    "table": "are the cells where they belong?",
    "words": "another reader has other words or spaces here",
}


def find_doubts(
    source_passages: Sequence[SourcePassage], doubts: Mapping[str, Sequence[int]]
) -> dict[int, list[str]]:
    """By the index of a passage, why a person should look at it; `doubts` are lines of the text, by kind.

    A line counts with the passage in which it stands, and a heading with the passage below it.
    """
    starts = [passage.line for passage in source_passages]
    found: dict[int, list[str]] = {}
    for kind, lines in doubts.items():
        for line in lines:
            index = max(0, bisect_right(starts, line) - (kind != "heading"))
            reasons = found.setdefault(min(index, len(starts) - 1), [])
            if (reason := _DOUBTS.get(kind, kind)) not in reasons:
                reasons.append(reason)
    return found


def list_passages(
    source_passages: Sequence[SourcePassage], doubts: Mapping[int, Sequence[str]], *, only_doubtful: bool
) -> Iterator[str]:
    """The lines to print: each heading once, and below it its passages with number, page and words."""
    section: str | None = None
    page = 0
    for index, passage in enumerate(source_passages):
        if only_doubtful and index not in doubts:
            continue
        if passage.page_number > page:
            page = passage.page_number
            yield f"\n—— page {page} ——"
        if passage.footnote is None and passage.section != section:
            section = passage.section
            yield f"\n## {section or '(before the first heading)'}"
        yield from _list_lines(passage, f"{_name_in_section(passage):>4}  ")
        yield from (f"      ? {reason}" for reason in doubts.get(index, ()))


def _name_in_section(passage: SourcePassage) -> str:
    """What a passage is named by below its heading: what is printed there, or its count."""
    if passage.footnote is not None:
        return f"note {passage.footnote}"
    if passage.locator is None or passage.inner is None:
        return str(passage.paragraph)
    return describe_place_keys({term: str(number) for term, number in passage.inner}) or "–"


def _list_lines(passage: SourcePassage, start: str) -> Iterator[str]:
    if passage.kind != "table":
        words = passage.plain if passage.hyphenated else passage.text
        yield f"{start}{'• ' if passage.kind == 'item' else ''}{words}"
        return
    yield f"{start}(table)"
    yield from ("      " + " | ".join(row) for row in passage.rows)
