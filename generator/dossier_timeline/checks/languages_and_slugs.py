"""Languages and addresses: everything is there in each language, and nothing has another's address."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.languages.plural_forms import list_needed_forms
from dossier_timeline.languages.slugs import MAX_BYTES, fold_address, is_slug, is_too_long
from dossier_timeline.model.documents import Document, PageHead, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import remove_drafts
from dossier_timeline.model.registers import Theme
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions
from dossier_timeline.model.wordings import Wording, find_wordings, is_for_each_language, needs_words

_MOST_STRANGE = 5
"""So many words and texts in a language that the dossier hasn't are told one by one; more together."""


def check_languages(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Words and texts that lack a language, or have one that the dossier has not."""
    for index, code in enumerate(dossier.languages):
        if code.casefold() in map(str.casefold, dossier.languages[:index]):
            message = f"the language “{code}” is listed twice"
            yield Diagnostic(
                positions.of(SETTINGS, "languages", index), Code.DUPLICATE_LANGUAGE, message, "keep one"
            )
    for wording in find_wordings(dossier):
        yield from _check_words(dossier, positions, wording)
    yield from _check_strange_languages(dossier, positions)
    yield from _check_unfinished_languages(dossier, positions)
    yield from _check_summaries(dossier, positions)
    for page in dossier.pages:
        if page.id not in positions.unread_ids:
            yield from _check_missing_texts(dossier, page.texts, Code.MISSING_PAGE, f"the page “{page.id}”")


def _check_words(dossier: Dossier, positions: SourcePositions, wording: Wording) -> Iterator[Diagnostic]:
    words, path = wording.words.root, wording.path
    known = dossier.languages
    if not words and wording.entry in positions.unread_ids:
        return
    if not is_for_each_language(dossier, path, wording.words):
        return
    for code in known:
        if code in dossier.settings.unfinished_languages:
            continue
        if code not in words and needs_words(dossier, wording.entry, path, wording.words, code):
            position = positions.of(wording.entry, *path, key=True)
            message = f"“{path[-1]}” has no words in the language “{code}”"
            hint = f"add {code}: …" if words else f"write {{{', '.join(f'{c}: …' for c in known)}}}"
            yield Diagnostic(position, Code.MISSING_LANGUAGE, message, hint)


def _check_strange_languages(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Words and texts in a language that the dossier hasn't: each, or all of a language together if many."""
    known = dossier.languages
    found: dict[str, list[Position]] = {}
    for wording in find_wordings(dossier):
        strange = [code for code in wording.words.root if code not in known]
        if strange and is_for_each_language(dossier, wording.path, wording.words):
            for code in strange:
                place = positions.of(wording.entry, *wording.path, code, key=True)
                found.setdefault(code, []).append(place)
    for unit in dossier.units:
        for code in unit.name:
            if code not in known:
                found.setdefault(code, []).append(positions.of(unit.id, "name", code, key=True))
    for _, texts in dossier.texts():
        for code, prose in texts.items():
            if code not in known:
                found.setdefault(code, []).append(Position(prose.path))
    for code, places in found.items():
        if len(places) > _MOST_STRANGE:
            files = len({place.path for place in places})
            message = (
                f"the dossier has no language “{code}”, and {len(places)} words and texts in {files} files "
                "are in it; this is the first"
            )
            hint = (
                f"write “{code}” under languages in dossier.yml, or take it out everywhere: "
                f"`dossier-timeline language remove {code}`"
            )
            yield Diagnostic(min(places), Code.UNKNOWN_LANGUAGE, message, hint)
            continue
        for place in places:
            message = f"the dossier has no language “{code}”"
            yield Diagnostic(place, Code.UNKNOWN_LANGUAGE, message, suggest_word(code, known))


def _check_unfinished_languages(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """For each language that is being translated: how many words it lacks in each file (`not-translated`)."""
    field = "unfinished_languages"
    for index, code in enumerate(dossier.settings.unfinished_languages):
        place = positions.of(SETTINGS, field, index)
        if code not in dossier.languages[1:]:
            is_first = code in dossier.languages
            message = (
                f"“{code}” lends others its words" if is_first else f"the dossier has no language “{code}”"
            )
            hint = f"take “{code}” away here" if is_first else suggest_word(code, dossier.languages)
            yield Diagnostic(place, Code.UNKNOWN_LANGUAGE, message, hint)
            continue
        missing: dict[str, list[Position]] = {}
        for position in find_untranslated(dossier, positions, code):
            missing.setdefault(position.path, []).append(position)
        for found in missing.values():
            many = f"{len(found)} words have" if len(found) > 1 else "these words have"
            message = f"{many} no translation into “{code}” yet; another language’s stand in"
            hint = f"`dossier-timeline translate export --language {code}` hands them over"
            yield Diagnostic(min(found), Code.NOT_TRANSLATED, message, hint)
        if not missing:
            message = f"no words of the data lack a translation into “{code}” any more"
            yield Diagnostic(place, Code.NOT_TRANSLATED, message, f"take “{code}” away from {field}")


def find_untranslated(dossier: Dossier, positions: SourcePositions, code: str) -> Iterator[Position]:
    """Where words that readers see, and names of units, lack a language; a draft may lack them."""
    for wording in find_wordings(remove_drafts(dossier)):
        root = wording.words.root
        is_open = code not in root and any(one in root for one in dossier.languages)
        if is_open and needs_words(dossier, wording.entry, wording.path, wording.words, code):
            yield positions.of(wording.entry, *wording.path, key=True)
    for unit in dossier.units:
        if any(form not in unit.name.get(code, {}) for form in list_needed_forms(code)):
            yield positions.of(unit.id, "name", key=True)


def _check_summaries(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    texts = {summary.document: summary.texts for summary in dossier.summaries}
    for document in dossier.documents:
        if document.draft:
            continue
        if document.id in positions.unread_ids:
            continue
        if any(not prose.head.draft for prose in texts.get(document.id, {}).values()):
            what = f"the summary of “{document.id}”"
            yield from _check_missing_texts(dossier, texts[document.id], Code.MISSING_SUMMARY, what)
        else:
            names = " and ".join(f"{code}.md" for code in dossier.languages)
            message = "the document has no summary in any language"
            position = positions.of(document.id)
            yield Diagnostic(position, Code.MISSING_SUMMARY, message, f"write {names} beside it")


def _check_missing_texts(
    dossier: Dossier, texts: dict[str, Prose], code_of_problem: Code, what: str
) -> Iterator[Diagnostic]:
    present = [code for code in dossier.languages if code in texts and not texts[code].head.draft]
    for code in dossier.languages:
        if code not in present and present:
            path = texts[present[0]].path
            if code in texts:
                message = f"{what} is still a draft in the language “{code}”"
                hint = f"finish {texts[code].path} and remove “draft” from it"
            else:
                message = f"{what} is not there in the language “{code}”"
                hint = f"write {path.rpartition('/')[0]}/{code}.md"
            yield Diagnostic(Position(path), code_of_problem, message, hint)


def check_slugs(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """The last parts of addresses that cannot be one, or that two pages of a kind share."""
    taken: dict[tuple[str, str, str], str] = {}
    for kind, entry, code, slug in _list_slugs(dossier):
        if not slug:
            continue
        if not is_slug(slug):
            message = f"“{slug}” cannot be part of an address"
            hint = "write lower-case letters, digits and single hyphens"
            composed = unicodedata.normalize("NFC", slug)
            if is_slug(composed):
                message = f"the address “{composed}” is written with letters taken apart (Unicode NFD)"
                hint = "type it anew on a keyboard: composed letters (NFC) are what readers type"
            yield Diagnostic(_slug_position(positions, kind, entry, code), Code.BAD_SLUG, message, hint)
        if is_too_long(slug):
            message = f"this part of an address has {len(slug.encode())} bytes, and {MAX_BYTES} is the most"
            hint = "shorten it: file systems take no more, and people read it"
            yield Diagnostic(_slug_position(positions, kind, entry, code), Code.BAD_SLUG, message, hint)
        other = taken.setdefault((kind, code, fold_address(slug)), entry)
        if other != entry:
            message = f"“{other}” has the address “{slug}” already"
            hint = f"it stands at {_slug_position(positions, kind, other, code)}; give each its own"
            yield Diagnostic(
                _slug_position(positions, kind, entry, code), Code.CLASHING_ADDRESS, message, hint
            )


def _list_slugs(dossier: Dossier) -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, language and slug of everything that has a page of its own."""
    named: tuple[tuple[str, tuple[Document | Theme, ...]], ...] = (
        ("document", dossier.documents),
        ("theme", dossier.themes),
    )
    for kind, entries in named:
        for entry in entries:
            for code, slug in entry.slug.root.items():
                yield kind, entry.id, code, slug
    for page in dossier.pages:
        for code, prose in page.texts.items():
            if isinstance(prose.head, PageHead):
                yield "page", page.id, code, prose.head.slug


def _slug_position(positions: SourcePositions, kind: str, entry_id: str, code: str) -> Position:
    return (
        positions.in_front_matter(entry_id, code, "slug")
        if kind == "page"
        else positions.of(entry_id, "slug", code)
    )
