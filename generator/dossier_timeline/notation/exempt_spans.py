"""What isn't looked through for numbers: code, references, addresses, names, official numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier_timeline.model.references import scan_references
from dossier_timeline.notation.comparable_text import make_comparable
from dossier_timeline.notation.list_marks import find_list_marks
from dossier_timeline.notation.vocabulary import DIGIT, WORD, Vocabulary

OFFICIAL_NUMBERS = re.compile(
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

_EXEMPT_BUT_MAIL_PART = r"""
      \]\([^()\s]*(?:\s+"[^"\n]*")?\s*\)     # the address of a link
    | <https?:[^<>\s]*> | \bhttps?://\S+
    | \{[:\#.\w][^{}\n]*\}                    # attributes
    """
_EXEMPT_BUT_MAIL = re.compile(_EXEMPT_BUT_MAIL_PART, re.X)
_EXEMPT = re.compile(rf"{_EXEMPT_BUT_MAIL_PART} | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+\.[\w.]+", re.X)
_ROMAN = re.compile("[MDCLXVI]{2}")
_BLANK = "\ue000"


def has_number_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text, as it is compared, has a word for a number."""
    return not vocabulary.number_word_pattern.isdisjoint(WORD.findall(text.casefold()))


def _may_have_numbers(text: str, vocabulary: Vocabulary) -> bool:
    return (
        DIGIT.search(text) is not None or _ROMAN.search(text) is not None or has_number_word(text, vocabulary)
    )


def blank_exempt_spans(text: str, vocabulary: Vocabulary, *, markdown: bool) -> str:
    """The text with everything that is left alone blanked out, of the same length; "" for no number."""
    if not _may_have_numbers(text, vocabulary):
        return ""
    scanned = scan_references(text)
    named = [(one.start, one.end) for one in scanned.references]
    spans = [*scanned.code, *named, *((mark.start, mark.end) for mark in scanned.no_claims)]
    text = _blank_spans(text, spans)
    # Most figures of a text stand in its references, and looking for each pattern takes long.
    if not _may_have_numbers(text, vocabulary):
        return ""
    figures = DIGIT.search(text) is not None
    if figures:
        text = _blank_spans(text, vocabulary.no_claims.find_spans(text))
    if figures and vocabulary.paper_number_pattern is not None:
        papers = (match.span() for match in vocabulary.paper_number_pattern.finditer(text))
        text = _blank_spans(
            text, [span for span in papers if not vocabulary.no_claims.is_counted(text, span[1])]
        )
    official = [OFFICIAL_NUMBERS] if figures else []
    apart = _EXEMPT if "@" in text else _EXEMPT_BUT_MAIL
    patterns = [apart, *official, vocabulary.name_pattern]
    for pattern in patterns:
        if pattern is not None:
            text = _blank_spans(text, [match.span() for match in pattern.finditer(text)])
    return _blank_spans(text, find_list_marks(text)) if figures and markdown else text


def blank_names(text: str, vocabulary: Vocabulary) -> str:
    """The text with code, references, addresses and names of the dossier blanked out, of the same length."""
    scanned = scan_references(text)
    text = _blank_spans(text, [*scanned.code, *((one.start, one.end) for one in scanned.references)])
    text = _blank_spans(text, [match.span() for match in _EXEMPT.finditer(text)])
    if vocabulary.non_ascii_name_pattern is None:
        return text
    return _blank_spans(text, [match.span() for match in vocabulary.non_ascii_name_pattern.finditer(text)])


def has_number(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says any number."""
    return _may_have_numbers(make_comparable(text).text, vocabulary)


def _blank_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= position:
            parts += [text[position:start], _BLANK * (end - start)]
            position = end
    return "".join([*parts, text[position:]]) if parts else text
