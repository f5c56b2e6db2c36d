"""What the pages of a PDF repeat: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from dossier_timeline.source_reading.pdf_line_pieces import PdfLine

_EDGE = 0.15
"""Of the height of a page: how far from its edges lines may be repeated ones."""
_SAME_HEIGHT = 6.0
"""In points: how far apart repeated lines may stand on two pages."""
_APART = 1.5
"""Times the size of letters: a line that repeats stands this far from the text."""
_MOST_PAGES = 0.3
"""Of all pages: on as many a line with the page's number stands at one height."""
_NUMBER = re.compile(r"\d+")
_ROMAN_NUMBER = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")


def find_page_lines(pages: Sequence[Sequence[PdfLine]], heights: Sequence[float]) -> list[PdfLine]:
    """The lines that stand at the same edge of several pages, the same but for numbers.

    `heights` are those of the pages, in points.
    """
    candidates: dict[str, list[PdfLine]] = defaultdict(list)
    for lines, height in zip(pages, heights, strict=True):
        for line in lines:
            if not _EDGE * height < line.baseline < (1 - _EDGE) * height:
                candidates[mask_numbers(line.text)].append(line)
    least = 2 if len(pages) < 6 else 3
    found: list[PdfLine] = []
    for lines in candidates.values():
        for group in _group_by_height(lines):
            if len({line.page_number for line in group}) >= least and _is_repeated(group):
                found += group
    found += _find_numbered_lines([line for lines in candidates.values() for line in lines], len(pages))
    if len(pages) == 1:
        found += [
            line for lines in candidates.values() for line in lines if _is_number_of_only_page(line.text)
        ]
    return _keep_edges(found, pages)


def _find_numbered_lines(lines: Sequence[PdfLine], pages: int) -> list[PdfLine]:
    """The lines at one height of many pages that begin or end with the page's number, with whatever words."""
    found: list[PdfLine] = []
    for group in _group_by_height(lines):
        by_offset: dict[int, list[PdfLine]] = defaultdict(list)
        for line in group:
            words = line.text.split()
            numbers = {word for word in (words[0], words[-1]) if word.isascii() and word.isdecimal()}
            for number in numbers:
                by_offset[int(number[:9]) - line.page_number].append(line)
        most = max(by_offset.values(), key=len, default=[])
        if len(most) >= max(4, _MOST_PAGES * pages):
            found += most
    return found


def _is_number_of_only_page(text: str) -> bool:
    """Whether a line has the number of a page and how many there are: "1", "- 1 -", "1/1", "Page 1 of 1"."""
    words = [word for word in re.split(r"[\s/|–—-]+", text) if word]
    numbers = [word for word in words if word.isdecimal()]
    return set(numbers) == {"1"} and (len(words) == len(numbers) or (len(numbers) == 2 and len(words) <= 4))


def mask_numbers(text: str) -> str:
    """The text with a sign in the place of each number, a Roman one too when there is nothing else."""
    if _ROMAN_NUMBER.fullmatch(text.strip(" -–—")):
        return "#"
    return _NUMBER.sub("#", text)


def _group_by_height(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    groups: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if groups and line.baseline - groups[-1][0].baseline <= _SAME_HEIGHT:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_repeated(lines: Sequence[PdfLine]) -> bool:
    """Whether the lines are one that is repeated: the same words, or numbers that count the pages."""
    if len({line.text for line in lines}) == 1:
        return True
    return _counts_pages(lines)


def _counts_pages(lines: Sequence[PdfLine]) -> bool:
    """Whether a number in them grows with the page."""
    rows = [[int(number[:9]) for number in _NUMBER.findall(line.text)] for line in lines]
    if not rows or not rows[0]:
        return all(_ROMAN_NUMBER.fullmatch(line.text.strip(" -–—")) for line in lines)
    for column in range(min(map(len, rows))):
        offsets: Counter[int] = Counter()
        for row, line in zip(rows, lines, strict=True):
            offsets[row[column] - line.page_number] += 1
        if max(offsets.values()) >= 0.8 * len(rows):
            return True
    return False


def _keep_edges(found: Sequence[PdfLine], pages: Sequence[Sequence[PdfLine]]) -> list[PdfLine]:
    """Those of the lines with nothing but such lines between them and the edge of their page."""
    names = {id(line) for line in found}
    edges: dict[int, PdfLine] = {}
    for lines in pages:
        by_height = sorted(lines, key=lambda line: -line.baseline)
        for order in (by_height, by_height[::-1]):
            edges.update((id(line), line) for line in _take_edge(order, names))
    return list(edges.values())


def _take_edge(lines: Sequence[PdfLine], names: Collection[int]) -> list[PdfLine]:
    """The first of the lines as far as they have these names, and stand apart from what follows them."""
    count = 0
    while count < len(lines) and id(lines[count]) in names:
        count += 1
    while 0 < count < len(lines):
        last, following = lines[count - 1], lines[count]
        if abs(last.baseline - following.baseline) > _APART * max(last.style.size, following.style.size):
            break
        count -= 1
    return list(lines[:count])
