"""`published-addresses.txt`: every address that was ever published, and what it is now.

One line for each, sorted, so that two branches that add addresses merge by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.languages.slugs import WHY_ONE_ADDRESS, fold_address
from dossier_timeline.model.base import ID_PATTERN

ADDRESSES_PATH = "published-addresses.txt"
"""Beside mkdocs.yml."""

AddressStatus = Literal["live", "moved", "gone"]

_HEAD = """\
# Every address that was ever published, and what it is now (docs/publishing.md says more):
#
#   /xx/page/                    is there
#   /xx/page/ -> /xx/other/      has moved
#   /xx/page/ gone               was taken away
#   id some-id                   something on the pages that has an address by its id; may also be gone
#
# New addresses are added by: dossier-timeline addresses --write
"""
_ARROW, _GONE, _ID = "->", "gone", "id"
_ENCODED = re.compile(r"[%#?]")
_UNSAFE = re.compile(r"""[\s\x00-\x1f\x7f"'`{}\\$<>*;|^]""")
"""What no address of a site needs, and what configurations of servers give a meaning of their own."""
MAX_LINES = 1_000_000
"""So many lines are read: the file grows with a site, and nothing that a site could have comes near."""
_FORM = "write “/xx/page/”, “/xx/page/ -> /xx/other/”, “/xx/page/ gone” or “id some-id”"


@dataclass(frozen=True, slots=True)
class PublishedAddress:
    """What is known of one address.

    `name` is a path with "/" before it, as people read it (not percent-encoded), or an id; `target`
    is where it has moved: such a path, with or without a fragment, or the address of another host.
    """

    name: str
    status: AddressStatus = "live"
    target: str = ""
    is_id: bool = False
    line_number: int = 0

    @property
    def position(self) -> Position:
        """Where it is written."""
        return Position(ADDRESSES_PATH, max(self.line_number, 1))


@dataclass(frozen=True, slots=True)
class PublishedAddresses:
    """The whole file; `exists` is whether there is one."""

    addresses: tuple[PublishedAddress, ...] = ()
    exists: bool = False


def read_addresses(root: Path) -> tuple[PublishedAddresses, list[Diagnostic]]:
    """The file beside mkdocs.yml, and what is wrong in it; nothing where there is none."""
    try:
        text = read_plain_file(root / ADDRESSES_PATH, LARGEST_LIST, within=root).decode("utf-8-sig")
    except FileNotFoundError:
        return PublishedAddresses(), []
    except UnicodeDecodeError:
        hint = "save the file as UTF-8 in your editor"
        return PublishedAddresses(), [
            Diagnostic(Position(ADDRESSES_PATH), Code.NOT_UTF_8, "this file is not in UTF-8", hint)
        ]
    except OSError as error:
        return PublishedAddresses(), [diagnose_unread_file(error, ADDRESSES_PATH)]
    return parse_addresses(text)


def parse_addresses(text: str) -> tuple[PublishedAddresses, list[Diagnostic]]:
    """The lines of the file, and what is wrong in them."""
    lines: dict[tuple[bool, str], PublishedAddress] = {}
    problems: list[Diagnostic] = []
    for number, words in enumerate((line.split() for line in text.splitlines()), start=1):
        if number > MAX_LINES:
            told, hint = f"this file has more than {MAX_LINES} lines", "remove the lines that are no address"
            return PublishedAddresses((), exists=True), [
                Diagnostic(Position(ADDRESSES_PATH, number), Code.TOO_LARGE, told, hint)
            ]
        if not words or words[0].startswith("#"):
            continue
        line = _line(words, number)
        if line is None:
            told = f"“{' '.join(words)}” does not say what an address is now"
            problems.append(Diagnostic(Position(ADDRESSES_PATH, number), Code.BAD_ADDRESS_LINE, told, _FORM))
            continue
        first = lines.setdefault((line.is_id, fold_address(line.name)), line)
        if first is not line and replace(first, line_number=0) != replace(line, line_number=0):
            problems.append(_twice(first, line))
    return PublishedAddresses(tuple(lines.values()), exists=True), problems


def _twice(first: PublishedAddress, line: PublishedAddress) -> Diagnostic:
    if first.name == line.name:
        told = f"“{line.name}” stands here twice, and on line {first.line_number} it is something else"
    else:
        same = f"“{line.name}” is the same address as “{first.name}”"
        told = f"{same} on line {first.line_number}: {WHY_ONE_ADDRESS}"
    return Diagnostic(line.position, Code.ADDRESS_TWICE, told, "keep the line that is true")


def _line(words: list[str], number: int) -> PublishedAddress | None:
    """One line; `None` when it can't be understood."""
    is_id = words[0] == _ID
    name, rest = (words[1] if len(words) > 1 else "", words[2:]) if is_id else (words[0], words[1:])
    name = name if is_id else unquote(name)
    if not (re.fullmatch(ID_PATTERN, name) if is_id else is_address(name)):
        return None
    match rest:
        case []:
            return PublishedAddress(name, is_id=is_id, line_number=number)
        case ["gone"]:
            return PublishedAddress(name, "gone", is_id=is_id, line_number=number)
        case ["->", target] if not is_id and _is_target(target):
            return PublishedAddress(name, "moved", target, line_number=number)
    return None


def is_address(name: str) -> bool:
    """Whether this can be an address of a site: a folder, "/xx/page/", or a file, "/xx/feed.xml"."""
    if not name.startswith("/") or _UNSAFE.search(name):
        return False
    *folders, last = name[1:].split("/")
    return all(part not in ("", ".", "..") for part in folders) and (not last or "." in last.strip("."))


def _is_target(target: str) -> bool:
    """Whether an address can have moved here: within the site, or to another host."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme in ("http", "https") and parts.netloc:
        return not _UNSAFE.search(unquote(target))
    return not parts.query and is_address(unquote(target.partition("#")[0])) and not _UNSAFE.search(target)


def dump_addresses(lines: Iterable[PublishedAddress]) -> str:
    """The file: addresses first, then ids, each sorted."""
    return "\n".join((_HEAD, *sorted(set(_written(lines))))) + "\n"


def _written(lines: Iterable[PublishedAddress]) -> Iterator[str]:
    for line in lines:
        name = f"{_ID} {line.name}" if line.is_id else encode_address(line.name)
        end = {"live": "", "gone": f" {_GONE}", "moved": f" {_ARROW} {line.target}"}[line.status]
        yield name + end


def encode_address(name: str) -> str:
    """An address as it stands in the file: only what would be misread is percent-encoded."""
    return _ENCODED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), name)
