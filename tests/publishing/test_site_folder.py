"""The folder of a site as others have it: with a history, as a link, of another mode, on a mount."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing import exchange as exchanging
from dossier_timeline.publishing.lock import PublicationLock, hold_lock, read_record
from dossier_timeline.publishing.publication import publish
from dossier_timeline.publishing.site_folder import SitePaths, other_entries_in, read_site_folder
from tests.publishing.interrupted_publication import DONE, KILLED, REFUSED, kill, published, refuse, whole
from tests.publishing.test_other_entries import MODES, put, seen, version

ERRORS = (
    errno.EACCES, errno.EAGAIN, errno.EBUSY, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENAMETOOLONG,
    errno.ENOMEM, errno.ENOSPC, errno.EPERM, errno.EROFS, errno.EXDEV,
)  # fmt: skip
CALLS = range(1, 140)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    publish(version(0), site)
    return site


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize("as_worktree", [False, True])
def test_a_history_stays_and_knows_what_changed(tmp_path: Path, as_worktree: bool) -> None:
    site = tmp_path / "site"
    if as_worktree:
        main = tmp_path / "main"
        main.mkdir()
        git(main, "init", "-q")
        git(main, "commit", "-q", "--allow-empty", "-m", "first")
        git(main, "worktree", "add", "-q", "-b", "pages", str(site))
    else:
        site.mkdir()
        git(site, "init", "-q")
    for number in range(4):
        publish(version(number), site)
        git(site, "add", "-A")
        git(site, "commit", "-qm", f"version {number}")
        assert git(site, "status", "--porcelain") == ""
        assert git(site, "fsck", "--strict") == ""
    listed = git(site, "ls-files").split()
    assert sorted(listed) == sorted(version(3))
    assert git(site, "log", "--format=%s", "-4").split("\n")[:4] == [f"version {n}" for n in (3, 2, 1, 0)]


def with_others(site: Path) -> dict[str, object]:
    for other in (
        ".git/",
        ".htaccess",
        ".well-known/acme-challenge/",
        "CNAME",
        "latest ->",
        ".environment ->",
    ):
        put(site, other, b"theirs")
    return {path: content for path, content in seen(site).items() if path not in version(0)}


@pytest.mark.parametrize("one_step", [True, False])
def test_killed_at_any_call_nothing_is_lost_and_the_next_build_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_step: bool
) -> None:
    """Of each of the calls that a publication makes, in turn, it's the last."""
    if not one_step:
        monkeypatch.setattr(exchanging, "_load_renameat2", lambda: None)
    ended: Counter[int] = Counter()
    for at in CALLS if one_step else CALLS[::4]:
        if ended[DONE] == 3:
            break
        site = tmp_path / str(at) / "site"
        site.parent.mkdir()
        publish(version(0), site)
        theirs = with_others(site)
        code, said = published(version(1), site, at, kill)
        assert code in {DONE, KILLED}, said
        ended[code] += 1
        trees = SitePaths(site)
        live = seen(site if site.exists() else trees.backup)
        both = seen(trees.staging) | live
        assert {path: both.get(path) for path in theirs} == theirs
        files = {path: live[path] for path in live.keys() - theirs.keys() if live[path] != "empty"}
        assert files in (version(0), version(1))
        assert site.exists() or not one_step
        publish(version(2), site)
        assert seen(site) == version(2) | theirs
        assert not seen(trees.staging).keys() & theirs.keys()
        shutil.rmtree(site.parent)
    assert ended[KILLED] > (50 if one_step else 10)
    assert ended[DONE] == 3, "some more calls than there are"


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.__getitem__)
def test_refused_at_any_call_the_site_is_whole_and_one_message_says_so(tmp_path: Path, error: int) -> None:
    ended: Counter[int] = Counter()
    site = tmp_path / "site"
    publish(version(0), site)
    theirs = with_others(site)
    current = version(0)
    for at in range(1 + error % 11, 140, 11):
        wanted = version(at % 7 + 1)
        code, said = published(wanted, site, at, refuse(error))
        ended[code] += 1
        assert code in {DONE, REFUSED}, said
        if code == DONE:
            current = wanted
        else:
            assert said.count("\n") == 0
            assert "untouched" in said or "Nothing was published" in said
            assert os.strerror(error) in said or "is not the site's own" in said
        assert seen(site) == current | theirs
    publish(version(8), site)
    assert seen(site) == version(8) | theirs
    assert ended[REFUSED]


def test_what_cannot_be_carried_along_is_told_and_nothing_is_done(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = with_others(site)
    whole = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == "acme-challenge" and self.is_relative_to(site):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(self))
        return whole(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PublishError, match=r"acme-challenge.*can't be carried along") as told:
        publish(version(1), site)
    assert "Nothing was published" in str(told.value)
    assert seen(site) == version(0) | theirs


def test_two_folders_of_one_name_are_told_and_neither_is_touched(site: Path) -> None:
    put(site, ".git/", b"old")
    published(version(1), site, 10_000, kill)
    with hold_lock(SitePaths(site).lock) as lock:
        lock.write_record(replace(lock.record, moved_entries=(".git",)))
    (site / ".git").rename(SitePaths(site).staging / ".git")
    assert not read_site_folder(site).is_whole
    put(site, ".git/", b"new")
    with pytest.raises(PublishError, match="keep the right one"):
        publish(version(2), site)
    assert (site / ".git/HEAD").read_bytes() == b"new"
    assert (SitePaths(site).staging / ".git/HEAD").read_bytes() == b"old"
    shutil.rmtree(site / ".git")
    publish(version(2), site)
    assert (site / ".git/HEAD").read_bytes() == b"old"


def test_a_history_that_an_older_version_left_in_the_spare_tree_is_brought_back(site: Path) -> None:
    publish(version(1), site)
    SitePaths(site).lock.write_text("0123456789abcdef")
    put(SitePaths(site).staging, ".git/", b"theirs")
    assert read_record(SitePaths(site).lock).publication_id == "0123456789abcdef"
    publish(version(2), site)
    assert (site / ".git/HEAD").read_bytes() == b"theirs"
    assert seen(site).keys() - version(2).keys() == {".git/HEAD", ".git/objects/empty", ".git/objects/one"}


def test_what_is_the_same_becomes_the_builds_and_what_is_not_is_told(site: Path) -> None:
    publish(version(1), site)
    wanted = whole({**version(1), "robots.txt": b"all"})
    (site / "robots.txt").write_bytes(b"none")
    with pytest.raises(PublishError, match=r"no build of this project made.*“robots.txt”"):
        publish(wanted, site)
    assert (site / "robots.txt").read_bytes() == b"none"
    (site / "robots.txt").write_bytes(b"all")
    assert other_entries_in(site) == ("robots.txt",)
    publish(wanted, site)
    assert other_entries_in(site) == ()
    publish(version(2), site)
    assert not (site / "robots.txt").exists()


def test_a_folder_of_somebody_else_is_not_taken(tmp_path: Path) -> None:
    site = tmp_path / "home"
    (site / "en").mkdir(parents=True)
    (site / "en/novel.txt").write_bytes(b"years of work")
    (site / "index.html").write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"“en”, “index.html”"):
        publish(version(0), site)
    assert seen(site) == {"en/novel.txt": b"years of work", "index.html": b"mine"}


# Links and other strangers


@pytest.mark.parametrize("name", ["staging", "backup", "lock"])
@pytest.mark.parametrize("kind", ["folder", "file", "nowhere", "pipe"])
def test_a_name_beside_the_site_is_used_only_when_it_is_the_projects_own(
    site: Path, tmp_path: Path, name: str, kind: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_bytes(b"precious")
    beside: Path = getattr(SitePaths(site), name)
    if beside.exists():
        beside.unlink()
    if kind == "pipe":
        os.mkfifo(beside)
    else:
        beside.symlink_to({"folder": outside, "file": outside / "precious", "nowhere": tmp_path / "no"}[kind])
    with pytest.raises(PublishError, match=r"something else.*move it away"):
        publish(version(1), site)
    assert seen(outside) == {"precious": b"precious"}
    assert not (tmp_path / "no").exists()
    assert seen(site) == version(0)
    read_site_folder(site)
    beside.unlink()
    publish(version(1), site)
    assert seen(site) == version(1)


@pytest.mark.parametrize("depth", [1, 2])
def test_where_the_site_is_a_link_what_it_leads_to_is_exchanged(tmp_path: Path, depth: int) -> None:
    site, served = tmp_path / "project/site", tmp_path / "www/served"
    site.parent.mkdir()
    served.mkdir(parents=True)
    site.symlink_to(served if depth == 1 else tmp_path / "project/other")
    if depth == 2:
        (tmp_path / "project/other").symlink_to("../www/served")
    for number in range(5):
        for at in range(5, 70, 13):
            published(version(10 + number), site, at, kill)
            assert seen(served) in ({}, *(version(n) for n in range(15)))
        publish(version(number), site)
        assert seen(served) == version(number)
        assert site.is_symlink()
        assert {path.name for path in site.parent.iterdir()} <= {"site", "other"}


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("site")
    with pytest.raises(PublishError, match="link"):
        publish(version(0), tmp_path / "site")


def test_no_link_is_read_for_what_is_published(site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    publish(version(5), site)
    (site / ".gitignore").symlink_to(tmp_path / "secret")
    (site / "robots.txt").symlink_to("/proc/self/environ")
    for number in (1, 2, 4):
        publish(version(number), site)
        assert (site / ".gitignore").readlink() == tmp_path / "secret"
        assert (site / "robots.txt").is_symlink()
    with pytest.raises(PublishError, match=r"robots.txt"):
        publish(version(3), site)


# To whom the folder is open


@pytest.mark.parametrize("mode", MODES)
def test_mode_owner_and_group_stay(site: Path, mode: int) -> None:
    root = os.geteuid() == 0
    if root:
        os.chown(site, 1234, 2345)
    site.chmod(mode)
    for number in (1, 2, 3):
        publish(version(number), site)
        found = site.stat()
        assert stat.S_IMODE(found.st_mode) == mode
        assert not root or (found.st_uid, found.st_gid) == (1234, 2345)
        if mode & stat.S_ISGID and number == 1:
            assert (site / "now-and-then").stat().st_gid == found.st_gid


def test_extended_attributes_stay(site: Path) -> None:
    try:
        os.setxattr(site, "user.note", b"of somebody")
    except (OSError, AttributeError):
        pytest.skip("this file system has no extended attributes: not tried")
    for number in (1, 2):
        publish(version(number), site)
        assert os.getxattr(site, "user.note") == b"of somebody"
    os.removexattr(site, "user.note")
    publish(version(3), site)
    assert "user.note" not in os.listxattr(site)


@pytest.mark.parametrize("call", ["chown", "setxattr"])
def test_what_cannot_be_given_to_the_new_folder_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(site))

    publish(version(1), site)
    if call == "chown":
        if os.geteuid():
            pytest.skip("only root can give a folder to others: not tried")
        os.chown(site, 1234, 1234)
    else:
        monkeypatch.setattr(os, "listxattr", lambda path, **_: ["user.note"] if Path(path) == site else [])
        monkeypatch.setattr(os, "getxattr", lambda *_, **__: b"note")
    monkeypatch.setattr(os, call, refused)
    with pytest.raises(PublishError, match=r"not permitted.*untouched"):
        publish(version(2), site)
    assert seen(site) == version(1)


# File systems


def test_where_folders_cannot_change_places_a_first_publication_makes_the_folder_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(live: Path, staging: Path, *, backup: Path) -> bool:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(live))

    site = tmp_path / "site"
    site.mkdir(mode=0o750)
    (site / ".gitignore").write_bytes(b"*")
    put(site, ".well-known/acme-challenge/", b"theirs")
    theirs = seen(site)
    monkeypatch.setattr("dossier_timeline.publishing.publication.exchange_folders", refused)
    publish(version(1), site)
    assert seen(site) == version(1) | theirs
    assert stat.S_IMODE(site.stat().st_mode) == 0o750
    with pytest.raises(PublishError, match=r"(?s)cross-device.*Dockerfile"):
        publish(version(2), site)
    assert seen(site) == version(1) | theirs


def mounted(*words: object) -> None:
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root can mount: not tried")
    done = subprocess.run(["mount", *map(str, words)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"mount said: {done.stderr.decode()}: not tried")


def test_in_a_layer_of_an_image_a_first_publication_works(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "tmpfs", disk)
    try:
        lower, upper, work, merged = (disk / name for name in ("lower", "upper", "work", "merged"))
        for folder in (lower / "site", lower / "old", upper, work, merged):
            folder.mkdir(parents=True)
        (lower / "site/.gitignore").write_bytes(b"*")
        publish(version(0), lower / "old")
        layers = f"lowerdir={lower},upperdir={upper},workdir={work},redirect_dir=off"
        mounted("-t", "overlay", "overlay", "-o", layers, merged)
        try:
            for number in range(3):
                publish(version(number), merged / "site")
                assert seen(merged / "site") == version(number) | {".gitignore": b"*"}
            with pytest.raises(PublishError, match="in a Dockerfile, leave it out of what COPY"):
                publish(version(1), merged / "old")
            assert seen(merged / "old") == version(0)
        finally:
            subprocess.run(["umount", merged], check=True)
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("kind", ["tmpfs", "bind"])
def test_a_mounted_folder_is_told(tmp_path: Path, kind: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "elsewhere").mkdir()
    kinds = {"tmpfs": ("-t", "tmpfs", "tmpfs"), "bind": ("--bind", tmp_path / "elsewhere")}
    mounted(*kinds[kind], site)
    try:
        (site / ".htaccess").write_bytes(b"theirs")
        with pytest.raises(PublishError, match=r"name a folder inside it as site_dir"):
            publish(version(1), site)
        assert seen(site) == {".htaccess": b"theirs"}
        publish(version(1), site / "html")
        publish(version(2), site / "html")
        assert seen(site / "html") == version(2)
    finally:
        subprocess.run(["umount", site], check=True)


# The record


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"\n",
        b"{}\n",
        b'\n{"mark": 1, "made": [], "moved": []}\n',
        b'\n{"mark": "a", "made": [1]',
        b"[" * 9999,
    ],
)
def test_a_record_that_is_none_is_as_good_as_none(site: Path, content: bytes) -> None:
    SitePaths(site).lock.write_bytes(content)
    assert read_record(SitePaths(site).lock).own_names is None
    (site / "CNAME").write_bytes(b"theirs")
    for number in (1, 2):
        publish(version(number), site)
        assert seen(site) == version(number) | {"CNAME": b"theirs"}


def test_of_a_record_that_was_cut_off_the_one_before_counts(site: Path) -> None:
    lock = SitePaths(site).lock
    whole = read_record(lock)
    assert whole.own_names == {"index.html", "en", "manifest.json", "robots.txt"}
    line = json.dumps({"mark": "b", "made": [], "moved": [".git"]}).encode()
    before = lock.read_bytes()
    for length in range(len(line)):
        lock.write_bytes(before + b"\n" + line[:length])
        assert read_record(lock) == whole
    with hold_lock(lock) as held:
        held.write_record(replace(held.record, publication_id="c"))
    assert read_record(lock).publication_id == "c"


def test_a_lock_file_does_not_grow_for_ever(site: Path) -> None:
    with hold_lock(SitePaths(site).lock) as lock:
        assert isinstance(lock, PublicationLock)
        for number in range(400):
            lock.write_record(replace(lock.record, publication_id=f"{number}" * 400))
    assert SitePaths(site).lock.stat().st_size < 600_000
    assert read_record(SitePaths(site).lock).own_names == {"index.html", "en", "manifest.json", "robots.txt"}
