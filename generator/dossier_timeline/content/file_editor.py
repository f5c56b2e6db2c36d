"""Changing single words of a file: by their place in its YAML or text, every other byte as it was."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier_timeline.content.text_decoding import front_matter_bounds
from dossier_timeline.content.yaml_nodes import KeyPath, YamlNode, find_yaml_node, scalar_offset_in_file
from dossier_timeline.model.references import scan_references

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class EditError(Exception):
    """A file is written in a way that cannot be changed word by word."""


@dataclass(slots=True)
class FileEditor:
    """One file, and what will stand instead of which of its characters.

    `text` is the file without a byte order mark; `yaml` the part of it that is YAML: all of it, or
    the front matter of a Markdown file.
    """

    path: str
    content: bytes
    text: str = ""
    yaml: tuple[int, int] = (0, 0)
    body: int = 0
    edits: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.content.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
        if self.path.endswith(".md"):
            start, end, self.body = front_matter_bounds(self.text)
            self.yaml = (start, end)
        else:
            self.yaml, self.body = (0, len(self.text)), len(self.text)

    @property
    def head(self) -> str:
        """The YAML of the file."""
        return self.text[slice(*self.yaml)]

    @property
    def newline(self) -> str:
        """How the lines of the file end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def edited_bytes(self) -> bytes:
        """The file with every edit made."""
        mark = BYTE_ORDER_MARK if self.content.startswith(BYTE_ORDER_MARK) else b""
        return mark + self.edited_text().encode("utf-8")

    def edited_text(self) -> str:
        """Its text with every edit made."""
        parts: list[str] = []
        at = 0
        for (start, end), new in sorted(self.edits.items()):
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def replace(self, start: int, old: str, new: str) -> None:
        """Put `new` where `old` stands at `start`. Raises `EditError` when it doesn't."""
        end = start + len(old)
        if self.text[start:end] != old:
            line = self.text.count("\n", 0, start) + 1
            raise EditError(
                f"{self.path}:{line}: “{old}” is written here in an unusual way; write it plainly"
            )
        self.edits[start, end] = new

    def find_node(self, path: KeyPath, *, key: bool = False) -> YamlNode:
        """The value at a path of the YAML, or its key. Raises `EditError`."""
        value, key_node = find_yaml_node(self.head, path)
        found = key_node if key else value
        if found is None:
            raise EditError(f"{self.path}: this is written in an unusual way: {path}")
        return found

    def span_of(self, node: YamlNode) -> tuple[int, int]:
        """Where a value of the YAML stands in the text."""
        return self.yaml[0] + node.start.index, self.yaml[0] + node.end.index

    def replace_scalar(self, path: KeyPath, old: str, new: str, *, key: bool = False) -> None:
        """Put `new` for the whole text `old` at a path of the YAML, in the same quotes."""
        start, _ = self.span_of(self.find_node(path, key=key))
        quoted = self.text[start : start + 1] in ("'", '"')
        self.replace(start + quoted, old, new)

    def replace_names(self, path: KeyPath, old: str, new: str) -> None:
        """Put `new` for the name `old` wherever it stands in the text at a path of the YAML."""
        start, end = self.span_of(self.find_node(path))
        for found in re.finditer(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])", self.text[start:end]):
            self.replace(start + found.start(), old, new)

    def scalars(self) -> Iterator[YamlNode]:
        """Every text of the YAML, in order."""
        root, _ = find_yaml_node(self.head, ())
        if root is not None:
            yield from _scalars(root)

    def replace_references(self, old: str, new: str) -> None:
        """Put `new` for `old` in every [[reference]] of words and Markdown."""
        for node in self.scalars():
            if "[[" not in node.text:
                continue
            value = unicodedata.normalize("NFC", node.text)
            start, end = self.span_of(node)
            for at in _named(value, old):
                inside = scalar_offset_in_file(self.text[start:end], node.text, at)
                self.replace(start + inside, old, new)
        body, starts = _lines_joined(self.text[self.body :])
        for at in _named(body, old):
            self.replace(self.body + at + bisect_right(starts, at), old, new)


def _scalars(node: YamlNode) -> Iterator[YamlNode]:
    if node.is_text:
        yield node
    for item in node.items:
        yield from _scalars(item)
    for key, value in node.pairs:
        yield key
        yield from _scalars(value)


def _named(text: str, name: str) -> Iterator[int]:
    """Where the references of a text that name something have its id."""
    for reference in scan_references(text).references:
        if reference.id == name:
            yield text.index(name, reference.start)


def _lines_joined(text: str) -> tuple[str, list[int]]:
    """The text with one character at the end of each line, and after which characters one is missing."""
    starts: list[int] = []
    for found in re.finditer("\r\n", text):
        starts.append(found.end() - 1 - len(starts))
    return text.replace("\r\n", "\n").replace("\r", "\n"), starts
