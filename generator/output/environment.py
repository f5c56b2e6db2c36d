"""Jinja as this project uses it: everything escaped, nothing undefined, one set of words a language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.languages import Language


class Compiled(BytecodeCache):
    """Compiled templates in memory, so that each is compiled once for all languages.

    Jinja asks for a bucket with a checksum of the template's source and drops what doesn't match.
    """

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is known of its template."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what the bucket holds."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = Compiled()


def environment(folders: Iterable[Path], language: Language) -> Environment:
    """The environment of one language: templates from the folders in order, words from its catalogue."""
    made = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext,
        language.ngettext,
        newstyle=True,
        pgettext=language.pgettext,
        npgettext=language.npgettext,
    )
    return made
