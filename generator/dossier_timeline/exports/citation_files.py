"""The citation of each source document for reference managers: a file in each form, for all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.exports.citations import CitedAuthor, CitedItem, write_bibtex, write_csl_json, write_ris
from dossier_timeline.exports.data_package import DATA_FOLDER
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.site.language_context import LanguageContext

CITATION_FORMS = (
    ("bib", "BibTeX", write_bibtex),
    ("ris", "RIS", write_ris),
    ("csl.json", "CSL-JSON", write_csl_json),
)
"""The forms of a citation: the ending of its file, what it is called, how it is written."""


def export_citations(context: ExportContext) -> dict[str, bytes]:
    """Return the citation of each document in each form, by path."""
    files: dict[str, bytes] = {}
    for document in context.first.dossier.documents:
        cited = cite_source(choose_citing_language(context.languages, document), document)
        for path, (_, _, write) in zip(list_citation_paths(document), CITATION_FORMS, strict=True):
            files[path] = write([cited])
    return files


def choose_citing_language(languages: Mapping[str, LanguageContext], document: Document) -> LanguageContext:
    """Return the language in whose words a document is cited: its own, or else the dossier's first."""
    return languages.get(document.language) or next(iter(languages.values()))


def list_citation_paths(document: Document) -> list[str]:
    """Return the paths of a document's citation, in the order of `CITATION_FORMS`."""
    return [f"{DATA_FOLDER}/citations/{document.id}.{ending}" for ending, _, _ in CITATION_FORMS]


def cite_source(language_context: LanguageContext, document: Document) -> CitedItem:
    """Return the citation of a source document in the words of a language, by its printed title if known."""
    texts, numbers = language_context.names, document.identifiers
    kind = language_context.dossier.by_id.get(document.kind)
    csl_type = kind.csl if isinstance(kind, KindName) and kind.csl else "document"
    publisher = ", ".join(author.name for author in _list_authors(language_context, document.publisher))
    return CitedItem(
        id=document.id,
        type=csl_type,
        title=document.original_title or texts.plain_words(document.title),
        language=document.language if document.original_title else language_context.language.code,
        title_language=document.title_language if document.original_title else "",
        issued=document.date,
        issued_words=texts.write_date(document.date),
        authors=tuple(_list_authors(language_context, document.sender)),
        genre=texts.kind_name(document.kind),
        publisher=publisher,
        container=publisher if csl_type.startswith("article-") else "",
        place=texts.plain_words(document.place),
        number=numbers.first or "",
        url=next((one.url for one in document.addresses if one.url and one.status == "confirmed"), ""),
    )


def _list_authors(language_context: LanguageContext, ids: tuple[str, ...]) -> Iterator[CitedAuthor]:
    for entry_id in ids:
        if entry := language_context.dossier.by_id.get(entry_id):
            name = language_context.names.full_name(entry).text
            is_person = isinstance(entry, Actor) and entry.kind == "person" and entry.sort is not None
            sort_name = language_context.names.sort_name(entry)
            yield CitedAuthor.person(name, sort_name) if is_person else CitedAuthor(name)
