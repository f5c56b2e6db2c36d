"""What the tests of exports share: the exports of a dossier, without its pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier_timeline.config import Config
from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.exports.all_exports import EXPORTERS
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.file_templates import make_file_renderer
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import plan_site
from tests.helpers.files import GOOD, ROOT
from tests.helpers.small_site import BASE, config_of, dossier_of, languages_of

__all__ = ["BASE", "GOOD", "ROOT", "changed", "contexts_of", "exported", "good", "json_of", "real", "rows"]


def contexts_of(dossier: Dossier, config: Config) -> dict[str, LanguageContext]:
    """The language_contexts of a dossier, as `render` has them."""
    site = plan_site(dossier, languages_of(dossier, config), config, load_receipt(config.paths)[0])
    return {code: LanguageContext(site, config, language) for code, language in site.languages.items()}


def exported(
    root: Path, change: Callable[[Dossier], Dossier] = lambda same: same, **settings: Any
) -> dict[str, bytes]:
    """The exports of a content folder, its dossier changed on the way."""
    config = config_of(root, **settings)
    contexts = contexts_of(change(dossier_of(root)), config)
    context = ExportContext(contexts, make_file_renderer(config.paths, {}))
    return {path: content for export in EXPORTERS.values() for path, content in export(context).items()}


@lru_cache(maxsize=4)
def good(**settings: Any) -> dict[str, bytes]:
    """The exports of the small good site."""
    return exported(GOOD, **settings)


@lru_cache(maxsize=1)
def real() -> dict[str, bytes]:
    """The exports of this project's own dossier."""
    return exported(ROOT)


def changed(dossier: Dossier, **fields: Any) -> Dossier:
    """A dossier with other settings."""
    return dossier.model_copy(update={"settings": dossier.settings.model_copy(update=fields)})


def json_of(files: dict[str, bytes], path: str) -> Any:
    """A JSON file, read."""
    return json.loads(files[path])


def rows(content: bytes) -> list[dict[str, str]]:
    """A CSV file, read."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
