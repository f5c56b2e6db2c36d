"""Reading the words by which source texts are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from dossier_timeline.content.lexicon_files import load_lexicons, load_search_words
from dossier_timeline.notation.printed_values import read_values
from tests.helpers.files import ROOT

SHIPPED = ROOT / "templates"


def _written(folder: Path, code: str, text: str) -> Path:
    path = folder / "locales" / code / "evidence.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return folder


def test_a_dossiers_own_words_are_added(tmp_path: Path) -> None:
    own = _written(
        tmp_path,
        "nl",
        "numbers: {gros: 144}\nqualifiers: {about: [Grofweg]}\nseasons: {autumn: [Herfstmaand]}\n",
    )
    found, problems = load_lexicons(["nl"], [own, SHIPPED])
    assert problems == []
    tokens = read_values("grofweg een miljoen, een gros en circa drie", found["nl"])
    (season,) = read_values("in de herfstmaand", found["nl"])
    assert season.month == 23
    assert [(str(t.value), t.qualifier) for t in tokens] == [
        ("1000000", "about"),
        ("144", None),
        ("3", "about"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("qualifier: {}\n", "unknown-key", "“qualifier”"),
        ("works: ['(']\n", "wrong-value", "is not a regular expression"),
        ("works: ['(a+)+$']\n", "wrong-value", "can take for ever on some texts"),
        ("works: ['(?:a|a){9}b']\n", "wrong-value", "can take for ever on some texts"),
        ("works: ['a?a?a?a?a?a?a?a?a?a?a?a?a?b']\n", "wrong-value", "can take for ever on some texts"),
        ("scales: {million: six}\n", "", "six"),
        ("decades: ['années {figures}']\n", "wrong-value", "“{figures}” in “années {figures}” is no slot"),
        ("- a\n", "wrong-type", "keys with lists of words"),
        ("numbers: {a: 1\n", "yaml-syntax", ""),
        ("common: [a]\n" * 90_000, "too-large", "larger than 1024 kB"),
        ("common: [a]\n" * 80_000, "duplicate-key", "“common” is here twice"),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, text: str, code: str, said: str) -> None:
    _, problems = load_lexicons(["nl"], [_written(tmp_path, "nl", text)], root=tmp_path)
    assert problems
    assert problems[0].position.path == "locales/nl/evidence.yml"
    assert said in problems[0].message
    assert code in ("", problems[0].code), problems


def test_a_language_of_ones_own_has_its_periods(tmp_path: Path) -> None:
    own = _written(
        tmp_path,
        "fr",
        """
decades: ['années {decade}', 'années {tens}', 'années {word}']
decade_words: {quatre-vingt: 80, trente: 30}
centuries: ['{roman}e siècle']
school_years: ['année scolaire {years}']
half_years: ['{ordinal} semestre {year}']
ordinal_endings: [er, e]
""",
    )
    found, problems = load_lexicons(["fr"], [own])
    assert problems == []
    printed = "années 1990, années 80, années quatre-vingt, XXe siècle, année scolaire 2009-10"
    tokens = read_values(f"{printed}, 2e semestre 2014, T1 2014", found["fr"])
    read = [(token.period, token.year, token.month) for token in tokens]
    assert read == [
        ("199X", None, None),
        ("8X", None, None),
        ("8X", None, None),
        ("19XX", None, None),
        ("2009/2010", None, None),
        ("", 2014, 41),
        ("", 2014, 33),
    ]


def test_a_language_without_a_file_and_one_that_nobody_knows() -> None:
    found, problems = load_lexicons(["pl", "xx"], [SHIPPED])
    assert problems == []
    (token,) = read_values("W dniu 5 grudnia 2012 r.", found["pl"])
    assert (token.year, token.month, token.day) == (2012, 12, 5)
    assert [t.value for t in read_values("12 500", found["xx"])] == [12500]


@pytest.mark.parametrize(
    ("code", "text", "qualifier"),
    [
        ("de-AT", "rund 5 Schiffe", "about"),
        ("fr-BE", "environ 5 navires", "about"),
        ("en-AU", "some 5 ships", "about"),
    ],
)
def test_a_variety_is_read_by_the_words_of_its_language(code: str, text: str, qualifier: str) -> None:
    found, problems = load_lexicons([code], [SHIPPED])
    assert problems == []
    (token,) = read_values(text, found[code])
    assert (token.value, token.qualifier) == (5, qualifier)


def test_a_variety_has_its_own_money() -> None:
    found, _ = load_lexicons(["en-AU", "en"], [SHIPPED])
    (ours,), (theirs,) = read_values("5 dollars", found["en"]), read_values("5 dollars", found["en-AU"])
    assert ours.unit == "USD"
    assert theirs.unit != "USD"


def _qualifying_words() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SHIPPED.glob("locales/*/evidence.yml")):
        words = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        for name, several in words.get("qualifiers", {}).items():
            yield from ((path.parent.name, name, word) for word in several if name != "expected")
        yield from ((path.parent.name, "not", word) for word in words.get("denials", []))


def test_every_packaged_word_before_a_value_is_heard() -> None:
    cases = list(_qualifying_words())
    found, problems = load_lexicons(sorted({code for code, _, _ in cases}), [SHIPPED])
    assert problems == []
    assert len(cases) > 300
    for code, name, word in cases:
        for text in (f"{word} 7 xx", f"{word.capitalize()} 7 xx"):
            *_, token = read_values(text, found[code])
            assert (token.text, token.qualifier) == ("7", name), (code, text)


def test_a_dossiers_own_words_for_the_search_are_added(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "nl" / "search.yml"
    path.parent.mkdir(parents=True)
    shipped, _ = load_search_words(["nl"], [SHIPPED])
    again = ", ".join(shipped["nl"].synonyms[0])
    path.write_text(f"synonyms: [[brug, overspanning], [{again}]]\nsmall_words: [nou]\n", "utf-8")
    found, problems = load_search_words(["nl"], [tmp_path, SHIPPED])
    assert problems == []
    assert found["nl"].synonyms == (*shipped["nl"].synonyms, ("brug", "overspanning"))
    assert found["nl"].joints == shipped["nl"].joints != ()


def test_a_synonym_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "nl" / "search.yml"
    path.parent.mkdir(parents=True)
    path.write_text("synonyms:\n  - [brug]\n", "utf-8")
    found, (problem,) = load_search_words(["nl"], [tmp_path])
    assert found["nl"].synonyms == ()
    assert problem.position.line == 2
    assert "write two or more that mean the same" in problem.message


def test_every_packaged_word_for_a_part_is_read_with_its_number() -> None:
    codes = [path.parent.name for path in sorted(SHIPPED.glob("locales/*/evidence.yml"))]
    found, problems = load_lexicons(codes, [SHIPPED])
    assert problems == []
    assert len(codes) >= 16
    for code in codes:
        label_words = found[code].label_words
        for term, several in label_words.by_term.items():
            for word in several:
                line = word.format(n="5") if "{n}" in word else f"{word} 5"
                label = label_words.read_label(line)
                assert label is not None, (code, line)
                assert (label.term, label.number) == (term, "5"), (code, line)
