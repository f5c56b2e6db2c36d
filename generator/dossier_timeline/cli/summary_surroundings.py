"""The words around a value in the summaries, as readers see them: by how near they stand to it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier_timeline.cli.summary_reading import DocumentSummaries
from dossier_timeline.content.label_proposals import write_plain_words
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.evidence.surrounding_words import (
    WordWeights,
    grade_kinship,
    split_into_words,
    weigh_words,
)
from dossier_timeline.evidence.unit_nouns import unit_name_forms
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.story import Event
from dossier_timeline.site.names import EntryNames

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.M)
_NEAR = 0.35
"""What a word must count for to be near a value; one of a heading isn't."""
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]|\||#)")


def find_words_around(
    summaries: DocumentSummaries, names: Mapping[str, EntryNames], shared: SharedValue, language: str
) -> WordWeights:
    """The words around a value in the summary of a language; without one, those of all languages.

    Of another language only names and words that both have in common can be found in a text.
    """
    codes = [language] if language in shared.stated else list(shared.stated)
    weights: dict[str, float] = {}
    for code in codes:
        for word, weight in _weigh_around(summaries, names[code], code, shared.stated[code]).items():
            weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _weigh_around(
    summaries: DocumentSummaries, names: EntryNames, code: str, stated: StatedValue
) -> WordWeights:
    body = summaries.texts[code].body
    before, after = body[: stated.qualifier_start], body[stated.end :]
    headings = _HEADING.findall(before)
    return weigh_words(
        write_plain_words(_BLOCK_END.split(before)[-1], names.write_reference).replace("\n", " "),
        write_plain_words(_BLOCK_END.split(after)[0], names.write_reference).replace("\n", " "),
        write_plain_words(headings[-1], names.write_reference) if headings else "",
        summaries.readers[code].lexicon,
    )


def names_entry(
    summaries: DocumentSummaries,
    names: Mapping[str, EntryNames],
    shared: SharedValue,
    target: Fact | Event | Document,
) -> bool:
    """Whether a word near a value is one of an entry's name, in some language of the summaries."""
    for code, stated in shared.stated.items():
        near = _weigh_around(summaries, names[code], code, stated)
        title = [
            *split_into_words(str(names[code].full_name(target))),
            *split_into_words(_name_unit(target, names[code], code)),
        ]
        if any(
            grade_kinship(word, other) for word, weight in near.items() if weight >= _NEAR for other in title
        ):
            return True
    return False


def _name_unit(target: Fact | Event | Document, names: EntryNames, code: str) -> str:
    unit = names.units.get(target.unit or "") if isinstance(target, Fact) else None
    return " ".join(sorted(unit_name_forms(unit, code)))
