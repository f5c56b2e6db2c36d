"""The page of all components with sample values, and the stylesheet beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dossier_timeline.graphics.overview import DocumentMark, EventMark, OverviewWords, draw_overview_svg
from dossier_timeline.languages.loading import load_languages
from dossier_timeline.output.assets import assets
from dossier_timeline.output.environment import TemplateEnvironment, environment
from tests.helpers.files import ROOT
from tests.look.component_samples import component_classes, read_component_file

TEMPLATES = ROOT / "templates"


APART = ("site.css", "embed.css")
"""The sheet that comes first, and that of pages to embed, which load no other."""


def stylesheet() -> str:
    """All stylesheets in one: that of every page first, then those that some pages add."""
    published = assets((TEMPLATES,))
    others = sorted(name for name in published.paths if name.endswith(".css") and name not in APART)
    return "".join(published.content(name).decode() for name in ("site.css", *others))


def sample_overview(direction: str = "ltr") -> Markup:
    """Five documents, two of them close together, and a crowd of events."""
    days = [date(2000, 5, 20), date(2001, 4, 20), date(2003, 1, 20), date(2003, 4, 20), date(2004, 9, 3)]
    crowd = [date(2004, 9, 10), date(2004, 9, 14), date(2004, 12, 20), date(2005, 1, 1), date(2005, 3, 22)]
    marks = [EventMark(day, day) for day in days + crowd] + [EventMark(date(2001, 6, 1), date(2002, 9, 1))]
    documents = [
        DocumentMark(date(2002, 12, 4), "Agreement", "Dec 2002", "#a", "Twelve towns join forces"),
        DocumentMark(date(2004, 9, 30), "Speech on the dyke", "Sep 2004", "#b"),
        DocumentMark(date(2004, 11, 5), "Meeting", "Nov 2004", "#c"),
        DocumentMark(date(2005, 6, 1), "Progress report to the House of Representatives", "June 2005", "#d"),
        DocumentMark(date(2007, 9, 18), "Letter", "Sep 2007", "#e"),
    ]
    words = OverviewWords("The years 2000 to 2008: five documents and eleven events", direction)
    return draw_overview_svg(marks, documents, 2000, 2008, words=words)


def make_page_environment(folders: Iterable[Path] = ()) -> TemplateEnvironment:
    """Templates in English: from the folders in order, then the packaged ones."""
    languages, _ = load_languages(["en"], [TEMPLATES / "locales"])
    return environment([*folders, TEMPLATES], languages["en"], {})


@cache
def page_environment() -> TemplateEnvironment:
    """The packaged templates in English."""
    return make_page_environment()


def sample_page() -> str:
    """The page of all components, each with its samples under its name."""
    show = page_environment().show
    described = {name: read_component_file(name) for name in component_classes()}
    parts = {
        name: [_place(said.within, show(sample)) for sample in said.samples]
        for name, said in described.items()
    }
    header = parts.pop("site_header")
    return (
        page_environment().from_string(_PAGE).render(header=header, parts=parts, overview=sample_overview())
    )


def _place(within: str, shown: Markup) -> Markup:
    before, _, after = within.partition("…")
    return Markup(before) + shown + Markup(after)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>All components</title>
<link rel="stylesheet" href="site.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
{{ header[0] }}
<main class="wrap" id="main">
<h1>All components</h1>
{{ overview }}
{% for name, samples in parts.items() %}
<section aria-labelledby="component-{{ name }}">
<h2 id="component-{{ name }}">{{ name }}</h2>
{% for sample in samples %}
<div>{{ sample }}</div>
{% endfor %}
</section>
{% endfor %}
</main>
</body>
</html>
"""
