"""Markdown of pieces, from a chance: lists of every kind and indentation, and texts with numbered words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count

_MARKS = ["- ", "- ", "- ", "* ", "+ ", "1. ", "1. ", "2. ", "7. ", "-   ", "1.  "]
_INDENTS = [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8]


def lists(chance: random.Random) -> str:
    """Some lines of lists, with paragraphs, headings, quotations and blank lines among them."""
    return "\n".join(_line(chance) for _ in range(chance.randint(1, 9)))


def _line(chance: random.Random) -> str:
    kind, indent = chance.random(), " " * chance.choice(_INDENTS)
    words = " ".join(chance.choice(["aa", "bb", "cc", "2005. ee", "dd"]) for _ in range(chance.randint(1, 3)))
    if kind < 0.12:
        return ""
    if kind < 0.3:
        return indent + words
    if kind < 0.38:
        return chance.choice(["> ", "## "]) + words
    return indent + chance.choice(_MARKS) + words


def markdown(chance: random.Random) -> tuple[str, list[str]]:
    """A text, and its words in the order in which they stand: each is numbered."""
    words: list[str] = []
    numbers = count()

    def word() -> str:
        words.append(f"w{next(numbers)}w")
        return words[-1]

    blocks = [_block(chance, word) for _ in range(chance.randint(1, 4))]
    return chance.choice(["\n\n", "\n\n", "\n\n", "\n"]).join(blocks), words


def line(chance: random.Random) -> tuple[str, list[str]]:
    """Short words, as of YAML, and those that are numbered in them."""
    words: list[str] = []

    def word() -> str:
        words.append(f"w{len(words)}w")
        return words[-1]

    return _words(chance, word, 6), words


Word = Callable[[], str]
_AROUND = [
    *["{}"] * 60, "*{}*", "**{}**", "_{}_", "***{}***", "*{}*{{lang=nl}}",
    "*{}*{{lang=nl .name}} {{x}}", "`{}`", "[{}](https://x.example/)", "[{}](b c)",
    "[{}](x.md \"title\")", "<b>{}</b>", "~~{}~~", "{}[^1]", "[{}][b]", "\\[{}]", "{{{}}}",
    "{} {{#i}}", "C# {}", "{} 2 * 3", "a*{}*b", "({})", "[{}]", "{}|x", "&eacute;{}", "\\*{}",
    "5. {}", "5\\. {}", "- {}", "# {}", "| {}", "*{}", "{}*", "**{}", "__{}", "`{}", "{}\\", "<{}>",
    "> {}", "== {} ==", "*{}*{{lang= }}", "[[x]]{}", "[[x: y]] {}", "[[x]]{{lang=nl}}{}", "&{};",
    "{}:", ": {}", "!{}", "![{}](q.svg)",
]  # fmt: skip


def _words(chance: random.Random, word: Word, most: int = 4) -> str:
    return " ".join(chance.choice(_AROUND).format(word()) for _ in range(chance.randint(1, most)))


def _item(chance: random.Random, word: Word) -> str:
    marks = [*_MARKS, "10. ", "1986. ", "1) ", "- [ ] "]
    return " " * chance.choice(_INDENTS) + chance.choice(marks) + _words(chance, word)


def _block(chance: random.Random, word: Word) -> str:
    return "\n".join(chance.choice(_BLOCKS)(chance, word))


def _list(chance: random.Random, word: Word) -> Iterator[str]:
    for _ in range(chance.randint(1, 6)):
        kind = chance.random()
        if kind < 0.6:
            yield _item(chance, word)
        elif kind < 0.8:
            yield " " * chance.choice([0, 2, 4]) + _words(chance, word)
        else:
            yield ""


def _heading(chance: random.Random, word: Word) -> Iterator[str]:
    ends = ["", " {#id}", " #", " ##", " # {#x}", "#", " {#a} {#b}"]
    yield (
        "#" * chance.randint(1, 4)
        + chance.choice([" ", " ", ""])
        + _words(chance, word)
        + chance.choice(ends)
    )


def _table(chance: random.Random, word: Word) -> Iterator[str]:
    columns = chance.randint(1, 3)
    yield f"| {' | '.join(_words(chance, word, 2) for _ in range(columns))} |"
    yield f"|{'---|' * columns}"
    for _ in range(chance.randint(1, 3)):
        cells = max(1, columns + chance.choice([0, 0, 0, 1, -1]))
        yield f"| {' | '.join(_words(chance, word, 2) for _ in range(cells))}{chance.choice([' |', ''])}"


def _quotation(chance: random.Random, word: Word) -> Iterator[str]:
    yield f"> {_words(chance, word)}"
    yield f"> {chance.choice([_item, _words])(chance, word)}"


def _code(chance: random.Random, word: Word) -> Iterator[str]:
    yield f"```\n{word()} *{word()}*\n```"


def _definition(chance: random.Random, word: Word) -> Iterator[str]:
    yield _words(chance, word, 2)
    yield f": {_words(chance, word)}"


def _odd(chance: random.Random, word: Word) -> Iterator[str]:
    lines = [
        "---",
        "***",
        "- - -",
        "===",
        "[a]: http://x.example/ {}",
        "[TOC]",
        "!!! {}",
        "    {}",
        "~~~ {}",
        "{: .note }",
    ]
    line = chance.choice(lines)
    yield line.replace("{}", word()) if "{}" in line else line


def _paragraph(chance: random.Random, word: Word) -> Iterator[str]:
    for _ in range(chance.randint(1, 3)):
        yield _words(chance, word, 6)


_BLOCKS = [
    _list,
    _list,
    _list,
    _heading,
    _table,
    _quotation,
    _code,
    _definition,
    _odd,
    _paragraph,
    _paragraph,
]
