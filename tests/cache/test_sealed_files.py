"""Only what this user's own builds wrote is ever read again, and only where they put it."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier_timeline.cache.sealed_files import key_file, seal, unseal
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.cache import sealed_files as sealed


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "plan.1"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of state of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    sealed._load_or_make_key.cache_clear()
    yield tmp_path / "state"
    sealed._load_or_make_key.cache_clear()


@given(body=st.binary(max_size=2000))
@settings(deadline=None, max_examples=30)
def test_what_was_sealed_is_found_again(body: bytes, place: Path) -> None:
    place.write_bytes(seal(place, body))
    assert unseal(place) == body


@given(body=st.binary(max_size=300), data=st.data())
@settings(deadline=None, max_examples=150)
def test_no_changed_byte_passes(body: bytes, data: st.DataObject, place: Path) -> None:
    whole = seal(place, body)
    at = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(("flip", "cut", "more", "without", "twice")))
    changed = {
        "flip": whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :],
        "cut": whole[:at],
        "more": whole + data.draw(st.binary(min_size=1, max_size=40)),
        "without": whole[:at] + whole[at + 1 :],
        "twice": whole + whole,
    }[how]
    place.write_bytes(changed)
    assert unseal(place) is None or changed == whole


@given(content=st.binary(max_size=400))
@settings(deadline=None, max_examples=50)
def test_no_file_of_a_stranger_passes(content: bytes, place: Path) -> None:
    size = len(content).to_bytes(8, "big")
    code = hashlib.sha256(content).digest()
    for made in (content, code + content, size + code + code + content):
        place.write_bytes(made)
        assert unseal(place) is None


def test_a_file_counts_only_in_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(seal(tmp_path / "one", b"1"))
    for other in (tmp_path / "other", tmp_path / "folder" / "one"):
        other.parent.mkdir(exist_ok=True)
        other.write_bytes((tmp_path / "one").read_bytes())
        assert unseal(other) is None
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert unseal(tmp_path / "link") is None
    assert unseal(tmp_path / "one") == b"1"


def test_a_size_that_was_not_written_here_is_not_believed(tmp_path: Path) -> None:
    import tracemalloc

    place = tmp_path / "one"
    place.write_bytes((1 << 62).to_bytes(8, "big") + bytes(64))
    os.truncate(place, 1 << 40)
    tracemalloc.start()
    assert unseal(place) is None
    place.write_bytes(seal(place, b"small"))
    os.truncate(place, 1 << 40)
    assert unseal(place) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1 << 20


def test_the_key_is_the_users_own(state: Path, tmp_path: Path) -> None:
    place = tmp_path / "one"
    place.write_bytes(seal(place, b"1"))
    assert key_file().is_relative_to(state)
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert [one.name for one in key_file().parent.iterdir()] == ["key"], "nothing is left beside it"
    key = key_file().read_bytes()
    sealed._load_or_make_key.cache_clear()
    assert unseal(place) == b"1"
    assert key_file().read_bytes() == key


@pytest.mark.parametrize("how", ["others may read it", "a link", "too short", "a folder"])
def test_no_key_is_taken_that_a_stranger_may_know(state: Path, tmp_path: Path, how: str) -> None:
    place, known = tmp_path / "one", bytes(32)
    key_file().parent.mkdir(parents=True)
    if how == "a link":
        (tmp_path / "known").write_bytes(known)
        (tmp_path / "known").chmod(0o600)
        key_file().symlink_to(tmp_path / "known")
    elif how == "a folder":
        key_file().mkdir()
    else:
        key_file().write_bytes(known[: 16 if how == "too short" else 32])
        key_file().chmod(0o644 if how == "others may read it" else 0o600)
    content = seal(place, b"1")
    assert sealed._load_key() != known
    assert len(sealed._load_key()) == 32
    if how == "a link":
        assert (tmp_path / "known").read_bytes() == known, "nothing is written where a link leads"
    place.write_bytes(content)
    assert unseal(place) == b"1", "within one build what it wrote is its own"


def test_two_that_begin_at_once_have_one_key(state: Path, tmp_path: Path) -> None:
    code = "from dossier_timeline.cache import sealed_files; print(sealed_files._load_key().hex())"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in "12"]
    keys = {one.communicate()[0] for one in both}
    assert len(keys) == 1
    assert keys == {key_file().read_bytes().hex() + "\n"}
