"""What many tests need: a copy of the small good site, and the real dossier's folder."""

from __future__ import annotations

import gc
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from dossier_timeline.site.plan import SitePlan
from tests.browser.chromium import launch
from tests.helpers.files import GOOD, ROOT
from tests.helpers.module_run import FOLDER, run_module
from tests.helpers.remembered_work import remember_work
from tests.helpers.shared_work import shared_folder
from tests.helpers.small_site import good_files, good_site

settings.register_profile("whatever-else-the-machine-does", deadline=None)
settings.load_profile("whatever-else-the-machine-does")

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Command = Callable[..., Result]


STARTING = {"subprocess.Popen", "os.posix_spawn"}
"""The events by which a process begins a program."""
_started: set[str] = set()
sys.addaudithook(lambda event, _: _started.add(event) if event in STARTING else None)


BUILDING = {
    "browser", "cache", "cli", "docs", "look", "mkdocs_plugin", "output", "pipeline", "publishing", "servers",
    "supply",
}  # fmt: skip
"""Folders of tests that build sites, or run commands, servers and browsers: none of `make quick`."""


def pytest_collection() -> None:
    """While thousands of tests are collected nothing of them is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no search for garbage goes through it again."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what isn't quick: a folder that builds, and each test that is slow or in a browser."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in BUILDING or item.get_closest_marker("slow") or item.get_closest_marker("browser"):
            item.add_marker("process")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # nothing long is left to the end


@pytest.fixture(autouse=True)
def _only_marked_tests_start_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """`make quick` stays quick: a test that starts a program says so by a mark."""
    _started.clear()
    yield
    if request.node.get_closest_marker("process") is None:
        assert _started == set(), "mark this test with pytest.mark.process: it starts a program"


@pytest.fixture(scope="session", autouse=True)
def _no_source_texts() -> Iterator[None]:
    """`SOURCES` of the environment are the real dossier's: no other site of the tests has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCES", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _programs_can_be_hung_up() -> None:
    """A run in the background (`nohup`) is deaf to this signal, and so would be each program it starts."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key of what builds remember is the tests' own, and not that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _alike_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What all sites have in common is made once, by whichever process of the tests needs it first."""
    folder = shared_folder(tmp_path_factory) / "alike"
    folder.mkdir(exist_ok=True)
    with remember_work(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder))
        yield


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The small good site, to change at will."""
    folder = tmp_path / "good"
    shutil.copytree(GOOD, folder)
    return folder


@pytest.fixture(scope="session")
def site() -> SitePlan:
    """The small good site, planned."""
    return good_site()


@pytest.fixture(scope="session")
def files() -> Mapping[str, bytes]:
    """The small good site, rendered."""
    return good_files()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests; an error, not a skip, where there is none."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def run() -> Run:
    """Run a module of Python in a folder: `run(folder, "mkdocs", "build")`."""

    return run_module


@pytest.fixture
def command(good: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process, in the small good site: `command("check", "--strict")`.

    It must end with `exit_code`; `answers` are typed in.
    """
    from dossier_timeline.__main__ import cli

    monkeypatch.chdir(good)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1642636800")
    monkeypatch.setattr(sys, "argv", ["dossier-timeline"])

    def run_command(*words: str, answers: str | None = None, exit_code: int = 0) -> Result:
        done = CliRunner().invoke(cli, list(words), input=answers)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == exit_code, done.output
        return done

    return run_command
