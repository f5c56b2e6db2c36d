"""Whether a site can be released at its address: canonical links, the sitemap, feeds and data hold it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from dossier_timeline.checks.option_values import locate_setting
from dossier_timeline.config import ProjectPaths
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic

_RESERVED = ("example", "example.com", "example.net", "example.org", "invalid", "test")
"""Hosts of examples, and all below them (RFC 2606, RFC 6761)."""
_OWN = ("localhost",)
"""Hosts that are the reader's own computer."""
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_HINT = "set site_url, or SITE_URL in the environment, to the address at which it will be read"


def check_site_address(site_url: str, paths: ProjectPaths) -> list[Diagnostic]:
    """Why the site can't be released at its address, if it can't."""
    if why := _why_unusable(site_url):
        shown = f"“{site_url}”, the site's address, {why}" if site_url != "/" else "the site has no address"
        hint = f"{_HINT}; it is written whole, from https:// on"
        return [Diagnostic(locate_setting(paths, "site_url"), Code.UNUSABLE_ADDRESS, shown, hint)]
    if _is_below(urlsplit(site_url).hostname or "", _RESERVED):
        message = f"the site's address is still the placeholder {site_url}"
        return [Diagnostic(locate_setting(paths, "site_url"), Code.PLACEHOLDER_ADDRESS, message, _HINT)]
    return []


def _why_unusable(address: str) -> str:
    """Why nobody could read the site at an address; "" where people can."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not one"
    if parts.scheme not in ("http", "https") or not host:
        return "doesn't name a host"
    if parts.username is not None or parts.password is not None:
        return "holds the name or password of a user"
    if parts.query or parts.fragment or "?" in address or "#" in address:
        return "has more behind its path"
    if re.search(r"\s", address) or any(part in (".", "..") for part in parts.path.split("/")):
        return "is not one"
    return _why_host_unusable(host)


def _why_host_unusable(host: str) -> str:
    try:
        number = ip_address(host)
    except ValueError:
        if not all(map(_LABEL.fullmatch, host.removesuffix(".").split("."))):
            return "doesn't name a host"
        return "leads to the reader's own computer" if _is_below(host, _OWN) else ""
    own = number.is_loopback or number.is_unspecified or number.is_link_local
    return "leads to the reader's own computer" if own else ""


def _is_below(host: str, names: tuple[str, ...]) -> bool:
    host = host.casefold().removesuffix(".")
    return any(host == name or host.endswith(f".{name}") for name in names)
