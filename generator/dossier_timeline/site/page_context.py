"""What a view has at hand: the dossier in one language, seen from one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

from markupsafe import Markup, escape

from dossier_timeline.components.base import Show
from dossier_timeline.components.marks import DifferenceMark, FactMark, QuotedWords, ScrollBox, TextLink
from dossier_timeline.languages import Language
from dossier_timeline.markup.links import resolve_target
from dossier_timeline.markup.parsed_text import HeadingTag, ParsedLink, ParsedText, ScrollBoundary
from dossier_timeline.markup.prose import BlockHtml, expand_pieces, parse_prose, parse_short_words
from dossier_timeline.markup.reading_places import RepeatedMarks, place_references
from dossier_timeline.model.base import Entry, Words
from dossier_timeline.model.documents import Document, Page, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.media import Download, Image
from dossier_timeline.model.references import Reference
from dossier_timeline.model.registers import Actor, Country, Term, Theme, Work
from dossier_timeline.model.sources import Quotation
from dossier_timeline.model.story import Commitment, Correction, Difference, Event
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES
from dossier_timeline.site.entry_weights import has_heavy_figures
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.media_figures import make_download_link, make_image_figure
from dossier_timeline.site.names import EntryNames, Phrase
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.notes import PageNotes
from dossier_timeline.site.recorded_site import PagePlace
from dossier_timeline.site.routes import PagePlan, link_from


@dataclass(frozen=True)
class PageContext:
    """One page and what is known while it is put together.

    `notes` is there on a page that has notes of its own. `suppressed_differences` are those that are being
    shown: values in them need no mark that sources differ.
    """

    language_context: LanguageContext
    page: PagePlan
    notes: PageNotes | None = None
    is_report: bool = False
    suppressed_differences: set[str] = field(default_factory=set)
    shown_images: dict[str, Image] = field(default_factory=dict)
    """The images that the page shows, by id, in order."""

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.language_context.dossier

    @cached_property
    def language(self) -> Language:
        """The language of the page."""
        return self.language_context.language

    @cached_property
    def names(self) -> EntryNames:
        """What things are called in the language of the page."""
        return self.language_context.names

    @cached_property
    def document(self) -> Document:
        """The document that the page is about, on the page of one."""
        document = self.dossier.by_id[self.page.entity]
        assert isinstance(document, Document)  # noqa: S101 -- the plan says so
        return document

    @cached_property
    def show(self) -> Show:
        """The function that turns a component into HTML."""
        return self.language_context.show

    # Addresses

    def page_href(self, page: PagePlan, fragment: str = "") -> str:
        """A link from this page to another."""
        return self.file_href(page.path, fragment)

    def file_href(self, path: str, fragment: str = "") -> str:
        """A link from this page to a file of the site."""
        return link_from(self.page, self.language_context.config.addresses.site_url, path, fragment)

    def kind_href(self, kind: str, entity: str = "", fragment: str = "") -> str:
        """A link to a page of this language by its kind; "" where there is no such page."""
        found = self.language_context.routes.find(kind, self.language.code, entity)
        return self.page_href(found, fragment) if found else ""

    def timeline_href(self, name: str) -> str:
        """A link to what stands on the timeline under this id, on the page that holds it."""
        return self.kind_href("timeline", self.language_context.timeline_index.part_slugs.get(name, ""), name)

    def entry_href(self, entry: Entry) -> str:
        """A link to the place of an entry; "" where it has none."""
        if isinstance(entry, Fact) and self.notes is not None and self.notes.has_note(entry.id):
            self.notes.number_fact(entry.id)
            return f"#{entry.id}"
        places = self.find_places(entry)
        if self.is_report and places:
            return self.kind_href(*places[0]) if self._is_outside_report(entry) else self._report_href(entry)
        page_key = (self.page.kind, self.page.entity)
        if len(places) > 1:
            places = tuple(sorted(places, key=lambda place: place[:2] != page_key))
        for place in places:
            if found := self.kind_href(*place):
                return found
        return ""

    def _is_outside_report(self, entry: Entry) -> bool:
        """Whether an entry isn't in the whole report, as the registers of a large dossier aren't."""
        if isinstance(entry, Theme | Page | Correction):
            return True
        return not self.language_context.report.has_registers and entry.id not in self.dossier.document_of

    def _report_href(self, entry: Entry) -> str:
        """A link to an entry where it stands in the whole report: on this page of it, or on another."""
        page = self.language_context.report.find_page_of(entry.id)
        return f"#{entry.id}" if page == self.page.entity else self.kind_href("report", page, entry.id)

    def find_places(self, entry: Entry) -> tuple[PagePlace, ...]:
        """The places of an entry, the one that is its permanent address first."""
        return self.language_context.known_places.find(id(entry), lambda: (entry, self._list_places(entry)))[
            1
        ]

    def _list_places(self, entry: Entry) -> tuple[PagePlace, ...]:
        document = self.dossier.document_of.get(entry.id)
        inside: tuple[PagePlace, ...] = (("document", document.id, entry.id),) if document else ()
        found: tuple[PagePlace, ...]
        match entry:
            case Fact() if not inside:
                kind = "works" if entry.id in self.language_context.work_of_fact else "figures"
                found = (self._find_listed_place(kind, entry),)
            case Fact() if note_page := self.language_context.note_index.find_entity(entry.id):
                found = ((NOTES_KIND, note_page, entry.id),)
            case Fact() | Quotation():
                found = inside
            case Figure():
                is_on_both_pages = document is not None and not has_heavy_figures(document)
                found = (self._find_listed_place("figures", entry), *(inside if is_on_both_pages else ()))
            case Document() | Theme():
                found = (("theme" if isinstance(entry, Theme) else "document", entry.id, ""),)
            case Work() if entry.document:
                found = (("document", entry.document, ""),)
            case Page():
                found = ((entry.id, "", "") if entry.id in BUILTIN_PAGES else ("page", entry.id, ""),)
            case Event():
                found = (
                    ("timeline", self.language_context.timeline_index.part_slugs.get(entry.id, ""), entry.id),
                )
            case _:
                register = _REGISTERS.get(type(entry))
                found = (self._find_listed_place(register, entry),) if register else ()
        return found

    def _find_listed_place(self, kind: str, entry: Entry) -> PagePlace:
        """The place of an entry on the page of a kind, or on the part of that page which holds it."""
        return kind, self.language_context.page_parts.find_entity(kind, entry.id), entry.id

    # Words

    def show_words(self, words: Words | str | None) -> Markup:
        """Words in the language of the page, with their references as links."""
        if words is None:
            return _NOTHING
        parsed = parse_short_words(self.names.written_words(words))
        return expand_pieces(parsed, self._resolve_references(parsed))

    def parse_prose(self, prose: Prose) -> ParsedText:
        """A Markdown text, read."""
        self.language_context.shared.note_text(prose)
        return parse_prose(
            prose.body,
            self.language_context.config.markdown.extensions,
            self.language_context.markdown_settings,
        )

    def show_prose(self, prose: Prose, section: str = "") -> Markup:
        """A Markdown text as HTML, with its references and links filled in.

        With the id of a `section` it is a part of that section: its headings are one level lower, their ids
        and the links to them begin with that id, so that texts with the same headings can share a page.
        """
        parsed = self.parse_prose(prose)
        own_ids = {heading.id for heading in parsed.headings} if section else frozenset[str]()

        def link(link: ParsedLink) -> str:
            if link.href.startswith("#") and link.href[1:] in own_ids:
                return f"#{section}-{link.href[1:]}"
            return self._link_href(link.href, prose)

        def heading(tag: HeadingTag) -> HeadingTag:
            if not section or tag.level not in _LOWERED_LEVELS:
                return tag
            return replace(tag, level=tag.level + 1, id=f"{section}-{tag.id}" if tag.id else "")

        return expand_pieces(parsed, self._resolve_references(parsed), link, self._show_scroll_box, heading)

    def _show_scroll_box(self, box: ScrollBoundary, content: Markup) -> Markup:
        label = (
            self.language.gettext("Table") if box is ScrollBoundary.TABLE else self.language.gettext("Code")
        )
        return self.show(ScrollBox(content, label))

    def _link_href(self, href: str, prose: Prose) -> str:
        if href.startswith("#"):
            return href
        file, fragment = resolve_target(href, prose.path)
        place = self.language_context.place_of_file.get(file)
        return self.kind_href(place[0], place[1], fragment) if place else href

    def _resolve_references(self, parsed: ParsedText) -> Callable[[Reference], Markup]:
        """Return what gives the references of a text, in their order.

        What a section of the text names again is no link there, and a sentence has one sign that sources
        differ: the notes say the rest.
        """
        if len(parsed.references) < _FEWEST_TO_REPEAT:
            return self.show_reference
        places, repeated = place_references(parsed), RepeatedMarks()

        def resolve(reference: Reference) -> Markup:
            place = next(places)
            entry = self.dossier.by_id.get(reference.id)
            if isinstance(entry, Fact):
                is_first = self._difference_mark(entry) is not None and repeated.is_first_mark(place)
            else:
                is_first = repeated.is_first_link(place, reference.id)
            return self.show_reference(reference, is_first=is_first)

        return resolve

    def show_reference(self, reference: Reference, *, is_first: bool = True) -> Markup:
        """What a reference becomes on this page.

        A value that isn't the first in its sentence about which sources differ has no sign of that, and
        anything else that isn't named for the first time is no link.
        """
        entry = self.dossier.by_id.get(reference.id)
        if entry is None:
            return escape(reference.words or reference.id)
        if isinstance(entry, Fact):
            shown = reference.words or self.names.write_fact(entry, reference.form)
            return self.show_fact(entry, shown, is_marked=is_first)
        if isinstance(entry, Image):
            return BlockHtml(self.show(make_image_figure(self, entry)))
        if isinstance(entry, Download):
            return self.show(make_download_link(self, entry, reference.words or ""))
        phrase = (
            Phrase(reference.words) if reference.words else self.names.name_in_text(entry, reference.form)
        )
        is_own_page = isinstance(entry, Document) and self.page.key[:2] == ("document", entry.id)
        href = self.entry_href(entry) if is_first and not is_own_page else ""
        if isinstance(entry, Quotation):
            return self.show_quotation(phrase, href)
        return self.show_link(phrase, href, is_entry=_opens_in_popover(entry, href))

    def show_link(self, phrase: Phrase | str, href: str, *, is_entry: bool = False) -> Markup:
        """Return a link, or the bare words where it leads nowhere; a `Phrase` may have its own language."""
        text, lang = (phrase.text, phrase.lang) if isinstance(phrase, Phrase) else (phrase, "")
        if not href and not lang:
            return escape(text)
        return self.show(TextLink(text, href, lang, is_entry))

    def link_entry(self, entry: Entry, form: str = "") -> Markup:
        """A link to an entry under its name."""
        return self.show_entry_link(self.names.name_in_text(entry, form), entry)

    def show_entry_link(self, phrase: Phrase, entry: Entry) -> Markup:
        """A link to an entry, which opens beside the words where it leads to a register."""
        href = self.entry_href(entry)
        return self.show_link(phrase, href, is_entry=_opens_in_popover(entry, href))

    def link_entries(self, ids: tuple[str, ...]) -> list[Markup]:
        """Links to entries by their ids; unknown ones are left out."""
        return [self.link_entry(entry) for entry_id in ids if (entry := self.dossier.by_id.get(entry_id))]

    def list_entries(self, ids: tuple[str, ...]) -> Markup:
        """The same as a list in words: "a, b and c"."""
        return self.join_items(self.link_entries(ids))

    def join_items(self, items: list[Markup]) -> Markup:
        """A list in words of what is already HTML."""
        return escape(self.language.join(items)) if items else Markup("")

    def show_quotation(self, phrase: Phrase, href: str) -> Markup:
        """Return the quoted words between the page's quotation marks, in their own language."""
        before, after = self.language.quotation_marks
        return self.show(QuotedWords(before, phrase.text, after, phrase.lang, href))

    # Values and marks

    def show_fact(self, fact: Fact, shown: str, *, is_marked: bool = True) -> Markup:
        """Return a fact's value in running text, with the way to its note and, if marked, to what differs."""
        difference = self._difference_mark(fact, shown) if is_marked else None
        if self.notes is None or not self.notes.has_note(fact.id):
            return self.show(FactMark(shown, self.entry_href(fact), difference=difference))
        number, place = self.notes.add_reference(fact.id)
        return self.show(FactMark(shown, f"#{fact.id}", number, place, difference))

    def _difference_mark(self, entry: Entry, about: str = "") -> DifferenceMark | None:
        known = self.language_context.differences_of.get(entry.id)
        if known is None:
            return None
        shown = (one for one in known if one.is_contradiction and one.id not in self.suppressed_differences)
        difference = next(shown, None)
        return DifferenceMark(self.entry_href(difference), about) if difference else None

    @contextmanager
    def suppress_difference(self, difference: Difference) -> Iterator[None]:
        """Leave out the mark of a difference while it is shown itself."""
        self.suppressed_differences.add(difference.id)
        yield
        self.suppressed_differences.discard(difference.id)

    @contextmanager
    def suppress_difference_of(self, entry: Entry) -> Iterator[None]:
        """Leave out the mark of the difference that is told beside an entry, while what it says is shown."""
        difference = self.find_difference(entry)
        if difference is None:
            yield
            return
        with self.suppress_difference(difference):
            yield

    def find_difference(self, entry: Entry) -> Difference | None:
        """The difference that is told beside an entry: the first contradiction, else the first of all."""
        found = self.language_context.differences_of.get(entry.id, ())
        return min(found, key=lambda one: not one.is_contradiction, default=None)

    def difference_href(self, entry: Entry) -> str:
        """Where the difference that is told beside an entry stands; "" for none."""
        difference = self.find_difference(entry)
        return self.entry_href(difference) if difference else ""


def _opens_in_popover(entry: Entry, href: str) -> bool:
    """Whether a link leads to an entry of a register that says in a few words who or what something is."""
    return isinstance(entry, Actor | Country | Term | Work) and "#" in href


_NOTHING = Markup("")
_FEWEST_TO_REPEAT = 2
"""With fewer references nothing can be named again."""
_LOWERED_LEVELS = range(2, 6)
"""Levels of headings that have one below them."""
_REGISTERS: Mapping[type[Entry], str] = {
    Commitment: "promises",
    Difference: "differences",
    Correction: "corrections",
    Actor: "people",
    Country: "countries",
    Work: "works",
    Term: "terms",
}
