"""The words right around a value that qualify it: "about", "no later than", "or more", "probably"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon

REACH = 60
"""How many characters are looked at; longer than any phrase of a lexicon."""
SIGNS: tuple[tuple[str, str], ...] = (
    *((sign, "about") for sign in "~∼≈≅±"),
    *((sign, "more-than") for sign in ">＞"),
    *((sign, "less-than") for sign in "<＜"),
    *((sign, "at-least") for sign in ("≥", "⩾", "≧", ">=", "≳")),
    *((sign, "at-most") for sign in ("≤", "⩽", "≦", "<=", "≲")),
    ("+/-", "about"),
)
"""The qualifiers of every language: signs before a value."""

IS_UNCERTAIN = "uncertain"
IS_DENIED = "not"
"""What is said of a value that the text doubts or denies; no claim can say so."""
_BOUNDS = ("since", "until")
_AT_MOST = 4
"""How many phrases may stand one before the other."""
_OPENING = " \t([{“„«‘\"':”»)]}"
"""What may stand between a qualifier and its value, brackets and quotation marks around either of them."""
_BEHIND = " ,([—–"
_SIGNS = "+-−±€$£¥"
_DOUBT = re.compile(r"\s?\(\?\)|\?(?=\s?[a-zß-öø-ÿ,;:)\]–—-])")
"""A question mark that doubts the word before it, and doesn't end a question."""
_ASIDE = re.compile(
    r"(?:, [^,.;:!?\d]{2,50},|\([^().;:!?\d]{2,50}\)|[–—] [^–—.;:!?\d]{2,50} [–—]|,) ?$",
)
"""A comma right before a value, or words there between two commas, brackets or dashes: ", as he said,"."""
_NOUN = re.compile(r"((?:[^\W\d_]+ ){1,2}|[^\W\d_]+, |[^\W\d_]+ \()")
"""One word or two that are counted, with what follows them."""

_END = re.compile(r"\s*(?:[.,;:!?)]|$)")


@dataclass(frozen=True, slots=True)
class Qualification:
    """What is printed around a value.

    `qualifier` names every qualifier, `is_doubted` says that the text itself isn't certain of a date, and
    `bound` that something goes on "since" a date or "until" it.
    """

    qualifier: str | None = None
    is_doubted: bool = False
    bound: str = ""


def read_qualification(text: str, start: int, end: int, kind: str, lexicon: Lexicon) -> Qualification:
    """What is printed right around the value between `start` and `end`.

    Two qualifiers that differ ("at most about") are named together, so that neither is left out.
    """
    found = _qualify_before(text[max(0, start - REACH) : start], kind, lexicon)
    after = text[end : end + REACH]
    name = _qualify_after(fold_phrase(after).lstrip(_BEHIND), lexicon)
    if name and name not in found:
        found.insert(0, name)
    if kind != "date":
        both = _qualify_around(text[max(0, start - REACH) : start], after, lexicon)
        found = [both, *(one for one in found if one != both)] if both else found
    bound = next((name for name in found if name in _BOUNDS), "")
    doubts = _DOUBT.match(after) is not None
    doubts = doubts or (kind != "date" and _is_doubted_behind(fold_phrase(after), lexicon))
    if doubts and kind != "date" and IS_UNCERTAIN not in found:
        found.append(IS_UNCERTAIN)
    doubted = IS_UNCERTAIN in found
    if kind == "date":
        bracket = fold_phrase(after).startswith("(")
        in_words = (
            bracket
            and _longest_beginning(fold_phrase(after)[1:], _pair_phrases(lexicon.words.uncertain)) is not None
        )
        doubted = doubted or doubts or in_words
        onwards = _longest_beginning(
            fold_phrase(after).lstrip(" ,(/"), [(word, "") for word in lexicon.words.since_after]
        )
        bound = bound or ("since" if onwards else "")
        found = [name for name in found if name != IS_UNCERTAIN]
    names = [name for name in reversed(found) if name not in _BOUNDS]
    return Qualification(" ".join(names) or None, doubted, bound)


def find_denial_before(text: str, lexicon: Lexicon) -> str:
    """The words right before the end of a text that deny what follows: "not", "never"; "" for none."""
    rest = fold_phrase(text[-REACH:].rstrip(_OPENING))
    phrase = _longest_ending(rest, [(word, IS_DENIED) for word in lexicon.words.denials])
    return phrase[0] if phrase else ""


def _qualify_before(text: str, kind: str, lexicon: Lexicon) -> list[str]:
    """What the phrases right before a value say of it, the nearest first."""
    pairs = _phrases_before(kind, lexicon)
    rest = fold_phrase(text.rstrip(_OPENING))
    found: list[str] = []
    for _ in range(_AT_MOST):
        phrase = _longest_ending(rest, pairs)
        if phrase is None:
            break
        rest = rest[: -len(phrase[0])].rstrip(_OPENING)
        if phrase[1] and phrase[1] not in found:
            found.append(phrase[1])
    return found or _qualify_before_aside(text, kind, lexicon)


def _qualify_before_aside(text: str, kind: str, lexicon: Lexicon) -> list[str]:
    """What a qualifier says that words in commas part from the value: "more than, as he said, 48"."""
    aside = _ASIDE.search(text)
    if aside is None:
        return []
    names = {name for name, _ in lexicon.qualifiers}
    pairs = [pair for pair in _phrases_before(kind, lexicon) if pair[0] in names]
    phrase = _longest_ending(fold_phrase(text[: aside.start()].rstrip(_OPENING)), pairs)
    return [phrase[1]] if phrase else []


@lru_cache(maxsize=64)
def _phrases_before(kind: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The phrases before a value of a kind, with what each says."""
    words = lexicon.words
    elsewhere = {word for sort, several in words.other_sense.items() if sort == kind for word in several}
    signs = [(fold_phrase(sign), name) for sign, name in SIGNS]
    phrases = [
        pair for pair in (*signs, *lexicon.qualifiers) if pair[1] != "expected" and pair[0] not in elsewhere
    ]
    phrases += [(word, IS_DENIED) for word in words.denials]
    phrases += _pair_phrases(words.uncertain)
    between = words.between
    if kind == "date":
        phrases += [(word, name) for name, several in words.date_qualifiers.items() for word in several]
        phrases += [(word, "since") for word in words.since]
        phrases += [(word, "until") for word in words.until]
        between = (*between, *words.prepositions)
    elif kind == "fraction":
        between = (*between, *words.particles)
    known = {word for word, _ in phrases}
    return (*phrases, *((word, "") for word in between if word not in known))


def _pair_phrases(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, IS_UNCERTAIN) for word in words]


def _longest_ending(text: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The longest phrase with which the text ends, as whole words."""
    fitting = [
        pair for pair in pairs if text.endswith(pair[0]) and _is_whole_phrase(text[: -len(pair[0])], pair[0])
    ]
    return max(fitting, key=lambda pair: len(pair[0]), default=None)


def _is_whole_phrase(before: str, phrase: str) -> bool:
    """Whether a phrase isn't the end of a longer word; a sign such as "<" may follow one."""
    return not phrase[0].isalnum() or not before[-1:].isalnum()


def _qualify_after(text: str, lexicon: Lexicon) -> str | None:
    """What the words after a value, or after what it counts, say of it."""
    qualifiers = _qualify_right_after(text, lexicon.qualifiers_after, lexicon)
    noun = _NOUN.match(text)
    if qualifiers or noun is None:
        return qualifiers
    words = noun[1].strip(" ,(").split()
    for count in range(1, len(words) + 1):
        if words[count - 1] in (*lexicon.beginnings, *lexicon.conjunctions):
            return None
        rest = text[len(" ".join(words[:count])) :].lstrip(" ,(")
        qualifiers = _qualify_right_after(rest, _phrases_after_noun(rest, lexicon), lexicon)
        if qualifiers:
            return qualifiers
    return None


def _is_doubted_behind(text: str, lexicon: Lexicon) -> bool:
    """Whether the clause ends in a word of doubt, behind the value or what it counts: "48 ships, perhaps"."""
    rest = text.lstrip(_BEHIND)
    words_behind = rest.split(" ", 2)
    for words in (
        rest,
        " ".join(words_behind[1:]).lstrip(_BEHIND),
        "".join(words_behind[2:]).lstrip(_BEHIND),
    ):
        phrase = _longest_beginning(words, _pair_phrases(lexicon.words.uncertain))
        if phrase and _END.match(words[len(phrase[0]) :]):
            return True
    return False


def _qualify_around(before: str, after: str, lexicon: Lexicon) -> str | None:
    """What words on both sides of a value say, or of it and what it counts: "can be {n} or more"."""
    rest = fold_phrase(before.rstrip(_OPENING))
    behind = fold_phrase(after).lstrip(_BEHIND)
    places = [behind, *(" ".join(behind.split(" ")[count:]) for count in (1, 2))]
    for first, last, name in lexicon.qualifiers_around:
        stands_before = rest.endswith(first) and _is_whole_phrase(rest[: -len(first)], first)
        if stands_before and any(_longest_beginning(words, [(last, name)]) for words in places):
            return name
    return None


def _phrases_after_noun(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The phrases that may follow what is counted: one word only does where the clause ends behind it."""
    pairs = lexicon.qualifiers_after
    return [pair for pair in pairs if " " in pair[0] or _END.match(text[len(pair[0]) :])]


def _qualify_right_after(text: str, pairs: Sequence[tuple[str, str]], lexicon: Lexicon) -> str | None:
    """What the words here say of the value before them, if they aren't those before the next value."""
    phrase = _longest_beginning(text, pairs)
    if phrase is None:
        return None
    joined, _, other = text.partition(" ")
    longer = _longest_beginning(other, lexicon.qualifiers) if joined else None
    if longer is not None and len(joined) + 1 + len(longer[0]) > len(phrase[0]):
        return None
    if " " in phrase[0] and phrase[0] not in dict(lexicon.qualifiers):
        return phrase[1]
    following = text[len(phrase[0]) :].lstrip(_OPENING + _SIGNS)
    word = re.match(r"\w*", following)
    is_value = word is not None and (word[0][:1].isdigit() or word[0] in lexicon.beginnings)
    return None if is_value else phrase[1]


def _longest_beginning(text: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The longest phrase with which the text begins, as whole words."""
    fitting = [pair for pair in pairs if text.startswith(pair[0]) and not text[len(pair[0]) :][:1].isalnum()]
    return max(fitting, key=lambda pair: len(pair[0]), default=None)
