"""What `prove --yes` takes by the words around a value, and what it leaves: on invented texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.evidence.surrounding_words import WordKin, grade_kinship, split_into_words, weigh_words
from dossier_timeline.evidence.table_cells import find_year_of_row, is_head_of_row, list_heads
from tests.cli.test_prove import DOCUMENT, NAME, facts, write
from tests.conftest import Command
from tests.evidence.proving import words

PLAN = """Cijfers

In 2021 ging 30% van het geld naar nieuwe bruggen. Naar oude leuningen ging 45% van het geld.

Voor schilders is € 2 miljoen bedoeld, voor timmerlieden € 5 miljoen.

De raad koos het plan op 3 mei 2021. De eerste brug ging open op 8 juni 2021.

Jaar\tVeren\tSluizen
2019\t120\t75
2020\t135\t80

Geld

In 2019 waren er 640 bezoekers, in 2020 nog 510.

Van de bewoners antwoordden er 415. Bij de haven wonen 88 katten, en er staan daar 96 bruggen.
"""
ANOTHER_YEAR = "another year stands beside it there"


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Nieuwe bruggen kostten 30% van het geld.", "New bridges took 30% of the money."),
        ("Naar leuningen ging 45% van het geld.", "45% of the money went to railings."),
        ("Schilders krijgen € 2 miljoen.", "Painters get €2 million."),
        ("De eerste brug opende op 8 juni 2021.", "The first bridge opened on 8 June 2021."),
        ("In 2020 waren er 135 veren.", "In 2020 there were 135 ferries."),
        ("In 2020 kwamen er 510 bezoekers.", "In 2020 there came 510 visitors."),
        ("Er antwoordden 415 bewoners.", "415 residents answered."),
        ("Bij de haven staan 96 bruggen.", "There are 96 bridges at the harbour."),
    ],
)
def test_what_the_words_around_it_name_is_taken(
    command: Command, good: Path, dutch: str, english: str
) -> None:
    write(good, source=PLAN, nl=dutch + "\n", en=english + "\n")
    command("prove", NAME, "--yes")
    assert len(facts(good)) == 1


@pytest.mark.parametrize(
    ("dutch", "english", "why"),
    [
        (
            "Nieuwe bruggen kostten 45% van het geld.",
            "New bridges took 45% of the money.",
            "“30%” there, too",
        ),
        ("Schilders krijgen € 5 miljoen.", "Painters get €5 million.", "around “€ 2 miljoen” there, too"),
        (
            "De brug opende op 3 mei 2021.",
            "The bridge opened on 3 May 2021.",
            "around “8 juni 2021” there, too",
        ),
        ("In 2019 waren er 135 veren.", "In 2019 there were 135 ferries.", ANOTHER_YEAR),
        ("In 2020 kwamen er 640 bezoekers.", "In 2020 there came 640 visitors.", ANOTHER_YEAR),
        ("Er staan 88 bruggen.", "There are 88 bridges.", "around “96” there, too"),
        ("Er staan 415 bruggen.", "There are 415 bridges.", "around “96” there, too"),
        ("De kade kost € 2 miljoen.", "The quay costs €2 million.", "the words around it aren't those"),
    ],
)
def test_the_value_of_something_else_is_left_with_the_reason(
    command: Command, good: Path, dutch: str, english: str, why: str
) -> None:
    write(good, source=PLAN, nl=dutch + "\n", en=english + "\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert why in done.stdout
    assert facts(good) == {}


@pytest.mark.parametrize(("painters", "carpenters"), [("2", "5"), ("5", "2")])
def test_values_that_fit_better_in_each_others_place_are_left(
    command: Command, good: Path, painters: str, carpenters: str
) -> None:
    dutch = f"Naar schilders gaat € {painters} miljoen. Naar timmerlieden gaat € {carpenters} miljoen.\n"
    english = f"Painters get €{painters} million. Carpenters get €{carpenters} million.\n"
    write(good, source=PLAN, nl=dutch, en=english)
    command("prove", NAME, "--yes", exit_code=int(painters == "5"))
    assert len(facts(good)) == (2 if painters == "2" else 0)


def test_the_clause_of_another_number_has_the_words_of_that() -> None:
    weights = weigh_words("Er zijn 779 verdachten, van wie", "werden gezien, en 12 sluizen", "", words("nl"))
    assert weights["verdachten"] < 0.1 < weights["gezien"]


def test_where_only_the_unit_fits_no_other_value_of_it_is_open(command: Command, good: Path) -> None:
    source = "Cijfers\n\nLangs de kade liggen 96 bruggen.\n\nGeld\n\nIn de wijk zijn 54 bruggen.\n"
    dutch, english = (
        "## De cijfers {#n}\n\nEr zijn 96 bruggen.\n",
        "## Numbers {#n}\n\nThere are 96 bridges.\n",
    )
    write(good, source=source, nl=dutch, en=english)
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "only what is counted is named in both, and “54” counts the same there" in done.stdout


def test_a_unit_that_does_not_stand_beside_it_is_left(command: Command, good: Path) -> None:
    source = "Cijfers\n\nOp de bewonersavond kwamen er 96, en 15 mensen bleven.\n\nGeld\n\nNiets.\n"
    dutch, english = "Op de bewonersavond waren 96 deelnemers.\n", "There were 96 participants.\n"
    write(good, source=source, nl=dutch, en=english)
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "what it counts isn't named beside it in both" in done.stdout


@pytest.mark.parametrize(
    ("printed", "taken"),
    [
        ("Daarvoor is € 3 miljoen over.", 0),
        ("De haven kost € 3 miljoen.", 0),
        ("De kade vergt € 3 miljoen.", 1),
    ],
)
def test_the_only_value_of_its_kind_needs_words_around_it_too(
    command: Command, good: Path, printed: str, taken: int
) -> None:
    source = f"Cijfers\n\n{printed}\n\nGeld\n\nNiets.\n"
    write(good, source=source, nl="De kade kost € 3 miljoen.\n", en="The quay costs €3 million.\n")
    command("prove", NAME, "--yes", exit_code=1 - taken)
    assert len(facts(good)) == taken


def test_two_passages_that_name_what_is_counted_are_asked(command: Command, good: Path) -> None:
    first = "Bij de haven zijn de meeste bruggen geteld: 96 in de zomer."
    source = f"Cijfers\n\n{first}\n\nBij de haven zijn er 96 bruggen geteld.\n\nGeld\n"
    write(good, source=source, nl="Er zijn 96 bruggen geteld bij de haven.\n", en="They saw 96 bridges.\n")
    done = command("prove", NAME, "--yes", exit_code=1)
    assert "more than one passage may be meant" in done.stdout


def test_an_ordinal_counts_nothing(command: Command, good: Path) -> None:
    source = "Cijfers\n\nDe raad sprak over de zesde brug.\n\nGeld\n\nNiets.\n"
    write(
        good,
        source=source,
        nl="Dit is de zesde brug van de raad.\n",
        en="This is the council's sixth bridge.\n",
    )
    command("prove", NAME, "--yes")
    (fact,) = facts(good).values()
    assert fact["kind"] == "ordinal"
    assert "unit" not in fact


EVENT = """events:
  - id: bridge-opened
    date: 2021-06-08
    title: {nl: Opening van een brug, en: Opening of a bridge}
    kind: letter
    passage: {section: Cijfers, paragraph: 3}
"""


@pytest.mark.parametrize(
    ("dutch", "english", "is_event"),
    [
        ("De brug ging open op 8 juni 2021.", "The bridge opened on 8 June 2021.", True),
        ("De kat verdween op 8 juni 2021.", "The cat was gone on 8 June 2021.", False),
    ],
)
def test_an_event_of_that_day_is_only_named_where_words_say_so(
    command: Command, good: Path, dutch: str, english: str, is_event: bool
) -> None:
    text = DOCUMENT.replace("\n# The end.\n", "\n" + EVENT)
    write(good, source=PLAN, nl=dutch + "\n", en=english + "\n", document=text)
    done = command("prove", NAME, "--yes", exit_code=0 if is_event else 1)
    assert ("[[bridge-opened]]" in done.stdout.split("is left")[0]) is is_event


def test_a_year_that_may_be_of_something_else_is_left_out_and_told(command: Command, good: Path) -> None:
    source = "Cijfers\n\nIn 2019 kwam het plan. Nu staan er 96 bruggen.\n\nGeld\n\nNiets.\n"
    write(good, source=source, nl="Er staan 96 bruggen.\n", en="There are 96 bridges.\n")
    done = command("prove", NAME, "--yes")
    (fact,) = facts(good).values()
    assert "date" not in fact
    assert "it has no year: no words say that it belongs to 2019, which its passage prints" in done.stdout


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("brug", "brug", 1.0),
        ("betalen", "betaling", 0.9),
        ("zaken", "rechtszaken", 0.5),
        ("bruggen", "bruggenbouwer", 0.5),
        ("politie", "polder", 0.0),
        ("per", "persoon", 0.0),
    ],
)
def test_words_are_kin(one: str, other: str, grade: float) -> None:
    assert grade_kinship(one, other) == grade_kinship(other, one) == grade
    assert WordKin([other, "iets"]).find_kin(one).get(other, 0.0) == grade


def test_words_count_by_how_near_they_stand() -> None:
    weights = weigh_words("Eerder dit. De stad telt", "bruggen en 12 sluizen bij EU", "Bruggen", words("nl"))
    assert weights["bruggen"] == 1.0
    assert 0 < weights["sluizen"] < weights["telt"] < weights["stad"] <= 1.0
    assert weights["eu"]
    assert "eerder" not in weights
    assert "de" not in weights
    assert [*split_into_words("橋が三つ")] == ["橋が", "が三", "三つ"]


def test_a_cell_has_its_heads() -> None:
    rows = (("Jaar", "Veren", ""), ("2019", "120", "75"), ("", "9", ""))
    text = "\t".join(cell for row in rows for cell in row if cell)
    assert list_heads(rows, text.index("120")) == ("Veren", "2019")
    assert list_heads(rows, text.index("9", text.index("75"))) == ("Veren", "")
    assert find_year_of_row(rows, text.index("75")) == 2019
    assert find_year_of_row(rows, 0) is None
    assert is_head_of_row(rows, text.index("2019"), text.index("75"))
    assert not is_head_of_row(rows, text.index("2019"), text.index("Veren"))
    assert list_heads(rows, len(text) + 5) == ()
