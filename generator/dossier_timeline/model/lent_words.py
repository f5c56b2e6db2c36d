"""Words that an unfinished language of the dossier lacks, lent by another one.

A language that is being translated is listed as unfinished in dossier.yml. Its pages are made, and what has
no words yet has those of the first language that has them, marked so that pages say whose they are. Names and
parts of addresses are lent as they are: they are sorted, abbreviated and joined to addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from dossier_timeline.languages.lending import lend_words
from dossier_timeline.languages.plural_forms import list_needed_forms
from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.relations import Path, WordsRelation, relations_of
from dossier_timeline.model.source_positions import SETTINGS
from dossier_timeline.model.wordings import needs_words

_Value = TypeVar("_Value", bound=ModelValue)


def lend_missing_words(dossier: Dossier) -> Dossier:
    """The dossier with words in every unfinished language; the same one where no language is unfinished."""
    unfinished = dossier.settings.unfinished_languages
    if not unfinished:
        return dossier
    lender = _WordLender(dossier, unfinished)
    fields: dict[str, Any] = {name: getattr(dossier, name) for name in type(dossier).model_fields}
    fields["settings"] = lender.fill(SETTINGS, dossier.settings)
    for name, content in fields.items():
        if isinstance(content, tuple):
            fields[name] = tuple(
                lender.fill(one.id, one) if isinstance(one, Entry) else one for one in content
            )
    return Dossier.model_construct(**fields)


class _WordLender:
    def __init__(self, dossier: Dossier, unfinished: tuple[str, ...]) -> None:
        self.dossier, self.unfinished = dossier, unfinished

    def fill(self, entry_id: str, value: _Value, path: Path = ()) -> _Value:
        """A value with all that is in it, whose words are there in every language."""
        changes: dict[str, Any] = {}
        relations = relations_of(type(value))
        for words in relations.words:
            content = getattr(value, words.field)
            filled = self._fill_words(content, words, entry_id, (*path, words.key))
            if filled is not content:
                changes[words.field] = filled
        for part in relations.parts:
            content = changes.get(part.field, getattr(value, part.field))
            filled = self._fill_parts(content, entry_id, (*path, part.key))
            if filled is not content:
                changes[part.field] = filled
        for owned in relations.owned:
            content = getattr(value, owned.field)
            filled = tuple(self.fill(one.id, one) for one in content)
            if any(one is not other for one, other in zip(filled, content, strict=True)):
                changes[owned.field] = filled
        if isinstance(value, Unit):
            changes["name"] = self._fill_forms(value.name)
        return value.model_copy(update=changes) if changes else value

    def _fill_words(self, content: Any, relation: WordsRelation, entry_id: str, path: Path) -> Any:
        if isinstance(content, dict):
            filled = {
                key: self._fill_words(one, relation, entry_id, (*path, key)) for key, one in content.items()
            }
            return filled if any(filled[key] is not content[key] for key in content) else content
        if not isinstance(content, Words):
            return content
        added: dict[str, str] = {}
        for code in self.unfinished:
            lender = next((one for one in self.dossier.languages if one in content.root), None)
            if (
                code in content.root
                or lender is None
                or not needs_words(self.dossier, entry_id, path, content, code)
            ):
                continue
            text = content.root[lender]
            is_plain = relation.is_name or relation.is_address
            added[code] = text if is_plain else _mark(text, lender, code)
        return Words({**content.root, **added}) if added else content

    def _fill_parts(self, content: Any, entry_id: str, path: Path) -> Any:
        """A value, or those in a list or mapping; the same one where nothing is missing in it."""
        if isinstance(content, ModelValue):
            return self.fill(entry_id, content, path)
        if isinstance(content, tuple):
            parts = tuple(
                self._fill_parts(one, entry_id, (*path, index)) for index, one in enumerate(content)
            )
            return parts if any(a is not b for a, b in zip(parts, content, strict=True)) else content
        if isinstance(content, dict):
            by_key = {key: self._fill_parts(one, entry_id, (*path, key)) for key, one in content.items()}
            return by_key if any(by_key[key] is not content[key] for key in content) else content
        return content

    def _fill_forms(self, name: Mapping[str, Mapping[Any, str]]) -> dict[str, dict[str, str]]:
        """The forms of a unit in every language."""
        filled = {code: dict(forms) for code, forms in name.items()}
        for code in self.unfinished:
            lender = next((one for one in self.dossier.languages if name.get(one)), None)
            if lender is None:
                continue
            own = filled.setdefault(code, {})
            for form in list_needed_forms(code):
                text = name[lender].get(form) or name[lender].get("other")
                if form not in own and text:
                    own[form] = _mark(text, lender, code)
        return filled


def _mark(text: str, lender: str, borrower: str) -> str:
    return lend_words(text, lender, {}, borrower)[0]
