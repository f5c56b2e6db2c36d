"""What a source text says and nothing claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.coverage import Coverage, check_coverage, measure_coverage
from dossier_timeline.evidence.proper_names import KnownNames, find_names
from dossier_timeline.notation.typesetting import normalise_text
from tests.evidence.proving import Site, words

TEXT = """\
Brugge, 15 juni 2020

In 2019 kwamen 12 schepen naar de Oude Haven, zie tabel 4. De Havendienst telde er 12 schepen, en op de
kade 12. Havenmeester Jan de Wit noemt Richtlijn 2011/36/EU. De tweede kade kost €2 miljoen (€2 miljoen).

1. Eén loods blijft. Op 3 maart 2020 om 12:16 kwam de NATO naar België.
"""

HEAD = """
passage: ~Brugge, 15~
identifiers: {reference: "12 600"}
text: {file: report.txt}
"""

WAIVER = "  - {passage: ~Eén loods~, what: [number], reason: The time of day.}\n"

FULL = (
    HEAD
    + """
place: {xx: Brugge}
works: [directive]
facts:
  - {id: ships, label: {xx: a}, value: 12, unit: ship, date: 2019, passage: ~Oude Haven~}
  - {id: quay, label: {xx: a}, value: 2, kind: ordinal, passage: ~Oude Haven~}
  - {id: money, label: {xx: a}, value: 2000000, unit: EUR, passage: ~Oude Haven~}
events:
  - id: visit
    date: 2020-03-03
    title: {xx: Visit of NATO}
    kind: visit
    passage: ~Eén loods~
waived:
"""
    + WAIVER
)

REGISTERS = {
    "actors": """
- {id: pilots, kind: body, name: {xx: Havendienst van de Oude Haven}}
- {id: wit, kind: person, name: Jan de Wit}
""",
    "countries": "- {id: belgium, code: BE}",
    "works": """
- id: directive
  kind: law
  title: Law
  identifiers: {eli: "https://example.org/eli/dir/2011/36/oj"}
""",
}


def _coverage(folder: Path, document: str, registers: dict[str, str] | None = None) -> Coverage:
    site = Site(folder, TEXT, document, registers=registers or {})
    dossier = site.reading().dossier
    assert dossier
    return measure_coverage(dossier, site.cut())


def _open(found: Coverage) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.open_statements]


def test_all_of_it_is_claimed(tmp_path: Path) -> None:
    found = _coverage(tmp_path, FULL, REGISTERS)
    assert _open(found) == []
    assert found.unused_waivers == ()
    assert found.count_by_kind() == {
        "number": {"claimed": 6, "waived": 1, "open": 0},
        "date": {"claimed": 3, "waived": 0, "open": 0},
        "name": {"claimed": 5, "waived": 0, "open": 0},
        "work": {"claimed": 1, "waived": 0, "open": 0},
    }


def test_nothing_of_it_is_claimed(tmp_path: Path) -> None:
    assert _open(_coverage(tmp_path, HEAD)) == [
        ("name", "Oude Haven"),
        ("name", "Havendienst"),
        ("name", "Jan de Wit"),
        ("date", "2019"),
        ("number", "12"),
        ("number", "12"),
        ("number", "12"),
        ("work", "Richtlijn 2011/36/EU"),
        ("number", "tweede"),
        ("number", "€2 miljoen"),
        ("number", "€2 miljoen"),
        ("name", "NATO"),
        ("name", "België"),
        ("date", "3 maart 2020"),
        ("number", "12:16"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "opened"),
    [
        ("value: 12, unit: ship", "value: 13, unit: ship", {("number", "12")}),
        ("value: 2, kind: ordinal", "value: 3, kind: ordinal", {("number", "tweede")}),
        ("value: 2000000", "value: 3000000", {("number", "€2 miljoen")}),
        ("date: 2020-03-03", "date: 2020-03-04", {("date", "3 maart 2020")}),
        ("date: 2019, ", "", {("date", "2019")}),
        ("Visit of NATO", "Visit", {("name", "NATO")}),
        ("works: [directive]", "works: []", {("work", "Richtlijn 2011/36/EU")}),
        (
            "  - {passage: ~Eén loods~, what: [number], reason: The time of day.}\n",
            "  []\n",
            {("number", "12:16")},
        ),
    ],
)
def test_what_one_claim_less_leaves_open(
    tmp_path: Path, old: str, new: str, opened: set[tuple[str, str]]
) -> None:
    assert old in FULL
    assert set(_open(_coverage(tmp_path, FULL.replace(old, new), REGISTERS))) == opened


@pytest.mark.parametrize(
    ("register", "opened"),
    [
        ("actors", {("name", "Havendienst"), ("name", "Oude Haven"), ("name", "Jan de Wit")}),
        ("countries", {("name", "België")}),
        ("works", {("work", "Richtlijn 2011/36/EU")}),
    ],
)
def test_what_one_register_less_leaves_open(
    tmp_path: Path, register: str, opened: set[tuple[str, str]]
) -> None:
    registers = {name: text for name, text in REGISTERS.items() if name != register}
    assert set(_open(_coverage(tmp_path, FULL, registers))) == opened


def test_waivers_that_waive_nothing_are_told(tmp_path: Path) -> None:
    document = FULL + "  - {passage: ~Oude Haven~, what: [number, name], reason: None of it.}\n"
    site = Site(tmp_path, TEXT, document, registers=REGISTERS)
    reading = site.reading()
    assert reading.dossier
    found = measure_coverage(reading.dossier, site.cut())
    assert found.unused_waivers == (("report", 1),)
    (problem,) = check_coverage(found, reading.dossier, reading.positions)
    assert (problem.code, problem.level) == ("unused-waiver", "warning")


def test_what_is_open_is_told_with_its_place(tmp_path: Path) -> None:
    site = Site(tmp_path, TEXT, HEAD)
    reading = site.reading()
    assert reading.dossier
    found = measure_coverage(reading.dossier, site.cut())
    told = [str(problem) for problem in check_coverage(found, reading.dossier, reading.positions)]
    assert any("the work “Richtlijn 2011/36/EU”" in one and "paragraph: 2}" in one for one in told)
    assert (
        len(told) == len({one.passage.as_yaml for one in found.open_statements}) < len(found.open_statements)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Haven en kade.", []),
        ("Zo ligt de Haven er. Daar komt De Wit.", ["Haven", "De Wit"]),
        ("Bij de heer G.A. van der Steur.", ["G.A. van der Steur"]),
        ("Met NATO en VN-gezant Kofi.", ["NATO en VN", "Kofi"]),
        ("NATO is er.", ["NATO"]),
        ("In titel XIV van de wet.", []),
        ("Met Ahold-Delhaize & Co in Brussel, Gent.", ["Ahold-Delhaize & Co in Brussel", "Gent"]),
        ("Zie nr. Vijf en blz. Zes.", ["Vijf", "Zes"]),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert [name.text for name in find_names(normalise_text(text), words("nl"))] == found


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("Oude Haven", ""),
        ("Oude Haven's", ""),
        ("Haven", ""),
        ("Minister De Wit van België", ""),
        ("Nieuwe Haven", "nieuwe"),
        ("Belgie", ""),
        ("Havendiennst", ""),
        ("Havenpolitie", "havenpolitie"),
    ],
)
def test_known_names(name: str, unknown: str) -> None:
    assert (
        KnownNames(["Havendienst van de Oude Haven", "Jan de Wit", "België"], words("nl")).find_unknown(name)
        == unknown
    )


@given(st.text(max_size=120))
def test_names_can_be_looked_for_in_any_text(text: str) -> None:
    plain = normalise_text(text)
    for name in find_names(plain, words("nl")):
        assert plain[name.start : name.end] == name.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(1) The board of the union.", []),
        ("It is in Article 16(1) of the treaty.", []),
        ("It is in Articles 13 and 14 of the treaty, and in paragraphs 1, 2 or 3.", []),
        ("It is in Article 5 and 300 people came.", ["300"]),
        ("It is in Article 5. 300 came.", ["300"]),
        ("They sent 13 and 14 of them.", ["13", "14"]),
    ],
)
def test_a_number_of_a_part_says_nothing(tmp_path: Path, text: str, wanted: list[str]) -> None:
    site = Site(tmp_path, text, "text: {file: report.txt}", language="en")
    dossier = site.reading().dossier
    assert dossier
    found = measure_coverage(dossier, site.cut())
    assert [one.text for one in found.open_statements] == wanted
