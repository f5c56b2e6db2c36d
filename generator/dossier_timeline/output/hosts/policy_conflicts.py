"""What a second Content-Security-Policy takes from pages of a dossier, which have one already.

Of two policies a browser keeps to both, so that what either forbids is forbidden.

Source: Content Security Policy Level 3, on fallbacks ("Get the effective directive") and "Does url match
expression".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_DEFAULT = "default-src"
_SELF, _ANY, _HTTPS = "'self'", "*", "https:"
_LOADED = {
    "style-src": ("style-src-elem", "style-src", _DEFAULT),
    "img-src": ("img-src", _DEFAULT),
    "font-src": ("font-src", _DEFAULT),
    "script-src": ("script-src-elem", "script-src", _DEFAULT),
    "connect-src": ("connect-src", _DEFAULT),
    "form-action": ("form-action",),
}
"""What pages need of their own host, and the directives that say so, of which the first counts."""
_COMPILES = ("script-src", _DEFAULT)
_MAY_COMPILE = ("'wasm-unsafe-eval'", "'unsafe-eval'")


@dataclass(frozen=True, slots=True)
class PolicyNeeds:
    """What pages need beside their own files: to be framed by other sites, to run the search."""

    is_framed: bool
    searches: bool


def list_policy_conflicts(policy: str, needs: PolicyNeeds) -> Iterator[tuple[str, str]]:
    """Yield what a policy takes from pages of the dossier, in words, and what would be right."""
    directives = _read_policy(policy)
    for name, fallbacks in _LOADED.items():
        sources = _find_sources(directives, fallbacks)
        if sources is not None and not _allows_own_host(sources):
            yield f"keeps their own files from them ({name})", f"add {_SELF} to {name}"
    if "sandbox" in directives:
        yield "puts them in a sandbox", "take “sandbox” out of it"
    if needs.searches:
        compiled = _find_sources(directives, _COMPILES)
        if compiled is not None and not any(source in compiled for source in _MAY_COMPILE):
            yield "stops their search, which compiles a program", f"add {_MAY_COMPILE[0]} to script-src"
        if "require-trusted-types-for" in directives:
            yield "stops their search", "take “require-trusted-types-for” out of it"
    frames = directives.get("frame-ancestors")
    if needs.is_framed and frames is not None and _ANY not in frames:
        yield (
            "keeps other sites from showing pages to embed (frame-ancestors)",
            f"leave frame-ancestors out of it, or allow {_ANY}",
        )


def _read_policy(policy: str) -> Mapping[str, tuple[str, ...]]:
    """The sources of each directive; of two with one name the first counts."""
    directives: dict[str, tuple[str, ...]] = {}
    for part in policy.split(";"):
        name, *sources = part.lower().split() or [""]
        if name:
            directives.setdefault(name, tuple(sources))
    return directives


def _find_sources(
    directives: Mapping[str, tuple[str, ...]], names: tuple[str, ...]
) -> tuple[str, ...] | None:
    return next((directives[name] for name in names if name in directives), None)


def _allows_own_host(sources: tuple[str, ...]) -> bool:
    """Whether files of the page's own host are allowed; a host by its name may be that, and is believed."""
    if "'strict-dynamic'" in sources:
        return False
    hosts = (source for source in sources if "." in source and not source.startswith("'"))
    return any(source in (_SELF, _ANY, _HTTPS) for source in sources) or any(hosts)
