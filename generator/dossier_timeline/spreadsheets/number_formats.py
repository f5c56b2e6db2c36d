"""What a number of a workbook stands for, by the format in which it's shown: a date, a time, a share.

Source: ECMA-376, part 1, 18.8.30 (numFmts), with the formats that have a number and no code.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

NumberForm = Literal["number", "share", "day", "month", "year", "time"]

_BUILT_IN: dict[int, NumberForm] = {
    9: "share",
    10: "share",
    17: "month",
    **dict.fromkeys((14, 15, 16, 22, *range(27, 37), *range(50, 59)), "day"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "time"),
}
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_GENERAL = re.compile("general|standard", re.IGNORECASE)
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_DAY_1900 = 60
"""The 29 February 1900 that there wasn't, and that workbooks count."""
_LAST_SERIAL = 2_958_465


def find_number_form(format_id: int, code: str = "") -> NumberForm:
    """What a number in this format is; `code` is the format's own where it has one."""
    if not code:
        return _BUILT_IN.get(format_id, "number")
    letters = _GENERAL.sub("", _NO_CODE.sub("", code.partition(";")[0])).lower()
    if "%" in letters:
        return "share"
    if "d" in letters:
        return "day"
    if "y" in letters:
        return "month" if "m" in letters else "year"
    return "time" if "h" in letters or "s" in letters else "number"


def write_serial_date(serial: float, form: NumberForm, *, from_1904: bool) -> str:
    """The day, month or year of a workbook's count of days, with a time of day if it has one.

    Raises `ValueError` for a count that is no day.
    """
    if not 0 <= serial <= _LAST_SERIAL:
        raise ValueError
    days, fraction = divmod(serial, 1)
    seconds = round(fraction * 86_400)
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    shift = 1 if not from_1904 and 0 < days < _LEAP_DAY_1900 else 0
    moment = datetime(first.year, first.month, first.day) + timedelta(  # noqa: DTZ001 -- a day in a table
        days=days + shift, seconds=seconds
    )
    if form == "time":
        return moment.strftime("%H:%M:%S" if seconds % 60 else "%H:%M")
    return cut_date(moment.isoformat(), form)


def cut_date(text: str, form: NumberForm) -> str:
    """A moment in ISO 8601 as far as it's shown; a day without its time of day where that is midnight."""
    if form in ("month", "year"):
        return text[: 7 if form == "month" else 4]
    day, _, time = text.partition("T")
    return day if not time.strip("0:.Z") else f"{day}T{time[:5]}"
