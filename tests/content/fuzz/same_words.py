"""`python -m tests.content.fuzz.same_words`: many texts of pieces; each is shown as it is typed, or told.

Lists are compared with another reader of Markdown. Exits with 1 where a word is lost or moved unseen.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from dossier_timeline.markup.prose import parse_prose
from tests.content.fuzz.markdown import lists, markdown
from tests.markup.test_same_words import CHANGED, EXTENSIONS, html, seen

_COMMONMARK = MarkdownIt("commonmark")


def is_told(text: str) -> bool:
    """Whether a problem says that readers would see something else."""
    return bool(CHANGED & {problem.code for problem in parse_prose(text, EXTENSIONS).problems})


def list_is_right(chance: random.Random) -> tuple[str, bool | None]:
    """A list, and whether it is nested as in CommonMark; `None` where that is told or it has code."""
    text = lists(chance)
    theirs = _COMMONMARK.render(text)
    return text, None if "<code>" in theirs or is_told(text) else seen(html(text)) == seen(theirs)


def words_are_right(chance: random.Random) -> tuple[str, bool | None]:
    """A text, and whether its words are those of its page; `None` where a difference is told."""
    text, words = markdown(chance)
    return text, None if is_told(text) else re.findall(r"w[0-9]+w", seen(html(text))) == words


def main(given: Sequence[str] | None = None) -> int:
    """Run, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.content.fuzz.same_words", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args(given)
    kinds: dict[str, Callable[[random.Random], tuple[str, bool | None]]]
    kinds = {"lists": list_is_right, "words": words_are_right}
    wrong = 0
    for kind, right in kinds.items():
        ends = {True: 0, False: 0, None: 0}
        for number in range(asked.count):
            text, end = right(random.Random(f"{asked.seed} {number}"))
            ends[end] += 1
            if end is False:
                print(f"WRONG {kind} {asked.seed} {number}\n      {text!r}", flush=True)
        print(f"{asked.count} {kind}: {ends[True]} shown as typed, {ends[None]} told, {ends[False]} wrong")
        wrong += ends[False]
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
