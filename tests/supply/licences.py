"""Write docs/licences.md: the packages that a build of the site needs, and their licences.

Names and versions are those of locks/site.txt, licences what the packages say of themselves, read by
pip-licenses. Of one that says nothing the text of its licence is looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from tests.helpers.files import ROOT

PAGE = ROOT / "docs" / "licences.md"
_LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+?)(?: ; (.*?))? \\$", re.MULTILINE)
_MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
_HEAD = """\
# Licences of what a build needs

Made by `make licences` from `locks/site.txt`; a test keeps it current. The licences are what the packages
say of themselves, or the text in their files. What only the tests use isn't listed, and isn't in the site.

| package | version | licence |
|---|---|---|
"""


def locked() -> dict[str, tuple[str, str]]:
    """The packages of locks/site.txt: version, and the condition under which one is installed."""
    found = _LOCKED.findall((ROOT / "locks" / "site.txt").read_text(encoding="utf-8"))
    return {name: (version, condition) for name, version, condition in found}


def licences(names: list[str]) -> dict[str, str]:
    """The licence of each package that is installed, by its normal name."""
    tool = Path(sys.executable).with_name("pip-licenses")
    done = subprocess.run(
        [tool, "--from=mixed", "--format=json", "--with-system", "--packages", *names],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return {
        re.sub(r"[-_.]+", "-", one["Name"]).lower(): _find_licence(one["Name"], one["License"])
        for one in json.loads(done.stdout)
    }


def _find_licence(name: str, said: str) -> str:
    """What a package says of its licence, or else whose text it is in its files."""
    if said != "UNKNOWN":
        return said.replace("\n", " ")
    texts = [
        " ".join(file.read_text(encoding="utf-8").split())
        for file in distribution(name).files or ()
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))
    ]
    return "MIT License" if any(_MIT in text for text in texts) else said


def page() -> str:
    """The page as it should be."""
    packages = locked()
    known = licences(list(packages))
    lines = [
        f"| {name} | {version} | {f'only where `{condition}`' if condition else known[name]} |"
        for name, (version, condition) in packages.items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
