"""What the sites of the tests have in common is made once in a run: compiled templates, and drawings.

A build from nothing spends half of its time on them. Each depends on nothing but what it is remembered by:
Jinja compares the source of a template with that of the compiled one, and a drawing has all of its text.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dossier_timeline.config import packaged_templates
from dossier_timeline.exports import chart_files
from dossier_timeline.graphics.card_drawing import draw_card
from dossier_timeline.graphics.png_charts import draw_png_chart
from dossier_timeline.output import card_rendering, prefetch
from dossier_timeline.output.environment import Compiled
from tests.helpers.shared_work import make_once

Draw = Callable[..., bytes]


@contextmanager
def remember_work(folder: Path) -> Iterator[None]:
    """Until the end, compile no packaged template and draw no image twice; both lie in the folder."""
    compiled = make_once(folder, "templates", lambda: prefetch._compile_templates((packaged_templates(),)))

    load_bytecode = Compiled.load_bytecode

    def load_remembered(self: Compiled, bucket: Any) -> None:
        load_bytecode(self, bucket)
        if bucket.code is None and bucket.key in compiled:
            self.code[bucket.key] = compiled[bucket.key]
            load_bytecode(self, bucket)

    with (
        patch.object(Compiled, "load_bytecode", load_remembered),
        patch.object(card_rendering, "draw_card", _remember(draw_card, folder)),
        patch.object(chart_files, "draw_png_chart", _remember(draw_png_chart, folder)),
    ):
        yield


def _remember(draw: Draw, folder: Path) -> Draw:
    def draw_once(*given: Any) -> bytes:
        file = folder / hashlib.sha256(f"{draw.__name__} {given!r}".encode()).hexdigest()
        if not file.exists():
            partial = file.with_suffix(f".{os.getpid()}")
            partial.write_bytes(draw(*given))
            partial.replace(file)
        return file.read_bytes()

    return draw_once
