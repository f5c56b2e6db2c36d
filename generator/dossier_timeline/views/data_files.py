"""The files of the folder of data, for the page of figures."""

from __future__ import annotations

from typing import Any

from dossier_timeline.exports.data_package import (
    DATA_DESCRIPTOR,
    DATA_FOLDER,
    DATA_LICENCE,
    DATA_README,
    data_zip_path,
    list_table_files,
    list_tables,
    title_table,
)
from dossier_timeline.site.page_context import PageContext


def list_data_files(ctx: PageContext) -> dict[str, Any]:
    """Every table with its files, and what stands beside them: address and name of each."""
    every = [
        table for table in list_tables(ctx.dossier, ctx.language_context.site.receipt) if not table.folder
    ]
    listed = [
        {
            "title": title_table(ctx.language, table, ctx.language_context),
            "files": [
                (ctx.file_href(f"{DATA_FOLDER}/{path}"), form) for path, form in list_table_files(table)
            ],
        }
        for table in every
    ]
    beside = [
        (DATA_README, DATA_README),
        (DATA_DESCRIPTOR, "Data Package"),
        (DATA_LICENCE, ctx.language.gettext("Licence")),
    ]
    about = [(ctx.file_href(f"{DATA_FOLDER}/{path}"), name) for path, name in beside]
    if ctx.language_context.config.mode.release:
        about.insert(0, (ctx.file_href(data_zip_path(ctx.dossier)), "ZIP"))
    return {"tables": listed, "about": about}
