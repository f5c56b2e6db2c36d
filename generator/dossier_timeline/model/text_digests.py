"""The digest of a Markdown text, by which its translations know whether it has changed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

DIGEST_LENGTH = 12
"""How many hexadecimal digits each of the two parts of a digest has."""

_FIXED = re.compile(r"\[\[[^\[\]]*\]\]|\]\([^()\s]*\)|`[^`\n]*`|\{[^{}\n]*\}|https?://\S+")
"""Stretches in which every sign counts: references, targets of links, code, attributes, addresses."""
_TYPOGRAPHY = re.compile(
    r"(?<!\d)[.,:](?!\d)|(?<=\d)[.,:](?!\d)|(?<!\d)[.,:](?=\d)|[;…\"“”„«»‹›‚‘’'–—\u00ad]"
)


def digest_body(body: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a body, and twelve of the same without its typography.

    White space between words doesn't count for either: the text is normalised to NFC, runs of spaces and
    single line ends are one space, blank lines one line end.
    """
    text = _normalise(body)
    return _shorten(text) + _shorten(strip_typography(text))


def strip_typography(text: str) -> str:
    """The text without what may change while its meaning stays.

    That is commas, full stops, colons, quotation marks and dashes, but not within numbers; and kinds of
    spaces.
    """
    parts: list[str] = []
    at = 0
    for match in _FIXED.finditer(text):
        parts += [_TYPOGRAPHY.sub("", text[at : match.start()]), match[0]]
        at = match.end()
    parts.append(_TYPOGRAPHY.sub("", text[at:]))
    return _normalise("".join(parts))


def is_same_text(recorded: str, now: str, *, exactly: bool = False) -> bool:
    """Whether two digests are of texts that say the same; `exactly` counts typography, too.

    A digest that was recorded with its first part only is compared by that.
    """
    if exactly or len(recorded) <= DIGEST_LENGTH or len(now) <= DIGEST_LENGTH:
        return recorded[:DIGEST_LENGTH] == now[:DIGEST_LENGTH]
    return recorded[DIGEST_LENGTH:] == now[DIGEST_LENGTH:]


def _normalise(body: str) -> str:
    paragraphs = (
        "\n" if not line.strip() else line for line in unicodedata.normalize("NFC", body).splitlines()
    )
    blocks = " ".join(paragraphs).split("\n")
    return "\n".join(" ".join(block.split()) for block in blocks if block.strip())


def _shorten(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
