"""The plan of a site: every page of every language, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dossier_timeline.config import Config, PageSettings
from dossier_timeline.content.published_texts import PublishedTexts, TextOrigin
from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verification_state import PassagesByDocument
from dossier_timeline.languages import Language
from dossier_timeline.media.published_media import NO_MEDIA, PublishedMedia
from dossier_timeline.model.availability import Availability, choose_text, decide_availability
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document, Page, PageHead, Prose, Translation
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import remove_drafts
from dossier_timeline.model.entry_digests import EntryDigests
from dossier_timeline.model.lent_words import lend_missing_words
from dossier_timeline.model.translation_status import find_changed_languages
from dossier_timeline.model.uses import EntryMentions, Uses, collect_uses
from dossier_timeline.notation.search_words import SearchWords
from dossier_timeline.site.builtin_pages import (
    BUILTIN_PAGES,
    PROSE_KINDS,
    PageNames,
    find_used_themes,
    name_builtin_pages,
)
from dossier_timeline.site.embed_pages import plan_embed_pages
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.note_pages import NoteIndex, plan_note_pages
from dossier_timeline.site.outcome_index import OutcomeIndex
from dossier_timeline.site.page_parts import (
    PartIndex,
    make_part_indexes,
    plan_page_parts,
)
from dossier_timeline.site.report_parts import ReportIndex, plan_report_pages
from dossier_timeline.site.routes import INDEX, Alternate, PagePlan, PageSource, Routes, absolute_url
from dossier_timeline.site.searched_pages import CHOICE_KIND, MISSING_KIND
from dossier_timeline.site.source_pages import SourceIndex, plan_source_pages
from dossier_timeline.site.theme_contents import ThemeContents, collect_theme_contents
from dossier_timeline.site.timeline_index import TimelineIndex
from dossier_timeline.site.timeline_pages import plan_timeline_pages


@dataclass(frozen=True)
class SitePlan:
    """Everything that rendering needs: the dossier, its pages, and the last verification of its values."""

    dossier: Dossier
    languages: Mapping[str, Language]
    pages: tuple[PagePlan, ...]
    receipt: Receipt | None = None
    page_settings: PageSettings = field(default_factory=PageSettings)
    uses: dict[str, Uses] = field(default_factory=dict)
    """Which entries use each entry, by language; filled when it is first asked for."""
    digests: EntryDigests = field(default_factory=EntryDigests)
    mentions: EntryMentions = field(default_factory=EntryMentions)
    previewed_passages: PassagesByDocument = field(default_factory=dict)
    """The passages of source texts whose words a preview shows; a build that readers get has none."""
    source_index: SourceIndex | None = None
    """The parts of the source texts that are published."""
    text_origins: Mapping[str, TextOrigin] = field(default_factory=dict)
    """Where each of those texts comes from, by the document's id."""
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    """What readers type who search, by language."""
    media: PublishedMedia = NO_MEDIA
    """What is published of images and files to download."""

    @cached_property
    def timeline_index(self) -> TimelineIndex:
        """The timeline, its parts, and the values by which readers filter it."""
        return TimelineIndex(self.dossier)

    @cached_property
    def outcome_index(self) -> OutcomeIndex:
        """What came of all promises."""
        return OutcomeIndex(self.dossier)

    @cached_property
    def report_index(self) -> ReportIndex:
        """The parts of the whole report."""
        return ReportIndex(self.dossier, self.page_settings.report_documents)

    @property
    def has_document_cards(self) -> bool:
        """Whether each document has a card image of its own."""
        return len(self.dossier.documents) <= self.page_settings.card_images

    @cached_property
    def note_index(self) -> NoteIndex:
        """The pages with the notes of documents that have very many facts."""
        return NoteIndex(self.dossier)

    @cached_property
    def part_indexes(self) -> Mapping[str, PartIndex]:
        """The parts of pages that are cut, by language."""
        uses = self.uses_in(next(iter(self.languages)))
        names = {code: EntryNames(self.dossier, language) for code, language in self.languages.items()}
        return make_part_indexes(names, uses, self.theme_contents)

    @cached_property
    def theme_contents(self) -> Mapping[str, ThemeContents]:
        """What belongs to each theme, by its id."""
        return collect_theme_contents(self.dossier)

    def uses_in(self, code: str) -> Uses:
        """Return what names each entry, in the texts of a language."""
        if code not in self.uses:
            self.uses[code] = collect_uses(self.dossier, code, self.mentions)
        return self.uses[code]

    @cached_property
    def pages_by_path(self) -> dict[str, PagePlan]:
        """The pages by path."""
        return {page.path: page for page in self.pages}

    def routes(self, site_url: str) -> Routes:
        """Return an index of the pages by kind, entity and language."""
        return Routes.from_pages(self.pages, site_url)


def plan_site(  # noqa: PLR0917 -- all of a site
    dossier: Dossier,
    languages: Mapping[str, Language],
    config: Config,
    receipt: Receipt | None = None,
    digests: EntryDigests | None = None,
    mentions: EntryMentions | None = None,
    *,
    source_passages: PassagesByDocument | None = None,
    published_texts: PublishedTexts | None = None,
    search_words: Mapping[str, SearchWords] | None = None,
    media: PublishedMedia = NO_MEDIA,
) -> SitePlan:
    """Plan every page; drafts are left out unless they are asked for.

    `digests` and `mentions` are those of entries that are known. `source_passages` are those of the texts at
    hand, which only a preview shows; `published_texts` are the texts that have pages.
    """
    published = lend_missing_words(dossier if config.mode.drafts else remove_drafts(dossier))
    known = digests or EntryDigests(), mentions or EntryMentions()
    published_texts = published_texts or PublishedTexts()
    source_index = SourceIndex(published, published_texts.segmentations)
    planner = _Planner(published, languages, config, known[1], source_index)
    pages = planner.plan_pages()
    site = SitePlan(
        published,
        languages,
        pages,
        receipt,
        config.pages,
        planner.uses,
        *known,
        source_passages or {} if config.mode.drafts else {},
        source_index,
        published_texts.origins,
        search_words or {},
        media,
    )
    # What was found out for planning is what pages ask for: each would be made once more, in each process.
    names = ("timeline_index", "note_index", "report_index", "theme_contents", "part_indexes")
    vars(site).update({name: getattr(planner, name) for name in names})
    return site


class _Planner:
    """Plans the pages of one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        languages: Mapping[str, Language],
        config: Config,
        mentions: EntryMentions,
        source_index: SourceIndex,
    ) -> None:
        self.dossier, self.languages, self.config = dossier, languages, config
        self.timeline_index, self.note_index = TimelineIndex(dossier), NoteIndex(dossier)
        self.source_index = source_index
        self.report_index = ReportIndex(dossier, config.pages.report_documents)
        wanted = {"search": config.outputs.search, "report": config.pages.report_documents > 0}
        self.kinds_left_out = {kind for kind, is_wanted in wanted.items() if not is_wanted}
        self.codes = tuple(code for code in dossier.languages if code in languages)
        self.updated = dossier.settings.updated.upper
        self.introductions = {page.id: page for page in dossier.pages}
        self.summaries = {summary.document: summary.texts for summary in dossier.summaries}
        self.content_path = config.paths.content_path
        self.texts = {code: EntryNames(dossier, languages[code]) for code in self.codes}
        first_code = next(iter(languages))
        self.uses = {first_code: collect_uses(dossier, first_code, mentions)}
        self.theme_contents = collect_theme_contents(dossier)
        self.part_indexes = make_part_indexes(self.texts, self.uses[first_code], self.theme_contents)
        self.page_names = {
            code: name_builtin_pages(languages[code], self._plain_words(dossier.settings.title, code))
            for code in self.codes
        }

    def plan_pages(self) -> tuple[PagePlan, ...]:
        """Return every page, language by language, each with its translations."""
        pages = [page for code in self.codes for page in self._plan_language(code)]
        groups: dict[tuple[str, str], list[PagePlan]] = {}
        for page in pages:
            groups.setdefault((page.kind, page.entity), []).append(page)
        alternates = {key: self._find_alternates(group) for key, group in groups.items()}
        linked = [self._with_translations(page, groups[page.kind, page.entity], alternates) for page in pages]
        return (*linked, *self._plan_root_pages(groups))

    def _with_translations(
        self,
        page: PagePlan,
        group: list[PagePlan],
        alternates: Mapping[tuple[str, str], tuple[Alternate, ...]],
    ) -> PagePlan:
        """Return the page with its translations; one that shows another's text has that one as canonical."""
        if page.is_indexed or page.availability is None:
            return replace(page, alternates=alternates[page.kind, page.entity])
        language = page.availability.canonical_language
        return replace(page, canonical=next(one.canonical for one in group if one.language == language))

    def _plain_words(self, words: Words, code: str) -> str:
        return self.texts[code].plain_words(words)

    def _plan_language(self, code: str) -> Iterator[PagePlan]:
        for kind, builtin in BUILTIN_PAGES.items():
            if kind in self.kinds_left_out:
                continue
            introduction = self.introductions.get(kind)
            if builtin.has_content(self.dossier) or (introduction and kind in PROSE_KINDS):
                yield from self._plan_with_parts(
                    self._plan_builtin(kind, code, introduction, builtin.data_file)
                )
            if kind == "documents":
                yield from self._plan_documents(code)
            if kind == "themes":
                for theme_id in find_used_themes(self.dossier):
                    theme_page = self._plan_theme(theme_id, code)
                    yield theme_page
                    site_url = self.config.addresses.site_url
                    yield from plan_page_parts(theme_page, self.part_indexes[code], site_url)
        for page in self.dossier.pages:
            if page.id not in BUILTIN_PAGES and page.texts:
                yield self._plan_own_page(page, code)
        missing_page = self._plan_missing(code)
        yield missing_page
        yield from plan_embed_pages(missing_page, self.texts[code], self.config)

    def _plan_documents(self, code: str) -> Iterator[PagePlan]:
        """Yield the pages of documents, of notes that are too many for those, and of source texts."""
        for document in self.dossier.documents:
            page = self._plan_document(document, code)
            yield page
            site_url = self.config.addresses.site_url
            yield from plan_note_pages(page, self.note_index, self.texts[code], site_url)
            yield from plan_source_pages(page, self.source_index, self.texts[code], site_url)

    def _plan_with_parts(self, page: PagePlan) -> Iterator[PagePlan]:
        """Yield a built-in page, and the pages of its parts."""
        texts, site_url = self.texts[page.language], self.config.addresses.site_url
        if page.kind == "report":
            yield from plan_report_pages(page, self.report_index, texts, site_url)
            return
        yield page
        if page.kind == "timeline":
            timeline_pages = self.config.pages.timeline_pages
            yield from plan_timeline_pages(page, self.timeline_index, texts, site_url, timeline_pages)
        yield from plan_page_parts(page, self.part_indexes[page.language], site_url)

    def _plan_builtin(self, kind: str, code: str, introduction: Page | None, data: str) -> PagePlan:
        words = self.page_names[code][kind]
        decision, prose = self._choose_text(kind, introduction.texts if introduction else {}, code)
        sources = [PageSource("data", f"{self.content_path}/{data}")] if data else []
        if kind == "home":
            title, description = words.title, self._plain_words(self.dossier.settings.description, code)
            words = PageNames(title, "", description)
        if prose and isinstance(prose.head, PageHead):
            sources.insert(0, PageSource("text", prose.path))
            if kind != "home":
                words = PageNames(prose.head.title, prose.head.slug, prose.head.description)
        folder = f"{code}/{words.slug}" if words.slug else code
        path = f"{folder}/{INDEX}"
        page = self._plan_page(kind, "", code, path, words.title, words.description, tuple(sources), prose)
        return replace(
            self._with_availability(page, decision), menu_title=self.page_names[code][kind].menu_title
        )

    def _plan_document(self, document: Document, code: str) -> PagePlan:
        decision, prose = self._choose_text(document.id, self.summaries.get(document.id, {}), code)
        data = PageSource("data", f"{self.content_path}/documents/{document.id}/document.yml")
        sources = (PageSource("text", prose.path), data) if prose else (data,)
        path = f"{code}/{self._find_slug('documents', code)}/{self._plain_words(document.slug, code)}/{INDEX}"
        title = self._plain_words(document.title, code)
        description = self._plain_words(document.description, code)
        page = self._plan_page(
            "document", document.id, code, path, title, description, sources, prose, document.updated
        )
        return self._with_availability(page, decision)

    def _plan_theme(self, theme_id: str, code: str) -> PagePlan:
        theme = next(theme for theme in self.dossier.themes if theme.id == theme_id)
        path = f"{code}/{self._find_slug('themes', code)}/{self._plain_words(theme.slug, code)}/{INDEX}"
        title, description = self._plain_words(theme.name, code), self._plain_words(theme.text, code)
        sources = (PageSource("data", f"{self.content_path}/themes.yml"),)
        return self._plan_page("theme", theme.id, code, path, title, description, sources)

    def _plan_own_page(self, page: Page, code: str) -> PagePlan:
        decision, prose = self._choose_text(page.id, page.texts, code)
        head = prose.head if prose and isinstance(prose.head, PageHead) else None
        title, slug, description = (head.title, head.slug, head.description) if head else (page.id,) * 3
        sources = (PageSource("text", prose.path),) if prose else ()
        path = f"{code}/{slug}/{INDEX}"
        planned = self._plan_page("page", page.id, code, path, title, description, sources, prose)
        return self._with_availability(planned, decision)

    def _choose_text(
        self, entry_id: str, texts: Mapping[str, Prose], code: str
    ) -> tuple[Availability, Prose | None]:
        """Return which text a page in this language shows, and that text."""
        steps = self.dossier.translations.get(entry_id, {})
        changed = find_changed_languages(texts, code, steps) if code in texts else ()
        decision = decide_availability(texts, code, self.codes, changed)
        return decision, choose_text(texts, decision)

    def _with_availability(self, page: PagePlan, decision: Availability) -> PagePlan:
        return replace(page, availability=decision, is_indexed=decision.is_indexed)

    def _plan_missing(self, code: str) -> PagePlan:
        language = self.languages[code]
        title = language.gettext("This page does not exist")
        return replace(
            self._plan_page(MISSING_KIND, "", code, f"{code}/404.html", title, title, ()), is_indexed=False
        )

    def _find_slug(self, kind: str, code: str) -> str:
        introduction = self.introductions.get(kind)
        prose = self._choose_text(kind, introduction.texts, code)[1] if introduction else None
        return (
            prose.head.slug
            if prose and isinstance(prose.head, PageHead)
            else self.page_names[code][kind].slug
        )

    def _plan_page(  # noqa: PLR0917 -- all of a page
        self,
        kind: str,
        entity: str,
        code: str,
        path: str,
        title: str,
        description: str,
        sources: tuple[PageSource, ...],
        prose: Prose | None = None,
        updated: Edtf | None = None,
    ) -> PagePlan:
        days = [updated, prose.head.updated if prose and isinstance(prose.head, Translation) else None]
        changes = [day.upper for day in days if day is not None]
        return PagePlan(
            kind=kind,
            entity=entity,
            language=code,
            path=path,
            title=title,
            description=description,
            template=f"pages/{kind}.html",
            canonical=absolute_url(self.config.addresses.site_url, path),
            last_changed=max(changes) if changes else self.updated,
            sources=sources,
        )

    def _find_alternates(self, group: list[PagePlan]) -> tuple[Alternate, ...]:
        """Return the translations of a page; a page that shows the text of another language isn't one."""
        alternates = tuple(Alternate(page.language, page.canonical) for page in group if page.is_indexed)
        if len(alternates) < 2:
            return ()
        default_url = self.config.addresses.site_url if group[0].kind == "home" else alternates[0].url
        return (*alternates, Alternate("x-default", default_url))

    def _plan_root_pages(self, groups: Mapping[tuple[str, str], list[PagePlan]]) -> Iterator[PagePlan]:
        titles = " · ".join(dict.fromkeys(self.page_names[code]["home"].title for code in self.codes))
        first_code = self.codes[0]
        description = self._plain_words(self.dossier.settings.description, first_code)
        root = self._plan_page(CHOICE_KIND, "", first_code, INDEX, titles, description, ())
        yield replace(root, language="", alternates=self._find_alternates(groups["home", ""]))
        missing_title = " · ".join(
            dict.fromkeys(self.languages[code].gettext("This page does not exist") for code in self.codes)
        )
        page = self._plan_page(MISSING_KIND, "", first_code, "404.html", missing_title, missing_title, ())
        yield replace(page, language="", template="pages/missing-root.html", is_indexed=False)
