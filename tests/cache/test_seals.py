"""Seals: only what this user's own builds wrote counts, and only where they put it."""

from __future__ import annotations

import hashlib
import hmac
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.cache import seals
from dossier_timeline.cache.seals import is_sealed, key_file, seal

PLACES = st.lists(st.text(max_size=8), max_size=4).map(tuple)
PLACE = ("store", "bucket", "key", "1")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of state of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    _forget_key()
    yield tmp_path / "state"
    _forget_key()


def _forget_key() -> None:
    seals.key_file.cache_clear()
    seals._load_or_make_key.cache_clear()


@given(value=st.binary(max_size=300), other=st.binary(max_size=300), place=PLACES, elsewhere=PLACES)
@settings(max_examples=60)
def test_a_seal_is_of_one_value_at_one_place(
    value: bytes, other: bytes, place: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    code = seal(place, value)
    assert is_sealed(code, place, value)
    assert is_sealed(code, place, other) == (other == value)
    assert is_sealed(code, elsewhere, value) == (elsewhere == place)


@pytest.mark.parametrize(
    "place", [("store", "bucketkey", "", "1"), ("store", "bucket", "key1", ""), ("store", "bucket", "key")]
)
def test_parts_of_a_place_are_not_run_together(place: tuple[str, ...]) -> None:
    code = seal(PLACE, b"value")
    assert not is_sealed(code, place, b"value")
    assert not is_sealed(code, (*PLACE, "value"), b"")


@given(code=st.none() | st.integers() | st.text() | st.binary(max_size=64))
def test_nothing_else_is_a_seal(code: object) -> None:
    assert not is_sealed(code, PLACE, b"value")
    whole = seal(PLACE, b"value")
    assert not is_sealed(whole[:-1], PLACE, b"value")
    assert not is_sealed(whole + b"x", PLACE, b"value")


@given(value=st.binary(max_size=300))
def test_a_digest_without_the_key_is_no_seal(value: bytes) -> None:
    for code in (hashlib.sha256(value).digest(), hmac.new(bytes(32), value, "sha256").digest()):
        assert not is_sealed(code, PLACE, value)


def test_the_key_is_the_users_own(state: Path) -> None:
    code = seal(PLACE, b"1")
    assert key_file().is_relative_to(state)
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert [one.name for one in key_file().parent.iterdir()] == ["key"], "nothing is left beside it"
    key = key_file().read_bytes()
    _forget_key()
    assert is_sealed(code, PLACE, b"1")
    assert key_file().read_bytes() == key


@pytest.mark.parametrize("how", ["others may read it", "a link", "too short", "a folder"])
def test_no_key_is_taken_that_a_stranger_may_know(state: Path, tmp_path: Path, how: str) -> None:
    known = bytes(32)
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
    code = seal(PLACE, b"1")
    assert seals._load_key() != known
    assert len(seals._load_key()) == 32
    if how == "a link":
        assert (tmp_path / "known").read_bytes() == known, "nothing is written where a link leads"
    assert is_sealed(code, PLACE, b"1"), "within one build what it wrote is its own"


def test_two_that_begin_at_once_have_one_key(state: Path) -> None:
    code = "from dossier_timeline.cache import seals; print(seals._load_key().hex())"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in "12"]
    keys = {one.communicate()[0] for one in both}
    assert len(keys) == 1
    assert keys == {key_file().read_bytes().hex() + "\n"}
