"""The matrix of promises and documents: who promised what, who came back to it, and what came of it."""

from __future__ import annotations

import pytest

from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.render import render_site
from dossier_timeline.site import page_parts
from dossier_timeline.views import commitment_matrix
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, texts, values
from tests.helpers.small_site import config_of, dossier_of, good_files, planned

PAGE = "en/promises/index.html"


def _render(dossier: Dossier) -> bytes:
    return render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))[PAGE]


def test_each_promise_has_a_row_below_its_document_and_leads_to_its_article() -> None:
    page, dossier = good_files()[PAGE], dossier_of(GOOD)
    for document in dossier.documents:
        rows = values(page, f"#rows-{document.id} > tr", "id")
        assert rows == [f"row-{one.id}" for one in document.commitments]
    articles = values(page, "article.promise", "id")
    rows = [href.removeprefix("#") for href in values(page, ".matrix [scope=row] a", "href")]
    assert sorted(rows) == sorted(articles)
    assert len(articles) == len(list(dossier.all_commitments())) == 3


def test_a_cell_says_what_a_document_says_of_a_promise() -> None:
    page = good_files()[PAGE]
    assert texts(page, ".matrix thead th") == [
        "Promise", "Mar 2019 Plan", "Nov 2021 Letter", "What came of it",
    ]  # fmt: skip
    assert [text for text in texts(page, "#row-renew-bridges td") if text] == [
        "promised",
        "comes back to it",
        "partly met late",
    ]
    (row,) = (one for one in select(page, "#rows-letter-2021 > tr") if one.get("id"))
    cells = select(row, "td")
    assert cells[0].get("class") == "before"
    assert texts(row, "td i") == ["promised"]


def test_cells_belong_to_their_headings() -> None:
    table = select_one(good_files()[PAGE], "table.matrix")
    width = len(select(table, "thead th"))
    assert {one.get("scope") for one in select(table, "thead th")} == {"col"}
    assert {one.get("colspan") for one in select(table, "[scope=rowgroup]")} == {str(width)}
    rows = [one for one in select(table, "tbody > tr") if one.get("id")]
    assert rows
    assert all(len(select(row, "[scope=row]")) == 1 and len(select(row, "td")) == width - 1 for row in rows)
    assert len(select(table, "caption")) == 1


def test_more_documents_than_columns_are_named_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commitment_matrix, "MOST_MATRIX_COLUMNS", 1)
    page = _render(dossier_of(GOOD))
    assert texts(page, ".matrix thead th") == ["Promise", "Comes back to it", "What came of it"]
    cell, _ = select(page, "#row-renew-bridges td")
    assert [href.split("/")[-2] for href in values(cell, "a", "href")] == ["progress-report-2021"]


def test_each_outcome_has_an_address_with_its_promises() -> None:
    page, home = good_files()[PAGE], good_files()["en/index.html"]
    links = values(home, ".tallies a", "href")
    assert links == ["promises/#outcome-met", "promises/#outcome-partly-met", "promises/#outcome-late"]
    for link, words in zip(links, texts(home, ".tallies a"), strict=True):
        group = select_one(page, link.removeprefix("promises/"))
        assert len(select(group, ".promise")) == int(words.split()[0])
    assert texts(page, ".cards > h2") == ["Met 1", "Partly met 1", "Late 1"]


def test_amber_is_left_to_what_differs_and_to_inference() -> None:
    page = good_files()[PAGE]
    assert texts(page, ".tag.amber") == ["our inference"]
    assert {"outcome met", "outcome partly-met", "outcome late"} <= set(values(page, ".outcome", "class"))


def test_the_parts_of_very_many_promises_tell_how_many_have_which_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_parts, "MOST_PAGE_WEIGHT", 1)
    dossier = dossier_of(GOOD)
    files = render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))
    page = files[PAGE]
    assert texts(page, "table.matrix") == []
    totals = [0] * 5
    for row in select(page, ".by-outcome tbody tr"):
        (address,) = values(row, "th a", "href")
        part = files[f"en/promises/{address}index.html"]
        numbers = [int(text) for text in texts(row, "td")]
        links = values(row, "td a", "href")
        assert len(links) == sum(map(bool, numbers))
        groups = [f"outcome-{one}" for one in ("met", "partly-met", "late", "not-met", "unknown")]
        assert set(links) <= {f"{address}#{group}" for group in groups}
        assert [len(select(part, f"#{group} > .promise")) for group in groups] == numbers
        totals = [one + other for one, other in zip(totals, numbers, strict=True)]
    assert totals == [1, 1, 1, 0, 0]
    assert values(page, ".by-outcome [scope=col][id]", "id") == groups
    assert files["en/index.html"].count(b"promises/#outcome-met") == 1
