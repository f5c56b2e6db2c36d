"""A dossier as a section of an existing site: the files of both, as they are published together.

The dossier's files stand below its mount. Those that count only at the root of a host go there, and what the
site has of them by itself is kept: lines are added to its robots.txt, `_headers` and `_redirects`.

Sources: RFC 9309 (robots.txt), RFC 9116 (security.txt); Netlify, "Custom headers" and "Redirect options".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.exports.security_txt import SECURITY_TXT
from dossier_timeline.exports.sitemap import ROBOTS, SITEMAP_INDEX
from dossier_timeline.output.hosts.host_files import REDIRECTS
from dossier_timeline.publishing.site_files import SiteFiles

_ROOT_FILES = (ROBOTS, SECURITY_TXT, SITEMAP_INDEX)
"""Files that count only at the root of a host."""
_WAYS_OUT = {
    SECURITY_TXT: "keep that of the site, and leave security_contact out among the options of the dossier",
    SITEMAP_INDEX: "take it out of the site’s own files: the one that is made names the site’s sitemap too",
}
"""By file of which there can't be two: what would be right."""
_MOST_NAMED = 5
"""So many files are named in a message."""


@dataclass(frozen=True, slots=True)
class Section:
    """A dossier's files, divided: those below its mount, and those for the root of the host."""

    files: SiteFiles
    root_files: Mapping[str, bytes]


def split_section(files: SiteFiles) -> Section:
    """Divide the files of a dossier into those of its section and those for the root of the host."""
    own_files = SiteFiles(files)
    root_files = {path: own_files.pop(path) for path in _ROOT_FILES if path in files}
    return Section(own_files, root_files)


def list_section_clashes(
    section: Section, rest_files: Mapping[str, bytes], mount: str, position: Position
) -> Iterator[Diagnostic]:
    """What both a section and the rest of its site have; `position` is where the mount is set."""
    inside = sorted(path for path in rest_files if path == mount or path.startswith(f"{mount}/"))
    if inside:
        names = ", ".join(f"“{path}”" for path in inside[:_MOST_NAMED])
        more = f" and {len(inside) - _MOST_NAMED} more" if len(inside) > _MOST_NAMED else ""
        message = f"the rest of the site has files where the dossier is to stand: {names}{more}"
        hint = "name another path as “mount”, or give those pages of the site another folder"
        yield Diagnostic(position, Code.TWO_MAKERS, message, hint)
    for path, hint in _WAYS_OUT.items():
        if path in section.root_files and path in rest_files:
            message = f"the site has a “{path}” of its own, and one is made for the dossier too"
            yield Diagnostic(position, Code.TWO_MAKERS, message, hint)


def mount_section(
    files: SiteFiles, root_files: Mapping[str, bytes], rest_files: Mapping[str, bytes], mount: str
) -> SiteFiles:
    """All files of a site: the `rest_files`, and `files` of the section below its mount.

    `root_files` are what the section has at the root: files of its own, or lines for those of the site.
    """
    joined = files.below(f"{mount}/")
    joined.update(rest_files)
    for path, content in root_files.items():
        joined[path] = _join_file(path, content, rest_files[path]) if path in rest_files else content
    return joined


def _join_file(path: str, added: bytes, existing: bytes) -> bytes:
    """A file of the site with what the section adds to it."""
    if path == ROBOTS:
        line = next(line for line in added.splitlines() if line.startswith(b"Sitemap:"))
        return existing if line.split()[-1] in existing.split() else _join_lines(existing, b"", line)
    # The first redirect that fits counts, and the section's fit nothing else; all headers that fit count.
    return _join_lines(added, existing) if path == REDIRECTS else _join_lines(existing, added)


def _join_lines(*parts: bytes) -> bytes:
    return b"".join(part.rstrip(b"\r\n") + b"\n" for part in parts)
