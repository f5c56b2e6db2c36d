"""Words around a number that qualify it: a passage with them never prints the number alone."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

from dossier_timeline.evidence.value_matching import Claim, Mismatch, find_mismatch
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.facts import Fact, FactKind, Qualifier
from dossier_timeline.notation.typesetting import make_readable
from tests.evidence.proving import words
from tests.helpers.files import ROOT

FORMS = yaml.safe_load((ROOT / "tests/cases/qualified-forms.yml").read_text("utf-8"))
CASES = [
    (language, name, form)
    for language, qualifiers in FORMS.items()
    for name, forms in qualifiers.items()
    for form in forms
]
OTHER_TIMES = {
    "nl": [
        "week 12 van 2015",
        "boekjaar 2015",
        "schooljaar 2015",
        "seizoen 2015",
        "begrotingsjaar 2015",
        "weken 12-14 van 2015",
        "week 12 t/m 14 van 2015",
        "weken 12 en 14 van 2015",
        "het joodse jaar 2015",
        "2015 van de islamitische jaartelling",
        "2015 v.Chr.",
        "2015 v.o.j.",
    ],
    "en": [
        "week 12 of 2015",
        "financial year 2015",
        "the 2015 season",
        "FY2015",
        "2015 AH",
        "AH 2015",
        "weeks 12-14 of 2015",
        "weeks 12 and 14 of 2015",
        "2015 of the Hijri calendar",
        "2015 BCE",
        "2015 B.C.",
        "the Hebrew year 2015",
        "2015 in the Islamic calendar",
    ],
    "fr": [
        "semaine 12 de 2015",
        "exercice 2015",
        "année scolaire 2015",
        "l'an 2015 de l'hégire",
        "semaines 12 à 14 de 2015",
        "2015 avant J.-C.",
        "2015 du calendrier musulman",
    ],
    "de": [
        "KW 12 2015",
        "Geschäftsjahr 2015",
        "Schuljahr 2015",
        "12. Woche des Jahres 2015",
        "2015 AH",
        "KW 12-14 2015",
        "Wochen 12 bis 14 des Jahres 2015",
        "2015 des islamischen Kalenders",
        "2015 v.Chr.",
    ],
    "es": ["semanas 12 y 13 de 2015", "2015 a.C.", "2015 del calendario judío"],
    "it": ["settimane 12 e 13 del 2015", "2015 a.C."],
    "pt": ["semanas 12 a 13 de 2015", "2015 a.C."],
    "pl": ["tygodnie 12-13 2015", "2015 p.n.e."],
}
"""Times with the figures of a year that aren't that year of the calendar, or may not be."""


def _mismatch(
    language: str, text: str, value: str, qualifier: Qualifier | None = None, kind: FactKind = "number"
) -> Mismatch | None:
    fact = Fact.model_validate({"id": "fact", "label": {"xx": "fact"}, "value": value, "kind": kind})
    assert fact.value is not None
    claim = Claim(kind, fact.value, qualifier=qualifier, document_date=parse_date("2016-06-01"))
    return find_mismatch(claim, make_readable(text), words(language))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[2]}")
def test_a_qualified_number_is_not_proven_alone(case: tuple[str, str, str]) -> None:
    language, name, form = case
    text = f"Zzz {form.format('300')}" + ("" if form.endswith(".") else " zzz.")
    assert _mismatch(language, text, "300") == "unclaimed-qualifier"
    for qualifier in get_args(Qualifier):
        is_claimed = _mismatch(language, text, "300", qualifier) is None
        assert is_claimed == (qualifier == name), qualifier


@pytest.mark.parametrize("language", OTHER_TIMES)
def test_a_week_or_a_year_of_a_school_is_no_year_of_the_calendar(language: str) -> None:
    for printed in OTHER_TIMES[language]:
        assert _mismatch(language, f"Zzz in {printed} zzz.", "2015", kind="date") == "value", printed
        assert _mismatch(language, f"Zzz in {printed} zzz.", "2015") == "value", printed
    assert _mismatch(language, "Zzz in 2015 zzz.", "2015", kind="date") is None


def test_a_year_over_two_of_the_calendar_has_both() -> None:
    assert _mismatch("nl", "Zzz in boekjaar 2014/15 zzz.", "2014/2015", kind="date") is None
