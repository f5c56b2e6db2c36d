"""The state machine that edits a project in every way and compares each build with one from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dossier_timeline.config import Config
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.model.remembering import keep_results
from tests.cache.edited_project import HARMS, EditedProject, Outcome
from tests.cache.edits import (
    REPLACEMENTS,
    WRITTEN_FILES,
    add_document,
    change_place,
    move_register,
    rename_by_hand,
    toggle_page,
)
from tests.helpers.files import GOOD

NUMBERS = st.integers(0, 999)
EDIT_NAMES = sorted({*REPLACEMENTS, *WRITTEN_FILES, "a file of another plugin"})


class EditMachine(RuleBasedStateMachine):
    """Any sequence of edits, commands and builds."""

    sites: tuple[Path, ...] = (GOOD,)
    steps = 0
    """How many edits were made by all sequences."""
    shows_progress = False

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="incremental-"))
        self.project = EditedProject(self.folder / "good")
        self.saved: dict[str, bytes] = {}
        self.was_built: Mapping[str, bytes] | None = None

    @initialize(number=NUMBERS)
    def choose_site(self, number: int) -> None:
        self.project = EditedProject.copy(self.folder, self.sites[number % len(self.sites)])
        self.project.shows_first_pages = True
        keep_results()

    def _edit(self) -> None:
        type(self).steps += 1
        self.saved = self.project.save_files()

    @rule(names=st.lists(st.sampled_from(EDIT_NAMES), min_size=1, max_size=3, unique=True))
    def toggle(self, names: list[str]) -> None:
        self._edit()
        for name in names:
            self.project.toggle(name)

    @rule(places=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=3))
    def change_anything(self, places: list[tuple[int, int]]) -> None:
        self._edit()
        for file_number, place_number in places:
            change_place(self.project.root, file_number, place_number)

    @rule(number=st.integers(1, 3))
    def add_or_remove_document(self, number: int) -> None:
        self._edit()
        add_document(self.project.root, number)

    @rule()
    def add_or_remove_page(self) -> None:
        self._edit()
        toggle_page(self.project.root)

    @rule(name=st.sampled_from(("facts", "figures")))
    def move_register(self, name: str) -> None:
        self._edit()
        move_register(self.project.root, name)

    @rule(number=NUMBERS, by_hand=st.booleans())
    def rename(self, number: int, by_hand: bool) -> None:
        self._edit()
        ids = self.project.list_ids()
        if not ids:
            return
        old = ids[number % len(ids)]
        new = old.removesuffix("-x") if old.endswith("-x") else f"{old}-x"
        if by_hand:
            rename_by_hand(self.project.root, old, new)
        else:
            self.project.rename(old, new)

    @rule()
    def switch_search(self) -> None:
        self._edit()
        self.project.with_search = not self.project.with_search

    @rule()
    def write_addresses(self) -> None:
        self._edit()
        self.project.write_addresses()

    @rule()
    def check(self) -> None:
        self.project.check()

    @rule()
    def start_another_process(self) -> None:
        self.project.forget_memory()

    @rule(how=st.sampled_from(HARMS))
    @precondition(lambda self: self.was_built is not None)
    def harm(self, how: str) -> None:
        self.project.harm(how)
        self.was_built = None

    @rule(name=st.sampled_from(EDIT_NAMES), pages=st.integers(0, 40))
    def end_a_build_early(self, name: str, pages: int) -> None:
        self._edit()
        self.project.toggle(name)
        with suppress(ContentError):
            self.project.begin_build(self.project.config(), pages)
        self.was_built = None

    @rule()
    def build_preview(self) -> None:
        self._compare(self.project.config("preview", is_preview=True))

    @rule()
    def build_other_site(self) -> None:
        self._compare(self.project.config("other-site"))

    @invariant()
    def a_build_is_what_it_would_be_from_nothing(self) -> None:
        if not self.project.root.exists():
            return
        before, self.was_built = self.was_built, None
        files, _ = self._compare(self.project.config())
        if files is None:
            now = self.project.published(self.project.config())
            assert before is None or now == before, "what can't be built leaves the site as it was"
            if self.saved:
                self.project.restore_files(self.saved)
            self.was_built = before
        else:
            self.was_built = files

    def _compare(self, config: Config) -> Outcome:
        files, problems = self.project.build(config)
        wanted, told = self.project.build_from_nothing(config)
        assert problems == told, sorted(map(str, {*problems} ^ {*told}))
        assert (files is None) == (wanted is None)
        if files is not None and wanted is not None:
            different = sorted(
                path for path in files.keys() | wanted.keys() if files.get(path) != wanted.get(path)
            )
            assert different == []
        return files, problems

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.shows_progress:
            print(f"{self.steps} edits", flush=True)
