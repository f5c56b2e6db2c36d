"""The years of the overview, and which events are drawn in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.overview import _find_last_year, _mark_event, draw_overview
from tests.helpers.date_strategies import EDTF
from tests.helpers.files import GOOD
from tests.helpers.html import values
from tests.helpers.small_site import config_of, dossier_of, planned


def drawn(*dates: str, **fields: Any) -> str:
    """The overview of the small site with these dates of events, the words of its label first."""
    dossier, config = dossier_of(GOOD), config_of(GOOD)
    first = dossier.documents[0]
    model = first.events[0]
    events = tuple(
        model.model_copy(update={"id": f"e{at}", "date": parse_date(text), "kind": "decision"})
        for at, text in enumerate(dates)
    )
    documents = tuple(one.model_copy(update={"events": ()}) for one in dossier.documents)
    documents = (documents[0].model_copy(update={"events": events}), *documents[1:])
    changed = dossier.model_copy(update={"documents": documents})
    changed = changed.model_copy(update={"settings": changed.settings.model_copy(update=fields)})
    site = planned(changed, config)
    language_context = LanguageContext(site, config, site.languages["en"])
    return str(draw_overview(PageContext(language_context, site.pages[0])))


def label(of: str) -> str:
    """The label of an overview, the same for a wide page and for a phone."""
    (found,) = {
        text for text in values(of, "svg", "aria-label") if re.search(r" on a line from \d+ to \d+", text)
    }
    return found


def test_an_event_outside_the_asked_years_is_neither_drawn_nor_counted() -> None:
    asked = parse_date("2018/2022")
    assert label(drawn("2020-05-01", "1950-05-01", span=asked)) == label(drawn("2020-05-01", span=asked))
    assert "1 event and" in label(drawn("2020-05-01", "1950-05-01", "2090-01-01", span=asked))


def test_every_document_lies_on_the_line_whatever_years_are_asked_for() -> None:
    documents = dossier_of(GOOD).documents
    first = min(one.date.year for one in documents)
    assert f"from {first} to" in label(drawn("2020-05-01", span=parse_date("2021/2022")))


@pytest.mark.parametrize("text", ["20XX", "202X", "2020/20XX"])
def test_a_decade_or_century_draws_no_years_to_come(text: str) -> None:
    assert not re.search(r"to 20[3-9]\d", label(drawn(text)))


@given(EDTF)
@settings(max_examples=100, deadline=None)
def test_a_mark_lies_within_what_its_date_may_mean(value: Edtf) -> None:
    mark = _mark_event(value)
    assert value.lower <= mark.start <= mark.end <= value.upper
    assert value.lower.year <= _find_last_year(value) <= value.upper.year
