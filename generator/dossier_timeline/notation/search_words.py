"""What a language has for the search: search.yml, a file of data for each language."""

from __future__ import annotations

from pydantic import field_validator

from dossier_timeline.model.base import ModelValue, Text


class SearchWords(ModelValue):
    """search.yml: what readers type in a language, and how it builds long words."""

    small_words: tuple[Text, ...] = ()
    """Words that a question holds and that say nothing of its subject: "were", "the"."""
    synonyms: tuple[tuple[Text, ...], ...] = ()
    """Groups of words that mean the same, each in its plain form: "promise", "pledge"."""
    joints: tuple[Text, ...] = ()
    """Letters that may stand between the parts of a compound; only a language that writes compounds as one
    word has them."""

    @field_validator("synonyms")
    @classmethod
    def _require_pairs(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for group in groups:
            if len(group) < 2:
                raise ValueError(
                    f"{[*group]} is no group of words: write two or more that mean the same, like [kept, met]"
                )
        return groups

    def merge(self, other: SearchWords) -> SearchWords:
        """Both files' words together."""
        return SearchWords(
            small_words=(*self.small_words, *other.small_words),
            synonyms=(*self.synonyms, *other.synonyms),
            joints=(*self.joints, *other.joints),
        )
