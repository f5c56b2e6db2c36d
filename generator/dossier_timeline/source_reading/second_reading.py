"""The words of a PDF as a second reader finds them, which shares no code with the first."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pypdf

_SOFT_HYPHEN = re.compile(r"(\w+)\u00ad\s+(\w+)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MOST_PARTS, _LONGEST_PART = 4, 40
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader found.

    `soft_hyphens` are the halves of words that it says were only divided. `unread` are the numbers of pages
    that it couldn't read; None stands for all of them.
    """

    reader: str
    words: tuple[str, ...]
    soft_hyphens: frozenset[tuple[str, str]] = frozenset()
    remarks: tuple[str, ...] = ()
    unread: frozenset[int] | None = frozenset()

    def has_read(self, page_number: int) -> bool:
        """Whether the words of a page are among those found."""
        return self.unread is not None and page_number not in self.unread


def read_words_again(content: bytes) -> SecondReading:
    """The words of a PDF by pypdf; a remark says which pages it can't read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    words: list[str] = []
    soft: set[tuple[str, str]] = set()
    unread: list[int] = []
    reader = f"pypdf {pypdf.__version__}"
    try:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        count = len(pages)
    except Exception:
        remark = "the second reader can't open the file: compare it by eye"
        return SecondReading(reader, (), remarks=(remark,), unread=None)
    for number in range(count):
        try:
            text = pages[number].extract_text()
        except Exception:
            unread.append(number + 1)
            continue
        words += text.split()
        soft.update((match[1], match[2]) for match in _SOFT_HYPHEN.finditer(text))
    remarks = (f"the second reader can't read page {', '.join(map(str, unread))}",) if unread else ()
    return SecondReading(reader, tuple(words), frozenset(soft), remarks, frozenset(unread))


@dataclass(frozen=True, slots=True)
class WordDifferences:
    """The words that only one of two readings has, with how often."""

    only_first: Mapping[str, int]
    only_second: Mapping[str, int]


def compare_readings(first: Iterable[str], second: Iterable[str]) -> WordDifferences:
    """What two readings of a file have otherwise: words as runs of letters and figures.

    Ligatures and raised figures count as their letters and figures; hyphens and punctuation don't count.
    """
    one, other = count_plain_words(first), count_plain_words(second)
    only_first, only_second = one - other, other - one
    _settle_parted_words(only_first, only_second)
    return WordDifferences(dict(sorted(only_first.items())), dict(sorted(only_second.items())))


def _settle_parted_words(only_first: Counter[str], only_second: Counter[str]) -> None:
    """Take out the words that the second reader has in parts.

    It guesses spaces by rough places of letters; the first reader knows where each letter ends.
    """
    for word in sorted(only_first, key=len, reverse=True):
        while only_first[word] > 0 and (parts := _find_parts(word, only_second)):
            count = min(only_first[word], *(only_second[part] // parts.count(part) for part in parts))
            only_first[word] -= count
            for part in parts:
                only_second[part] -= count
    for counts in (only_first, only_second):
        for word in [word for word, count in counts.items() if count <= 0]:
            del counts[word]


def _find_parts(word: str, known: Counter[str]) -> tuple[str, ...]:
    """The fewest known words, at most four, that make up a word one after the other; or none."""
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_PART), end):
            part = word[start:end]
            way = ways.get(start)
            if way is None or len(way) >= _MOST_PARTS or known[part] <= way.count(part):
                continue
            if end not in ways or len(way) + 1 < len(ways[end]):
                ways[end] = (*way, part)
    found = ways.get(len(word), ())
    return found if len(found) > 1 else ()


def count_plain_words(texts: Iterable[str]) -> Counter[str]:
    """How often each run of letters and figures stands in texts."""
    return Counter(word for text in texts for word in list_plain_words(text))


def count_letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter and figure stands in texts."""
    return Counter(sign for text in texts for word in list_plain_words(text) for sign in word)


def list_plain_words(text: str) -> list[str]:
    """The runs of letters and those of figures in a text, without signs that nobody sees."""
    return _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
