"""The invented dossier as a site of MkDocs with mkdocs-static-i18n: lean, or with as many pages as ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.corpus import LANGUAGES, TITLE, Corpus, NamedThing, Paper, Target, Words, write_markdown
from tests.bench.page_parts import list_timelines, split_report
from tests.bench.synthetic import Files


def make_lean_mkdocs_files(corpus: Corpus) -> Files:
    """Yield the files of a site with one page a document and language, and a page of terms."""
    yield "mkdocs.yml", make_i18n_settings(TITLE, LANGUAGES, ["index.md", "terms.md"])
    for code in LANGUAGES:
        pages = (
            ("index", f"# {TITLE}\n"),
            _make_list("terms", corpus.terms, code),
            *_make_papers(corpus, code),
        )
        yield from ((f"docs/{name}.{code}.md", text) for name, text in pages)


def make_equal_mkdocs_files(corpus: Corpus) -> Files:
    """Yield the files of a site with as many pages of each kind as this generator makes."""
    yield "mkdocs.yml", make_i18n_settings(TITLE, LANGUAGES, ["index.md", "timeline.md", "report.md"])
    for code in LANGUAGES:
        papers = dict(_make_papers(corpus, code))
        pages = (
            ("index", f"# {TITLE}\n"),
            *(
                _make_list(name, things, code)
                for name, things in (
                    ("terms", corpus.terms), ("people", corpus.actors), ("themes", corpus.themes),
                    ("registers", ()), ("method", ()), ("figures", ()),
                )
            ),
            ("documents/index", f"# Documents\n\n{_write_links(corpus.papers, '')}\n"),
            *_make_theme_pages(corpus, code),
            *papers.items(),
            *_make_timelines(corpus),
            *_make_report(corpus, papers),
        )  # fmt: skip
        yield from ((f"docs/{name}.{code}.md", text) for name, text in pages)


def make_i18n_settings(title: str, languages: Sequence[str], menu: Sequence[str]) -> str:
    """Return the settings of a site in several languages, with search left out."""
    listed = "\n".join(
        f"        - {{locale: {code}, name: {code}, build: true, default: {'true' if i == 0 else 'false'}}}"
        for i, code in enumerate(languages)
    )
    return (
        f"site_name: {title}\nsite_url: https://example.org/\ntheme: mkdocs\nnav: [{', '.join(menu)}]\n"
        "validation: {nav: {omitted_files: ignore}}\nplugins:\n  - i18n:\n"
        f"      docs_structure: suffix\n      languages:\n{listed}\n"
    )


def _make_papers(corpus: Corpus, code: str) -> Iterator[tuple[str, str]]:
    names = {thing.id: thing.name for thing in (*corpus.themes, *corpus.actors, *corpus.terms)}
    for paper in corpus.papers:

        def write_link(paper: Paper, target: Target) -> str:
            kind, number = target
            if kind == "paper":
                return f"[Paper number-{number}](paper-{number}.md)"
            if kind == "term":
                return f"[{names[f'term-{number}'][code]}](../terms.md)"
            return f"[{paper.facts[number].value}](#notes)" if kind == "fact" else "[A bridge opens](#events)"

        text = write_markdown(paper, code, write_link, has_ids=False)
        card = f"{paper.day}, {names[paper.actor][code]}, {names[paper.theme][code]}"
        notes = "".join(
            f"{n + 1}. **{fact.value}** {fact.label[code]}, {paper.day[:4]}. Source: "
            f"[Paper number-{paper.number}]({paper.id}.md), section A, paragraph {n + 1}\n"
            for n, fact in enumerate(paper.facts)
        )
        happened = "".join(f"- {day}: A bridge opens\n" for day in paper.events)
        body = f"{card}\n\n{text}\n{_write_table(paper)}\n## Events\n\n{happened}\n## Notes\n\n{notes}"
        yield f"documents/{paper.id}", f"# Paper number-{paper.number}\n\n{body}"


def _write_table(paper: Paper) -> str:
    rows = "\n".join(f"| {year} | {seen} | {mended} |" for year, seen, mended in paper.rows)
    return f"| Year | Seen | Mended |\n|---|---|---|\n{rows}\n"


def _make_list(name: str, things: Sequence[NamedThing], code: str) -> tuple[str, str]:
    return name, "\n".join([f"# {name.capitalize()}", "", *(f"- {thing.name[code]}" for thing in things)])


def _make_theme_pages(corpus: Corpus, code: str) -> Iterator[tuple[str, str]]:
    for theme in corpus.themes:
        papers = [paper for paper in corpus.papers if paper.theme == theme.id]
        links = _write_links(papers, "../documents/")
        yield f"themes/{theme.id}", f"# {theme.name[code]}\n\n{links}\n"


def _write_links(papers: Sequence[Paper], folder: str) -> str:
    return "\n".join(f"- [Paper number-{one.number}]({folder}{one.id}.md)" for one in papers)


def _make_timelines(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for timeline in list_timelines(corpus):
        dated = sorted((day, paper.number) for paper in timeline.papers for day in paper.events)
        for path, months in timeline.pages:
            up = "../" * path.count("/")
            shown = "".join(
                f"## A bridge opens, {day}\n\n[Paper number-{number}]({up}documents/paper-{number}.md)\n\n"
                for day, number in dated
                if day[:7] in months
            )
            yield path, f"# {path}\n\n{shown}"


def _make_report(corpus: Corpus, papers: Words) -> Iterator[tuple[str, str]]:
    """The whole report on one page, or in as many parts as ours, with contents and links between them."""
    parts = split_report(corpus)
    texts = [[papers[f"documents/{one.id}"] for one in part] for part in parts or [list(corpus.papers)]]
    if not parts:
        yield "report", "\n".join(texts[0]).replace("](paper-", "](documents/paper-").replace("](../", "](")
        return
    contents = ["# Report\n"]
    for number, within in enumerate(texts, start=1):
        listed = "".join(f"    - {text.partition(chr(10))[0].removeprefix('# ')}\n" for text in within)
        contents.append(f"- [Part {number}](report-{number}.md)\n\n{listed}")
        near = [one for one in (number - 1, number + 1) if 0 < one <= len(texts)]
        beside = "".join(f"[Part {one}](report-{one}.md)\n" for one in near)
        text = "\n".join([*within, f"[Contents](report.md)\n{beside}"])
        yield f"report-{number}", text.replace("](paper-", "](documents/paper-").replace("](../", "](")
    yield "report", "\n".join(contents)
