"""The invented dossier as a site of Hugo: lean, with one page a document, or equal, with files like ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.bench.corpus import LANGUAGES, TITLE, Corpus, Paper, Target, write_markdown
from tests.bench.page_parts import list_timelines, split_report
from tests.bench.synthetic import Files

_LAYOUTS = Path(__file__).parent / "hugo"
_MEDIA_TYPES = {"bib": "text/x-bibtex", "ris": "text/x-ris", "json": "application/json", "csv": "text/csv"}
_DOCUMENT_FILES = (
    ("bib", "citation", "bib"),
    ("ris", "citation", "ris"),
    ("csl", "citation", "json"),
    ("figure", "table", "csv"),
)
"""What each document has beside its pages, once for all languages: format, name of the file, suffix."""
_DATA_FILES = tuple(
    (f"{table}{'csv' if suffix == 'csv' else ''}", table, suffix)
    for table in ("papers", "facts", "events")
    for suffix in ("json", "csv")
)
_LEAN_SETTINGS = "disableKinds = ['taxonomy', 'term', 'RSS']\n"
_EQUAL_SETTINGS = (
    "disableKinds = ['taxonomy', 'term']\nservices.rss.limit = 50\n"
    + "".join(
        f"[mediaTypes.'{_MEDIA_TYPES[suffix]}']\nsuffixes = ['{suffix}']\n" for suffix in ("bib", "ris")
    )
    + "".join(
        f"[outputFormats.{name}]\nmediaType = '{_MEDIA_TYPES[suffix]}'\nbaseName = '{base}'\n"
        "isPlainText = true\n"
        for name, base, suffix in (*_DOCUMENT_FILES, *_DATA_FILES)
    )
    + "[outputs]\npage = ['html']\nsection = ['html']\n"
    + "home = ['html', 'rss']\n"
)


def make_lean_hugo_files(corpus: Corpus) -> Files:
    """Yield the files of a site with one page a document and language, and a page of terms."""
    yield from _make_frame(corpus, "lean", _LEAN_SETTINGS)
    for code in LANGUAGES:
        yield f"content/{code}/terms.md", _to_page("Terms", "terms")
        yield from _make_papers(corpus, code, files=())


def make_equal_hugo_files(corpus: Corpus) -> Files:
    """Yield the files of a site with as many pages and files of each kind as this generator makes."""
    yield from _make_frame(corpus, "equal", _EQUAL_SETTINGS)
    for code in LANGUAGES:
        is_first = code == LANGUAGES[0]
        formats = ["html", "rss", *(name for name, _, _ in _DATA_FILES if is_first)]
        yield f"content/{code}/_index.md", json.dumps({"title": TITLE, "outputs": formats}) + "\n"
        for name, text in (*_make_lists(corpus, code), *_make_timelines(corpus), *_make_report(corpus)):
            yield f"content/{code}/{name}.md", text
        yield from _make_papers(corpus, code, files=[name for name, _, _ in _DOCUMENT_FILES if is_first])


def _make_frame(corpus: Corpus, kind: str, settings: str) -> Files:
    languages = "\n".join(
        f"[languages.{code}]\nlabel = '{code}'\nweight = {weight}\ncontentDir = 'content/{code}'"
        for weight, code in enumerate(LANGUAGES, start=1)
    )
    address = "baseURL = 'https://example.org/'\ndefaultContentLanguageInSubdir = true\n"
    yield "hugo.toml", f"{address}title = '{TITLE}'\n{settings}{languages}\n"
    for folder in (_LAYOUTS / "both", _LAYOUTS / kind):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield f"layouts/{file.relative_to(folder).as_posix()}", file.read_text("utf-8")
    for name, things in (("themes", corpus.themes), ("actors", corpus.actors), ("terms", corpus.terms)):
        yield f"data/{name}.json", json.dumps({thing.id: thing.name for thing in things}, indent=1)


def _make_papers(corpus: Corpus, code: str, files: Sequence[str]) -> Files:
    citing = corpus.citing_papers
    for paper in corpus.papers:
        head = _make_front_matter(paper, code, citing.get(paper.number, []))
        head |= {"outputs": ["html", *files]} if files else {}
        text = write_markdown(paper, code, _make_link_writer(code), has_ids=False)
        yield (
            f"content/{code}/documents/{paper.id}.md",
            f"{json.dumps(head, indent=1, ensure_ascii=False)}\n\n{text}",
        )


def _make_lists(corpus: Corpus, code: str) -> Iterator[tuple[str, str]]:
    yield "figures", _to_page("Figures", "figures")
    yield "terms", _to_page("Terms", "terms")
    yield "method", _to_page("Method", "method")
    for name, register in (("people", "actors"), ("themes/_index", "themes"), ("registers", "terms")):
        yield name, _to_page(register.capitalize(), "names", register=register)
    for theme in corpus.themes:
        yield f"themes/{theme.id}", _to_page(theme.name[code], "theme", theme=theme.id)


def _make_timelines(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for segment in ("theme", "who"):
        yield f"timeline/{segment}/_index", json.dumps({"build": {"render": "never"}}) + "\n"
    for timeline in list_timelines(corpus):
        parts = [f"{timeline.path}/{part.slug}" for part in timeline.parts]
        for path, months in timeline.pages:
            is_first = path == timeline.path
            years = [list(of_year) for _, of_year in groupby(months, lambda month: month[:4])]
            more = {"key": timeline.key, "years": years, "parts": parts if is_first else []}
            yield f"{path}/_index" if is_first else path, _to_page(path, "events", **more)


def _make_report(corpus: Corpus) -> Iterator[tuple[str, str]]:
    parts = split_report(corpus)
    yield "report/_index", _to_page("Report", "report")
    first = 0
    for number, papers in enumerate(parts, start=1):
        near = [f"report/{one}" for one in (number - 1, number + 1) if 0 < one <= len(parts)]
        place = {"weight": number, "first": first, "most": len(papers), "beside": ["report", *near]}
        yield f"report/{number}", _to_page(f"Report, part {number}", "part", **place)
        first += len(papers)


def _to_page(title: str, layout: str, **more: object) -> str:
    return json.dumps({"title": title, "layout": layout, "outputs": ["html"], **more}) + "\n"


def _make_front_matter(paper: Paper, code: str, cited_by: list[int]) -> dict[str, Any]:
    return {
        "title": f"Paper number-{paper.number}",
        "date": paper.day,
        "id": paper.id,
        "number": paper.number,
        "actor": paper.actor,
        "theme": paper.theme,
        "cited_by": [f"/documents/paper-{number}" for number in cited_by],
        "figure": {"id": f"{paper.id}-table", "rows": [list(row) for row in paper.rows]},
        "description": "What the town found out.",
        "facts": [
            {
                "id": f"{paper.id}-fact-{n}",
                "label": fact.label[code],
                "value": fact.value,
                "date": paper.day[:4],
                "section": "A",
                "paragraph": n + 1,
            }
            for n, fact in enumerate(paper.facts)
        ],
        "events": [
            {"id": f"{paper.id}-event-{n}", "date": day, "title": "A bridge opens"}
            for n, day in enumerate(paper.events)
        ],
    }


def _make_link_writer(code: str) -> Callable[[Paper, Target], str]:
    def write_link(paper: Paper, target: Target) -> str:
        kind, number = target
        if kind == "paper":
            return f"[Paper number-{number}](/{code}/documents/paper-{number}/)"
        if kind == "term":
            return f'{{{{< term "term-{number}" >}}}}'
        words = paper.facts[number].value if kind == "fact" else "A bridge opens"
        return f"[{words}](#{paper.id}-{kind}-{number})"

    return write_link
