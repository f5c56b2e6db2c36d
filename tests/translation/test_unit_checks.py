"""What is wrong with a translation that came back, each with what would be right."""

from __future__ import annotations

import pytest

from dossier_timeline.translation.inline_codes import WordsForm
from dossier_timeline.translation.returned_units import ReturnedFile, ReturnedUnit
from dossier_timeline.translation.translation_plan import sort_returned_units
from dossier_timeline.translation.translation_units import TranslationUnit
from dossier_timeline.translation.unit_checks import check_source, check_target, list_numbers
from tests.translation.units import UNITS, make_list, make_unit

TEXT = make_unit("Er staan [[a.unit]] *hier*, [[b: zei hij]] in 2014.")
RIGHT = "In 2014 {b3}he said{e3} there are {c1} {b2}here{e2}."


def flaws(target: str, unit: TranslationUnit = TEXT) -> list[str]:
    returned = ReturnedUnit(unit.id, unit.coded_source, target)
    return [flaw.message for flaw in check_target(unit, returned)]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("Het kost 2,5 en 1.234 en 12.345,6.", "It costs 2.5 and 1,234 and 12,345.6.", None),
        ("Om 12.30 uur, 10 000 keer.", "At 12:30, 10,000 times.", None),
        ("Het kost 2,5.", "It costs 25.", "the number 2.5 has become 25"),
        ("Het kost 25.", "It costs 2.5.", "the number 25 has become 2.5"),
        ("Een krimp: -5.", "A decline: 5.", "the number -5 has become 5"),
        ("Van 4-5 op 5-6-2014.", "From 4-5 on 5-6-2014.", None),
    ],
)
def test_the_decimals_and_the_sign_of_a_number_count(source: str, target: str, message: str | None) -> None:
    assert flaws(target, make_unit(source)) == ([message] if message else [])


def test_a_good_translation_is_taken() -> None:
    assert flaws(RIGHT) == []
    assert flaws(RIGHT.replace("{b2}here{e2}", "here")) == []  # emphasis may go


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (RIGHT.replace("{c1} ", ""), "{c1} ([[a.unit]]) is missing"),
        (RIGHT.replace("{e3}", ""), "{e3} (]]) is missing"),
        (RIGHT.replace("{e2}", ""), "{e2} (*) is missing"),
        (RIGHT + "{c1}", "{c1} ([[a.unit]]) stands 2 times"),
        (RIGHT.replace("{b3}he said{e3}", "{e3}he said{b3}"), "{e3} stands before {b3}"),
        (RIGHT + "{c9}", "{c9} stands for no mark of these words"),
        (RIGHT + " [[c]]", "“[[c]]” is a mark here, and the words that are translated don’t have it"),
        (
            RIGHT.replace("there", "*there*"),
            "“*” is a mark here, and the words that are translated don’t have it",
        ),
        (RIGHT.replace("2014", "2015"), "the number 2014 has become 2015"),
        (RIGHT.replace("2014", "that year"), "the number 2014 is missing"),
        (RIGHT + " 7", "the number 7 isn’t in the words that are translated"),
        ("## " + RIGHT, "“##” changes the level of a heading"),
        ("- " + RIGHT, "“-” at its beginning makes a list of it"),
        ("> " + RIGHT, "“>” at its beginning has a meaning in Markdown"),
        (RIGHT + "\nmore", "it has a line break in it"),
        (RIGHT + "\u200e\u202e", "it holds a character that nobody can see"),
        (RIGHT + "x" * 5000, "it is 5051 characters long"),
    ],
)
def test_a_bad_one_is_told(target: str, message: str) -> None:
    assert message in flaws(target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("12.000 en 3,5", "12,000 and 3.5"),
        ("om 14:30", "at 14.30"),
        ("5\u00a0000", "5,000"),
        ("١٢", "12"),
        ("1.234.567", "12,34,567"),
        ("1.203,5", "1,203.5"),
    ],
)
def test_the_same_number_may_be_grouped_otherwise(source: str, target: str) -> None:
    assert flaws(target, make_unit(source)) == []


@pytest.mark.parametrize(("source", "target"), [("30,8", "308"), ("3,5", "35"), ("1.203,5", "12,035")])
def test_a_number_that_has_lost_its_point_is_another(source: str, target: str) -> None:
    assert flaws(target, make_unit(source)) == [f"the number {found(source)} has become {found(target)}"]


def found(words: str) -> str:
    """The only number of some words, as it's compared."""
    (number,) = list_numbers(words)
    return number


@pytest.mark.parametrize(
    ("source", "form"), [("{n} bomen", WordsForm.COUNTED), ("%(n)s bomen", WordsForm.INTERFACE_PLURAL)]
)
def test_a_form_may_say_its_number_in_a_word(source: str, form: WordsForm) -> None:
    assert flaws("ein Baum", make_unit(source, form=form)) == []


def test_part_of_an_address() -> None:
    unit = make_unit("een-brug", form=WordsForm.PLAIN, is_slug=True)
    assert flaws("a-bridge", unit) == []
    assert flaws("A Bridge", unit) == ["“A Bridge” cannot be part of an address"]


def test_words_that_have_changed_meanwhile() -> None:
    (flaw,) = check_source(TEXT, ReturnedUnit(TEXT.id, "Er stonden {c1}", "x"))
    assert "the words have changed since they were handed over: Er [-stonden-]" in flaw.message
    assert flaw.hint == "export it again, and translate what it says now"


def test_units_are_sorted() -> None:
    good, flawed, same, slug, *_ = UNITS.units
    returned = ReturnedFile(
        "nl",
        "en",
        (
            ReturnedUnit(good.id, good.coded_source, good.coded_target, True),
            ReturnedUnit(flawed.id, flawed.coded_source, "{b1}A {{bridge}}{e1} in 2015, {b2}see{e2}", None),
            ReturnedUnit(same.id, same.coded_source, same.coded_target, True),
            ReturnedUnit(slug.id, slug.coded_source, "a-title", False),
            ReturnedUnit("nobody.title", "x", "y", True),
            ReturnedUnit("nobody.title", "x", "y", True),
            ReturnedUnit("", "x", "y", True),
        ),
    )
    found = sort_returned_units(UNITS, returned)
    assert found.words == {good.id: good.target}
    assert found.untouched == 2
    assert [str(one).partition(";")[0] for one in found.flaws] == [
        "a.text.top.2: the number 2014 has become 2015",
        "nobody.title: no words of the dossier have this id",
        "nobody.title: it stands twice in the file",
        "a unit: a unit has no id",
    ]
    assert flawed.id in sort_returned_units(UNITS, returned, (flawed.id,)).words
    assert make_list().by_id == {}
