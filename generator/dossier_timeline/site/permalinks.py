"""Permanent addresses: those that a site has, and the targets of those that have moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import unquote, urlsplit

from dossier_timeline.content.published_addresses import (
    PublishedAddress,
    PublishedAddresses,
    is_address,
)
from dossier_timeline.languages.slugs import fold_address
from dossier_timeline.model.base import ID_PATTERN
from dossier_timeline.site.embed_pages import OEMBED_FILE
from dossier_timeline.site.routes import INDEX, SEARCH_INDEX

MISSING_PAGE = "404.html"
_TEMPORARY_FOLDERS = ("assets/", f"{SEARCH_INDEX}/")
"""Folders of files to which only pages lead; their names change by design."""


@dataclass(frozen=True, slots=True)
class Redirects:
    """Addresses that a site had: where they have moved, and which are gone.

    `targets` leads from the path of a file of the site to where it has moved, however many moves it
    took: a path of the site (with or without "#fragment") or the address of another host. `gone_paths`
    are those for which there is nothing any more.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    gone_paths: tuple[str, ...] = ()


NO_REDIRECTS = Redirects()
"""Of a site whose addresses were never published."""


@dataclass(frozen=True)
class AddressInventory:
    """The permanent addresses of a site, as paths of files, and the permanent ids on its pages."""

    paths: Set[str]
    ids: Set[str]
    find_page_ids: Callable[[str], Set[str]] | None = field(default=None, compare=False)
    """Takes the path of a page and returns all ids on it; `None` where that isn't known."""
    find_known_move: Callable[[str], str] = field(default=lambda address: "", compare=False)
    """Takes an address that is no longer there and returns where it's known to be now, or ""."""

    def leads_nowhere(self, target: str) -> bool:
        """Whether the site lacks the page of a target, or the id after its "#"; other hosts lack nothing."""
        page, _, fragment = target.partition("#")
        return "://" not in target and (page not in self.paths or not self._has_id(page, unquote(fragment)))

    def _has_id(self, page_path: str, name: str) -> bool:
        """Whether a page has an id; only ids such as content gives are looked for."""
        if (
            self.find_page_ids is None
            or not page_path.endswith(".html")
            or not re.fullmatch(ID_PATTERN, name)
        ):
            return True
        return name in self.find_page_ids(page_path)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses as the list of published addresses writes them."""
        return frozenset(permalink_of(path) for path in self.paths)

    @cached_property
    def addresses_by_folded(self) -> Mapping[str, str]:
        """The addresses by their folded form, in which a host may take two for one."""
        return {fold_address(name): name for name in sorted(self.addresses)}


EMPTY_INVENTORY = AddressInventory(frozenset(), frozenset())
"""The inventory of a site that is compared with nothing."""


def collect_addresses(
    paths: Iterable[str],
    find_page_ids: Callable[[str], Set[str]],
    ids: Iterable[str],
    languages: Iterable[str],
    find_known_move: Callable[[str], str] = lambda address: "",
) -> AddressInventory:
    """Return the inventory of a site with files at these paths.

    An id is permanent if it is among `ids` and every language has a page with it. `find_page_ids` takes the
    path of a page and returns the ids on it, `find_known_move` a lost address and returns where it is now.
    """
    paths = list(paths)
    common_ids: set[str] | None = None
    for code in languages:
        pages = (path for path in paths if path.endswith(".html") and path.startswith(f"{code}/"))
        candidates = {*ids} if common_ids is None else common_ids
        common_ids = candidates & frozenset().union(*map(find_page_ids, pages))
    return AddressInventory(
        frozenset(path for path in paths if _is_permanent(path)),
        frozenset(common_ids or ()),
        find_page_ids,
        find_known_move,
    )


def _is_permanent(path: str) -> bool:
    return (
        not path.startswith(_TEMPORARY_FOLDERS)
        and posixpath.basename(path) not in (MISSING_PAGE, OEMBED_FILE)
        and is_address(permalink_of(path))
    )


def permalink_of(path: str) -> str:
    """Return the address of a file as the list writes it: "/xx/page/" for "xx/page/index.html"."""
    folder, name = posixpath.split(path)
    return f"/{folder}/".replace("//", "/") if name == INDEX else f"/{path}"


def path_of_permalink(name: str) -> str:
    """Return the file at an address: "xx/page/index.html" for "/xx/page/"."""
    path = name.removeprefix("/")
    return path + INDEX if not path or path.endswith("/") else path


def resolve_redirects(published: PublishedAddresses) -> Redirects:
    """Return the redirects of the list, each to its final target: a target may have moved too."""
    moves = {line.name: line.target for line in published.addresses if line.status == "moved"}
    final_targets = _follow_moves(moves)
    redirects = {path_of_permalink(name): _path_or_url(final_targets[name]) for name in moves}
    gone_paths = sorted(
        path_of_permalink(line.name)
        for line in published.addresses
        if line.status == "gone" and not line.is_id
    )
    return Redirects(dict(sorted(redirects.items())), tuple(gone_paths))


def _follow_moves(moves: Mapping[str, str]) -> dict[str, str]:
    """Return the final target of each move, in time linear in their number.

    A circle of moves ends where it closes.
    """
    final_targets: dict[str, str] = {}
    for name in moves:
        chain: dict[str, str] = {}
        address = name
        while address in moves and address not in final_targets and address not in chain:
            chain[address] = target = moves[address]
            address = unquote(urlsplit(target).path) if target.startswith("/") else ""
        if chain:
            final_targets.update(dict.fromkeys(chain, final_targets.get(address, target)))
    return final_targets


def _path_or_url(target: str) -> str:
    if not target.startswith("/"):
        return target
    parts = urlsplit(target)
    return path_of_permalink(unquote(parts.path)) + (f"#{parts.fragment}" if parts.fragment else "")


def drop_broken_redirects(redirects: Redirects, inventory: AddressInventory) -> Redirects:
    """Return the redirects without those that lead to nothing, which the check of the list reports."""
    targets = {
        path: target for path, target in redirects.targets.items() if not inventory.leads_nowhere(target)
    }
    return Redirects(targets, redirects.gone_paths)


def record_addresses(
    published: PublishedAddresses, inventory: AddressInventory
) -> tuple[PublishedAddress, ...]:
    """Return the lines of the list with what is new.

    What was moved or gone and is back is live again; what is no longer there and has a known new address has
    moved there.
    """
    present = {(False, name) for name in inventory.addresses} | {(True, name) for name in inventory.ids}
    absent_lines = (
        _follow_known_move(line, inventory)
        for line in published.addresses
        if (line.is_id, line.name) not in present
    )
    return (*absent_lines, *(PublishedAddress(name, is_id=is_id) for is_id, name in sorted(present)))


def _follow_known_move(line: PublishedAddress, inventory: AddressInventory) -> PublishedAddress:
    """Return the line of an address that isn't there, with its new address where that is known."""
    target = inventory.find_known_move(line.name) if line.status == "live" and not line.is_id else ""
    return replace(line, status="moved", target=target) if target else line
