"""The same invented dossier for Hugo, and for plain MkDocs with mkdocs-static-i18n."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.bench.synthetic import LANGUAGES, TITLE, Invented, invented, markdown, table

_LAYOUTS = Path(__file__).parent / "hugo"


def write_hugo(folder: Path, documents: int) -> Path:
    """The site for Hugo; gives the file that is edited."""
    shutil.copytree(_LAYOUTS, folder / "layouts")
    languages = "\n".join(
        f"[languages.{code}]\nlanguageName = '{code}'\nweight = {weight}\ncontentDir = 'content/{code}'"
        for weight, code in enumerate(LANGUAGES, start=1)
    )
    (folder / "hugo.toml").write_text(
        f"baseURL = 'https://example.org/'\ntitle = '{TITLE}'\ndefaultContentLanguageInSubdir = true\n"
        f"disableKinds = ['taxonomy', 'term']\n{languages}\n",
        "utf-8",
    )
    for code in LANGUAGES:
        place = folder / "content" / code / "documents"
        place.mkdir(parents=True)
        for name in ("timeline", "report"):
            head = json.dumps({"title": name, "layout": name, "url": f"/{code}/{name}/"})
            (place.parent / f"{name}.md").write_text(f"{head}\n", "utf-8")
        for one in invented(documents):
            head = json.dumps(_front_matter(one), indent=1)
            text = markdown(one, code, _hugo_link(code), ids=False)
            (place / f"{one.id}.md").write_text(f"{head}\n\n{text}\n{table(one)}", "utf-8")
    return folder / "content" / LANGUAGES[0] / "documents" / "paper-0.md"


def _front_matter(one: Invented) -> dict[str, object]:
    return {
        "title": f"Paper number-{one.number}",
        "date": one.day,
        "description": "What the town found out.",
        "facts": [
            {
                "id": f"{one.id}-fact-{n}",
                "label": "bridges looked at",
                "value": value,
                "date": one.day[:4],
                "section": "A",
                "paragraph": n + 1,
            }
            for n, value in enumerate(one.facts)
        ],
        "events": [
            {"id": f"{one.id}-event-{n}", "date": day, "title": "A bridge opens"}
            for n, day in enumerate(one.events)
        ],
    }


def _hugo_link(code: str) -> Callable[[Invented, tuple[str, int]], str]:
    def link(one: Invented, target: tuple[str, int]) -> str:
        kind, number = target
        if kind == "paper":
            return f"[Paper number-{number}](/{code}/documents/paper-{number}/)"
        return f"[{one.facts[number] if kind == 'fact' else 'A bridge opens'}](#{one.id}-{kind}-{number})"

    return link


def write_mkdocs(folder: Path, documents: int) -> Path:
    """The site for MkDocs; gives the file that is edited."""
    place = folder / "docs" / "documents"
    place.mkdir(parents=True)
    papers = invented(documents)
    for code in LANGUAGES:
        events = "".join(
            f"## A bridge opens, {day}\n\nSource: [Paper number-{one.number}](documents/{one.id}.md)\n\n"
            for one in papers
            for day in one.events
        )
        (folder / "docs" / f"index.{code}.md").write_text(f"# {TITLE}\n", "utf-8")
        (folder / "docs" / f"timeline.{code}.md").write_text(f"# Timeline\n\n{events}", "utf-8")
        whole = []
        for one in papers:
            text = markdown(one, code, _mkdocs_link, ids=False)
            notes = "".join(
                f"{n + 1}. **{value}** bridges looked at, {one.day[:4]}. Source: [Paper number-{one.number}]"
                f"({one.id}.md), section A, paragraph {n + 1}\n"
                for n, value in enumerate(one.facts)
            )
            happened = "".join(f"- {day}: A bridge opens\n" for day in one.events)
            body = f"{text}\n{table(one)}\n## Events\n\n{happened}\n## Notes\n\n{notes}"
            (place / f"{one.id}.{code}.md").write_text(f"# Paper number-{one.number}\n\n{body}", "utf-8")
            whole.append(f"# Paper number-{one.number}\n\n" + body.replace("](paper-", "](documents/paper-"))
        (folder / "docs" / f"report.{code}.md").write_text("\n".join(whole), "utf-8")
    listed = "\n".join(
        f"        - {{locale: {code}, name: {code}, build: true, default: {'true' if i == 0 else 'false'}}}"
        for i, code in enumerate(LANGUAGES)
    )
    (folder / "mkdocs.yml").write_text(
        f"site_name: {TITLE}\nsite_url: https://example.org/\ntheme: mkdocs\nnav:\n  - index.md\n"
        "  - timeline.md\n  - report.md\nplugins:\n  - i18n:\n      docs_structure: suffix\n"
        f"      languages:\n{listed}\n",
        "utf-8",
    )
    return place / f"paper-0.{LANGUAGES[0]}.md"


def _mkdocs_link(one: Invented, target: tuple[str, int]) -> str:
    kind, number = target
    if kind == "paper":
        return f"[Paper number-{number}](paper-{number}.md)"
    return f"[{one.facts[number]}](#notes)" if kind == "fact" else "[A bridge opens](#events)"
