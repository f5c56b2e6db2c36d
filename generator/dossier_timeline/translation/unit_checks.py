"""What is wrong with a translation that came back: its marks, headings, numbers and words of addresses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.invisible_signs import find_refused_signs
from dossier_timeline.languages.slugs import MAX_BYTES, is_slug, is_too_long
from dossier_timeline.translation.inline_codes import (
    CodedWordsError,
    InlineCode,
    WordsForm,
    code_words,
    decode_words,
    list_tokens,
    split_tokens,
)
from dossier_timeline.translation.returned_units import ReturnedUnit
from dossier_timeline.translation.translation_units import TranslationUnit
from dossier_timeline.translation.word_changes import mark_changed_words

_NUMBER = re.compile(r"(?P<minus>(?<![\w)\]}.,])[-−–])?(?P<figures>\d+(?:[.,:\u2009\u202f\u00a0 '’]\d+)*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{2,3})*\.\d{3}(?!\d)")
"""Digits in groups, of which India has some of two."""
_STRUCTURE = re.compile(
    r"(?P<heading>#{1,6}\s)|(?P<item>[-+*]\s|\d{1,9}[.)]\s)|(?P<other>[>|]|:\s|`{3}|~{3})"
)
_MOST_TIMES_LONGER, _SHORTEST = 20, 200


@dataclass(frozen=True, slots=True)
class UnitFlaw:
    """What is wrong with the translation of a unit, and what would be right.

    `may_be_accepted` says that a person may want it so: a number in other figures. `line` is that of the file
    that came back, 0 where unknown.
    """

    unit: str
    message: str
    hint: str
    may_be_accepted: bool = False
    line: int = 0

    def __str__(self) -> str:
        return f"{self.unit}: {self.message}; {self.hint}"


def check_source(unit: TranslationUnit, returned: ReturnedUnit) -> Iterator[UnitFlaw]:
    """Whether the words that were translated are those that stand in the dossier now."""
    if returned.flaw:
        yield UnitFlaw(unit.id, returned.flaw, "export it anew, or put the mark in again")
        return
    # Programs may take white space away at both ends.
    if " ".join(returned.source.split()) != " ".join(unit.coded_source.split()):
        changes = mark_changed_words(returned.source, unit.coded_source, around=3)
        message = f"the words have changed since they were handed over: {changes}"
        yield UnitFlaw(unit.id, message, "export it again, and translate what it says now")


def check_target(unit: TranslationUnit, returned: ReturnedUnit) -> Iterator[UnitFlaw]:
    """What is wrong with a translation."""
    try:
        words = decode_words(returned.target, unit.codes)
    except CodedWordsError as error:
        message = f"{error} stands for no mark of these words"
        yield UnitFlaw(unit.id, message, f"there are: {_list_tokens(unit.codes) or 'none'}")
        return
    yield from _check_marks(unit, returned.target)
    if any(True for _ in find_refused_signs(words)):
        yield UnitFlaw(unit.id, "it holds a character that nobody can see", "type the words anew")
    longest = max(_SHORTEST, _MOST_TIMES_LONGER * len(unit.source))
    if len(words) > longest:
        yield UnitFlaw(unit.id, f"it is {len(words)} characters long", f"up to {longest} are taken")
        return
    yield from _check_structure(unit, words)
    if unit.is_slug:
        if not is_slug(words) or is_too_long(words):
            hint = f"write small letters, digits and single hyphens, at most {MAX_BYTES} bytes"
            yield UnitFlaw(unit.id, f"“{words}” cannot be part of an address", hint)
    elif unit.form in (WordsForm.MARKDOWN, WordsForm.ROW, WordsForm.SHORT, WordsForm.PLAIN):
        yield from _check_numbers(unit, returned.target)


def _check_marks(unit: TranslationUnit, target: str) -> Iterator[UnitFlaw]:
    """Marks that are missing, that stand twice, or that came in."""
    tokens = Counter(list_tokens(target))
    for code in unit.codes:
        count = tokens[code.token]
        if count > 1:
            yield UnitFlaw(unit.id, f"{_show(code)} stands {count} times", "it stands once")
        elif count == 0 and (code.is_needed or _has_partner(code, unit.codes, tokens)):
            yield UnitFlaw(unit.id, f"{_show(code)} is missing", f"put {code.token} where it belongs")
    order = list_tokens(target)
    for code in unit.codes:
        begin, end = f"{{b{code.number}}}", f"{{e{code.number}}}"
        if code.token == begin and end in order and begin in order and order.index(end) < order.index(begin):
            yield UnitFlaw(
                unit.id, f"{end} stands before {begin}", "the words of the mark stand between the two"
            )
    words = decode_words(target, unit.codes)
    own = Counter(code.text for code in code_words(words, unit.form)[1])
    wanted = Counter(code.text for code in unit.codes if tokens[code.token])
    for text in own - wanted:
        message = (
            f"“{' '.join(text.split())}” is a mark here, and the words that are translated don’t have it"
        )
        yield UnitFlaw(unit.id, message, "write words only, or “\\” before the sign")
    if not own - wanted:
        for text in wanted - own:
            yield UnitFlaw(
                unit.id, f"“{' '.join(text.split())}” is no mark any more", "leave space around it as before"
            )


def _has_partner(code: InlineCode, codes: tuple[InlineCode, ...], tokens: Counter[str]) -> bool:
    """Whether the other half of a pair is in the translation."""
    return any(tokens[one.token] for one in codes if one.number == code.number and one is not code)


def _show(code: InlineCode) -> str:
    return f"{code.token} ({' '.join(code.text.split())})"


def _list_tokens(codes: tuple[InlineCode, ...]) -> str:
    return ", ".join(_show(code) for code in codes)


def _check_structure(unit: TranslationUnit, words: str) -> Iterator[UnitFlaw]:
    """Whether words would become something else in a Markdown text, or leave their line."""
    if "\n" in words.replace("\\\n", "").replace("  \n", ""):
        yield UnitFlaw(unit.id, "it has a line break in it", "write it on one line")
    if unit.form is not WordsForm.MARKDOWN:
        return
    found, before = _STRUCTURE.match(words), _STRUCTURE.match(unit.source)
    if found and not before:
        if found["heading"]:
            message, hint = (
                f"“{found[0].strip()}” changes the level of a heading",
                "the level is that of the other text",
            )
        elif found["item"]:
            message, hint = f"“{found[0].strip()}” at its beginning makes a list of it", "begin with a word"
        else:
            message, hint = (
                f"“{found[0].strip()}” at its beginning has a meaning in Markdown",
                "begin with a word",
            )
        yield UnitFlaw(unit.id, message, hint)


def _check_numbers(unit: TranslationUnit, target: str) -> Iterator[UnitFlaw]:
    """Figures in the words that aren't those of the other language, however they're grouped."""
    wanted, given = list_numbers(unit.coded_source), list_numbers(target)
    if wanted == given:
        return
    lost, added = list((wanted - given).elements()), list((given - wanted).elements())
    if lost and added:
        message = f"the number {lost[0]} has become {added[0]}"
    elif lost:
        message = f"the number {lost[0]} is missing"
    else:
        message = f"the number {added[0]} isn’t in the words that are translated"
    hint = f"write the same figures, or take it as it is with --accept {unit.id}"
    yield UnitFlaw(unit.id, message, hint, may_be_accepted=True)


def list_numbers(coded: str) -> Counter[str]:
    """Each number in coded words outside of their marks, whatever signs group and part its digits."""
    return Counter(
        ("-" if match["minus"] else "") + _write_alike(match["figures"])
        for words in split_tokens(coded)[::2]
        for match in _NUMBER.finditer(words)
    )


def _write_alike(number: str) -> str:
    """The digits of a number without what groups thousands; a point parts others, so that 3,5 isn't 35."""
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else "." for sign in number)
    grouped = _THOUSANDS.match(digits)
    return digits if grouped is None else grouped[0].replace(".", "") + digits[grouped.end() :]
