"""What the search index holds of a page: its main part, made so that words and headings come out right.

`data-pagefind-ignore` leaves a part out, and so do the selectors here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_timeline.notation.compound_words import CompoundSplitter, list_words

EXCLUDED_SELECTORS = (
    ".tag", ".differs", ".visually-hidden", ".notice",
    ".src", ".cite", "td.num", "svg", "nav", "form",
)  # fmt: skip
"""CSS selectors of what nobody looks for: marks, sources, numbers of tables, ways on."""

ENDING_MARK = "\u2063"
"""The sign before and after a word that is only looked for and not shown: an invisible separator."""

_MAIN_PART = re.compile(r"<main\b[^>]*\bdata-pagefind-body\b.*</main>", re.DOTALL)
_LEFT_OUT = re.compile(
    r"<(?P<way>nav|form|svg|script)\b[^<]*(?:<(?!/?(?P=way)\b)[^<]*)*</(?P=way)>"
    r"|<link\b[^<>]*>"
    r'|<div class="notice\b[^<]*(?:<(?!/?div\b)[^<]*)*</div>'
)
_MARKED = re.compile(r"<(?P<name>[a-z]+)\b[^<>]* data-pagefind-ignore\b[^<>]*>")
"""Most of what Pagefind would leave out is found with these: so less is handed over, and a change in it is
none."""
_BLANK_LINES = re.compile(r"\n\s*\n")
_BLOCK_ENDS = re.compile(r"(?P<ended></p>|</ul>|</ol>)?\s*</(?P<name>li|dt|dd|th|td|caption)>")
_ENTRIES_AND_HEADINGS = re.compile(
    r"<(?P<holder>li|article|figure|div|section|tr)\b[^>]*?\sid=\"(?P<id>[^\"]+)\"[^>]*>"
    r"|<h(?P<level>[1-6])(?P<own>[^>]*)>"
)


_NO_COMPOUNDS = CompoundSplitter()
_TAG = re.compile(r"(<[^<>]*>)")


def indexable_html(content: bytes, language: str, splitter: CompoundSplitter = _NO_COMPOUNDS) -> str:
    """The part of a page that is indexed: its language, as a BCP 47 tag, and its main part.

    A heading gets the id of the entry that it's in, so that a result leads to the entry. Words at the end of
    a compound stand behind it, each between two signs (`ENDING_MARK`) by which `search.js` takes them out.
    """
    text = content.decode()
    main_part = _MAIN_PART.search(text)
    if main_part is None:
        return text
    shown = _BLANK_LINES.sub("\n", _LEFT_OUT.sub("", "".join(_drop_marked(main_part[0]))))
    body = _add_endings(_separate_blocks("".join(_move_ids_to_headings(shown))), splitter)
    return f'<!doctype html>\n<html lang="{language}"><body>{body}</body></html>\n'


def _add_endings(text: str, splitter: CompoundSplitter) -> str:
    """The HTML with the words at the end of its compounds."""
    if not splitter.joints:
        return text
    pieces = _TAG.split(text)
    own_words = list_words(pieces[::2])
    pieces[::2] = [
        splitter.add_endings(piece, own_words, f" {ENDING_MARK}", ENDING_MARK) for piece in pieces[::2]
    ]
    return "".join(pieces)


def _drop_marked(text: str) -> Iterator[str]:
    """The HTML in pieces, without the elements that are marked to be left out."""
    position = 0
    while tag := _MARKED.search(text, position):
        end = _find_end(text, tag)
        yield text[position : tag.start() if end else tag.end()]
        position = end or tag.end()
    yield text[position:]


def _find_end(text: str, start_tag: re.Match[str]) -> int:
    """Where an element ends; 0 where that isn't said, so that it's left to Pagefind."""
    depth = 1
    for tag in re.compile(rf"<(/?){start_tag['name']}\b[^<>]*>").finditer(text, start_tag.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0


def _separate_blocks(text: str) -> str:
    """The HTML with a separator between cells and items, whose words would run together otherwise."""

    def separate_end(match: re.Match[str]) -> str:
        separator = "" if match["ended"] else ": " if match["name"] == "dt" else " · "
        return f"{match['ended'] or ''}{separator}</{match['name']}>"

    return _BLOCK_ENDS.sub(separate_end, text)


def _move_ids_to_headings(text: str) -> Iterator[str]:
    """The HTML in pieces; a heading without an id gets the id of the entry around it."""
    position, pending = 0, ""
    for tag in _ENTRIES_AND_HEADINGS.finditer(text):
        if tag["holder"]:
            pending = tag["id"]
        elif " id=" in tag["own"]:
            pending = ""
        elif pending:
            yield text[position : tag.start()]
            yield f'<h{tag["level"]} id="{pending}"{tag["own"]}>'
            position, pending = tag.end(), ""
    yield text[position:]
