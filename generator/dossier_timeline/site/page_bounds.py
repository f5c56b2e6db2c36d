"""From which size on a page shows a part of what it is about, and says where the rest is.

Measured against an invented dossier of 10,000 documents: no page is above 150 kB or 3,000 elements, no part
of the whole report above 400 kB or 10,000. A dossier below these bounds has each list whole, on one page.
"""

from __future__ import annotations

MOST_HOME_DOCUMENTS, NEWEST_DOCUMENTS = 20, 10
"""The home page lists up to so many documents, and of a dossier with more only so many, the newest. A reader
looks through twenty at a glance; more are found by year and by theme."""

MOST_OUTCOME_MARKS = 120
"""So many marks the home page draws for promises; of more promises a mark stands for 2, 5, 10 and so on."""

MOST_MATRIX_COLUMNS = 8
"""Up to so many documents have a column each beside the promises of a page; where there are more, a row names
those that come back to its promise. A laptop's screen has room for eight."""

MOST_LABELLED_DOCUMENTS = 30
"""Up to so many documents each have a mark and a label in the overview; of more it shows how many events
there are in each few years. A wide screen has room for thirty labels beside each other."""

NEWEST_FEED_ENTRIES = 50
"""So many entries a feed has, the newest: a reader of feeds keeps those that it has seen."""

MOST_PAGE_WEIGHT = 90_000
"""The estimated bytes of the entries that stand on one page (see `site/entry_weights.py`); a page with more
is cut. Its frame and its contents take up to 30 kB, and an estimate may be a quarter too low."""

MOST_NAMES_IN_CONTENTS = 500
"""A page that is cut names up to so many entries among its contents, so that links to them still lead there;
with more it names its parts alone."""

MOST_LISTED_USES = 50
"""So many of one kind an entry names where it is used; it says how many more there are."""

MOST_TIMELINE_WEIGHT = 120_000
"""The same of the events on one page of the timeline: two hundred short ones. Some 200 bytes of an event are
sent, so a page that is full stays at 45 kB on its way, and within a few screens for each of its years."""

MOST_FACET_VALUES = 60
"""So many values of one kind a timeline offers to choose from, those with the most events."""

MOST_REPORT_WEIGHT = 360_000
"""The estimated bytes of the documents in one part of the whole report: a phone opens it, a printer prints it
at a stretch, and an edited text makes no more than that again. Its frame may take 20 kB."""

MOST_NOTES_WEIGHT = 60_000
"""The estimated bytes of the notes on a document's own page, some 150: beside them stand its text, its tables
and its events. The notes of a document with more have pages of their own."""

MOST_TABLES_WEIGHT = 50_000
"""The same of its tables: a page with more leads to them among the figures."""

MOST_SOURCE_BLOCK_WEIGHT = 40_000
"""The estimated bytes of one passage of a published source text on a page: one that is heavier, as a table of
a thousand rows may be, is shown in pieces."""
