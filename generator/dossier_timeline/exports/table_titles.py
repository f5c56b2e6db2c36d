"""What the tables of the data are called in a language."""

from __future__ import annotations

from dossier_timeline.exports.table import TabularResource
from dossier_timeline.site.language_context import LanguageContext


def title_table(table: TabularResource, language_context: LanguageContext) -> str:
    """Return what a table is called; that of a figure is the figure's."""
    if table.folder:
        return language_context.names.full_name(language_context.dossier.by_id[table.name]).text
    say = language_context.language.gettext
    titles = {
        "documents": say("The source documents"),
        "facts": say("Facts: every value with its source"),
        "events": say("Events"),
        "commitments": say("Promises"),
        "outcomes": say("What came of the promises"),
        "figures": say("Figures"),
        "columns": say("The columns of the figures"),
        "cells": say("Every value of the figures"),
        "differences": say("Where sources differ"),
        "sides": say("What each source says where they differ"),
        "corrections": say("Corrections"),
        "actors": say("People and bodies"),
        "roles": say("Who held which office"),
        "countries": say("Countries"),
        "works": say("Works cited"),
        "terms": say("Terms"),
        "themes": say("Themes"),
        "units": say("What is counted"),
        "identifiers": say("The official numbers of documents and works"),
        "kinds": say("Kinds of documents, events and works"),
        "images": say("Images"),
        "downloads": say("Files to download"),
        "shown": say("What shows each image and file"),
        "words": say("All words in each language"),
        "addresses": say("The permanent address of every entry"),
        "verification": say("How each value was found in the source text"),
    }
    return titles[table.name]
