"""Texts that were in step stay so when a program changes how they name things."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.text_decoding import split_front_matter
from dossier_timeline.model.dossier import Dossier, Translations
from dossier_timeline.model.text_digests import digest_body
from dossier_timeline.model.translation_status import TranslationStatus, compare_all_translations


def keep_in_step(dossier: Dossier, files: Mapping[str, FileEditor]) -> Translations:
    """What is recorded of translations, with the digests of texts as they are edited (by path).

    Texts that were in step with the old words of another one are in step with its new ones.
    """
    texts = dict(dossier.texts())
    records = {
        name: {code: dict(others) for code, others in by_language.items()}
        for name, by_language in dossier.translations.items()
    }
    for one in compare_all_translations(dossier):
        theirs = files.get(texts[one.entry][one.other].path)
        if one.status is TranslationStatus.IN_STEP and theirs is not None:
            body = split_front_matter(theirs.path, theirs.edited_text())[0].body
            records[one.entry][one.language][one.other] = digest_body(body)
    return records
