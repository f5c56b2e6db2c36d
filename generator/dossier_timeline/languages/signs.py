"""Plus and minus, so that they stand where a language reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def number_sign(locale: Locale, plus_or_minus: str) -> str:
    """The sign to write before the figures of a number.

    A sign belongs to neither direction of writing. Where the script runs from right to left, a mark
    before it keeps it at the left of the digits, as in CLDR's signs for Arabic, Hebrew and Persian.
    """
    return f"\N{LEFT-TO-RIGHT MARK}{plus_or_minus}" if locale.text_direction == "rtl" else plus_or_minus
