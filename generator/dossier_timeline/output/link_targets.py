"""Where the addresses on a page lead: within the site, out of it, or to another host."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

_OUTSIDE = "leads out of the site"


def resolve_link(path: str, value: str, base: str) -> tuple[str, str] | None:
    """The file to which an address on a page leads, and the name in it; `None` for another site.

    Raises `ValueError` with what is wrong with an address that can lead to nothing.
    """
    if value.startswith(base):
        target, _, fragment = value.removeprefix(base).partition("#")
    else:
        try:
            parts = urlsplit(value)
        except ValueError as error:
            raise ValueError("is not an address") from error
        if parts.scheme or parts.netloc:
            return None
        target, fragment = _below(path, parts.path, urlsplit(base).path), parts.fragment
    return file_at_address(unquote(target)), unquote(fragment.partition(":~:")[0])


def _below(path: str, target: str, root: str) -> str:
    """Where a path in a page leads, below the site's root. Raises `ValueError` when it leads out of it."""
    if not target:
        return path
    if target.startswith("/"):
        if not target.startswith(root):
            raise ValueError(_OUTSIDE)
        return target.removeprefix(root)
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if found.startswith(".."):
        raise ValueError(_OUTSIDE)
    return ("" if found == "." else found) + ("/" if target.endswith("/") else "")


def file_at_address(target: str) -> str:
    """The file that a static host serves for a path; a folder must be named with its "/"."""
    target = target.partition("?")[0].partition("#")[0]
    return target + "index.html" if not target or target.endswith("/") else target


def address_of_file(path: str) -> str:
    """The address of a file below the site's root, as readers have it."""
    return (
        path.removesuffix("index.html") if path.endswith(("/index.html",)) or path == "index.html" else path
    )


def is_on_another_host(address: str) -> bool:
    """Whether what stands at an address isn't of this site, nor in the address itself."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.netloc) or parts.scheme not in ("", "data")
