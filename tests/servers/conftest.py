"""The small good site, released once at a domain's root and once below a path, with addresses that moved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output.hosts.headers import HeaderSettings
from tests.helpers.files import GOOD
from tests.helpers.sampling import sample
from tests.servers.running import Server, running

HSTS = 63072000
PLACES = [("nginx", "/"), ("caddy", "/bridges/"), ("nginx", "/bridges/"), ("caddy", "/")]
MOVED = """\
/nl/verhuisd/ -> /nl/nogmaals/#x
/nl/nogmaals/ -> /nl/tijdlijn/
/nl/verhuisd/oud.csv -> /data/facts.csv
/en/أرشيف/ -> /en/documents/
/en/elsewhere/ -> https://example.org/other/?a=b
/nl/weg/ gone
/weg/ gone
"""


@dataclass
class Release:
    """A published site that can be released anew; `paths` are its files, but for those that have moved."""

    folder: Path
    base: str
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        """Where it is published."""
        return self.folder / "site"

    @property
    def serving(self) -> HeaderSettings:
        """What its headers depend on."""
        return HeaderSettings(hsts=HSTS)

    def release(self) -> None:
        """Build and publish it."""
        made, _ = build_and_publish(load_config(str(self.folder / "mkdocs.yml")))
        self.files = dict(made.files)


@pytest.fixture(scope="module", params=sample(PLACES, 2), ids=" ".join)
def place(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A server, and the path below which it serves the site."""
    program, base = request.param
    return program, base


@pytest.fixture(scope="module")
def release(place: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The site, with compressed files beside the others."""
    _, base = place
    folder = tmp_path_factory.mktemp("released") / "dossier"
    shutil.copytree(GOOD, folder)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("https://example.org/bridges/", f"https://bridges.example{base}")
    options = f"  - dossier:\n      precompress: true\n      embeds: 100\n      hsts_max_age: {HSTS}\n"
    (folder / "mkdocs.yml").write_text(settings.replace("  - dossier:\n", options), "utf-8")
    (folder / "published-addresses.txt").write_text(MOVED, "utf-8")
    made = Release(folder, base)
    made.release()
    return made


@pytest.fixture(scope="module")
def server(
    place: tuple[str, str], release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The site on a server."""
    program, base = place
    folder = tmp_path_factory.mktemp("server") / program
    with running(program, release.site, folder, base) as found:
        yield found
