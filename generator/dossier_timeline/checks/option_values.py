"""Values of options that MkDocs takes as any text: timeline_pages, report_url, and those of security.txt."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dossier_timeline.config import REPORT_PLACEHOLDERS, Config, OutputSettings, ProjectPaths
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.site.timeline_index import FACETS

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+)")
_MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)"
)


def check_option_values(config: Config) -> list[Diagnostic]:
    """Return what is wrong with the values of these options."""
    paths, addresses = config.paths, config.addresses
    return [
        *check_timeline_pages(config.pages.timeline_pages, paths),
        *check_report_url(addresses.report_url, paths),
        *check_security_txt(config.outputs, addresses.whole_site_url, paths),
    ]


def locate_setting(paths: ProjectPaths, name: str) -> Position:
    """Return the line of mkdocs.yml that sets a value; its first where none does (the environment may)."""
    file = paths.settings_file
    try:
        lines = read_plain_file(paths.root / file, LARGEST_LIST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return Position(file)
    numbers = (number for number, line in enumerate(lines, 1) if line.lstrip().startswith(f"{name}:"))
    return Position(file, next(numbers, 1))


def check_timeline_pages(facets: tuple[str, ...], paths: ProjectPaths) -> list[Diagnostic]:
    """Return each word of that option that names nothing by which events are filtered."""
    return [
        Diagnostic(
            locate_setting(paths, "timeline_pages"),
            Code.UNKNOWN_FACET,
            f"“{facet}” in timeline_pages is nothing by which the timeline can be asked",
            suggest_word(facet, FACETS),
        )
        for facet in dict.fromkeys(map(str, facets))
        if facet not in FACETS
    ]


def check_report_url(report_url: str, paths: ProjectPaths) -> list[Diagnostic]:
    """Return each placeholder in the address for reporting an error that stands for nothing."""
    known = {f"{{{name}}}" for name in REPORT_PLACEHOLDERS}
    unknown = dict.fromkeys(_PLACEHOLDER.findall(report_url))
    return [
        Diagnostic(
            locate_setting(paths, "report_url"),
            Code.UNKNOWN_PLACEHOLDER,
            f"“{placeholder}” in report_url stands for nothing, and readers would get it as it is",
            "write {page} for the address of the page, {title} for its title, or take it out",
        )
        for placeholder in unknown
        if placeholder not in known
    ]


def check_security_txt(outputs: OutputSettings, site_url: str, paths: ProjectPaths) -> list[Diagnostic]:
    """Return what is wrong with the settings of security.txt."""
    if not outputs.security_contact and not outputs.security_expires:
        return []
    place, problems = Position(paths.settings_file), []
    if not _CONTACT.fullmatch(outputs.security_contact):
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_CONTACT,
                f"“{outputs.security_contact}” is not a contact for security.txt",
                "write security_contact as mailto:, https:// or tel:+, such as mailto:security@example.org",
            )
        )
    if not _MOMENT.fullmatch(outputs.security_expires):
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_EXPIRES,
                f"“{outputs.security_expires}” is not the moment at which security.txt expires",
                "write security_expires like 2030-01-31T00:00:00Z, less than a year ahead",
            )
        )
    if urlsplit(site_url).path != "/":
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_NOT_AT_ROOT,
                f"security.txt is only looked for at the root of a host, and {site_url} is below it",
                "put the file at the root of the host by other means, and leave security_contact out",
            )
        )
    return problems
