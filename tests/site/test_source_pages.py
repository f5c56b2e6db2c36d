"""A published source text is cut at headings into pages that aren't heavy, and its addresses stay."""

from __future__ import annotations

import re

import pytest

from dossier_timeline.content.published_texts import PublishedTexts, TextOrigin
from dossier_timeline.evidence.passages import Segmentation
from dossier_timeline.evidence.text_cutting import segment_with_gaps
from dossier_timeline.languages.slugs import is_slug
from dossier_timeline.model.documents import SourceText
from dossier_timeline.output.assets import assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.page_rendering import render_page
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_bounds import MOST_PAGE_WEIGHT
from dossier_timeline.site.plan import SitePlan, plan_site
from dossier_timeline.site.source_blocks import list_source_blocks, weigh_block
from dossier_timeline.site.source_pages import SOURCE_KIND, SourceIndex, make_heading_slug
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, dossier_of, languages_of

LETTER = "letter-2021"
MOST_BYTES, MOST_ELEMENTS = 150_000, 3000
SPEC = SourceText(file="long.txt", sections=("Article *",), whole_paragraphs=True)


def _write_articles(count: int, paragraphs: int = 6, words: int = 60) -> str:
    return "\n\n".join(
        f"Article {article} About {article}\n\n"
        + "\n\n".join(
            f"{number}. In article {article}, {'words & more ' * words}"
            for number in range(1, paragraphs + 1)
        )
        for article in range(1, count + 1)
    )


def _cut(text: str) -> Segmentation:
    return segment_with_gaps(text, SPEC)


def _plan(text: str) -> SitePlan:
    dossier, config = dossier_of(GOOD), config_of(GOOD)
    texts = PublishedTexts({LETTER: _cut(text)}, {LETTER: TextOrigin("0" * 64, "2022-03-04")})
    return plan_site(dossier, languages_of(dossier, config), config, published_texts=texts)


def _index(text: str) -> SourceIndex:
    return SourceIndex(dossier_of(GOOD), {LETTER: _cut(text)})


def _render(site: SitePlan, code: str) -> dict[str, str]:
    """Render the pages of the source text in a language, by the entity of each."""
    config = config_of(GOOD)
    templates = environment(config.paths.templates, site.languages[code])
    context = LanguageContext(site, config, site.languages[code], templates.show)
    files = assets(config.paths.templates)
    return {
        page.entity: render_page(context, templates, page, files).decode()
        for page in site.pages
        if page.kind == SOURCE_KIND and page.language == code
    }


HEAVY = {
    "many articles": _write_articles(120),
    "one long section": _write_articles(1, paragraphs=400),
    "a paragraph of many words": f"Article 1\n\n{'word ' * 200_000}",
    "one endless word": f"Article 1\n\n{'&' * 300_000}",
    "a table of many rows": "Article 1\n\n" + "\n".join("a\tb\tc\t<d>" for _ in range(4000)),
    "a table of many columns": "Article 1\n\n" + "\n".join("\t".join(["a"] * 6000) for _ in range(3)),
    "many short paragraphs": "Article 1\n\n" + "\n\n".join("x¹" for _ in range(5000)),
    "many headings": "\n\n".join(f"Article {number}" for number in range(4000)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_page_is_heavy(name: str) -> None:
    pages = _render(_plan(HEAVY[name]), "en")
    assert pages
    for entity, html in pages.items():
        elements = len(re.findall("<[a-z]", html))
        assert len(html.encode()) <= MOST_BYTES, entity
        assert elements <= MOST_ELEMENTS, entity


@pytest.mark.parametrize("name", HEAVY)
def test_no_word_is_lost_where_a_text_is_cut(name: str) -> None:
    blocks = list_source_blocks(_cut(HEAVY[name]))
    shown = "".join(cell for one in blocks for row in (one.rows or ((one.text,),)) for cell in row)
    wanted = re.sub(r"\s", "", HEAVY[name])
    assert re.sub(r"[\s|]", "", shown) == wanted
    ids = [block.id for block in blocks]
    assert len(ids) == len(set(ids))


def test_parts_begin_at_headings_and_are_full() -> None:
    parts = _index(HEAVY["many articles"]).parts_of(LETTER)
    assert len(parts) > 3
    for part in parts:
        assert part.blocks[0].kind == "heading"
        assert re.fullmatch(r"article-\d+", part.slug)
        assert sum(map(weigh_block, part.blocks)) <= MOST_PAGE_WEIGHT
    weights = [sum(map(weigh_block, part.blocks)) for part in parts[:-1]]
    assert min(weights) > MOST_PAGE_WEIGHT / 2


def test_a_passage_keeps_its_id_when_the_text_is_cut_in_another_way() -> None:
    """A heading that was missed moves what follows it to another place; its words are the same."""
    text = _write_articles(5)
    missed = SourceText(file="long.txt", sections=("Article 1 *",), whole_paragraphs=True)
    before = {one.text: one.id for one in list_source_blocks(segment_with_gaps(text, missed)) if one.digest}
    after = {one.text: one.id for one in list_source_blocks(_cut(text)) if one.digest}
    assert after.items() <= before.items()
    assert len(after) == 30


def test_passages_with_the_same_words_are_told_apart_by_their_place() -> None:
    text = "Article 1\n\nThe same words.\n\nArticle 2\n\nThe same words."
    index, found = _index(text), _cut(text).passages
    places = [index.find_place(LETTER, one.digest, f"{one.section} {one.paragraph}") for one in found]
    assert [entity for entity, _ in places] == [LETTER, LETTER]
    assert [name.partition(".")[2] for _, name in places] == [found[0].digest, f"{found[0].digest}.2"]
    assert index.find_place(LETTER, found[0].digest, "elsewhere 1")[1] == places[0][1]
    assert index.find_place(LETTER, "0" * 12, "Article 1 1") == ("", "")


def test_a_text_that_is_cut_has_its_contents_first() -> None:
    pages = _render(_plan(HEAVY["many articles"]), "nl")
    contents = pages[LETTER]
    assert "Article 120 About 120" in contents
    assert "words &amp; more" not in contents
    first, *_, last = [entity for entity in pages if entity != LETTER]
    assert 'rel="next"' in pages[first]
    assert 'rel="prev"' not in pages[first]
    assert 'rel="prev"' in pages[last]
    assert 'rel="next"' not in pages[last]


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Article 83 General conditions", "article-83"),
        ("CHAPTER IV", "chapter-iv"),
        ("Artikel 3a", "artikel-3a"),
        ("Stand van zaken", "stand-van-zaken"),
        ("Économie & société", "économie-société"),
        ("المادة ٣ النطاق", "المادة-٣"),
        ("<script>", "script"),
        ("../../..", "part"),
        ("…", "part"),
        ("I", "i"),
        ("x" * 500, "x" * 50),
    ],
)
def test_the_address_of_a_part_is_made_of_its_heading(heading: str, slug: str) -> None:
    assert make_heading_slug(heading) == slug
    assert is_slug(slug)
