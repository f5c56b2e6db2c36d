"""What is said beside the values of a chart: how far from the target, computed; what had been expected."""

from __future__ import annotations

from typing import Any

import pytest

from dossier_timeline.exports.chart_files import draw_figure_file
from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.model.facts import Figure
from dossier_timeline.site.figure_charts import make_chart
from dossier_timeline.site.language_context import LanguageContext
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, dossier_of, planned

COLUMNS: list[dict[str, Any]] = [
    {"id": "year", "label": {"nl": "Jaar", "en": "Year"}, "type": "year", "role": "key"},
    {"id": "planned", "label": {"nl": "Plan", "en": "Plan"}, "type": "number", "role": "target"},
    {"id": "done", "label": {"nl": "Gedaan", "en": "Done"}, "type": "number"},
    {"id": "expected", "label": {"nl": "Verwacht", "en": "Expected"}, "type": "number", "role": "forecast"},
]


def _context() -> LanguageContext:
    config = config_of(GOOD)
    site = planned(dossier_of(GOOD), config)
    return LanguageContext(site, config, site.languages["en"])


def _figure(*rows: dict[str, Any], columns: list[dict[str, Any]] = COLUMNS, **fields: Any) -> Figure:
    content = {"id": "inspected", "title": {"nl": "Nagekeken", "en": "Inspected"}, "chart": "bars"}
    given = [{"id": f"r{number}", **row} for number, row in enumerate(rows)]
    return Figure.model_validate({**content, "columns": columns, "rows": given, **fields})


def _chart(*rows: dict[str, Any], **fields: Any) -> Chart:
    chart = make_chart(_context(), _figure(*rows, **fields))
    assert chart is not None
    return chart


def _notes(chart: Chart, series: int) -> list[str]:
    return [point.note for point in chart.series[series].points]


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (560, "34 short of the target of 594"),
        (605, "11 above the target of 594"),
        (594, "as many as the target"),
        ({"fact": "bridges-2018"}, "570 short of the target of 594"),
    ],
)
def test_how_far_a_result_is_from_its_target_is_computed(done: Any, words: str) -> None:
    chart = _chart({"cells": {"year": 2014, "planned": 594, "done": done}})
    assert _notes(chart, 1) == [words]
    assert chart.series[0].of == 1


def test_nothing_is_computed_from_a_value_that_is_not_exact() -> None:
    whole = dossier_of(GOOD)
    rough = next(fact for fact in whole.all_facts() if fact.qualifier and fact.kind == "number")
    chart = _chart({"cells": {"year": 2014, "planned": 594, "done": {"fact": rough.id}}})
    assert _notes(chart, 1) == ["target: 594"]


def test_shares_differ_by_percentage_points() -> None:
    columns = [{**column, "type": "share"} if column["id"] != "year" else column for column in COLUMNS]
    chart = _chart({"cells": {"year": 2014, "planned": 25, "done": "17.9"}}, columns=columns)
    assert _notes(chart, 1) == ["7.1 percentage points short of the target of 25%"]


def test_an_outcome_stands_with_what_had_been_expected_and_with_words_of_the_dossier() -> None:
    words = {"done": {"nl": "alle teams", "en": "all teams"}}
    row = {"cells": {"year": 2017, "done": 18000, "expected": 20000}, "annotations": words}
    chart = _chart(row)
    assert _notes(chart, 1) == ["all teams, 20,000 had been expected"]
    assert chart.series[2].of == 1


def test_a_target_without_a_result_is_named() -> None:
    assert _notes(_chart({"cells": {"year": 2015, "planned": 600}}), 0) == ["Plan"]


def test_of_two_columns_of_results_a_target_says_which_it_is_of() -> None:
    more = {"id": "mended", "label": {"nl": "Hersteld", "en": "Mended"}, "type": "number"}
    row = {"cells": {"year": 2014, "planned": 10, "done": 12, "mended": 9}}
    assert _chart(row, columns=[*COLUMNS, more]).series[0].of is None
    named = [{**one, "of": "mended"} if one["id"] == "planned" else one for one in COLUMNS]
    chart = _chart(row, columns=[*named, more])
    assert _notes(chart, 3) == ["1 short of the target of 10"]
    assert _notes(chart, 1) == [""]


def test_years_without_a_value_are_one_row_but_not_across_a_divider() -> None:
    rows: list[dict[str, Any]] = [{"cells": {"year": year}, "gap": True} for year in (2013, 2014, 2015)]
    known = {"cells": {"year": 2012, "done": 3}}
    assert [row.label for row in _chart(known, *rows).rows] == ["2012", "2013–2015"]
    rows[2]["not_comparable"] = {"nl": "Anders geteld.", "en": "Counted otherwise."}
    assert [row.label for row in _chart(known, *rows).rows] == ["2012", "2013–2014", "2015"]


def test_the_file_of_a_figure_holds_its_message_its_source_and_the_licence() -> None:
    ctx = _context()
    message = {"nl": "Het waren er [[bridges-2018]].", "en": "There were [[bridges-2018]]."}
    row = {"cells": {"year": 2018, "done": {"fact": "bridges-2018"}}}
    drawn = draw_figure_file(ctx, _figure(row, message=message))
    document = ctx.dossier.document_of["bridges-2018"]
    for words in (
        "There were 24.",
        ctx.names.full_name(document).text,
        ctx.dossier.settings.licence.name[:16],
    ):
        assert words in drawn
    assert draw_figure_file(ctx, _figure(row, chart="none")) == ""
