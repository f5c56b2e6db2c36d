"""HTML of a page is written in templates only: no string of the program holds a tag, but for a few files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.helpers.files import ROOT

PACKAGE = ROOT / "generator/dossier_timeline"
ELEMENTS = (
    "a|abbr|article|aside|b|bdi|bdo|blockquote|body|br|button|cite|code|dd|details|div|dl|dt|em|figcaption"
    "|figure|footer|form|h[1-6]|head|header|hr|html|i|img|input|label|legend|li|link|main|meta|nav|ol|option"
    "|output|p|pre|q|s|script|section|select|small|span|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|textarea|tfoot|th|thead|time|title|tr|u|ul"
)
TAG = re.compile(rf"(?<!\?P)</?(?:{ELEMENTS})(?=[\s/>]|$)")
ALLOWED = {
    "graphics": "drawings are data: SVG that is computed, with the boxes that hold it",
    "markup": "what Markdown becomes, and the reading and sanitising of it",
    "output/lent_words.py": "the language of lent words, found when a page is finished",
    "output/page_markup.py": "reads the finished page for the audit",
    "site/embed_pages.py": "the lines that others copy into pages of theirs, which are text on ours",
    "translation/xliff_writing.py": "XLIFF has a header, a body and spans of its own",
    "output/searchable_text.py": "pages for the search index, which nobody publishes",
}
"""Folders and files that may hold tags, with the reason."""


def _allowed(name: str) -> str:
    return next((place for place in ALLOWED if name == place or name.startswith(f"{place}/")), "")


def _tags(file: Path) -> list[str]:
    """The tags in the strings of a file, without docstrings and comments."""
    tree = ast.parse(file.read_text("utf-8"))
    skipped = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body[:1]
        if isinstance(statement, ast.Expr)
    }
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            parts = [str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values]
            texts += ["".join(parts), "".join(parts).replace(" ", "")]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            texts.append(node.value)
    return [found[0] for text in texts for found in TAG.finditer(text)]


NAMES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("name", [name for name in NAMES if not _allowed(name)])
def test_a_file_writes_no_markup(name: str) -> None:
    assert _tags(PACKAGE / name) == []


@pytest.mark.parametrize("place", ALLOWED)
def test_what_is_allowed_is_needed(place: str) -> None:
    assert any(_tags(PACKAGE / name) for name in NAMES if _allowed(name) == place)


def test_tags_are_found(tmp_path: Path) -> None:
    file = tmp_path / "written.py"
    file.write_text(
        '"""A docstring with a <p>."""\n'
        'a = "<p class=x>"\nb = f"<h2{a}>"\nc = f"<a{a} href={b}>"\nd = "</span>"\ne = r"(?P<title>x)"\n',
        "utf-8",
    )
    assert {"<p", "<h2", "<a", "</span"} == set(_tags(file))
