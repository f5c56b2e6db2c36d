"""Edits of the small good site: of every kind of file, each of which can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

from tests.helpers.files import ROOT

TEXT = "content/documents/plan-2019/en.md"
DATA = "content/documents/plan-2019/document.yml"
LETTER = "content/documents/letter-2021/document.yml"
SETTINGS = "content/dossier.yml"
ABOUT = "content/pages/about/en.md"
OPTIONS = "mkdocs.yml"
ACTORS, REGISTER_OF_FIGURES = "content/actors.yml", "content/figures.yml"
CORRECTIONS, DERIVED = "content/corrections.yml", "content/facts.yml"
_LAST_OPTION = "sources: sources"
_NEW_TERM = "- {id: arch, name: {nl: boog, en: arch}, definition: {nl: Een bocht., en: A curve.}}"
_NEW_THEME = (
    "- {id: beauty, name: {nl: Sier, en: Beauty}, slug: {nl: sier, en: beauty}, text: {nl: Mooi?, en: Nice?}}"
)

_FACT = """  - id: evening-people
    label: {nl: mensen op de bewonersavond, en: people at the residents' evening}
    value: 80
    unit: participant
    qualifier: about
    date: 2021
    passage: {section: Stand van zaken, paragraph: 4}
"""
_COLUMNS = "  - [id, value, unit, qualifier, date, passage, label.nl, label.en]\n"
_PLACE = "{section: Stand van zaken, paragraph: 4}"
_CELLS = f"80, participant, about, 2021, {_PLACE}, mensen op de bewonersavond"
_ROW = f"{_COLUMNS}  - [evening-people, {_CELLS}, people at the residents' evening]\n"

REPLACEMENTS: dict[str, tuple[str, str, str]] = {
    "a sentence": (TEXT, "The town wants", "For years the town has wanted"),
    "a sentence of the other language": (TEXT.replace("/en.", "/nl."), "## ", "Nieuw.\n\n## "),
    "a reference": (TEXT, "[[railing: railings]]", "[[railing: handrails]]"),
    "a reference to something else": (TEXT, "[[brugstede]]", "[[town-council]]"),
    "a heading": (TEXT, "## Why a plan", "## Why there is a plan"),
    "the id of a heading": (TEXT, "{#why}", "{#reason}"),
    "a text in step": ("content/translations.json", "9ec265a9d60d4fdde3030fb7", "9ec265a9d60d4fdde3030fb8"),
    "a text as draft": (TEXT, "\n---\n## Why", "\ndraft: true\n---\n## Why"),
    "the title of a page": (ABOUT, "title: ", "title: All "),
    "the slug of a page": (ABOUT, "slug: ", "slug: all-"),
    "the description of a page": (ABOUT, "description: ", "description: All: "),
    "the text of a page": (ABOUT, "\n---\n", "\n---\nMore.\n\n"),
    "the title of the dossier": (SETTINGS, "The bridges of", "All bridges of"),
    "the short title": (SETTINGS, "en: Bridges of Brugstede", "en: All bridges"),
    "the description of the dossier": (SETTINGS, "What an invented town", "What a certain town"),
    "the publisher": (SETTINGS, "en: The editors", "en: The writers"),
    "the licence": (SETTINGS, "Creative Commons Zero", "CC Zero"),
    "the day of the dossier": (SETTINGS, "updated: 2022-01-15", "updated: 2022-01-16"),
    "the span": (SETTINGS, "span: 2018/2022", "span: 2017/2023"),
    "the key facts": (SETTINGS, "[bridges-2018, budget, renewed]", "[budget, renewed, target]"),
    "the order of the menu": (SETTINGS, "pages: [about, method]", "pages: [method, about]"),
    "a help line": (SETTINGS, "phone: 14 0999", "phone: 14 0998"),
    "the line of help on all pages": (SETTINGS, "en: Bridge broken?", "en: A bridge is broken?"),
    "the order of languages": (SETTINGS, "languages: [nl, en]", "languages: [en, nl]"),
    "one language": (SETTINGS, "languages: [nl, en]", "languages: [nl]"),
    "the name of a term": ("content/terms.yml", "en: railing}", "en: parapet}"),
    "the definition of a term": ("content/terms.yml", "from falling off", "from jumping off"),
    "a related term": ("content/terms.yml", "see: [railing, town-council]", "see: [town-council]"),
    "a new term": ("content/terms.yml", "- id: railing\n", f"{_NEW_TERM}\n- id: railing\n"),
    "the name of a theme": ("content/themes.yml", "en: Safety}", "en: Soundness}"),
    "the slug of a theme": ("content/themes.yml", "en: safety}", "en: soundness}"),
    "the text of a theme": ("content/themes.yml", "en: What does it cost?", "en: How much does it cost?"),
    "the order of themes": ("content/themes.yml", "- id: safety\n", f"{_NEW_THEME}\n- id: safety\n"),
    "the name of an actor": (ACTORS, "en: Town council of", "en: The council of"),
    "the short name of an actor": (ACTORS, "short: Brugstede", "short: Brug"),
    "an alias of an actor": (ACTORS, "aliases: [council]", "aliases: [council, the-council]"),
    "a role": (ACTORS, "until: 2022-05", "until: 2022-06"),
    "the place of a name in the alphabet": (ACTORS, "sort: Boer, Anna de", "sort: Anna de Boer"),
    "a country": ("content/countries.yml", "en: The country where", "en: The land where"),
    "the title of a work": ("content/works.yml", "en: Standard for railings", "en: Norm for railings"),
    "the value in a work": ("content/works.yml", "value: 27", "value: 28"),
    "the name of a kind": ("content/kinds.yml", "en: Letter", "en: Message"),
    "the name of a unit": ("content/units.yml", '"{n} bridges"', '"{n} spans"'),
    "the title of a difference": ("content/differences.yml", "en: How many bridges", "en: How many of them"),
    "what a difference concerns": ("content/differences.yml", "concerns: [bridges-2018, bridges-2021]",
                                   "concerns: [bridges-2021]"),
    "a correction": (CORRECTIONS, "had the wrong year", "had a wrong year"),
    "the day of a correction": (CORRECTIONS, "2022-01-12", "2022-01-13"),
    "what a correction concerns": (CORRECTIONS, "concerns: [bridges-2021]", "concerns: [budget]"),
    "the title of a figure": (REGISTER_OF_FIGURES, "en: Bridges kept", "en: Bridges looked after"),
    "a row of a figure": (REGISTER_OF_FIGURES, "{year: 2019}", "{year: 2020}"),
    "the chart of a figure": (REGISTER_OF_FIGURES, "chart: dots", "chart: line"),
    "the label of a derived fact": (DERIVED, "en: more bridges", "en: added bridges"),
    "how a fact is derived": (DERIVED, "bridges-2021 - bridges-2018", "bridges-2018 - bridges-2021"),
    "the label of a fact": (DATA, "en: bridges in the town", "en: bridges of the town"),
    "how a label is written": (DATA, "label: {", "label: { "),
    "a value": (DATA, "value: 2000000", "value: 2000001"),
    "the note of a fact": (DATA, "en: Footbridges included.", "en: With footbridges."),
    "the date of a fact": (DATA, "unit: bridge\n    date: 2021", "unit: bridge\n    date: 2020"),
    "a fact as a row": (LETTER, _FACT, _ROW),
    "a fact as a row with other cells": (LETTER, _FACT, _ROW.replace("people at", "those at")),
    "a row without columns": (LETTER, _FACT, _ROW.replace(_COLUMNS, "")),
    "the title of a document": (DATA, "en: Bridge plan 2019}", "en: The plan of 2019}"),
    "the slug of a document": (DATA, "en: bridge-plan-2019}", "en: plan-of-2019}"),
    "the date of a document": (DATA, "date: 2019-03-14\nlanguage", "date: 2023-03-14\nlanguage"),
    "the themes of a document": (DATA, "themes: [safety, money]\nactors", "themes: [money]\nactors"),
    "the kind of a document": (LETTER, "kind: letter", "kind: plan"),
    "an alias of a document": (LETTER, "aliases: [letter-november]", "aliases: [letter-november, letter-1]"),
    "the address of a document": (LETTER, "status: derived, language", "status: confirmed, language"),
    "the day on which a document changed": (LETTER, "kind: letter", "updated: 2022-02-01\nkind: letter"),
    "the title of an event": (DATA, "en: The plan appears", "en: The plan is published"),
    "the date of an event": (DATA, "date: 2019-22", "date: 2019-23"),
    "the themes of an event": (DATA, "    themes: [money]\n    actors: [brugstede, town",
                               "    themes: [safety]\n    actors: [brugstede, town"),
    "the kind of an event": (DATA, "kind: opening", "kind: meeting"),
    "when a promise is due": (DATA, "due: 2020-06", "due: 2020-07"),
    "how a promise ended": (DATA, "status: [partly-met, late]", "status: [late]"),
    "words of a quotation": (DATA, "by June 2020 at the latest", "not after June 2020"),
    "a reason for a waiver": (DATA, "The year is part of the title.", "It stands in the title."),
    "a draft": (DATA, "id: plan-2019", "id: plan-2019\ndraft: true"),
    "another draft": (LETTER, "id: letter-2021", "id: letter-2021\ndraft: true"),
    "an unknown key": (DATA, "id: plan-2019", "id: plan-2019\ncolour: red"),
    "the receipt's day": ("content/verification.json", '"checked": "2022-01-20"', '"checked": "2022-01-21"'),
    "how a fact was found": ("content/verification.json", '"found": "printed"', '"found": "failed"'),
    "the site's address": (OPTIONS, "example.org/bridges/", "example.org/"),
    "the repository": (OPTIONS, "docs_dir:", "repo_url: https://example.org/code\ndocs_dir:"),
    "where to report": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      report_url: https://example.org/r"),
    "pages of the timeline": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      timeline_pages: [theme]"),
    "parts of the report": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      report_documents: 1"),
    "no report": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      report_documents: 0"),
    "no files for hosts": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      host_files: false"),
    "compressed files": (OPTIONS, _LAST_OPTION, f"{_LAST_OPTION}\n      precompress: true"),
    "an extension": (OPTIONS, "  - def_list", "  - def_list\n  - abbr"),
    "a setting of an extension": (OPTIONS, "  - def_list", "  - def_list\n  - toc:\n      permalink: true"),
    "warnings stop": (OPTIONS, "docs_dir:", "strict: true\ndocs_dir:"),
    "a source text": ("sources/plan-2019.nl.txt", "brug", "Brug"),
}  # fmt: skip
"""By a name: a file, words that stand in it, and the words that take their place."""

WRITTEN_FILES: dict[str, tuple[str, bytes]] = {
    "a component of its own": ("templates/components/badge/badge.html", b""),
    "a component's style sheet": ("templates/components/badge/badge.css", b".badge { color: inherit }\n"),
    "a page's template": ("templates/pages/method.html", b""),
    "the template of all pages": ("templates/base.html", b""),
    "a style sheet": ("templates/assets/css/99-own.css", b"@layer components { p { color: inherit } }\n"),
    "the template of an export": ("templates/exports/robots.txt", b""),
    "a catalogue": ("templates/locales/en/LC_MESSAGES/messages.po", b""),
    "published addresses": (
        "published-addresses.txt",
        b"/en/about/\n/en/old/ -> /en/about/\n/nl/gone/ gone\nid plan-2019\n",
    ),
    "lost addresses": ("published-addresses.txt", b"/en/never/\nid never\n"),
    "a file beside mkdocs.yml": ("security.txt", b"More.\n"),
}  # fmt: skip
"""Files of the dossier's own that stand before packaged ones; an empty one is made of the packaged."""

UNSEEN_EDITS = frozenset(
    {
        "a source text",
        "an extension",
        "how a label is written",
        "a file beside mkdocs.yml",
        "warnings stop",
        "a setting of an extension",
        "a reason for a waiver",
        "a fact as a row",
    }
)
"""Edits that change nothing of this small site, but must be looked at."""


def apply_replacement(root: Path, name: str) -> bool:
    """Make an edit, or take it back; returns whether its words were there."""
    path, before, after = REPLACEMENTS[name]
    file = root / path
    text = file.read_text("utf-8") if file.is_file() else ""
    old, new = (after, before) if after in text else (before, after)
    if old not in text:
        return False
    file.write_text(text.replace(old, new, 1), "utf-8")
    return True


def toggle_written_file(root: Path, name: str) -> None:
    """Write a file, or remove it."""
    path, content = WRITTEN_FILES[name]
    file = root / path
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content or _change_packaged(path, (ROOT / path).read_bytes()))


def _change_packaged(path: str, packaged: bytes) -> bytes:
    if path.endswith(".po"):
        return packaged.replace(b'msgstr "Timeline"', b'msgstr "All of it"')
    if path.endswith(".txt"):
        return packaged + b"# More.\n"
    return packaged.replace(b'class="', b'class="own ', 1)


_PLACES = re.compile(
    r"""(?P<words>\b(?:nl|en|pl|ar):\ (?=[^\W\d_])[^\[\]{}",:\n]{2,}(?=[,}\n]))
    |(?P<day>\b20[12]\d(?=-\d\d|\b))
    |(?P<value>\bvalue:\ \d+)
    |(?P<order>\[[a-z0-9-]+(?:,\ [a-z0-9-]+)+\])
    |(?P<flag>\b(?:urgent|announced|signed|related|gap):\ true)
    |(?P<paragraph>(?<=\n\n)[A-Z][a-z]+)""",
    re.VERBOSE,
)


def change_place(root: Path, file_number: int, place_number: int) -> str:
    """Change a word, date, value, list, flag or paragraph of a file of content; returns what was changed."""
    content = root / "content"
    files = sorted((*content.rglob("*.yml"), *content.rglob("*.md")))
    file = files[file_number % len(files)]
    text = file.read_text("utf-8")
    places = list(_PLACES.finditer(text))
    if not places:
        return ""
    place = places[place_number % len(places)]
    new = _change_words(place.lastgroup or "", place[0])
    file.write_text(text[: place.start()] + new + text[place.end() :], "utf-8")
    return f"{file.relative_to(root)}: {place[0]} → {new}"


def _change_words(kind: str, words: str) -> str:
    match kind:
        case "words":
            return f"{words} too"
        case "day":
            return str(int(words) + 1)
        case "value":
            return f"{words}1"
        case "order":
            ids = words[1:-1].split(", ")
            return f"[{', '.join(reversed(ids))}]"
        case "flag":
            return words.replace("true", "false")
    return f"There is more. {words}"


def add_document(root: Path, number: int) -> bool:
    """Add a document like the plan, with its texts; takes it away where there is one of this number."""
    folder = root / f"content/documents/plan-{number}"
    if folder.exists():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        return False
    pattern = root / "content/documents/plan-2019"
    if not pattern.exists():
        return False
    data = (pattern / "document.yml").read_text("utf-8")
    ids = set(re.findall(r"\bid: ([a-z0-9-]+)", data)) - {"plan-2019"}
    folder.mkdir()
    for file in pattern.iterdir():
        text = file.read_text("utf-8").replace("bruggenplan-2019", f"bruggenplan-{number}")
        text = text.replace("bridge-plan-2019", f"bridge-plan-{number}")
        text = replace_id(text, "plan-2019", folder.name).replace(f"{folder.name}.nl.txt", "plan-2019.nl.txt")
        for entry_id in ids:
            text = replace_id(text, entry_id, f"{entry_id}-of-{number}")
        (folder / file.name).write_text(text, "utf-8")
    return True


def toggle_page(root: Path) -> None:
    """Add a page of the dossier's own, or take it away."""
    file, settings = root / "content/pages/more/en.md", root / SETTINGS
    text = settings.read_text("utf-8")
    if file.exists():
        file.unlink()
        file.parent.rmdir()
        settings.write_text(text.replace(", more]", "]"), "utf-8")
    else:
        file.parent.mkdir()
        head = "---\ntitle: More\nslug: more\ndescription: More of it.\n---\n"
        file.write_text(f"{head}\n## More {{#more}}\n\nMore of [[brugstede]].\n", "utf-8")
        settings.write_text(re.sub(r"(pages: \[[a-z, ]+)\]", r"\1, more]", text), "utf-8")


def rename_by_hand(root: Path, old: str, new: str) -> None:
    """Write another id everywhere in the content, and rename the folder of that name."""
    for file in sorted((root / "content").rglob("*")):
        if file.suffix in {".yml", ".md"}:
            text = file.read_text("utf-8")
            if (changed := replace_id(text, old, new)) != text:
                file.write_text(changed, "utf-8")
    for folder in ("documents", "pages"):
        if (named := root / "content" / folder / old).is_dir():
            named.rename(named.with_name(new))


def replace_id(text: str, old: str, new: str) -> str:
    """A text with another id in place of an id, wherever that stands by itself."""
    return re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", new, text)


def move_register(root: Path, name: str) -> bool:
    """Move the entries of facts.yml or figures.yml into a document, or back; returns whether it could."""
    register, document = root / f"content/{name}.yml", root / LETTER
    if not register.is_file() or not document.is_file():
        return False
    mark = f"  # from {name}.yml\n"
    entries, text = register.read_text("utf-8"), document.read_text("utf-8")
    if mark in text:
        before, inside, after = text.split(mark)
        register.write_text(re.sub(r"(?m)^  ", "", inside), "utf-8")
        document.write_text((before + after).replace(f"\n{name}:\n# none\n", "\n"), "utf-8")
        return True
    if not entries.startswith("- "):
        return False
    section = text if f"\n{name}:\n" in text else f"{text}\n{name}:\n# none\n"
    inside = mark + re.sub(r"(?m)^(?=.)", "  ", entries.rstrip("\n") + "\n") + mark
    document.write_text(section.replace(f"\n{name}:\n", f"\n{name}:\n{inside}", 1), "utf-8")
    register.write_text("[]\n", "utf-8")
    return True
