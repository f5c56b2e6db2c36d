"""Numbers in cells: as a program keeps them, in plain digits, or as a language writes them if it's told."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

from dossier_timeline.spreadsheets.sheets import CellError, SheetCell

if TYPE_CHECKING:
    from babel import Locale

_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")
_AMBIGUOUS = re.compile(r"[-+]?\d{1,3}\.\d{3}")
_SPACES = re.compile(r"(?<=\d)\s(?=\d{3})")
_DIGITS = "write digits with a decimal point and nothing between thousands, like 12000 or 30.8"


def read_sheet_number(cell: SheetCell, locale: Locale | None, *, is_plain: bool = False) -> tuple[str, bool]:
    """The number of a cell in plain digits, and whether it's a share in percent. Raises `CellError`.

    `is_plain` says that a point is always a decimal point, as in the data of a site.
    """
    if cell.kind in ("number", "share"):
        return cell.text, cell.kind == "share"
    text = cell.text.replace("−", "-")
    bare = text.strip("%٪ ")
    is_share = bare != text
    if locale is not None and not is_plain:
        return _read_by_locale(cell.text, bare, locale), is_share
    if not is_plain and _AMBIGUOUS.fullmatch(bare):
        raise CellError(
            f"“{cell.text}” may be in thousands or have three decimals",
            "write it without the point, or say with --locale how numbers are written here",
        )
    if not _PLAIN.fullmatch(bare):
        raise CellError(
            f"“{cell.text}” can't be read as a number",
            f"{_DIGITS}; what it counts goes into the column “unit”; or say with --locale how numbers are "
            "written here",
        )
    return f"{Decimal(bare):f}", is_share


def _read_by_locale(text: str, bare: str, locale: Locale) -> str:
    if not get_group_symbol(locale).strip():
        bare = _SPACES.sub("", bare)
    try:
        return f"{parse_decimal(bare, locale=locale, strict=True):f}"
    except (NumberFormatError, ValueError) as error:
        raise CellError(
            f"“{text}” isn't a number as “{locale}” writes them",
            "write it so, or set the cell as a number; what it counts goes into the column “unit”",
        ) from error
