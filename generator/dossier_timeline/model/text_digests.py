"""The digest of a Markdown text, by which its translations know whether it has changed."""

from __future__ import annotations

import hashlib
import unicodedata


def digest_body(body: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a body; white space between words doesn't count.

    Normalised to NFC; runs of spaces and single line ends are one space, blank lines one line end.
    """
    paragraphs = (
        "\n" if not line.strip() else line for line in unicodedata.normalize("NFC", body).splitlines()
    )
    blocks = " ".join(paragraphs).split("\n")
    text = "\n".join(" ".join(block.split()) for block in blocks if block.strip())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
