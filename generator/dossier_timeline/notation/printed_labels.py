"""Words with a number that name a part of a text where it's printed: "Article 83", "§ 12", "Figure 2:"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.model.locators import LocatorTerm
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.printed_marks import write_ascii_digits
from dossier_timeline.notation.typesetting import make_readable

_NUMBER = (
    r"(?P<number>\d{1,4}(?:[.:]\d{1,4}){0,4}(?:[ \xa0]?(?:bis|ter|quater|quinquies|sexies)|[a-z]{1,2})?"
    r"|(?-i:[IVXLCDM]{1,9}|[A-Z]))"
)
_PART = r"[ \xa0]?\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)"
"""What makes a label that of a smaller part: "Article 83(5)" isn't article 83."""
_SLOT = "{n}"
_TITLE_ENDS = (".", ",", ";", "?", "!")
_LONGEST_CAPTION = 300


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """The label with which a line begins: its term and number, and where what follows it begins."""

    term: LocatorTerm
    number: str
    end: int
    is_closed: bool
    """Whether nothing follows the label, or a colon, point or dash."""


@dataclass(frozen=True)
class LabelWords:
    """A language's words for numbered parts of a text, as its sources print them.

    A word stands before its number; one that doesn't has the number's place in it: "{n} §".
    """

    by_term: Mapping[LocatorTerm, tuple[str, ...]]
    recital_openings: frozenset[str] = frozenset()
    """What is printed before recitals, folded and without its colon."""

    @cached_property
    def _words(self) -> tuple[tuple[LocatorTerm, str], ...]:
        words = [(term, word) for term, several in self.by_term.items() for word in several]
        return tuple(sorted(words, key=lambda pair: -len(pair[1])))

    @cached_property
    def _patterns(self) -> tuple[tuple[LocatorTerm, re.Pattern[str]], ...]:
        return tuple((term, _compile(word)) for term, word in self._words)

    @cached_property
    def _named_parts(self) -> tuple[tuple[LocatorTerm, re.Pattern[str]], ...]:
        return tuple(
            (term, re.compile(rf"(?<![^\W_]){_write_pattern(word)}", re.IGNORECASE))
            for term, word in self._words
        )

    def read_label(self, line: str) -> PrintedLabel | None:
        """The label with which a line begins."""
        text = _plain_spaces(line)
        for term, pattern in self._patterns:
            if match := pattern.match(text):
                rest = text[match.end() :]
                is_closed = not rest.strip() or match["closed"] is not None
                return PrintedLabel(term, _write_number(match["number"]), match.end(), is_closed)
        return None

    def find_labels(self, text: str) -> Iterator[tuple[int, LocatorTerm, str]]:
        """Where a running text names numbered parts ("see article 33"), with each its term and number."""
        plain = _plain_spaces(text)
        for term, pattern in self._named_parts:
            for match in pattern.finditer(plain):
                yield match.start(), term, _write_number(match["number"])

    def read_caption(self, text: str, *, beside_table: bool) -> PrintedLabel | None:
        """The number of a figure or table of which a text is the caption.

        A sentence that begins with one is none: the number is followed by a sign, or by nothing, or the text
        stands beside a table and doesn't end like a sentence.
        """
        label = self.read_label(text) if len(text) <= _LONGEST_CAPTION else None
        if label is None or label.term not in ("figure", "table"):
            return None
        is_title = beside_table and not text.rstrip().endswith(_TITLE_ENDS)
        return label if label.is_closed or is_title else None

    def opens_recitals(self, text: str) -> bool:
        """Whether a text is what is printed before the recitals of an act: "Whereas:"."""
        return fold_phrase(make_readable(text).rstrip(": ,.")) in self.recital_openings


def cut_label(line: str, label: PrintedLabel) -> str:
    """The label with which a line begins, as printed, without the signs that part it from what follows."""
    return line[: label.end].strip(" .:–—-")


def compile_label_words(
    words: Mapping[LocatorTerm, Iterable[str]], recital_openings: Iterable[str] = ()
) -> LabelWords:
    """The words of a language, ready to read by."""
    return LabelWords(
        {term: tuple(several) for term, several in words.items()},
        frozenset(fold_phrase(opening) for opening in recital_openings),
    )


NO_LABEL_WORDS = compile_label_words({})


def _compile(word: str) -> re.Pattern[str]:
    end = rf"(?!{_PART})" + r"(?P<closed>\s*(?:[.:]|\s[–—-])(?=\s|$))?(?=\s|$|[:.–—(])"
    return re.compile(rf"\s*{_write_pattern(word)}{end}", re.IGNORECASE)


def _write_pattern(word: str) -> str:
    """The pattern of a word with its number."""
    before, slot, after = word.partition(_SLOT)
    if not slot:
        before, after = word, ""
    first = _literal(before, r"\s*" if not before[-1:].isalpha() else r"\s+") if before.strip() else ""
    last = r"\s*" + _literal(after, "") if after.strip() else ""
    return rf"{first}{_NUMBER}{last}(?![^\W_])"


def _literal(text: str, space: str) -> str:
    return r"\s+".join(map(re.escape, text.split())) + space


def _plain_spaces(line: str) -> str:
    return line.replace("\xa0", " ").replace("\u202f", " ")


def _write_number(number: str) -> str:
    return write_ascii_digits("".join(number.split()))
