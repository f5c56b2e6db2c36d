"""Work for rendering that needs no content and is started while the content is still read and checked.

Templates are compiled, in another process, and only when the cache holds nothing of it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path

from jinja2 import TemplateError

from dossier_timeline.cache.buckets import Cache, CacheBucket, code_fingerprint
from dossier_timeline.output import environment as own_environment
from dossier_timeline.output.environment import bare_environment
from dossier_timeline.workers import run_in_fork, usable_processors


class Prefetch:
    """The tasks that were started; `close` ends those that nobody waited for."""

    def __init__(self, template_folders: tuple[Path, ...], cache: Cache) -> None:
        """Start the tasks."""
        compiling_version = (
            f"{sys.version} {version('jinja2')} {code_fingerprint([own_environment.__file__])}"
        )
        self._templates = cache.bucket("templates", compiling_version)
        self._compilation = (
            run_in_fork(partial(_compile_templates, template_folders))
            if usable_processors() > 1 and not self._templates
            else None
        )

    def compiled_templates(self) -> CacheBucket:
        """The compiled templates; waits for them."""
        if self._compilation is not None:
            compilation, self._compilation = self._compilation, None
            self._templates.update(compilation())
        return self._templates

    def close(self) -> None:
        """End the tasks that aren't needed any more."""
        if self._compilation is not None:
            self._compilation.cancel()
        self._compilation = None


def _compile_templates(template_folders: tuple[Path, ...]) -> dict[str, bytes]:
    """Compile every template; a template with a mistake is reported when it's used."""
    compiled: dict[str, bytes] = {}
    templates = bare_environment(template_folders, compiled)
    for name in templates.list_templates(extensions=["html", "xml", "txt"]):
        with suppress(TemplateError, UnicodeDecodeError, RecursionError):
            templates.get_template(name)
    return compiled
