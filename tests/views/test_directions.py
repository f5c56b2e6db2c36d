"""Codes from left to right on a page from right to left, and formulas in the page's language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD, ROOT
from tests.helpers.html import texts
from tests.helpers.small_site import config_of, dossier_of, planned

THREE = ROOT / "tests" / "sites" / "three"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site of three languages, with a number that has a plus and spaces."""
    root = tmp_path_factory.mktemp("site") / "three"
    shutil.copytree(THREE, root)
    path = root / "content" / "dossier.yml"
    path.write_text(path.read_text("utf-8").replace("phone: 14 0998", 'phone: "+31 20 123 4567"'), "utf-8")
    return rendered(root)


def rendered(root: Path) -> dict[str, str]:
    config = config_of(root)
    files = render_site(planned(dossier_of(root), config), config)
    return {path: content.decode() for path, content in files.items() if path.endswith(".html")}


def test_a_telephone_number_stands_from_left_to_right_in_every_language(pages: dict[str, str]) -> None:
    found = [page for page in pages.values() if "tel:+31201234567" in page]
    assert len(found) == 3
    for page in found:
        numbers = texts(page, "a[href='tel:+31201234567'][dir=ltr]")
        assert numbers
        assert set(numbers) == {"+31 20 123 4567"}


def test_an_official_number_stands_from_left_to_right(pages: dict[str, str]) -> None:
    dossier = dossier_of(THREE)
    numbers = [document.identifiers.first for document in dossier.documents if document.identifiers.first]
    assert numbers
    for number in numbers:
        for code, is_isolated in {"ar": True, "en": False}.items():
            own = [page for path, page in pages.items() if path.startswith(f"{code}/")]
            assert own
            assert any(number in texts(page, "bdi[dir=ltr]") for page in own) is is_isolated


def test_a_number_in_a_formula_is_in_the_language_of_the_page(tmp_path: Path) -> None:
    root = tmp_path / "good"
    shutil.copytree(GOOD, root)
    path = root / "content" / "facts.yml"
    facts = yaml.safe_load(path.read_text("utf-8"))
    facts[0]["derived"] = "round(bridges-2021 * 0.01 + 12000)"
    path.write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    made = rendered(root)
    for code, numbers in {"nl": "× 0,01 + 12.000", "en": "× 0.01 + 12,000"}.items():
        assert any(numbers in page for path, page in made.items() if path.startswith(f"{code}/"))
