"""What a number counts: the unit of the dossier whose name follows it in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier_timeline.evidence.unit_nouns import unit_name_forms
from dossier_timeline.model.facts import Unit
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon, parse_locale

_REACH = 120
_MOST_WORDS_BETWEEN = 2
_SHORTEST_ENDING = 4
_CLAUSE_END = re.compile(r"[\d.,;:!?()…\t\"“”„«»]")
_NOUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The name of a unit behind a number: it ends at `end`, and is adjacent where nothing stands between.

    `is_whole` says that the number is a part of what is named: "12 of the bridges".
    """

    unit: str
    end: int
    is_adjacent: bool
    is_whole: bool = False


def find_counted_noun(
    text: str,
    at: int,
    units: Iterable[Unit],
    lexicon: Lexicon,
    value: Decimal | None = None,
    *,
    has_compounds: bool = False,
) -> CountedNoun | None:
    """The unit that a number counts which ends at an offset: up to two words may stand before its name.

    Small words such as prepositions may not, but for those between a part and its whole ("12 of the
    bridges"), nor a mark that ends a clause. The name has the plural form that the number asks for, if it's
    given: "action" is none of three actions. `has_compounds` lets a longer word
    end in it.
    """
    after = _CLAUSE_END.split(text[at : at + _REACH])[0]
    nouns = list(_NOUN.finditer(after))
    skipped = _skip_partitive(after, nouns, lexicon)
    nouns = nouns[skipped:]
    value = None if skipped else value
    forms = {form: unit.id for unit in units for form in _list_forms(unit, lexicon.code, value) if form}
    for first in range(min(_MOST_WORDS_BETWEEN + 1, len(nouns))):
        for last in range(len(nouns) - 1, first - 1, -1):
            unit_id = forms.get(fold_phrase(after[nouns[first].start() : nouns[last].end()]))
            if unit_id is not None:
                is_adjacent = first == 0 and not skipped and not after[: nouns[0].start()].strip()
                return CountedNoun(unit_id, at + nouns[last].end(), is_adjacent, bool(skipped))
        word = fold_phrase(nouns[first][0])
        compounds = [form for form in forms if has_compounds and _ends_in(word, form)]
        if compounds:
            unit_id = forms[max(compounds, key=len)]
            return CountedNoun(unit_id, at + nouns[first].end(), is_adjacent=False, is_whole=bool(skipped))
        if word in lexicon.small:
            return None
    return None


def _skip_partitive(text: str, nouns: Sequence[re.Match[str]], lexicon: Lexicon) -> int:
    """How many words stand before the whole of which a number is a part: 2 in "of the bridges"."""
    words = lexicon.words.noun_phrases
    if not nouns or text[: nouns[0].start()].strip():
        return 0
    if fold_phrase(nouns[0][0]) not in words.get("partitives", ()):
        return 0
    count = 1
    while count < len(nouns) and fold_phrase(nouns[count][0]) in words.get("starts", ()):
        count += 1
    return count


def _ends_in(word: str, form: str) -> bool:
    return len(form) >= _SHORTEST_ENDING and word.endswith(form)


def _list_forms(unit: Unit, code: str, value: Decimal | None) -> frozenset[str]:
    """The forms of a unit's name in a language, folded: those that a number asks for, or all."""
    forms = unit.name.get(code, {})
    category = "" if value is None else parse_locale(code).plural_form(value)
    asked = [
        form for name, form in forms.items() if name in (category, "other" if category not in forms else "")
    ]
    if not asked:
        return unit_name_forms(unit, code)
    return frozenset(fold_phrase(form.replace("{n}", "")) for form in asked)
