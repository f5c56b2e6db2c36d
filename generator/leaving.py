"""The end of a process that holds much: what it held isn't taken apart value by value."""

from __future__ import annotations

import gc


def leave(*values: object) -> None:
    """Leave values to the system, which takes back all memory of a process when it ends.

    Only for a process that is about to end: nothing that there is now is ever freed.
    """
    kept: list[object] = [*values]
    kept.append(kept)
    gc.freeze()
