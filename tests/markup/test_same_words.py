"""What a person types in a text is what readers see: its words in order, or a problem at its line."""

from __future__ import annotations

import random
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.markup.markdown import convert_markdown
from dossier_timeline.markup.markdown_text import MarkdownReader
from dossier_timeline.markup.prose import expand_pieces, parse_prose, parse_short_words, plain_words
from dossier_timeline.model.references import Reference
from tests.content.fuzz.markdown import line, lists, markdown

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/same-words.yml").read_text("utf-8")
)
EXTENSIONS = ("tables", "attr_list", "def_list")
CHANGED = {Code.WORDS_CHANGED, Code.LIST_CHANGED, Code.UNREAD_MARK}


def shown(reference: Reference) -> str:
    return f"‹{reference.id}›"


def html(text: str) -> str:
    return str(expand_pieces(parse_prose(text, EXTENSIONS), shown, lambda link: link.href))


def told(text: str) -> list[str]:
    remarks = parse_prose(text, EXTENSIONS).problems
    return [
        f"{r.position.line}:{r.position.column} {r.code}" for r in remarks if not r.code.startswith("heading")
    ]


def seen(page: str) -> str:
    """What readers see of a page: "•" for an item, as many as it is deep, and the numbers of lists."""
    words: list[str] = []
    lists: list[int] = []
    for piece in re.finditer(r"<(/?)(\w+)((?:[^<>\"]|\"[^\"]*\")*)>|[^<]+", page):
        if piece[2] in ("ul", "ol"):
            start = re.search(r'start="(\d+)"', piece[3])
            lists = lists[:-1] if piece[1] else [*lists, int(start[1]) if start else int(piece[2] == "ol")]
        elif piece[2] == "li" and not piece[1]:
            words.append(f" {lists[-1]}. " if lists[-1] else f" {'•' * len(lists)} ")
            lists[-1] += bool(lists[-1])
        elif piece[2] and piece[2] not in ("em", "i", "strong", "span", "a", "code"):
            words.append(" ")
        elif not piece[2]:
            words.append(unescape(piece[0]))
    return " ".join("".join(words).split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_each_case(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case.get("told", [])
    if "shown" in case:
        assert seen(html(case["text"])) == case["shown"]


def test_lists_are_nested_as_commonmark_nests_them_or_told() -> None:
    """Against another reader of Markdown, markdown-it, over lists of every kind and indentation."""
    commonmark, same = MarkdownIt("commonmark"), 0
    for seed in range(700):
        text = lists(random.Random(seed))
        theirs = commonmark.render(text)
        if "<code>" not in theirs and not CHANGED & {r.code for r in parse_prose(text, EXTENSIONS).problems}:
            assert seen(html(text)) == seen(theirs), text
            same += 1
    assert same > 100


def test_the_words_of_a_text_are_those_of_its_page_or_told() -> None:
    """Words in texts made of all kinds of pieces are numbered, so that each must be found in its place."""
    whole = 0
    for seed in range(700):
        text, words = markdown(random.Random(seed))
        if CHANGED & {problem.code for problem in parse_prose(text, EXTENSIONS).problems}:
            continue
        whole += 1
        assert re.findall(r"w[0-9]+w", seen(html(text))) == words, text
    assert whole > 150


def test_short_words_lose_none() -> None:
    """The words of YAML, of the same pieces: they are all there, and in their order."""
    for seed in range(1500):
        text, words = line(random.Random(seed))
        made = plain_words(text, shown)
        assert re.findall(r"w[0-9]+w", made) == words, text
        html = str(expand_pieces(parse_short_words(text), shown))
        assert re.findall(r"w[0-9]+w", html) == words, text


def test_typographic_quotation_marks_are_those_that_were_typed() -> None:
    text = "He said \"yes\" -- 'no' ... and « this »"
    assert parse_prose(text, (*EXTENSIONS, "smarty")).problems == ()
    assert "“yes” – ‘no’ …" in seen("".join(map(str, parse_prose(text, (*EXTENSIONS, "smarty")).pieces)))


def test_a_word_that_goes_or_moves_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever made the page of a text: a word left out, doubled, moved or joined is told."""
    from dossier_timeline.markup import markdown_text

    real = convert_markdown
    text = "## One {#one}\n\nSome *words* stand here, in [a link](https://x.example/).\n\n- one\n- two\n"
    assert told(text) == []
    for wrong, right in (
        ("words", ""), ("here", "here here"), ("stand here", "here stand"), ("stand here", "standhere"),
        ("One", ""), ("<li>two</li>", ""), ("<li>one</li>\n<li>two</li>", "<li>one two</li>"), (",", ""),
        ("<ul>", "<ol>"), ("two", "two</li>\n<li>"), ("a link", "alink"), (".", ""), ("here", "he re"),
        ("</em> ", "</em>"),
    ):  # fmt: skip

        def changed(*given: Any, wrong: str = wrong, right: str = right) -> Any:
            page, found = real(*given)
            assert wrong in page
            return page.replace(wrong, right, 1), found

        monkeypatch.setattr(markdown_text, "convert_markdown", changed)
        remarks = MarkdownReader(text, EXTENSIONS, "").read().problems
        assert CHANGED & {problem.code for problem in remarks}, (wrong, right)
