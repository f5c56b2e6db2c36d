"""What a process leaves to the system isn't taken apart when it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

CODE = """
import gc
from dossier_timeline.teardown import skip_teardown

class Told:
    def __del__(self):
        print("taken apart")

{}
gc.collect()
"""


def _said(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(code)], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_what_is_left_stays_to_the_end() -> None:
    assert _said("skip_teardown(Told())") == ""
    assert _said("Told()") == "taken apart\n"
