"""Editing single words of a file by their place in its YAML or text; every other byte stays as it was."""

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
    """A file is written in a way in which single words can't be changed."""


@dataclass(slots=True)
class FileEditor:
    """One file, and the edits to make: the new text for some spans of its characters.

    `text` is the file without a byte order mark. `yaml` is the span of its YAML: all of it, or the front
    matter of a Markdown file. `body` is the offset at which the Markdown begins.
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
        """The line ending of the file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def value_span(self, node: YamlNode) -> tuple[int, int]:
        """The span of a value without the white space and comments behind a block of text."""
        start, end = self.span_of(node)
        if node.is_text and self.text[start : start + 1] in ("|", ">"):
            return start, start + len(self.text[start:end].rstrip())
        if self.text[start : start + 1] in ("{", "["):
            return start, end
        last = node.pairs[-1][1] if node.pairs else node.items[-1] if node.items else None
        return (start, self.value_span(last)[1]) if last else (start, end)

    def edited_bytes(self) -> bytes:
        """The content of the file with every edit made."""
        mark = BYTE_ORDER_MARK if self.content.startswith(BYTE_ORDER_MARK) else b""
        return mark + self.edited_text().encode("utf-8")

    def edited_text(self) -> str:
        """The text of the file with every edit made."""
        parts: list[str] = []
        position = 0
        for (start, end), new in sorted(self.edits.items()):
            parts += [self.text[position:start], new]
            position = end
        return "".join([*parts, self.text[position:]])

    def replace(self, start: int, old: str, new: str) -> None:
        """Replace `old` at the offset `start` by `new`. Raises `EditError` if `old` isn't there."""
        end = start + len(old)
        if self.text[start:end] != old:
            line = self.text.count("\n", 0, start) + 1
            raise EditError(
                f"{self.path}:{line}: “{old}” is written here in an unusual way; write it plainly"
            )
        self.edits[start, end] = new

    def find_node(self, path: KeyPath, *, key: bool = False) -> YamlNode:
        """The value at a path of the YAML, or its key. Raises `EditError` if there is none."""
        value, key_node = find_yaml_node(self.head, path)
        node = key_node if key else value
        if node is None:
            raise EditError(f"{self.path}: this is written in an unusual way: {path}")
        return node

    def span_of(self, node: YamlNode) -> tuple[int, int]:
        """The span of a value of the YAML in the text."""
        return self.yaml[0] + node.start.index, self.yaml[0] + node.end.index

    def replace_scalar(self, path: KeyPath, old: str, new: str, *, key: bool = False) -> None:
        """Replace the whole text `old` at a path of the YAML by `new`, in the same quotes.

        Raises `EditError` if `old` isn't there.
        """
        start, _ = self.span_of(self.find_node(path, key=key))
        quoted = self.text[start : start + 1] in ("'", '"')
        self.replace(start + quoted, old, new)

    def replace_names(self, path: KeyPath, old: str, new: str) -> None:
        """Replace the name `old` wherever it is in the text at a path of the YAML by `new`."""
        start, end = self.span_of(self.find_node(path))
        for match in re.finditer(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])", self.text[start:end]):
            self.replace(start + match.start(), old, new)

    def remove_key(self, path: KeyPath) -> None:
        """Remove a key with its value, at a path of the YAML. Raises `EditError` if it isn't there.

        A comment behind it stays.
        """
        mapping = self.find_node(path[:-1])
        pairs = mapping.pairs
        at = next((index for index, (key, _) in enumerate(pairs) if key.text == path[-1]), None)
        if at is None:
            raise EditError(f"{self.path}: this is written in an unusual way: {path}")
        start, end = self.span_of(pairs[at][0])[0], self.value_span(pairs[at][1])[1]
        if at + 1 < len(pairs) and not self._stands_alone(start, end):
            end = self.span_of(pairs[at + 1][0])[0]
        elif at and not self._stands_alone(start, end):
            start = self.value_span(pairs[at - 1][1])[1]
        elif self._stands_alone(start, end):
            start, end = self._whole_line(start, end)
        self.edits[start, end] = ""

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether nothing but a comment is on the lines of a span."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        behind = re.match(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)", self.text[end:])
        return not before.strip() and behind is not None

    def _whole_line(self, start: int, end: int) -> tuple[int, int]:
        """The lines of a span that stands alone; without the indentation when a comment follows it."""
        behind = re.match(r"[ \t]*(?:\r\n?|\n|\Z)", self.text[end:])
        if behind is None:
            return start, end + len(re.match(r"[ \t]*", self.text[end:])[0])  # type: ignore[index]
        return self.text.rfind("\n", 0, start) + 1, end + behind.end()

    def scalars(self) -> Iterator[YamlNode]:
        """Every text of the YAML, in order."""
        root, _ = find_yaml_node(self.head, ())
        if root is not None:
            yield from _walk_scalars(root)

    def replace_references(self, old: str, new: str) -> None:
        """Replace the id `old` by `new` in every [[reference]] of words and Markdown."""
        for node in self.scalars():
            if "[[" not in node.text:
                continue
            value = unicodedata.normalize("NFC", node.text)
            start, end = self.span_of(node)
            for at in _find_reference_offsets(value, old):
                inside = scalar_offset_in_file(self.text[start:end], node.text, at)
                self.replace(start + inside, old, new)
        body, starts = _join_line_ends(self.text[self.body :])
        for at in _find_reference_offsets(body, old):
            self.replace(self.body + at + bisect_right(starts, at), old, new)

    def replace_in_body(self, start: int, end: int, new: str) -> None:
        """Replace a stretch of the Markdown by its offsets in the text as it was read, with plain line ends.

        Raises `EditError` where the file has letters that were composed when it was read.
        """
        body, removed_after = _join_line_ends(self.text[self.body :])
        if not unicodedata.is_normalized("NFC", body):
            raise EditError(
                f"{self.path}: this text has letters and their marks apart; save it composed (NFC)"
            )
        first = self.body + start + bisect_right(removed_after, start)
        last = self.body + end + bisect_right(removed_after, end)
        self.edits[first, last] = new


def find_line_end(text: str, at: int) -> int:
    """The offset of the line end after an offset, before the line break."""
    ends = [end for mark in ("\r", "\n") if (end := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def _walk_scalars(node: YamlNode) -> Iterator[YamlNode]:
    if node.is_text:
        yield node
    for item in node.items:
        yield from _walk_scalars(item)
    for key, value in node.pairs:
        yield key
        yield from _walk_scalars(value)


def _find_reference_offsets(text: str, name: str) -> Iterator[int]:
    """The offsets of the id in those references of a text that name it."""
    for reference in scan_references(text).references:
        if reference.id == name:
            yield text.index(name, reference.start)


def _join_line_ends(text: str) -> tuple[str, list[int]]:
    """The text with one character at each line end, and the offsets after which a character was removed."""
    removed_after: list[int] = []
    for match in re.finditer("\r\n", text):
        removed_after.append(match.end() - 1 - len(removed_after))
    return text.replace("\r\n", "\n").replace("\r", "\n"), removed_after
