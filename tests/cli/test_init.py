"""`init`: a new dossier builds at once, in any languages, and says what is left to be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from num2words import CONVERTER_CLASSES

from dossier_timeline.__main__ import cli
from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.languages import extraction
from dossier_timeline.languages.catalogues import parse_catalogue
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.conftest import Run
from tests.content.test_schemas import _as_an_editor
from tests.helpers.files import ROOT
from tests.helpers.html import select, texts

DAY = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*words: str) -> Result:
    return CliRunner(env=DAY).invoke(cli, ["init", *words])


@pytest.mark.parametrize("door", ["mkdocs", "properdocs"])
def test_it_builds_at_once(door: str, here: Path, run: Run) -> None:
    done = init("my-dossier", "--languages", "nl,pl,ar")
    assert done.exit_code == 0, done.output
    assert "my-dossier/content/dossier.yml" in done.output
    built = run(here / "my-dossier", door, "build", "-f", "mkdocs.yml")
    assert built.returncode == 0, built.stderr
    page = (here / "my-dossier/site/ar/index.html").read_text("utf-8")
    assert len(select(page, "html[lang=ar][dir=rtl]")) == 1
    assert "Naar de inhoud" in texts(page, "span[lang=nl][dir=ltr]")
    assert "/example/" not in (here / "my-dossier/site/sitemap.xml").read_text("utf-8")


def test_it_says_what_is_left_to_be_written(here: Path) -> None:
    init("my-dossier", "--languages", "nl,pl,ar")
    site = build_site(load_config("my-dossier/mkdocs.yml"))
    told = {(problem.position.path, problem.code) for problem in site.problems}
    assert told == {
        ("content/documents/example/document.yml", "nothing-to-read"),
        ("content/dossier.yml", "not-written"),
        ("content/kinds.yml", "not-written"),
        ("content/units.yml", "not-written"),
        ("templates/locales/ar/LC_MESSAGES/messages.po", "missing-word"),
        ("templates/locales/pl/LC_MESSAGES/messages.po", "missing-word"),
    }
    assert {problem.level for problem in site.problems} == {Level.WARNING}
    with pytest.raises(ContentError) as refused:
        build_site(load_config("my-dossier/mkdocs.yml", release=True))
    stopped = {p.code for p in refused.value.problems if p.level is Level.ERROR}
    assert {"not-written", "missing-word", "placeholder-address"} <= stopped


def test_maintainers_see_the_example_with_its_number(here: Path) -> None:
    init("my-dossier", "--languages", "nl,ar")
    site = build_site(load_config("my-dossier/mkdocs.yml", drafts=True))
    page = next(
        text
        for path, text in site.files.items()
        if path.startswith("nl/") and path.endswith("example/index.html")
    )
    assert "24 bomen" in page.decode()


def test_languages_that_come_with_the_generator_need_no_catalogue(here: Path) -> None:
    assert init("tale", "--languages", "en, nl", "--title", 'A "tale": one').exit_code == 0
    assert not (here / "tale/templates").exists()
    site = build_site(load_config("tale/mkdocs.yml"))
    assert {problem.code for problem in site.problems} == {"not-written", "nothing-to-read"}
    assert "A &#34;tale&#34;: one" in site.files["en/index.html"].decode()
    assert "[en] What this dossier is about" in site.files["en/index.html"].decode()


def test_german_and_french_come_whole(here: Path) -> None:
    assert init("dossier", "--languages", "de,fr").exit_code == 0
    assert not (here / "dossier/templates").exists()
    assert "24 Bäume am Wasser" in (here / "dossier/sources/example.de.txt").read_text("utf-8")
    if is_unfinished("de") or is_unfinished("fr"):
        pytest.skip("words are missing: test_every_packaged_language_has_every_word names them")
    site = build_site(load_config("dossier/mkdocs.yml"))
    assert {problem.code for problem in site.problems} == {"not-written", "nothing-to-read"}
    for code, words in (("de", "Zum Inhalt"), ("fr", "Aller au contenu")):
        page = site.files[f"{code}/index.html"]
        assert texts(page, "a.skip") == [words]
        assert not select(page, "span[dir]")


def is_unfinished(code: str) -> bool:
    wanted = parse_catalogue((ROOT / "templates/locales/messages.pot").read_bytes()).lines
    path = extraction.catalogue_path(ROOT / "templates/locales", code)
    return bool(wanted.keys() - parse_catalogue(path.read_bytes()).words.keys())


def test_languages_of_which_none_comes_with_it(here: Path) -> None:
    assert init("dossier", "--languages", "ar,pt-BR,zh-Hant").exit_code == 0
    site = build_site(load_config("dossier/mkdocs.yml"))
    assert len(select(site.files["ar/index.html"], "a.skip[href='#main'] > span[lang=en][dir=ltr]")) == 1
    assert (here / "dossier/templates/locales/pt_BR/LC_MESSAGES/messages.po").is_file()


def test_it_is_the_same_every_time(here: Path) -> None:
    init("one/dossier", "--languages", "nl,fr")
    init("two/dossier", "--languages", "nl,fr")
    one, two = (
        {p.relative_to(here / n): p.read_bytes() for p in (here / n).rglob("*") if p.is_file()}
        for n in ("one", "two")
    )
    assert list(one.values()) == list(two.values())


def test_a_folder_with_something_in_it_is_refused(here: Path) -> None:
    (here / "full").mkdir()
    (here / "full/notes.txt").write_text("mine")
    done = init("full", "--languages", "nl")
    assert done.exit_code == 1
    assert "“full” is not empty" in done.output
    assert [path.name for path in (here / "full").iterdir()] == ["notes.txt"]


def test_an_empty_folder_and_a_fresh_repository_are_not(here: Path) -> None:
    (here / "Mijn dossier é").mkdir()
    (here / "Mijn dossier é/.git").mkdir()
    assert init("Mijn dossier é", "--languages", "nl").exit_code == 0
    assert "id: mijn-dossier-e\n" in (here / "Mijn dossier é/content/dossier.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--languages", "xx"], "“xx” is not a language"),
        (["--languages", ","], "say in which languages"),
        ([], "say in which languages"),
    ],
)
def test_languages_must_be_named(here: Path, words: list[str], told: str) -> None:
    done = init("dossier", *words)
    assert done.exit_code == 2
    assert told in done.output
    assert not (here / "dossier").exists()


def test_its_files_name_their_schemas_and_fit_them(here: Path) -> None:
    init("dossier", "--languages", "nl,ar")
    files = sorted((here / "dossier/content").rglob("*.yml"))
    assert len(files) == 4
    for path in files:
        first, _, _ = path.read_text("utf-8").partition("\n")
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        source, _ = load_yaml(path.name, path.read_bytes())
        assert source is not None
        validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
        assert [error.message for error in validator.iter_errors(_as_an_editor(source.data))] == []


def test_its_example_has_no_mistake_in_any_language_with_words_for_numbers(here: Path) -> None:
    codes = [code.replace("_", "-") for code in CONVERTER_CLASSES if is_language(code)]
    assert len(codes) > 45
    assert {"no", "da"} <= set(codes)
    done = init("every", "--languages", ",".join(codes))
    assert done.exit_code == 0, done.output
    document = here / "every/content/documents/example/document.yml"
    document.write_text(document.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    found = check_content(load_config("every/mkdocs.yml"))
    told = {(p.code, p.level) for p in found.problems if p.code != "missing-word"}
    assert told <= {("not-written", Level.WARNING), ("never-in-step", Level.WARNING)}


@pytest.mark.parametrize(
    ("folder", "title"), [("trees-2", "Trees"), ("trees-2024", "Trees 2024"), ("12", "Dossier")]
)
def test_a_title_of_the_folder_has_no_number_without_a_fact(here: Path, folder: str, title: str) -> None:
    assert init(folder, "--languages", "nl").exit_code == 0
    assert f'title: {{nl: "{title}"}}' in (here / folder / "content/dossier.yml").read_text("utf-8")
    check_content(load_config(f"{folder}/mkdocs.yml"))  # raises on an error


def test_it_begins_a_section_of_a_site_that_is_there(here: Path, run: Run) -> None:
    (here / "docs").mkdir()
    (here / "docs/index.md").write_text("# Handbook\n", "utf-8")
    (here / ".gitignore").write_text("/site/\nnotes", "utf-8")
    settings = here / "mkdocs.yml"
    settings.write_text("site_name: Handbook\nsite_url: https://example.net/\n", "utf-8")
    done = init(".", "--languages", "nl,en", "--mount", "dossier")
    assert done.exit_code == 0, done.output
    assert (here / ".gitignore").read_text("utf-8").startswith("/site/\nnotes\n# The texts")
    assert (here / ".gitignore").read_text("utf-8").count("/site/") == 1
    assert not (here / ".github").exists()
    assert not (here / "content").exists()
    lines = done.output.partition("\nplugins:")[2].partition("\n\n")[0]
    assert "      release: !ENV [RELEASE, false]\n" in lines
    settings.write_text(f"{settings.read_text('utf-8')}plugins:{lines}\n  - Home: index.md\n", "utf-8")
    built = run(here, "mkdocs", "build")
    assert built.returncode == 0, built.stderr
    assert len(select((here / "site/dossier/nl/index.html").read_text("utf-8"), "html[lang=nl]")) == 1
    assert 'href="dossier/"' in (here / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("there", "words", "said"),
    [
        ((), ("--mount", "dossier"), "there is no mkdocs.yml in"),
        (("mkdocs.yml",), (), "--mount dossier makes a section of the site that is there"),
        (("mkdocs.yml", "dossier-content/a"), ("--mount", "x"), "“dossier-content” is there already"),
        (("mkdocs.yml", "schemas/units.json"), ("--mount", "x"), "schemas/units.json is there already"),
    ],
)
def test_it_writes_over_nothing_of_a_site(
    here: Path, there: tuple[str, ...], words: tuple[str, ...], said: str
) -> None:
    for name in there:
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("here before", "utf-8")
    done = init(".", "--languages", "nl", *words)
    assert done.exit_code == 1
    assert said in done.output
    assert sorted(file.relative_to(here).as_posix() for file in here.rglob("*") if file.is_file()) == sorted(
        there
    )


def is_language(code: str) -> bool:
    try:
        return Locale.parse(code) is not None
    except UnknownLocaleError:
        return False
