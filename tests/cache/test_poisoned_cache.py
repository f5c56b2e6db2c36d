"""A cache that somebody else had in hand: a build gives what it gives from nothing, and nothing runs."""

from __future__ import annotations

import ast
import hashlib
import hmac
import marshal
import os
import pickle
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache import sealed_files as sealed
from dossier_timeline.cache.store import cache_file, read_cache_file
from dossier_timeline.config import Config
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.files import GOOD, ROOT, files_below

MARK = "an-order-of-a-stranger"
TEXT = "content/documents/plan-2019/en.md"


class Order:
    """What runs when it's unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return sys.audit, (MARK,)


_PICKLED = pickle.dumps(Order())
_COMPILED = b"j2" + pickle.dumps(5) + marshal.dumps(compile(f"import sys; sys.audit({MARK!r})", "x", "exec"))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What was carried out of a stranger's orders."""
    heard: list[str] = []
    on = [True]

    def listen(event: str, _: tuple[Any, ...]) -> None:
        if on and event == MARK:
            heard.append(event)

    sys.addaudithook(listen)
    try:
        yield heard
    finally:
        on.clear()


def test_the_orders_would_be_heard() -> None:
    with _listening() as heard:
        pickle.loads(_PICKLED)
        exec(marshal.loads(_COMPILED[2 + len(pickle.dumps(5)) :]))
    assert heard == [MARK, MARK]


class Dossier:
    """A dossier that was built, with what is remembered of that."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "good"
        shutil.copytree(GOOD, self.root, ignore=shutil.ignore_patterns(".*cache", "site"))
        self.built()
        self.edit()

    @property
    def config(self) -> Config:
        return load_config(str(self.root / "mkdocs.yml"))

    def edit(self) -> None:
        text = self.root / TEXT
        text.write_text(text.read_text("utf-8").rstrip("\n") + "\n\nMore was written about it.\n", "utf-8")

    def built(self) -> dict[str, bytes]:
        build_and_publish(self.config)
        return {
            path: content for path, content in files_below(self.root / "site").items() if path != ".gitignore"
        }

    def memory(self) -> dict[Path, bytes]:
        """What is kept in each file."""
        found = sorted(path for path in (self.root / ".cache").rglob("*") if path.is_file())
        return {path: read_cache_file(path) or b"" for path in found}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return Dossier(tmp_path_factory.mktemp("poisoned"))


@pytest.fixture(scope="module")
def wanted(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site from nothing."""
    other = tmp_path_factory.mktemp("from-nothing") / "good"
    shutil.copytree(dossier.root, other, ignore=shutil.ignore_patterns(".*cache", "site", ".site*"))
    build_and_publish(load_config(str(other / "mkdocs.yml")))
    return {path: content for path, content in files_below(other / "site").items() if path != ".gitignore"}


def _as_a_stranger(file: Path, body: bytes) -> None:
    """Seal with another key."""
    key, sealed._load_key = sealed._load_key, lambda: bytes(32)
    try:
        file.write_bytes(sealed.seal(file, body))
    finally:
        sealed._load_key = key


def _with_orders(body: bytes) -> bytes:
    """A body in the form of a shelf or a plan, whose values are orders."""
    head, _, rest = body.partition(b"\n")
    orders = (_COMPILED * (len(rest) // len(_COMPILED) + 1))[: len(rest)]
    return head + b"\n" + (orders if b'"entries"' in head else _PICKLED)


def _changed(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


def _instead(file: Path, make: Callable[[Path], object]) -> None:
    file.unlink()
    make(file)


def _flipped(content: bytes) -> bytes:
    at = random.Random(len(content)).randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


DAMAGE: dict[str, Callable[[Path, bytes], object]] = {
    "a bit is another": lambda file, _: _changed(file, _flipped),
    "the first bit is another": lambda file, _: _changed(file, lambda old: bytes([old[0] ^ 1]) + old[1:]),
    "the last bit is another": lambda file, _: _changed(file, lambda old: old[:-1] + bytes([old[-1] ^ 1])),
    "it's cut off": lambda file, _: _changed(file, lambda old: old[: len(old) // 2]),
    "there is more": lambda file, _: _changed(file, lambda old: old + b"\n{}"),
    "it's empty": lambda file, _: file.write_bytes(b""),
    "zeros": lambda file, _: file.write_bytes(bytes(200)),
    "a digest and what a stranger likes": lambda file, body: file.write_bytes(
        hashlib.sha256(_with_orders(body)).digest() + _with_orders(body)
    ),
    "of another key": _as_a_stranger,
    "orders, of another key": lambda file, body: _as_a_stranger(file, _with_orders(body)),
    "a pickle": lambda file, _: file.write_bytes(_PICKLED),
    "compiled code": lambda file, _: file.write_bytes(_COMPILED),
    "a true head, and no end": lambda file, _: os.truncate(file, 1 << 40),
    "a pipe": lambda file, _: _instead(file, os.mkfifo),
    "a link to a device": lambda file, _: _instead(file, lambda at: at.symlink_to("/dev/zero")),
    "a link to nothing": lambda file, _: _instead(file, lambda at: at.symlink_to("nothing")),
    "a folder": lambda file, _: _instead(file, Path.mkdir),
}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices")
@pytest.mark.parametrize("how", DAMAGE)
def test_every_file_is_as_good_as_none(how: str, dossier: Dossier, tmp_path: Path) -> None:
    memory = dossier.memory()
    assert len(memory) >= 9
    for file, body in memory.items():
        whole = file.read_bytes()
        DAMAGE[how](file, body)
        try:
            assert read_cache_file(file) is None, f"{file.name}: {how}"
        finally:
            file.rmdir() if file.is_dir() else file.unlink()
            file.write_bytes(whole)
            assert read_cache_file(file) == body


def test_two_files_that_change_places_are_none(dossier: Dossier) -> None:
    whole = {file: file.read_bytes() for file in dossier.memory()}
    for one, other in permutations(whole, 2):
        one.write_bytes(whole[other])
        assert read_cache_file(one) is None, (one.name, other.name)
        one.write_bytes(whole[one])


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices")
def test_a_build_is_what_it_is_from_nothing(
    dossier: Dossier, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """Each file is harmed in another way; those that hold programs by orders of a stranger."""
    copy = shutil.copytree(dossier.root, tmp_path / "saved")
    others = list(DAMAGE)
    try:
        with _listening() as heard:
            for number, (file, body) in enumerate(dossier.memory().items()):
                orders = file.name == "templates" or file.name.startswith("plan")
                how = "orders, of another key" if orders else others[number % len(others)]
                DAMAGE[how](file, body)
            assert dossier.built() == wanted
        assert heard == []
    finally:
        shutil.rmtree(dossier.root)
        copy.rename(dossier.root)


def test_the_cache_of_another_project_is_none(dossier: Dossier, tmp_path: Path) -> None:
    shutil.copytree(dossier.root / ".cache", tmp_path / ".cache")
    for file in (tmp_path / ".cache").rglob("*"):
        assert file.is_dir() or read_cache_file(file) is None


@pytest.mark.parametrize("link", [".cache", ".cache/dossier", ".cache/search"])
def test_nothing_is_kept_or_removed_where_a_link_leads(link: str, tmp_path: Path) -> None:
    root = tmp_path / "good"
    shutil.copytree(GOOD, root, ignore=shutil.ignore_patterns(".*cache", "site"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number in range(8):
        file = elsewhere / f"{number}.group"
        file.write_text("somebody's own")
        os.utime(file, (0, 0))
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(elsewhere)
    config = load_config(str(root / "mkdocs.yml"))
    build_and_publish(config.with_settings(search=link.endswith("search")))
    before = files_below(elsewhere)
    assert len(before) == 8, "only what was there"
    assert set(before.values()) == {b"somebody's own"}
    assert (root / link).is_symlink()


ALLOWED = {"workers.py": {"pickle"}}
"""What a fork of this process made a moment ago comes through a pipe that nobody else has."""


def test_nothing_that_is_read_can_run() -> None:
    """No module reads pickles or compiled code, evaluates text, or lets YAML make objects."""
    for file in sorted((ROOT / "generator" / "dossier_timeline").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        imported = {
            name.name.partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
        }
        path = file.relative_to(ROOT / "generator" / "dossier_timeline").as_posix()
        bad = imported & {"pickle", "marshal", "shelve", "dill", "joblib", "code", "runpy"}
        assert bad <= ALLOWED.get(path, set()), path
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                assert name not in {"eval", "exec", "__import__", "yaml.unsafe_load", "yaml.full_load"}, path
                if name in {"yaml.load", "yaml.load_all"}:
                    assert ast.unparse(node.args[1]) == "yaml.BaseLoader", path


def test_the_plan_is_kept_and_is_no_pickle(dossier: Dossier) -> None:
    body = read_cache_file(cache_file(dossier.config.with_settings(), "plan"))
    assert body is not None
    assert body.count(b"\n") == 1
    with pytest.raises(pickle.UnpicklingError):
        pickle.loads(body.partition(b"\n")[2])


def test_a_code_needs_the_key(dossier: Dossier) -> None:
    file, body = next(iter(dossier.memory().items()))
    assert hmac.new(bytes(32), body, "sha256").digest() not in file.read_bytes()
