"""Addresses are kept: what was published once stays, has moved, or is said to be gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

from dossier_timeline.content.published_addresses import (
    ADDRESSES_PATH,
    PublishedAddress,
    PublishedAddresses,
    encode_address,
    is_address,
)
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.slugs import WHY_ONE_ADDRESS, fold_address
from dossier_timeline.model.base import ID_PATTERN
from dossier_timeline.site.routes import INDEX, SEARCH_INDEX

MISSING_PAGE = "404.html"
_TEMPORARY_FOLDERS = ("assets/", f"{SEARCH_INDEX}/")
"""What only pages lead to: its names change by design."""
_RECORD_HINT = "run `dossier-timeline addresses --write`, and commit the file with the release"
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Redirects:
    """What became of addresses that are no longer there.

    `redirects` leads from the path of a file of the site to where it has moved, however many moves it
    took: a path of the site (with or without "#fragment") or the address of another host. `gone` are
    paths for which there is nothing any more.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    gone_paths: tuple[str, ...] = ()


NO_REDIRECTS = Redirects()
"""Of a site whose addresses were never published."""


@dataclass(frozen=True)
class AddressInventory:
    """What a site has: the paths of its files that have an address to keep, and the ids on its pages."""

    paths: Set[str]
    ids: Set[str]
    find_page_ids: Callable[[str], Set[str]] | None = field(default=None, compare=False)
    """The ids on one page, by its path, where somebody can tell."""

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses, as they are written."""
        return frozenset(permalink_of(path) for path in self.paths)

    @cached_property
    def addresses_by_folded(self) -> Mapping[str, str]:
        """The same by what they are to the host that tells the fewest addresses apart."""
        return {fold_address(name): name for name in sorted(self.addresses)}


EMPTY_INVENTORY = AddressInventory(frozenset(), frozenset())
"""What a site has that isn't there."""


def collect_addresses(
    paths: Iterable[str],
    find_page_ids: Callable[[str], Set[str]],
    ids: Iterable[str],
    languages: Iterable[str],
) -> AddressInventory:
    """What a site with files at these paths has; `find_page_ids` gives the ids on a page, by its path.

    An id counts where a page of every language has it; `ids` are all that may.
    """
    paths = list(paths)
    everywhere: set[str] | None = None
    for code in languages:
        pages = (path for path in paths if path.endswith(".html") and path.startswith(f"{code}/"))
        found = {*ids} if everywhere is None else everywhere
        everywhere = found & frozenset().union(*map(find_page_ids, pages))
    return AddressInventory(
        frozenset(path for path in paths if _is_permanent(path)), frozenset(everywhere or ()), find_page_ids
    )


def _is_permanent(path: str) -> bool:
    return (
        not path.startswith(_TEMPORARY_FOLDERS)
        and posixpath.basename(path) != MISSING_PAGE
        and is_address(permalink_of(path))
    )


def permalink_of(path: str) -> str:
    """The address of a file as it is written: "xx/page/index.html" has "/xx/page/"."""
    folder, name = posixpath.split(path)
    return f"/{folder}/".replace("//", "/") if name == INDEX else f"/{path}"


def path_of_permalink(name: str) -> str:
    """The file at an address: of "/xx/page/" it is "xx/page/index.html"."""
    path = name.removeprefix("/")
    return path + INDEX if not path or path.endswith("/") else path


def resolve_redirects(published: PublishedAddresses) -> Redirects:
    """Where the file says that addresses are now; a target may have moved, too, or nowhere."""
    ways = {line.name: line.target for line in published.addresses if line.status == "moved"}
    ends = _follow_moves(ways)
    redirects = {path_of_permalink(name): _path_or_url(ends[name]) for name in ways}
    gone = sorted(
        path_of_permalink(line.name)
        for line in published.addresses
        if line.status == "gone" and not line.is_id
    )
    return Redirects(dict(sorted(redirects.items())), tuple(gone))


def _follow_moves(ways: Mapping[str, str]) -> dict[str, str]:
    """Where each way ends; each step of it is taken once, however many ways lead over it.

    A way in circles ends where it meets itself.
    """
    ends: dict[str, str] = {}
    for name in ways:
        walked: dict[str, str] = {}
        at = name
        while at in ways and at not in ends and at not in walked:
            walked[at] = target = ways[at]
            at = unquote(urlsplit(target).path) if target.startswith("/") else ""
        if walked:
            ends.update(dict.fromkeys(walked, ends.get(at, target)))
    return ends


def _path_or_url(target: str) -> str:
    if not target.startswith("/"):
        return target
    parts = urlsplit(target)
    return path_of_permalink(unquote(parts.path)) + (f"#{parts.fragment}" if parts.fragment else "")


def check_addresses(
    published: PublishedAddresses, inventory: AddressInventory, *, release: bool, drafts: bool, base: str = ""
) -> list[Diagnostic]:
    """What would be lost, and what the file says that isn't so.

    Under `release` also what would be published for the first time and isn't in the file. With `drafts`,
    in a preview, all are warnings. `base` is the address of the site's root.
    """
    if not published.exists:
        return []
    away = resolve_redirects(published)
    problems = [
        problem for line in published.addresses for problem in _check_line(line, away, inventory, base)
    ]
    if release:
        problems += _find_unrecorded(published, inventory)
    if drafts:
        return [problem.as_warning() for problem in problems]
    return problems


def _check_line(
    line: PublishedAddress, redirects: Redirects, inventory: AddressInventory, base: str
) -> Iterator[Diagnostic]:
    is_there = line.name in (inventory.ids if line.is_id else inventory.addresses)
    other = "" if line.is_id or is_there else inventory.addresses_by_folded.get(fold_address(line.name), "")
    if other:
        yield Diagnostic(
            line.position,
            Code.CLASHING_ADDRESS,
            f"“{line.name}” is the same address as “{other}”, which the site has: {WHY_ONE_ADDRESS}",
            "take this line out: what is there now stands at both",
        )
    elif line.status == "live" and not is_there:
        yield _lost_address(line)
    elif line.status != "live" and is_there:
        what = "has moved" if line.status == "moved" else "is gone"
        yield Diagnostic(
            line.position,
            Code.ADDRESS_IS_THERE,
            f"“{line.name}” {what}, says this line, but the site has it",
            f"leave only “{_line_start(line)}” on this line, or take away what has this address now",
        )
    elif line.status == "moved":
        yield from _check_target(line, redirects, inventory, base)


def _lost_address(line: PublishedAddress) -> Diagnostic:
    if line.is_id:
        return Diagnostic(
            line.position,
            Code.LOST_ID,
            f"nothing on the pages has the id “{line.name}” any more, and others may link to it",
            "if it has another id now, write this one under its “aliases” (as `rename` does); "
            f"if there is nothing in its place, write “{_line_start(line)} gone” here",
        )
    return Diagnostic(
        line.position,
        Code.LOST_ADDRESS,
        f"“{line.name}” was published, and the site has it no more",
        f"write here where it is now, “{_line_start(line)} -> /xx/new-address/”, "
        f"or “{_line_start(line)} gone”",
    )


def _line_start(line: PublishedAddress) -> str:
    return f"id {line.name}" if line.is_id else encode_address(line.name)


def _check_target(
    line: PublishedAddress, redirects: Redirects, inventory: AddressInventory, base: str
) -> Iterator[Diagnostic]:
    end = redirects.targets[path_of_permalink(line.name)]
    if "://" not in end:
        if _leads_nowhere(end, inventory):
            yield Diagnostic(
                line.position,
                Code.REDIRECT_TO_NOWHERE,
                f"“{line.name}” leads to {line.target}, where there is nothing",
                "write the address at which it is now",
            )
    elif _is_below(end, base):
        yield Diagnostic(
            line.position,
            Code.BAD_ADDRESS_LINE,
            f"“{line.name}” leads to this site by its whole address, {line.target}",
            f"write it without {base}, so that it's known whether it is there: “/xx/new-address/”",
        )


def _leads_nowhere(end: str, inventory: AddressInventory) -> bool:
    page, _, place = end.partition("#")
    return "://" not in end and (
        page not in inventory.paths or not _has_fragment(inventory, page, unquote(place))
    )


def drop_broken_redirects(redirects: Redirects, inventory: AddressInventory) -> Redirects:
    """The same without the ways that lead to nothing, which are told at their lines."""
    led = {path: end for path, end in redirects.targets.items() if not _leads_nowhere(end, inventory)}
    return Redirects(led, redirects.gone_paths)


def _has_fragment(inventory: AddressInventory, page: str, fragment: str) -> bool:
    """Whether a page has a place of this id; only ids such as content gives are looked for."""
    if (
        inventory.find_page_ids is None
        or not page.endswith(".html")
        or not re.fullmatch(ID_PATTERN, fragment)
    ):
        return True
    return fragment in inventory.find_page_ids(page)


def _is_below(address: str, base: str) -> bool:
    """Whether a whole address is one of the site's own, with or without encryption."""
    page, root = (fold_address(one.partition("://")[2]) for one in (address, base))
    return bool(root) and (page == root or page.startswith(f"{root}/"))


def _find_unrecorded(published: PublishedAddresses, inventory: AddressInventory) -> Iterator[Diagnostic]:
    known = {(line.is_id, line.name) for line in published.addresses}
    new = [encode_address(name) for name in sorted(inventory.addresses) if (False, name) not in known]
    new += [f"id {name}" for name in sorted(inventory.ids) if (True, name) not in known]
    if new:
        more = f" and {len(new) - _MOST_NAMED} more" if len(new) > _MOST_NAMED else ""
        yield Diagnostic(
            Position(ADDRESSES_PATH),
            Code.ADDRESS_NOT_RECORDED,
            f"what is published for the first time is not in this file: {', '.join(new[:_MOST_NAMED])}{more}",
            _RECORD_HINT,
        )


def record_addresses(
    published: PublishedAddresses, inventory: AddressInventory
) -> tuple[PublishedAddress, ...]:
    """The lines of the file with what is new; what was said to be away and is there again, is there."""
    have = {(False, name) for name in inventory.addresses} | {(True, name) for name in inventory.ids}
    kept = [line for line in published.addresses if (line.is_id, line.name) not in have]
    return (*kept, *(PublishedAddress(name, is_id=is_id) for is_id, name in sorted(have)))
