"""What can't be is told in one message at every door: by this project, or by the system."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.diagnostics.os_errors import describe_os_error, printable_name
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.mkdocs_plugin.settings_errors import UnusableSettings
from dossier_timeline.publishing.placement import ProjectFolders, check_placement
from tests.conftest import Command, Run
from tests.diagnostics import refused_calls as refusing
from tests.helpers.files import GOOD, files_below
from tests.mkdocs_plugin.serving import serving, wait_for

pytestmark = pytest.mark.process

PLACED = {
    "site": "",
    "public/site": "",
    "../out": "",
    "templates": "is the folder of templates",
    "templates/site": "lies in the folder of templates",
    "sources": "is the folder of source texts",
    ".git": "lies in “.git”",
    ".git/site": "lies in “.git”",
    ".cache/site": "lies in “.cache”",
    ".site.spare": "lies in “.site.spare”",
    ".site.spare/sub": "lies in “.site.spare”",
    "published/sub": "where another site is published",
    "linked": "is the folder of templates",
    "linked-above/site": "lies in “.git”",
    "/": "",
}
"""A folder of the site, and what is wrong with it."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "good"
    shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns(".*cache", "site"))
    return folder


def say(folder: Path, **lines: str) -> None:
    """Set settings of mkdocs.yml."""
    file = folder / "mkdocs.yml"
    kept = [line for line in file.read_text("utf-8").splitlines() if line.partition(":")[0] not in lines]
    file.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in lines.items()), ""]), "utf-8")


@pytest.mark.parametrize("place", [place for place in PLACED if place != "/"])
def test_a_site_has_a_folder_of_its_own(small: Path, place: str) -> None:
    for name in ("templates", ".git"):
        (small / name).mkdir(exist_ok=True)
    (small / "linked").symlink_to("templates")
    (small / "linked-above").symlink_to(".git")
    (small / ".published.lock").write_bytes(b"")
    say(small, site_dir=place)
    if not PLACED[place]:
        assert load_config(str(small / "mkdocs.yml")).paths.site == (small / place).resolve()
        return
    with pytest.raises(UnusableSettings) as told:
        load_config(str(small / "mkdocs.yml"))
    (problem,) = told.value.problems
    assert PLACED[place] in problem.message
    lines = (small / "mkdocs.yml").read_text("utf-8").splitlines()
    assert lines[problem.position.line - 1] == f"site_dir: {place}"


@given(st.lists(st.sampled_from(("a", "b", ".git", "site")), max_size=3), st.integers(0, 3))
@settings(max_examples=200)
def test_no_folder_that_is_read_is_within_the_site_or_around_it(names: list[str], up: int) -> None:
    root = Path("/home/anybody/project")
    site = root.parents[up - 1].joinpath(*names) if up else root.joinpath(*names)
    content = root / "a"
    wrong = check_placement(ProjectFolders(root, content, site), Position)
    bad = (
        content.is_relative_to(site)
        or root.is_relative_to(site)
        or site.is_relative_to(content)
        or ".git" in site.parts
    )
    assert bool(wrong) == bad


@pytest.mark.parametrize("how", ["outside", "link", "link above"])
def test_content_elsewhere_is_told_by_every_command(good: Path, command: Command, how: str) -> None:
    if how == "link above":
        (good.parent / "more").mkdir()
        (good / "content").rename(good.parent / "more/content")
        (good / "more").symlink_to("../more")
        say(good, docs_dir="more/content")
    else:
        (good / "content").rename(good.parent / "data")
        (good / "content").symlink_to("../data") if how == "link" else say(good, docs_dir="../data")
    for words in ("check", "status", "verify", "addresses", "translated plan-2019 nl", "rename a b"):
        done = command(*words.split(), exit_code=2)
        assert done.output.count("error[mkdocs-setting]") == 1
        assert "outside the folder of mkdocs.yml" in done.output


@pytest.mark.parametrize("name", ["mkdocs.yaml", "other.yml"])
def test_another_name_of_the_settings_does_in_every_command(command: Command, good: Path, name: str) -> None:
    (good / "mkdocs.yml").rename(good / name)
    words = () if name == "mkdocs.yaml" else ("-f", name)
    command(*words, "status")
    done = command(*words, "check", "--release", exit_code=1)
    assert f"{name}:2:1: error[placeholder-address]" in done.output


def test_a_page_that_another_maker_adds_is_named_and_nothing_published(small: Path, run: Run) -> None:
    (small / "hook.py").write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        '    files.append(File.generated(config, "made.md", content="# Made\\n"))\n'
        '    files.append(File.generated(config, "made.txt", content="Made\\n"))\n'
        "    return files\n"
    )
    say(small, hooks="[hook.py]")
    done = run(small, "mkdocs", "build")
    assert done.stderr.count("these would vanish: “made.md”") == 1
    assert "mount: dossier" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert not (small / "site").exists()


def test_a_project_whose_name_is_no_text_is_built(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff"))
    try:
        shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns(".*cache", "site"))
    except OSError:
        pytest.skip("this file system has no such names: not tried")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert (folder / "site/index.html").exists()


@given(st.binary(max_size=20), st.sampled_from(sorted(errno.errorcode)))
@settings(max_examples=200)
def test_every_refusal_is_one_line_that_can_be_printed(name: bytes, code: int) -> None:
    error = OSError(code, os.strerror(code), os.fsdecode(name.replace(b"\0", b"")))
    assert describe_os_error(error).encode()
    assert describe_os_error(error).startswith(os.strerror(code))
    assert "\n" not in describe_os_error(error)
    assert bool(printable_name(name).encode()) == bool(name)


@pytest.mark.skipif(sys.platform != "linux", reason="builds in forks")
def test_whatever_the_system_refuses_the_site_is_whole_and_no_traceback_is_seen(small: Path) -> None:
    assert refusing.built(small)[0] == 0
    errors = (errno.EACCES, errno.ENOSPC, errno.EMFILE, 0, errno.EAGAIN)
    ends = refusing.tried(small, [3, 60, 131, 262], lambda at: errors[at % len(errors)])
    assert ends["told"] >= 2, ends


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_preview_that_is_ended_leaves_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    with serving(small, "mkdocs", end=end) as served:
        wait_for(served.root + "en/", "Brugstede")
        assert list(place.iterdir())
    for _ in range(100):
        if not list(place.iterdir()):
            break
        time.sleep(0.1)
    assert list(place.iterdir()) == []
    assert "site" not in files_below(small)
