"""Signs that nobody sees: refused wherever they have no effect that a reader needs."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from dossier_timeline.invisible_signs import find_refused_signs

ALLOWED = {
    "a joiner in Persian": "می\u200cخواهم",
    "a joiner that shows a form of a letter": "ه\u200d",
    "a joiner in Hindi": "क्\u200dष",
    "a family in emoji": "👩\u200d👩\u200d👧",
    "a heart in colour": "❤\ufe0f\u200d🔥",
    "a skin in emoji": "👩🏽\u200d🔬",
    "a key in emoji": "1\ufe0f\u20e3",
    "a form of a Chinese sign": "葛\U000e0100",
    "a Mongolian form": "ᠠ\u180b",
    "the flag of a part of a country": "🏴\U000e0067\U000e0062\U000e007f",
    "marks of direction between words": "C++\u200e في (HTML)\u200f.",
    "a number sign of Arabic that is seen": "\u0600١",
    "ends of lines": "a\tb\r\nc",
}
REFUSED = {
    "turns a number": "\u202e26\u202c",
    "isolates without an end": "26\u2067",
    "splits a word": "leu\u200bning",
    "joins a Latin word": "rail\u200ding",
    "a mark of direction in a number": "2\u200e6",
    "a hyphen that shows at times": "rail\xading",
    "a selector after a Latin letter": "a\ufe0f",
    "a tag that is of no flag": "a\U000e0067",
    "a mark of this program": "\ufdd3",
    "a sign of one font only": "\ue000",
    "the last code point": "\U0010ffff",
    "a byte order mark inside": "a\ufeffb",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_readers_need_is_allowed(text: str) -> None:
    assert not list(find_refused_signs(text))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_only_misleads_is_refused(text: str) -> None:
    assert list(find_refused_signs(text))


def test_of_all_code_points_none_that_is_invisible_passes_within_a_word() -> None:
    """Every control, format sign, private sign and noncharacter of Unicode between two letters."""
    seen_formats = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    hieroglyphs_and_shorthand = {*range(0x13430, 0x13440)}
    passed, tried = [], 0
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
        if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or nothing:
            tried += 1
            if not list(find_refused_signs(f"a{chr(code)}b")):
                passed.append(code)
    assert tried > 130_000
    assert set(passed) <= {9, 10, 13} | seen_formats | hieroglyphs_and_shorthand
