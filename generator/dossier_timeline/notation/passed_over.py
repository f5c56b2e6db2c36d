"""What isn't looked through for numbers: code, references, addresses, names, official numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier_timeline.model.references import scan_references
from dossier_timeline.notation.comparable_text import as_compared
from dossier_timeline.notation.vocabulary import DIGIT, WORD, Vocabulary

IDENTIFIERS = re.compile(
    r"""
      \b\d{4}/\d{1,4}/[A-Z]{2,4}\b | \b[A-Z]{2,4}\)?\s(?:19|20)\d\d/\d{1,5}\b   # 2011/93/EU, (EU) 2016/679
    | \b[A-Z]{2,10}[/_-]\d{2,4}[/_-]\d{1,5}\b                   # IP/12/1308, MEMO/12/937
    | \b[0-9CE]\d{4}[A-Z]{1,2}\d{4}\b                           # CELEX
    | \b10\.\d{4,9}/\S+ | \bISBN[\s:]*[\d-]{10,17}X? | \bISSN[\s:]*\d{4}-\d{3}[\dX]
    | \b(?:WCAG|RFC|ISO(?:/IEC)?|ECMA|BCP|EUPL|CC\sBY(?:-[A-Z]{2})*)[\s-]v?\d+(?:[.:-]\d+)*
    | \bEN\s\d{3}\s\d{3}(?:\sv?\d[\d.]*)?
    | \b[A-Z]{2,}-\d+\b                                         # SHA-256
    """,
    re.X,
)
"""Official numbers and standards, by their shape; those of the dossier itself come as names."""

_BUT_MAIL = r"""
      \]\([^()\s]*(?:\s+"[^"\n]*")?\s*\)     # the address of a link
    | <https?:[^<>\s]*> | \bhttps?://\S+
    | \{[:\#.\w][^{}\n]*\}                    # attributes
    """
_APART_BUT_MAIL = re.compile(_BUT_MAIL, re.X)
_APART = re.compile(rf"{_BUT_MAIL} | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.]+", re.X)
_LIST_MARK = re.compile(r"^[ \t>]*\d{1,3}[.)](?=\s)", re.M)
_ROMAN = re.compile("[MDCLXVI]{2}")
_BLANK = "\ue000"


def spells(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text, as it is compared, has a word for a number."""
    return not vocabulary.spelled.isdisjoint(WORD.findall(text.casefold()))


def _says_numbers(text: str, vocabulary: Vocabulary) -> bool:
    return DIGIT.search(text) is not None or _ROMAN.search(text) is not None or spells(text, vocabulary)


def without_apart(text: str, vocabulary: Vocabulary, *, markdown: bool) -> str:
    """The text with everything that is left alone blanked out, of the same length; "" for no number."""
    if not _says_numbers(text, vocabulary):
        return ""
    scanned = scan_references(text)
    named = [(one.start, one.end) for one in scanned.references]
    spans = [*scanned.code, *named, *((mark.start, mark.end) for mark in scanned.no_claims)]
    text = _without(text, spans)
    # Most figures of a text stand in its references, and looking for each pattern takes long.
    if not _says_numbers(text, vocabulary):
        return ""
    figures = DIGIT.search(text) is not None
    if figures:
        text = _without(text, vocabulary.no_claims.spans(text))
    if figures and vocabulary.papers is not None:
        papers = (match.span() for match in vocabulary.papers.finditer(text))
        text = _without(text, [span for span in papers if not vocabulary.no_claims.counts(text, span[1])])
    official = [IDENTIFIERS] if figures else []
    apart = _APART if "@" in text else _APART_BUT_MAIL
    patterns = [apart, *official, vocabulary.named, _LIST_MARK if figures and markdown else None]
    for pattern in patterns:
        if pattern is not None:
            text = _without(text, [match.span() for match in pattern.finditer(text)])
    return text


def without_names(text: str, vocabulary: Vocabulary) -> str:
    """The text with code, references, addresses and names of the dossier blanked out, of the same length."""
    scanned = scan_references(text)
    text = _without(text, [*scanned.code, *((one.start, one.end) for one in scanned.references)])
    text = _without(text, [match.span() for match in _APART.finditer(text)])
    if vocabulary.other_names is None:
        return text
    return _without(text, [match.span() for match in vocabulary.other_names.finditer(text)])


def holds_number(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says any number."""
    return _says_numbers(as_compared(text).text, vocabulary)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= position:
            parts += [text[position:start], _BLANK * (end - start)]
            position = end
    return "".join([*parts, text[position:]]) if parts else text
