"""The running text within an element of HTML: white space as browsers show it, raised figures, line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dossier_timeline.notation.typesetting import raise_number
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

DEEPEST = 150
"""Elements within each other: what's deeper isn't read."""
_HIDDEN_NAMES = (
    "script style template noscript head title svg math iframe object canvas audio video select textarea "
    "button input datalist map -comment !doctype"
)
_HIDDEN_TAGS = frozenset(_HIDDEN_NAMES.split())
_RAISED_CLASS = re.compile(r"(?:^|[\s_-])(?:super|sup|superscript)(?:$|\s)")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def is_hidden(node: Any) -> bool:
    """Whether an element shows nothing, or hides what is in it."""
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return node.tag in _HIDDEN_TAGS or "hidden" in attributes or "display:none" in style


def is_raised(node: Any) -> bool:
    """Whether an element's text stands raised."""
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    name = node.attributes.get("class") or ""
    return node.tag == "sup" or "vertical-align:super" in style or _RAISED_CLASS.search(name) is not None


def list_text_parts(node: Any, depth: int = 0) -> Iterator[str]:
    """The text of a node and all that's in it, a line end for each `br`, raised figures as such."""
    if node.tag == "-text":
        yield _SPACES.sub(" ", node.text_content or "")
        return
    if node.tag == "br":
        yield "\n"
        return
    if node.tag == "wbr" or is_hidden(node):
        return
    require_depth(depth)
    inside = "".join(part for child in list_children(node) for part in list_text_parts(child, depth + 1))
    yield raise_number(inside) if is_raised(node) else inside


def require_depth(depth: int) -> None:
    """Refuse what stands too deep in other elements. Raises `UnreadableDocumentError`."""
    if depth > DEEPEST:
        message = f"its elements stand in each other more than {DEEPEST} deep"
        raise UnreadableDocumentError(message, "print the page to PDF from a browser")


def list_children(node: Any) -> Iterator[Any]:
    """The nodes in an element, in order, texts too."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def tidy_text(text: str) -> str:
    """The text with single spaces, and without any around line ends."""
    lines = (" ".join(_SPACES.sub(" ", line).split(" ")).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")
