"""Every file that a site has for machines beside its pages."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.exports.companions import export_companions
from dossier_timeline.exports.data_package import export_data_package
from dossier_timeline.exports.feeds import export_feeds
from dossier_timeline.exports.security_txt import export_security_txt
from dossier_timeline.site.language_context import LanguageContext


def export_files(language_contexts: Mapping[str, LanguageContext]) -> dict[str, bytes]:
    """The files by path; `language_contexts` are those of the site's languages, by code."""
    made: dict[str, bytes] = {}
    for language_context in language_contexts.values():
        made.update(export_companions(language_context))
        made.update(export_feeds(language_context))
    made.update(export_data_package(language_contexts))
    made.update(export_security_txt(next(iter(language_contexts.values())).config, language_contexts))
    return made
