"""The same invented dossier for Hugo, and for plain MkDocs with mkdocs-static-i18n."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from dossier_timeline.config import PageSettings
from tests.bench.synthetic import LANGUAGES, TITLE, YEARS, Invented, invented, markdown, papers_in, table

MOST_DOCUMENTS = PageSettings().report_documents
"""So many documents stand on a page of the whole report."""
_LAYOUTS = Path(__file__).parent / "hugo"
_FILES = (("bib", "citation", "bib"), ("ris", "citation", "ris"), ("csl", "citation", "json"))
_PLAIN = (*_FILES, *((f"page{name}", "this-page", suffix) for name, _, suffix in _FILES))
_TYPES = {"bib": "text/x-bibtex", "ris": "text/x-ris", "json": "application/json", "csv": "text/csv"}
_FORMATS = (
    "".join(f"[mediaTypes.'{_TYPES[suffix]}']\nsuffixes = ['{suffix}']\n" for suffix in ("bib", "ris"))
    + "".join(
        f"[outputFormats.{name}]\nmediaType = '{_TYPES[suffix]}'\nbaseName = '{base}'\nisPlainText = true\n"
        for name, base, suffix in (*_PLAIN, ("facts", "facts", "json"), ("factscsv", "facts", "csv"))
    )
    + "[outputFormats.line]\nmediaType = 'text/html'\nisHTML = true\npath = 'line'\n"
    + f"[outputs]\npage = {['html', 'line', *(name for name, *_ in _PLAIN)]}\n"
    + "home = ['html', 'rss', 'facts', 'factscsv']\n"
)
"""A page has its own timeline and six files to cite it with; the home page has the data."""


def write_hugo(folder: Path, documents: int) -> Path:
    """The site for Hugo; gives the file that is edited."""
    shutil.copytree(_LAYOUTS, folder / "layouts")
    languages = "\n".join(
        f"[languages.{code}]\nlabel = '{code}'\nweight = {weight}\ncontentDir = 'content/{code}'"
        for weight, code in enumerate(LANGUAGES, start=1)
    )
    (folder / "hugo.toml").write_text(
        f"baseURL = 'https://example.org/'\ntitle = '{TITLE}'\ndefaultContentLanguageInSubdir = true\n"
        f"disableKinds = ['taxonomy', 'term']\n{_FORMATS}{languages}\n",
        "utf-8",
    )
    papers = invented(documents)
    cited: dict[int, list[int]] = {}
    for one in papers:
        for number in sorted(papers_in(one)):
            cited.setdefault(number, []).append(one.number)
    for code in LANGUAGES:
        place = folder / "content" / code / "documents"
        place.mkdir(parents=True)
        for name in ("timeline", "figures", "report"):
            _page(place.parent, name, name)
        for year in YEARS:
            _page(place.parent, f"timeline-{year}", "year", year=str(year))
        for number, first in enumerate(starts := _starts(documents), start=1):
            near = [f"report-{one}" for one in (number - 1, number + 1) if 0 < one <= len(starts)]
            place_in = {"weight": number, "first": first, "most": MOST_DOCUMENTS, "beside": ["report", *near]}
            _page(place.parent, f"report-{number}", "part", **place_in)
        for one in papers:
            head = json.dumps(_front_matter(one, cited.get(one.number, [])), indent=1)
            text = markdown(one, code, _hugo_link(code), ids=False)
            (place / f"{one.id}.md").write_text(f"{head}\n\n{text}", "utf-8")
    return folder / "content" / LANGUAGES[0] / "documents" / "paper-0.md"


def _starts(documents: int) -> range:
    """Where the parts of the whole report begin among the documents in order; none where it has no parts."""
    return range(0, documents if documents > MOST_DOCUMENTS else 0, MOST_DOCUMENTS)


def _page(folder: Path, name: str, layout: str, **more: object) -> None:
    head = {"title": name, "layout": layout, "outputs": ["html"], **more}
    (folder / f"{name}.md").write_text(f"{json.dumps(head)}\n", "utf-8")


def _front_matter(one: Invented, cited_by: list[int]) -> dict[str, object]:
    letter = "abcd"[one.number % 4]
    return {
        "title": f"Paper number-{one.number}",
        "date": one.day,
        "id": one.id,
        "number": one.number,
        "body": f"Body {letter}",
        "theme": f"Theme {letter}",
        "cited_by": [f"/documents/paper-{number}" for number in cited_by],
        "figure": {"id": f"{one.id}-table", "rows": [list(row) for row in one.rows]},
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
        for one in sorted(papers, key=lambda one: one.day):
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
        _mkdocs_report(folder / "docs", code, whole)
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


def _mkdocs_report(folder: Path, code: str, texts: list[str]) -> None:
    """The whole report on one page, or in as many parts as ours, with contents and links between them."""
    starts = _starts(len(texts))
    contents = []
    for number, first in enumerate(starts, start=1):
        within = texts[first : first + MOST_DOCUMENTS]
        listed = "".join(f"    - {text.partition(chr(10))[0].removeprefix('# ')}\n" for text in within)
        contents.append(f"- [Part {number}](report-{number}.md)\n\n{listed}")
        near = [one for one in (number - 1, number + 1) if 0 < one <= len(starts)]
        beside = "".join(f"[Part {one}](report-{one}.md)\n" for one in near)
        text = "\n".join([*within, f"[Contents](report.md)\n{beside}"])
        (folder / f"report-{number}.{code}.md").write_text(text, "utf-8")
    whole = ["# Report\n", *contents] if contents else texts
    (folder / f"report.{code}.md").write_text("\n".join(whole), "utf-8")


def _mkdocs_link(one: Invented, target: tuple[str, int]) -> str:
    kind, number = target
    if kind == "paper":
        return f"[Paper number-{number}](paper-{number}.md)"
    return f"[{one.facts[number]}](#notes)" if kind == "fact" else "[A bridge opens](#events)"
