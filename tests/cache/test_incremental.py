"""A build that takes over what it can publishes what a build from nothing would, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis

from dossier_timeline import build_run
from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache.snapshots import take_published_snapshot, take_snapshot
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.output import page_rendering
from tests.cache.edit_machine import EDIT_NAMES, EditMachine
from tests.cache.edited_project import HARMS, EditedProject, set_back_times
from tests.cache.edits import DATA, LETTER, TEXT, UNSEEN_EDITS, add_document, move_register, rename_by_hand
from tests.helpers.files import files_below
from tests.helpers.published_site import PUBLISHED_FILE, publish_letter, write_receipt
from tests.helpers.sampling import sample

EditMachine.TestCase.settings = hypothesis(
    max_examples=1, stateful_step_count=4, deadline=None, database=None, derandomize=True
)
TestEditMachine = pytest.mark.slow(EditMachine.TestCase)
_PARTS = 4


@pytest.fixture
def project(tmp_path: Path) -> EditedProject:
    project = EditedProject.copy(tmp_path)
    project.build()
    return project


@pytest.fixture
def made_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are made again."""
    made: list[str] = []
    render_page: Callable[..., Any] = page_rendering.render_page
    monkeypatch.setattr(
        page_rendering, "render_page", lambda *given: made.append(given[2].path) or render_page(*given)
    )
    return made


@pytest.mark.slow
@pytest.mark.parametrize("part", sample(range(_PARTS)))
def test_each_edit_is_seen(project: EditedProject, part: int) -> None:
    project.shows_first_pages = True
    before = project.build()
    assert before == project.build_from_nothing()
    for number, name in enumerate(EDIT_NAMES[part::_PARTS]):
        assert project.toggle(name), name
        files, problems = project.build()
        assert name in UNSEEN_EDITS or (files, problems) != before, f"{name}: this edit shows nothing"
        if number % 4 == 3 or files is None or problems != before[1]:
            assert (files, problems) == project.build_from_nothing(), name
        if files is None or problems != before[1]:
            assert project.toggle(name), name
        else:
            before = files, problems
    assert project.build() == project.build_from_nothing()


@pytest.mark.parametrize("how", sample(HARMS, 3))
def test_a_build_heals(project: EditedProject, how: str) -> None:
    wanted = project.build_from_nothing()
    project.harm(how)
    assert project.build() == wanted
    project.toggle("a sentence")
    project.forget_memory()
    assert project.build() == project.build_from_nothing()


def test_nothing_is_done_when_nothing_has_changed(project: EditedProject) -> None:
    assert project.snapshot().unchanged_build is not None
    file = project.root / TEXT
    file.write_bytes(file.read_bytes())
    assert project.snapshot().unchanged_build is not None, "the same words at another time are the same"


def test_an_edit_that_keeps_size_and_time_is_seen(project: EditedProject) -> None:
    file = project.root / TEXT
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("town", "TOWN", 1), "utf-8")
    set_back_times(file, before)
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert project.snapshot().unchanged_build is None
    assert project.build() == project.build_from_nothing()


STAYING_PAGES = {
    "a sentence": ("en/index.html", "en/terms/index.html", "en/documents/progress-report-2021/index.html"),
    "the definition of a term": ("en/documents/progress-report-2021/index.html", "nl/personen/index.html"),
    "a correction": ("en/terms/index.html", "en/people/index.html", "nl/begrippen/index.html"),
    "the themes of an event": ("en/terms/index.html", "en/about/index.html"),
    "a reason for a waiver": ("en/index.html", "en/timeline/index.html", "nl/tijdlijn/index.html"),
}
"""By an edit: pages that show nothing of it."""


@pytest.mark.parametrize("name", STAYING_PAGES)
def test_a_page_is_made_again_only_for_what_it_shows(
    project: EditedProject, made_pages: list[str], name: str
) -> None:
    project.toggle(name)
    project.forget_memory()
    files, _ = project.build()
    assert files is not None
    assert set(STAYING_PAGES[name]) & files.keys(), "the edit is held against pages that there are"
    assert set(STAYING_PAGES[name]) & set(made_pages) == set()


def test_a_file_that_says_the_same_makes_no_page(project: EditedProject, made_pages: list[str]) -> None:
    project.toggle("how a label is written")
    assert project.build() == project.build_from_nothing()
    made_pages.clear()
    project.toggle("how a label is written")
    project.build()
    assert made_pages == []


def test_an_edit_makes_its_own_part_of_the_report_again(
    project: EditedProject, made_pages: list[str]
) -> None:
    project.toggle("parts of the report")
    project.build()
    made_pages.clear()
    project.toggle("a sentence")
    built = project.build()
    assert sorted(made_pages) == [
        "en/documents/bridge-plan-2019/index.html",
        "en/report/2010/index.html",
        "nl/documenten/bruggenplan-2019/index.html",
    ], "the other language's page says whether its text is behind"
    assert built == project.build_from_nothing()


def test_a_new_document_leaves_pages_of_others_alone(project: EditedProject, made_pages: list[str]) -> None:
    """Each page of a document that says nothing of the new one stays."""
    for number in (1, 2, 3):
        add_document(project.root, number)
    project.build()
    made_pages.clear()
    add_document(project.root, 4)
    assert project.build() == project.build_from_nothing()
    assert not [page for page in made_pages[: len(set(made_pages))] if "plan-1/" in page or "plan-2/" in page]


def test_ids_that_are_renamed_by_hand_are_seen_everywhere(project: EditedProject) -> None:
    for old, new in (
        ("brugstede", "bridge-town"),
        ("plan-2019", "plan-of-2019"),
        ("budget", "money-there-is"),
    ):
        rename_by_hand(project.root, old, new)
        assert project.build() == project.build_from_nothing(), old
        assert project.rename(new, old).exit_code == 0
        assert project.build() == project.build_from_nothing(), old


_DERIVED_FACT = """\
- id: spans
  label: {nl: overspanningen, en: spans}
  derived: bridges-2018 + target
  unit: bridge
  date: 2021
"""


@pytest.mark.parametrize("name", sample(["facts", "figures"]))
def test_entries_that_move_to_another_file_are_linked_there(project: EditedProject, name: str) -> None:
    """They say the same as before, but stand on another page."""
    for file in (project.root / "content/pages/about").iterdir():
        file.write_text(f"{file.read_text('utf-8')}\n[[spans]], [[bridges-over-time]]\n", "utf-8")
    derived = project.root / "content/facts.yml"
    derived.write_text(f"{derived.read_text('utf-8')}{_DERIVED_FACT}", "utf-8")
    (project.root / "content/verification.json").unlink()
    project.build()
    before = project.build_from_nothing()
    for is_there in (True, False):
        assert move_register(project.root, name)
        built = project.build()
        assert built == project.build_from_nothing()
        assert built[0] is not None
        assert (built != before) == is_there


def test_an_event_moves_to_the_page_of_another_theme(project: EditedProject) -> None:
    project.toggle("the themes of an event")
    assert project.build() == project.build_from_nothing()


def test_a_check_takes_nothing_from_the_next_build(project: EditedProject) -> None:
    project.toggle("the name of a theme")
    assert project.check().exit_code == 0
    project.toggle("a value")
    project.check()
    assert project.build() == project.build_from_nothing()
    project.toggle("an unknown key")
    assert project.check().exit_code == 1
    assert project.build() == project.build_from_nothing()


@pytest.mark.exhaustive
def test_two_sites_of_a_project_have_their_own_pages(project: EditedProject) -> None:
    project.toggle("a draft")
    preview, other = project.config("preview", is_preview=True), project.config("other")
    for _ in range(2):
        for config in (preview, other, project.config(), preview):
            assert project.build(config) == project.build_from_nothing(config)
        project.toggle("the title of a document")
    files = project.published(preview)
    assert len(files) > len(project.published(other)), "only the preview has the draft"


@pytest.mark.slow
def test_search_is_switched_on_and_off(project: EditedProject) -> None:
    for name in ("a sentence", "the title of a page", "a draft"):
        project.with_search = not project.with_search
        assert project.build() == project.build_from_nothing()
        project.toggle(name)
        assert project.build() == project.build_from_nothing()


def test_a_source_text_is_published_and_taken_back(project: EditedProject, made_pages: list[str]) -> None:
    """Serving and building share a folder; neither takes over what the other shows of a source text."""
    preview, page = project.config(is_preview=True), "en/documents/progress-report-2021/source/index.html"
    document = project.root / LETTER
    before = document.read_text("utf-8")
    publish_letter(project.root)
    for config in (project.config(), preview, project.config()):
        built = project.build(config)
        assert built == project.build_from_nothing(config)
        assert built[0] is not None
        assert page in built[0]
    made_pages.clear()
    project.toggle("a sentence")
    project.build()
    assert "en/documents/bridge-plan-2019/index.html" in made_pages
    assert page not in made_pages, "the page of a text is made again only for what it shows"
    text = project.root / PUBLISHED_FILE
    text.write_text(text.read_text("utf-8").replace("bruggen", "Bruggen"), "utf-8")
    assert project.build()[0] is None
    assert project.build() == project.build_from_nothing()
    text.unlink()
    assert project.build() == project.build_from_nothing()
    document.write_text(before, "utf-8")
    files, problems = project.build()
    assert (files, problems) == project.build_from_nothing()
    assert files is not None
    assert page not in files


def test_a_source_text_that_changes_changes_its_pages(project: EditedProject) -> None:
    publish_letter(project.root)
    project.build()
    source = project.root / "sources/letter-2021.nl.txt"
    for old, new in (("Geachte raad", "Geachte leden van de raad"), ("Dit voorjaar", "In het voorjaar")):
        source.write_text(source.read_text("utf-8").replace(old, new), "utf-8")
        (project.root / "content/verification.json").unlink()
        write_receipt(project.root)
        assert project.build() == project.build_from_nothing()
    document = project.root / LETTER
    document.write_text(
        document.read_text("utf-8").replace("licence: CC-BY-4.0", "licence: CC0-1.0"), "utf-8"
    )
    files, problems = project.build()
    assert (files, problems) == project.build_from_nothing()
    assert files is not None
    assert b"publicdomain/zero" in files["nl/documenten/voortgangsbericht-2021/bron/index.html"]


def test_what_cannot_be_built_leaves_everything(project: EditedProject) -> None:
    before = project.published(project.config())
    text = project.root / TEXT
    text.write_text(text.read_text("utf-8") + "\nIn 1234 there were 77 of them, and [[nothing]].\n", "utf-8")
    files, problems = project.build()
    assert files is None
    assert {problem.code for problem in problems} >= {"bare-number", "dangling-reference"}
    assert (files, problems) == project.build_from_nothing()
    assert project.published(project.config()) == before


def test_problems_in_unchanged_files_have_their_place(project: EditedProject) -> None:
    """The file of a problem wasn't parsed by this build, and yet its line and column are told."""
    data = project.root / DATA
    text = data.read_text("utf-8")
    data.write_text(text.replace("status: confirmed}", "status: confirmed}\n  - {status: unknown}"), "utf-8")
    project.build()
    project.forget_memory()
    (project.root / "content/works.yml").write_text("[]\n", "utf-8")
    files, problems = project.build()
    assert files is None
    wanted = project.build_from_nothing()
    assert (files, problems) == wanted
    elsewhere = [one.position for one in problems if one.position.path == DATA]
    assert elsewhere
    assert all(position.line > 1 and position.column > 1 for position in elsewhere)


def test_somebody_at_the_published_files(project: EditedProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """What isn't any more what it was when the build looked isn't taken over as if it were."""
    project.toggle("a sentence")
    project.build()
    harmed: list[str] = []

    def harm(*given: Any) -> Any:
        found = take_published_snapshot(*given)
        if not harmed:
            for file in (project.root / "site").rglob("*.html"):
                file.write_bytes(file.read_bytes() + b"<!-- x -->")
                harmed.append(file.name)
        return found

    monkeypatch.setattr(build_run, "take_published_snapshot", harm)
    project.toggle("the name of a term")
    assert project.build() == project.build_from_nothing()
    harmed.clear()
    project.toggle("a reference")
    project.build()
    assert harmed
    assert project.build() == project.build_from_nothing(), "what was taken in good faith is mended next time"


def test_a_folder_of_content_that_cannot_be_opened_is_told(
    project: EditedProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, closed = os.scandir, project.root / "content/documents/plan-2019"

    def scandir(path: Any = ".") -> Any:
        if path in {closed, str(closed)}:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    before = files_below(project.root / "site")
    monkeypatch.setattr(os, "scandir", scandir)
    assert take_snapshot(project.config(), {}) is None
    with pytest.raises(ContentError) as told:
        build_and_publish(project.config())
    assert "unreadable" in {problem.code for problem in told.value.problems}
    assert files_below(project.root / "site") == before


def test_a_build_that_ended_early_is_no_trouble(project: EditedProject, made_pages: list[str]) -> None:
    before = project.published(project.config())
    project.toggle("a sentence")
    project.begin_build(project.config(), pages=1)
    assert len(made_pages) == 1
    assert project.published(project.config()) == before
    project.toggle("the name of a term")
    project.begin_build(project.config(), pages=2)
    assert project.published(project.config()) == before
    assert project.build() == project.build_from_nothing()
