"""The wheel that a dossier keeps of its generator: whole, the same each time, and that which is running."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from importlib.metadata import PackageNotFoundError

import pytest

from dossier_timeline import __version__
from dossier_timeline.hosting import own_wheel
from dossier_timeline.hosting.own_wheel import NoWheelError, make_own_wheel
from tests.helpers.files import ROOT, files_below


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    """The wheel, to be read."""
    name, wheel = make_own_wheel()
    assert name == f"dossier_timeline-{__version__}-py3-none-any.whl"
    return zipfile.ZipFile(io.BytesIO(wheel))


def test_it_holds_the_package_and_its_templates_and_nothing_that_running_leaves(
    archive: zipfile.ZipFile,
) -> None:
    package = {
        f"dossier_timeline/{path}": content
        for path, content in files_below(ROOT / "generator" / "dossier_timeline").items()
        if "__pycache__" not in path
    }
    templates = {
        f"dossier_timeline/_templates/{path}": content
        for path, content in files_below(ROOT / "templates").items()
    }
    held = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {**package, **templates}
    assert "dossier_timeline/py.typed" in held


def test_its_list_of_files_is_that_which_installers_check(archive: zipfile.ZipFile) -> None:
    [record] = [name for name in archive.namelist() if name.endswith("/RECORD")]
    rows = list(csv.reader(archive.read(record).decode().splitlines()))
    assert [row[0] for row in rows] == archive.namelist()
    for name, digest, size in rows[:-1]:
        content = archive.read(name)
        encoded = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (digest, size) == (f"sha256={encoded}", str(len(content)))
    assert rows[-1] == [record, "", ""]


def test_it_says_what_it_is(archive: zipfile.ZipFile) -> None:
    folder = f"dossier_timeline-{__version__}.dist-info"
    assert f"\nVersion: {__version__}\n" in archive.read(f"{folder}/METADATA").decode()
    assert "Tag: py3-none-any" in archive.read(f"{folder}/WHEEL").decode()
    assert (
        "dossier-timeline = dossier_timeline.__main__:main"
        in archive.read(f"{folder}/entry_points.txt").decode()
    )
    assert archive.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_the_same_files_give_the_same_bytes() -> None:
    first = make_own_wheel()
    make_own_wheel.cache_clear()
    assert make_own_wheel() == first


def test_a_generator_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise PackageNotFoundError(name)

    make_own_wheel.cache_clear()
    monkeypatch.setattr(own_wheel, "distribution", refuse)
    with pytest.raises(NoWheelError, match="isn't installed here"):
        make_own_wheel()
