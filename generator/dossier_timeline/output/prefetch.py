"""Work for rendering that needs no content: begun while the content is still read and checked.

Templates are compiled, and what draws charts, which takes a good half second to start, is started; both
in other processes, and only when nothing is remembered of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version

from jinja2 import TemplateError

from dossier_timeline.cache.store import Cache, CacheBucket, code_fingerprint
from dossier_timeline.config import Config
from dossier_timeline.graphics import charts
from dossier_timeline.output import environment as own_environment
from dossier_timeline.output.environment import bare_environment
from dossier_timeline.workers import WarmWorker, run_in_fork, usable_processors

DrawnCharts = dict[str, bytes]
"""Drawings by the digests of their specifications."""


class Prefetch:
    """What was begun; `close` ends what nobody waited for."""

    def __init__(self, config: Config, cache: Cache, *, has_charts: bool = False) -> None:
        """Begin. `draws`: the site has charts, so that it pays to start what draws."""
        drawn_by = f"{version('vl-convert-python')} {code_fingerprint([charts.__file__])}"
        compiled_by = f"{sys.version} {version('jinja2')} {code_fingerprint([own_environment.__file__])}"
        self.drawings = cache.bucket("drawings", drawn_by)
        self._compiled = cache.bucket("templates", compiled_by)
        able = usable_processors() > 1
        self._artist = (
            WarmWorker(_draw, charts.start_engine) if able and has_charts and not self.drawings else None
        )
        self._compiling = run_in_fork(partial(_compile, config)) if able and not self._compiled else None

    def compiled_templates(self) -> CacheBucket:
        """Compiled templates; waits for them."""
        if self._compiling is not None:
            compiling, self._compiling = self._compiling, None
            self._compiled.update(compiling())
        return self._compiled

    @property
    def is_drawing(self) -> bool:
        """Whether someone is there to draw."""
        return self._artist is not None

    def draw_charts(self, specifications: Mapping[str, str]) -> Callable[[], DrawnCharts]:
        """Have these drawn (specifications by digest), if someone is there; this gives how to wait."""
        if self._artist is None or not specifications:
            return dict
        artist, self._artist = self._artist, None
        return artist.ask(json.dumps(dict(specifications)).encode())

    def close(self) -> None:
        """End what was begun and isn't wanted any more."""
        for one in (self._artist, self._compiling):
            if one is not None:
                one.cancel()
        self._artist = self._compiling = None


class PendingCharts(MutableMapping[str, bytes]):
    """Drawings; a mark for each that is still being drawn, to be `filled` in."""

    def __init__(self, drawings: CacheBucket, promised: Mapping[str, str]) -> None:
        self.drawings, self.pending = drawings, promised

    def __getitem__(self, digest: str) -> bytes:
        return _mark(digest) if digest in self.pending else self.drawings[digest]

    def __setitem__(self, digest: str, content: bytes) -> None:
        self.drawings[digest] = content

    def __delitem__(self, digest: str) -> None:
        del self.drawings[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.drawings)

    def __len__(self) -> int:
        return len(self.drawings)


def fill_placeholders(page: bytes, drawn: Mapping[str, bytes]) -> bytes:
    """A page with the drawings where their marks are."""
    if has_placeholder(page):
        for digest, content in drawn.items():
            page = page.replace(_mark(digest), content)
    return page


def has_placeholder(page: bytes) -> bool:
    """Whether a page waits for a drawing."""
    return _MARK in page


_MARK = "\ufdd3".encode()
"""A noncharacter, as of lent words; it stands in no content, where it would be refused."""


def _mark(digest: str) -> bytes:
    return _MARK + digest.encode() + _MARK


def _draw(question: bytes) -> DrawnCharts:
    return {digest: charts.draw_specification(spec, digest) for digest, spec in json.loads(question).items()}


def _compile(config: Config) -> dict[str, bytes]:
    """Compile every template; those with a mistake are told when they're used."""
    compiled: dict[str, bytes] = {}
    templates = bare_environment(config.paths.templates, compiled)
    for name in templates.list_templates(extensions=["html", "xml", "txt"]):
        with suppress(TemplateError, UnicodeDecodeError, RecursionError):
            templates.get_template(name)
    return compiled
