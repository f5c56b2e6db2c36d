"""Links of an existing site into the dossier that is a section of it: each is to lead somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from dossier_timeline.config import SiteAddresses
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.output.link_targets import resolve_link
from dossier_timeline.output.page_markup import position_in_page
from dossier_timeline.output.page_reports import PageReports

_LINK = re.compile(r"""\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>=`]+))""", re.IGNORECASE)
_HINT = "mend it in the page of the site; the addresses of a dossier are those that its own pages have"


def check_section_links(
    rest_files: Mapping[str, bytes],
    reports: PageReports,
    files: Mapping[str, bytes],
    addresses: SiteAddresses,
    folder: str,
) -> Iterator[Diagnostic]:
    """A warning for each address below the mount that leads to nothing, at the first page that has it.

    `rest_files` are the files of the rest of the site, `files` those of the dossier by their paths below the
    mount, with the `reports` on its pages; `folder` is the name of the site's folder in messages.
    """
    found: set[tuple[str, str]] = set()
    for path in sorted(rest_files):
        if not path.endswith(".html") or addresses.mount.encode() not in (content := rest_files[path]):
            continue
        for link in _LINK.finditer(content.decode("utf-8", "replace")):
            address = html.unescape(link[link.lastindex or 0]).strip()
            target = _find_target(path, address, addresses)
            if target is None or target in found or _is_there(*target, reports, files):
                continue
            found.add(target)
            position = position_in_page(f"{folder}/{path}", content, link.start(link.lastindex or 0))
            message = f"the link “{address}” of the site’s own page leads to nothing in the dossier"
            yield Diagnostic(position, Code.SECTION_LINK, message, _HINT)


def _find_target(path: str, address: str, addresses: SiteAddresses) -> tuple[str, str] | None:
    """The file of the dossier and the id to which a link leads; `None` for a link to something else."""
    try:
        target = resolve_link(path, address, addresses.whole_site_url)
    except ValueError:
        return None
    if target is None or not target[0].startswith(addresses.folder):
        return None
    return target[0].removeprefix(addresses.folder), target[1]


def _is_there(file: str, fragment: str, reports: PageReports, files: Mapping[str, bytes]) -> bool:
    if file not in files:
        return f"{file}/index.html" in files  # hosts add the “/” of a folder
    return not fragment or file not in reports or fragment in reports.find_ids(file)
