"""What stands around the content of a page, and at its head."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class LanguageSwitch(Component):
    """The same page in the other languages: language tag, own name and address of each."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Logo(Component):
    """A picture beside the name of the dossier; `width` and `height` are those of the file, in pixels."""

    src: str
    width: int
    height: int
    description: str
    on_dark: str = ""
    is_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class SiteHeader(Component):
    """The top of every page."""

    name: str
    home: str
    items: tuple[tuple[str, str, str], ...]
    search: str = ""
    switch: LanguageSwitch | None = None
    whole_site: tuple[str, str] | None = None
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Breadcrumbs(Component):
    """The way from the home page to here."""

    items: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True, slots=True)
class Notice(Component):
    """What a reader must know before reading on."""

    text: Html
    title: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Contents(Component):
    """The headings of a page: address, words and depth of each."""

    items: tuple[tuple[str, Html, int], ...]


@dataclass(frozen=True, slots=True)
class Lede(Component):
    """The sentence below a page's title."""

    text: Html
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ProseBlock(Component):
    """A text of the dossier's own."""

    html: Html
    lang: str = ""


@dataclass(frozen=True, slots=True)
class HelpBanner(Component):
    """The one line, on every page in the same place, on where to get help."""

    text: Html
    href: str = ""
