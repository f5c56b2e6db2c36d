"""From which size on a page shows a part of what it is about, and says where the rest is.

Measured against an invented dossier of 10,000 documents: no page is above 150 kB or 3,000 elements, no part
of the whole report above 400 kB or 10,000. A dossier below these bounds has each list whole, on one page.
"""

from __future__ import annotations

MOST_HOME_DOCUMENTS, NEWEST_DOCUMENTS = 20, 10
"""The home page lists up to so many documents, and of a dossier with more only so many, the newest. A reader
looks through twenty at a glance; more are found by year and by theme."""

MOST_LABELLED_DOCUMENTS = 30
"""Up to so many documents each have a mark and a label in the overview; of more it shows how many events there
are in each few years. A wide screen has room for thirty labels beside each other."""

NEWEST_FEED_ENTRIES = 50
"""So many entries a feed has, the newest: a reader of feeds keeps those that it has seen."""
