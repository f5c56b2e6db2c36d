"""Signs that nobody sees: which of them a text may hold, and which are refused.

Controls, noncharacters, private use, overrides of direction and most ignorable signs change what a reader
sees, or what a program finds, without a trace. A few are needed: joiners in scripts whose letters join and
in emoji, marks of direction between words, and selectors of a variant after what has variants.

Sources: Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties, the noncharacters of chapter 23.7
of the Unicode Standard, and the joiners of UTS 55 and UTS 51.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029"
_IGNORABLE = (
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
_NONCHARACTERS = "\\ufdd0-\\ufdef" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
_WITHOUT_MEANING = "\\ud800-\\udfff\\ue000-\\uf8ff\\U000f0000-\\U0010fffd"
"""Surrogates and private use: what the latter show is known to one font only."""

_SUSPECT = re.compile(f"[{_CONTROLS}{_IGNORABLE}{_NONCHARACTERS}{_WITHOUT_MEANING}]")

_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f"
_FLAG, _TAGS = "\U0001f3f4", ("\U000e0020", "\U000e007f")
_JOINING = frozenset({"Lo", "Lm", "Mn", "Mc", "Me", "So", "Sk"})
_VARIED = frozenset({"Lo", "So", "Sm", "Sk", "Po", "Pd", "Nd"})


def may_have_refused_signs(text: str) -> bool:
    """Whether a text holds any sign that is refused somewhere: a quick look before a thorough one."""
    return _SUSPECT.search(text) is not None


def find_refused_signs(text: str) -> Iterator[tuple[int, str]]:
    """Every sign of a text that is refused: its offset, and what it is called."""
    for found in _SUSPECT.finditer(text):
        if not _is_allowed(text, found.start()):
            yield found.start(), describe_sign(found[0])


def describe_sign(sign: str) -> str:
    """A sign as code point and name: "U+200B, zero width space"."""
    return f"U+{ord(sign):04X}, {unicodedata.name(sign, _kind_of_sign(sign)).lower()}"


def _kind_of_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc":
        return "a control character"
    return "private use" if category == "Co" else "no character"


def _is_allowed(text: str, at: int) -> bool:
    """Whether an invisible sign can have the effect here for which it exists."""
    sign = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign in _JOINERS:
        return _category(before) in _JOINING or _category(after) in _JOINING or _is_selector(before)
    if sign in _DIRECTIONS:
        return not (before.isalnum() and after.isalnum())
    if _is_selector(sign):
        return _category(before) in _VARIED
    if _TAGS[0] <= sign <= _TAGS[1]:
        return before == _FLAG or _TAGS[0] <= before <= _TAGS[1]
    return False


def _category(sign: str) -> str:
    return unicodedata.category(sign) if sign else ""


def _is_selector(sign: str) -> bool:
    return (
        "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef" or "\u180b" <= sign <= "\u180d"
    )
