"""A column of money says its currency above it, in each language, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import texts
from tests.helpers.small_site import config_of, dossier_of, planned

FILE = "content/documents/letter-2021/document.yml"
LABEL = "label: {nl: Geïnspecteerd, en: Inspected}, type: number, unit: bridge"
SUBTITLE = "    subtitle: {nl: Aantal bruggen, en: Number of bridges}\n    unit: bridge\n"


def headings(tmp_path: Path, *changes: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The headings of the table in Dutch and in English, once the document has been changed."""
    root = tmp_path / "site"
    shutil.copytree(GOOD, root)
    text = (root / FILE).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / FILE).write_text(text, "utf-8")
    config = config_of(root, search=False)
    files = render_site(planned(dossier_of(root), config), config)
    figures = (files["nl/cijfers/index.html"], files["en/figures/index.html"])
    nl, en = (texts(page, "#inspections table th[scope=col]") for page in figures)
    return nl, en


@pytest.mark.parametrize(
    ("code", "dutch", "english"),
    [("EUR", "€", "€"), ("USD", "US$", "US$"), ("GBP", "£", "£"), ("SEK", "SEK", "SEK")],
)
def test_a_column_says_its_currency(tmp_path: Path, code: str, dutch: str, english: str) -> None:
    nl, en = headings(tmp_path, (LABEL, LABEL.replace("bridge", code)))
    assert nl == ["Jaar", f"Geïnspecteerd ({dutch})", "Afgekeurd"]
    assert en == ["Year", f"Inspected ({english})", "Rejected"]


@pytest.mark.parametrize("said", ["Cost in €", "Cost (EUR)", "€ a year"])
def test_a_label_that_says_it_stays(tmp_path: Path, said: str) -> None:
    label = LABEL.replace("bridge", "EUR").replace("en: Inspected", f'en: "{said}"')
    nl, en = headings(tmp_path, (LABEL, label))
    assert (nl[1], en[1]) == ("Geïnspecteerd (€)", said)


def test_a_table_in_one_currency_says_it_above_each_column_or_in_its_subtitle(tmp_path: Path) -> None:
    bare = (LABEL, LABEL.removesuffix(", unit: bridge"))
    nl, _ = headings(tmp_path / "a", bare, (SUBTITLE, "    unit: EUR\n"))
    assert nl == ["Jaar", "Geïnspecteerd (€)", "Afgekeurd"]
    nl, _ = headings(tmp_path / "b", bare, (SUBTITLE, SUBTITLE.replace("unit: bridge", "unit: EUR")))
    assert nl == ["Jaar", "Geïnspecteerd", "Afgekeurd"]
