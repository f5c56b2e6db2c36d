"""How a server learns of changes, with the file system of this machine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from dossier_timeline.preview import file_observer
from dossier_timeline.preview.file_observer import FileObserver, find_file_system, find_hindrance

PATIENCE = 60
"""Seconds until a change counts as unnoticed."""


class Changes(FileSystemEventHandler):
    """Notes that something has changed, as MkDocs does: what is told of folders is passed over."""

    def __init__(self) -> None:
        self.seen = threading.Event()
        self.paths: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths.append(str(event.src_path))
            self.seen.set()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "documents/letter").mkdir(parents=True)
    (folder / "documents/letter/en.md").write_text("One.", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A", "utf-8")
    return folder


@pytest.fixture
def observed(content: Path) -> Iterator[tuple[FileObserver, Changes]]:
    changes, observer = Changes(), FileObserver(PollingObserver(timeout=0.05))
    observer.schedule(changes, str(content))
    observer.schedule(changes, str(content.parent / "mkdocs.yml"))
    yield observer, changes
    observer.stop()
    observer.join()


def edit(content: Path) -> None:
    (content / "documents/letter/en.md").write_text("Two.", "utf-8")


def replace_text(content: Path) -> None:
    new = content / "documents/letter/.new"
    new.write_text("Three.", "utf-8")
    new.replace(content / "documents/letter/en.md")


def replace_settings(content: Path) -> None:
    new = content.parent / ".new"
    new.write_text("site_name: B", "utf-8")
    new.replace(content.parent / "mkdocs.yml")


def add_nested(content: Path) -> None:
    folder = content / "documents/report/figures"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("a", "utf-8")


def move_away(content: Path) -> None:
    (content / "documents/letter").rename(content.parent / "letter")


def bring_back(content: Path) -> None:
    (content.parent / "letter").rename(content / "documents/letter")


def edit_again(content: Path) -> None:
    (content / "documents/letter/en.md").write_text("Four.", "utf-8")


CHANGES = (
    edit,
    replace_text,
    replace_settings,
    replace_settings,
    add_nested,
    move_away,
    bring_back,
    edit_again,
)


def notices_all(changes: Changes, content: Path, acts: tuple[Callable[[Path], None], ...]) -> bool:
    for act in acts:
        changes.seen.clear()
        act(content)
        if not changes.seen.wait(PATIENCE):
            return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")
def test_every_change_is_told(
    observed: tuple[FileObserver, Changes], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer, changes = observed
    monkeypatch.setattr(file_observer, "find_hindrance", lambda place: "")
    observer.start()
    assert observer.is_told
    assert notices_all(changes, content, CHANGES)


def test_what_is_read_is_no_change(
    observed: tuple[FileObserver, Changes], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer, changes = observed
    monkeypatch.setattr(file_observer, "find_hindrance", lambda place: "")
    observer.start()
    (content / "documents/letter/en.md").read_bytes()
    (content.parent / "another.yml").write_text("not watched", "utf-8")
    # What comes later is told later: when this is told, the others would have been.
    (content / "documents/letter/nl.md").write_text("Een.", "utf-8")
    assert changes.seen.wait(PATIENCE)
    assert changes.paths[0].endswith("nl.md")


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "inotify watch limit reached")


def test_files_are_looked_at_where_no_watch_is_to_be_had(
    observed: tuple[FileObserver, Changes], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer, changes = observed
    monkeypatch.setattr("watchdog.observers.inotify.InotifyWatchGroup", refuse)
    observer.start()
    assert not observer.is_told
    assert notices_all(changes, content, (edit, add_nested))


def test_files_are_looked_at_where_a_link_leads_elsewhere(
    observed: tuple[FileObserver, Changes], content: Path
) -> None:
    observer, changes = observed
    elsewhere = content.parent / "elsewhere.md"
    elsewhere.write_text("Far.", "utf-8")
    (content / "link.md").symlink_to(elsewhere)
    assert "link.md is a link" in find_hindrance(str(content)) or find_file_system(str(content)) == ""
    observer.start()
    assert not observer.is_told
    elsewhere.write_text("Farther.", "utf-8")
    assert changes.seen.wait(PATIENCE)


def test_the_file_system_of_a_folder_is_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "22 21 0:40 / /shares/our\\040work rw - nfs4 host:/work rw\n"
        "23 21 0:41 / /shares rw master:1 - tmpfs tmpfs rw\n",
        "utf-8",
    )
    assert find_file_system("/shares/our work/content", mounts) == "nfs4"
    assert find_file_system("/shares/ours", mounts) == "tmpfs"
    assert find_file_system("/shares2", mounts) == "ext4"
    assert find_file_system("/shares", tmp_path / "none") == ""


def test_a_shared_file_system_is_a_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_observer, "find_file_system", lambda place: "nfs4")
    assert "another kind of file system (nfs4)" in find_hindrance(str(tmp_path))
