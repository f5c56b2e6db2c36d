"""`/.well-known/security.txt`: whom to tell of a weakness, where that is configured.

Source: RFC 9116.
"""

from __future__ import annotations

from dossier_timeline.exports.export_context import ExportContext

SECURITY_TXT = ".well-known/security.txt"


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
        url=f"{config.addresses.whole_site_url}{SECURITY_TXT}",
    )
    return {SECURITY_TXT: text.encode()}
