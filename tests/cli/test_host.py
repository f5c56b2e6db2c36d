"""`host`, and what `init` writes for one: recipes, and the generator with all that it needs, pinned."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossier_timeline.__main__ import cli
from dossier_timeline.hosting.host_recipes import GENERATOR_FOLDER, HOSTS, REQUIREMENTS
from tests.helpers.files import ROOT, files_below

_PINNED = re.compile(r"^\./(\S+) \\\n    --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)


def call(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new dossier without a host."""
    folder = tmp_path / "dossier"
    assert call("init", str(folder), "--languages", "nl,en", "--host", "none").exit_code == 0
    monkeypatch.chdir(folder)
    return folder


def test_a_new_dossier_has_what_it_is_published_by(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    assert call("init", str(folder), "--languages", "nl,en").exit_code == 0
    assert (folder / ".github/workflows/site.yml").is_file()
    text = (folder / REQUIREMENTS).read_text("utf-8")
    [(wheel, digest)] = _PINNED.findall(text)
    assert hashlib.sha256((folder / wheel).read_bytes()).hexdigest() == digest
    lock = (ROOT / "locks/site.txt").read_text("utf-8")
    packages = re.findall(r"^[a-z0-9-]+==[^\\]+\\\n(?:    --hash.*\n)+", text, re.MULTILINE)
    assert len(packages) > 25
    assert [package for package in packages if package not in lock] == [], "run “make lock”"
    assert "://" not in text
    ignored = (folder / ".gitignore").read_text("utf-8")
    assert [name for name in ("/sources/", "/site/", "/.cache/", "/.venv/") if name not in ignored] == []


def test_without_a_host_it_has_none_of_it(dossier: Path) -> None:
    assert not (dossier / GENERATOR_FOLDER).exists()
    assert not (dossier / ".github").exists()


@pytest.mark.parametrize("name", HOSTS)
def test_each_host_gets_its_recipes_where_it_looks_for_them(dossier: Path, name: str) -> None:
    before = files_below(dossier).keys()
    done = call("host", name)
    assert done.exit_code == 0, done.output
    written = files_below(dossier).keys() - before
    assert {path for path in written if not path.startswith(f"{GENERATOR_FOLDER}/")} == set(
        HOSTS[name].values()
    )
    assert all(f"wrote {path}\n" in done.output for path in written)
    assert call("host", name).output == (
        "Everything is as this generator writes it: there is nothing to change.\n"
    )


def test_a_recipe_that_was_changed_stays_until_it_is_said(dossier: Path) -> None:
    (dossier / "netlify.toml").write_text("# ours\n", "utf-8")
    refused = call("host", "copy", "netlify")
    assert refused.exit_code == 1
    assert "netlify.toml is there already" in refused.output
    assert not (dossier / "publish.sh").exists()
    assert call("host", "netlify", "--replace").exit_code == 0
    assert "# ours" not in (dossier / "netlify.toml").read_text("utf-8")


def test_a_dossier_beside_the_generator_itself_gets_no_wheel_of_it(dossier: Path) -> None:
    (dossier / GENERATOR_FOLDER / "dossier_timeline").mkdir(parents=True)
    refused = call("host", "github")
    assert refused.exit_code == 1
    assert "needs no wheel" in refused.output
    assert not (dossier / REQUIREMENTS).exists()


def test_another_version_takes_the_place_of_the_one_before(dossier: Path) -> None:
    older = dossier / GENERATOR_FOLDER / "dossier_timeline-0.0.1-py3-none-any.whl"
    older.parent.mkdir()
    older.write_bytes(b"older")
    done = call("host")
    assert done.exit_code == 0
    assert f"removed {GENERATOR_FOLDER}/{older.name}\n" in done.output
    assert len(list(older.parent.glob("*.whl"))) == 1
