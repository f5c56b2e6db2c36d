"""The marks that the simple reading of a text knows, and those of other kinds of Markdown with what to do.

Each mark is a pattern; those that aren't read here have a hint. `plain_reader` uses them.
"""

from __future__ import annotations

import re

from dossier_timeline.markup.markdown_rules import LIST, LinkProcessor

_TICKS = "code stands between backticks; a block of it between lines ``` that begin at the first column"
_MERGE = (
    "git could not merge two versions here: keep the right one, and delete the lines that begin with "
    "<<<<<<<, ======= and >>>>>>>"
)
FOREIGN_MARKS: tuple[tuple[str, str], ...] = (
    (r"~~+", "there is no struck-out text; leave the words out"),
    (r"==(?=[^\s=])[^=\n]*==", "there is no marked text; write *emphasis* or **strong**"),
    (r"\[\^[^\]\s]+\]:?", "there are no footnotes; say it in the text, or name the source as [[id]]"),
    (r"\](?=\[[^\[\]\n]*\])", "write the address with the words: [words](https://…)"),
    (r"\]\((?=[^\n)]*\))", "the address of a link holds no spaces and no lone brackets: [words](https://…)"),
    (r"`{3,}", _TICKS),
    (r"<[^\s<>@]+@[^\s<>@]+>", "write [words](mailto:…)"),
    (r"\\(?=\n)", "leave a blank line for a new paragraph"),
    (r"\$\$", "there are no formulas"),
)
INLINE = re.compile(
    "|".join(
        (
            r"(?P<escape>\\(?P<sign>[!-/:-@\[-`{-~]))",
            r"(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
            rf"(?P<address>{re.sub(r'[(][?]P<[a-z]+>', '(?:', LinkProcessor.AFTER_WORDS)})",
            rf"(?P<attributes>{LIST})",
            r"(?P<open><)(?=(?:https?|ftp)://[^<>]*>)",
            *(f"(?P<strange{n}>{pattern})" for n, (pattern, _) in enumerate(FOREIGN_MARKS)),
            r"(?P<double>\*\*+)",
            r"(?P<word>[^\s!&*_`\[\]{}\\|<>~=$#+^]++(?>(?: [^\s!&*_`\[\]{}\\|<>~=$#+^]++)*))",
            r"(?P<mark>!(?=\[)|[*\[>]|(?<![^\W_])_+|_+(?![^\W_]))",
            r"(?P<other>\S)",
        )
    ),
    re.I,
)
AT_START: tuple[tuple[str, str], ...] = (
    (r"\[[ xX]\](?=[ \t])", "there are no lists of tasks; say in words what is done"),
    (r"\[[^\[\]\n]+\]:(?=\s)", "write the address with the words: [words](https://…)"),
    (r"\*\[[^\[\]\n]+\]:", "there are no abbreviations; write a term and name it as [[id]]"),
    (r"={2,}(?=[ \t]*$)", "write a heading with “## ” before it"),
    (r"#{2,6}(?=[^\s#])", "write a space between # and the heading"),
    (r"!!!+(?=\s)|\?\?\?+|:::+", "there are no boxes; write a paragraph"),
    (r"\d{1,9}\)(?=[ \t])", "write the numbers of a list with a point: “1. ”"),
    (r"\|(?=.*\|[ \t]*$)", "a table has a line |---|---| below its first, with as many cells"),
    (r"\[TOC\][ \t]*$", "the contents of a page are made of its headings"),
    (r"<{7}(?=[ \t]|$)", _MERGE),
)
START = re.compile(
    "|".join(
        (
            r"(?P<quote>>)",
            r"(?P<heading>\#{1,6})(?=[ \t]|$)",
            r"(?P<definition>:)(?=[ \t])",
            rf"(?P<attributes>{LIST})(?=[ \t]*$)",
            *(f"(?P<strange{n}>{pattern})" for n, (pattern, _) in enumerate(AT_START)),
        )
    ),
    re.M,
)
DELIMITERS = re.compile(
    r"^[ \t>]*(?=[^\n]*\|)\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*$", re.M
)
UNDERLINE = (
    "a line of hyphens right below words is no heading here; write “## ” before them, or leave a blank line"
)
ITEM_FAR = "begin it no more than three spaces beyond the words of the item around it"
AFTER_QUOTATION = "leave a blank line between a quotation and a list"
UNEVEN = "a table begins after a blank line, and each of its lines has as many cells as the first"
_BLANK_LINE = re.compile(r"^[ \t>]*$", re.M)


def find_table_lines(text: str) -> frozenset[int]:
    """Where each line of what looks like a table begins: from the line above |---|---| to a blank one."""
    lines: set[int] = set()
    for found in DELIMITERS.finditer(text):
        start = text.rfind("\n", 0, max(found.start() - 1, 0)) + 1
        end = _BLANK_LINE.search(text, found.end() + 1)
        stop = end.start() if end else len(text)
        while 0 <= start < stop:
            lines.add(start)
            start = text.find("\n", start) + 1 or -1
    return frozenset(lines)
