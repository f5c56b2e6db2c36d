"""Lent words in pages: in elements of their own where one can stand, plain where none can."""

from __future__ import annotations

import pytest

from dossier_timeline.languages.lending import BEGIN, END, MIDDLE
from dossier_timeline.output.lent_words import mark_lent_words, strip_lent_marks


def lent(words: str, code: str = "nl") -> str:
    return f"{BEGIN}{code}{MIDDLE}{words}{END}"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>Rien</p>", "<p>Rien</p>"),
        (f"<p>{lent('Begin')}</p>", '<p><span lang="nl" dir="ltr">Begin</span></p>'),
        (f"<p>{lent('بداية', 'ar')}</p>", '<p><span lang="ar" dir="rtl">بداية</span></p>'),
        (
            f"<p>{lent('door ' + lent('Ève', 'fr'))}</p>",
            '<p><span lang="nl" dir="ltr">door <span lang="fr" dir="ltr">Ève</span></span></p>',
        ),
        (f"<p>{lent('a ' + lent('b') + ' c')}</p>", '<p><span lang="nl" dir="ltr">a b c</span></p>'),
        (f'<nav aria-label="{lent("Menu")}">x</nav>', '<nav aria-label="Menu">x</nav>'),
        (f"<title>{lent('Begin')}</title>", "<title>Begin</title>"),
        (f"<svg><text>{lent('Begin')}</text></svg>", "<svg><text>Begin</text></svg>"),
        (f"<select><option>{lent('Alles')}</option></select>", "<select><option>Alles</option></select>"),
        (f'<script type="a">{{"n": "{lent("Begin")}"}}</script>', '<script type="a">{"n": "Begin"}</script>'),
        (
            r'<script>{"n": "\\ufdd0 as it was typed"}</script>',
            r'<script>{"n": "\\ufdd0 as it was typed"}</script>',
        ),
        (r"<p>\ufdd0nl\ufdd1 as it was typed</p>", r"<p>\ufdd0nl\ufdd1 as it was typed</p>"),
        (f"<!-- {lent('x')} --><p>a > b</p>", "<!-- x --><p>a > b</p>"),
        (f"<p>{END}a</p>", "<p>a</p>"),
    ],
)
def test_each_place(html: str, made: str) -> None:
    assert mark_lent_words(html) == made


def test_other_files_have_no_marks() -> None:
    assert strip_lent_marks(lent("Begin").encode()) == b"Begin"
    assert strip_lent_marks(b"\xff\x00") == b"\xff\x00"
