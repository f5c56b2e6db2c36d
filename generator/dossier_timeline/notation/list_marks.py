"""The numbers that stand before the items of ordered lists of a Markdown text: "12." and "3)".

Source: CommonMark, 5.2: a list that begins with another number than 1 can't interrupt a paragraph. So a
number with which a line of a paragraph happens to begin is a number of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"[ \t>]*(\d{1,3})[.)](?=\s|\Z)")
_BLOCK_END = re.compile(r"[ \t>\r]*\Z|[ \t>]*#{1,6}[ \t]")


def find_list_marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the marks of ordered items stand, each with the white space before it."""
    position = 0
    begins_block, is_in_list = True, False
    for line in text.split("\n"):
        mark = _MARK.match(line)
        if mark and (begins_block or is_in_list or int(mark[1]) == 1):
            yield position, position + mark.end()
            is_in_list = True
        begins_block = _BLOCK_END.match(line) is not None
        is_in_list = is_in_list and not begins_block
        position += len(line) + 1
