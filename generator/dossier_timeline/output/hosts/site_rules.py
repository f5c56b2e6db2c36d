"""What rules that a site has for its host do to a dossier that is a section of it.

A host adds up all rules of `_headers` that fit: of two policies a browser keeps to both, and a header that
comes twice is sent as one, with a comma between. A line of `_redirects` may lead away from a page that is
there: on Netlify with “!”, on Cloudflare Pages always.

Sources: Netlify, "Custom headers" and "Redirect options"; Cloudflare Pages, "Headers" and "Redirects".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.output.hosts.headers import ALLOW_ORIGIN, CACHE, POLICY, TYPE, is_embeddable
from dossier_timeline.output.hosts.host_files import HEADERS, REDIRECTS
from dossier_timeline.output.hosts.policy_conflicts import PolicyNeeds, list_policy_conflicts
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import permalink_of
from dossier_timeline.site.routes import SEARCH_INDEX

_SENT_ONCE = (CACHE, TYPE, ALLOW_ORIGIN, "Cross-Origin-Opener-Policy", "Strict-Transport-Security")
"""Headers of the dossier that mean something else, or nothing, where another value stands beside theirs."""
_RULE = re.compile(r"(?P<space>\s*)(?P<words>[^#\s].*?)\s*$")
_STATUS = re.compile(r"(\d{3})(!?)")
_PART = re.compile(r"(\*|:[A-Za-z]\w*)")


@dataclass(frozen=True)
class SiteRule:
    """A header that a site's own `_headers` sets, or a line of its `_redirects`, with the line it stands at.

    `pattern` says for which paths. A redirect has no `name`; its value is where it leads.
    """

    pattern: str
    line: int
    name: str
    value: str

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What fits the paths of the rule."""
        parts = _PART.split(self.pattern)
        written = (
            ".*" if part == "*" else "[^/]+" if _PART.fullmatch(part) else re.escape(part) for part in parts
        )
        return re.compile("".join(written))


@dataclass(frozen=True)
class SectionPaths:
    """The paths at which a host has the files of a section; `paths` are those below its mount."""

    paths: tuple[str, ...]
    mount: str

    @cached_property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return self._place(self.paths)

    @cached_property
    def embeddable(self) -> tuple[str, ...]:
        """Those of what may be framed."""
        return self._place(filter(is_embeddable, self.paths))

    @cached_property
    def searching(self) -> tuple[str, ...]:
        """Those of what the search runs."""
        return self._place(path for path in self.paths if path.startswith(f"{SEARCH_INDEX}/"))

    def _place(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"/{self.mount}/{permalink_of(path).removeprefix('/')}" for path in paths)


def list_rule_conflicts(
    rest_files: Mapping[str, bytes], own_paths: Iterable[str], setup: HostSetup, folder: str
) -> Iterator[Diagnostic]:
    """A warning for each rule of the rest of a site that changes how the dossier is served.

    `own_paths` are those of the section's files below its mount, `folder` that of the site's own files in
    messages.
    """
    section = SectionPaths(tuple(own_paths), setup.mount)
    for file, find in ((HEADERS, _find_header_conflicts), (REDIRECTS, _find_redirect_conflict)):
        text = rest_files.get(file, b"").decode("utf-8", "replace")
        for rule in read_header_rules(text) if file == HEADERS else read_redirect_rules(text):
            for message, hint in find(rule, section, setup):
                yield Diagnostic(Position(f"{folder}/{file}", rule.line), Code.HOST_RULE, message, hint)


def read_header_rules(text: str) -> Iterator[SiteRule]:
    """Yield each header that a `_headers` sets; a rule for another host is none for the dossier."""
    pattern = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not (found := _RULE.fullmatch(line)):
            continue
        words = found["words"]
        if not found["space"]:
            pattern = words if words.startswith("/") else ""
        elif pattern and not words.startswith("!"):
            name, _, value = words.partition(":")
            yield SiteRule(pattern, number, name.strip(), value.strip())


def read_redirect_rules(text: str) -> Iterator[SiteRule]:
    """Yield each line of a `_redirects` that may lead away from a page that is there."""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition(" #")[0].split()
        if len(words) < 2 or not words[0].startswith("/"):
            continue
        target = next((word for word in words[1:] if word.startswith("/") or "://" in word), "")
        status = next((found for word in words[2:] if (found := _STATUS.fullmatch(word))), None)
        is_move = status is None or status[1].startswith("3")
        if target and (is_move or (status and status[2])):
            yield SiteRule(words[0], number, "", target)


def _find_header_conflicts(
    rule: SiteRule, section: SectionPaths, setup: HostSetup
) -> Iterator[tuple[str, str]]:
    """What a header of the site does to the files of a section that it's set for, and what would be right."""
    name, own = rule.name.casefold(), f"/{setup.mount}/"
    fits = rule.expression.fullmatch
    if not any(map(fits, section.all)):
        return
    where = f"“{rule.pattern}” is for the dossier below “{own}” too"
    if name == POLICY.casefold():
        needs = PolicyNeeds(
            is_framed=any(map(fits, section.embeddable)),
            searches=setup.header_settings.search and any(map(fits, section.searching)),
        )
        for problem, right in list_policy_conflicts(rule.value, needs):
            yield f"{where}, and its {POLICY} {problem}", f"{right}, or {_suggest_folders(setup)}"
    elif name in map(str.casefold, _SENT_ONCE):
        message = f"{where}, and {rule.name} is set there already: a host sends both in one line"
        yield f"{message}, and a browser may heed neither", _suggest_folders(setup)


def _suggest_folders(setup: HostSetup) -> str:
    folders = "write the rule for the folders of the site’s own pages, like “/guide/*”"
    return f"{folders}, so that it doesn’t fit “/{setup.mount}/”"


def _find_redirect_conflict(
    rule: SiteRule, section: SectionPaths, setup: HostSetup
) -> Iterator[tuple[str, str]]:
    """Where a line of the site leads away from a page of a section, and what would be right."""
    own = f"/{setup.mount}/"
    page = next(filter(rule.expression.fullmatch, section.all), None)
    if page is None or ("*" not in rule.pattern and own in rule.value):
        return
    message = f"“{rule.pattern}” fits pages of the dossier, like “{page}”, and leads to “{rule.value}”"
    hosts = "on Cloudflare Pages always, on Netlify where the status has a “!”"
    yield f"{message} ({hosts})", _suggest_folders(setup)
