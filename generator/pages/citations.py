"""How to cite: CSL-JSON, BibTeX and RIS of a document or a page.

A citation is first a CSL-JSON item (citeproc's data model); the other forms are made of that.
Sources: the CSL 1.0.2 JSON schema, the BibTeX entry types of `biblatex`, the RIS specification
of 2011.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_BIBTEX_TYPES = {"book": "book", "report": "report", "webpage": "online", "article-newspaper": "article"}
_RIS_TYPES = {
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "dataset": "DATA",
    "legislation": "STAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "webpage": "ELEC",
}
_BIBTEX_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited, in the words of one language.

    `type` is a CSL item type; `language` a BCP 47 tag; `precision` how much of `issued` is known:
    3 for a day, 2 for a month, 1 for a year.
    """

    id: str
    type: str
    title: str
    language: str
    issued: date | None = None
    precision: int = 3
    authors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    number: str = ""
    container: str = ""
    event: str = ""
    url: str = ""


def csl(cited: Cited) -> dict[str, Any]:
    """The CSL-JSON item."""
    item: dict[str, Any] = {
        "id": cited.id,
        "type": cited.type,
        "title": cited.title,
        "language": cited.language,
        "author": [{"literal": name} for name in cited.authors],
        "container-title": cited.container,
        "event-title": cited.event,
        "number": cited.number,
        "publisher": cited.publisher,
        "publisher-place": cited.place,
        "URL": cited.url,
    }
    if cited.issued is not None:
        day = cited.issued
        item["issued"] = {"date-parts": [[day.year, day.month, day.day][: cited.precision]]}
    return {key: value for key, value in item.items() if value}


def csl_json(items: Iterable[Cited]) -> bytes:
    """A CSL-JSON file."""
    return (json.dumps([csl(item) for item in items], ensure_ascii=False, indent=1) + "\n").encode()


def bibtex(items: Iterable[Cited]) -> bytes:
    """A BibTeX file, in UTF-8, with the fields of `biblatex`."""
    return "\n".join(_bibtex(csl(item)) for item in items).encode()


def ris(items: Iterable[Cited]) -> bytes:
    """A RIS file: tags of two letters, lines ending in CR LF."""
    return "".join(_ris(csl(item)) for item in items).encode()


def _bibtex(item: Mapping[str, Any]) -> str:
    fields = {
        "title": item.get("title"),
        "author": " and ".join("{" + _escaped(author["literal"]) + "}" for author in item.get("author", ())),
        "date": _iso(item),
        "publisher": item.get("publisher"),
        "location": item.get("publisher-place"),
        "journaltitle": item.get("container-title"),
        "eventtitle": item.get("event-title"),
        "number": item.get("number"),
        "url": item.get("URL"),
        "langid": item.get("language"),
    }
    raw = {"author", "date", "url"}
    lines = [
        f"  {name} = {{{value if name in raw else _escaped(value)}}},"
        for name, value in fields.items()
        if value
    ]
    kind = _BIBTEX_TYPES.get(item["type"], "misc")
    return "\n".join((f"@{kind}{{{item['id']},", *lines, "}", ""))


def _escaped(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"\\\1", unicodedata.normalize("NFC", text).replace("\\", "/"))


def _ris(item: Mapping[str, Any]) -> str:
    lines: list[tuple[str, str]] = [("TY", _RIS_TYPES.get(item["type"], "GEN")), ("ID", item["id"])]
    lines += [("AU", author["literal"]) for author in item.get("author", ())]
    for tag, key in (
        ("TI", "title"),
        ("T2", "container-title"),
        ("PB", "publisher"),
        ("CY", "publisher-place"),
        ("SN", "number"),
        ("UR", "URL"),
        ("LA", "language"),
    ):
        if item.get(key):
            lines.append((tag, item[key]))
    parts = _parts(item)
    if parts:
        padded = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]
        lines += [("PY", padded[0]), ("DA", "/".join([*padded, "", "", ""][:3]) + "/")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines) + "ER  - \r\n"


def _parts(item: Mapping[str, Any]) -> Sequence[int]:
    return item["issued"]["date-parts"][0] if "issued" in item else ()


def _iso(item: Mapping[str, Any]) -> str:
    return "-".join(f"{part:02}" if i else f"{part:04}" for i, part in enumerate(_parts(item)))
