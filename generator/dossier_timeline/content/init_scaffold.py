"""The files of a new dossier: small, in every language asked for, and without errors from the start.

A text that only its makers can write begins with the code of its language in brackets, "[xx] …";
`dossier_timeline.checks.unwritten` finds these. The example document is a draft: it shows how a fact is tied
to its passage, and readers never see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from dossier_timeline.content.schemas import make_schemas, schema_line, schema_text
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.languages import NP_, Language
from dossier_timeline.languages.catalogues import EXAMPLE_CONTEXT
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import SourceText

_TEMPLATE_FOLDER = Path(__file__).parent / "beginning"
_VALUE_LINE = re.compile(r"^(?P<indent> *(?:- )?)[a-z_]+: \$\{(?P<name>\w+)\}$", re.MULTILINE)
"""A line of a template whose value is filled in."""
_SCHEMA_FILE = re.compile(r"(?:(?<=/)|^)schemas/[^/]+$")
_MAX_INLINE = 90
_NUMBER, _DATE = 24, "2024-03-01"
_WORDS = {
    "report": NP_("example", "Report"),
    "regulation": NP_("example", "Regulation"),
    "letter": NP_("example", "Letter"),
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
    """The dossier to make: its id, its title, its languages in order, and today as 2024-03-01.

    `source` is the language of the example's source text, one that lacks no words.
    """

    name: str
    title: str
    languages: Mapping[str, Language]
    source: Language
    day: str


def scaffold_dossier(new_dossier: NewDossier) -> dict[str, str]:
    """The files of a new dossier by path, except its catalogues and the receipt of its verification."""
    codes = tuple(new_dossier.languages)
    source_file = f"{EXAMPLE_CONTEXT}.{new_dossier.source.code}.txt"
    sentence = strip_marks(new_dossier.source.pgettext(EXAMPLE_CONTEXT, _SOURCE, number=str(_NUMBER)))
    source_text = f"{new_dossier.source.date(parse_date(_DATE))}\n\n{sentence}\n"
    date_block, fact_block = segment(source_text, SourceText(file=source_file))
    values: dict[str, str | Mapping[str, str]] = {
        "name": new_dossier.name,
        "title": new_dossier.title,
        "title_text": _quote(new_dossier.title),
        "titles": dict.fromkeys(codes, new_dossier.title),
        "codes": ", ".join(codes),
        "first": codes[0],
        "day": new_dossier.day,
        "example": EXAMPLE_CONTEXT,
        "language": new_dossier.source.code,
        "slugs": dict.fromkeys(codes, EXAMPLE_CONTEXT),
        "file": source_file,
        "number": str(_NUMBER),
        "date": _DATE,
        "dated": _passage_yaml(date_block),
        "passage": _passage_yaml(fact_block),
        "units": "\n".join(
            f"    {code}: {_inline_mapping(_plural_forms(new_dossier.languages[code]))}" for code in codes
        ),
        **{name: _translate_all(new_dossier, message) for name, message in _WORDS.items()},
        **{name: _translate_all(new_dossier, message, to_write=True) for name, message in _TO_WRITE.items()},
    }
    files = {
        "README.md": _fill_template("README.md", values),
        ".gitattributes": _fill_template("gitattributes", values),
        ".gitignore": _fill_template("gitignore", values),
        "mkdocs.yml": _fill_template("mkdocs.yml", values),
        "content/dossier.yml": f"{schema_line('dossier', 1)}\n{_fill_template('dossier.yml', values)}",
        "content/kinds.yml": f"{schema_line('kinds', 1)}\n{_fill_template('kinds.yml', values)}",
        "content/units.yml": f"{schema_line('units', 1)}\n{_fill_template('units.yml', values)}",
        f"content/documents/{EXAMPLE_CONTEXT}/document.yml": (
            f"{schema_line('document', 3)}\n{_fill_template('document.yml', values)}"
        ),
        f"sources/{source_file}": source_text,
        **{f"schemas/{name}": schema_text(schema) for name, schema in make_schemas().items()},
    }
    for code, language in new_dossier.languages.items():
        summary = _translate(language, _SUMMARY, fact="[[example-trees.unit]]")
        texts = {"heading": _translate(language, _HEADING), "summary": summary}
        files[f"content/documents/{EXAMPLE_CONTEXT}/{code}.md"] = _fill_template("summary.md", texts)
    return files


def _fill_template(name: str, values: Mapping[str, str | Mapping[str, str]]) -> str:
    """A template with its values; words in several languages are on one line each if they're long."""
    text = (_TEMPLATE_FOLDER / name).read_text(encoding="utf-8")
    for match in list(_VALUE_LINE.finditer(text)):
        value = values[match["name"]]
        if not isinstance(value, str):
            indent = " " * (len(match["indent"]) + 2)
            lines = "".join(f"\n{indent}{key}: {_quote(one)}" for key, one in value.items())
            is_short = len(_inline_mapping(value)) <= _MAX_INLINE
            text = text.replace(
                match[0],
                match[0].split("$")[0].rstrip() + (f" {_inline_mapping(value)}" if is_short else lines),
            )
    return Template(text).substitute(values)


def _translate(language: Language, message: str, *, to_write: bool = False, **values: str) -> str:
    """The message in a language; marked if the words aren't its own or still have to be written."""
    translation = language.pgettext(EXAMPLE_CONTEXT, message, **values)
    text = strip_marks(translation)
    return f"[{language.code}] {text}" if to_write or text != translation else text


def _translate_all(new_dossier: NewDossier, message: str, *, to_write: bool = False) -> dict[str, str]:
    return {
        code: _translate(language, message, to_write=to_write)
        for code, language in new_dossier.languages.items()
    }


def _plural_forms(language: Language) -> dict[str, str]:
    """The example's unit in the plural forms that the language has."""
    examples: dict[str, int] = {}
    for number in range(201):
        examples.setdefault(language.plural(number), number)
    examples["other"] = examples.pop("other", 5)
    forms: dict[str, str] = {}
    for category, number in examples.items():
        translation = language.npgettext("example", "%(n)s tree", "%(n)s trees", number)
        text = strip_marks(translation).replace(language.number(number), "{n}")
        forms[category] = f"[{language.code}] {text}" if strip_marks(translation) != translation else text
    return forms


def _passage_yaml(block: SourcePassage) -> str:
    return f"{{paragraph: {block.paragraph}}}"


def _inline_mapping(texts: Mapping[str, str]) -> str:
    """A mapping in YAML, on one line."""
    return "{" + ", ".join(f"{key}: {_quote(text)}" for key, text in texts.items()) + "}"


def _quote(text: str) -> str:
    """A text in YAML: JSON's quotation is valid there."""
    return json.dumps(text, ensure_ascii=False)


def summarise_paths(files: Iterable[str]) -> list[str]:
    """The paths as a maintainer is shown them: the folder of schemas counts as one."""
    return sorted({_SCHEMA_FILE.sub("schemas/", path) for path in files})
