"""What stands right around a value, or between two, and makes it another one or none that is sure.

A bracketed mark of a footnote, the "'" before "'15", "48 (± 2)", "half past six", "a ship or six": what is
printed there as a number isn't what the passage says, or may not be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from babel.numbers import list_currencies

from dossier_timeline.notation.atoms import parse_figures
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PERCENT_SIGNS, PrintedValue
from dossier_timeline.notation.joined_values import ONE_SCALE, ONE_UNIT, RATIO
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numbering import CUT_DECIMAL, PART_NUMBER, PART_OF_CODE, TIME_OF_DAY
from dossier_timeline.notation.numerals import SEVERAL
from dossier_timeline.notation.periods import is_before_year_one, unclear_reading
from dossier_timeline.notation.quantities import (
    DASHES,
    FOLLOWED_BY_UNIT,
    IN_CALCULATION,
    IS_POINTS,
    UNKNOWN_SUM,
)
from dossier_timeline.notation.unknown_abbreviations import has_no_vowel

FOOTNOTE_MARK = "the brackets right behind a word may make it the mark of a footnote"
SHORT_YEAR = "the apostrophe before it may make it a year"
ROUGH = "“{}” before it makes it a rough number, or one of two"
GROUPED = "its decimals are three zeros, and may be thousands as another language groups them"
MAY_QUALIFY = "“{}” before it may qualify it: name it in `qualifiers` of evidence.yml, or in `abbreviations`"
COUNTS_SEVERAL = "“{}” before it makes it several times as much"
BEFORE_YEAR_ONE = "what stands behind it makes it a year before the year 1"
NO_YEAR = "what stands right around it makes it no year, or not that year alone"

_NUMBERS = ("number", "ordinal", "share", "amount", "duration")
_HOURS_OF_A_CLOCK = 12
_LEAST_POWER = 100
_THOUSAND = 1000
_LETTERS_OF_A_LABEL = 6
"""From so many letters on, a label also ends longer words: "dossiernummer"."""
_NEAR = 40
_TOLERANCE = re.compile(r"\s?[(\[]?\s?(?:±|\+\s?/\s?[-−–]|\+[-−–])\s?\d")
_BRACKET_BEFORE = re.compile(r"(?:[\w.,;:!?”’\"')\]%]\[|\w\()$")
_APOSTROPHE_BEFORE = re.compile(r"(?<!\w)['’‘ʼ]$")
_QUOTE_AFTER = re.compile(r"[^'’]*['’](?!\w)")
_PRIME_BEFORE = re.compile(r"\d\s?[°′'’]\s?$")
_HOUR_BEFORE = re.compile(r"(?<![\w.,])\d{1,2}\s?[hu]\s?$")
_THREE_ZEROS = re.compile(r"(?<![\d.,])\d{1,3}[.,]000(?![\d.,])")
_ABBREVIATION_BEFORE = re.compile(r"(?<!\d )(?<!\w)([^\W\d_]{2,5})\. $")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_CODE_BEFORE = re.compile(r"(?<!\w)([A-Za-z]{4,5}) $")
_CODE_AFTER = re.compile(r" ([A-Za-z]{4,5})(?!\w)")
_MULTIPLIED = re.compile(r"[TtKkMmBb]{1,2}(?P<code>[A-Z]{3})|(?P<code2>[A-Z]{3})[kmb]n?")
_WORD_AFTER = re.compile(r" ([^\s\d.,;:!?()]+)")
_YEAR_CUT_AFTER = re.compile(r"\+|-W?\d{1,2}(?!\d)(?!-)")
_YEAR_CUT_BEFORE = re.compile(r"(?<!\d)\d{1,2}[-/]$")
_OTHER_LETTERS = re.compile(r"[^\W\d_]")
_HYPHENS = re.compile(r"-[^\W\d_]+-")
_CURRENCIES = frozenset(list_currencies())


def refuse_unclear(printed_value: PrintedValue, text: str, lexicon: Lexicon) -> PrintedValue:
    """A value as it is, or without what it says where something right around it makes it unclear."""
    before = text[max(0, printed_value.start - _NEAR) : printed_value.start]
    after = text[printed_value.end : printed_value.end + _NEAR]
    if printed_value.kind == "date":
        return _refuse_year(printed_value, before, after, lexicon)
    below = _read_below_zero(printed_value, after, lexicon)
    if below is not None:
        return below
    if printed_value.value is None:
        return printed_value
    why = _why_time_of_day(printed_value, before, after, lexicon)
    if not why and printed_value.kind == "number" and is_before_year_one(after, 0, lexicon):
        why = BEFORE_YEAR_ONE
    if not why and printed_value.kind in _NUMBERS:
        why = _why_another_number(printed_value, before, after, lexicon)
    if not why and not printed_value.is_spelled:
        why = _why_unsure_figures(printed_value, before, after, lexicon)
    if not why:
        return printed_value
    return replace(printed_value, value=None, possible_value=printed_value.value, why_unread=why)


def _read_below_zero(printed_value: PrintedValue, after: str, lexicon: Lexicon) -> PrintedValue | None:
    """A number that words behind it say to be below zero: "12 below zero", "12 degrees below zero"."""
    number = printed_value.value if printed_value.value is not None else printed_value.possible_value
    if printed_value.kind != "number" or number is None or number <= 0:
        return None
    words = fold_phrase(after)
    if printed_value.noun:
        words = words.removeprefix(fold_phrase(printed_value.noun)).strip()
    if not any(re.match(rf"{re.escape(phrase)}(?!\w)", words) for phrase in lexicon.words.minus_after):
        return None
    if printed_value.value is None:
        return replace(printed_value, possible_value=-number, qualifier=None)
    return replace(printed_value, value=-number, qualifier=None)


def _why_time_of_day(printed_value: PrintedValue, before: str, after: str, lexicon: Lexicon) -> str:
    """Why a number or a part of one tells a time: "half past six", "kwart over zes", "halb sechs"."""
    if printed_value.kind == "fraction":
        words = fold_phrase(printed_value.text + after)
        phrases = (phrase for phrase in lexicon.words.clock_before if words.startswith(phrase + " "))
        for phrase in phrases:
            following = words[len(phrase) + 1 :].split(" ")[0].strip(".,;:!?)")
            number = lexicon.cardinals.get(following, 0) or int(following if following.isdecimal() else 0)
            if 1 <= number <= _HOURS_OF_A_CLOCK:
                return TIME_OF_DAY.format(phrase)
        return _why_part_of_time(after, lexicon)
    if printed_value.kind != "number" or not 1 <= (printed_value.value or 0) <= _HOURS_OF_A_CLOCK:
        return ""
    ahead = fold_phrase(before)
    found = next((phrase for phrase in lexicon.words.clock_before if _ends_with(ahead, phrase)), "")
    return TIME_OF_DAY.format(found) if found else ""


def _why_part_of_time(after: str, lexicon: Lexicon) -> str:
    """Why a part of one is a part of an hour or year: "a quarter of an hour"."""
    small = (*lexicon.words.particles, *lexicon.words.articles)
    words = re.split(r"[ ']", fold_phrase(after))[:4]
    while words and (words[0] in small or words[0] in ("", "d")):
        words.pop(0)
    word = words[0].strip(".,;:!?)") if words else ""
    return FOLLOWED_BY_UNIT.format(word) if word in lexicon.durations else ""


def _why_another_number(printed_value: PrintedValue, before: str, after: str, lexicon: Lexicon) -> str:
    """Why a number, in words or figures, is a part of something else."""
    if _BRACKET_BEFORE.search(before) and after[:1] in ("]", ")"):
        return FOOTNOTE_MARK
    ahead = fold_phrase(before)
    why = _why_several(printed_value, ahead, lexicon)
    if why or printed_value.kind != "number":
        return why
    return _why_rough(printed_value, ahead, lexicon) or _why_named(before, lexicon) or _why_sum(before, after)


def _why_several(printed_value: PrintedValue, ahead: str, lexicon: Lexicon) -> str:
    """Why a hundred or thousand is several of them: "several hundred"."""
    if not (printed_value.is_spelled and _is_bare_power(printed_value)):
        return ""
    vague = next((phrase for phrase in lexicon.words.vague if _ends_with(ahead, phrase)), "")
    return COUNTS_SEVERAL.format(vague) if vague else ""


def _why_rough(printed_value: PrintedValue, ahead: str, lexicon: Lexicon) -> str:
    """Why a number is one half of a ratio ("one in five"), or a rough one ("a ship or six")."""
    words = lexicon.words
    ratios = (f"{article} {ratio}" for article in words.articles for ratio in words.ratios)
    if any(_ends_with(ahead, ratio) for ratio in ratios):
        return RATIO
    rough = re.search(r"(\S+) \S+ (\S+)$", ahead)
    if rough is None or printed_value.qualifier is not None:
        return ""
    is_rough = rough[1] in words.articles and rough[2] in lexicon.alternatives
    return ROUGH.format(f"{rough[1]} … {rough[2]}") if is_rough else ""


def _why_named(before: str, lexicon: Lexicon) -> str:
    """Why a number is a name: "phase 2", but not "in the room 48 ships hung"; "dossiernummer 48"."""
    label = _WORD_BEFORE.search(before)
    if label is None:
        return ""
    word, words = fold_phrase(label[1]), lexicon.words
    if any(word.endswith(end) for end in words.labels if len(end) >= _LETTERS_OF_A_LABEL):
        return PART_NUMBER.format(label[1])
    ahead = fold_phrase(before[: label.start()]).split()
    starts = (*words.articles, *words.noun_phrases.get("starts", ()))
    if word in words.numbered and not (ahead and ahead[-1] in starts):
        return PART_NUMBER.format(label[1])
    return ""


def _why_sum(before: str, after: str) -> str:
    """Why a bare number is a sum in thousands or millions of a currency: "TEUR 48", "EURm 48"."""
    for found in (_CODE_BEFORE.search(before), _CODE_AFTER.match(after)):
        parts = _MULTIPLIED.fullmatch(found[1]) if found else None
        if parts and (parts["code"] or parts["code2"]) in _CURRENCIES:
            return UNKNOWN_SUM
    return ""


def _is_bare_power(printed_value: PrintedValue) -> bool:
    """Whether the number is a hundred, a thousand and so on, with nothing before it."""
    value = printed_value.value
    return value is not None and value >= _LEAST_POWER and str(int(value)).strip("0") == "1"


def _why_unsure_figures(printed_value: PrintedValue, before: str, after: str, lexicon: Lexicon) -> str:
    """Why figures may be something else than the number that they look like."""
    printed, from_last = printed_value.text, printed_value.text[-1:] + after
    if _TOLERANCE.match(after) or (from_last[0] == "+" and _TOLERANCE.match(from_last)):
        return IN_CALCULATION
    if printed_value.kind == "share" and printed[-1] in PERCENT_SIGNS and _OTHER_LETTERS.match(after):
        return IS_POINTS.format(re.split(r"\W", after)[0])
    zeros = _THREE_ZEROS.search(printed)
    number = parse_figures(zeros[0], lexicon) if zeros else None
    if number is not None and number < _THOUSAND:
        return GROUPED
    why = _why_small_figures(printed, before, after) if printed_value.kind == "number" else ""
    return why or _why_abbreviation(before, lexicon)


def _why_small_figures(printed: str, before: str, after: str) -> str:
    """Why a few figures are minutes of a degree or an hour, or a year: "48°12'", "12 h 30", "'15"."""
    if not printed.isdecimal():
        return ""
    if _PRIME_BEFORE.search(before):
        return CUT_DECIMAL
    if _HOUR_BEFORE.search(before):
        return PART_OF_CODE
    in_quotes = _QUOTE_AFTER.match(after) is not None
    is_year = len(printed) == len("15") and _APOSTROPHE_BEFORE.search(before) is not None
    return SHORT_YEAR if is_year and not in_quotes else ""


def _why_abbreviation(before: str, lexicon: Lexicon) -> str:
    """Why a word that can only be cut short, and that no list knows, may qualify the number behind it."""
    found = _ABBREVIATION_BEFORE.search(before)
    if found is None or not found[1].islower() or not has_no_vowel(fold_phrase(found[1])):
        return ""
    key, words = fold_phrase(found[1]), lexicon.words
    known = {part.rstrip(".") for phrase, _ in lexicon.qualifiers for part in phrase.split()}
    known |= {word.rstrip(".") for word in (*words.abbreviations, *words.pointers, *words.labels)}
    if key in known or key in lexicon.durations or key in lexicon.short_months or key in lexicon.measures:
        return ""
    return "" if lexicon.currencies.code_of_name(key) else MAY_QUALIFY.format(f"{found[1]}.")


def _refuse_year(printed_value: PrintedValue, before: str, after: str, lexicon: Lexicon) -> PrintedValue:
    """A date as it is, or one that says nothing where four figures are no year, or not that year alone."""
    if printed_value.month is not None or printed_value.period or not printed_value.text.isdecimal():
        return printed_value
    word, unit = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    named = word is not None and fold_phrase(word[1]) in (*lexicon.words.pointers, *lexicon.words.labels)
    measured = unit is not None and unit[1] in lexicon.measures and fold_phrase(unit[1]) not in lexicon.small
    cut = _YEAR_CUT_AFTER.match(after) or _YEAR_CUT_BEFORE.search(before)
    if not (named or measured or cut):
        return printed_value
    unclear = unclear_reading(NO_YEAR)
    return replace(printed_value, year=None, period=unclear.period, why_unread=unclear.why)


def _ends_with(words: str, phrase: str) -> bool:
    """Whether words end with a phrase as whole words."""
    return words.endswith(phrase) and not words[: -len(phrase)][-1:].isalnum()


# Pairs


def refuse_unclear_pairs(
    printed_values: Sequence[PrintedValue], text: str, lexicon: Lexicon
) -> list[PrintedValue]:
    """The values of a text, without those that together with their neighbour say something else."""
    found = list(printed_values)
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        why, both = _why_unclear_pair(first, second, text, lexicon)
        if why:
            found[index] = replace(first, value=None, why_unread=first.why_unread or why)
        if why and both:
            found[index + 1] = replace(second, value=None, why_unread=second.why_unread or why)
        elif not why:
            found[index + 1] = _refuse_part_of_list(first, second, text, lexicon)
    return found


def _why_unclear_pair(
    first: PrintedValue, second: PrintedValue, text: str, lexicon: Lexicon
) -> tuple[str, bool]:
    """Why the first of two values is unclear beside the second, and whether the second is so too."""
    between = text[first.end : second.start]
    joined = fold_phrase(between)
    hyphened = _HYPHENS.fullmatch(between) is not None and joined in lexicon.conjunctions
    if first.is_spelled and second.is_spelled and hyphened:
        return SEVERAL, True
    if first.is_spelled and first.scale and joined in lexicon.conjunctions and second.why_unread == SEVERAL:
        return SEVERAL, True
    if first.kind == "amount" and _is_in_smaller_coins(first, second, between, lexicon):
        return SEVERAL, True
    if joined in lexicon.alternatives and _is_article(first, lexicon) and second.kind == "number":
        return ROUGH.format(f"{first.text.split()[0]} … {joined}"), True
    if second.kind == "fraction" and joined in lexicon.conjunctions and _ends_in_hours(first, lexicon):
        return ONE_UNIT, True
    is_range = joined in lexicon.words.connectors or (between.strip(" -") == "" and "-" in between)
    is_range = is_range or between.strip() in DASHES
    return (ONE_SCALE, False) if is_range and _may_share_thousands(first, second) else ("", False)


def _ends_in_hours(printed_value: PrintedValue, lexicon: Lexicon) -> bool:
    """Whether a duration or time of the day ends in a word for hours, days or months."""
    unit = lexicon.durations.get(fold_phrase(printed_value.text).split()[-1])
    return unit is not None and unit not in "YW"


def _is_article(printed_value: PrintedValue, lexicon: Lexicon) -> bool:
    """Whether a duration begins with an article: "a year"."""
    word = fold_phrase(printed_value.text).split()[0]
    return printed_value.kind == "duration" and word in lexicon.words.articles


def _is_in_smaller_coins(first: PrintedValue, second: PrintedValue, between: str, lexicon: Lexicon) -> bool:
    """Whether a sum goes on in the smaller coins of its currency: "48€50", "€ 48 and 50 cents"."""
    if second.kind != "number" or first.scale:
        return False
    number = second.value if second.value is not None else second.possible_value
    if number is None or not 0 < number < _LEAST_POWER:
        return False
    if fold_phrase(between) in lexicon.conjunctions:
        return second.noun in lexicon.measures or fold_phrase(second.noun) in lexicon.measures
    trailing = not first.has_leading_currency
    return trailing and (between == "" or (between == " " and second.is_spelled))


def _may_share_thousands(first: PrintedValue, second: PrintedValue) -> bool:
    """Whether the hundreds or thousands of the second number may go for the first: "five to six thousand".

    Those of a word that is a power of ten by itself are shared elsewhere; here they are part of one word or
    of the figures: "deux à trois mille", "12-14,000".
    """
    low, high = first.value, second.value
    kinds = ("number", "amount")
    if low is None or high is None or first.kind not in kinds or second.kind not in kinds:
        return False
    if first.scale or second.scale or low != int(low) or high != int(high):
        return False
    powers = (10**6, 10**3, 10**2) if second.is_spelled else (10**6, 10**3)
    power = next((power for power in powers if high >= power and int(high) % power == 0), 0)
    return bool(power) and 0 < low < high / power


def _refuse_part_of_list(
    first: PrintedValue, second: PrintedValue, text: str, lexicon: Lexicon
) -> PrintedValue:
    """The second of two numbers, refused where it goes on numbers of parts: "pp. 48-50"."""
    if second.kind != "number" or second.value is None or second.noun or not _is_part_number(first):
        return second
    between, after = text[first.end : second.start], text[second.end :]
    joined = fold_phrase(between)
    is_range = between.strip() in DASHES
    is_list = is_range or between.strip() == "," or joined in lexicon.words.connectors
    word = _WORD_AFTER.match(after)
    uncounted = (*lexicon.small, *lexicon.words.noun_phrases.get("ends", ()))
    is_counted = word is not None and fold_phrase(word[1]) not in uncounted
    if not is_list or (is_counted and not is_range):
        return second
    return replace(second, value=None, possible_value=second.value, why_unread=first.why_unread)


def _is_part_number(printed_value: PrintedValue) -> bool:
    return printed_value.kind == "number" and printed_value.why_unread.endswith(
        PART_NUMBER.partition("{}")[2]
    )
