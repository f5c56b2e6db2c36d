"""Which pages there are: every page of every language, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dossier_timeline.config import Config
from dossier_timeline.diagnostics.problems import Position, Problem
from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.languages import Language
from dossier_timeline.model.availability import Availability, availability, choose
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document, Page, PageHead, Prose, Translation
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import without_drafts
from dossier_timeline.model.parity import behind
from dossier_timeline.model.source_positions import Locate
from dossier_timeline.model.uses import Uses, mentions
from dossier_timeline.site.address_clashes import clashes
from dossier_timeline.site.builtin_pages import KINDS, PROSE_FIRST, Called, called, themes_in_use
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.report_parts import Report, report_pages
from dossier_timeline.site.routes import INDEX, Alternate, PagePlan, Routes, Source, absolute
from dossier_timeline.site.timeline_index import Listings
from dossier_timeline.site.timeline_pages import timeline_pages

CHOICE, MISSING = "choice", "missing"
"""The root page on which a reader chooses a language, and the page of an address that isn't there."""


@dataclass(frozen=True)
class Site:
    """Everything that `render` needs: the dossier, its pages and what is known beside them.

    `problems` are about addresses. `receipt` is the last verification against the source texts.
    """

    dossier: Dossier
    languages: Mapping[str, Language]
    pages: tuple[PagePlan, ...]
    problems: tuple[Problem, ...] = ()
    receipt: Receipt | None = None
    uses: dict[str, Uses] = field(default_factory=dict)
    """What names each thing, by language, as far as somebody has asked."""

    @cached_property
    def listings(self) -> Listings:
        """What the timeline can be asked for, and its parts."""
        return Listings(self.dossier)

    @cached_property
    def report(self) -> Report:
        """The parts of the whole report."""
        return Report(self.dossier)

    @cached_property
    def by_path(self) -> dict[str, PagePlan]:
        """The pages by path."""
        return {page.path: page for page in self.pages}

    def routes(self, site_url: str) -> Routes:
        """The pages by kind, entity and language."""
        return Routes.of(self.pages, site_url)


def plan(
    dossier: Dossier,
    languages: Mapping[str, Language],
    config: Config,
    receipt: Receipt | None = None,
    places: Locate | None = None,
) -> Site:
    """Plan every page; drafts are left out unless `config.drafts`.

    `receipt` is the last verification, if there was one; `places` is where content stands. Two pages with
    one address are a problem of the site.
    """
    shown = dossier if config.drafts else without_drafts(dossier)
    planner = _Planner(shown, languages, config)
    pages = planner.pages()
    problems = (*clashes(pages, places), *_of_drafts(dossier, shown, planner.content))
    return Site(shown, languages, pages, problems, receipt)


class _Planner:
    """Plans the pages of one dossier."""

    def __init__(self, dossier: Dossier, languages: Mapping[str, Language], config: Config) -> None:
        self.dossier, self.languages, self.config = dossier, languages, config
        self.listings, self.report = Listings(dossier), Report(dossier)
        self.codes = tuple(code for code in dossier.languages if code in languages)
        self.updated = dossier.settings.updated.upper
        self.intros = {page.id: page for page in dossier.pages}
        self.summaries = {summary.document: summary.texts for summary in dossier.summaries}
        self.content = config.content_path
        self.texts = {code: EntryNames(dossier, languages[code]) for code in self.codes}
        self.words = {
            code: called(languages[code], self._say(dossier.settings.title, code)) for code in self.codes
        }

    def pages(self) -> tuple[PagePlan, ...]:
        """Every page, language by language, with what they know of each other."""
        pages = [page for code in self.codes for page in self._of_language(code)]
        groups: dict[tuple[str, str], list[PagePlan]] = {}
        for page in pages:
            groups.setdefault((page.kind, page.entity), []).append(page)
        alternates = {key: self._alternates(group) for key, group in groups.items()}
        linked = [self._linked(page, groups[page.kind, page.entity], alternates) for page in pages]
        return (*linked, *self._roots(groups))

    def _linked(
        self,
        page: PagePlan,
        group: list[PagePlan],
        alternates: Mapping[tuple[str, str], tuple[Alternate, ...]],
    ) -> PagePlan:
        """The page with its translations; one that shows another's text names that one as canonical."""
        if page.indexed or page.available is None:
            return replace(page, alternates=alternates[page.kind, page.entity])
        shown = page.available.canonical
        return replace(page, canonical=next(one.canonical for one in group if one.language == shown))

    def _say(self, words: Words, code: str) -> str:
        return self.texts[code].plain_words(words)

    def _of_language(self, code: str) -> Iterator[PagePlan]:
        for kind, about in KINDS.items():
            if kind == "search" and not self.config.search:
                continue
            intro = self.intros.get(kind)
            if about.filled(self.dossier) or (intro and kind in PROSE_FIRST):
                yield from self._with_parts(self._builtin(kind, code, intro, about.data))
            if kind == "documents":
                yield from (self._document(document, code) for document in self.dossier.documents)
            if kind == "themes":
                yield from (self._theme(theme_id, code) for theme_id in themes_in_use(self.dossier))
        for page in self.dossier.pages:
            if page.id not in KINDS and page.texts:
                yield self._own(page, code)
        yield self._missing(code)

    def _with_parts(self, page: PagePlan) -> Iterator[PagePlan]:
        """A built-in page, and those on which the rest of it stands."""
        texts, site_url = self.texts[page.language], self.config.site_url
        if page.kind == "report":
            yield from report_pages(page, self.report, texts.language, site_url)
            return
        yield page
        if page.kind == "timeline":
            yield from timeline_pages(page, self.listings, texts, site_url)

    def _builtin(self, kind: str, code: str, intro: Page | None, data: str) -> PagePlan:
        words = self.words[code][kind]
        available, prose = self._text(intro.texts if intro else {}, code)
        sources = [Source("data", f"{self.content}/{data}")] if data else []
        if kind == "home":
            title, description = words.title, self._say(self.dossier.settings.description, code)
            words = Called(title, "", description)
        if prose and isinstance(prose.head, PageHead):
            sources.insert(0, Source("text", prose.path))
            if kind != "home":
                words = Called(prose.head.title, prose.head.slug, prose.head.description)
        folder = f"{code}/{words.slug}" if words.slug else code
        path = f"{folder}/{INDEX}"
        page = self._page(kind, "", code, path, words.title, words.description, tuple(sources), prose)
        return replace(self._decided(page, available), menu=self.words[code][kind].menu)

    def _document(self, document: Document, code: str) -> PagePlan:
        available, prose = self._text(self.summaries.get(document.id, {}), code)
        data = Source("data", f"{self.content}/documents/{document.id}/document.yml")
        sources = (Source("text", prose.path), data) if prose else (data,)
        path = f"{code}/{self._slug('documents', code)}/{self._say(document.slug, code)}/{INDEX}"
        title, description = self._say(document.title, code), self._say(document.description, code)
        page = self._page(
            "document", document.id, code, path, title, description, sources, prose, document.updated
        )
        return self._decided(page, available)

    def _theme(self, theme_id: str, code: str) -> PagePlan:
        theme = next(theme for theme in self.dossier.themes if theme.id == theme_id)
        path = f"{code}/{self._slug('themes', code)}/{self._say(theme.slug, code)}/{INDEX}"
        title, description = self._say(theme.name, code), self._say(theme.text, code)
        sources = (Source("data", f"{self.content}/themes.yml"),)
        return self._page("theme", theme.id, code, path, title, description, sources)

    def _own(self, page: Page, code: str) -> PagePlan:
        available, prose = self._text(page.texts, code)
        head = prose.head if prose and isinstance(prose.head, PageHead) else None
        title, slug, description = (head.title, head.slug, head.description) if head else (page.id,) * 3
        sources = (Source("text", prose.path),) if prose else ()
        path = f"{code}/{slug}/{INDEX}"
        made = self._page("page", page.id, code, path, title, description, sources, prose)
        return self._decided(made, available)

    def _text(self, texts: Mapping[str, Prose], code: str) -> tuple[Availability, Prose | None]:
        """The text that a page in this language shows, and what follows from which one it is."""
        decision = availability(texts, code, self.codes, behind(texts, code) if code in texts else ())
        return decision, choose(texts, decision)

    def _decided(self, page: PagePlan, available: Availability) -> PagePlan:
        return replace(page, available=available, indexed=available.indexed)

    def _missing(self, code: str) -> PagePlan:
        language = self.languages[code]
        title = language.gettext("This page does not exist")
        return replace(self._page(MISSING, "", code, f"{code}/404.html", title, title, ()), indexed=False)

    def _slug(self, kind: str, code: str) -> str:
        intro = self.intros.get(kind)
        prose = self._text(intro.texts, code)[1] if intro else None
        return prose.head.slug if prose and isinstance(prose.head, PageHead) else self.words[code][kind].slug

    def _page(  # noqa: PLR0917 -- all of a page
        self,
        kind: str,
        entity: str,
        code: str,
        path: str,
        title: str,
        description: str,
        sources: tuple[Source, ...],
        prose: Prose | None = None,
        updated: Edtf | None = None,
    ) -> PagePlan:
        days = [updated, prose.head.updated if prose and isinstance(prose.head, Translation) else None]
        known = [day.upper for day in days if day is not None]
        return PagePlan(
            kind=kind,
            entity=entity,
            language=code,
            path=path,
            title=title,
            description=description,
            template=f"pages/{kind}.html",
            canonical=absolute(self.config.site_url, path),
            lastmod=max(known) if known else self.updated,
            sources=sources,
        )

    def _alternates(self, group: list[PagePlan]) -> tuple[Alternate, ...]:
        """The translations of a page that there are; a page with another's prose isn't one."""
        found = tuple(Alternate(page.language, page.canonical) for page in group if page.indexed)
        if len(found) < 2:
            return ()
        first = self.config.site_url if group[0].kind == "home" else found[0].url
        return (*found, Alternate("x-default", first))

    def _roots(self, groups: Mapping[tuple[str, str], list[PagePlan]]) -> Iterator[PagePlan]:
        titles = " · ".join(dict.fromkeys(self.words[code]["home"].title for code in self.codes))
        first = self.codes[0]
        description = self._say(self.dossier.settings.description, first)
        root = self._page(CHOICE, "", first, INDEX, titles, description, ())
        yield replace(root, language="", alternates=self._alternates(groups["home", ""]))
        lost = " · ".join(
            dict.fromkeys(self.languages[code].gettext("This page does not exist") for code in self.codes)
        )
        page = self._page(MISSING, "", first, "404.html", lost, lost, ())
        yield replace(page, language="", template="pages/missing-root.html", indexed=False)


def _of_drafts(whole: Dossier, shown: Dossier, content: str) -> Iterator[Problem]:
    """What names something that only a draft has: it would lead nowhere."""
    if shown is whole:
        return
    pairs = {pair for code in whole.languages for pair in mentions(shown, code)}
    for user, used in sorted(pairs):
        if used in whole.by_id and used not in shown.by_id:
            home = shown.document_of.get(user)
            path = f"documents/{home.id}/document.yml" if home else "dossier.yml"
            yield Problem(
                Position(f"{content}/{path}"),
                "draft-reference",
                f"“{user or shown.settings.id}” names “{used}”, which stands in a document that is a draft",
                "take the reference out for now, or build with drafts",
            )
