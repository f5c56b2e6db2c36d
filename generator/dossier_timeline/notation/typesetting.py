"""Text as it is read, whatever typesetting and a PDF have left in it.

`normalise` is what digests are made of, and part of the content format: a digest written today must be
found again by anyone, so it may not change without a new schema version. `readable` goes on from there:
words that a line end broke are whole, ligatures are letters. Values and quotations are looked for in that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS)
LOWERED_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
"""For `str.translate`: digits to raised ones, and back."""

_REMOVED = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_INVISIBLE = re.compile(f"[{_REMOVED}]")
_MARKS = re.compile(rf"[*{SUPERSCRIPTS}]")
_LIGATURES = re.compile("[\u0132\u0133\ufb00-\ufb4f\ufb50-\ufd3d\ufd50-\ufdef\ufe70-\ufefc]+")
"""Letters that fonts draw as one: Latin, Armenian and Hebrew ligatures, and the shapes of Arabic letters."""
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_SOFT = re.compile("(?<!\u00ad)\u00ad+(\\s*)")
_BROKEN = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)")
_POWER = re.compile(
    rf"(?<![\d.,])10(?:(⁻)|(?!¹(?![{SUPERSCRIPTS}])))([{SUPERSCRIPTS}]+)",
)
"""What is raised behind a ten, which may be its power; one alone would change nothing, and is a footnote."""
_STARS = re.compile(r"(?<=\d)\*\*(?=\d)")
_WITHIN_NUMBER = re.compile(rf"(?<=\d)[{_REMOVED}]+(?=\d)")


def normalise_text(text: str) -> str:
    """The text as digests see it.

    Unicode NFC; soft hyphens, zero-width characters, emphasis asterisks and superscript digits
    removed; every run of white space one space; trimmed.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_MARKS.sub("", text).split())


@lru_cache(maxsize=4096)
def make_readable(text: str, hyphen: str = "") -> str:
    """The text as values and quotations are looked for in it: normalised, with whole words.

    Ligatures become their letters, hyphens of any kind one hyphen. A word that was broken at a line end is
    one again, where a lower-case letter stands on both sides; `hyphen` is what then stands between the
    halves. Between figures, or a figure and a letter, a hyphen stays, so that no number is made of two;
    for the same reason what nobody sees between two figures is a space, and a raised figure behind a ten,
    or two stars between figures, become "^", the sign of a power.
    """
    if text.isascii() and "\n" not in text and "**" not in text:
        return normalise_text(text)
    text = unicodedata.normalize("NFC", text)
    text = _POWER.sub(_lower_digits, text)
    text = _STARS.sub("^", text)
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _SOFT.sub(_without_soft_hyphen, text.translate(_HYPHENS))
    text = _BROKEN.sub(_hyphen_joiner(hyphen), text)
    return normalise_text(_WITHIN_NUMBER.sub(" ", text))


def show_typeset(text: str) -> str:
    """The text as a page shows it: with whole words as `make_readable` has them, and with all marks.

    Ligatures, hyphens, asterisks and raised digits stay what they are.
    """
    text = _SOFT.sub(_without_soft_hyphen, unicodedata.normalize("NFC", text))
    text = _BROKEN.sub(_hyphen_joiner(""), text)
    return " ".join(_INVISIBLE.sub("", _WITHIN_NUMBER.sub(" ", text)).split())


def raise_number(text: str) -> str:
    """What is printed raised: a number, also in brackets, in raised digits; anything else as it is."""
    return text.translate(RAISED_DIGITS) if text.strip(" ()[]").isdigit() else text


def find_uneven_words(lines: str, text: str) -> tuple[int, ...] | None:
    """Which words of a readable text aren't so in the lines that it was made of; `None` if words were joined.

    They're beside a mark that was removed, as that of a footnote, or have other signs.
    """
    words = text.split()
    if lines.split() == words:
        return ()
    uneven: set[int] = set()
    at = -1
    for printed in lines.split():
        if not normalise_text(printed):
            uneven.add(max(at, 0))
            continue
        at += 1
        if at >= len(words) or words[at] != printed:
            uneven.add(at)
    return tuple(sorted(uneven)) if at + 1 == len(words) else None


def _lower_digits(match: re.Match[str]) -> str:
    return "10^" + ("-" if match[1] else "") + match[2].translate(LOWERED_DIGITS)


def _without_soft_hyphen(match: re.Match[str]) -> str:
    before, after = _neighbours(match)
    if before.isalpha() and after.isalpha():
        return ""
    if before.isalnum() and after.isalnum():
        return "-"
    return match[1]


def _hyphen_joiner(hyphen: str) -> Callable[[re.Match[str]], str]:
    def joined(match: re.Match[str]) -> str:
        before, after = _neighbours(match)
        return hyphen if before.islower() and after.islower() else "-"

    return joined


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The characters before and after a match."""
    text = match.string
    return text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
