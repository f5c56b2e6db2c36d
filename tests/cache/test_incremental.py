"""A build that takes over what it can publishes what a build from nothing would, byte for byte."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dossier_timeline import build_run
from dossier_timeline import pipeline as builder
from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache import plans as planned
from dossier_timeline.cache.snapshots import InputSnapshot, take_published_snapshot, take_snapshot
from dossier_timeline.cache.store import cache_file, read_cache_file, write_cache_file
from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.helpers.files import GOOD, files_below

TEXT = "content/documents/plan-2019/en.md"
DATA = "content/documents/plan-2019/document.yml"
LOCALE = "templates/locales/{}/LC_MESSAGES"
EDITS: dict[str, tuple[str, str, str]] = {
    "a sentence": (TEXT, "The town wants", "For years the town has wanted"),
    "a sentence of the other language": (TEXT.replace("/en.", "/nl."), "## ", "Nieuw.\n\n## "),
    "a reference": (TEXT, "[[railing: railings]]", "[[railing: handrails]]"),
    "a reference to something else": (TEXT, "[[brugstede]]", "[[town-council]]"),
    "a heading": (TEXT, "## Why a plan", "## Why there is a plan"),
    "where a heading is": (TEXT, "{#why}", "{#reason}"),
    "what a page is called": ("content/pages/about/en.md", "title: ", "title: All "),
    "where a page is": ("content/pages/about/en.md", "slug: ", "slug: all-"),
    "what a page says": ("content/pages/about/en.md", "\n---\n", "\n---\nMore.\n\n"),
    "the name of a term": ("content/terms.yml", "en: railing}", "en: parapet}"),
    "the definition of a term": ("content/terms.yml", "from falling off", "from jumping off"),
    "the title of the dossier": ("content/dossier.yml", "The bridges of", "All bridges of"),
    "the label of a fact": (DATA, "label: {", "label: { "),
    "a draft": (DATA, "id: plan-2019", "id: plan-2019\ndraft: true"),
    "an unknown key": (DATA, "id: plan-2019", "id: plan-2019\ncolour: red"),
    "the site's address": ("mkdocs.yml", "example.org/bridges/", "example.org/"),
    "where to report": ("mkdocs.yml", "sources: sources", "sources: sources\n      report_url: https://example.org/r"),
    "an extension": ("mkdocs.yml", "  - def_list", "  - def_list\n  - abbr"),
    "a source text": ("sources/plan-2019.nl.txt", "brug", "Brug"),
}  # fmt: skip
WRITTEN: dict[str, tuple[str, bytes]] = {
    "a component of its own": ("templates/components/badge/badge.html", b""),
    "a page's template": ("templates/pages/method.html", b""),
    "a style sheet": ("templates/assets/css/99-own.css", b"@layer components { p { color: inherit } }\n"),
    "a catalogue": ("templates/locales/en/LC_MESSAGES/messages.po", b""),
}
"""Files of the dossier's own that stand before packaged ones; an empty one is made of the packaged."""
HARM = ("a page is gone", "a page is another", "a page too many", "memory is gone", "memory is harmed")


class Site:
    """A dossier that is edited and built, and what other plugins leave."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "good"
        shutil.copytree(GOOD, self.root, ignore=shutil.ignore_patterns(".*cache", "site"))
        self.foreign: dict[str, bytes] = {}
        self.numbers = 0

    def toggle(self, name: str) -> None:
        """Make an edit, or take it back."""
        if name in EDITS:
            path, before, after = EDITS[name]
            text = (self.root / path).read_text("utf-8")
            old, new = (after, before) if after in text else (before, after)
            assert old in text, name
            (self.root / path).write_text(text.replace(old, new, 1), "utf-8")
        elif name in WRITTEN:
            path, content = WRITTEN[name]
            file = self.root / path
            if file.exists():
                file.unlink()
            else:
                packaged = content or (GOOD.parents[2] / path).read_bytes()
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_own(path, packaged))
        else:
            self.foreign = {} if self.foreign else {"other/file.txt": b"from another plugin"}

    def harm(self, how: str) -> None:
        """Do to the published site, or to what is remembered, what nobody should."""
        pages = sorted((self.root / "site").rglob("*.html"))
        memory = sorted((self.root / ".cache/dossier").glob("*"))
        self.numbers += 1
        if how == "memory is gone":
            shutil.rmtree(self.root / ".cache", ignore_errors=True)
        elif how == "memory is harmed" and memory:
            file = memory[self.numbers % len(memory)]
            file.write_bytes(file.read_bytes()[:-7] + b"strange")
        elif how == "a page too many" and pages:
            pages[-1].with_name("more.html").write_text("more")
        elif how == "a page is gone" and pages:
            pages[self.numbers % len(pages)].unlink()
        elif how == "a page is another" and pages:
            page = pages[self.numbers % len(pages)]
            page.write_bytes(page.read_bytes().replace(b"e", b"E", 1))

    def looked(self) -> InputSnapshot:
        """What there is before a build."""
        looked = take_snapshot(self._config(), self.foreign)
        assert looked is not None
        return looked

    def built(self) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
        """What is published, and what is told, after a build that remembers."""
        config = self._config()
        problems: tuple[Diagnostic, ...] = ()
        looked = self.looked()
        if looked.unchanged_build is not None:
            problems = looked.unchanged_build.problems
        else:
            try:
                problems = build_and_publish(config, extra_files=self.foreign, input_snapshot=looked)[
                    0
                ].problems
            except ContentError as error:
                problems = error.problems
        site = files_below(self.root / "site") if (self.root / "site").is_dir() else {}
        return site, problems

    def anew(self) -> tuple[dict[str, bytes] | None, tuple[Diagnostic, ...]]:
        """What a build that remembers nothing makes; no site where something is wrong."""
        memory = self.root / ".cache"
        aside = memory.rename(self.root / ".aside") if memory.exists() else None
        try:
            site = build_site(self._config(), extra_files=self.foreign)
        except ContentError as error:
            return None, error.problems
        finally:
            shutil.rmtree(memory, ignore_errors=True)
            if aside:
                aside.rename(memory)
        return dict(site.files), site.problems

    def _config(self) -> Any:
        config = load_config(str(self.root / "mkdocs.yml"))
        return config.with_settings(search=False)


def _own(path: str, packaged: bytes) -> bytes:
    if path.endswith(".po"):
        return packaged.replace(b'msgstr "Timeline"', b'msgstr "All of it"')
    return packaged.replace(b'class="', b'class="own ', 1) if path.endswith(".html") else packaged


class Editing(RuleBasedStateMachine):
    """Any sequence of edits and builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="incremental-"))
        self.site = Site(self.folder)
        self.stood = self.site.built()[0]
        assert self.stood

    @rule(names=st.lists(st.sampled_from(sorted({*EDITS, *WRITTEN, "other"})), min_size=1, max_size=3))
    def edit(self, names: list[str]) -> None:
        for name in names:
            self.site.toggle(name)

    @rule(how=st.sampled_from(HARM))
    def harm(self, how: str) -> None:
        self.site.harm(how)
        self.stood = {}

    @invariant()
    def a_build_is_what_it_would_be_from_nothing(self) -> None:
        files, problems = self.site.built()
        wanted, told = self.site.anew()
        assert problems == told
        if wanted is not None:
            assert files == wanted
        elif self.stood:
            assert files == self.stood, "what can't be built leaves the site as it was"
        self.stood = files

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Editing.TestCase.settings = hypothesis(
    max_examples=2, stateful_step_count=4, deadline=None, database=None, derandomize=True
)
TestEditing = Editing.TestCase


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.built()
    return site


@pytest.mark.parametrize("part", range(4))
def test_everything_counts(site: Site, part: int) -> None:
    before = site.anew()
    for name in [*EDITS, *WRITTEN, "other"][part::4]:
        site.toggle(name)
        files, problems = site.built()
        wanted, told = site.anew()
        assert problems == told, name
        assert name in _UNSEEN or (wanted, told) != before, f"{name}: this edit shows nothing"
        if wanted is None:
            site.toggle(name)
        else:
            assert files == wanted, name
            before = wanted, told


_UNSEEN = {"a source text", "an extension", "the label of a fact"}
"""Edits that change no page of this small site, but must be looked at."""


@pytest.mark.parametrize("how", HARM)
def test_a_build_heals(site: Site, how: str) -> None:
    wanted = site.anew()
    site.harm(how)
    assert site.built() == wanted


def test_nothing_is_done_when_nothing_has_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.looked().unchanged_build is not None
    file = site.root / TEXT
    file.write_bytes(file.read_bytes())
    assert site.looked().unchanged_build is not None, "the same words at another time are the same"


def test_a_page_is_made_again_only_for_what_it_shows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from dossier_timeline.output import page_rendering

    again: list[str] = []
    whole: Callable[..., bytes] = page_rendering.render_page
    monkeypatch.setattr(
        page_rendering, "render_page", lambda *given: again.append(given[2].path) or whole(*given)
    )
    site.toggle("a sentence")
    site.built()
    kinds = {path.split("/")[1] for path in again}
    assert again
    assert kinds <= {"documents", "documenten", "report"}, again
    again.clear()
    site.toggle("the name of a term")
    site.built()
    assert len(again) > 20


def test_words_are_put_in_their_place(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []
    whole = read_content
    monkeypatch.setattr(builder, "read_content", lambda config: read.append(config) or whole(config))
    site.toggle("a sentence")
    files, problems = site.built()
    assert read == []
    assert "behind" in {problem.code for problem in problems}
    assert (files, problems) == site.anew()
    read.clear()
    text = site.root / TEXT
    text.write_text(text.read_text("utf-8") + "\nMore words.\n", "utf-8")
    files, problems = site.built()
    assert read == []
    assert (files, problems) == site.anew()
    for name in ("a reference", "a heading", "where a heading is", "a reference to something else"):
        read.clear()
        site.toggle(name)
        files, problems = site.built()
        assert bool(read) == (name in {"where a heading is", "a reference to something else"}), name
        wanted, told = site.anew()
        assert problems == told, name
        assert wanted is None or files == wanted, name
    read.clear()
    before = files
    text.write_text(text.read_text("utf-8") + "\nIn 1234 there were 77 of them, and [[nothing]].\n", "utf-8")
    files, problems = site.built()
    assert read
    assert {problem.code for problem in problems} >= {"bare-number", "dangling-reference"}
    assert files == before


def test_a_plan_is_whole_or_none(site: Site) -> None:
    site.toggle("a sentence")
    site.built()
    file = cache_file(site._config(), "plan")
    head, _, body = (read_cache_file(file) or b"").partition(b"\n")
    assert planned.load_cached_plan(site.looked(), site._config()) is not None
    values = json.loads(body)
    strange: tuple[Any, ...] = (
        [values[0], values[1][:-1]],
        [values[0], [*values[1], 1]],
        [[], values[1]],
        1,
        [],
    )
    for content in (*map(json.dumps, strange), "", pickle.dumps(1).hex()):
        write_cache_file(file, head + b"\n" + content.encode())
        assert planned.load_cached_plan(site.looked(), site._config()) is None
    assert site.built() == site.anew()


def test_a_heading_that_moves_in_every_language_is_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    whole = read_content
    for text in (site.root / TEXT).parent.glob("*.md"):
        assert "{#why}" in text.read_text("utf-8")
        text.write_text(text.read_text("utf-8").replace("{#why}", "{#reason}"), "utf-8")
    monkeypatch.setattr(builder, "read_content", lambda config: read.append(config) or whole(config))
    files, problems = site.built()
    assert read, "texts that lead to it may lead nowhere now"
    wanted, told = site.anew()
    assert problems == told
    assert wanted is None or files == wanted


def test_what_belongs_to_no_site_any_more_goes(site: Site) -> None:
    folder = site.root / ".cache/dossier"
    old = {"plan.0123456789abcdef", "last.0123456789abcdef"}
    for name in old:
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (0, 0))
    (folder / "plan.aaaaaaaaaaaaaaaa").write_bytes(b"of yesterday")
    before = {one.name for one in folder.iterdir()}
    site.toggle("a sentence")
    site.built()
    assert before - {one.name for one in folder.iterdir()} == {
        "plan.0123456789abcdef",
        "last.0123456789abcdef",
    }


def test_somebody_at_the_published_files(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What isn't any more what it was when the build looked isn't read as if it were."""
    site.toggle("a sentence")
    site.built()
    done: list[str] = []
    stands = take_published_snapshot

    def harmed(*given: Any) -> Any:
        found = stands(*given)
        if not done:
            done.append("harmed")
            for file in (site.root / "site").rglob("*.html"):
                file.write_bytes(file.read_bytes() + b"<!-- x -->")
        return found

    monkeypatch.setattr(build_run, "take_published_snapshot", harmed)
    site.toggle("the name of a term")
    assert site.built() == site.anew()
    assert done.pop()
    text = site.root / TEXT
    text.write_text(text.read_text("utf-8") + "\nMore words.\n", "utf-8")
    site.built()
    assert done
    assert site.built() == site.anew(), "what was taken in good faith is mended by the next build"


def test_an_edit_makes_its_own_part_of_the_report_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from dossier_timeline.output import page_rendering

    settings = site.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "      report_documents: 1\n", "utf-8")
    site.harm("memory is gone")
    site.toggle("a sentence")
    site.built()
    again: list[str] = []
    whole: Callable[..., bytes] = page_rendering.render_page
    monkeypatch.setattr(
        page_rendering, "render_page", lambda *given: again.append(given[2].path) or whole(*given)
    )
    site.toggle("a sentence")
    built, made = site.built(), sorted(again)
    assert made == [
        "en/documents/bridge-plan-2019/index.html",
        "en/report/2010/index.html",
        "nl/documenten/bruggenplan-2019/index.html",
    ], "the other language's page says whether its text is behind"
    assert built == site.anew()


def test_a_folder_of_content_that_cannot_be_opened_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.scandir
    closed = site.root / "content/documents/plan-2019"

    def scandir(path: Any = ".") -> Any:
        if path in {closed, str(closed)}:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    before = files_below(site.root / "site")
    monkeypatch.setattr(os, "scandir", scandir)
    assert take_snapshot(site._config(), {}) is None
    with pytest.raises(ContentError) as told:
        build_and_publish(site._config())
    assert "unreadable" in {problem.code for problem in told.value.problems}
    assert files_below(site.root / "site") == before


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site) -> None:
    file = site.root / TEXT
    found = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace("town", "TOWN", 1), "utf-8")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (found.st_size, found.st_mtime_ns)
    assert site.looked().unchanged_build is None
    assert site.built() == site.anew()
