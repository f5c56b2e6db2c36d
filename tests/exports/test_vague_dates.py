"""What is exported of a date never says more than the date does."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import example, given, settings

from dossier_timeline.components.marks import TimeElement
from dossier_timeline.exports.citations import CitedItem, write_bibtex, write_csl_json, write_ris
from dossier_timeline.exports.linked_data import _temporal_coverage
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.render import render_site
from dossier_timeline.views.dates import machine_date
from tests.exports.exported import GOOD, exported, json_of, rows
from tests.helpers.date_strategies import EDTF
from tests.helpers.html import select
from tests.helpers.small_site import config_of, dossier_of, planned
from tests.look.sample import page_environment

WORDS = "in words/so"


def cited(text: str) -> CitedItem:
    return CitedItem("a", "report", "A", "en", parse_date(text), WORDS)


def issued(text: str) -> Any:
    return json.loads(write_csl_json([cited(text)]))[0]["issued"]


def of_bibtex(text: str) -> dict[str, str]:
    (entry,) = bibtexparser.parse_string(write_bibtex([cited(text)]).decode()).entries
    return {field.key: field.value for field in entry.fields if field.key in ("date", "year")}


def of_ris(text: str) -> dict[str, str]:
    (entry,) = rispy.loads(write_ris([cited(text)]).decode())
    return {key: entry[key] for key in ("year", "date") if key in entry}


def ris_of(date: str) -> dict[str, str]:
    return {"year": date[:4], "date": date}


@pytest.mark.parametrize(
    ("text", "csl", "biblatex", "of_the_ris"),
    [
        ("2014-11-05", {"date-parts": [[2014, 11, 5]]}, {"date": "2014-11-05"}, ris_of("2014/11/05/")),
        ("2014-11", {"date-parts": [[2014, 11]]}, {"date": "2014-11"}, ris_of("2014/11//")),
        ("2014", {"date-parts": [[2014]]}, {"date": "2014"}, ris_of("2014///")),
        ("201X", {"literal": WORDS}, {"date": "201X"}, {"date": "in words–so"}),
        ("19XX", {"literal": WORDS}, {"date": "19XX"}, {"date": "in words–so"}),
        ("2013~", {"date-parts": [[2013]], "circa": True}, {"date": "2013~"}, {"date": "in words–so"}),
        ("2013?", {"date-parts": [[2013]], "circa": True}, {"date": "2013?"}, {"date": "in words–so"}),
        ("2012/2014", {"date-parts": [[2012], [2014]]}, {"date": "2012/2014"}, {"date": "in words–so"}),
        (
            "2014-05/2014-07",
            {"date-parts": [[2014, 5], [2014, 7]]},
            {"date": "2014-05/2014-07"},
            ris_of("2014///in words–so"),
        ),
        ("2014-22", {"date-parts": [[2014]], "season": 2}, {"date": "2014-22"}, ris_of("2014///in words–so")),
        ("2014-34", {"literal": WORDS}, {"year": WORDS}, ris_of("2014///in words–so")),
        ("2012/..", {"literal": WORDS}, {"date": "2012/.."}, {"date": "in words–so"}),
        ("201X/2025", {"literal": WORDS}, {"year": WORDS}, {"date": "in words–so"}),
    ],
)  # fmt: skip
def test_a_citation_says_a_date_as_vaguely_as_it_is(
    text: str, csl: Any, biblatex: Any, of_the_ris: Any
) -> None:
    assert issued(text) == csl
    assert of_bibtex(text) == biblatex
    assert of_ris(text) == of_the_ris


def no_more_exact(claim: Edtf, value: Edtf, *, circa: bool) -> bool:
    """Whether a claim leaves open every day that the value does, and that it's about or uncertain."""
    wide = claim.lower <= value.lower and value.upper <= claim.upper
    ends = (claim.start is None) == (value.start is None) and (claim.end is None) == (value.end is None)
    return wide and (ends or not value.is_span) and (circa or not (value.approximate or value.uncertain))


def iso(parts: list[int]) -> str:
    return "-".join(f"{part:02}" if at else f"{part:04}" for at, part in enumerate(parts))


@given(EDTF)
@example(parse_date("2014-24"))
@example(parse_date("2014-24/2015-21"))
@settings(max_examples=400, deadline=None)
def test_no_exporter_says_more_than_the_date_does(value: Edtf) -> None:
    of_csl = issued(value.text)
    if "literal" not in of_csl:
        claim = parse_date("/".join(map(iso, of_csl["date-parts"])))
        if "season" in of_csl:
            claim = parse_date(f"{claim.text}-{20 + of_csl['season']}")
        assert no_more_exact(claim, value, circa="circa" in of_csl)
    of_biblatex = of_bibtex(value.text)
    if "date" in of_biblatex:
        claim = parse_date(of_biblatex["date"])
        assert no_more_exact(claim, value, circa=claim.approximate or claim.uncertain)
    else:
        assert of_biblatex == {"year": WORDS}
    of_the_ris = of_ris(value.text)
    if "year" in of_the_ris:
        known = value.precision == "season" or value.lower.year == value.upper.year
        assert known and of_the_ris["year"] == f"{value.year:04}"
        assert not value.approximate and not value.uncertain
    shown = page_environment().show(TimeElement(WORDS, machine_date(value)))
    assert ("<time" in shown) == bool(machine_date(value))
    for exact in (value.iso8601, machine_date(value), _temporal_coverage(value)):
        if exact:
            assert no_more_exact(parse_date(exact), value, circa=False)


def test_a_correction_without_a_day_is_in_the_feed_under_no_day_of_the_future() -> None:
    def vague(dossier: Dossier) -> Dossier:
        log = tuple(one.model_copy(update={"date": parse_date("2022")}) for one in dossier.corrections)
        return dossier.model_copy(update={"corrections": log})

    made = exported(GOOD, vague)
    feed = json_of(made, "en/feed.json")
    (day,) = {item["date_modified"] for item in feed["items"] if "Correction" in item["tags"]}
    assert day == "2022-01-15T00:00:00Z"
    assert b"2022-12-31" not in made["en/feed.xml"]


def in_english(dossier: Dossier) -> Dossier:
    """The site's Dutch plan with a title that is English."""
    documents = (
        one.model_copy(update={"original_title_language": "en"}) if one.original_title else one
        for one in dossier.documents
    )
    return dossier.model_copy(update={"documents": tuple(documents)})


def test_a_printed_title_is_in_its_own_language_wherever_it_is_shown() -> None:
    dossier, config = in_english(dossier_of(GOOD)), config_of(GOOD)
    files = render_site(planned(dossier, config), config)
    for code, attributes in {"en": {}, "nl": {"lang": "en"}}.items():
        pages = [
            page for path, page in files.items() if path.startswith(f"{code}/") and path.endswith(".html")
        ]
        cited = [one for page in pages for one in select(page, "cite") if one.text == "Bruggenplan 2019"]
        assert len(cited) > 1
        assert all(one.attrib == attributes for one in cited)
    made = exported(GOOD, in_english)
    citation = made["data/citations/plan-2019.bib"].decode()
    assert "langid = {english}" in citation
    assert "language = {dutch}" in citation
    assert json_of(made, "data/citations/plan-2019.csl.json")[0]["language"] == "nl"
    (row,) = (row for row in rows(made["data/documents.csv"]) if row["original_title"])
    assert (row["language"], row["original_title_language"]) == ("nl", "en")
