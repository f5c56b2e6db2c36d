"""The page of all components with sample values, and the stylesheet beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
from markupsafe import Markup

from dossier_timeline.graphics.overview import DocumentMark, EventMark, OverviewWords, draw_overview_svg
from tests.helpers.files import ROOT

TEMPLATES = ROOT / "templates"


def stylesheet() -> str:
    """All stylesheets in one: that of every page first, then those that some pages add."""
    folder = TEMPLATES / "assets/css"
    files = [*sorted(folder.glob("*.css")), *sorted(folder.glob("*/*.css"))]
    return "".join(file.read_text("utf-8") for file in files)


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


def sample_page() -> str:
    """The page of all components."""
    loader = jinja2.FileSystemLoader([TEMPLATES, Path(__file__).parent])
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.globals["comma"] = ", "
    return environment.get_template("components.html").render(overview=sample_overview())
