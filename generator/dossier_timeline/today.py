"""The day by which things are dated: the only input of a build that isn't in a file."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The day of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) if that is set, otherwise today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
