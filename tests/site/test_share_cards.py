"""Which card image a page has, and what it says."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup
from PIL import Image

from dossier_timeline.output.card_rendering import list_cards
from dossier_timeline.output.render import render_site
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.read_recorder import ReadRecorder
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.frame import make_frame
from tests.helpers.files import GOOD
from tests.helpers.html import values
from tests.helpers.small_site import BASE, config_of, dossier_of, good_files, good_site, planned


@lru_cache(maxsize=1)
def files() -> SiteFiles:
    return good_files()


def read_tag(content: bytes, name: str) -> str:
    (found,) = values(content, f'meta[property="{name}"]', "content")
    return found


def test_each_page_that_is_shared_has_a_card_in_its_language() -> None:
    cards = {}
    for page in good_site().pages:
        content = files()[page.path]
        tags = values(content, 'meta[property="og:image"]', "content")
        if page.kind in ("missing", "choice", "embed", "embeds"):
            assert tags == []
            continue
        (url,) = tags
        path = url.removeprefix(BASE)
        image = Image.open(io.BytesIO(files()[path]))
        assert [str(size) for size in image.size] == [
            read_tag(content, "og:image:width"),
            read_tag(content, "og:image:height"),
        ]
        assert values(content, 'meta[name="twitter:card"]', "content") == ["summary_large_image"]
        cards[page.path] = (path, read_tag(content, "og:image:alt"))
    documents = [page for page in good_site().pages if page.kind == "document"]
    assert documents
    for page in documents:
        assert cards[page.path][1].startswith(page.title)
    assert len({path for path, _ in cards.values()}) > len(documents)


def test_no_card_is_there_that_no_page_shows() -> None:
    shown = {
        url.removeprefix(BASE)
        for page in good_site().pages
        for url in values(files()[page.path], 'meta[property="og:image"]', "content")
    }
    assert {path for path in files() if path.startswith("assets/cards/")} == shown


def test_pages_about_documents_of_a_large_dossier_share_the_card_of_home() -> None:
    dossier = dossier_of(GOOD)
    config = config_of(GOOD, card_images=len(dossier.documents) - 1)
    rendered = render_site(planned(dossier, config), config)
    pages = {page.key: page.path for page in good_site().pages}
    for (kind, _, language), path in pages.items():
        own, home = (
            values(rendered[one], 'meta[property="og:image"]', "content")
            for one in (path, pages["home", "", language or "nl"])
        )
        if kind == "document":
            assert own == home
        if kind in ("timeline", "terms"):
            assert own != home


def test_a_dossier_may_do_without_cards() -> None:
    config = config_of(GOOD, card_images=0)
    rendered = render_site(planned(dossier_of(GOOD), config), config)
    assert not any(path.startswith("assets/cards/") for path in rendered)
    assert not any(b"og:image" in rendered[page.path] for page in good_site().pages)


def test_a_card_is_named_after_what_it_says() -> None:
    site, config = good_site(), config_of(GOOD)
    contexts = {code: LanguageContext(site, config, language) for code, language in site.languages.items()}
    before = list_cards(site, contexts)
    page = next(page for page in site.pages if page.kind == "document")
    changed = replace(
        site, pages=tuple(replace(one, title="Otherwise") if one == page else one for one in site.pages)
    )
    after = list_cards(changed, contexts)
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1


def test_a_page_of_a_document_does_not_read_how_many_documents_there_are() -> None:
    site, config = good_site(), config_of(GOOD)
    recorder = ReadRecorder()
    for code, language in site.languages.items():
        context = LanguageContext(site, config, language, lambda _: Markup(""), recorder)
        page = next(page for page in site.pages if (page.kind, page.language) == ("document", code))
        with recorder.record() as reads:
            assert make_frame(PageContext(context, page)).card
        assert "document_cards all" in reads
        assert "collection documents" not in reads
