"""Nothing is downloaded while a site is built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_GUARD = """
import runpy, sys

def refuse(event, words):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"a build asked the network: {event} {words[1:]}")

sys.addaudithook(refuse)
sys.argv = ["mkdocs", *sys.argv[1:]]
runpy.run_module("mkdocs", run_name="__main__")
"""
_ALONE = ("unshare", "--user", "--map-root-user", "--net")
"""Where there is no network at all, for its children too; Linux only, and not in every container."""


def alone() -> tuple[str, ...]:
    """How to run a program without a network, where that is possible here."""
    if not shutil.which(_ALONE[0]):
        return ()
    tried = subprocess.run([*_ALONE, "true"], capture_output=True, check=False)
    return _ALONE if tried.returncode == 0 else ()


def built(folder: Path) -> subprocess.CompletedProcess[str]:
    """A build that may open no connection."""
    return subprocess.run(
        [*alone(), sys.executable, "-c", _GUARD, "build", "--quiet"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_build_downloads_nothing(good: Path) -> None:
    done = built(good)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((good / "site").glob("*/search/index.html")) or list((good / "site" / "pagefind").glob("*"))
    assert list((good / "site").rglob("*.svg")), "charts are drawn too"


def test_a_download_would_be_seen(good: Path) -> None:
    hook = good / "download.py"
    hook.write_text(
        "import urllib.request\n"
        "def on_pre_build(config):\n"
        "    urllib.request.urlopen('http://127.0.0.1:9/')\n",
        encoding="utf-8",
    )
    with (good / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [download.py]\n")
    done = built(good)
    assert done.returncode != 0
    assert "a build asked the network" in done.stderr


@pytest.mark.skipif(not alone(), reason="a program can't be kept from the network here")
def test_there_is_no_network_where_it_is_tried() -> None:
    listed = subprocess.run([*alone(), "cat", "/proc/net/route"], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) <= 1
