"""The place of a dossier in the navigation of the site of which it's a section.

Where `nav`, or a plugin that makes it, names the mount or an address below it, that is the place. Else a link
is added at the end, with the dossier's title.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation

from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.file_reading import read_plain_file

_LOGGERS = ("mkdocs.structure.nav", "properdocs.structure.nav")
_NAMED = re.compile(r"'(?P<address>[^']*)' is included in the 'nav'")


class UnfoundWarnings(logging.Filter):
    """Leaves out what MkDocs says of addresses below a mount: that they are no pages of its own."""

    def __init__(self, mount: str) -> None:
        super().__init__()
        self._mount = mount

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is to be logged."""
        found = _NAMED.search(record.getMessage())
        return found is None or find_inside(found["address"], self._mount) is None


class SiteNavigation:
    """The navigation of a site with its dossier in it."""

    def __init__(self) -> None:
        self._filter: UnfoundWarnings | None = None

    def expect_mount(self, mount: str) -> None:
        """Let MkDocs take addresses below the mount for what they are."""
        self.forget_mount()
        self._filter = UnfoundWarnings(mount)
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self._filter)

    def forget_mount(self) -> None:
        """Let MkDocs warn of all addresses again."""
        for name in _LOGGERS:
            if self._filter is not None:
                logging.getLogger(name).removeFilter(self._filter)
        self._filter = None


def link_dossier(navigation: Navigation, mount: str, title: str) -> None:
    """Let each entry that names an address below the mount lead there; add one where there is none."""
    links = [
        (one, inside)
        for one in _list_links(navigation)
        if (inside := find_inside(one.url, mount)) is not None
    ]
    for link, inside in links:
        link.url = f"{mount}/{inside}"
    if not links:
        navigation.items.append(Link(title, f"{mount}/"))


def find_inside(address: str, mount: str) -> str | None:
    """The part of an address after the mount; `None` for one that isn't below the mount."""
    path = address.removeprefix("/")
    if path in (mount, f"{mount}/index.md", f"{mount}/index.html"):
        return ""
    return path.removeprefix(f"{mount}/") if path.startswith(f"{mount}/") else None


def find_dossier_title(paths: ProjectPaths, language: str, default: str) -> str:
    """The dossier's short title in a language, or else in its first; the default where it can't be read."""
    from dossier_timeline.content.content_files import SETTINGS_FILE  # half a second, which few builds need

    try:
        content = read_plain_file(paths.content / SETTINGS_FILE, MAX_CONTENT_BYTES, within=paths.content)
    except OSError:
        return default
    source, _ = load_yaml(f"{paths.content_path}/{SETTINGS_FILE}", content)
    data = source.data if source and isinstance(source.data, dict) else {}
    for words in (data.get("short"), data.get("title")):
        if isinstance(words, dict):
            found = words.get(language) or next(iter(words.values()), None)
            if isinstance(found, str) and found.strip():
                return found
    return default


def find_theme_language(config: MkDocsConfig) -> str:
    """The language of the site's theme: Material has it as “language”, other themes as “locale”."""
    for name in ("language", "locale"):
        if value := config.theme.get(name):
            return re.split("[-_]", str(value))[0]
    return ""


def _list_links(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if item.is_link:
            yield item
        elif item.children:
            yield from _list_links(item.children)
