"""Which day it is, for what is dated: the one thing that isn't in the content."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The day of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) where it is set, otherwise today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
