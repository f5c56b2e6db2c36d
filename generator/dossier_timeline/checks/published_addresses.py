"""The list of published addresses: each address is live, has moved, or is recorded as gone."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_timeline.config import ADDRESSES_PATH
from dossier_timeline.content.published_addresses import (
    PublishedAddress,
    PublishedAddresses,
    encode_address,
)
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.slugs import WHY_ONE_ADDRESS, fold_address
from dossier_timeline.site.permalinks import (
    AddressInventory,
    Redirects,
    path_of_permalink,
    resolve_redirects,
)

_RECORD_HINT = "run `dossier-timeline addresses --write`, and commit the file with the release"
_MOST_NAMED = 3
"""How many unrecorded addresses a message names; of the others, the number."""


def check_published_addresses(
    published: PublishedAddresses, inventory: AddressInventory, *, release: bool, drafts: bool, base: str = ""
) -> list[Diagnostic]:
    """Return the addresses that would be lost, and the lines of the list that are wrong.

    Under `release` also what would be published for the first time and isn't in the file. With `drafts`,
    in a preview, all are warnings. `base` is the address of the site's root.
    """
    if not published.exists:
        return []
    redirects = resolve_redirects(published)
    problems = [
        problem for line in published.addresses for problem in _check_line(line, redirects, inventory, base)
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
        yield _lost_address(line, inventory)
    elif line.status != "live" and is_there:
        what = "has moved" if line.status == "moved" else "is gone"
        yield Diagnostic(
            line.position,
            Code.ADDRESS_IS_THERE,
            f"“{line.name}” {what}, says this line, but the site has it",
            f"leave only “{line.line_start}” on this line, or take away what has this address now",
        )
    elif line.status == "moved":
        yield from _check_target(line, redirects, inventory, base)


def _lost_address(line: PublishedAddress, inventory: AddressInventory) -> Diagnostic:
    if line.is_id:
        return Diagnostic(
            line.position,
            Code.LOST_ID,
            f"nothing on the pages has the id “{line.name}” any more, and others may link to it",
            "if it has another id now, write this one under its “aliases” (as `rename` does); "
            f"if there is nothing in its place, write “{line.line_start} gone” here",
        )
    hint = f"write here where it is now, “{line.line_start} -> /xx/new-address/”, or “{line.line_start} gone”"
    if target := inventory.find_known_move(line.name):
        hint = f"it is at {target} now: run `dossier-timeline addresses --write`, which writes that here"
    message = f"“{line.name}” was published, and the site has it no more"
    return Diagnostic(line.position, Code.LOST_ADDRESS, message, hint)


def _check_target(
    line: PublishedAddress, redirects: Redirects, inventory: AddressInventory, base: str
) -> Iterator[Diagnostic]:
    end = redirects.targets[path_of_permalink(line.name)]
    if "://" not in end:
        if inventory.leads_nowhere(end):
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


def _is_below(address: str, base: str) -> bool:
    """Return whether a full address is one of the site's own, by http or https."""
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
