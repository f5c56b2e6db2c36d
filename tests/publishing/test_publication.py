import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing import exchange as exchanging
from dossier_timeline.publishing.publication import publish, remove_publication_files
from dossier_timeline.publishing.site_folder import SitePaths
from tests.publishing.publisher_process import version

PUBLISHER = Path(__file__).with_name("publisher_process.py")


def holds(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_first_publication_makes_the_folder(tmp_path: Path) -> None:
    done = publish({"a/index.html": b"a", "b.css": b"b"}, tmp_path / "site")
    assert holds(tmp_path / "site") == {"a/index.html": b"a", "b.css": b"b"}
    assert (done.written, done.removed) == (2, 0)


def test_what_others_put_there_stays_and_all_below_a_name_of_a_build_is_the_builds(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitignore").write_bytes(b"*\n!.gitignore\n")
    (site / "CNAME").write_bytes(b"example.org")
    publish({"en/index.html": b"one"}, site)
    (site / "en/left-over.html").write_bytes(b"old")
    done = publish({"en/index.html": b"two"}, site)
    theirs = {".gitignore": b"*\n!.gitignore\n", "CNAME": b"example.org"}
    assert holds(site) == {**theirs, "en/index.html": b"two"}
    assert (done.other_entries, done.removed) == ((".gitignore", "CNAME"), 1)


def test_a_page_that_no_longer_exists_is_gone_with_its_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    removed = [
        publish(files, site).removed
        for files in ({"a/b/c.html": b"1", "d": b"1"}, {"d": b"2"}, {"d": b"3"}, {"d": b"4"})
    ]
    assert removed == [0, 1, 0, 0]
    assert holds(site) == {"d": b"4"}
    assert [p.name for p in site.iterdir()] == ["d"]


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    file, folder = {"a": b"file"}, {"a/b/c": b"below"}
    for files in (file, file, folder, folder, file, file | {"x": b""}, folder):
        publish(files, site)
        assert holds(site) == files


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"a": b"1"}, site)
    inode = site.stat().st_ino
    done = publish({"a": b"1"}, site)
    assert (done.written, site.stat().st_ino) == (0, inode)


def test_a_file_that_stays_is_written_once_and_one_that_changes_is_another(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"a/same": b"1", "a/page": b"1"}, site)
    same = (site / "a/same").stat().st_ino
    publish({"a/same": b"1", "a/page": b"2"}, site)
    spare = SitePaths(site).staging
    assert (site / "a/same").stat().st_ino == (spare / "a/same").stat().st_ino == same
    assert (spare / "a/page").read_bytes() == b"1"
    # Somebody writes into the published folder, and so into both.
    (site / "a/same").write_bytes(b"x")
    publish({"a/same": b"1", "a/page": b"2"}, site)
    assert holds(site) == {"a/same": b"1", "a/page": b"2"}
    publish({"a/same": b"1", "a/page": b"3"}, site)
    assert holds(site) == {"a/same": b"1", "a/page": b"3"}


def test_where_a_file_can_have_one_name_only_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    site = tmp_path / "site"
    publish({"a/same": b"1", "page": b"1"}, site)
    publish({"a/same": b"1", "page": b"2"}, site)
    assert holds(site) == {"a/same": b"1", "page": b"2"}


def test_a_link_in_the_spare_tree_is_not_followed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    publish({"a/x": b"1"}, site)
    SitePaths(site).staging.mkdir()
    (SitePaths(site).staging / "a").symlink_to(outside)
    publish({"a/x": b"2"}, site)
    assert holds(site) == {"a/x": b"2"}
    assert list(outside.iterdir()) == []


def test_a_link_to_a_file_with_the_right_content_is_no_file(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    publish({"a": b"1"}, site)
    SitePaths(site).staging.mkdir()
    (SitePaths(site).staging / "page").symlink_to(outside)
    content = b"x" * (SitePaths(site).staging / "page").lstat().st_size
    outside.write_bytes(content)
    publish({"page": content}, site)
    assert not (site / "page").is_symlink()
    assert holds(site) == {"page": content}


def test_a_path_out_of_the_site_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"a": b"1"}, site)
    with pytest.raises(PublishError):
        publish({"../out/a": b"2"}, site)
    assert holds(site) == {"a": b"1"}
    assert not (tmp_path / "out" / "a").exists()


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "_load_renameat2", lambda: None)
    site = tmp_path / "site"
    for number in range(3):
        publish({"a": b"%d" % number}, site)
    assert holds(site) == {"a": b"2"}


@pytest.mark.parametrize("steps", [1, 2])
def test_a_build_that_ended_between_two_renames_is_healed(tmp_path: Path, steps: int) -> None:
    site = tmp_path / "site"
    publish({"a": b"1"}, site)
    publish({"a": b"2"}, site)
    trees = SitePaths(site)
    site.rename(trees.backup)
    if steps == 2:
        trees.staging.rename(site)
    publish({"a": b"3"}, site)
    assert holds(site) == {"a": b"3"}
    assert not trees.backup.exists()


def test_two_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(version(0), site)
    with ThreadPoolExecutor(4) as pool:
        runs = [
            pool.submit(
                partial(
                    subprocess.run, [sys.executable, PUBLISHER, site, str(n)], check=True, capture_output=True
                )
            )
            for n in range(1, 9)
        ]
    for run in runs:
        run.result()
    assert holds(site) in [version(n) for n in range(1, 9)]


def test_discard_leaves_only_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"a": b"1"}, site)
    publish({"a": b"2"}, site)
    remove_publication_files(site)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB that fills up."""
    folder = tmp_path / "small"
    folder.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("a small file system can only be mounted by root: not tried")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"mount said: {mounted.stderr.decode()}: not tried")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_old_site_and_the_next_build_heals(small_disk: Path) -> None:
    site = small_disk / "site"
    old = {f"p{i}": b"o" * 50_000 for i in range(10)}
    publish(old, site)
    with pytest.raises(PublishError, match="untouched"):
        publish({f"p{i}": b"n" * 500_000 for i in range(10)}, site)
    assert holds(site) == old
    assert not SitePaths(site).staging.exists()
    new = {f"p{i}": b"n" * 60_000 for i in range(10)}
    publish(new, site)
    assert holds(site) == new


def test_a_full_disk_ends_every_process_that_writes(small_disk: Path) -> None:
    site = small_disk / "site"
    publish({"index.html": b"old"}, site)
    code = """
import os, sys
from pathlib import Path
from dossier_timeline.publishing import publication as publishing
from dossier_timeline.publishing import staging
staging._MIN_FORKED = 0
try:
    publishing.publish({f"{i}/a": b"n" * 500_000 for i in range(10)}, Path(sys.argv[1]))
except publishing.PublishError as error:
    print(error)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("alone")
"""
    done = subprocess.run([sys.executable, "-c", code, site], capture_output=True, text=True, check=True)
    assert "untouched" in done.stdout
    assert done.stdout.endswith("alone\n")
    assert holds(site) == {"index.html": b"old"}
    assert not SitePaths(site).staging.exists()


def test_a_write_that_fails_at_any_file_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    old, new = version(0), version(1)
    publish(old, site)
    real = Path.write_bytes
    for fatal in range(0, len(new), 17):
        left = [fatal]

        def failing(self: Path, data: bytes, left: list[int] = left) -> int:
            if self.name != ".lock" and left[0] == 0:
                raise OSError(28, "No space left on device", str(self))
            left[0] -= 1
            return real(self, data)

        monkeypatch.setattr(Path, "write_bytes", failing)
        with pytest.raises(PublishError, match="No space left"):
            publish(new, site)
        monkeypatch.setattr(Path, "write_bytes", real)
        assert holds(site) == old


def test_what_stays_as_it_is_keeps_its_time_however_the_trees_take_turns(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({"same": b"same", "page": b"1"}, site)
    os.utime(site / "same", ns=(10**18, 10**18))
    for number in b"2", b"3", b"4":
        before = (site / "page").stat().st_mtime_ns
        publish({"same": b"same", "page": number}, site)
        assert (site / "same").stat().st_mtime_ns == 10**18
        assert (site / "page").stat().st_mtime_ns > before
