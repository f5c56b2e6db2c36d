"""Dossiers with as little in them as there may be, of pieces that can be left out or be there empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

_SETTINGS = """\
schema: 2
id: minimal
languages: [nl, en]
title: {nl: Weinig, en: Little}
short: {nl: Weinig, en: Little}
kicker: {nl: Een dossier, en: A dossier}
description: {nl: Zo weinig als kan., en: As little as can be.}
publisher: {nl: De redactie, en: The editors}
licence: {name: Creative Commons Zero, spdx: CC0-1.0, url: "https://creativecommons.org/publicdomain/zero/1.0/"}
updated: 2022-01-15
"""
_DOCUMENT = """\
id: paper
kind: note
date: 2020
language: nl
title: {nl: Een stuk, en: A paper}
short: {nl: Stuk, en: Paper}
slug: {nl: stuk, en: paper}
description: {nl: Een stuk papier., en: A piece of paper.}
text: {file: paper.nl.txt}
"""
_PASSAGE = "passage: {paragraph: 1}"
_WORDS = "{nl: Iets, en: Something}"
_HEAD = "---\ntitle: T\nslug: {slug}\ndescription: D.\n---\n"

REGISTERS: Mapping[str, str] = {
    "actors": f"- {{id: somebody, kind: body, name: {_WORDS}}}",
    "countries": "- {id: somewhere, code: NL}",
    "works": f"- {{id: book, kind: standard, title: {_WORDS}}}",
    "terms": f"- {{id: word, name: {_WORDS}, definition: {_WORDS}}}",
    "themes": f"- {{id: subject, name: {_WORDS}, slug: {{nl: iets, en: something}}, text: {_WORDS}}}",
    "units": """\
- id: boat
  name: {nl: {one: "{n} boot", other: "{n} boten"}, en: {one: "{n} boat", other: "{n} boats"}}""",
    "differences": f"""\
- id: differing
  title: {_WORDS}
  kind: values
  sides: [{{text: {_WORDS}, work: book}}, {{text: {_WORDS}, work: book}}]
  why: {_WORDS}
  shown: {_WORDS}""",
    "corrections": f"- {{id: corrected, by: publisher, date: 2022-01-12, text: {_WORDS}}}",
    "figures": f"""\
- id: together
  title: {_WORDS}
  columns: [{{id: name, label: {_WORDS}, type: text, role: key}}, {{id: many, label: {_WORDS}, type: number}}]
  rows: [{{id: one, cells: {{name: {_WORDS}, many: 3}}}}]
  passage: {{document: paper, paragraph: 1}}
  summary: {_WORDS}""",
}  # fmt: skip
"""Files beside dossier.yml, each with one entry that names nothing of another."""

_LISTS: Mapping[str, str] = {
    "facts": f"- {{id: share, label: {_WORDS}, value: 7, unit: percent, {_PASSAGE}}}",
    "quotations": f"- {{id: quoted, text: iets, translation: {{en: something}}, {_PASSAGE}}}",
    "tables": REGISTERS["figures"].replace("together", "table"),
    "events": f"- {{id: happened, date: 2020-05, kind: meeting, title: {_WORDS}, {_PASSAGE}}}",
    "commitments": f"- {{id: promised, title: {_WORDS}, by: [somebody], {_PASSAGE}}}",
}  # fmt: skip
"""Lists in a document, each with one entry; tables stand under `figures`."""

PIECES = (
    *REGISTERS, *_LISTS, "summary", "pages", "method", "help", "help_line", "key_facts", "span", "derived",
    "theme used", "work with a fact", "document",
)  # fmt: skip
"""What a dossier may have or not."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_LISTS, ("document",)),
    "commitments": ("document", "actors"),
    "differences": ("works",),
    "figures": ("document",),
    "summary": ("document",),
    "key_facts": ("facts", "document"),
    "derived": ("facts", "document"),
    "theme used": ("themes", "document"),
    "work with a fact": ("works",),
}
"""What a piece names, and so can't be there without."""


def whole(wanted: Collection[str]) -> frozenset[str]:
    """The pieces that can be there when only these are: without those that name one that isn't."""
    return frozenset(one for one in wanted if all(need in wanted for need in NEEDS.get(one, ())))


def files(wanted: Collection[str], *, empty: bool = False) -> dict[str, str]:
    """The files of a dossier with these pieces; with `empty` the others are there, empty."""
    have = whole(wanted)
    made = {f"content/{name}.yml": f"{text}\n" for name, text in REGISTERS.items() if name in have}
    if empty:
        nothing = (*REGISTERS, "facts")
        made = {**{f"content/{name}.yml": "[]\n" for name in nothing}, **made}
    made["content/dossier.yml"] = _settings(have, empty)
    made["content/kinds.yml"] = "".join(
        f"- {{id: {name}, of: {of}, name: {_WORDS}}}\n"
        for name, of in (("note", "document"), ("meeting", "event"), ("standard", "work"))
    )
    if "derived" in have:
        made["content/facts.yml"] = (
            f"- {{id: twice, label: {_WORDS}, derived: share + share, unit: percent}}\n"
        )
    if "work with a fact" in have:
        made["content/works.yml"] = (
            made["content/works.yml"].rstrip("}\n")
            + f"}}, facts: [{{id: held, label: {_WORDS}, value: 5, unit: percent}}]}}\n"
        )
    if "document" in have:
        made["content/documents/paper/document.yml"] = _document(have, empty)
    for code in ("nl", "en"):
        if "summary" in have:
            made[f"content/documents/paper/{code}.md"] = "Words.\n"
        for page, name in (("about", "pages"), ("method", "method")):
            if name in have:
                made[f"content/pages/{page}/{code}.md"] = f"{_HEAD.format(slug=page)}Words.\n"
    return made


def _settings(have: Collection[str], empty: bool) -> str:
    more = {
        "pages": "pages: [about]",
        "help": f"help: [{{name: {_WORDS}, text: {_WORDS}, checked: 2022-01-10}}]",
        "help_line": f"help_line: {_WORDS}",
        "key_facts": "key_facts: [share]",
        "span": "span: 2018/2022",
    }
    lines = [line for name, line in more.items() if name in have]
    lines += [f"{name}: []" for name in ("pages", "help", "key_facts") if empty and name not in have]
    return _SETTINGS + "\n".join([*lines, ""])


def _document(have: Collection[str], empty: bool) -> str:
    lines = [_DOCUMENT]
    for name, text in _LISTS.items():
        key = "figures" if name == "tables" else name
        if name in have:
            lines.append(f"{key}:\n{text}\n")
        elif empty:
            lines.append(f"{key}: []\n")
    if "theme used" in have:
        lines.append("themes: [subject]\n")
    return "".join(lines)


def written(root: Path, wanted: Collection[str], *, empty: bool = False) -> Path:
    """Write the dossier into a folder."""
    for path, text in files(wanted, empty=empty).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
