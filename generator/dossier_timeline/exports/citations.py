"""How to cite: CSL-JSON, BibTeX and RIS of a document or a page.

A citation is first a CSL-JSON item (citeproc's data model); the other forms are made of that.
Sources: the CSL 1.0.2 JSON schema, the BibTeX entry types of `biblatex`, the RIS specification
of 2011.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from dossier_timeline.exports.citation_dates import biblatex_date, csl_date, ris_dates
from dossier_timeline.languages.lending import strip_marks, strip_marks_in_values
from dossier_timeline.model.dates import Edtf

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "dataset": "dataset",
    "legislation": "legislation",
    "report": "report",
    "webpage": "online",
}
_RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "dataset": "DATA",
    "hearing": "HEAR",
    "legislation": "STAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "speech": "SLIDE",
    "webpage": "ELEC",
}
_BIBTEX_SPECIAL = re.compile(r"[&%$#_{}\\~^]")
_BIBTEX_COMMANDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_UNPAIRED_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts braces, those after a backslash too, so that one without its other is written by name."""
_URL_ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in "{}\\"}
"""What would end the field of an address, as RFC 3986 writes it."""


@dataclass(frozen=True, slots=True)
class CitedAuthor:
    """Who wrote it: a whole `name`, and for a person its parts where they are known."""

    name: str
    family: str = ""
    given: str = ""
    particle: str = ""

    @classmethod
    def person(cls, name: str, sort: str) -> CitedAuthor:
        """A person by name and by what he is sorted under: "G. von Berg", "Berg, von".

        What stands before the family name is the given name, but for the words in small letters
        right before it; a name that doesn't end in the family name is left whole.
        """
        family = sort.partition(",")[0].strip()
        before = name.removesuffix(family).split()
        particle: list[str] = []
        while before and before[-1].islower():
            particle.insert(0, before.pop())
        known = family and before and name.endswith(f" {family}")
        return cls(name, family, " ".join(before), " ".join(particle)) if known else cls(name)


@dataclass(frozen=True, slots=True)
class CitedItem:
    """What is cited, in the words of one language.

    `type` is a CSL item type; `language` a BCP 47 tag, `issued_words` the date as the language of the
    page says it, for forms of citation that have no other way to say it.
    """

    id: str
    type: str
    title: str
    language: str
    issued: Edtf | None = None
    issued_words: str = ""
    title_language: str = ""
    """Where the title is in another language than the rest."""
    authors: tuple[CitedAuthor, ...] = ()
    genre: str = ""
    """What it is, in words: "Letter"."""
    publisher: str = ""
    place: str = ""
    number: str = ""
    container: str = ""
    url: str = ""


def make_csl_item(cited: CitedItem) -> dict[str, Any]:
    """The CSL-JSON item."""
    item: dict[str, Any] = {
        "id": cited.id,
        "type": cited.type,
        "title": cited.title,
        "language": cited.language,
        "author": [_csl_name(author) for author in cited.authors],
        "genre": cited.genre,
        "container-title": cited.container,
        "number": cited.number,
        "publisher": cited.publisher,
        "publisher-place": cited.place,
        "URL": cited.url,
    }
    if cited.issued is not None:
        item["issued"] = csl_date(cited.issued, cited.issued_words)
    unmarked_item: dict[str, Any] = strip_marks_in_values(
        {key: value for key, value in item.items() if value}
    )
    return unmarked_item


def _csl_name(author: CitedAuthor) -> dict[str, str]:
    parts = {"family": author.family, "given": author.given, "non-dropping-particle": author.particle}
    return {key: value for key, value in parts.items() if value} or {"literal": author.name}


def write_csl_json(items: Iterable[CitedItem]) -> bytes:
    """A CSL-JSON file."""
    return (json.dumps([make_csl_item(item) for item in items], ensure_ascii=False, indent=1) + "\n").encode()


def write_bibtex(items: Iterable[CitedItem]) -> bytes:
    """A BibTeX file, in UTF-8, with the fields of `biblatex`."""
    return "\n".join(_write_bibtex_entry(make_csl_item(item), item) for item in items).encode()


def write_ris(items: Iterable[CitedItem]) -> bytes:
    """A RIS file: tags of two letters, lines ending in CR LF."""
    return "".join(_write_ris_entry(make_csl_item(item), item) for item in items).encode()


def _write_bibtex_entry(item: Mapping[str, Any], cited: CitedItem) -> str:
    day = biblatex_date(cited.issued) if cited.issued else None
    kind = _BIBTEX_TYPES.get(item["type"], "misc")
    publisher, container = item.get("publisher"), item.get("container-title")
    fields = {
        "title": item.get("title"),
        "author": " and ".join(_bibtex_name(author) for author in item.get("author", ())),
        "date": day,
        # What `biblatex` has no form for stands as words, which it takes for a year.
        "year": strip_marks(cited.issued_words) if cited.issued and day is None else None,
        "type": item.get("genre"),
        # biblatex asks a report for its institution and an article for its journal, and for no publisher.
        "institution": publisher if kind == "report" else None,
        "publisher": publisher if kind not in ("report", "article") else None,
        "location": item.get("publisher-place"),
        "journaltitle": (container or publisher) if kind == "article" else None,
        "organization": container if kind != "article" else None,
        "number": item.get("number"),
        "url": item.get("URL", "").translate(_URL_ESCAPES),
        # `biblatex` hyphenates by `langid`, and says in `language` what the work is in.
        "langid": _babel_name(cited.title_language or item["language"]),
        "language": _babel_name(item["language"]) if _is_other(cited) else None,
    }
    raw = {"author", "date", "url"}
    lines = [
        f"  {name} = {{{value if name in raw else _escape_bibtex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@{kind}{{{item['id']},", *lines, "}", ""))


def _is_other(cited: CitedItem) -> bool:
    return cited.title_language not in ("", cited.language)


def _bibtex_name(author: Mapping[str, str]) -> str:
    """A name as BibTeX takes it apart: a whole one between braces, which it leaves as it is."""
    if "literal" in author:
        return "{" + _escape_bibtex(author["literal"]) + "}"
    return f"{_last(author, _bibtex_name_part)}, {_bibtex_name_part(author['given'])}"


def _bibtex_name_part(words: str) -> str:
    """A part of a name; between braces where BibTeX would take it apart."""
    written = _escape_bibtex(words)
    return "{" + written + "}" if "," in words or " and " in f" {words.lower()} " else written


def _last(author: Mapping[str, str], write: Callable[[str], str] = str) -> str:
    return write(" ".join(filter(None, (author.get("non-dropping-particle"), author["family"]))))


def _babel_name(code: str) -> str:
    """The language as LaTeX's babel and polyglossia call it; the tag where it has no such name."""
    try:
        return (Locale(Locale.parse(code, sep="-").language).english_name or code).lower()
    except (UnknownLocaleError, ValueError):
        return code


def _escape_bibtex(text: str) -> str:
    written = _BIBTEX_COMMANDS if _find_paired_braces(text) else _BIBTEX_COMMANDS | _UNPAIRED_BRACES
    return _BIBTEX_SPECIAL.sub(
        lambda sign: written.get(sign[0], f"\\{sign[0]}"), unicodedata.normalize("NFC", text)
    )


def _find_paired_braces(text: str) -> bool:
    """Return for each brace whether it has its counterpart."""
    depth = 0
    for sign in re.findall("[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _write_ris_entry(item: Mapping[str, Any], cited: CitedItem) -> str:
    lines: list[tuple[str, str]] = [("TY", _RIS_TYPES.get(item["type"], "GEN")), ("ID", item["id"])]
    lines += [("AU", _ris_name(author)) for author in item.get("author", ())]
    for tag, key in (
        ("TI", "title"),
        ("T2", "container-title"),
        ("PB", "publisher"),
        ("CY", "publisher-place"),
        ("SN", "number"),
        ("M3", "genre"),
        ("UR", "URL"),
        ("LA", "language"),
    ):
        if item.get(key):
            # In RIS a semicolon divides addresses.
            lines.append((tag, item[key].replace(";", "%3B") if key == "URL" else item[key]))
    if cited.issued is not None:
        lines += ris_dates(cited.issued, strip_marks(cited.issued_words))
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines) + "ER  - \r\n"


def _ris_name(author: Mapping[str, str]) -> str:
    """RIS cuts names at commas, so a whole name has none."""
    if "literal" in author:
        return author["literal"].replace(",", "")
    return f"{_last(author)}, {author['given']}"
