"""The published site on the programs of Cloudflare and Netlify: every file, header and moved address.

What a host does differently from the description in `output/hosts/headers.py` stands here, and anything else
that it does differently is a failure.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output.hosts.headers import CACHE, TYPE, HeaderSettings, file_headers
from tests.browser.chromium import address
from tests.helpers.files import GOOD
from tests.hosts.tools import Tools, free_port
from tests.servers.conftest import HSTS, MOVED
from tests.servers.running import Server

_CORS = "Access-Control-Allow-Origin"
_MOVED = {
    "nl/verhuisd/": "/nl/tijdlijn/",
    "nl/nogmaals/": "/nl/tijdlijn/",
    "nl/verhuisd/oud.csv": "/data/facts.csv",
    "en/أرشيف/": "/en/documents/",
    "en/elsewhere/": "https://example.org/other/?a=b",
}
_MISSING = {"nl/nergens/": "nl/404.html", "en/nowhere/x.json": "en/404.html", "nergens/": "404.html"}


@dataclass(frozen=True)
class HostProgram:
    """A host's own program, and where it differs: headers and types it sets itself, and statuses.

    `file_status` is that of a page that is asked for by the name of its file.
    """

    name: str
    words: tuple[str, ...]
    own_headers: frozenset[str]
    own_types: Mapping[str, str]
    gone_status: int
    folder_status: int
    file_status: int


PROGRAMS = (
    HostProgram(
        "wrangler",
        ("pages", "dev", "site", "--ip", "127.0.0.1", "--compatibility-date", "2026-11-01", "--port"),
        frozenset({_CORS}),
        {"js": "application/javascript", "svg": "image/svg+xml", "xml": "application/xml"},
        404,
        308,
        308,
    ),
    HostProgram(
        "netlify",
        ("dev", "--offline", "--internal-disable-edge-functions", "--dir", "site", "--no-open", "--port"),
        frozenset({CACHE, TYPE}),
        {},
        410,
        200,
        200,
    ),
)


def publish_good_site(folder: Path) -> dict[str, bytes]:
    """The small good site with addresses that moved, published below `folder`; its files."""
    shutil.copytree(GOOD, folder)
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("https://example.org/bridges/", "https://bridges.example/")
    options = f"  - dossier:\n      embeds: 100\n      hsts_max_age: {HSTS}\n"
    (folder / "mkdocs.yml").write_text(settings.replace("  - dossier:\n", options), "utf-8")
    (folder / "published-addresses.txt").write_text(MOVED, "utf-8")
    made, _ = build_and_publish(load_config(str(folder / "mkdocs.yml")))
    return dict(made.files)


def find_differences(server: Server, program: HostProgram, files: dict[str, bytes]) -> Iterator[str]:
    """Yield what a host's program answers otherwise than it's known to."""
    stand_ins = tuple(path for path in _MOVED if not path.endswith(".csv"))
    for path, content in files.items():
        if path.startswith(stand_ins) or path in (*_MOVED, "_headers", "_redirects"):
            continue
        answer = server.get(address(path))
        if path.endswith("404.html") and answer.status == program.file_status != 200:
            continue
        if (answer.status, answer.body) != (200, content):
            yield f"{path}: {answer.status}, {len(answer.body)} bytes of {len(content)}"
        for name, value in file_headers(path, HeaderSettings(hsts=HSTS)).items():
            own_type = program.own_types.get(path.rpartition(".")[2])
            if name == TYPE and answer[name] == own_type:
                continue
            if name not in program.own_headers and answer[name] != value:
                yield f"{path}: {name} is “{answer[name]}”, not “{value}”"
    for old, new in _MOVED.items():
        answer = server.get(old)
        if (answer.status, answer["Location"]) != (301, new):
            yield f"{old}: {answer.status} {answer['Location']}"
    for path, shown in _MISSING.items():
        answer = server.get(path)
        if (answer.status, answer.body) != (404, files[shown]):
            yield f"{path}: {answer.status}, not with {shown}"
    for path, shown in {"nl/weg/": "nl/404.html", "weg/": "404.html"}.items():
        answer = server.get(path)
        if (answer.status, answer.body) != (program.gone_status, files[shown]):
            yield f"{path}: {answer.status}, where {program.gone_status} was known"
    answer = server.get("nl")
    if answer.status != program.folder_status:
        yield f"nl, without its slash: {answer.status}, where {program.folder_status} was known"


def try_own_servers(tools: Tools, folder: Path) -> int:
    """Try each program, tell what was found, and return in how many ways it differs from what is known."""
    site = folder / "site-for-hosts"
    files = publish_good_site(site)
    count = 0
    for program in PROGRAMS:
        port = free_port()
        words = (program.name, *program.words, str(port))
        with tools.running(site, port, words, {}) as server:
            found = list(find_differences(server, program, files))
        told = (
            f"{len(files)} files, {len(_MOVED)} moved addresses: {len(found)} differences from what is known"
        )
        print(f"{program.name} {tools.version(program.name)}: {told}", *found[:20], sep="\n  ", flush=True)
        count += len(found)
    return count
