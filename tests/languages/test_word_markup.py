"""A catalogue is words: no tag in it gets onto a page that its source words don't hold."""

from __future__ import annotations

import io
import shutil
from html.parser import HTMLParser
from pathlib import Path
from zlib import crc32

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.languages import catalogues, load_languages
from dossier_timeline.languages.word_markup import find_added_tags, find_lost_tags, words_to_html
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output.environment import environment
from dossier_timeline.pipeline import build_site
from tests.helpers.files import GOOD, ROOT
from tests.output.test_audit import HOSTILE

MARK = "x.example"
PACKAGED = ROOT / "templates" / "locales" / "en" / "LC_MESSAGES" / "messages.po"
TAGS = [
    *(body for body, _ in HOSTILE), "<b>", "</b>", "<!doctype html>", "<!--", "<!-- x -->",
    "<?x?>", "</main>", "</title>", "<a href=x", "&lt;", "&#60;", "&#x3c;script&#x3e;", "&nbsp;", "&amp;lt;",
]  # fmt: skip
BREAKS_OUT = [
    '" onmouseover="x()', "' onmouseover='x()", '"><b x.example>', "`x`", "{{ 1 }}", "{% x %}", "< 5",
    "a > b",
]  # fmt: skip


class Seen(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def words() -> list[tuple[str, ...]]:
    catalogue = read_po(io.BytesIO(PACKAGED.read_bytes()))
    return [catalogues.source_words(message) for message in catalogue if message.id]


def test_every_tag_is_found_in_every_word() -> None:
    sources = words()
    assert len(sources) > 300
    for tag in TAGS:
        for source in sources:
            for form in (f"{source[0]}{tag}", f"{tag}{source[-1]}", f"a{tag}b"):
                assert find_added_tags(source, form), (source, tag)
    assert len(TAGS) * len(sources) * 3 > 70_000


@pytest.mark.parametrize("tag", [*TAGS, *BREAKS_OUT])
def test_no_word_leaves_its_place(tag: str) -> None:
    for said in (tag, f"Skip {tag} to", tag * 3):
        html = words_to_html("Skip to", said)
        seen = Seen(f"<p title=\"{html}\" lang='{html}'>{html}</p>")
        assert [(name, [key for key, _ in attributes]) for name, attributes in seen.tags] == [
            ("p", ["title", "lang"])
        ]
        assert seen.text == said
        assert dict(seen.tags[0][1])["title"] == said


@given(said=st.text(st.sampled_from("<>&;\"'/!?-abij#x0 \t=%"), max_size=40))
@settings(max_examples=200, deadline=None)
def test_words_are_text(said: str) -> None:
    assert words_to_html("words", said) == escape(said)
    seen = Seen(f'<p title="{words_to_html("words", said)}">{words_to_html("words", said)}</p>')
    assert [name for name, _ in seen.tags] == ["p"]


SOURCE = '<a href="%(url)s">All</a> &amp; <b>more</b>'


@pytest.mark.parametrize(
    ("said", "added", "lost"),
    [
        ('<b>meer</b> &amp; <a href="%(url)s">alles</a>', [], []),
        ('<a href="%(url)s">alles</a> &amp; <b>meer', [], ["</b>"]),
        ('<a href="%(url)s" ping="//x.example/">alles</a> &amp; <b>m</b>',
         ['<a href="%(url)s" ping="//x.example/">'], ['<a href="%(url)s">']),
        ('<b>m</b><b>n</b> &amp; <a href="%(url)s">alles</a>', ["<b>", "</b>"], []),
    ],
)  # fmt: skip
def test_the_tags_of_the_source_stay(said: str, added: list[str], lost: list[str]) -> None:
    assert find_added_tags([SOURCE], said) == added
    assert find_lost_tags([SOURCE], said) == lost


def test_only_the_tags_of_the_source_are_html() -> None:
    html = words_to_html(SOURCE, '<a href="%(url)s">x</a><i>y</i> "&amp;" & <b>')
    assert html == Markup('<a href="%(url)s">x</a>&lt;i&gt;y&lt;/i&gt; &#34;&amp;&#34; &amp; <b>')


def _hostile(folder: Path) -> Path:
    """A dossier whose own catalogue has a hostile tag in every word."""
    root = folder / "good"
    shutil.copytree(GOOD, root, ignore=shutil.ignore_patterns(".*cache", "site"))
    catalogue = read_po(io.BytesIO(PACKAGED.read_bytes()))
    for message in (message for message in catalogue if message.id):
        # Each word keeps its tag when others are added.
        tag = TAGS[crc32(str(message.id).encode()) % len(TAGS)]
        forms = tuple(f"{form}{tag}" for form in catalogues.translated_forms(message))
        if message.context not in (catalogues.SLUG_CONTEXT, "alphabet"):
            message.string = forms if len(forms) > 1 else forms[0]
    file = root / "templates" / "locales" / "en" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return root


def test_each_is_told_with_its_line(tmp_path: Path) -> None:
    root = _hostile(tmp_path)
    with pytest.raises(ContentError) as refused:
        check_content(load_config(str(root / "mkdocs.yml")))
    told = [problem for problem in refused.value.problems if problem.code == "markup-in-words"]
    file = root / told[0].position.path
    lines = file.read_text("utf-8").splitlines()
    assert len({problem.position.line for problem in told}) > 290
    for problem in told:
        assert lines[problem.position.line - 1].startswith(("msgid", "msgctxt", "#")), str(problem)


SHOWN_ATTRIBUTES = {"title", "alt", "content", "placeholder"}
"""Attributes whose words are shown as text, beside those that begin with aria- or data-."""


@pytest.mark.process
def test_nothing_of_it_is_on_a_page_even_where_nobody_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _hostile(tmp_path)
    monkeypatch.setattr(catalogues, "find_added_tags", lambda *_: [])
    catalogues.parse_catalogue.cache_clear()
    try:
        site = build_site(load_config(str(root / "mkdocs.yml")))
    finally:
        catalogues.parse_catalogue.cache_clear()
    pages = [path for path in site.files if path.endswith(".html")]
    assert len(pages) > 20
    shown = 0
    for path in pages:
        seen = Seen(site.files[path].decode())
        shown += seen.text.count(MARK)
        for name, attributes in seen.tags:
            assert name not in {"plaintext", "xmp", "portal", "applet", "frameset", "set", "base"}, path
            for key, value in attributes:
                if key not in SHOWN_ATTRIBUTES and not key.startswith(("aria-", "data-")):
                    assert MARK not in (value or ""), f"{path}: {name} {key}"
                assert not key.startswith("on")
    assert shown > 100, "it's shown as text"


def test_templates_keep_the_tags_that_they_write(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(
        '{{ _("<b>x</b>") }}{{ ngettext("<i>%(num)s</i>", "<i>%(num)s</i> s", 2) }}'
        '{{ pgettext("c", "a < b") }}{% trans n="<" %}<u>{{ n }}</u>{% endtrans %}'
    )
    languages, _ = load_languages(["en"], [ROOT / "templates" / "locales"])
    html = environment([tmp_path], languages["en"], {}).get_template("one.html").render()
    assert html == "<b>x</b><i>2</i> sa &lt; b<u>&lt;</u>"
