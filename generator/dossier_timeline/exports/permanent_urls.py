"""The permanent addresses of entries, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url


def collect_permanent_urls(
    language_contexts: Mapping[str, LanguageContext], entries: Iterable[Any]
) -> dict[str, dict[str, str]]:
    """Return the permanent address of each entry that has one, by id and language."""
    listed_entries = list(entries)
    urls: dict[str, dict[str, str]] = {}
    for code, language_context in language_contexts.items():
        home = language_context.routes.find("home", code)
        if home is None:
            continue
        ctx = PageContext(language_context, home)
        for entry in listed_entries:
            if url := find_permanent_url(ctx, entry):
                urls.setdefault(entry.id, {})[code] = url
    return urls


def find_permanent_url(ctx: PageContext, entry: Any) -> str:
    """Return the full permanent address of an entry; "" where it has none."""
    for kind, entity, fragment in ctx.find_places(entry)[:1]:
        if page := ctx.language_context.routes.find(kind, ctx.language.code, entity):
            url = absolute_url(ctx.language_context.config.addresses.site_url, page.path)
            return f"{url}#{fragment}" if fragment else url
    return ""
