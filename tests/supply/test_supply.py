"""What docs/supply-chain.md and docs/threat-model.md promise."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dossier_timeline import __version__
from dossier_timeline.hosting.own_wheel import make_own_wheel
from tests.helpers.files import ROOT
from tests.supply.licences import PAGE, page
from tests.supply.release import find_faults_of_wheel, release_notes

MAKE_WHEELS = "--require-hashes --no-deps --only-binary=:all:"
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ANY = re.compile(r"`tests/[^`]*`")


def test_the_list_of_licences_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run “make licences”"


def test_every_licence_is_known() -> None:
    assert "UNKNOWN" not in page()


@pytest.mark.parametrize("name", ["site.txt", "sources.txt", "test.txt", "release.txt", "hosts.txt"])
def test_every_package_has_its_hash(name: str) -> None:
    text = (ROOT / "locks" / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 30
    for package in packages:
        assert re.match(r"[a-z0-9-]+==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", package), package
    assert "://" not in text, "no lock names a host"


def test_the_newest_axe_is_fetched_by_its_hash_and_runs_nothing() -> None:
    """`make axe` has npm fetch it; no lock names a host."""
    folder = ROOT / "locks" / "axe"
    named = json.loads((folder / "package.json").read_text("utf-8"))["devDependencies"]
    text = (folder / "package-lock.json").read_text("utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert {name: one["version"] for name, one in packages.items()} == {
        f"node_modules/{name}": version for name, version in named.items()
    }
    assert all(re.match(r"sha512-[\w+/]+=*$", one["integrity"]) for one in packages.values())
    assert "://" not in text
    installs = re.findall(r"^\t@.*?\b(npm .*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(installs) == 2
    assert all(line.startswith("npm ci ") and " --ignore-scripts " in line for line in installs)


def test_the_hosts_programs_are_fetched_by_their_hashes() -> None:
    """`make hosts` has npm fetch them; what a package bundles comes with it."""
    folder = ROOT / "locks" / "hosts"
    named = json.loads((folder / "package.json").read_text("utf-8"))["devDependencies"]
    text = (folder / "package-lock.json").read_text("utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in named} == named
    fetched = [one for one in packages.values() if not one.get("inBundle")]
    assert [one for one in fetched if not re.match(r"sha512-[\w+/]+=*$", one["integrity"])] == []
    assert "://" not in text


def test_everything_is_installed_by_its_hash() -> None:
    own = ROOT / "generator" / "dossier_timeline" / "hosting" / "recipes"
    files = [ROOT / "Makefile", *(ROOT / "docs" / "recipes").iterdir(), *own.iterdir()]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    installs = [line for line in lines if "pip install" in line]
    assert len(installs) >= 12
    wheels, itself = f"{MAKE_WHEELS} -r ", "--no-index --no-deps --no-build-isolation --editable ."
    for line in (line.replace("$(WHEELS)", MAKE_WHEELS) for line in installs):
        assert f"{wheels}locks/" in line or f"{wheels}generator/" in line or itself in line, line


def test_a_lock_is_made_of_wheels_only() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"WHEELS := {MAKE_WHEELS}\n" in makefile
    resolved = re.findall(r"uv pip compile .*", makefile)
    assert len(resolved) == 6
    assert all("--only-binary :all: --generate-hashes" in line for line in resolved)


@pytest.mark.parametrize("name", ["site.txt", "sources.txt", "test.txt"])
def test_a_lock_holds_all_that_its_packages_need(name: str) -> None:
    """Since nothing else is installed with them; but for docopt, which exists as source only."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "locks" / name).read_text("utf-8"), re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    wanted += project["optional-dependencies"]["sources"] if name != "site.txt" else []
    wanted += project["optional-dependencies"]["test"] if name == "test.txt" else []
    known: set[tuple[str, str]] = set()
    left = [(Requirement(text), "") for text in wanted]
    while left:
        one, extra = left.pop()
        called = canonicalize_name(one.name)
        if one.marker is not None and not one.marker.evaluate({"extra": extra}):
            continue
        if called == "docopt":
            continue
        assert called in locked, f"{one} isn't in {name}"
        for more in {"", *one.extras}:
            if (called, more) not in known:
                known.add((called, more))
                left += [(Requirement(text), more) for text in distribution(one.name).requires or ()]
    assert len(known) > 30
    assert "docopt" not in locked


def test_what_needs_docopt_does_not_need_it_here() -> None:
    """Only the command line of num2words imports it."""
    code = "import sys, num2words; num2words.num2words(42, lang='nl'); assert 'docopt' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def _list_pins(name: str) -> set[str]:
    """The packages of a lock, each with its hashes."""
    text = (ROOT / "locks" / name).read_text("utf-8")
    return set(re.split(r"^(?=\S)", text.rstrip() + "\n", flags=re.MULTILINE)[1:])


def test_every_package_can_be_installed_as_a_user_does() -> None:
    """What pip would install here, by the options of the Makefile; skipped where there is no index.

    Of site.txt and sources.txt at once; what site.txt and test.txt hold, `make test` has installed before.
    """
    assert _list_pins("site.txt") <= _list_pins("sources.txt")
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    first = re.search(r"^(packaging==\S+)", (ROOT / "locks/sources.txt").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    if subprocess.run([*pip, "--no-deps", first[1]], capture_output=True, check=False).returncode:
        pytest.skip("no package index can be reached")
    done = subprocess.run(
        [*pip, *MAKE_WHEELS.split(), "-r", ROOT / "locks/sources.txt"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_project_itself_is_built_without_a_download(tmp_path: Path) -> None:
    for part in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, tmp_path)
    for part in ("generator", "templates"):
        (tmp_path / part).mkdir()
    package = Path("generator", "dossier_timeline", "__init__.py")
    (tmp_path / package).parent.mkdir()
    shutil.copy(ROOT / package, tmp_path / package)
    options = "--dry-run --no-index --no-deps --no-build-isolation --editable ."
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options.split()],
        cwd=tmp_path, env={**os.environ, "PIP_FIND_LINKS": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_bill_of_materials_is_that_of_the_lock(tmp_path: Path) -> None:
    """The command of `make sbom` itself."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [command] = re.findall(r"@\$\(BIN\)/cyclonedx-py (.*) -o dist/sbom.cdx.json", makefile)
    tool, made = Path(sys.executable).with_name("cyclonedx-py"), tmp_path / "sbom.json"
    subprocess.run([tool, *command.split(), "-o", made], cwd=ROOT, check=True, capture_output=True)
    bom = json.loads(made.read_bytes())
    assert "timestamp" not in bom["metadata"], "the same lock gives the same bytes"
    assert "serialNumber" not in bom
    listed = {(one["name"], one["version"]) for one in bom["components"]}
    locked = (ROOT / "locks" / "site.txt").read_text(encoding="utf-8")
    assert listed == set(re.findall(r"^([a-z0-9-]+)==(\S+)", locked, re.MULTILINE))


def test_every_test_that_the_threat_model_names_is_there() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = _NAMED.findall(text)
    assert len(named) == len(_ANY.findall(text)) > 20
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        assert name in tests, f"{path} has no {name}"


def test_every_attempt_has_a_test() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    rows = text.partition("| attempt |")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(rows) > 15
    assert [row for row in rows if not _NAMED.search(row)] == []


CHANGES = """# Changelog

## 0.2.0, not yet released

- New.

### More

- Old.

## 0.1.0, 1 May 2026

- First.
"""


def test_release_notes_are_those_of_the_newest_version() -> None:
    assert release_notes(CHANGES, "0.2.0") == ("not yet released", "- New.\n\n### More\n\n- Old.")
    assert release_notes(CHANGES[CHANGES.index("## 0.1.0") :], "0.1.0") == ("1 May 2026", "- First.")
    with pytest.raises(ValueError, match=r"0\.1\.0, and the newest in CHANGELOG\.md is 0\.2\.0"):
        release_notes(CHANGES, "0.1.0")
    release_notes((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__)


def test_a_wheel_that_is_not_what_a_dossier_gets_is_found() -> None:
    _, wheel = make_own_wheel()
    assert [*find_faults_of_wheel(wheel)] == []
    without = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as whole, zipfile.ZipFile(without, "w") as packed:
        for one in whole.namelist():
            if not one.endswith("py.typed"):
                packed.writestr(one, whole.read(one))
    found = [*find_faults_of_wheel(without.getvalue())]
    assert len(found) == 2
    assert "py.typed" in found[0]
    assert "a dossier gets other files" in found[1]
