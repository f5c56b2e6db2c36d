"""What every exporter is handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from dossier_timeline.config import Config
from dossier_timeline.site.language_context import LanguageContext


class RenderFile(Protocol):
    """Makes the text of a file that is no page, from the template of that name."""

    def __call__(self, template: str, /, **values: object) -> str:
        """Return the text; values are escaped as the template's kind of file asks."""


FindResult: TypeAlias = Callable[[str, Callable[[], bytes]], bytes]
"""Gives the result of a function by its name, if it would be the same as before, or else calls it."""


def compute_result(_: str, compute: Callable[[], bytes]) -> bytes:
    """Call a function: nothing is known of earlier builds."""
    return compute()


@dataclass(frozen=True, slots=True)
class ExportContext:
    """The dossier in each of its languages, by code, and what renders a template of `templates/exports/`."""

    languages: Mapping[str, LanguageContext]
    render: RenderFile
    find_result: FindResult = compute_result
    """Gives a result of an earlier build."""

    @property
    def first(self) -> LanguageContext:
        """The dossier's first language, for what is the same in all of them."""
        return next(iter(self.languages.values()))

    @property
    def config(self) -> Config:
        """The settings of the build."""
        return self.first.config


Exporter: TypeAlias = Callable[[ExportContext], Mapping[str, bytes]]
"""Makes some files of the site: their bytes by path."""
