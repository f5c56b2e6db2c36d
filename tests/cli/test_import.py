"""`import`: rows of a table become entries that are proven, or every row that can't be is told at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.output.render import render_site
from dossier_timeline.site.plan import plan_site
from tests.cli.test_propose import SOURCE, data
from tests.cli.test_prove import DOCUMENT, FOLDER, NAME, read, write
from tests.conftest import Command
from tests.helpers.small_site import config_of, dossier_of, languages_of, planned
from tests.spreadsheets.test_sheet_reading import FILES, make_ods

EVENTS = """id;date;kind;title (nl);Title:EN;themes
akkoord;3 mei 2021;Opening;Akkoord;Agreed;safety, money
;2021-05-04;meeting;Weer bijeen;They meet again;
"""
AGREED = {
    "id": "akkoord",
    "date": "2021-05-03",
    "kind": "opening",
    "title": {"nl": "Akkoord", "en": "Agreed"},
    "themes": ["safety", "money"],
    "passage": {"section": "Geld", "paragraph": "1"},
}
TIMELINEJS = """Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Headline (en),Text,\
Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background
2021,5,3,,,,,,Akkoord,Agreed,,https://example.org/a.jpg,,,,,Opening,
,,,,,,,,De bruggen,The bridges,,,,,,title,,
2021,5,3,,2021,5,4,3 en 4 mei,Beraad,Deliberation,,,,,,,Bijeenkomst,
"""


def table(good: Path, content: str, name: str = "table.csv") -> str:
    (good / name).write_text(content, "utf-8")
    return name


def test_events_in_every_language(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("import", "events", table(good, EVENTS), "--document", NAME)
    assert done.stdout == f"changed {FOLDER}/document.yml\nRows taken over: 2 of 2.\n"
    assert data(good)["events"][0] == AGREED
    assert data(good)["events"][1]["id"] == "weer-bijeen"
    assert read(good, "document.yml").startswith(DOCUMENT)
    command("verify")


@pytest.mark.parametrize("name", ["events.xlsx", "events.ods"])
def test_events_of_a_workbook(command: Command, good: Path, name: str) -> None:
    write(good, source=SOURCE)
    command("import", "events", str(FILES / name), "--document", NAME)
    first, second = data(good)["events"]
    assert first == AGREED
    assert second == {
        "id": "weer-bijeen",
        "date": "2021-05-04",
        "kind": "meeting",
        "title": {"nl": "Weer bijeen", "en": "They meet again"},
        "passage": {"quote": "kwam de Waterraad"},
    }
    command("verify")


def test_a_dry_run_shows_the_change_and_writes_nothing(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("import", "events", table(good, EVENTS), "--document", NAME, "--dry-run")
    assert "+  - id: akkoord\n+    date: 2021-05-03\n" in done.stdout
    assert read(good, "document.yml") == DOCUMENT


def test_a_sheet_for_timelinejs(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    file = table(good, TIMELINEJS.replace(",Akkoord,Agreed,,", ',Akkoord,Agreed,"",'))
    done = command("import", "events", file, "--document", NAME, "--language", "nl")
    assert "left out: table.csv:3: a slide of the type “title” is no event" in done.stderr
    assert "left out, as a dossier has no place for it: Display Date, Media" in done.stderr
    first, second = data(good)["events"]
    assert first == {key: value for key, value in AGREED.items() if key != "themes"}
    assert (second["date"], second["kind"]) == ("2021-05-03/2021-05-04", "meeting")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "2021,5,3,,,,,,Akkoord",
            "2021,,3,,,,,,Akkoord",
            "column A “Year”: this date has a day and no month",
        ),
        ("2021,5,3,,,,,,Akkoord", ",5,3,,,,,,Akkoord", "this date has no year"),
        ("2021,5,3,,,,,,Akkoord", "2021,mei,3,,,,,,Akkoord", "“mei” is no month"),
        ("2021,5,3,,,,,,Akkoord", "-44,3,15,,,,,,Akkoord", "“-44” is a year before our era"),
        ("2021,5,3,,,,,,Akkoord", "2021,2,30,,,,,,Akkoord", "is not a date in the calendar"),
        ("Agreed,,", "Agreed,<b>well</b>,", "column K “Text”: this text has HTML in it"),
        (
            ",Opening,",
            ",Openingen,",
            "“Openingen” is no kind of event and no theme; did you mean “opening”?",
        ),
    ],
)
def test_a_row_of_timelinejs_that_cannot_be_taken(
    command: Command, good: Path, old: str, new: str, message: str
) -> None:
    write(good, source=SOURCE)
    file = table(good, TIMELINEJS.replace(old, new))
    done = command("import", "events", file, "--document", NAME, "--language", "nl", exit_code=1)
    assert message in done.stderr


def test_a_country_of_which_there_is_none_yet(command: Command, good: Path) -> None:
    (good / "content/countries.yml").unlink()
    file = table(good, "kind,name,country\nbody,Gemeente,Nederland\n")
    done = command("import", "actors", file, exit_code=1)
    assert "add it first, in countries.yml" in done.stderr


def test_facts_are_proven_or_refused(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    content = "value,unit,label.nl,label.en\n31,bridge,bruggen,bridges\n40000,EUR,kosten,costs\n"
    command("import", "facts", table(good, content), "--document", NAME)
    facts = data(good)["facts"]
    assert facts[0] == {
        "id": "bruggen",
        "label": {"nl": "bruggen", "en": "bridges"},
        "value": "31",
        "unit": "bridge",
        "passage": {"section": "Cijfers", "paragraph": "1"},
    }
    assert facts[1]["qualifier"] == "over"
    command("verify")


def test_facts_of_a_work(command: Command, good: Path) -> None:
    before = (good / "content/works.yml").read_text("utf-8")
    content = "id,value,unit,label.nl,label.en\nkrant,28,bridge,bruggen nu,bridges now\n"
    command("import", "facts", table(good, content), "--work", "newspaper-2022")
    after = (good / "content/works.yml").read_text("utf-8")
    assert after == before + (
        "    - id: krant\n"
        "      label: {nl: bruggen nu, en: bridges now}\n"
        "      value: 28\n"
        "      unit: bridge\n"
    )
    command("import", "facts", table(good, content.replace("krant", "norm")), "--work", "bridge-standard")
    works = data(good, "content/works.yml")
    assert works[0]["facts"][0]["id"] == "norm"


def test_actors(command: Command, good: Path) -> None:
    content = "Kind\tname\tsort\tcountry\nperson\tJan de Wit\tWit, Jan de\tNederland\n"
    before = (good / "content/actors.yml").read_text("utf-8")
    command("import", "actors", table(good, content))
    assert (good / "content/actors.yml").read_text("utf-8") == before + (
        "- id: jan-de-wit\n  kind: person\n  name: Jan de Wit\n"
        '  sort: "Wit, Jan de"\n  country: netherlands\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "3 mei 2021",
            "3/5/2021",
            "column B “date”: “3/5/2021” doesn't say which of its numbers is the month",
        ),
        ("3 mei 2021", "31/12/2021", "“31/12/2021” doesn't say which of its numbers is the month"),
        ("3 mei 2021", "3/5/21", "“3/5/21” has a year of two digits"),
        ("3 mei 2021", "", "“date” is missing"),
        ("3 mei 2021", "3 mei 2020", "no passage prints 2020-05-03"),
        (
            "Opening",
            "openning",
            "“openning” is the id or name of nothing that can stand here; did you mean “opening”?",
        ),
        ("Agreed", "", "“title” lacks en; write it into the column “title (en)”"),
        ("akkoord;", "Akkoord!;", "column A “id”: “Akkoord!” is not"),
        ("akkoord;", "brugstede;", "there is something called “brugstede” already"),
        ("safety, money", "veiligheid, geldd", "“geldd” is the id or name of nothing"),
        (
            "Title:EN",
            "titel",
            "column E “titel”: the column “titel” is not known here; did you mean “title”?",
        ),
        ("Title:EN", "title", "“title” doesn't say in which language it is; write title (nl), title (en)"),
        ("Title:EN", "title [nl]", "another column means the same"),
        ("akkoord;", "akkoord;;", "this cell has no column"),
    ],
)
def test_a_row_that_cannot_be_taken(command: Command, good: Path, old: str, new: str, message: str) -> None:
    write(good, source=SOURCE)
    file = table(good, EVENTS.replace(old, new, 1))
    done = command("import", "events", file, "--document", NAME, exit_code=1)
    assert message in done.output
    assert done.output.endswith("nothing was changed.\n")
    assert read(good, "document.yml") == DOCUMENT


def test_all_that_is_wrong_is_told_at_once(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    content = EVENTS.replace("3 mei 2021", "3-5-2021").replace("meeting", "party")
    done = command("import", "events", table(good, content), "--document", NAME, exit_code=1)
    assert "table.csv:2, column B" in done.stderr
    assert "table.csv:3, column C" in done.stderr
    assert "2 rows can't be taken as they are; nothing was changed." in done.stderr


def test_all_that_is_wrong_with_a_row_is_told_at_once(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    file = table(good, "Title (nl);Title (en)\nAkkoord;Agreed\n")
    done = command("import", "events", file, "--document", NAME, exit_code=1)
    assert "table.csv:2: “date” is missing" in done.stderr
    assert "table.csv:2: “kind” is missing; write it into a column “kind”" in done.stderr
    assert "or say it for all rows with --kind; kinds.yml has: " in done.stderr
    assert "opening" in done.stderr.partition("kinds.yml has: ")[2]
    assert "1 row can't be taken as it is; nothing was changed." in done.stderr


@pytest.mark.parametrize(
    ("locale", "date", "exit_code"),
    [("nl", "3/5/2021", 0), ("en-US", "5/3/2021", 0), ("en-US", "3/5/2021", 1), ("nl", "3 mei 2021", 0),
     ("en-US", "May 3, 2021", 0), ("en-GB", "31/12/2021", 1)],
)  # fmt: skip
def test_the_locale_says_how_dates_are_written(
    command: Command, good: Path, locale: str, date: str, exit_code: int
) -> None:
    write(good, source=SOURCE)
    file = table(good, EVENTS.replace("3 mei 2021", date))
    command("import", "events", file, "--document", NAME, "--locale", locale, exit_code=exit_code)


def test_rows_that_are_there_already(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    named = table(good, EVENTS.replace("\n;", "\nweer;"))
    words = ("import", "events", named, "--document", NAME, "--only-new")
    command(*words)
    before = read(good, "document.yml")
    assert "There is nothing new in this table" in command(*words).stdout
    assert read(good, "document.yml") == before


def entries_of(good: Path, key: str) -> dict[str, Any]:
    """The entries of documents as the model has them, by id, without what readers of data don't get."""
    dossier = dossier_of(good)
    found = (
        dossier.actors if key == "actors" else [one for doc in dossier.documents for one in getattr(doc, key)]
    )
    left_out = {"aliases", "roles", "place", "themes"}
    return {one.id: one.model_dump(exclude=left_out, exclude_defaults=True) for one in found}


def without_list(text: str, key: str, after: str) -> str:
    """A document.yml without one of its lists."""
    start = text.index(f"\n{key}:\n")
    end = text.index(f"\n{after}:\n") if after else len(text)
    return text[:start] + text[end:]


def publish(good: Path, *names: str) -> None:
    """Put tables that the site publishes beside mkdocs.yml."""
    files = render_site(planned(dossier_of(good), config_of(good)), config_of(good))
    for name in (*names, "words"):
        (good / f"{name}.csv").write_bytes(files[f"data/{name}.csv"])


def test_published_events_come_back(command: Command, good: Path) -> None:
    publish(good, "events")
    before = entries_of(good, "events")
    path = good / "content/documents/letter-2021/document.yml"
    path.write_text(without_list(path.read_text("utf-8"), "events", "commitments"), "utf-8")
    command("import", "events", "events.csv", "--document", "letter-2021", "--only-new")
    after = entries_of(good, "events")
    assert after.keys() == before.keys()
    for name, event in before.items():
        # Words have the values of their references filled in.
        assert (event.pop("text", None) is None) == (after[name].pop("text", None) is None)
        assert after[name] == event


def test_a_passage_comes_back_by_its_place(command: Command, good: Path) -> None:
    """Where it was found by words, as docs/spreadsheets.md says: a table has the place and no words."""
    path = good / "content/documents/letter-2021/document.yml"
    text = path.read_text("utf-8")
    place = "passage: {section: Stand van zaken, paragraph: 1}\n  - id: residents-evening"
    assert place in text
    path.write_text(text.replace(place, "passage: {quote: Molenbrug geopend}\n  - id: residents-evening"))
    command("verify", "--write")
    config, dossier = config_of(good), dossier_of(good)
    receipt, _ = load_receipt(config.paths)
    files = render_site(plan_site(dossier, languages_of(dossier, config), config, receipt), config)
    for name in ("events", "words"):
        (good / f"{name}.csv").write_bytes(files[f"data/{name}.csv"])
    path.write_text(without_list(path.read_text("utf-8"), "events", "commitments"), "utf-8")
    command("import", "events", "events.csv", "--document", "letter-2021", "--only-new")
    event = entries_of(good, "events")["mill-bridge-opened"]
    assert event["passage"] == {"section": "Stand van zaken", "paragraph": 1}
    command("verify")


@pytest.mark.parametrize("document", ["letter-2021", "plan-2019"])
def test_published_facts_come_back(command: Command, good: Path, document: str) -> None:
    publish(good, "facts")
    before = entries_of(good, "facts")
    path = good / f"content/documents/{document}/document.yml"
    text = path.read_text("utf-8")
    following = text[text.index("\nfacts:\n") + 7 :]
    after_facts = re.search(r"^([a-z_]+):$", following, re.MULTILINE)
    path.write_text(without_list(text, "facts", after_facts[1] if after_facts else ""), "utf-8")
    command("import", "facts", "facts.csv", "--only-new")
    assert entries_of(good, "facts") == before


def test_published_actors_come_back(command: Command, good: Path) -> None:
    publish(good, "actors")
    before = entries_of(good, "actors")
    (good / "content/actors.yml").write_text("# People.\n", "utf-8")
    command("import", "actors", "actors.csv")
    after = entries_of(good, "actors")
    for name, actor in before.items():
        assert (actor.pop("text", None) is None) == (after[name].pop("text", None) is None)
        assert after[name] == actor
    assert (good / "content/actors.yml").read_text("utf-8").startswith("# People.\n- id: ")


def test_a_published_figure_comes_back(command: Command, good: Path) -> None:
    publish(good, "figures", "columns")
    (good / "figures").mkdir()
    files = render_site(planned(dossier_of(good), config_of(good)), config_of(good))
    (good / "figures/inspections.csv").write_bytes(files["data/figures/inspections.csv"])
    before = dossier_of(good).documents[1].figures[0]
    path = good / "content/documents/letter-2021/document.yml"
    path.write_text(without_list(path.read_text("utf-8"), "figures", "events"), "utf-8")
    command("import", "figure", "figures/inspections.csv")
    after = dossier_of(good).documents[1].figures[0]
    left_out = {"columns": {"__all__": {"unit"}}}
    assert after.model_dump(exclude=left_out) == before.model_dump(exclude=left_out)
    assert "      - {id: y2019, cells: {year: 2019}, gap: true}\n" in path.read_text("utf-8")
    (good / "figures/inspections.csv").rename(good / "figures/other.csv")
    done = command("import", "figure", "figures/other.csv", exit_code=1)
    assert "figures.csv: there is no figure “other” in it" in done.output


def test_a_figure_of_a_workbook(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    rows = [("Jaar", "Nagekeken", "Aandeel"), ("2021", "1203", "0.305"), ("2022", "4", "")]
    typed = 'office:value-type="{}" office:value="{}"'
    cells = ""
    for row in rows:
        kinds = zip(row, ("float", "float", "percentage"), strict=True)
        marks = [typed.format(kind, text) if text[:1].isdigit() else "" for text, kind in kinds]
        written = zip(row, marks, strict=True)
        inside = (
            f"<table:table-cell {mark}><text:p>{text}</text:p></table:table-cell>" for text, mark in written
        )
        cells += f"<table:table-row>{''.join(inside)}</table:table-row>"
    (good / "table.ods").write_bytes(make_ods(cells))
    headings = ("--headings", "en=Year,Inspected,Share", "--title", "nl=Cijfers", "--title", "en=Numbers")
    command("import", "figure", "table.ods", "--document", NAME, *headings)
    figure = data(good)["figures"][0]
    assert [one["type"] for one in figure["columns"]] == ["year", "number", "share"]
    assert figure["rows"][0]["cells"] == {"jaar": "2021", "nagekeken": "1203", "aandeel": "30.5"}
    command("verify")


@pytest.mark.parametrize(
    ("facts", "words", "exit_code", "message"),
    [
        (
            "value;unit;label.nl;label.en\n1.203;;a;b\n",
            (),
            1,
            "“1.203” may be in thousands or have",
        ),
        ("value;unit;label.nl;label.en\n1.203;;a;b\n", ("--locale", "nl"), 0, "over: 1 of 1."),
        ("value;label.nl;label.en\n30,5%;a;b\n", ("--locale", "nl"), 0, "over: 1 of 1."),
        (
            "value;label.nl;label.en\n30.5%;a;b\n",
            ("--locale", "nl"),
            1,
            "“30.5%” isn't a number as “nl”",
        ),
        ("value;label.nl;label.en\n€ 40.000;a;b\n", (), 1, "what it counts goes into the column “unit”"),
        ("value;label.nl;label.en\n32;a;b\n", (), 1, "column A “value”: no passage prints 32"),
        ("value;label.nl;label.en;quote\n4;a;b;akkoord\n", (), 1, "table.csv:2: the value 4 does not stand"),
        ("value;label.nl;label.en;quote\n31;a;b;nergens\n", (), 1, "no passage of report-2022 has the words"),
        ("value;label.nl;label.en;section;paragraph\n32;a;b;Cijfers;1\n", (), 1, "table.csv:2: "),
        ("value;label.nl;label.en;section;paragraph\n31;a;b;Cijfers;9\n", (), 1, "has no passage there"),
        (
            "value;label.nl;label.en;passage\n31;a;b;{section: Cijfers, paragraph: 1}\n",
            (),
            0,
            "over: 1 of 1.",
        ),
        ("value;label.nl;label.en;passage\n31;a;b;{sectie: Cijfers}\n", (), 1, "is no place of a passage"),
        ("value;unit;label.nl;label.en\n31;brug;a;b\n", (), 0, "over: 1 of 1."),
        ("value;unit;label.nl;label.en\n31;bruggg;a;b\n", (), 1, "“bruggg” is the id or name of nothing"),
        ("value;label.nl;label.en;notes\n31;a;b;x\n", (), 1, "the column “notes” is not known here"),
        ("value;label.nl;label.en;notes\n31;a;b;x\n", ("--leave-out", "notes"), 0, "over: 1 of 1."),
        ("value;label.nl;label.en;\n31;a;b;x\n", (), 1, "column D: this column has no heading"),
        ("value;label.nl;label.en\nid;label.nl;unit\n31;a;b\n", (), 1, "this row has names of columns, too"),
        ("value;label.nl;label.en\n31;a;b\n", ("--locale", "xx-YY"), 2, "“xx-YY” is no locale"),
        ("value;label.nl;label.en\n31;a;b\n", ("--language", "de"), 2, "the dossier has no language “de”"),
        ("value;label.nl;label.en\n31;a;b\n", ("--work", "nothing"), 1, "there is no work “nothing”"),
    ],
)
def test_facts_of_a_table(
    command: Command, good: Path, facts: str, words: tuple[str, ...], exit_code: int, message: str
) -> None:
    write(good, source=SOURCE)
    done = command("import", "facts", table(good, facts), "--document", NAME, *words, exit_code=exit_code)
    assert message in done.output
    assert (read(good, "document.yml") == DOCUMENT) is bool(exit_code)


def test_hidden_rows_are_told_and_each_faulty_cell(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    headings = ("--leave-out", "cel", "--document", NAME)
    told = command("import", "facts", str(FILES / "formats.ods"), *headings, exit_code=1).stderr
    assert "formats.ods: rows that are hidden in it are read, too: 4\n" in told
    content = "value,unit,label.nl,label.en\n31,bridge,#REF!,bridges\n31,bridge,Err:502,bridges\n"
    told = command("import", "facts", table(good, content), "--document", NAME, exit_code=1).stderr
    assert "table.csv:2, column C “label.nl”: it shows an error, #REF!; write the value itself" in told
    assert "table.csv:3, column C “label.nl”: it shows an error, Err:502" in told


def test_several_passages_print_it(command: Command, good: Path) -> None:
    write(good, source=SOURCE + "\nOp 3 mei 2021 regende het.\n")
    done = command("import", "events", table(good, EVENTS), "--document", NAME, exit_code=1)
    assert (
        "table.csv:2, column B “date”: several passages print 2021-05-03 (“Geld”, paragraph 1; "
        in done.stderr
    )
    assert "name the passage in a column “quote”" in done.stderr


def test_a_document_must_be_known(command: Command, good: Path) -> None:
    done = command("import", "events", table(good, EVENTS), exit_code=1)
    assert "it says no document; say it with --document or in a column “document”" in done.output


def test_timelinejs_is_given_away(command: Command, good: Path) -> None:
    printed = command("export", "timelinejs", "--language", "en").stdout
    assert json.loads(printed)["title"]["text"]["headline"] == "The bridges of Brugstede"
    command("export", "timelinejs", "--language", "en", "--output", "timeline.json")
    assert (good / "timeline.json").read_text("utf-8") == printed
    assert "it has nl, en" in command("export", "timelinejs", "--language", "de", exit_code=2).output
