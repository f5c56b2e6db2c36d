"""Badges, and anchors for the former names of an entry.

The dictionaries made here are the named parameters of the components of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dossier_timeline.model.base import Entry

Item = Mapping[str, Any]
_NOTHING = Markup("")


def badge(text: str, tone: str = "", href: str = "") -> Markup:
    """A few words beside something, as the component of that name makes them; "" for none."""
    if not text:
        return Markup("")
    css = f"tag {tone}".strip()
    if href:
        return Markup('<a class="{}" href="{}">{}</a>').format(css, href, text)
    return Markup('<span class="{}">{}</span>').format(css, text)


def make_alias_anchors(entry: Entry) -> Markup:
    """Empty anchors for the names that an entry had before."""
    if not entry.aliases:
        return _NOTHING
    return _NOTHING.join(Markup('<span id="{}"></span>').format(alias) for alias in entry.aliases)
