"""The files of the folder of data, for the page of figures."""

from __future__ import annotations

from typing import Any

from dossier_timeline.exports.data_package import (
    DESCRIPTOR,
    FOLDER,
    LICENCE,
    README,
    files_of,
    tables,
    title,
    zip_path,
)
from dossier_timeline.site.page_context import PageContext


def data_files(ctx: PageContext) -> dict[str, Any]:
    """Every table with its files, and what stands beside them: address and name of each."""
    every = [table for table in tables(ctx.dossier, ctx.language_context.site.receipt) if not table.folder]
    listed = [
        {
            "title": title(ctx.language, table, ctx.language_context),
            "files": [(ctx.file_href(f"{FOLDER}/{path}"), form) for path, form in files_of(table)],
        }
        for table in every
    ]
    beside = [(README, README), (DESCRIPTOR, "Data Package"), (LICENCE, ctx.language.gettext("Licence"))]
    about = [(ctx.file_href(f"{FOLDER}/{path}"), name) for path, name in beside]
    if ctx.language_context.config.release:
        about.insert(0, (ctx.file_href(zip_path(ctx.dossier)), "ZIP"))
    return {"tables": listed, "about": about}
