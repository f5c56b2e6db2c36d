"""A process of its own for a file that anybody may have made, and the bounds within which it works.

Such a file may crash a library, never end, or grow without bounds; then only that process ends.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

REFUSED_EXIT_CODE = 3
"""The exit code of a process that says why it can't use the file."""


def run_module_apart(
    module: str, words: Sequence[str], content: bytes, *, timeout: int, max_result: int = -1
) -> tuple[int, bytes]:
    """Run a module of this program on the content of a file, and return its exit code and what it writes.

    `timeout` is in seconds, and of the result no more than `max_result` bytes are read. Raises
    `subprocess.TimeoutExpired`.
    """
    command = [sys.executable, "-P", "-m", module, *words]
    with tempfile.TemporaryFile() as result:
        process = subprocess.Popen(  # noqa: S603 -- this program itself
            command, stdin=subprocess.PIPE, stdout=result, stderr=subprocess.DEVNULL
        )
        try:
            process.communicate(content, timeout=timeout)
        finally:
            process.kill()
            process.wait()
        result.seek(0)
        return process.returncode, result.read(max_result)


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
