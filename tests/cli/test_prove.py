"""`prove`: plain numbers of summaries become facts, and nothing that a verification would refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.content.yaml_reading import load_yaml
from tests.conftest import Command

NAME = "report-2022"
FOLDER = f"content/documents/{NAME}"
DOCUMENT = """id: report-2022
kind: letter   # a comment that stays
date: 2022-02-01
language: nl
title: {nl: Verslag 2022, en: Report 2022}
short: {nl: Verslag, en: Report}
slug: {nl: verslag-2022, en: report-2022}
description: {nl: Een verslag., en: A report.}
text:
  file: report-2022.nl.txt
  sections: [Cijfers, Geld]

# The end.
"""
SOURCE = """Cijfers

In 2021 lagen er 31 bruggen in de gemeente; ruim 40,5% van de leuningen was nieuw.

Op de bewonersavond waren 31 deelnemers, en er kwamen 1 250 kaarten.

Geld

Voor het budget is € 3 miljoen beschikbaar. Het werk duurt zeven maanden. De opening was op 3 mei 2021.
"""
NL = """## Wat er staat {#what}

In 2021 lagen er 31 bruggen, en ruim 40,5% van de leuningen was nieuw. Er kwamen 31 deelnemers.

## Het geld {#money}

Het budget is € 3 miljoen, en het werk duurt 7 maanden. Het verslag is van 1 februari 2022.
"""
EN = """## What it says {#what}

There were 31 bridges in 2021, and more than 40.5% of the railings were new. 31 participants came.

## The money {#money}

The budget is €3 million, and the work takes 7 months. The report is of 1 February 2022.
"""


def write(good: Path, *, nl: str = NL, en: str = EN, source: str = SOURCE, document: str = DOCUMENT) -> None:
    folder = good / FOLDER
    folder.mkdir()
    (folder / "document.yml").write_bytes(document.encode())
    (folder / "nl.md").write_bytes(nl.encode())
    (folder / "en.md").write_bytes(en.encode())
    (good / f"sources/{NAME}.nl.txt").write_text(source, "utf-8")


def read(good: Path, name: str) -> str:
    return (good / FOLDER / name).read_bytes().decode()


def facts(good: Path) -> dict[str, dict[str, Any]]:
    source, problems = load_yaml("document.yml", (good / FOLDER / "document.yml").read_bytes())
    assert source is not None, problems
    return {fact["id"]: fact for fact in source.data.get("facts") or []}


def test_each_number_is_proven_in_all_languages(command: Command, good: Path) -> None:
    write(good)
    command("prove", NAME, "--yes")
    assert read(good, "nl.md") == (
        "## Wat er staat {#what}\n\n"
        "In 2021 lagen er [[bruggen.unit]], en [[leuningen]] van de leuningen was nieuw. "
        "Er kwamen [[deelnemers.unit]].\n\n"
        "## Het geld {#money}\n\n"
        "Het budget is [[budget-2]], en het werk duurt [[werk]]. Het verslag is van [[report-2022.date]].\n"
    )
    assert "There were [[bruggen.unit]] in 2021, and [[leuningen]] of the" in read(good, "en.md")
    assert "[[deelnemers.unit]] came." in read(good, "en.md")
    assert facts(good) == {
        "bruggen": {
            "id": "bruggen",
            "label": {"nl": "bruggen", "en": "bridges"},
            "value": "31",
            "unit": "bridge",
            "date": "2021",
            "passage": {"section": "Cijfers", "paragraph": "1"},
        },
        "leuningen": {
            "id": "leuningen",
            "label": {"nl": "leuningen", "en": "railings"},
            "value": "40.5",
            "unit": "percent",
            "qualifier": "over",
            "date": "2021",
            "passage": {"section": "Cijfers", "paragraph": "1"},
        },
        "deelnemers": {
            "id": "deelnemers",
            "label": {"nl": "deelnemers", "en": "participants"},
            "value": "31",
            "unit": "participant",
            "passage": {"section": "Cijfers", "paragraph": "2"},
        },
    } | {name: facts(good)[name] for name in ("budget-2", "werk")}
    assert facts(good)["werk"]["value"] == "P7M"


def test_what_is_written_is_verified_and_checked(command: Command, good: Path) -> None:
    write(good)
    command("prove", NAME, "--yes")
    command("verify", "--write")
    command("translated", NAME, "nl", "en")
    done = command("check")
    assert "bare-number" not in done.output
    again = command("prove", NAME, "--yes")
    assert again.stdout == "The summaries of report-2022 have no number without a fact.\n"


def test_without_an_answer_nothing_is_written(command: Command, good: Path) -> None:
    write(good)
    done = command("prove", NAME, exit_code=1)
    assert (
        "“31” is left: run this in a terminal, or with --yes, to take it: “Cijfers”, paragraph 1"
        in done.stdout
    )
    assert (read(good, "nl.md"), read(good, "en.md"), read(good, "document.yml")) == (NL, EN, DOCUMENT)


def test_a_dry_run_shows_the_change_and_writes_nothing(command: Command, good: Path) -> None:
    write(good)
    done = command("prove", NAME, "--yes", "--dry-run")
    assert f"--- a/{FOLDER}/document.yml\n+++ b/{FOLDER}/document.yml\n" in done.stdout
    assert "+  - id: bruggen\n" in done.stdout
    assert "-There were 31 bridges in 2021, and more" in done.stdout
    assert (read(good, "nl.md"), read(good, "en.md"), read(good, "document.yml")) == (NL, EN, DOCUMENT)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody were there to answer."""
    monkeypatch.setattr("dossier_timeline.cli.commands.prove.is_interactive", lambda: True)


TWICE = "Cijfers\n\nEr zijn 31 molens.\n\nEr zijn 31 sluizen.\n\nGeld\n\nNiets.\n"


@pytest.mark.usefixtures("terminal")
def test_somebody_chooses_among_passages_with_one_key(command: Command, good: Path) -> None:
    write(good, source=TWICE, nl="Er zijn 31 sluizen.\n", en="There are 31 locks.\n")
    done = command("prove", NAME, answers="1sluizen in beheer\n\n")
    assert "1 of 1: content/documents/report-2022/nl.md:1 “31”" in done.stdout
    assert "[1] “Cijfers”, paragraph 2\n      Er zijn »31« sluizen." in done.stdout
    assert "[2] “Cijfers”, paragraph 1\n      Er zijn »31« molens." in done.stdout
    assert read(good, "nl.md") == "Er zijn [[sluizen-in-beheer]] sluizen.\n"
    assert facts(good)["sluizen-in-beheer"]["label"] == {"nl": "sluizen in beheer", "en": "locks"}
    assert facts(good)["sluizen-in-beheer"]["passage"] == {"section": "Cijfers", "paragraph": "2"}


@pytest.mark.usefixtures("terminal")
def test_a_label_with_a_number_is_asked_again_and_a_value_can_be_skipped(
    command: Command, good: Path
) -> None:
    write(good)
    answers = "1bruggen\nall 31 bridges\nbridges\nsq"
    done = command("prove", NAME, answers=answers, exit_code=1)
    assert "No number is needed here: leave “31” out." in done.stdout
    assert list(facts(good)) == ["bruggen"]
    assert "it was skipped" in done.stdout


def test_several_passages_without_anybody_to_ask(command: Command, good: Path) -> None:
    write(good, source=TWICE, nl="Er zijn 31 dingen.\n", en="There are 31 things.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "more than one passage may be meant" in done.stdout
    assert "»31« sluizen" in done.stdout
    assert read(good, "document.yml") == DOCUMENT


def test_one_passage_that_may_print_it_of_something_else(command: Command, good: Path) -> None:
    source = "Cijfers\n\nEr zijn 9 steden.\n\nGeld\n\nNiets.\n"
    write(good, source=source, nl="Er zijn 9 plaatsen.\n", en="There are 9 towns.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "“9” is left: a passage prints it, maybe of something else (so small a number may" in done.stdout


LAW = """Artikel 1 Vergunning

1. De raad beslist binnen acht weken.

2. Zij geldt vijf jaar.

Artikel 2 Bezwaar

1. De raad beslist binnen een termijn van acht weken.

2. Zij geldt vijf jaar.
"""


def test_the_article_that_a_sentence_names_is_where_its_value_stands(command: Command, good: Path) -> None:
    document = DOCUMENT.replace("sections: [Cijfers, Geld]", 'sections: ["Artikel *"]')
    nl = "De raad beslist in acht weken (artikel 2). De vergunning geldt vijf jaar volgens artikel 1.\n"
    en = "The council decides in eight weeks (article 2). By article 1 the permit goes for five years.\n"
    write(good, source=LAW, document=document, nl=nl, en=en)
    command("prove", NAME, "--yes")
    assert [fact["passage"] for fact in facts(good).values()] == [
        {"article": "2", "paragraph": "1"},
        {"article": "1", "paragraph": "2"},
    ]


@pytest.mark.parametrize(("named", "code"), [("artikel 2", 1), ("artikel 7", 0)])
def test_no_other_article_than_the_named_one_is_sure(
    command: Command, good: Path, named: str, code: int
) -> None:
    document = DOCUMENT.replace("sections: [Cijfers, Geld]", 'sections: ["Artikel *"]')
    source = LAW.replace("termijn van acht weken", "termijn")
    text = f"De raad beslist binnen acht weken ({named}).\n"
    write(good, source=source, document=document, nl=text, en="The council decides within eight weeks.\n")
    command("prove", NAME, "--yes", exit_code=code)


def test_a_new_fact_has_no_id_of_a_heading(command: Command, good: Path) -> None:
    write(good, nl="## Bruggen {#bruggen}\n\nEr zijn 31 bruggen.\n", en="## B {#bruggen}\n\n31 bridges.\n")
    command("prove", NAME, "--yes")
    assert list(facts(good)) == ["bruggen-2"]
    assert read(good, "nl.md").endswith("Er zijn [[bruggen-2.unit]].\n")


def test_what_has_no_clear_label_is_left_for_a_person(command: Command, good: Path) -> None:
    write(good, nl="Er is € 3 miljoen beschikbaar.\n", en="There is €3 million.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "“€ 3 miljoen”" in done.stdout
    assert "is left: no words around it name it, for a label in en: run this in a term" in done.stdout
    assert facts(good) == {}


def test_what_no_passage_prints_is_told_with_the_nearest(command: Command, good: Path) -> None:
    write(good, nl="Er zijn 32 bruggen.\n", en="There are 32 bridges.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "“32” is left: no passage proves it; the nearest is “Cijfers”, paragraph " in done.stdout
    assert "»31«" in done.stdout


def test_what_only_one_language_says_is_told(command: Command, good: Path) -> None:
    write(good, nl="Er zijn 31 bruggen.\n", en="There are bridges.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert (
        f"{FOLDER}/nl.md:1 “31” is left: the other languages don't say it under this heading" in done.stdout
    )


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("## Wel 31 bruggen {#a}\n\nJa.\n", "## As many as 31 bridges {#a}\n\nYes.\n"),
        ("Zie [31 bruggen](https://example.org/).\n", "See [31 bridges](https://example.org/).\n"),
    ],
)
def test_headings_and_links_hold_no_reference(command: Command, good: Path, nl: str, en: str) -> None:
    write(good, nl=nl, en=en)
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "where no reference can" in done.stdout
    assert (read(good, "nl.md"), read(good, "en.md")) == (nl, en)


def test_a_fact_that_there_is_comes_first(command: Command, good: Path) -> None:
    place = "passage: {section: Cijfers, paragraph: 1}"
    fact = f"facts:\n  - {{id: spans, label: {{nl: b, en: b}}, value: 31, unit: bridge, {place}}}\n"
    write(
        good,
        document=DOCUMENT + fact,
        nl="31 bruggen en 31 deelnemers.\n",
        en="31 participants, 31 bridges.\n",
    )
    command("prove", NAME, "--yes")
    assert read(good, "nl.md") == "[[spans.unit]] en [[deelnemers.unit]].\n"
    assert read(good, "en.md") == "[[deelnemers.unit]], [[spans.unit]].\n"
    assert list(facts(good)) == ["spans", "deelnemers"]


def test_a_number_that_is_said_once_exactly_and_once_roughly_has_two_facts(
    command: Command, good: Path
) -> None:
    source = "Cijfers\n\nDe krant noemt 1.200 bruggen.\n\nGeld\n\nDe gemeente telt circa 1.200 bruggen.\n"
    write(
        good,
        source=source,
        nl="Eerst 1.200 bruggen. Dan ongeveer 1.200 bruggen.\n",
        en="First 1,200 bridges. Then about 1,200 bridges.\n",
    )
    command("prove", NAME, "--yes")
    assert read(good, "en.md") == "First [[bruggen.unit]]. Then [[bruggen-2.unit]].\n"
    assert [fact.get("qualifier") for fact in facts(good).values()] == [None, "about"]


def test_a_number_that_is_said_again_is_the_same_fact(command: Command, good: Path) -> None:
    nl, en = "Er kwamen 1.250 kaarten; 1.250 kaarten!\n", "There came 1,250 cards; 1,250 cards!\n"
    write(good, nl=nl, en=en)
    command("prove", NAME, "--yes")
    assert list(facts(good)) == ["kaarten"]
    assert read(good, "en.md") == "There came [[kaarten]] cards; [[kaarten]] cards!\n"


def test_files_keep_their_line_ends_and_texts_their_standing(command: Command, good: Path) -> None:
    write(good, nl=NL.replace("\n", "\r\n"), en=EN, document=DOCUMENT.replace("\n", "\r\n"))
    command("translated", NAME, "nl", "en")
    command("prove", NAME, "--yes")
    text = read(good, "nl.md")
    assert text.count("\r\n") == text.count("\n") == NL.count("\n")
    document = read(good, "document.yml")
    assert document.count("\r\n") == document.count("\n")
    assert document.startswith(DOCUMENT.replace("\n", "\r\n"))
    assert "behind" not in command("status").stdout


@pytest.mark.usefixtures("terminal")
def test_other_words_than_readers_will_see_are_told(command: Command, good: Path) -> None:
    nl = "Circa 40,5 procent van de leuningen.\n"
    write(good, nl=nl, en="Some 40.5 percent of the railings.\n")
    done = command("prove", NAME, "--yes", answers="1")
    assert "in “nl” readers see “ruim 40,5%” in the place of “Circa 40,5 procent”" in done.stdout
    assert read(good, "nl.md") == "[[leuningen]] van de leuningen.\n"


def test_an_unknown_document_and_a_missing_text(command: Command, good: Path) -> None:
    assert "there is no document “plan”" in command("prove", "plan", exit_code=2).stderr
    write(good)
    (good / f"sources/{NAME}.nl.txt").unlink()
    assert "the source text report-2022.nl.txt is not in" in command("prove", NAME, exit_code=1).stderr


def test_the_facts_of_a_new_document_stand_below_their_example(command: Command, good: Path) -> None:
    command("new", "document", NAME, "--language", "nl", "--date", "2022-02-01", "--kind", "letter")
    (good / f"sources/{NAME}.nl.txt").write_text(SOURCE, "utf-8")
    before = read(good, "document.yml")
    for code, text in (("nl", "Er kwamen 1.250 kaarten.\n"), ("en", "There came 1,250 cards.\n")):
        file = good / FOLDER / f"{code}.md"
        file.write_text(file.read_text("utf-8") + text, "utf-8")
    command("prove", NAME, "--yes")
    after = read(good, "document.yml")
    start = after.index("\nfacts:\n") + 1
    end = after.index("\n\n## A few words", start)
    assert after[:start] + after[end + 1 :] == before
    assert facts(good)["kaarten"]["passage"] == {"paragraph": "3"}
