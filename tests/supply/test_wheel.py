"""Dossiers of other languages, made and built by the installed wheel: no checkout, nothing fetched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.helpers.files import ROOT
from tests.helpers.html import select, texts, values

THREE = ROOT / "tests" / "sites" / "three"
pytestmark = pytest.mark.slow


def done(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=240, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what a checkout has."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    made = done([*pip, "--wheel-dir", str(folder), "."], source)
    assert made.returncode == 0, made.stderr
    return next(folder.glob("*.whl"))


def test_the_package_is_the_only_top_level_module(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dossier_timeline"}


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel, and with this one's other packages."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    binary = folder / "bin" / "python"
    site = Path(
        done(
            [str(binary), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder
        ).stdout.strip()
    )
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(binary),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    installed = done([*pip, "--disable-pip-version-check", str(wheel)], folder)
    assert installed.returncode == 0, installed.stderr
    (site / "others.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n")
    where = done([str(binary), "-c", "import dossier_timeline; print(dossier_timeline.__file__)"], folder)
    assert Path(where.stdout.strip()).is_relative_to(site), where.stderr
    return binary


@pytest.fixture(scope="module")
def ferries(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the dossier in three languages."""
    folder = tmp_path_factory.mktemp("three") / "three"
    shutil.copytree(THREE, folder)
    built = done([str(python), "-m", "mkdocs", "build", "-f", "mkdocs.yml"], folder)
    assert built.returncode == 0, built.stderr
    assert "ERROR" not in built.stderr
    return folder / "site"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def test_the_wheel_carries_templates_and_catalogues(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "dossier_timeline/_templates/base.html" in names
    assert "dossier_timeline/_templates/locales/messages.pot" in names
    assert "dossier_timeline/content/beginning/dossier.yml" in names
    assert "dossier_timeline/theme/mkdocs_theme.yml" in names


def test_arabic_is_written_from_right_to_left(ferries: Path) -> None:
    for path in sorted((ferries / "ar").rglob("index.html")):
        assert len(select(path.read_bytes(), "html[lang=ar][dir=rtl]")) == 1, path
    (polish,) = select(page(ferries, "pl"), "html")
    assert polish.attrib == {"lang": "pl"}
    assert len(select(page(ferries, "ar/الوثائق/خطة-العبّارات"), "h1")) == 1


def test_plural_forms(ferries: Path) -> None:
    polish, arabic = page(ferries, "pl/dokumenty/plan-promowy"), page(ferries, "ar/الوثائق/خطة-العبّارات")
    report = {code: page(ferries, path) for code, path in (
        ("pl", "pl/dokumenty/sprawozdanie-o-promach"), ("ar", "ar/الوثائق/تقرير-العبّارات"),
    )}  # fmt: skip
    assert "2 promy" in polish
    assert "5 promów" in polish
    assert "11 miesięcy" in polish.replace("\N{NO-BREAK SPACE}", " ")
    assert "3 promy" in report["pl"]
    assert "102 gości" in report["pl"]
    assert "عبّارتان" in arabic
    assert "5 عبّارات" in arabic
    assert "11 شهرًا" in arabic.replace("\N{NO-BREAK SPACE}", " ")
    assert "102 ضيف" in report["ar"]
    assert re.search(r"12\s600\spasażerów", report["pl"])
    assert "4 maja 2019" in report["pl"]


def test_registers_are_in_the_order_of_the_language(ferries: Path) -> None:
    people = page(ferries, "pl/osoby-i-instytucje")
    names = ["Adam Ącki", "Ewa Bąk", "Łucja Żaba"]
    assert [name for name in texts(people, "h3") if name in names] == names


def test_translations_name_each_other(ferries: Path) -> None:
    english = page(ferries, "en/documents/ferry-report")
    assert values(english, "link[hreflang=pl]", "href") == [
        "https://example.org/ferries/pl/dokumenty/sprawozdanie-o-promach/"
    ]
    (arabic,) = values(english, "link[hreflang=ar]", "href")
    assert re.fullmatch(r"https://example\.org/ferries/ar/%D8[%A-F0-9]+/[%A-F0-9-]+/", arabic)
    assert select(english, "a.language[href]")


def test_a_new_dossier_from_the_wheel(python: Path, tmp_path: Path) -> None:
    made = done(
        [str(python), "-m", "dossier_timeline", "init", "my-dossier", "--languages", "nl,pl,ar"], tmp_path
    )
    assert made.returncode == 0, made.stderr
    for module in ("mkdocs", "properdocs"):
        built = done([str(python), "-m", module, "build", "-f", "mkdocs.yml"], tmp_path / "my-dossier")
        assert built.returncode == 0, built.stderr
        assert 'dir="rtl"' in page(tmp_path / "my-dossier/site", "ar")


def test_a_catalogue_is_begun_beside_the_dossier_and_not_in_the_package(python: Path, tmp_path: Path) -> None:
    init = done([str(python), "-m", "dossier_timeline", "init", "d", "--languages", "nl,en"], tmp_path)
    assert init.returncode == 0, init.stderr
    update = done(
        [str(python), "-m", "dossier_timeline", "catalogue", "update", "--language", "pl"], tmp_path / "d"
    )
    assert update.returncode == 0, update.stderr
    assert (tmp_path / "d/templates/locales/pl/LC_MESSAGES/messages.po").is_file()
    assert not list(python.parents[1].rglob("_templates/locales/pl/LC_MESSAGES"))
