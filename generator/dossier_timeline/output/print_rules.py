"""What stands at the head of each printed page: rules of one language, for the pages of its site.

Browsers fill the margin boxes of a page with words of the stylesheet only, so those words are written
into it here. Source: CSS Paged Media Level 3, page-margin boxes and named pages.
"""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.model.documents import Document
from dossier_timeline.site.language_context import LanguageContext

_TEXT_STYLE = "font:8pt sans-serif;color:#575c63"


def running_titles(language_context: LanguageContext) -> bytes:
    """The dossier's short name on every page but the first."""
    name = language_context.names.plain_words(language_context.dossier.settings.short)
    every_page = f"@page{{@top-left{{content:{_string(name)};{_TEXT_STYLE}}}}}"
    return f"{every_page}@page :first{{@top-left{{content:none}}}}\n".encode()


def document_titles(language_context: LanguageContext, documents: Iterable[Document]) -> bytes:
    """On a page of the whole report, the name of each of its documents too; empty without documents."""
    rules = []
    for number, document in enumerate(documents, 1):
        title = _string(language_context.names.plain_words(document.short))
        rules.append(f'.part[aria-labelledby="{document.id}"]{{page:document-{number}}}')
        rules.append(f"@page document-{number}{{@top-right{{content:{title};{_TEXT_STYLE}}}}}")
    return ("".join(rules) + "\n").encode() if rules else b""


def _string(words: str) -> str:
    """Words as a CSS string."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
