"""Every file that a site has for machines beside its pages."""

from __future__ import annotations

from collections.abc import Mapping

from generator.pages.beside import beside
from generator.pages.exports.feeds import feeds
from generator.pages.exports.package import data
from generator.pages.exports.security import security
from generator.pages.tongue import Tongue


def exports(tongues: Mapping[str, Tongue]) -> dict[str, bytes]:
    """The files by path; `tongues` are those of the site's languages, by code."""
    made: dict[str, bytes] = {}
    for tongue in tongues.values():
        made.update(beside(tongue))
        made.update(feeds(tongue))
    made.update(data(tongues))
    made.update(security(next(iter(tongues.values())).config, tongues))
    return made
