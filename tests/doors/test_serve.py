"""`mkdocs serve`, with a real server: what is edited shows, what is broken doesn't take the site away."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def served(folder: Path, door: str) -> Iterator[str]:
    port = free_port()
    log = (folder.parent / "serve.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", door, "serve", "-f", "mkdocs.yml", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        yield f"http://127.0.0.1:{port}/bridges/"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def get(address: str) -> str:
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()
    return ""


def wait_for(address: str, words: str, seconds: float = 40) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = get(address)
        if words in text:
            return text
        time.sleep(0.3)
    pytest.fail(f"“{words}” did not appear on {address}; the last page was: {text[:500]}")


@pytest.mark.slow
@pytest.mark.parametrize("door", ["mkdocs", "properdocs"])
def test_an_edit_shows_a_mistake_keeps_the_site_and_a_template_counts_too(good, door):
    with served(good, door) as root:
        wait_for(root + "en/", "The bridges of Brugstede")
        settings = good / "content/dossier.yml"
        text = settings.read_text("utf-8")

        settings.write_text(text.replace("The bridges of", "All bridges of"), "utf-8")
        wait_for(root + "en/", "All bridges of Brugstede")

        settings.write_text(text.replace("schema: 1", "schema: one"), "utf-8")
        log = good.parent / "serve.log"
        end = time.monotonic() + 30
        while "nothing was published" not in log.read_text() and time.monotonic() < end:
            time.sleep(0.2)
        assert "content/dossier.yml:1:9" in log.read_text()
        assert "All bridges of Brugstede" in get(root + "en/")

        settings.write_text(text.replace("The bridges of", "Our bridges of"), "utf-8")
        wait_for(root + "en/", "Our bridges of Brugstede")

        (good / "templates/pages").mkdir(parents=True)
        (good / "templates/pages/missing.html").write_text(
            "{% extends 'base.html' %}{% block main %}<h1>Lost</h1>{% endblock %}"
        )
        wait_for(root + "en/404.html", "<h1>Lost</h1>")


@pytest.mark.slow
def test_content_that_is_broken_at_the_start_shows_its_problems(good):
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("schema: 1", "schema: one"), "utf-8")
    with served(good, "mkdocs") as root:
        wait_for(root, "content/dossier.yml:1:9")
        settings.write_text(text, "utf-8")
        wait_for(root + "en/", "The bridges of Brugstede")
