"""`new event`, `new quotation`, `new figure`, `import figure`: entries with passages that prove them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_propose import SOURCE, data
from tests.cli.test_prove import DOCUMENT, FOLDER, NAME, read, write
from tests.conftest import Command

TITLES = ("--title", "nl=Akkoord", "--title", "en=Agreed")
HEADINGS = ("--headings", "en=Year,Inspected,Share")
CSV = "Jaar;Nagekeken;Aandeel\n\n2021;1.203;30,5%\n2022;4;\n"
PLACES = {"section": "Geld", "paragraph": "1"}


@pytest.mark.parametrize("date", ["2021-05-03", "3 mei 2021"])
def test_an_event(command: Command, good: Path, date: str) -> None:
    write(good, source=SOURCE)
    done = command("new", "event", NAME, date, "--kind", "opening", *TITLES)
    assert done.stdout == f"changed {FOLDER}/document.yml\n[[akkoord]]: “Geld”, paragraph 1\n"
    assert data(good)["events"] == [
        {
            "id": "akkoord",
            "date": "2021-05-03",
            "kind": "opening",
            "title": {"nl": "Akkoord", "en": "Agreed"},
            "passage": PLACES,
        }
    ]
    assert read(good, "document.yml").startswith(DOCUMENT)
    command("verify")


def test_a_quotation(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    command("new", "quotation", NAME, "ging de  Waterraad akkoord", "--translation", "en=the council agreed")
    assert data(good)["quotations"] == [
        {
            "id": "ging-de-waterraad-akkoord",
            "text": "ging de Waterraad akkoord",
            "translation": {"en": "the council agreed"},
            "passage": PLACES,
        }
    ]
    command("verify")


def test_a_figure_of_a_csv_file(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    file = good / "table.csv"
    file.write_text(CSV, "utf-8")
    command("import", "figure", str(file), "--document", NAME, "--id", "table", *TITLES, *HEADINGS)
    assert read(good, "document.yml").removeprefix(DOCUMENT).splitlines() == [
        "",
        "figures:",
        "  - id: table",
        "    title: {nl: Akkoord, en: Agreed}",
        "    columns:",
        "      - {id: jaar, label: {nl: Jaar, en: Year}, type: year, role: key}",
        "      - {id: nagekeken, label: {nl: Nagekeken, en: Inspected}, type: number}",
        "      - {id: aandeel, label: {nl: Aandeel, en: Share}, type: share}",
        "    rows:",
        "      - {id: y2021, cells: {jaar: 2021, nagekeken: 1203, aandeel: 30.5}}",
        "      - {id: y2022, cells: {jaar: 2022, nagekeken: 4}}",
        "    passage: {section: Cijfers, paragraph: 2}",
    ]
    command("verify")


def test_a_figure_of_the_table_itself(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    command("new", "figure", NAME, "--quote", "Nagekeken", "--id", "table", *TITLES, *HEADINGS)
    assert [row["id"] for row in data(good)["figures"][0]["rows"]] == ["y2021", "y2022"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1.203", "1.204", "table.csv:3: this cell has 1204"),
        ("2022;4", "2023;4", "table.csv:4: no row of the printed table begins"),
        ("2022;4;", "2022;4", "table.csv:4: this row has 2 cells, and the headings are 3"),
        ("1.203", "veel", "table.csv:3, column B “Nagekeken”: “veel” can't be read as one number"),
        ("1.203", "=1", "table.csv:3: “=1” is a formula"),
    ],
)
def test_a_csv_file_that_is_not_what_the_source_prints(
    command: Command, good: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str
) -> None:
    write(good, source=SOURCE)
    monkeypatch.chdir(good)
    (good / "table.csv").write_text(CSV.replace(old, new), "utf-8")
    done = command("import", "figure", "table.csv", "--document", NAME, *TITLES, *HEADINGS, exit_code=1)
    assert message in done.output
    assert read(good, "document.yml") == DOCUMENT


def test_an_unfinished_language_may_be_given_and_may_wait(command: Command, good: Path) -> None:
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8").replace("[nl, en]", "[nl, en, de]\nunfinished_languages: [de]")
    settings.write_text(text, "utf-8")
    write(good, source=SOURCE)
    event = ("event", NAME, "2021-05-03", "--kind", "opening")
    command("new", *event, *TITLES)
    assert data(good)["events"][-1]["title"].keys() == {"nl", "en"}
    command("new", *event, *TITLES, "--title", "de=Eröffnung", "--id", "once-more")
    assert data(good)["events"][-1]["title"]["de"] == "Eröffnung"
    meaning = ("--definition", "nl=Om vast te houden.", "--definition", "en=What you hold.")
    command("new", "term", "handrail", "--name", "nl=Leuning", "--name", "en=Handrail", *meaning)
    words = (
        "--title",
        "nl=Over ons",
        "--title",
        "en=About us",
        "--description",
        "nl=a",
        "--description",
        "en=b",
    )
    command("new", "page", "contact", *words)
    assert sorted(path.name for path in (good / "content/pages/contact").iterdir()) == ["en.md", "nl.md"]
    (good / "table.csv").write_text("name.nl;name.en;kind\nDe raad;The council;body\n", "utf-8")
    command("import", "actors", "table.csv")


@pytest.mark.parametrize(
    ("words", "exit_code", "message"),
    [
        (("event", NAME, "2021-05-05", *TITLES), 1, "“2021-05-05”: no passage prints it"),
        (("event", NAME, "gisteren", *TITLES), 2, "“gisteren” is not a date"),
        (
            ("event", NAME, "2021-05-03", *TITLES),
            2,
            "say what kind of event it is with --kind: kinds.yml has",
        ),
        (("event", NAME, "2021-05-03", "--kind", "opening"), 2, "say what happened with --title nl=…"),
        (("quotation", NAME, "de Waterraad zweeg"), 1, "no passage prints it"),
        (("quotation", NAME, "Waterraad"), 2, "say what it means with --translation en=…"),
        (("quotation", NAME, "de", "--translation", "en=the"), 1, "several passages print it"),
        (("quotation", NAME, "de", "--passage", "{sectie: a}"), 2, "the key “sectie” is not known here"),
        (
            ("figure", NAME, *TITLES),
            2,
            "say the headings “Jaar”, “Nagekeken”, “Aandeel” with --headings en=…,…,…",
        ),
        (
            ("figure", NAME),
            2,
            "“Aandeel” with --headings en=…,…,…, and what it shows with --title nl=… --title en=…",
        ),
        (("figure", NAME, *TITLES, "--headings", "en=a,b"), 2, "give 3 headings in “en”"),
        (("figure", NAME, "--quote", "Waterraad", *TITLES), 1, "no passage prints it"),
        (("quotation", NAME, "de", "--quote", "nergens"), 2, "no passage has these words"),
        (
            ("quotation", NAME, "de", "--passage", "{article: 7, paragraph: 1}"),
            2,
            "the source has no passage",
        ),
    ],
)
def test_what_cannot_be_added(
    command: Command, good: Path, words: tuple[str, ...], exit_code: int, message: str
) -> None:
    write(good, source=SOURCE)
    assert message in command("new", *words, exit_code=exit_code).output
    assert read(good, "document.yml") == DOCUMENT


def test_it_asks_what_it_is_not_told(command: Command, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("new_entries", "passage_choice", "word_choice"):
        monkeypatch.setattr(f"dossier_timeline.cli.{module}.is_interactive", lambda: True)
    write(good, source=SOURCE + "\nHet was 3 mei 2021.\n")
    done = command("new", "event", NAME, "3 mei 2021", answers="2opening\nDe dag\nThe day\n")
    assert "Which “3 mei 2021” is meant?\n  [1] “Geld”, paragraph 1\n" in done.stdout
    (event,) = data(good)["events"]
    assert (event["id"], event["passage"]) == ("de-dag", {"section": "Geld", "paragraph": "2"})


def test_a_place_or_words_say_which_passage(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    place = 'passage: {section: "Geld", paragraph: 1}'
    command("new", "quotation", NAME, "de", "--translation", "en=the", "--passage", place)
    assert data(good)["quotations"][0]["passage"] == PLACES
