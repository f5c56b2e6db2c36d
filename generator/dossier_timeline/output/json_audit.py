"""The last look at JSON: whether what readers fetch as JSON, or find in a page as JSON-LD, is JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_LINKED = re.compile(
    rb"<script\b[^<>]*\btype=\"application/ld\+json\"[^<>]*>(.*?)</script", re.DOTALL | re.IGNORECASE
)


def find_json_errors(path: str, content: bytes) -> Iterator[tuple[int, str]]:
    """What isn't JSON and should be: the line of the file on which it breaks, and why."""
    if path.endswith(".json"):
        yield from _wrong(content, 0)
    elif path.endswith(".html"):
        for found in _LINKED.finditer(content):
            yield from _wrong(found[1], content.count(b"\n", 0, found.start(1)))


def _wrong(content: bytes, lines: int) -> Iterator[tuple[int, str]]:
    try:
        json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        yield lines + error.lineno, error.msg
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        yield lines + 1, str(error)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
