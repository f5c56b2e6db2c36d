"""The few words at both ends of a passage by which a browser finds it on a web page.

Source: URL Fragment Text Directives (WICG), `#:~:text=start,end`. A browser takes the first place in the page
where `start` stands, and from there the first where `end` does; so the words are lengthened until they stand
once in the text. Never more than half of a passage is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.table_cells import find_named_row
from dossier_timeline.notation.printed_marks import read_mark

PassageEdges = tuple[str, ...]
"""The first words of a passage and the last; the first alone, or none."""

_FEWEST = 3
_MOST = 8
_WORD = re.compile(r"\w+")
_OUTER = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True)
class TextWords:
    """The words of a whole text in a row, by which it's known what stands in it once."""

    row: str

    def count(self, words: str) -> int:
        """How often some words stand in the text, whatever signs are between them."""
        row = _write_row(words)
        return self.row.count(row) if row.strip() else 0


def collect_text_words(lines: Iterable[str]) -> TextWords:
    """The words of a text, in its order."""
    return TextWords(_write_row(" ".join(lines)))


def find_edges(source_passage: SourcePassage, text_words: TextWords, row: str | None = None) -> PassageEdges:
    """The first and last words that find a passage in its text; none where few words don't find it.

    The number before an item is left out, because a browser may have made it; so are words beside which
    something is left out of the passage, as the mark of a footnote is. Of a table, or of the `row` of it that
    is meant, the first cell is given that finds it.
    """
    words = source_passage.text.split()
    if source_passage.kind == "table":
        return _find_cell(source_passage, text_words, row)
    if source_passage.uneven_words is None:
        return ()
    mark = read_mark(source_passage.text)
    first = len(source_passage.text[: mark.end].split()) if mark else 0
    budget = (len(words) - first) // 2
    until = min((n for n in source_passage.uneven_words if n >= first), default=len(words))
    after = max((n + 1 for n in source_passage.uneven_words), default=first)
    share = budget - _FEWEST if budget >= 2 * _FEWEST else budget
    start = _find_once([words[first : first + n] for n in _list_lengths(share, until - first)], text_words)
    if not start:
        return ()
    left = budget - len(start.split())
    end = _find_once([words[-n:] for n in _list_lengths(left, len(words) - max(after, first))], text_words)
    return (start, end) if end else (start,)


def _find_cell(source_passage: SourcePassage, text_words: TextWords, row: str | None) -> PassageEdges:
    """The first cell of a table, or of a row, that stands in the text once and is no more than half of it."""
    number = find_named_row(source_passage.rows, row) if row is not None else None
    rows = source_passage.rows if number is None else source_passage.rows[number : number + 1]
    cells = [cell.split() for cells in rows for cell in cells]
    budget = min(_MOST, sum(map(len, cells)) // 2)
    found = _find_once([cell for cell in cells if len(cell) <= budget], text_words)
    return (found,) if found else ()


def _list_lengths(most: int, there_are: int) -> range:
    return range(_FEWEST, min(most, there_are, _MOST) + 1)


def _find_once(candidates: Iterable[list[str]], text_words: TextWords) -> str:
    """The shortest of the candidates that stands in the text once."""
    trimmed = (_OUTER.sub("", " ".join(words)) for words in candidates)
    return next((words for words in trimmed if text_words.count(words) == 1), "")


def _write_row(text: str) -> str:
    return f" {'  '.join(_WORD.findall(text.casefold()))} "
