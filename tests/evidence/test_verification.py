"""A dossier against its source text: what is found, and what is said of what isn't."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.evidence.proving import Site
from tests.helpers.files import ROOT

MISTAKES = yaml.safe_load((ROOT / "tests/cases/evidence-mistakes.yml").read_text("utf-8"))

TEXT = """\
Havenkantoor

Verslag van 15 juni 2020

Schepen

In 2019 kwamen er ruim 150 schepen, een groei van 12,5% ten opzichte van 2018. Op 3 maart jongstleden is
de kade geopend. «Nog nooit zo druk», zei de havenmeester.

Tabel 1

	Noord	Zuid
2018 (N=10 dagen)	4	8 (+10%)
2019 (N=11 dagen)	5	7 (-12,5%)

Plannen

Voor eind 2021 worden drie kades vernieuwd. Daarvoor is €2 miljoen beschikbaar.
"""

GOOD = """
passage: ~Verslag van~
text: {file: report.txt, sections: [Schepen, Plannen], furniture: [Havenkantoor]}
facts:
  - {id: ships, label: {xx: a}, value: 150, unit: ship, qualifier: over, date: 2019, passage: ~In 2019~}
  - {id: growth, label: {xx: a}, value: 12.5, unit: percent, signed: true, date: 2019, passage: ~In 2019~}
  - {id: quays, label: {xx: quays}, value: 3, date: 2021, passage: ~drie kades~}
  - {id: money, label: {xx: money}, value: 2000000, unit: EUR, passage: ~drie kades~}
  - {id: double, label: {xx: double}, derived: ships * 2}
quotations:
  - {id: quoted, text: Nog nooit zo druk, passage: ~Nog nooit~}
figures:
  - id: table
    title: {xx: Table}
    n: day
    columns:
      - {id: year, label: {xx: Year}, type: year, role: key}
      - {id: south, label: {xx: South, nl: Zuid}, type: number}
      - {id: north, label: {xx: North, nl: Noord}, type: number}
      - {id: change, label: {xx: Change}, type: share}
    rows:
      - {id: y2018, n: 10, cells: {year: 2018, north: 4, south: 8, change: 10}}
      - {id: y2019, n: 11, cells: {year: 2019, north: 5, south: 7, change: -12.5}}
      - {id: y2020, cells: {year: 2020}, gap: true}
    passage: ~Noord Zuid~
events:
  - id: opened
    date: 2020-03-03
    title: {xx: Opened}
    kind: opening
    inferred: year
    because: {xx: so}
    passage: ~de kade geopend~
commitments:
  - {id: renew, title: {xx: Renew}, by: [office], due: 2021, passage: ~drie kades~}
waived:
  - {passage: ~Tabel 1~, what: [number], reason: Its number.}
"""


def _told(folder: Path, document: str = GOOD, text: str = TEXT) -> list[tuple[str, str]]:
    found = Site(folder, text, document).verified().problems
    return [(problem.code, problem.message) for problem in found]


def test_all_of_it_is_found(tmp_path: Path) -> None:
    found = Site(tmp_path, TEXT, GOOD).verified()
    assert found.problems == ()
    assert {result.id: result.status for result in found.results} == {
        "report": "printed",
        "ships": "printed",
        "growth": "printed",
        "quays": "printed",
        "money": "printed",
        "double": "derived",
        "quoted": "printed",
        "opened": "inferred",
        "renew": "placed",
        **{
            f"table-y{year}.{c}": "printed"
            for year in (2018, 2019)
            for c in ("n", "north", "south", "change")
        },
    }


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["new"] or case["old"])
def test_each_mistake_is_told(tmp_path: Path, case: dict[str, str]) -> None:
    assert case["old"] in GOOD
    found = Site(tmp_path, TEXT, GOOD.replace(case["old"], case["new"])).verified().problems
    messages = [problem.message for problem in found if problem.code == case["code"]]
    assert messages, found
    assert case["said"] in messages[0]
    assert all(problem.position.path.endswith("document.yml") for problem in found)


def test_the_date_of_a_document(tmp_path: Path) -> None:
    (problem,) = Site(tmp_path, TEXT, GOOD, date="2020-06-16").verified().problems
    assert problem.code == "date-not-in-passage"
    assert str(problem.position).endswith("document.yml:4:7")


def test_a_column_under_the_header_of_another(tmp_path: Path) -> None:
    swapped = GOOD.replace("nl: Zuid", "nl: xZuid").replace("nl: Noord", "nl: Zuid").replace("xZuid", "Noord")
    codes = {code for code, _ in _told(tmp_path, swapped)}
    assert codes == {"column-not-in-table"}


def _verified_again(
    folder: Path, changes: dict[str, str], text: str = TEXT, document: str = GOOD
) -> list[tuple[str, str, str]]:
    """What is told of the good site after a verification, when its written files or its text change."""
    site = Site(folder, TEXT, document)
    site.verified_before = site.verified().texts
    path = folder / "content" / "documents" / "report" / "document.yml"
    written = path.read_text("utf-8")
    for old, new in changes.items():
        assert old in written
        written = written.replace(old, new)
    site.document, site.text = written.split("description: {xx: Report}\n", 1)[1], text
    return [(p.code, p.message, p.hint) for p in site.verified().problems]


def test_a_passage_that_moved(tmp_path: Path) -> None:
    told = _verified_again(tmp_path, {}, TEXT.replace("Plannen\n\n", "Plannen\n\nEen nieuwe zin.\n\n"))
    assert {code for code, *_ in told} == {"passage-moved"}
    assert 'section: "Plannen", paragraph: 2' in told[0][1]
    assert told[0][2] == "run `dossier-timeline verify --repair`, which writes where it stands now"


def test_a_passage_under_a_heading_that_is_not_named_as_printed(tmp_path: Path) -> None:
    named = "sections: [Schepen, Plannen]"
    for heading in ("Schepen", "Plannen"):
        told = _verified_again(tmp_path / heading, {named: named.replace(heading, f"{heading} x")})
        hints = {hint for code, _, hint in told if code == "passage-moved"}
        assert hints == {f"“{heading}” is a line of the text: name it as printed in `text.sections`"}
        assert "section-not-in-text" in {code for code, *_ in told}


def test_a_paragraph_and_a_section_that_are_not_there(tmp_path: Path) -> None:
    for place, said in (
        ('section: "Plannen", paragraph: 7', "has no paragraph 7"),
        ('section: "Planen", paragraph: 1', "has no section “Planen”"),
        ("footnote: 3", "has no footnote 3"),
        ("quote: dertig kades", "prints “dertig kades”"),
        ("section: Schepen, quote: drie kades", "no passage of this section of report prints “drie kades”"),
    ):
        told = _verified_again(tmp_path, {'section: "Plannen", paragraph: 1': place})
        assert {code for code, *_ in told} == {"no-such-passage"}, told
        assert said in told[0][1]


def test_a_word_of_the_text_that_changed(tmp_path: Path) -> None:
    told = _verified_again(tmp_path, {}, TEXT.replace("worden drie", "zouden drie"))
    assert {code for code, *_ in told} == {"passage-changed"}


def test_a_passage_that_is_written_as_a_few_of_its_words(tmp_path: Path) -> None:
    document = GOOD.replace("~drie kades~", '{quote: "drie  kades"}').replace(
        "~Tabel 1~", "{section: Schepen, quote: Tabel}"
    )
    site = Site(tmp_path, TEXT, document)
    assert site.verified().problems == ()
    passages = site.verified().texts["report"].passages
    verified = passages['section: "", quote: "drie kades"']
    assert (verified.section, verified.paragraph, verified.footnote) == ("Plannen", 1, None)
    assert len(verified.digest) == 12
    told = _verified_again(tmp_path, {}, TEXT.replace("worden drie", "zouden drie"), document)
    assert {code for code, *_ in told} == {"passage-changed"}
    moved = TEXT.replace("Plannen\n\n", "Plannen\n\nEen nieuwe zin.\n\n")
    assert _verified_again(tmp_path, {}, moved, document) == []


def test_words_that_several_passages_print(tmp_path: Path) -> None:
    document = GOOD.replace("~drie kades~", "{quote: 2018}")
    found = Site(tmp_path, TEXT, document).verified().problems
    several = [problem for problem in found if problem.code == "several-passages"]
    assert "2 passages of report print “2018”" in several[0].message
    assert 'section: "Schepen", paragraph: 1' in several[0].message
    (first, *_) = Site(tmp_path, TEXT, GOOD.replace("~drie kades~", "{quote: 0 schepen}")).verified().problems
    assert first.code == "no-such-passage"


def test_a_quotation_over_a_line_end(tmp_path: Path) -> None:
    """A soft hyphen and the line end behind it are nothing, in any of their forms."""
    for number, end in enumerate(("\u00ad\n", "\u00ad  \n  ", "-\n", "\u2010\n")):
        text = TEXT.replace("«Nog nooit zo druk»", f"«Nog samen{end}werking met de stad»")
        document = GOOD.replace("Nog nooit zo druk", "samenwerking met de stad")
        document = document.replace("~Nog nooit~", "~zei de havenmeester~")
        assert Site(tmp_path / str(number), text, document).verified().problems == ()


@pytest.mark.parametrize(
    ("words", "is_printed"),
    [
        ("samenwerking met de", True),
        ("samen-werking met de", True),
        ("nog samen", False),
        ("werking met de", False),
        ("!", False),
    ],
)
def test_half_of_a_broken_word_is_no_quotation(tmp_path: Path, words: str, is_printed: bool) -> None:
    text = TEXT.replace("«Nog nooit zo druk»", "«nog samen-\nwerking met de stad!»")
    document = GOOD.replace("text: Nog nooit zo druk", f'text: "{words}"')
    document = document.replace("~Nog nooit~", "~zei de havenmeester~")
    codes = [problem.code for problem in Site(tmp_path, text, document).verified().problems]
    assert codes == ([] if is_printed else ["quotation-not-in-passage"])


def test_a_quotation_stands_in_one_cell_of_a_table(tmp_path: Path) -> None:
    head = "text: {file: report.txt, sections: [Schepen, Plannen], furniture: [Havenkantoor]}\n"
    for number, (words, wanted) in enumerate((("N=10 dagen", 0), ("Noord Zuid", 1), ("4 8", 1))):
        document = head + f"quotations: [{{id: q, text: {words}, passage: {{table: 1}}}}]"
        assert len(Site(tmp_path / str(number), TEXT, document).verified().problems) == wanted, words


def test_each_missing_section_is_told_at_its_own_line(tmp_path: Path) -> None:
    document = GOOD.replace(
        "sections: [Schepen, Plannen]", "sections: [Nergens, Schepen, Noch hier, Plannen]"
    )
    found = Site(tmp_path, TEXT, document).verified().problems
    missing = [(str(problem.position), problem.message) for problem in found]
    columns = [place.rpartition(":")[2] for place, _ in missing]
    assert [message.split("”")[0].split("“")[1] for _, message in missing] == ["Nergens", "Noch hier"]
    line = next(line for line in document.splitlines() if "sections:" in line)
    assert columns == [str(line.index("Nergens") + 1), str(line.index("Noch hier") + 1)]


def test_a_row_that_differs_by_a_colon(tmp_path: Path) -> None:
    text = TEXT.replace("\tNoord\tZuid\n2018 (N=10 dagen)", "\tNoord\tZuid\nKade:\t1\t2\n2018 (N=10 dagen)")
    row = "      - {id: quay, cells: {year: Kade, north: 1, south: 2}}\n"
    document = GOOD.replace("      - {id: y2018,", row + "      - {id: y2018,").replace(
        "type: year", "type: text"
    )
    (problem,) = Site(tmp_path, text, document).verified().problems
    assert problem.code == "row-not-in-table"
    assert problem.hint == "the table prints it as “Kade:”, write that; only “:” differs"


NUMBERED = """\
Artikel 1

1. Er zijn kades.

2. Er zijn twee havens.

3. Er zijn meer schepen dan kades.
"""
OF_NUMBERED = """
text: {file: report.txt, sections: [Artikel 1]}
facts:
  - {id: counted, label: {xx: a}, value: VALUE, passage: {article: 1, paragraph: PARAGRAPH}}
"""


@pytest.mark.parametrize(
    ("paragraph", "value", "told"),
    [
        ("2", "2", []),
        ("3", "3", ["value-not-in-passage"]),
        ("3", "3, kind: ordinal", ["value-not-in-passage"]),
        ("3", '3, printed: "3."', []),
    ],
)
def test_the_number_of_a_paragraph_counts_nothing(
    tmp_path: Path, paragraph: str, value: str, told: list[str]
) -> None:
    document = OF_NUMBERED.replace("VALUE", value).replace("PARAGRAPH", paragraph)
    assert [problem.code for problem in Site(tmp_path, NUMBERED, document).verified().problems] == told


def test_a_year_before_a_paragraph_says_when(tmp_path: Path) -> None:
    text = "Jaren\n\n2019. Er komt een haven.\n\n2020. Er komen kades.\n"
    document = """
text: {file: report.txt, sections: [Jaren]}
facts:
  - {id: year, label: {xx: a}, kind: date, value: 2020, passage: ~Er komen kades~}
"""
    assert not Site(tmp_path, text, document).verified().problems


UNREAD = """
text: {file: report.txt}
facts:
  - {id: quay, label: {xx: a}, value: 25, UNITpassage: ~25 m kade~}
"""
METRE = """
- {id: metre, symbol: m, name: {nl: {one: "{n} meter", other: "{n} meter"}}}
- {id: ton, name: {nl: {one: "{n} ton", other: "{n} ton"}}}
"""


@pytest.mark.parametrize(("unit", "right"), [("", False), ("unit: metre, ", True), ("unit: ton, ", False)])
def test_a_number_with_a_unit_behind_it_is_of_a_fact_that_counts_in_it(
    tmp_path: Path, unit: str, *, right: bool
) -> None:
    site = Site(tmp_path, "Er is 25 m kade.\n", UNREAD.replace("UNIT", unit), registers={"units": METRE})
    told = [(problem.code, problem.hint) for problem in site.verified().problems]
    assert (told == []) is right
    assert right or (told[0][0] == "value-not-in-passage" and "“25 m” isn't read: “m” after" in told[0][1])


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("Het kostte 3 ton.", "300000, unit: EUR", "“3 ton” isn't read: no currency is printed with it"),
        ("Een krimp van - 5 %.", "5, unit: percent", "“- 5 %” isn't read: the dash before the number"),
        ("Twee derde van de havens.", "2", "“Twee derde” isn't read: this part of one"),
        ("Het kostte 5 pond.", "5, unit: GBP", "“5 pond” isn't read: it is a sum in a currency"),
        ("Het is 5 ‰, en 7 m.", "5", "“5 ‰” isn't read: it is in thousandths"),
    ],
)
def test_why_a_value_is_not_read_is_told(tmp_path: Path, text: str, value: str, said: str) -> None:
    document = f"""
text: {{file: report.txt}}
facts:
  - {{id: fact, label: {{xx: a}}, value: {value}, passage: ~{text[:12]}~}}
"""
    (problem,) = Site(tmp_path, text + "\n", document).verified().problems
    assert problem.code == "value-not-in-passage"
    assert said in (problem.hint or "")
    assert problem.hint.count("isn't read") == 1


@pytest.mark.parametrize(
    ("printed", "value", "why"),
    [
        ("de jaren '20", "192X", "“jaren '20” prints no century: say `inferred: year`"),
        ("2009/10", "2009/2010", "“2009/10” isn't read: it may be two years or a month"),
        ("de derde eeuw v.Chr.", "02XX", "it is before the year 1"),
        ("de jaren 1900", "190X", "it may be ten years or a hundred"),
        ("de jaren '90 van de vorige eeuw", "199X", "which century, in a way that isn't known"),
    ],
)
def test_a_date_that_is_not_clear_is_refused_with_the_reason(
    tmp_path: Path, printed: str, value: str, why: str
) -> None:
    document = f"""
text: {{file: report.txt}}
facts:
  - {{id: then, label: {{xx: a}}, value: "{value}", kind: date, passage: ~Het was~}}
"""
    (problem,) = Site(tmp_path, f"Het was in {printed}.\n", document).verified().problems
    assert problem.code == "value-not-in-passage"
    assert why in problem.hint


@pytest.mark.parametrize(
    ("date", "noticed"), [("2020", False), ("2020?", True), ("2020%", True), ("2021", True)]
)
def test_the_date_of_the_document_is_certain(tmp_path: Path, date: str, noticed: bool) -> None:
    document = f"""
text: {{file: report.txt}}
facts:
  - {{id: fact, label: {{xx: a}}, value: 5, date: "{date}", passage: ~Er waren~}}
"""
    found = Site(tmp_path, "Er waren 5 schepen.\n", document).verified().problems
    assert bool(found) == noticed


def test_a_value_that_is_denied_is_told_with_a_way_out(tmp_path: Path) -> None:
    document = """
text: {file: report.txt}
facts:
  - {id: fact, label: {xx: a}, value: 5, passage: ~Er waren~}
"""
    (problem,) = Site(tmp_path, "Er waren niet 5 schepen.\n", document).verified().problems
    assert problem.message == "the passage denies this value"
    assert "inferred: value" in (problem.hint or "")


@pytest.mark.parametrize(
    ("head", "value", "right"),
    [
        ("Jaar\tOmzet (x € 1.000)\tSchepen", "35, unit: EUR", False),
        ("Jaar\tOmzet (mln euro)\tSchepen", "35, unit: EUR", False),
        ("Tabel\tBedragen in duizenden euro's", "35, unit: EUR", False),
        ("In mln.\tOmzet\tSchepen", "35, unit: EUR", False),
        ("In mln.\tOmzet\tSchepen", "750", False),
        ("Jaar\tOmzet\tSchepen", "35, unit: EUR", True),
        ("Jaar\tOmzet (x € 1.000)\tSchepen", "750", True),
        ("Jaar\tOmzet\tSchepen (x 1.000)", "750", False),
        ("Jaar\tOmzet (x € 1.000)\tSchepen", "35, unit: EUR, date: 2019", False),
        ("Jaar\tOmzet (x € 1.000)\tSchepen", "750, date: 2019", True),
        ("Jaar\tOmzet\tSchepen (x 1.000)", "750, date: 2019", False),
    ],
)
def test_the_head_of_a_table_goes_for_a_fact(tmp_path: Path, head: str, value: str, *, right: bool) -> None:
    text = f"Verslag van de haven.\n\n{head}\n2018\t€ 31\t620\n2019\t€ 35\t750\n"
    document = (
        "passage: ~Verslag van~\ntext: {file: report.txt}\nfacts:\n"
        f"  - {{id: fact, label: {{xx: a}}, value: {value}, passage: ~2018~}}\n"
    )
    told = [one for one in _told(tmp_path, document, text) if one[0] == "value-not-in-passage"]
    assert (told == []) is right
    assert right or "in the printed table may be the power of ten" in told[0][1]


@pytest.mark.parametrize(
    ("fact", "wanted"),
    [
        ("value: 7, passage: {table: 1, row: 2019}", []),
        ("value: 8, passage: {table: 1, row: 2018 (N=10 dagen)}", []),
        ("value: 7, passage: {section: Schepen, paragraph: 3, row: 2019}", []),
        ("value: 8, passage: {section: Schepen, paragraph: 3, row: 2019}", ["value-not-in-passage"]),
        ("value: 8, passage: {table: 1, row: 2019}", ["value-not-in-passage"]),
        ("value: 8, passage: {table: 1, row: 2020}", ["no-such-passage"]),
        ("value: 8, passage: {table: 1, row: dagen}", ["no-such-passage"]),
        ("value: 150, passage: {quote: 150 schepen, row: x}", ["no-such-passage"]),
    ],
)
def test_a_row_of_a_table_is_a_place(tmp_path: Path, fact: str, wanted: list[str]) -> None:
    head = "text: {file: report.txt, sections: [Schepen, Plannen], furniture: [Havenkantoor]}\n"
    problems = Site(tmp_path, TEXT, f"{head}facts: [{{id: a, label: {{xx: a}}, {fact}}}]").verified().problems
    assert [str(one.code) for one in problems] == wanted
    if "2020" in fact:
        assert problems[0].message == "this table of report has no single row “2020”"
        assert problems[0].hint == "its rows begin with: 2018 (N=10 dagen); 2019 (N=11 dagen)"


def test_a_quotation_stands_in_the_row_that_its_passage_names(tmp_path: Path) -> None:
    head = "text: {file: report.txt, sections: [Schepen, Plannen], furniture: [Havenkantoor]}\n"
    quotation = "quotations: [{id: q, text: 10 dagen, passage: {table: 1, row: 2019}}]"
    (problem,) = Site(tmp_path, TEXT, head + quotation).verified().problems
    assert problem.code == "quotation-not-in-passage"
