"""What docs/supply-chain.md and docs/threat-model.md promise."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from tests.supply.licences import PAGE, page

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ANY = re.compile(r"`tests/[^`]*`")


def test_the_list_of_licences_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run “make licences”"


def test_every_licence_is_known() -> None:
    assert "UNKNOWN" not in page()


@pytest.mark.parametrize("name", ["site.txt", "test.txt"])
def test_every_package_has_its_hash(name: str) -> None:
    text = (ROOT / "locks" / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 30
    for package in packages:
        assert re.match(r"[a-z0-9-]+==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", package), package
    assert "://" not in text, "no lock names a host"


def test_everything_is_installed_by_its_hash() -> None:
    files = [ROOT / "Makefile", *(ROOT / "docs" / "recipes").iterdir()]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    installs = [line for line in lines if "pip install" in line]
    assert len(installs) >= 8
    for line in installs:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation --editable ." in line, line


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
