"""Work for rendering that needs no content and is started while the content is still read and checked.

Templates are compiled, and the program that draws charts is started, which takes more than half a second.
Each happens in another process, and only when the cache holds nothing of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path

from jinja2 import TemplateError

from dossier_timeline.cache.buckets import Cache, CacheBucket, code_fingerprint
from dossier_timeline.graphics import charts
from dossier_timeline.output import environment as own_environment
from dossier_timeline.output.environment import bare_environment
from dossier_timeline.workers import WarmWorker, run_in_fork, usable_processors

DrawnCharts = dict[str, bytes]
"""Drawings by the digests of their specifications."""


class Prefetch:
    """The tasks that were started; `close` ends those that nobody waited for."""

    def __init__(self, template_folders: tuple[Path, ...], cache: Cache, *, has_charts: bool = False) -> None:
        """Start the tasks. `has_charts` says whether the site has charts to draw."""
        drawing_version = f"{version('vl-convert-python')} {code_fingerprint([charts.__file__])}"
        compiling_version = (
            f"{sys.version} {version('jinja2')} {code_fingerprint([own_environment.__file__])}"
        )
        self.drawings = cache.bucket("drawings", drawing_version)
        self._templates = cache.bucket("templates", compiling_version)
        can_fork = usable_processors() > 1
        self._chart_worker = (
            WarmWorker(_draw_charts, charts.start_engine)
            if can_fork and has_charts and not self.drawings
            else None
        )
        self._compilation = (
            run_in_fork(partial(_compile_templates, template_folders))
            if can_fork and not self._templates
            else None
        )

    def compiled_templates(self) -> CacheBucket:
        """The compiled templates; waits for them."""
        if self._compilation is not None:
            compilation, self._compilation = self._compilation, None
            self._templates.update(compilation())
        return self._templates

    @property
    def is_drawing(self) -> bool:
        """Whether a process is ready to draw charts."""
        return self._chart_worker is not None

    def draw_charts(self, specifications: Mapping[str, str]) -> Callable[[], DrawnCharts]:
        """Start drawing specifications (by digest) if a process is ready; calling the result waits."""
        if self._chart_worker is None or not specifications:
            return dict
        chart_worker, self._chart_worker = self._chart_worker, None
        return chart_worker.ask(json.dumps(dict(specifications)).encode())

    def close(self) -> None:
        """End the tasks that aren't needed any more."""
        for task in (self._chart_worker, self._compilation):
            if task is not None:
                task.cancel()
        self._chart_worker = self._compilation = None


class PendingCharts(MutableMapping[str, bytes]):
    """Drawings by digest, with a placeholder for each that is still being drawn."""

    def __init__(self, drawings: CacheBucket, promised: Mapping[str, str]) -> None:
        self.drawings, self.pending = drawings, promised

    def __getitem__(self, digest: str) -> bytes:
        return _placeholder(digest) if digest in self.pending else self.drawings[digest]

    def __setitem__(self, digest: str, content: bytes) -> None:
        self.drawings[digest] = content

    def __delitem__(self, digest: str) -> None:
        del self.drawings[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.drawings)

    def __len__(self) -> int:
        return len(self.drawings)


def fill_placeholders(html: bytes, drawn: Mapping[str, bytes]) -> bytes:
    """A page with the drawings in place of their placeholders."""
    if has_placeholder(html):
        for digest, content in drawn.items():
            html = html.replace(_placeholder(digest), content)
    return html


def has_placeholder(html: bytes) -> bool:
    """Whether a page waits for a drawing."""
    return _PLACEHOLDER_MARK in html


_PLACEHOLDER_MARK = "\ufdd3".encode()
"""A noncharacter, like the marks of lent words; content that holds one is refused."""


def _placeholder(digest: str) -> bytes:
    return _PLACEHOLDER_MARK + digest.encode() + _PLACEHOLDER_MARK


def _draw_charts(question: bytes) -> DrawnCharts:
    return {digest: charts.draw_specification(spec, digest) for digest, spec in json.loads(question).items()}


def _compile_templates(template_folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Compile every template; a template with a mistake is reported when it's used."""
    compiled: dict[str, bytes] = {}
    templates = bare_environment(template_folders, compiled)
    for name in templates.list_templates(extensions=["html", "xml", "txt"]):
        with suppress(TemplateError, UnicodeDecodeError, RecursionError):
            templates.get_template(name)
    return compiled
