"""Long runs of everything that a reader of source texts looks at, and how its work grows with them.

`python -m tests.evidence.long_runs` tries longer ones than the tests do (see `make fuzz`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.evidence.proper_names import find_names
from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.model.documents import SourceText
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import make_readable, normalise_text
from tests.helpers.files import ROOT

TEMPLATES = ROOT / "templates"
SIGNS = "()[]{}<>/\\|-‐‑‒–—−_+±~=*·×÷^.,:;!?'’‘\"“”«»…%‰€$£¥#&@½¼²¹\u00ad\u200b\t\n٣万aAé1"
PIECES = (
    *("(a", "a/", "(1)/", "x)", "2-", "-1", "1.", "1'", "1,", "a.a", "a'", "A.", "€1", "1)", "a) b\n"),
    *("1 000 ", "1 ", "12:30 ", "1-7-2015 ", "2014 ", "5%", "2,5 M€ ", "A B ", "Ab, ", "a\n\n(", "a\n\n"),
    *("a-\n", "1-\n", "-\n", "-  ", "\u00ad\n", "a\u00ad ", "1\u200b", "\ufb01", "-\u00ad", "a \n"),
    *(
        "jaren '90 ",
        "20e eeuw ",
        "2013/14 ",
        "2013-14",
        "5 mei 2014 ",
        "mei ",
        "Q1 2014 ",
        "circa ",
        "72 uur ",
        "3 weken en ",
    ),
    *("2011/93/EU ", "IP/12/1308 ", "31 015, nr. 1 ", "COM(2012) 12 ", "Tweede Kamer, ", "Kamerstukken "),
)
_WORK = SourceText(file="text.txt")
_MOST = 20
"""How many times the work of an eighth of a text all of it may take: eight, and a wide margin."""

_TRIES = 4
_TOO_LITTLE = 0.005
"""Processor time, in seconds, below which nothing can be said of how it grows."""

READERS: dict[str, Callable[[str, Lexicon], object]] = {
    "cut": lambda text, lexicon: segment(text, _WORK),
    "readable": lambda text, lexicon: make_readable.__wrapped__(text),
    "scan": lambda text, lexicon: read_values.__wrapped__(normalise_text(text), lexicon),
    "names": lambda text, lexicon: list(find_names(normalise_text(text), lexicon)),
    "whole": lambda text, lexicon: find_whole_words.__wrapped__("12 x", normalise_text(text)),
}


def pieces(lexicon: Lexicon) -> Iterator[str]:
    """What is repeated: every sign, some usual mixtures, and a word of every list of the lexicon."""
    yield from SIGNS
    yield from PIECES
    words = lexicon.words
    for name in sorted(type(words).model_fields):
        several = getattr(words, name)
        if name == "works" or not several:
            continue
        groups = several.values() if isinstance(several, dict) else [several]
        for group in groups:
            yield f"{group[0]} " if isinstance(group, tuple) else f"{next(iter(several))} "
    for known in (
        lexicon.cardinals,
        lexicon.ordinals,
        lexicon.months,
        lexicon.currencies.names,
        lexicon.durations,
    ):
        yield f"{max(known, key=len)} "
        yield f"1 {min(known, key=len)} "


def grows_too_fast(read: Callable[[str, Lexicon], object], piece: str, lexicon: Lexicon, size: int) -> str:
    """What is wrong where eight times the text takes far more than eight times the work, else nothing."""
    short, long = piece * max(1, size // 8 // len(piece)), piece * max(8, size // len(piece))
    few = many = float("inf")
    for _ in range(_TRIES):
        many = min(many, _seconds(read, long, lexicon))
        if many < _TOO_LITTLE:
            return ""
        few = min(few, _seconds(read, short, lexicon))
        if many < _MOST * few:
            return ""
    return f"{piece!r}: {few:.4f} s, and {many:.4f} s for eight times as much"


def _seconds(read: Callable[[str, Lexicon], object], text: str, lexicon: Lexicon) -> float:
    start = time.process_time()
    read(text, lexicon)
    return time.process_time() - start


def main() -> int:
    """Try long runs in each packaged language, and tell."""
    found, tried = [], 0
    for code in ("nl", "en"):
        lexicon = load_lexicons([code], [TEMPLATES])[0][code]
        for piece in dict.fromkeys(pieces(lexicon)):
            for name, read in READERS.items():
                tried += 1
                wrong = grows_too_fast(read, piece, lexicon, 32_000)
                found += [f"WRONG {name} ({code}): {wrong}"] if wrong else []
    print("\n".join([*found, f"Runs: {tried} readings of 32,000 signs, {len(found)} that grow too fast"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
