"""Diagnostics for a text by itself: its headings, addresses, HTML and malformed references.

In which file the text stands isn't known yet, so positions are lines and columns within the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.phone_numbers import is_dialled_number
from dossier_timeline.model.references import LineIndex, MalformedReference

_FLAWS = {
    "empty": ("“{text}” names nothing", "write an id between the brackets, such as [[victims-2014]]"),
    "unclosed": ("“{text}” begins a reference that does not end", "close it with ]]"),
    "nested": (
        "“{text}” has another reference inside it",
        "close the first with ]]; references cannot stand in one another",
    ),
    "not-an-id": (
        "“{text}” is not a reference",
        "write [[id]], [[id.form]] or [[id: words]]; an id has lower-case letters, digits and hyphens",
    ),
    "no-words": (
        "“{text}” has no words in it",
        "write words after the colon, or leave it out: [[id: words]] or [[id]]; [[no-claim: 24]] has words",
    ),
}


def diagnose_malformed_reference(flaw: MalformedReference) -> Diagnostic:
    """The diagnostic for something that only looks like a reference."""
    message, hint = _FLAWS[flaw.mistake]
    position = Position.in_text(flaw.line, flaw.column)
    return Diagnostic(position, Code.MALFORMED_REFERENCE, message.format(text=flaw.text), hint)


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_MAIL = re.compile(r"mailto:[^\s@?<>\"]+@[^\s@?<>\".]+(?:\.[^\s@?<>\".]+)+(?:\?[^\s<>\"]*)?", re.I)
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_RAW = re.compile(r"<(?!https?:)(?:/?[a-z][^<>\n]*>|!--|!\[CDATA|!doctype|\?)", re.I)


def diagnose_raw_html(text: str) -> Iterator[tuple[int, Diagnostic]]:
    """Every piece of HTML in a text: its offset, and what is wrong with it."""
    line_index = LineIndex(text)
    for tag in _RAW.finditer(text):
        message = f"“{tag[0][:40]}” is HTML, and would be shown to readers as it is typed"
        hint = "write it in Markdown, or between backticks when it is meant to be seen"
        position = Position.in_text(*line_index(tag.start()))
        yield tag.start(), Diagnostic(position, Code.RAW_HTML, message, hint)


def diagnose_heading(  # noqa: PLR0917 -- what a heading is, and what stands before it
    position: Position, level: int, name: str, text: str, above: int, taken: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong with a heading at a position.

    `above` is the level of the heading before it, `taken` holds the ids of those before it.
    """
    if level == 1:
        hint = "the title stands above the text already; begin with “## ”"
        message = f"“{text}” is a heading of the first level"
        yield Diagnostic(position, Code.HEADING_LEVEL, message, hint)
    elif level > above + 1:
        hint = f"write it with {'#' * (above + 1)} instead of {'#' * level}"
        yield Diagnostic(position, Code.HEADING_LEVEL, f"“{text}” skips a level", hint)
    if not name:
        hint = f"write “{'#' * level} {text} {{#a-short-name}}”, with the same name in each language"
        yield Diagnostic(position, Code.HEADING_WITHOUT_ID, f"the heading “{text}” has no id", hint)
    elif name in taken:
        message = f"another heading has the id “{name}” already"
        yield Diagnostic(position, Code.DUPLICATE_HEADING, message, "give one another id")


def is_external_address(href: str) -> bool:
    """Whether an address is of another site, of a mailbox or of a telephone."""
    return _UNSEEN.sub("", href).lower().startswith(("http://", "https://", "mailto:", "tel:"))


def diagnose_address(position: Position, href: str, *, is_image: bool, text: str) -> Diagnostic | None:
    """What is wrong with an address at a position, which is then left out of the page."""
    bare, external = _UNSEEN.sub("", href).lower(), is_external_address(href)
    code: Code | None = None
    if (_SCHEME.match(bare) and not external) or bare.startswith(("//", "\\")):
        code, message = Code.UNSAFE_LINK, f"“{href[:60]}” is an address that no page may lead to"
        hint = "use an address with https, http, mailto or tel, or one relative to this file"
    elif bare.startswith("tel:") and not is_dialled_number(href[4:]):
        code, message = Code.BAD_PHONE, f"“{href[:60]}” is not a telephone number that anyone can dial"
        hint = "write tel: and the digits, with a plus before a country's code: tel:+31201234567 or tel:112"
    elif bare.startswith("mailto:") and not _MAIL.fullmatch(href):
        code, message = Code.BAD_MAIL, f"“{href[:60]}” is not a mail address that anyone can write to"
        hint = "write mailto: and the address: mailto:name@example.org"
    elif external and is_image:
        code, message = Code.REMOTE_IMAGE, "an image from another site would be fetched by every reader"
        hint = "link to it instead"
    elif is_image:
        code = Code.LOCAL_IMAGE
        message = f"an image isn't shown by its address, and readers would only see the words “{text[:40]}”"
        hint = (
            "put the file into content/images/, describe it with `dossier-timeline new image ID`, and write "
            "[[ID]] in a paragraph of its own"
        )
    elif bare.startswith("/"):
        code, message = Code.ABSOLUTE_LINK, f"“{href[:60]}” does not say where it leads"
        hint = "write it relative to this file, such as ../other-document/xx.md#heading"
    return Diagnostic(position, code, message, hint) if code else None
