"""Every file that a site has for machines beside its pages."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.exports.companions import beside
from dossier_timeline.exports.data_package import data
from dossier_timeline.exports.feeds import feeds
from dossier_timeline.exports.security_txt import security
from dossier_timeline.site.language_context import LanguageContext


def exports(language_contexts: Mapping[str, LanguageContext]) -> dict[str, bytes]:
    """The files by path; `language_contexts` are those of the site's languages, by code."""
    made: dict[str, bytes] = {}
    for language_context in language_contexts.values():
        made.update(beside(language_context))
        made.update(feeds(language_context))
    made.update(data(language_contexts))
    made.update(security(next(iter(language_contexts.values())).config, language_contexts))
    return made
