"""Images, and files to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class ImageFigure(Component):
    """An image with what is said of it. The browser chooses one of the files."""

    src: str
    width: int
    height: int
    description: str
    sources: tuple[tuple[str, str], ...] = ()
    caption: Html = ""
    credit: Html = ""
    shape: Literal["", "tall", "small"] = ""
    is_first: bool = False
    is_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class DownloadLink(Component):
    """A file to download: what it is called, and in brackets what kind, how large and in which language."""

    text: Html
    href: str
    details: str
    credit: Html = ""
