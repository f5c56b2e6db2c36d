"""Languages: how dates, numbers, names and the interface's own words read in each of them.

Nothing here knows which languages there are: formats come from CLDR (through Babel), words from
gettext catalogues in `locales/<language>/LC_MESSAGES/messages.po` of a folder of templates.
"""

from dossier_timeline.languages.dates import DateLike
from dossier_timeline.languages.extraction_markers import N_, NP_
from dossier_timeline.languages.language import Language
from dossier_timeline.languages.loading import check_unknown_words, load_languages
from dossier_timeline.languages.locale_data import keep_locales_apart

__all__ = ["NP_", "N_", "DateLike", "Language", "check_unknown_words", "load_languages"]

keep_locales_apart()
