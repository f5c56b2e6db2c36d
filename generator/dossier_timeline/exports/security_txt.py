"""`/.well-known/security.txt`: whom to tell of a weakness, where that is configured.

Source: RFC 9116.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.exports.export_context import ExportContext

SECURITY_TXT = ".well-known/security.txt"
_CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+)")
_MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)"
)


def export_security_txt(context: ExportContext) -> dict[str, bytes]:
    """The file by its path; nothing where no contact is configured."""
    config = context.config
    if not config.outputs.security_contact:
        return {}
    text = context.render(
        "exports/security.txt",
        contact=config.outputs.security_contact,
        expires=config.outputs.security_expires,
        languages=", ".join(context.languages),
        url=f"{config.addresses.site_url}{SECURITY_TXT}",
    )
    return {SECURITY_TXT: text.encode()}


def check_security_txt(config: Config) -> list[Diagnostic]:
    """What is wrong with the settings of security.txt."""
    if not config.outputs.security_contact and not config.outputs.security_expires:
        return []
    place, problems = Position(config.paths.settings_file), []
    if not _CONTACT.fullmatch(config.outputs.security_contact):
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_CONTACT,
                f"“{config.outputs.security_contact}” is not a contact for security.txt",
                "write security_contact as mailto:, https:// or tel:+, such as mailto:security@example.org",
            )
        )
    if not _MOMENT.fullmatch(config.outputs.security_expires):
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_EXPIRES,
                f"“{config.outputs.security_expires}” is not the moment at which security.txt expires",
                "write security_expires like 2030-01-31T00:00:00Z, less than a year ahead",
            )
        )
    address = config.addresses.site_url
    if urlsplit(address).path != "/":
        problems.append(
            Diagnostic(
                place,
                Code.SECURITY_NOT_AT_ROOT,
                f"security.txt is only looked for at the root of a host, and {address} is below it",
                "put the file at the root of the host by other means, and leave security_contact out",
            )
        )
    return problems
