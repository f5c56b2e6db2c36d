"""`propose`: what a source says and nothing claims, listed for people and taken over one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.content.yaml_reading import load_yaml
from tests.cli.test_prove import DOCUMENT, FOLDER, NAME, read, write
from tests.conftest import Command

SOURCE = """Cijfers

Er liggen 31 bruggen in de gemeente, en volgens Jan de Wit kost elk ruim € 40.000.

Jaar	Nagekeken	Aandeel
2021	1.203	30,5%
2022	4	-

Geld

Op 3 mei 2021 ging de Waterraad akkoord; op 4 mei 2021 kwam de Waterraad weer bijeen. Het staat in
Richtlijn 2011/36/EU. De raad van Brugstede zweeg.
"""
LABELS = ("--label", "nl=iets", "--label", "en=something")


def data(good: Path, name: str = f"{FOLDER}/document.yml") -> Any:
    source, problems = load_yaml(name, (good / name).read_bytes())
    assert source is not None, problems
    return source.data


def handle_of(listing: str, words: str) -> str:
    """The number before the first proposal that has some words."""
    return next(line for line in listing.splitlines() if words in line).split()[0]


def test_it_lists_what_coverage_counts_as_open(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("propose", NAME)
    assert done.stdout.splitlines()[:13] == [
        "tables, as figures: 1",
        "  Cijfers: 1",
        "    5  a table of 3 rows and 3 columns  (“Cijfers”, paragraph 2)",
        "        Jaar | Nagekeken | Aandeel",
        "        2021 | 1.203 | 30,5%",
        "",
        "numbers, as facts: 2",
        "  Cijfers: 2",
        "    3.2  31 bridge  (“Cijfers”, paragraph 1)",
        "        Er liggen »31« bruggen in de gemeente, en volgens Jan de Wit kost elk ruim € 40.000.",
        "    3.3  over 40000 EUR  (“Cijfers”, paragraph 1)",
        "        …bruggen in de gemeente, en volgens Jan de Wit kost elk ruim »€ 40.000«.",
        "",
    ]
    assert "“Waterraad”, 2 times" in done.stdout
    assert "“Jan de Wit”, once" in done.stdout
    assert "brugstede  [[brugstede]] “Brugstede”, once" in done.stdout
    assert "“Richtlijn 2011/36/EU”, once" in done.stdout
    opened = command("status", "--coverage", "--json", exit_code=1).stdout
    assert '"Waterraad"' in opened
    assert read(good, "document.yml") == DOCUMENT


def test_a_limit_a_kind_and_a_heading(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("propose", NAME, "--kind", "fact", "--limit", "1")
    assert "3.2  31 bridge" in done.stdout
    assert "1 more: --kind fact --limit 0 lists all" in done.stdout
    assert "dates, as events" not in done.stdout
    geld = command("propose", NAME, "--section", "geld", "--kind", "event", "--limit", "0").stdout
    assert "2021-05-03  (“Geld”, paragraph 1)" in geld
    assert "2021-05-04" in geld
    none = command("propose", NAME, "--section", "nowhere").stdout
    assert none == "Nothing of this kind is left in the source of report-2022.\n"


def test_a_fact_is_taken_with_its_passage(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("propose", NAME, "--take", "3.2", *LABELS)
    assert done.stdout == f"changed {FOLDER}/document.yml\nfacts: [[iets]]\n"
    assert data(good)["facts"] == [
        {
            "id": "iets",
            "label": {"nl": "iets", "en": "something"},
            "value": "31",
            "unit": "bridge",
            "passage": {"section": "Cijfers", "paragraph": "1"},
        }
    ]
    assert "# a comment that stays" in read(good, "document.yml")
    listing = command("propose", NAME).stdout
    assert "31 bridge" not in listing
    assert handle_of(listing, "40000 EUR") == "3.3", "numbers stay what they are"
    command("verify")


def test_a_dry_run_shows_the_change(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    done = command("propose", NAME, "--take", "3.2", *LABELS, "--dry-run")
    assert "+  - id: iets\n" in done.stdout
    assert read(good, "document.yml") == DOCUMENT


def test_a_date_becomes_an_event(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    handle = handle_of(command("propose", NAME).stdout, "2021-05-03")
    command("propose", NAME, "--take", handle, "--as", "opening", *LABELS, "--id", "agreed")
    assert data(good)["events"] == [
        {
            "id": "agreed",
            "date": "2021-05-03",
            "kind": "opening",
            "title": {"nl": "iets", "en": "something"},
            "passage": {"section": "Geld", "paragraph": "1"},
        }
    ]
    command("verify")


def test_a_table_becomes_a_figure(command: Command, good: Path) -> None:
    write(good, source=SOURCE, document=DOCUMENT.replace("id: report-2022", "id: report-2022\ndraft: true"))
    command("propose", NAME, "--take", "5", *LABELS)
    (figure,) = data(good)["figures"]
    assert [(one["id"], one["type"], one.get("role")) for one in figure["columns"]] == [
        ("jaar", "year", "key"),
        ("nagekeken", "number", None),
        ("aandeel", "share", None),
    ]
    assert figure["rows"] == [
        {"id": "y2021", "cells": {"jaar": "2021", "nagekeken": "1203", "aandeel": "30.5"}},
        {"id": "y2022", "cells": {"jaar": "2022", "nagekeken": "4"}},
    ]
    command("verify")
    assert "tables" not in command("propose", NAME).stdout


def test_names_and_works_are_named_in_the_document(command: Command, good: Path) -> None:
    write(good, source=SOURCE)
    listing = command("propose", NAME).stdout
    command("propose", NAME, "--take", "brugstede")
    command("propose", NAME, "--take", handle_of(listing, "“Waterraad”"), "--as", "body")
    assert data(good)["actors"] == ["brugstede", "waterraad"]
    assert data(good, "content/actors.yml")[-1] == {
        "id": "waterraad",
        "kind": "body",
        "name": "Waterraad",
        "language": "nl",
    }
    assert "names, as actors: 2" in command("propose", NAME).stdout


@pytest.mark.parametrize(
    ("words", "exit_code", "message"),
    [
        (("--take", "1.1"), 2, "nothing that is open has the number “1.1”"),
        (("--take", "3.2"), 2, "say its label with --label en=…"),
        (("--take", "3.2", "--take", "3.3", *LABELS), 2, "take one at a time with them"),
        (("--unit", "bridge"), 2, "say which one they are about, with --take"),
        (("--take", "3.2", "--id", "bridges-2018", *LABELS), 2, "there is something called"),
        (("--take", "11.4", *LABELS), 1, "say what kind it is with --as; there are "),
    ],
)
def test_what_cannot_be_taken(
    command: Command, good: Path, words: tuple[str, ...], exit_code: int, message: str
) -> None:
    write(good, source=SOURCE)
    assert message in command("propose", NAME, *words, exit_code=exit_code).output
    assert read(good, "document.yml") == DOCUMENT


def test_somebody_takes_and_skips_with_one_key(
    command: Command, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("commands.propose", "word_choice"):
        monkeypatch.setattr(f"dossier_timeline.cli.{module}.is_interactive", lambda: True)
    write(good, source=SOURCE)
    answers = "1alle 31 bruggen\nbruggen\nbridges\n" + "s"
    done = command("propose", NAME, "--kind", "fact", answers=answers)
    assert "1 of 2: as fact\n    3.2  31 bridge" in done.stdout
    assert "No number is needed here: leave “31” out." in done.stdout
    assert [fact["id"] for fact in data(good)["facts"]] == ["bruggen"]
    assert data(good)["facts"][0]["label"] == {"nl": "bruggen", "en": "bridges"}
