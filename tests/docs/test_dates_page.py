"""The tables of docs/dates.md say what the generator does."""

from __future__ import annotations

import pytest

from dossier_timeline.languages import load_languages
from dossier_timeline.model.dates import parse_date
from tests.helpers.files import ROOT

TEXT = (ROOT / "docs" / "dates.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table whose first header is `heading`."""
    _, _, rest = TEXT.partition(f"| {heading} |")
    table = rest.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table]


RIGHT, WRONG = rows("you write"), rows("wrong")


def test_both_tables_are_found() -> None:
    assert len(RIGHT) > 15
    assert len(WRONG) > 3


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[0])
def test_what_is_written(row: list[str]) -> None:
    written, said, first, last = row
    english = load_languages(["en"], [ROOT / "templates" / "locales"])[0]["en"]
    date = parse_date(written)
    assert english.date(date) == said
    opened = date.is_span and date.start is None
    closed = not date.is_span or date.end is not None
    assert ("" if opened else date.lower.isoformat(), date.upper.isoformat() if closed else "") == (
        first,
        last,
    )


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[0])
def test_what_is_wrong(row: list[str]) -> None:
    with pytest.raises(ValueError, match="“") as told:
        parse_date(row[0])
    assert str(told.value) == row[1]
