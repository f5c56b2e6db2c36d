"""Whatever is written, prose is read in bounded time, without an error and without leftovers."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.markup.markdown import RESERVED
from dossier_timeline.markup.markdown_text import MAX_CHARACTERS_TOGETHER, MarkdownReader
from dossier_timeline.markup.prose import expand_pieces, parse_prose, parse_short_words, plain_words
from dossier_timeline.model.references import Reference, scan_references
from tests.helpers.work import count_calls, grows_with_length

EXTENSIONS = ("tables", "attr_list", "def_list")

BITS = [
    *("[[a]]", "[[b.unit]]", "[[c: d e]]", "[[", "]]", "[", "]", "(", ")", "![", "](x.md)", "](", "<b>"),
    *("<!--", "-->", "<script>", "`", "``", "```\n", "~~~\n", "*", "**", "_", "#", "## ", " {#id}", "{", "}"),
    *(
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "| a | b |\n|---|---|\n",
        "|",
        ":   x",
        "\\",
        "&amp;",
        "&#xE000;",
    ),
    *(
        "\ue000",
        "0\ue003",
        "\ue002",
        "\u0002",
        "\u0003",
        "https://x.example",
        "<https://x.example>",
        "javascript:",
    ),
    *("a", "1", "é", "\u200b", "\r\n", "\t", "{lang=en}", "{onclick=x}", '"', "'", "<", ">", "="),
]
TEXT = st.lists(st.sampled_from(BITS) | st.text(max_size=4), max_size=40).map("".join)
ALLOWED = {"a", "b", "c"}


def shown(reference: Reference) -> str:
    return f"({reference.id})"


@settings(max_examples=400, deadline=None)
@given(TEXT, st.booleans())
def test_no_text_raises_or_leaves_tokens(text: str, inline: bool) -> None:
    parsed = parse_short_words(text) if inline else parse_prose(text, EXTENSIONS)
    html = expand_pieces(parsed, shown, lambda link: link.href)
    if not inline:
        assert not RESERVED.search(html)
        assert "klzzwxh" not in html or "klzzwxh" in text
    written = {heading.id for heading in parsed.headings}
    assert set(re.findall(r'<[^<>]* id="([^"]*)"', html)) <= written
    assert not re.search(r"<(?:script|iframe|style|svg|form)|<[^<>]*\son\w+=", html)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_every_reference_is_shown_or_told(text: str) -> None:
    parsed = parse_prose(text, EXTENSIONS)
    told = {(problem.position.line, problem.position.column) for problem in parsed.problems}
    pieces = set(map(id, parsed.pieces))
    for reference in parsed.references:
        assert id(reference) in pieces or (reference.line, reference.column) in told


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_positions_point_at_the_reference(text: str) -> None:
    lines = text.split("\n")
    found = scan_references(text)
    for reference in found.references:
        assert text[reference.start : reference.end].startswith(f"[[{reference.id}"[:2])
        assert lines[reference.line - 1][reference.column - 1 :].startswith("[[")
    for flaw in found.malformed:
        assert lines[flaw.line - 1][flaw.column - 1 :].startswith("[[")
    for start, end in found.code:
        assert "`" in text[start:end] or "~~~" in text[start:end]


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_plain_words_have_no_marks(text: str) -> None:
    made = plain_words(text, shown)
    assert "[[a]]" not in made or "\\" in text or "`" in text or "[[[" in text


HEAVY = [
    *("[", "[[", "[[a", "[a](", "[a](b ", "![a](b ", "[a [b] ", "](", "[a](((", "[a](<b "),
    *("*", "*a ", "**a*", "*_", "_a ", "`", "`a``b", "``` \n", "~~~\n", "<a ", "<!--", "&", "\\"),
    *(
        "> ",
        "- ",
        "- a\n",
        "# a\n",
        "# a {#b}\n",
        "a|",
        "a\n: b\n",
        "\n\n",
        "{#a ",
        "*a*{",
        "1. a\n",
        "[[a]] ",
    ),
]


@pytest.mark.parametrize("bit", HEAVY)
@pytest.mark.parametrize("inline", [False, True])
def test_time_grows_with_length_only(bit: str, inline: bool) -> None:
    read = parse_short_words if inline else partial(parse_prose, extensions=EXTENSIONS)
    assert grows_with_length(lambda length: read(bit * (length // len(bit))), 5_000)


BLOCKS = [
    "a\n- b\n",
    ": a\n",
    "a\n: b\n",
    "---\n",
    "- - -\n",
    "> > ",
    ">",
    "[a](",
    "](",
    "[a](b)\n",
    "|---|---|\n",
    "- a\n  - b\n",
]


@pytest.mark.parametrize("bit", BLOCKS)
def test_what_stands_together_is_read_with_little_work_or_told(bit: str) -> None:
    """As much as may stand without a blank line: what takes its square in work is bounded by a message."""
    text = bit * (MAX_CHARACTERS_TOGETHER // len(bit) - 1)
    assert count_calls(lambda: MarkdownReader(f"{text}\n\n{text}", EXTENSIONS, "").read()) < 60 * len(text)


@pytest.mark.parametrize("bit", ["> ", ">", "- ", "1. "])
def test_a_text_that_is_too_deep_leaves_nothing_behind(bit: str) -> None:
    deep = MarkdownReader(bit * 5000 + "a", EXTENSIONS, "").read()
    assert {"too-nested", "too-long"} & {problem.code for problem in deep.problems}
    after = MarkdownReader("one\n\ntwo", EXTENSIONS, "").read()
    assert "".join(map(str, after.pieces)) == "<p>one</p>\n<p>two</p>"


def test_short_words_take_a_short_way() -> None:
    words = [f"een kort stuk tekst {number}" for number in range(500)]
    assert count_calls(lambda: [parse_short_words(one) for one in words]) < 30 * len(words)
