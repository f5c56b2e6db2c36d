"""A cache that somebody else had in hand: a build gives what it gives from nothing, and nothing runs."""

from __future__ import annotations

import ast
import json
import marshal
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.cache import seals
from dossier_timeline.cache.store import CACHE_FOLDER, STORE_FILE
from tests.cache.edited_project import EditedProject, Outcome
from tests.helpers.files import ROOT, files_below

MARK = "an-order-of-a-stranger"


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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> EditedProject:
    """A project that was built, and edited a little since."""
    project = EditedProject.copy(tmp_path_factory.mktemp("poisoned"))
    project.build()
    assert project.toggle("a sentence")
    return project


@pytest.fixture(scope="module")
def wanted(project: EditedProject) -> Outcome:
    """The site from nothing."""
    return project.build_from_nothing()


@pytest.fixture(scope="module")
def kept_cache(project: EditedProject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache that a build left before something else was edited."""
    project.toggle("the name of a term")
    project.build()
    project.toggle("the name of a term")
    return shutil.copytree(project.root / ".cache", tmp_path_factory.mktemp("kept") / ".cache")


def _store_of(project: EditedProject) -> Path:
    return project.root / CACHE_FOLDER / STORE_FILE


def _change_all(file: Path, make: Callable[[str, bytes], bytes]) -> None:
    """Change the value of each entry, as somebody does who can write the file but hasn't the key."""
    with closing(sqlite3.connect(file)) as connection, connection:
        rows = connection.execute("SELECT bucket, key, value FROM entries").fetchall()
        for bucket, key, value in rows:
            connection.execute(
                "UPDATE entries SET value = ? WHERE bucket = ? AND key = ?",
                (make(bucket, value), bucket, key),
            )


def _seal_with_another_key(file: Path, make: Callable[[str, bytes], bytes]) -> None:
    """Write and seal each entry as on another machine."""
    with pytest.MonkeyPatch.context() as stranger:
        stranger.setattr(seals, "_load_key", lambda: bytes(32))
        with closing(sqlite3.connect(file)) as connection, connection:
            rows = connection.execute("SELECT bucket, key, version, value FROM entries").fetchall()
            for bucket, key, version, old in rows:
                value = make(bucket, old)
                code = seals.seal((str(file), bucket, key, version), value)
                connection.execute(
                    "UPDATE entries SET value = ?, seal = ? WHERE bucket = ? AND key = ?",
                    (value, code, bucket, key),
                )


def _order(bucket: str, _: bytes) -> bytes:
    return _COMPILED if bucket == "templates" else _PICKLED


POISONS: dict[str, Callable[[Path], object]] = {
    "orders": lambda file: _change_all(file, _order),
    "orders, of another key": lambda file: _seal_with_another_key(file, _order),
    "other pages": lambda file: _change_all(file, lambda _, old: old.replace(b"a", b"b")),
    "the same, of another key": lambda file: _seal_with_another_key(file, lambda _, old: old),
    "a pickle": lambda file: file.write_bytes(_PICKLED),
    "zeros": lambda file: file.write_bytes(bytes(20_000)),
    "it's cut off": lambda file: file.write_bytes(file.read_bytes()[:-5000]),
}


@pytest.mark.parametrize("how", POISONS)
def test_a_build_is_what_it_is_from_nothing(
    how: str, project: EditedProject, wanted: Outcome, kept_cache: Path
) -> None:
    shutil.rmtree(project.root / ".cache")
    shutil.copytree(kept_cache, project.root / ".cache")
    POISONS[how](_store_of(project))
    project.forget_memory()
    with _listening() as heard:
        assert project.build() == wanted
    assert heard == []


def test_the_cache_of_another_project_is_none(
    project: EditedProject, wanted: Outcome, tmp_path: Path
) -> None:
    other = EditedProject.copy(tmp_path)
    other.toggle("the title of the dossier")
    other.build()
    project.forget_memory()
    shutil.copytree(other.root / ".cache", project.root / ".cache", dirs_exist_ok=True)
    assert project.build() == wanted


@pytest.mark.parametrize("link", [".cache", ".cache/dossier", ".cache/search"])
def test_nothing_is_kept_or_removed_where_a_link_leads(link: str, tmp_path: Path) -> None:
    project = EditedProject.copy(tmp_path)
    project.with_search = link.endswith("search")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number in range(8):
        (elsewhere / f"{number}.zip").write_text("somebody's own")
    (project.root / link).parent.mkdir(exist_ok=True)
    (project.root / link).symlink_to(elsewhere)
    project.build()
    assert files_below(elsewhere) == {f"{number}.zip": b"somebody's own" for number in range(8)}
    assert (project.root / link).is_symlink()


def test_what_is_kept_of_content_and_steps_is_json(project: EditedProject) -> None:
    with closing(sqlite3.connect(_store_of(project))) as connection:
        rows = connection.execute("SELECT bucket, value FROM entries").fetchall()
    plain = {"content", "steps", "last", "trees"}
    assert plain <= {bucket for bucket, _ in rows}
    for bucket, value in rows:
        if bucket in plain:
            json.loads(value)


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
