"""A build in which nothing has changed loads MkDocs and little else."""

from __future__ import annotations

import subprocess
import sys

LATE = ("mkdocs.livereload", "num2words", "pydantic", "nh3")
"""Libraries that a build needs only once it has something to do."""


def test_the_plugin_loads_no_library_that_only_some_builds_need() -> None:
    code = (
        "import sys, mkdocs.commands.build, dossier_timeline.mkdocs_plugin.plugin\n"
        f"print([name for name in {LATE!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
