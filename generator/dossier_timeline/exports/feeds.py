"""The feeds of a language: the newest documents and corrections, the last first, as Atom and as JSON.

An entry's id is made of the address of the feed and the entry's own id, so that it stays the same
when a title or an address in the site changes. Days come from the content, never from the clock.

Sources: RFC 4287 (Atom), RFC 5646 (language tags), JSON Feed 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.table import write_json
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_bounds import NEWEST_FEED_ENTRIES
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan, absolute_url

ATOM_NAME, JSON_NAME = "feed.xml", "feed.json"
_DAY = len("2014-09-30")
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
_ATOM_TEMPLATE = "exports/feed.xml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no place for, not even escaped."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; `source` is the official address of what it speaks of."""

    id: str
    url: str
    title: str
    text: str
    day: date
    about: date
    """The day of what it speaks of, by which entries of one day are sorted."""
    subject: str
    source: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    """The same in other languages: tag and address."""

    @property
    def moment(self) -> str:
        """When it changed, as RFC 3339 writes it."""
        return _format_moment(self.day)


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of one language; `entries` has the newest first, and no more than are news."""

    language: str
    title: str
    description: str
    publisher: str
    licence_name: str
    licence_url: str
    home_url: str
    atom_url: str
    json_url: str
    day: date
    entries: tuple[FeedEntry, ...]

    @property
    def moment(self) -> str:
        """When it last changed, as RFC 3339 writes it."""
        return _format_moment(self.day)


class _JsonItem(TypedDict, total=False):
    """An item of a JSON Feed."""

    id: str
    url: str
    title: str
    content_text: str
    date_modified: str
    tags: list[str]
    language: str
    external_url: str


def feed_path(language: str, name: str) -> str:
    """Return the path of a language's feed."""
    return f"{language}/{name}"


def export_feeds(context: ExportContext) -> Mapping[str, bytes]:
    """Return both feeds of each language, by path."""
    files: dict[str, bytes] = {}
    for code, language_context in context.languages.items():
        feed = make_feed(language_context)
        atom = context.render(_ATOM_TEMPLATE, feed=feed)
        files[feed_path(code, ATOM_NAME)] = _NOT_XML.sub("", atom).encode()
        files[feed_path(code, JSON_NAME)] = write_json_feed(feed)
    return files


def make_feed(language_context: LanguageContext) -> Feed:
    """Return the feed of a language."""
    settings, names = language_context.dossier.settings, language_context.names
    code, base = language_context.language.code, language_context.config.addresses.site_url
    home = language_context.routes.find("home", code)
    entries = sorted(
        list_feed_entries(language_context), key=lambda one: (one.day, one.about, one.id), reverse=True
    )
    return Feed(
        language=code,
        title=names.plain_words(settings.title),
        description=names.plain_words(settings.description),
        publisher=names.plain_words(settings.publisher),
        licence_name=settings.licence.name,
        licence_url=settings.licence.url,
        home_url=home.canonical if home else base,
        atom_url=absolute_url(base, feed_path(code, ATOM_NAME)),
        json_url=absolute_url(base, feed_path(code, JSON_NAME)),
        day=max((one.day for one in entries), default=settings.updated.lower),
        entries=tuple(entries[:NEWEST_FEED_ENTRIES]),
    )


def list_feed_entries(language_context: LanguageContext) -> Iterator[FeedEntry]:
    """Yield an entry for each document that has a text in this language, and for each correction."""
    texts, code = language_context.names, language_context.language.code
    feed_url = absolute_url(language_context.config.addresses.site_url, feed_path(code, ATOM_NAME))
    for document in language_context.dossier.documents:
        page = language_context.routes.find("document", code, document.id)
        if page is None or not page.is_indexed:
            continue
        confirmed = [one.url for one in document.addresses if one.url and one.status == "confirmed"]
        title = texts.plain_words(document.title)
        yield FeedEntry(
            id=f"{feed_url}#{document.id}",
            url=page.canonical,
            title=f"{title} ({texts.write_date(document.date)})",
            text=texts.plain_words(document.description),
            day=page.last_changed,
            about=document.date.lower,
            subject=texts.kind_name(document.kind),
            source=confirmed[0] if confirmed else "",
            translations=_list_translations(page, code),
        )
    page = language_context.routes.find("corrections", code)
    if page is None:
        return
    for correction in language_context.dossier.corrections:
        yield FeedEntry(
            id=f"{feed_url}#{correction.id}",
            url=f"{page.canonical}#{correction.id}",
            title=language_context.language.gettext(
                "Correction: %(what)s", what=texts.full_name(correction).text
            ),
            text=texts.plain_words(correction.text),
            # A feed has days only: a correction that names none changed with the page at the latest.
            day=correction.date.lower if len(correction.date.iso8601 or "") == _DAY else page.last_changed,
            about=correction.date.lower,
            subject=language_context.language.gettext("Correction"),
            translations=tuple(
                (tag, f"{url}#{correction.id}") for tag, url in _list_translations(page, code)
            ),
        )


def _list_translations(page: PagePlan, code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.hreflang, one.url) for one in page.alternates if one.hreflang not in (code, "x-default")
    )


def write_json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed."""
    return write_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.description,
            "home_page_url": feed.home_url,
            "feed_url": feed.json_url,
            "language": feed.language,
            "authors": [{"name": feed.publisher}],
            "items": [_make_json_item(one, feed.language) for one in feed.entries],
        }
    )


def _make_json_item(feed_entry: FeedEntry, language: str) -> _JsonItem:
    item: _JsonItem = {
        "id": feed_entry.id,
        "url": feed_entry.url,
        "title": feed_entry.title,
        "content_text": feed_entry.text,
        "date_modified": feed_entry.moment,
        "tags": [feed_entry.subject],
        "language": language,
    }
    if feed_entry.source:
        item["external_url"] = feed_entry.source
    return item


def list_feed_links(ctx: PageContext) -> tuple[tuple[str, str], ...]:
    """Return media type and address of each feed in the language of a page."""
    code = ctx.language.code
    return (
        (ATOM_TYPE, ctx.file_href(feed_path(code, ATOM_NAME))),
        (JSON_TYPE, ctx.file_href(feed_path(code, JSON_NAME))),
    )


def _format_moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
