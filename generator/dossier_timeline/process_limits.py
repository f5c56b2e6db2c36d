"""Bounds within which a process of its own works on a file that anybody may have made."""

from __future__ import annotations

from typing import Any


def limit_this_process(seconds: int, memory: int, written: int) -> None:
    """Let the system end this process at its bounds, where it can.

    `seconds` are those of the processor, `memory` and what is `written` to a file are in bytes.
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    limits: dict[int, Any] = {
        resource.RLIMIT_CPU: (seconds, seconds + 5),
        resource.RLIMIT_FSIZE: (written, written),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_AS: (memory, memory),
    }
    for limit, values in limits.items():
        try:
            resource.setrlimit(limit, values)
        except (ValueError, OSError):
            continue
