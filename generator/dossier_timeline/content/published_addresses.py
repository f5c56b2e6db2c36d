"""`published-addresses.txt`: every address that was ever published, and what it is now.

The file has one sorted line for each address, so two branches that add addresses merge by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from dossier_timeline.config import ADDRESSES_PATH
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.languages.slugs import WHY_ONE_ADDRESS, fold_address
from dossier_timeline.model.base import ID_PATTERN

AddressStatus = Literal["live", "moved", "gone"]

_HEADER = """\
# Every address that was ever published, and what it is now (docs/publishing.md says more):
#
#   /xx/page/                    is there
#   /xx/page/ -> /xx/other/      has moved
#   /xx/page/ gone               was taken away
#   id some-id                   something on the pages that has an address by its id; may also be gone
#
# New addresses are added by: dossier-timeline addresses --write
"""
_ARROW, _GONE_WORD, _ID = "->", "gone", "id"
_ENCODED = re.compile(r"[%#?]")
_UNSAFE = re.compile(r"""[\s\x00-\x1f\x7f"'`{}\\$<>*;|^]""")
"""Characters that no address of a site needs, and that have a meaning in the configurations of servers."""
MAX_LINES = 1_000_000
"""The number of lines that are read: no site has nearly as many addresses."""
_LINE_HINT = "write “/xx/page/”, “/xx/page/ -> /xx/other/”, “/xx/page/ gone” or “id some-id”"


@dataclass(frozen=True, slots=True)
class PublishedAddress:
    """What is known of one address.

    `name` is a path with "/" before it, as people read it (not percent-encoded), or an id. `target` is where
    it has moved: such a path, with or without a fragment, or an address of another host.
    """

    name: str
    status: AddressStatus = "live"
    target: str = ""
    is_id: bool = False
    line_number: int = 0

    @property
    def line_start(self) -> str:
        """How its line begins in the file: the address, or the id with "id" before it."""
        return f"{_ID} {self.name}" if self.is_id else encode_address(self.name)

    @property
    def position(self) -> Position:
        """The position of its line."""
        return Position(ADDRESSES_PATH, max(self.line_number, 1))


@dataclass(frozen=True, slots=True)
class PublishedAddresses:
    """All addresses of the file; `exists` says whether there is one."""

    addresses: tuple[PublishedAddress, ...] = ()
    exists: bool = False


def read_addresses(root: Path) -> tuple[PublishedAddresses, list[Diagnostic]]:
    """The addresses in the file beside mkdocs.yml, and what is wrong in it; none without a file."""
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
    """The addresses in the text of the file, and what is wrong in it."""
    addresses: dict[tuple[bool, str], PublishedAddress] = {}
    problems: list[Diagnostic] = []
    for number, words in enumerate((line.split() for line in text.splitlines()), start=1):
        if number > MAX_LINES:
            message, hint = (
                f"this file has more than {MAX_LINES} lines",
                "remove the lines that are no address",
            )
            return PublishedAddresses((), exists=True), [
                Diagnostic(Position(ADDRESSES_PATH, number), Code.TOO_LARGE, message, hint)
            ]
        if not words or words[0].startswith("#"):
            continue
        line = _parse_line(words, number)
        if line is None:
            message = f"“{' '.join(words)}” does not say what an address is now"
            problems.append(
                Diagnostic(Position(ADDRESSES_PATH, number), Code.BAD_ADDRESS_LINE, message, _LINE_HINT)
            )
            continue
        known = addresses.setdefault((line.is_id, fold_address(line.name)), line)
        if known is not line and replace(known, line_number=0) != replace(line, line_number=0):
            problems.append(_duplicate_problem(known, line))
    return PublishedAddresses(tuple(addresses.values()), exists=True), problems


def _duplicate_problem(first: PublishedAddress, line: PublishedAddress) -> Diagnostic:
    if first.name == line.name:
        message = f"“{line.name}” stands here twice, and on line {first.line_number} it is something else"
    else:
        same = f"“{line.name}” is the same address as “{first.name}”"
        message = f"{same} on line {first.line_number}: {WHY_ONE_ADDRESS}"
    return Diagnostic(line.position, Code.ADDRESS_TWICE, message, "keep the line that is true")


def _parse_line(words: list[str], number: int) -> PublishedAddress | None:
    """The address of one line; `None` if it can't be understood."""
    is_id = words[0] == _ID
    name, status_words = (words[1] if len(words) > 1 else "", words[2:]) if is_id else (words[0], words[1:])
    name = name if is_id else unquote(name)
    if not (re.fullmatch(ID_PATTERN, name) if is_id else is_address(name)):
        return None
    match status_words:
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
    """Whether an address can have moved there: within the site, or to another host."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme in ("http", "https") and parts.netloc:
        return not _UNSAFE.search(unquote(target))
    return not parts.query and is_address(unquote(target.partition("#")[0])) and not _UNSAFE.search(target)


def dump_addresses(lines: Iterable[PublishedAddress]) -> str:
    """The text of the file: addresses first, then ids, each sorted."""
    return "\n".join((_HEADER, *sorted(set(_format_addresses(lines))))) + "\n"


def _format_addresses(lines: Iterable[PublishedAddress]) -> Iterator[str]:
    for line in lines:
        name = line.line_start
        end = {"live": "", "gone": f" {_GONE_WORD}", "moved": f" {_ARROW} {line.target}"}[line.status]
        yield name + end


def encode_address(name: str) -> str:
    """An address as it's written in the file: only what would be misread is percent-encoded."""
    return _ENCODED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), name)
