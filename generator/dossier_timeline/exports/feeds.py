"""The feeds of a language: documents and corrections, the newest first, as Atom and as JSON.

An entry's id is made of the address of the feed and the entry's own id, so that it stays the same
when a title or an address in the site changes. Days come from the content, never from the clock.

Sources: RFC 4287 (Atom), RFC 5646 (language tags), JSON Feed 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dossier_timeline.exports.table import write_json
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan, absolute_url

ATOM_NAME, JSON_NAME = "feed.xml", "feed.json"
_DAY = len("2014-09-30")
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"


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
    others: tuple[tuple[str, str], ...] = ()
    """The same in other languages: tag and address."""


def feed_path(language: str, name: str) -> str:
    """Where a feed of a language stands."""
    return f"{language}/{name}"


def export_feeds(language_context: LanguageContext) -> dict[str, bytes]:
    """Both feeds of a language, by path."""
    found = tuple(
        sorted(
            list_feed_entries(language_context), key=lambda one: (one.day, one.about, one.id), reverse=True
        )
    )
    code = language_context.language.code
    return {
        feed_path(code, ATOM_NAME): write_atom(language_context, found),
        feed_path(code, JSON_NAME): write_json_feed(language_context, found),
    }


def list_feed_entries(language_context: LanguageContext) -> Iterator[FeedEntry]:
    """The documents that have a text in this language, and all corrections."""
    texts, code = language_context.names, language_context.language.code
    own = absolute_url(language_context.config.addresses.site_url, feed_path(code, ATOM_NAME))
    for document in language_context.dossier.documents:
        page = language_context.routes.find("document", code, document.id)
        if page is None or not page.is_indexed:
            continue
        confirmed = [one.url for one in document.addresses if one.url and one.status == "confirmed"]
        title = texts.plain_words(document.title)
        yield FeedEntry(
            id=f"{own}#{document.id}",
            url=page.canonical,
            title=f"{title} ({texts.write_date(document.date)})",
            text=texts.plain_words(document.description),
            day=page.last_changed,
            about=document.date.lower,
            subject=texts.kind_name(document.kind),
            source=confirmed[0] if confirmed else "",
            others=_list_translations(page, code),
        )
    page = language_context.routes.find("corrections", code)
    if page is None:
        return
    for correction in language_context.dossier.corrections:
        yield FeedEntry(
            id=f"{own}#{correction.id}",
            url=f"{page.canonical}#{correction.id}",
            title=language_context.language.gettext(
                "Correction: %(what)s", what=texts.full_name(correction).text
            ),
            text=texts.plain_words(correction.text),
            # A feed has days only: a correction that names none changed with the page at the latest.
            day=correction.date.lower if len(correction.date.iso8601 or "") == _DAY else page.last_changed,
            about=correction.date.lower,
            subject=language_context.language.gettext("Correction"),
            others=tuple((tag, f"{url}#{correction.id}") for tag, url in _list_translations(page, code)),
        )


def _list_translations(page: PagePlan, code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.hreflang, one.url) for one in page.alternates if one.hreflang not in (code, "x-default")
    )


def find_last_change(language_context: LanguageContext, found: tuple[FeedEntry, ...]) -> date:
    """When the feed last changed: with its newest entry."""
    return max((one.day for one in found), default=language_context.dossier.settings.updated.lower)


def write_atom(language_context: LanguageContext, found: tuple[FeedEntry, ...]) -> bytes:
    """The feed as Atom."""
    settings, texts, code = (
        language_context.dossier.settings,
        language_context.names,
        language_context.language.code,
    )
    own, home = _addresses(language_context, ATOM_NAME)
    author = f"<author><name>{_text(texts.plain_words(settings.publisher))}</name></author>"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(code)}>',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(texts.plain_words(settings.title))}</title>",
        f"<subtitle>{_text(texts.plain_words(settings.description))}</subtitle>",
        f"<updated>{_format_moment(find_last_change(language_context, found))}</updated>",
        author,
        _link("self", own, ATOM_TYPE),
        _link("alternate", home, "text/html", code),
        f"<rights>{_text(settings.licence.name)}</rights>",
        _link("license", settings.licence.url),
    ]
    for one in found:
        lines += [
            "<entry>",
            f"<id>{_text(one.id)}</id>",
            f"<title>{_text(one.title)}</title>",
            f"<updated>{_format_moment(one.day)}</updated>",
            _link("alternate", one.url, "text/html", code),
            *(_link("alternate", url, "text/html", tag) for tag, url in one.others),
            *([_link("via", one.source)] if one.source else []),
            f"<category term={_attribute(one.subject)}/>",
            f'<summary type="text">{_text(one.text)}</summary>',
            "</entry>",
        ]
    return ("\n".join((*lines, "</feed>")) + "\n").encode()


def write_json_feed(language_context: LanguageContext, found: tuple[FeedEntry, ...]) -> bytes:
    """The same as JSON Feed."""
    settings, texts, code = (
        language_context.dossier.settings,
        language_context.names,
        language_context.language.code,
    )
    own, home = _addresses(language_context, JSON_NAME)
    return write_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": texts.plain_words(settings.title),
            "description": texts.plain_words(settings.description),
            "home_page_url": home,
            "feed_url": own,
            "language": code,
            "authors": [{"name": texts.plain_words(settings.publisher)}],
            "items": [_item(one, code) for one in found],
        }
    )


def _item(one: FeedEntry, code: str) -> dict[str, Any]:
    item = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "content_text": one.text,
        "date_modified": _format_moment(one.day),
        "tags": [one.subject],
        "language": code,
    }
    return {**item, "external_url": one.source} if one.source else item


def list_feed_links(ctx: PageContext) -> tuple[tuple[str, str], ...]:
    """The feeds of the page's language for its head: media type and address."""
    code = ctx.language.code
    return (
        (ATOM_TYPE, ctx.file_href(feed_path(code, ATOM_NAME))),
        (JSON_TYPE, ctx.file_href(feed_path(code, JSON_NAME))),
    )


def _addresses(language_context: LanguageContext, name: str) -> tuple[str, str]:
    """The address of a feed, and of the home page of its language."""
    code, base = language_context.language.code, language_context.config.addresses.site_url
    home = language_context.routes.find("home", code)
    return absolute_url(base, feed_path(code, name)), home.canonical if home else base


def _format_moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _link(rel: str, href: str, media: str = "", language: str = "") -> str:
    attributes = [("rel", rel), ("type", media), ("hreflang", language), ("href", href)]
    return f"<link {' '.join(f'{name}={_attribute(value)}' for name, value in attributes if value)}/>"


def _text(text: str) -> str:
    return escape(_strip_non_xml(text))


def _attribute(text: str) -> str:
    return quoteattr(_strip_non_xml(text))


def _strip_non_xml(text: str) -> str:
    """Without the characters that XML 1.0 has no place for."""
    return "".join(one for one in text if (one >= " " and one not in "\ufffe\uffff") or one in "\t\n\r")
