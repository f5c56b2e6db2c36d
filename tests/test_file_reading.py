"""No file that is read can hang a build, fill the memory or show what lies elsewhere, wherever it stands."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.cache.snapshots import take_snapshot
from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.content.published_addresses import read_addresses
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.file_reading import MB, FileRefusedError, file_digest, read_beginning, read_plain_file
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.files import GOOD, ROOT

SECRET = "The key of the house lies under the third stone."


def _socket(file: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(file.parent)  # the name of a socket can't be long
    try:
        listening.bind(file.name)
    finally:
        os.chdir(before)
        listening.close()


def _huge(file: Path) -> None:
    file.touch()
    os.truncate(file, 1 << 40)


KINDS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a file without an end": lambda file: file.symlink_to("/dev/zero"),
    "the terminal": lambda file: file.symlink_to("/dev/stdin"),
    "a device that answers slowly": lambda file: file.symlink_to("/dev/random"),
    "the environment": lambda file: file.symlink_to("/proc/self/environ"),
    "the memory of the process": lambda file: file.symlink_to("/proc/self/mem"),
    "a file elsewhere": lambda file: file.symlink_to(_elsewhere(file)),
    "a link to nothing": lambda file: file.symlink_to("nothing"),
    "a link in a circle": lambda file: file.symlink_to(file.name),
    "a huge file": _huge,
    "a folder": Path.mkdir,
}
"""What may stand where a file is read."""

PLACES = (
    "content/terms.yml",
    "content/facts.yml",
    "content/documents/plan-2019/nl.md",
    "content/documents/more/document.yml",
    "content/pages/about/en.md",
    "content/verification.json",
    "published-addresses.txt",
    "sources/plan-2019.nl.txt",
    "templates/pages/method.html",
    "templates/components/badge/badge.html",
    "templates/assets/css/99-own.css",
    "templates/assets/mark.svg",
    "templates/locales/en/LC_MESSAGES/messages.po",
    "templates/locales/nl/evidence.yml",
)
"""Where files are read, of each kind of file one."""


def _elsewhere(file: Path) -> Path:
    root = next(folder for folder in file.parents if (folder / "mkdocs.yml").exists())
    return root.parent / "secret"


@contextmanager
def _watched(root: Path) -> Iterator[None]:
    """Let nothing be opened below `root` that is no plain file or leads out of it."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not watching or not isinstance(arguments[0], str):
            return
        path = Path(arguments[0])
        if path.is_absolute() and path.is_relative_to(root) and os.path.lexists(path) and not path.is_dir():
            whole = path.resolve()
            assert whole.is_relative_to(root), f"{path} leads to {whole} and is opened"
            assert stat.S_ISREG(whole.stat().st_mode), f"{path} is no plain file and is opened"

    watching = [True]
    sys.addaudithook(watch)
    try:
        yield
    finally:
        watching.clear()


@pytest.mark.skipif(sys.platform != "linux", reason="the devices and pipes are those of Linux")
@pytest.mark.parametrize("kind", KINDS)
def test_no_file_is_opened_before_it_is_looked_at(kind: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    root = tmp_path / "site"
    shutil.copytree(GOOD, root, ignore=shutil.ignore_patterns(".*cache", "site"))
    for place in PLACES:
        file = root / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        KINDS[kind](file)
    for name in ("content/more", "templates/more", "sources/more", "more"):
        KINDS[kind](root / name)
    config = load_config(str(root / "mkdocs.yml"))
    with _watched(root):
        take_snapshot(config, {})
        with pytest.raises(ContentError) as refused:
            check_content(config)
        problems = (*refused.value.problems, *read_addresses(root)[1])
    told = {problem.position.path: problem for problem in problems}
    for place in PLACES:
        if kind == "a folder" and place.startswith("templates/"):
            continue  # a folder of a template's name is one more folder
        of_place = [path for path in told if place.endswith(path) or path.startswith(place)]
        assert of_place, f"{place}: nothing is told of {kind}"
    assert not any(SECRET[:10] in str(problem) for problem in problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@given(content=st.binary(max_size=300), most=st.integers(0, 320))
@settings(deadline=None, max_examples=200)
def test_no_more_is_read_than_was_said(content: bytes, most: int, folder: Path) -> None:
    file = folder / "some"
    file.write_bytes(content)
    assert read_beginning(file, most) == content[:most]
    if len(content) <= most:
        assert read_plain_file(file, most) == content
        assert len(file_digest(file, most)) == 64
    else:
        for read in (read_plain_file, file_digest):
            with pytest.raises(FileRefusedError) as refused:
                read(file, most)
            assert refused.value.reason == "too-large"


def test_a_huge_file_takes_no_memory(tmp_path: Path) -> None:
    import tracemalloc

    _huge(tmp_path / "huge")
    tracemalloc.start()
    with pytest.raises(FileRefusedError):
        file_digest(tmp_path / "huge", 16 * MB)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * MB


OTHERS = {
    "file_reading.py": "is what the others call",
    "workers.py": "pipes of its own",
    "publishing/lock.py": "a file of its own beside the published folder, looked at before",
    "publishing/other_entries.py": "the published folder, looked at before",
    "publishing/site_folder.py": "what is mounted, as the system tells it",
    "preview/file_observer.py": "what is mounted, as the system tells it",
    "publishing/site_files.py": "the published folder, held against a digest",
    "content/change_set.py": "writes",
    "media/image_reading.py": "an image that was read already",
    "output/own_icons.py": "an icon that was read already",
    "media/download_types.py": "a part of an archive that was read already",
    "hosting/own_wheel.py": "the package that is running",
    "file_writing.py": "writes",
    "publishing/spool_folder.py": "writes",
}
"""The modules that open files by themselves, and why; each may read what is installed with it."""


def _reads(tree: ast.Module) -> Iterator[str]:
    """What a module reads from, but for files of a package, which are named by `files` or `__file__`."""
    named = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and ("__file__" in ast.unparse(node) or "files(" in ast.unparse(node))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            whole = ast.unparse(node.func)
            if name in ("read_bytes", "read_text", "open", "fdopen", "fromfile") and "files(" not in whole:
                inside = {one.id for one in ast.walk(node.func) if isinstance(one, ast.Name)}
                if not inside & named:
                    yield whole


def test_files_are_read_in_one_place() -> None:
    for file in sorted((ROOT / "generator" / "dossier_timeline").rglob("*.py")):
        path = file.relative_to(ROOT / "generator" / "dossier_timeline").as_posix()
        if path not in OTHERS:
            assert [*_reads(ast.parse(file.read_text("utf-8")))] == [], path
