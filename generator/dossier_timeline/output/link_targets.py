"""The targets of the addresses on a page: a file of the site, a place outside it, or another host."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

_LEADS_OUT = "leads out of the site"
_USUAL_LINK = re.compile(
    r"((?:\.\./)*)([a-z0-9_-]+(?:/[a-z0-9_-]+)*(?:/|\.[a-z0-9]+))", re.IGNORECASE | re.ASCII
)
"""A relative link to a folder or a file, in which nothing has to be decoded, as nearly all links are."""


def resolve_link(path: str, address: str, base: str) -> tuple[str, str] | None:
    """The file to which an address on the page `path` leads, and the id in it; `None` for another site.

    `base` is the address of the site's root. Raises `ValueError` that says why an address can lead to
    nothing.
    """
    head, _, fragment = address.partition("#")
    if (usual := _USUAL_LINK.fullmatch(head)) and fragment.isascii() and fragment.isprintable():
        target = _join_path(path, len(usual[1]) // len("../"), usual[2])
        return file_at_address(unquote(target)), unquote(fragment.partition(":~:")[0])
    if address.startswith(base):
        target, _, fragment = address.removeprefix(base).partition("#")
    else:
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise ValueError("is not an address") from error
        if parts.scheme or parts.netloc:
            return None
        target, fragment = _resolve_path(path, parts.path, urlsplit(base).path), parts.fragment
    return file_at_address(unquote(target)), unquote(fragment.partition(":~:")[0])


def _join_path(page_path: str, levels_up: int, inside: str) -> str:
    """The path `inside` a folder so many levels above a page's own. Raises `ValueError` outside the site."""
    folders = page_path.split("/")[:-1]
    if levels_up > len(folders):
        raise ValueError(_LEADS_OUT)
    return "/".join([*folders[: len(folders) - levels_up], inside])


def _resolve_path(page_path: str, link_path: str, root: str) -> str:
    """The path below the site's root to which a page's link leads. Raises `ValueError` outside the site."""
    if not link_path:
        return page_path
    if link_path.startswith("/"):
        if not link_path.startswith(root):
            raise ValueError(_LEADS_OUT)
        return link_path.removeprefix(root)
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(page_path), link_path))
    if resolved.startswith(".."):
        raise ValueError(_LEADS_OUT)
    return ("" if resolved == "." else resolved) + ("/" if link_path.endswith("/") else "")


def file_at_address(target: str) -> str:
    """The file that a static host serves for a path; a folder has to be named with its "/"."""
    target = target.partition("?")[0].partition("#")[0]
    return target + "index.html" if not target or target.endswith("/") else target


def address_of_file(path: str) -> str:
    """The address of a file below the site's root, as readers see it."""
    return (
        path.removesuffix("index.html") if path.endswith(("/index.html",)) or path == "index.html" else path
    )


def is_on_another_host(address: str) -> bool:
    """Whether an address leads to another site; an address that holds its data itself doesn't."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.netloc) or parts.scheme not in ("", "data")
