"""A page that shows the problems, for `mkdocs serve` when there is no good site to show yet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.problems import Problem


def problem_page(problems: Iterable[Problem]) -> bytes:
    """An HTML page that lists the problems; never published."""
    items = "".join(f"<li><pre>{escape(str(problem))}</pre></li>" for problem in problems)
    return (
        '<!doctype html><html lang=en><meta charset="utf-8"><title>Problems in the content</title>'
        "<main><h1>Problems in the content</h1>"
        "<p>The site appears here as soon as these are mended.</p>"
        f"<ol>{items}</ol></main></html>"
    ).encode()
