"""Whether a passage prints the words of a quotation, and whether they say there what they say alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.value_matching import find_all_words, find_whole_words
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.qualifiers import find_denial_before

_COUNTED = ("number", "amount", "share", "ordinal")


@dataclass(frozen=True, slots=True)
class QuotationFault:
    """What is wrong with a quotation, and what would be right."""

    message: str
    hint: str


_NOT_PRINTED = QuotationFault(
    "these words do not stand in the passage word for word", "quote exactly what is printed"
)


def prints_words(source_passage: SourcePassage, words: str) -> bool:
    """Whether the words stand in a passage as they are, in one cell where it's a table.

    A word that a line end broke is whole; a quotation with its hyphen may have that too. Signs alone are
    no words.
    """
    return any(find_whole_words(words, text) for text in _list_texts(source_passage, words))


def find_quotation_fault(
    source_passage: SourcePassage, words: str, lexicon: Lexicon
) -> QuotationFault | None:
    """What is wrong with a quotation from a passage; `None` where it stands there and says the same alone.

    One that begins right behind a denial, or takes a number without the words that qualify it, says something
    else.
    """
    faults = [
        _find_fault_at(text, start, end, lexicon)
        for printed in _list_texts(source_passage, words)
        for text, start, end in find_all_words(words, printed)
    ]
    if not faults:
        return _NOT_PRINTED
    return None if None in faults else faults[0]


def _list_texts(source_passage: SourcePassage, words: str) -> Iterator[str]:
    """The texts of a passage in which words are looked for."""
    if not any(character.isalnum() for character in words):
        return
    if source_passage.rows:
        yield from (cell for row in source_passage.rows for cell in row if cell)
        return
    yield source_passage.text
    if "-" in words:
        yield from source_passage.hyphenated


def _find_fault_at(text: str, start: int, end: int, lexicon: Lexicon) -> QuotationFault | None:
    denial = find_denial_before(text[:start], lexicon)
    if denial:
        return QuotationFault(
            f"“{denial}” stands right before these words, so alone they say the opposite",
            f"quote it along: “{denial} {_begin(text[start:end])}”",
        )
    alone = {one.start + start: one for one in read_values(text[start:end], lexicon)}
    for one in read_values(text, lexicon):
        if one.kind not in _COUNTED or one.may_be_article or one.end <= start or one.start >= end:
            continue
        quoted = alone.get(one.start)
        if one.start < start or one.end > end or (quoted and quoted.value != one.value):
            message = f"“{one.text}” is printed there, of which only a part is quoted"
            return QuotationFault(message, "quote all of it")
        if quoted and one.qualifier and quoted.qualifier != one.qualifier:
            message = f"what stands around “{one.text}” qualifies it ({one.qualifier}) and is not quoted"
            return QuotationFault(message, "quote the words that qualify it along")
    return None


def _begin(words: str) -> str:
    """The first few words."""
    several = words.split(" ")
    return " ".join(several[:4]) + (" …" if len(several) > 4 else "")
