"""Languages: how dates, numbers, names and the interface's own words read in each of them.

Nothing here knows which languages there are: formats come from CLDR (through Babel), words from
gettext catalogues in `locales/<language>/LC_MESSAGES/messages.po` of a folder of templates.
"""

from generator.languages.dates import DateLike
from generator.languages.language import Language
from generator.languages.loading import load, unknown_words
from generator.languages.locale_data import keep_locales_apart
from generator.languages.marks import N_, NP_

__all__ = ["NP_", "N_", "DateLike", "Language", "load", "unknown_words"]

keep_locales_apart()
