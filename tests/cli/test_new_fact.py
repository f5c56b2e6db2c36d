"""`new fact`: one fact from the command line, with the passage that prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_prove import NAME, SOURCE, TWICE, facts, read, write
from tests.conftest import Command

LABELS = ("--label", "nl=iets", "--label", "en=something")


def test_a_fact_with_its_passage(command: Command, good: Path) -> None:
    write(good)
    done = command("new", "fact", NAME, "31 deelnemers", *LABELS)
    assert facts(good) == {
        "iets": {
            "id": "iets",
            "label": {"nl": "iets", "en": "something"},
            "value": "31",
            "unit": "participant",
            "passage": {"section": "Cijfers", "paragraph": "2"},
        }
    }
    assert "[[iets]]: “Cijfers”, paragraph 2 (participant)" in done.stdout
    assert "verify --write records it" in command("verify").stdout
    assert "records it" not in command("verify", "--write").stdout
    assert "records it" not in command("verify").stdout


def test_a_fact_that_is_there_already_is_told(command: Command, good: Path) -> None:
    write(good)
    command("new", "fact", NAME, "31 deelnemers", *LABELS)
    again = command("new", "fact", NAME, "31 deelnemers", "--id", "again", *LABELS)
    assert "[[iets]] has this value from the same passage" in again.stdout


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("ruim 40,5%", {"value": "40.5", "unit": "percent", "qualifier": "over"}),
        ("€ 3 miljoen", {"value": "3000000", "unit": "EUR"}),
        ("zeven maanden", {"value": "P7M", "kind": "duration"}),
        ("3 mei 2021", {"value": "2021-05-03", "kind": "date"}),
        ("1 250", {"value": "1250"}),
    ],
)
def test_every_kind_is_read_as_the_source_prints_it(
    command: Command, good: Path, value: str, wanted: dict[str, str]
) -> None:
    write(good)
    command("new", "fact", NAME, value, "--id", "f", *LABELS)
    assert {key: facts(good)["f"][key] for key in wanted} == wanted


def test_words_and_unit_say_which_is_meant(command: Command, good: Path) -> None:
    write(good, source=TWICE)
    done = command("new", "fact", NAME, "31", *LABELS, exit_code=1)
    assert "“31”: several passages print it; say which with --quote. Nothing was changed." in done.stdout
    command("new", "fact", NAME, "31", "--quote", "31 sluizen", "--unit", "bridge", *LABELS)
    assert facts(good)["iets"]["passage"] == {"section": "Cijfers", "paragraph": "2"}
    assert facts(good)["iets"]["unit"] == "bridge"


def test_the_words_of_the_label_say_which_is_meant(command: Command, good: Path) -> None:
    write(good, source=TWICE)
    command("new", "fact", NAME, "31", "--label", "nl=sluizen", "--label", "en=locks")
    assert facts(good)["sluizen"]["passage"] == {"section": "Cijfers", "paragraph": "2"}


def test_a_number_of_something_else_is_refused(command: Command, good: Path) -> None:
    write(good, source="Cijfers\n\nEr waren 31 deelnemers.\n\nGeld\n\nNiets.\n")
    done = command("new", "fact", NAME, "31 bruggen", *LABELS, exit_code=1)
    assert "“31 bruggen”: it counts something else there. Nothing was changed." in done.stdout
    assert facts(good) == {}


@pytest.mark.parametrize(
    ("words", "exit_code", "message"),
    [
        (("32 bruggen", *LABELS), 1, "no passage prints it"),
        (("31 of 32", *LABELS), 2, "it is more than one value"),
        (("bruggen", *LABELS), 2, "it can't be read as one value"),
        (("31 deelnemers",), 2, "say what it is with --label nl=… --label en=…"),
        (("31 deelnemers", "--id", "bridges-2018", *LABELS), 2, "there is something called"),
        (("31 deelnemers", "--unit", "kite", *LABELS), 2, "“kite” is no unit of units.yml"),
    ],
)
def test_what_cannot_be_added(
    command: Command, good: Path, words: tuple[str, ...], exit_code: int, message: str
) -> None:
    write(good, source=SOURCE)
    before = read(good, "document.yml")
    assert message in command("new", "fact", NAME, *words, exit_code=exit_code).output
    assert read(good, "document.yml") == before
