"""YAML as content uses it: values stay text, and every key and value has its place."""

from __future__ import annotations

import pickle
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.content import yaml_parser
from dossier_timeline.content.yaml_reading import MAX_NODES, YamlFile, load_yaml, load_yaml_text
from dossier_timeline.invisible_signs import find_refused_signs

KEYS = st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=8)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"),
    max_size=30,
).filter(lambda text: unicodedata.is_normalized("NFC", text) and not any(find_refused_signs(text)))
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=4),
    max_leaves=12,
)
STYLES = st.sampled_from([None, '"', "'", "|", ">"])


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(place for key, item in pairs for place in places(item, (*path, key)))]


@given(VALUES, st.booleans(), st.sampled_from([None, '"', "'"]))
@settings(max_examples=100, deadline=None)
def test_round_trip(value: Any, flow: bool, style: str | None) -> None:
    written = yaml.safe_dump(value, default_flow_style=flow, default_style=style, allow_unicode=True)
    if style and None in [item for _, item in places(value)]:
        return
    source, problems = load_yaml_text("x.yml", written)
    assert problems == []
    assert source is not None
    assert source.data == value


@given(VALUES, st.booleans(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=100, deadline=None)
def test_positions_are_those_of_the_text(value: Any, flow: bool, line_end: str) -> None:
    written = yaml.safe_dump({"top": value}, default_flow_style=flow, allow_unicode=True, width=40)
    source, _ = load_yaml_text("x.yml", written.replace("\n", line_end))
    assert source is not None
    lines = written.split("\n")
    for path, item in places({"top": value})[1:]:
        at = source.position(path)
        rest = lines[at.line - 1][at.column - 1 :]
        if isinstance(path[-1], str):
            key = source.position(path, key=True)
            begin = lines[key.line - 1][key.column - 1 :]
            assert begin.lstrip("'\"? ").startswith(path[-1]) or path[-1] in ("-", "--")
        if isinstance(item, str) and item and rest[0] not in "'\"|>":
            assert rest.startswith(item.split(" ")[0])
        elif isinstance(item, str) and item:
            assert rest[0] in "'\"|>"


WORDS = st.lists(st.text("abcé '\"\\:#-", min_size=1, max_size=9), min_size=1, max_size=12)


@given(WORDS, WORDS, STYLES, st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_place_inside_a_text(
    before: list[str], after: list[str], style: str | None, line_end: str, decomposed: bool
) -> None:
    text = " ".join([*before, "[[here]]", *after]).strip()
    written = yaml.safe_dump({"a": [{"b": text}]}, default_style=style, allow_unicode=True, width=30)
    if decomposed:
        written = unicodedata.normalize("NFD", written)
    source, _ = load_yaml_text("x.yml", written.replace("\n", line_end))
    assert source is not None
    value = source.value(("a", 0, "b"))
    at = source.position_in_text(("a", 0, "b"), value.index("[[here]]"))
    assert written.split("\n")[at.line - 1][at.column - 1 :].startswith("[[here]]")


@pytest.mark.parametrize(
    "written",
    [
        "a: |\n  one\n    two\n\n  [[here]] it is\n",
        "a: |\n\n  one  \n  two [[here]]\n",
        "a: >\n  one\n  two\n\n\n  three [[here]]\n",
        "a: |2-\n    one\n  [[here]]",
        "a: 'it''s\n  so\n\n  [[here]]'\n",
        'a: "\\u00e9\\x41\\n\\\n   \\  b\n  [[here]]"\n',
        "a: one\n  two\n\n  [[here]]\n",
        "a: one\n\n\n  two\n  three [[here]]\n",
        "a: >- # why\n  one [[here]]\n",
        "{a: 'one\n  [[here]]'}\n",
    ],
)
def test_a_place_inside_a_text_of_many_lines(written: str) -> None:
    source, _ = load_yaml_text("x.yml", written)
    assert source is not None
    at = source.position_in_text(("a",), source.data["a"].index("[[here]]"))
    assert written.split("\n")[at.line - 1][at.column - 1 :].startswith("[[here]]")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 0012", {"a": "0012"}),
        ("a: 1.50", {"a": "1.50"}),
        ("a: 2014-03-05", {"a": "2014-03-05"}),
        ("a: yes\nb: true", {"a": "yes", "b": "true"}),
        ("a: ~\nb:\nc: null\nd: 'null'\ne: ''", {"a": None, "b": None, "c": None, "d": "null", "e": ""}),
        ("true: x\n12: y", {"true": "x", "12": "y"}),
        ("a: e\u0301", {"a": "é"}),
        ("", None),
        ("# only a remark", None),
    ],
)
def test_scalars_stay_text(text: str, data: Any) -> None:
    source, problems = load_yaml_text("x.yml", text)
    assert problems == []
    assert source is not None
    assert source.data == data


def test_what_means_the_same_gives_the_same() -> None:
    plain = "- id: a\n  text: één\n  more: >-\n    one\n    two\n"
    variants = [
        plain.encode(),
        b"\xef\xbb\xbf" + plain.encode(),
        plain.replace("\n", "\r\n").encode(),
        plain.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", plain).encode(),
    ]
    results = [load_yaml("x.yml", variant) for variant in variants]
    assert [problems for _, problems in results] == [[]] * len(variants)
    first = results[0][0]
    assert first is not None
    assert all(source is not None and source.data == first.data for source, _ in results)


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_values_or_a_problem(content: bytes) -> None:
    source, problems = load_yaml("x.yml", content)
    assert source is not None or problems
    assert all(problem.position.line >= 1 and problem.position.column >= 1 for problem in problems)


@given(st.text("ab:-?[]{},&*!|>'\"%@` \n\t#~<", max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_syntax_gives_values_or_a_problem(text: str) -> None:
    source, problems = load_yaml_text("x.yml", text)
    assert source is not None or problems
    for problem in problems:
        assert "expected '" not in problem.message
        assert "token" not in problem.message
    if source is not None:
        for path, _ in places(source.data):
            source.position(path, key=True)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000])
def test_depth_is_bounded(text: str) -> None:
    source, problems = load_yaml_text("x.yml", text)
    assert source is None
    assert [problem.code for problem in problems] == ["too-large"]


def test_size_is_bounded() -> None:
    assert [p.code for p in load_yaml("x.yml", b"a" * (1024 * 1024 + 1))[1]] == ["too-large"]
    assert [p.code for p in load_yaml_text("x.yml", "[" + "a," * (MAX_NODES + 1) + "]")[1]] == ["too-large"]
    assert [p.code for p in load_yaml_text("x.yml", "a: " + "b" * 20_001)[1]] == ["too-large"]


def test_equal_mistakes_are_told_fifty_times() -> None:
    lines = "".join(f"a: {number}\n" for number in range(60_000))
    source, problems = load_yaml_text("x.yml", lines + "b: &anchor x\n")
    assert source is None
    assert [problem.code for problem in problems] == ["duplicate-key"] * 50
    assert "read no further" in problems[-1].hint
    assert "read no further" not in problems[-2].hint
    assert load_yaml_text("x.yml", "a: 1\n" * 50)[0] is not None


def test_the_nearest_place_stands_in_for_what_is_not_there() -> None:
    source, _ = load_yaml_text("x.yml", "- id: a\n  roles:\n    - title: b\n")
    assert source is not None
    assert str(source.position((0, "roles", 0, "since"))) == "x.yml:3:7"
    assert str(source.position((0, "roles", 5))) == "x.yml:3:5"
    assert str(source.position((7,))) == "x.yml:1:1"
    assert str(source.position((0, "roles"), key=True)) == "x.yml:2:3"


def test_a_source_can_be_remembered() -> None:
    source, _ = load_yaml_text("x.yml", "a: [b]")
    again: YamlFile = pickle.loads(pickle.dumps(source))
    assert again == source
    assert again.position(("a", 0)).column == 5


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [
        "a: [b, {c: d}]\n",
        "a: 'it''s'\n",
        "a: >-\n  b\n  c\n",
        "a: &x 1\nb: *x\n",
        "a: !t b\n",
        "? a\n: b\n",
    ]
    wrong = [
        "a: [b",
        "a: 'b",
        "a: b: c",
        "\ta: b",
        "a:\n  b: c\n d: e",
        "- a\nb: c",
        "a: {b: c",
        "a: - b",
        "%A\n",
    ]
    fast = [load_yaml_text("x.yml", text) for text in cases]
    fast_wrong = [load_yaml_text("x.yml", text) for text in wrong]
    monkeypatch.setattr(yaml_parser, "_PARSER", yaml_parser._PythonParser)
    assert [load_yaml_text("x.yml", text) for text in cases] == fast
    for text, (_, told) in zip(wrong, fast_wrong, strict=True):
        source, problems = load_yaml_text("x.yml", text)
        assert source is None
        assert [p.code for p in problems] == [p.code for p in told]
        assert "token" not in problems[0].message
