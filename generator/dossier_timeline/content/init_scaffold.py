"""The files of a new dossier: small, in every language asked for, and right from the start.

What only its makers can write begins with the code of its language in brackets, "[xx] …", which
`dossier_timeline.checks.unwritten_texts` finds again. The example document is a draft: it shows how a fact
stands in its passage, and readers never see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from dossier_timeline.content.schemas import make_schemas, schema_line, schema_text
from dossier_timeline.evidence.passages import SourcePassage, segment
from dossier_timeline.languages import NP_, Language
from dossier_timeline.languages.catalogues import EXAMPLE_CONTEXT
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import SourceText

_FILES = Path(__file__).parent / "beginning"
_PLACE = re.compile(r"^(?P<indent> *(?:- )?)[a-z_]+: \$\{(?P<name>\w+)\}$", re.MULTILINE)
"""A line of a file whose value is put in."""
_SHORT = 90
_NUMBER, _DATE = 24, "2024-03-01"
_WORDS = {
    "report": NP_("example", "Report"),
    "publication": NP_("example", "Publication"),
    "heading": NP_("example", "Example of a report"),
    "short": NP_("example", "Example"),
    "about": NP_("example", "An example to look at, and then to remove."),
    "appears": NP_("example", "The example appears"),
    "label": NP_("example", "trees along the water"),
}
_TO_WRITE = {
    "kicker": NP_("example", "What kind of dossier this is"),
    "description": NP_("example", "What this dossier is about, in a sentence."),
    "publisher": NP_("example", "Who publishes this dossier"),
}
_HEADING = NP_("example", "What it says")
_SUMMARY = NP_("example", "Along the water stand %(fact)s. Your own summary belongs here.")
_SOURCE = NP_("example", "In this town %(number)s trees stand along the water.")


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What a new dossier is to be: its id, its title, its languages in order, and today as 2024-03-01.

    `source` is the language of the example's source text: one that lacks no words.
    """

    name: str
    title: str
    languages: Mapping[str, Language]
    source: Language
    day: str


def scaffold_dossier(wanted: NewDossier) -> dict[str, str]:
    """The files of a new dossier, by path, but for its catalogues and the receipt of its verification."""
    codes = tuple(wanted.languages)
    file = f"{EXAMPLE_CONTEXT}.{wanted.source.code}.txt"
    counted = strip_marks(wanted.source.pgettext(EXAMPLE_CONTEXT, _SOURCE, number=str(_NUMBER)))
    source = f"{wanted.source.date(parse_date(_DATE))}\n\n{counted}\n"
    dated, block = segment(source, SourceText(file=file))
    values: dict[str, str | Mapping[str, str]] = {
        "name": wanted.name,
        "title": wanted.title,
        "title_text": _quoted(wanted.title),
        "titles": dict.fromkeys(codes, wanted.title),
        "codes": ", ".join(codes),
        "first": codes[0],
        "day": wanted.day,
        "example": EXAMPLE_CONTEXT,
        "language": wanted.source.code,
        "slugs": dict.fromkeys(codes, EXAMPLE_CONTEXT),
        "file": file,
        "number": str(_NUMBER),
        "date": _DATE,
        "dated": _passage(dated),
        "passage": _passage(block),
        "units": "\n".join(f"    {code}: {_flow(_forms(wanted.languages[code]))}" for code in codes),
        **{name: _in_each(wanted, message) for name, message in _WORDS.items()},
        **{name: _in_each(wanted, message, to_write=True) for name, message in _TO_WRITE.items()},
    }
    files = {
        "README.md": _made("README.md", values),
        ".gitattributes": _made("gitattributes", values),
        ".gitignore": _made("gitignore", values),
        "mkdocs.yml": _made("mkdocs.yml", values),
        "content/dossier.yml": f"{schema_line('dossier', 1)}\n{_made('dossier.yml', values)}",
        "content/kinds.yml": f"{schema_line('kinds', 1)}\n{_made('kinds.yml', values)}",
        "content/units.yml": f"{schema_line('units', 1)}\n{_made('units.yml', values)}",
        f"content/documents/{EXAMPLE_CONTEXT}/document.yml": (
            f"{schema_line('document', 3)}\n{_made('document.yml', values)}"
        ),
        f"sources/{file}": source,
        **{f"schemas/{name}": schema_text(schema) for name, schema in make_schemas().items()},
    }
    for code, language in wanted.languages.items():
        summary = _said(language, _SUMMARY, fact="[[example-trees.unit]]")
        texts = {"heading": _said(language, _HEADING), "summary": summary}
        files[f"content/documents/{EXAMPLE_CONTEXT}/{code}.md"] = _made("summary.md", texts)
    return files


def _made(name: str, values: Mapping[str, str | Mapping[str, str]]) -> str:
    """A file with its values put in: words in each language on one line, or on one each where long."""
    text = (_FILES / name).read_text(encoding="utf-8")
    for match in list(_PLACE.finditer(text)):
        value = values[match["name"]]
        if not isinstance(value, str):
            indent = " " * (len(match["indent"]) + 2)
            lines = "".join(f"\n{indent}{key}: {_quoted(one)}" for key, one in value.items())
            short = len(_flow(value)) <= _SHORT
            text = text.replace(
                match[0], match[0].split("$")[0].rstrip() + (f" {_flow(value)}" if short else lines)
            )
    return Template(text).substitute(values)


def _said(language: Language, message: str, *, to_write: bool = False, **values: str) -> str:
    """The words in a language; where they aren't its own, or still to be written, it says so."""
    said = language.pgettext(EXAMPLE_CONTEXT, message, **values)
    own = strip_marks(said)
    return f"[{language.code}] {own}" if to_write or own != said else own


def _in_each(wanted: NewDossier, message: str, *, to_write: bool = False) -> dict[str, str]:
    return {code: _said(language, message, to_write=to_write) for code, language in wanted.languages.items()}


def _forms(language: Language) -> dict[str, str]:
    """The example's unit in the plural forms that the language has."""
    numbers: dict[str, int] = {}
    for number in range(201):
        numbers.setdefault(language.plural(number), number)
    numbers["other"] = numbers.pop("other", 5)
    forms: dict[str, str] = {}
    for category, number in numbers.items():
        said = language.npgettext("example", "%(n)s tree", "%(n)s trees", number)
        own = strip_marks(said).replace(language.number(number), "{n}")
        forms[category] = f"[{language.code}] {own}" if strip_marks(said) != said else own
    return forms


def _passage(block: SourcePassage) -> str:
    return f"{{paragraph: {block.paragraph}, digest: {_quoted(block.digest)}}}"


def _flow(texts: Mapping[str, str]) -> str:
    """A mapping in YAML, on one line."""
    return "{" + ", ".join(f"{key}: {_quoted(text)}" for key, text in texts.items()) + "}"


def _quoted(text: str) -> str:
    """A text in YAML: JSON's quotation is YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def summarise_paths(files: Iterable[str]) -> list[str]:
    """What a maintainer is shown of the files: folders of many files as one."""
    return sorted({path.split("/")[0] + "/" if path.startswith("schemas/") else path for path in files})
