"""What others put into the folder of a site stays there, whatever ends a build."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, note
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing import exchange as exchanging
from dossier_timeline.publishing.lock import read_record
from dossier_timeline.publishing.publication import publish
from dossier_timeline.publishing.site_folder import SitePaths, read_site_folder
from tests.publishing.interrupted_publication import DONE, KILLED, REFUSED, kill, published, refuse, whole

OTHERS = (
    ".git/", ".git", ".htaccess", ".nojekyll", ".gitignore", ".well-known/acme-challenge/",
    ".well-known/other.txt", "CNAME", "google0123.html", "archive/", "latest ->", ".environment ->",
    ".dangling ->", "pipe |",
)  # fmt: skip
"""Entries of others: folders end in a stroke, links in an arrow, a pipe in a bar."""
MINE = ("robots.txt", "now-and-then/", ".well-known/security.txt")
"""Entries of others where some versions of the site have their own."""
MODES = (0o755, 0o750, 0o700, 0o2775, 0o1777)
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EXDEV, errno.EBUSY, errno.EIO, errno.EMFILE, errno.EROFS)


def version(number: int) -> dict[str, bytes]:
    """A site, with what comes and goes from one version to the next."""
    files = {"index.html": b"%d" % number, "en/index.html": b"en %d" % number, "en/same.html": b"same"}
    if number % 2:
        files[".well-known/security.txt"] = b"Contact: %d" % number
        files["now-and-then/a/index.html"] = b"here"
    if number % 3 == 0:
        files["robots.txt"] = b"User-agent: *"
    return dict(whole(files))


def name_of(other: str) -> str:
    return other.rstrip("/").removesuffix(" ->").removesuffix(" |")


def put(site: Path, other: str, content: bytes) -> None:
    """Put an entry of somebody else there."""
    place = site / name_of(other)
    place.parent.mkdir(exist_ok=True)
    if other.endswith("/"):
        (place / "objects/empty").mkdir(parents=True)
        (place / "HEAD").write_bytes(content)
        (place / "objects/one").write_bytes(content * 100)
    elif other.endswith("->"):
        place.symlink_to({"latest": "en", ".environment": "/proc/self/environ"}.get(place.name, "nowhere"))
    elif other.endswith("|"):
        os.mkfifo(place)
    else:
        place.write_bytes(content)


def seen(folder: Path) -> dict[str, object]:
    """What is below a folder: bytes, targets of links, folders that hold nothing."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = path.readlink()
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not path.is_dir():
            found[name] = "no file"
        elif not any(path.iterdir()):
            found[name] = "empty"
    return found


class Publishing(RuleBasedStateMachine):
    """Any sequence of publications, whole, killed and refused, and of what others do meanwhile."""

    counted = 0

    @initialize(linked=st.booleans(), exchange=st.booleans())
    def begin(self, linked: bool, exchange: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="others-")).resolve()
        self.load_renameat2 = exchanging._load_renameat2
        if not exchange:
            setattr(exchanging, "_load_renameat2", lambda: None)  # noqa: B010
        self.site = self.folder / "site"
        if linked:
            (self.folder / "www").mkdir()
            self.site.symlink_to("www")
        self.trees = SitePaths(self.site.resolve())
        publish(version(0), self.site)
        self.current: tuple[int, ...] = (0,)
        self.others: dict[str, dict[str, object]] = {}
        self.mode = stat.S_IMODE(self.site.stat().st_mode)
        self.settled = True

    @precondition(lambda self: self.settled)
    @rule(other=st.sampled_from(OTHERS), content=st.binary(min_size=1, max_size=3))
    def put(self, other: str, content: bytes) -> None:
        name = name_of(other)
        if not os.path.lexists(self.site / name):
            put(self.site, other, content)
            self.others[name] = self._seen_of(name)

    @precondition(lambda self: self.settled and self.others)
    @rule(data=st.data(), remove=st.booleans(), content=st.binary(min_size=4, max_size=6))
    def change(self, data: st.DataObject, remove: bool, content: bytes) -> None:
        name = data.draw(st.sampled_from(sorted(self.others)))
        place = self.site / name
        if remove:
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
            del self.others[name]
            return
        if place.is_dir() and not place.is_symlink():
            (place / "HEAD").write_bytes(content)
            (place / content.hex()).mkdir(exist_ok=True)
        elif place.is_file() and not place.is_symlink():
            place.write_bytes(content)
        self.others[name] = self._seen_of(name)

    @precondition(lambda self: self.settled)
    @rule(mode=st.sampled_from(MODES))
    def open_to_others(self, mode: int) -> None:
        self.site.chmod(mode)
        self.mode = stat.S_IMODE(self.site.stat().st_mode)

    @precondition(lambda self: self.settled)
    @rule(what=st.sampled_from(("lock", "spare")))
    def lose(self, what: str) -> None:
        shutil.rmtree(self.trees.staging, ignore_errors=True) if what == "spare" else None
        self.trees.lock.unlink(missing_ok=True) if what == "lock" else None

    @rule(number=st.integers(1, 30))
    def publish(self, number: int) -> None:
        publish(version(number), self.site)
        self.current, self.settled = (number,), True
        self._is_whole()

    @rule(number=st.integers(1, 30), at=st.integers(1, 110))
    def publish_and_kill(self, number: int, at: int) -> None:
        code, said = published(version(number), self.site, at, kill)
        assert code in {DONE, KILLED}, said
        self.settled = code == DONE
        self.current = (number,) if code == DONE else (*self.current, number)

    @rule(number=st.integers(1, 30), at=st.integers(1, 110), error=st.sampled_from(ERRORS))
    def publish_and_refuse(self, number: int, at: int, error: int) -> None:
        code, said = published(version(number), self.site, at, refuse(error))
        assert code in {DONE, REFUSED}, said
        note(said)
        if code == DONE:
            self.current = (number,)
        self.settled = not read_record(self.trees.lock).moved_entries or code == DONE

    @rule(
        number=st.integers(1, 30),
        other=st.sampled_from(("robots.txt", "now-and-then/", ".well-known/security.txt")),
    )
    @precondition(lambda self: self.settled)
    def want_what_is_there(self, number: int, other: str) -> None:
        name = name_of(other)
        record = read_record(self.trees.lock)
        if os.path.lexists(self.site / name) or record.own_names is None or name in record.own_names:
            return
        put(self.site, other, b"mine")
        before = seen(self.site)
        if any(path == name or path.startswith(f"{name}/") for path in version(number)):
            with pytest.raises(PublishError, match=name):
                publish(version(number), self.site)
            assert seen(self.site) == before
        place = self.site / name
        shutil.rmtree(place) if place.is_dir() else place.unlink()
        if name.startswith(".well-known") and not any(place.parent.iterdir()):
            place.parent.rmdir()

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "site"):
            return
        Publishing.counted += 1
        now = self.trees.live
        if not now.exists() and not self.settled and exchanging._load_renameat2() is None:
            now = self.trees.backup
        live, spare = seen(now), seen(self.trees.staging)
        theirs = {}
        for name, content in self.others.items():
            for path in content:
                places = [tree for tree in (live, spare) if path in tree]
                assert places, f"{path} is gone"
                assert places[0][path] == content[path], f"{path} is another"
                assert len(places) == 1 or places[0][path] == places[1][path]
                theirs[path] = content[path]
            assert self.settled or name
        files = {path: content for path, content in live.items() if path not in theirs and content != "empty"}
        assert any(files == version(number) for number in self.current), f"half a site: {sorted(files)}"
        self.current = tuple(number for number in self.current if files == version(number))
        assert stat.S_IMODE(now.stat().st_mode) == self.mode

    def _is_whole(self) -> None:
        live = seen(self.site)
        for content in self.others.values():
            assert {path: live.get(path) for path in content} == content
            assert not content.keys() & seen(self.trees.staging).keys(), "a second one is left"
        assert read_site_folder(self.trees.live).is_whole

    def _seen_of(self, name: str) -> dict[str, object]:
        return {
            path: content
            for path, content in seen(self.site).items()
            if path == name or path.startswith(f"{name}/")
        }

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            exchanging._load_renameat2 = self.load_renameat2
            shutil.rmtree(self.folder)


Publishing.TestCase.settings = hypothesis(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestPublishing = Publishing.TestCase


def test_a_second_name_left_by_an_ended_build_goes_with_a_build_that_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(version(1), site)
    publish(version(2), site)
    put(site, ".htaccess", b"theirs")
    trees = SitePaths(site)
    os.link(site / ".htaccess", trees.staging / ".htaccess")

    publish(version(2), site)

    assert not (trees.staging / ".htaccess").exists()
    assert (site / ".htaccess").read_bytes() == b"theirs"
