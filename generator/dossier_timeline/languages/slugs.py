"""Parts of addresses, in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from urllib.parse import unquote

MAX_BYTES = 200
"""So many bytes a part of an address may have: file systems take 255, and some 40 fewer."""
MAX_NAME_BYTES = 100
"""So many bytes a part of an address gets that is made of a name."""
WHY_ONE_ADDRESS = "some hosts don't tell capitals from small letters, or one way of encoding from another"
"""Why two addresses that only differ so can't both be there."""


def is_slug(text: str) -> bool:
    """Whether a text may be part of an address: small letters, digits and single hyphens between them.

    Letters of every script count, with the marks that belong to them (vowel signs, accents), composed (NFC).
    """
    composed = unicodedata.is_normalized("NFC", text)
    return composed and text == text.lower() and all(map(_is_word, text.split("-")))


def _is_word(part: str) -> bool:
    kinds = [unicodedata.category(character) for character in part]
    return bool(kinds) and kinds[0][0] in "LN" and all(kind[0] in "LM" or kind == "Nd" for kind in kinds)


def is_too_long(text: str) -> bool:
    """Whether a part of an address is longer than file systems take, with something to spare."""
    return len(text.encode()) > MAX_BYTES


def fold_address(name: str) -> str:
    """What an address is to the host that tells the fewest addresses apart.

    Two addresses of which this is the same can't both stand on a site: hosts and file systems ignore
    capitals, compose letters, decode "%41", and add "index.html" or the "/" at the end.
    """
    plain = unicodedata.normalize("NFD", unquote(unicodedata.normalize("NFC", name)))
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain.casefold()))
    return folded.removesuffix("/index.html").rstrip("/")


def shorten_slug(text: str, most: int = MAX_NAME_BYTES) -> str:
    """A part of an address cut behind a word, or within one that is too long by itself.

    No letter is cut, and no mark from the letter that it belongs to.
    """
    if len(text.encode()) <= most:
        return text
    cut = len(text.encode()[:most].decode("utf-8", "ignore"))
    if text[cut] != "-" and "-" in text[:cut]:
        cut = text.rindex("-", 0, cut)
    while cut > 1 and unicodedata.category(text[cut])[0] == "M":
        cut -= 1
    return text[:cut].rstrip("-")


def number_slug(slug: str, number: int) -> str:
    """A part of an address with the number of a piece, from the second on."""
    return f"{slug}-{number}" if number > 1 else slug


def choose_slug(wanted: str, name: str, taken: Collection[str]) -> str:
    """A part of an address that no other has: what is wanted, else the id, else that with a number.

    `taken` holds those of others, each `as_one`.
    """
    number, found = 1, wanted
    while fold_address(found) in taken:
        found = name if number == 1 else f"{name}-{number}"
        number += 1
    return found
