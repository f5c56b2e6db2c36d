"""Parts of addresses, in any script."""

from __future__ import annotations

import unicodedata


def is_slug(text: str) -> bool:
    """Whether a text may be part of an address: small letters, digits and single hyphens between them.

    Letters of every script count, with the marks that belong to them (vowel signs, accents), composed (NFC).
    """
    composed = unicodedata.is_normalized("NFC", text)
    return composed and text == text.lower() and all(map(_is_word, text.split("-")))


def _is_word(part: str) -> bool:
    kinds = [unicodedata.category(character) for character in part]
    return bool(kinds) and kinds[0][0] in "LN" and all(kind[0] in "LM" or kind == "Nd" for kind in kinds)
