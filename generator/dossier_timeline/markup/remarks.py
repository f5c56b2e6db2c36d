"""What is wrong in a text, before it is known in which file the text stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.model.phone_numbers import is_dialled_number
from dossier_timeline.model.references import MalformedReference


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something wrong in a text: line and column from 1 within it; the rest as in `Diagnostic`."""

    line: int
    column: int
    code: Code
    message: str
    hint: str = ""


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


def remark_malformed_reference(flaw: MalformedReference) -> Remark:
    """The remark on something that only looks like a reference; its code is `malformed-reference`."""
    message, hint = _FLAWS[flaw.mistake]
    return Remark(flaw.line, flaw.column, Code.MALFORMED_REFERENCE, message.format(text=flaw.text), hint)


Wrong = tuple[Code, str, str]
"""Code, message and hint of a remark."""

UNUSABLE_ADDRESS = frozenset(
    {Code.UNSAFE_LINK, Code.ABSOLUTE_LINK, Code.REMOTE_IMAGE, Code.LOCAL_IMAGE, Code.BAD_PHONE, Code.BAD_MAIL}
)
"""What is wrong with an address that is then left out."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_MAIL = re.compile(r"mailto:[^\s@?<>\"]+@[^\s@?<>\".]+(?:\.[^\s@?<>\".]+)+(?:\?[^\s<>\"]*)?", re.I)
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_RAW = re.compile(r"<(?!https?:)(?:/?[a-z][^<>\n]*>|!--|!\[CDATA|!doctype|\?)", re.I)


def find_raw_html(text: str) -> Iterator[tuple[int, Wrong]]:
    """Every piece of HTML in a text, with its offset."""
    for tag in _RAW.finditer(text):
        message = f"“{tag[0][:40]}” is HTML, and would be shown to readers as it is typed"
        hint = "write it in Markdown, or between backticks when it is meant to be seen"
        yield tag.start(), (Code.RAW_HTML, message, hint)


def check_heading(level: int, name: str, text: str, above: int, taken: Collection[str]) -> Iterator[Wrong]:
    """What is wrong with a heading; `above` is the level of the one before, `taken` their ids."""
    if level == 1:
        hint = "the title stands above the text already; begin with “## ”"
        yield Code.HEADING_LEVEL, f"“{text}” is a heading of the first level", hint
    elif level > above + 1:
        hint = f"write it with {'#' * (above + 1)} instead of {'#' * level}"
        yield Code.HEADING_LEVEL, f"“{text}” skips a level", hint
    if not name:
        hint = f"write “{'#' * level} {text} {{#a-short-name}}”, with the same name in each language"
        yield Code.HEADING_WITHOUT_ID, f"the heading “{text}” has no id", hint
    elif name in taken:
        yield Code.DUPLICATE_HEADING, f"another heading has the id “{name}” already", "give one another id"


def check_address(href: str, *, image: bool, text: str) -> tuple[bool, list[Wrong]]:
    """Whether an address is of another site or a mail address, and then what is wrong with it."""
    bare = _UNSEEN.sub("", href).lower()
    external = bare.startswith(("http://", "https://", "mailto:", "tel:"))
    wrong: list[Wrong] = []
    if (_SCHEME.match(bare) and not external) or bare.startswith(("//", "\\")):
        hint = "use an address with https, http, mailto or tel, or one relative to this file"
        wrong.append((Code.UNSAFE_LINK, f"“{href[:60]}” is an address that no page may lead to", hint))
    elif bare.startswith("tel:") and not is_dialled_number(href[4:]):
        hint = "write tel: and the digits, with a plus before a country's code: tel:+31201234567 or tel:112"
        wrong.append((Code.BAD_PHONE, f"“{href[:60]}” is not a telephone number that anyone can dial", hint))
    elif bare.startswith("mailto:") and not _MAIL.fullmatch(href):
        hint = "write mailto: and the address: mailto:name@example.org"
        wrong.append((Code.BAD_MAIL, f"“{href[:60]}” is not a mail address that anyone can write to", hint))
    elif external and image:
        message = "an image from another site would be fetched by every reader"
        wrong.append((Code.REMOTE_IMAGE, message, "link to it instead"))
    elif image:
        message = f"a text cannot show an image, and readers would only see the words “{text[:40]}”"
        hint = "link to the page on which it stands: [words](https://…); a table with its chart is a figure"
        wrong.append((Code.LOCAL_IMAGE, message, hint))
    elif bare.startswith("/"):
        hint = "write it relative to this file, such as ../other-document/xx.md#heading"
        wrong.append((Code.ABSOLUTE_LINK, f"“{href[:60]}” does not say where it leads", hint))
    return external, wrong
