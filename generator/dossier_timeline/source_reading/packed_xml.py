"""The XML parts of a packed document (DOCX, ODT), within bounds of size, number and depth."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dossier_timeline.file_reading import MB
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_LARGEST_PART = 64 * MB
_MOST_PARTS = 20_000
_MOST_ELEMENTS = 2_000_000
_DEEPEST = 200
_BY_HAND = "open it in a word processor, save it as PDF, and give that"


class PackedDocument:
    """A document that is a packed folder of parts."""

    def __init__(self, content: bytes) -> None:
        """Raises `UnreadableDocumentError` for what can't be unpacked."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise UnreadableDocumentError("this file is broken: it can't be unpacked", _BY_HAND) from None
        if len(self._archive.infolist()) > _MOST_PARTS:
            raise UnreadableDocumentError(f"this file has more than {_MOST_PARTS} parts", _BY_HAND)

    def names(self) -> list[str]:
        """The names of the parts."""
        return self._archive.namelist()

    def parse(self, name: str) -> Element | None:
        """The root element of a part; None where there is none. Raises `UnreadableDocumentError`."""
        try:
            part = self._archive.getinfo(name)
        except KeyError:
            return None
        if part.flag_bits & 1:
            raise UnreadableDocumentError(
                "this document is locked with a password", "save it without a password, and give that file"
            )
        if part.file_size > _LARGEST_PART:
            size = f"{_LARGEST_PART // MB} MB"
            raise UnreadableDocumentError(f"a part of this document unpacks to more than {size}", _BY_HAND)
        try:
            return parse_xml(self._archive.read(part))
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError):
            raise UnreadableDocumentError("this file is broken: it can't be unpacked", _BY_HAND) from None


def parse_xml(content: bytes) -> Element:
    """The root element. What declares a document type, and so may name other files, is refused.

    Raises `UnreadableDocumentError`.
    """
    builder = TreeBuilder()
    depth = count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            _refuse("its elements are too many, or stand too deep in each other")
        builder.start(_full_name(name), {_full_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_full_name(name))

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(
        "it declares a document type, which may name other files"
    )
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError):
        _refuse("its XML is broken")
    return builder.close()


def _refuse(why: str) -> NoReturn:
    raise UnreadableDocumentError(f"this document can't be read: {why}", _BY_HAND)


def _full_name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def find_attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute's value by its name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children_named(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements in an element that have one of these names, in order."""
    for child in element if element is not None else ():
        if local_name(child) in names:
            yield child


def child_named(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names."""
    for name in path:
        element = next(children_named(element, name), None)
    return element


def whole_number(text: str, default: int, most: int = 1_000_000) -> int:
    """The number that a text is, if it's one of a sensible size."""
    stripped = text.strip()
    return int(stripped) if stripped.isdecimal() and len(stripped) < 8 and int(stripped) <= most else default
