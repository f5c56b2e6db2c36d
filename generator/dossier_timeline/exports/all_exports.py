"""Every file that a site has for machines beside its pages."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.exports.companions import beside
from dossier_timeline.exports.data_package import data
from dossier_timeline.exports.feeds import feeds
from dossier_timeline.exports.security_txt import security
from dossier_timeline.site.language_context import Tongue


def exports(tongues: Mapping[str, Tongue]) -> dict[str, bytes]:
    """The files by path; `tongues` are those of the site's languages, by code."""
    made: dict[str, bytes] = {}
    for tongue in tongues.values():
        made.update(beside(tongue))
        made.update(feeds(tongue))
    made.update(data(tongues))
    made.update(security(next(iter(tongues.values())).config, tongues))
    return made
