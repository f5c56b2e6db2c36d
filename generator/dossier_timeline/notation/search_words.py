"""What a language has for the search: search.yml, a file of data for each language."""

from __future__ import annotations

from typing import TypeVar

from pydantic import field_validator

from dossier_timeline.model.base import ModelValue, Text

_Part = TypeVar("_Part")


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
        """Both files' words together, each once."""
        return SearchWords(
            small_words=_join_once(self.small_words, other.small_words),
            synonyms=_join_once(self.synonyms, other.synonyms),
            joints=_join_once(self.joints, other.joints),
        )


def _join_once(some: tuple[_Part, ...], others: tuple[_Part, ...]) -> tuple[_Part, ...]:
    return tuple(dict.fromkeys((*some, *others)))
