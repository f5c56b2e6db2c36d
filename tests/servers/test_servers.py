"""The site on nginx and on Caddy, with the configuration that `server` prints."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

from dossier_timeline.output.hosts.headers import CACHE, IMMUTABLE, TYPE, file_headers, is_fingerprinted
from dossier_timeline.site.embed_pages import OEMBED_FILE
from tests.browser.chromium import address, listen
from tests.browser.other_origin import open_frame, other_origin
from tests.servers import running
from tests.servers.conftest import Release
from tests.servers.running import Server

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
ENDING = {"br": ".br", "gzip": ".gz"}


def pages_and_files(release: Release) -> dict[str, bytes]:
    """Every file that has an address of its own."""
    away = ("nl/verhuisd/", "nl/nogmaals/", "en/أرشيف/", "en/elsewhere/")
    return {
        path: content
        for path, content in release.files.items()
        if not path.startswith(away) and not path.endswith((".br", ".gz"))
    }


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_every_file_is_served_whole_with_its_headers(release: Release, server: Server, encoding: str) -> None:
    packed = 0
    for path, content in pages_and_files(release).items():
        answer = server.get(address(path), Accept_Encoding=encoding or "identity")
        assert answer.status == 200, path
        said = {name: answer[name] for name in file_headers(path, release.serving)}
        assert said == file_headers(path, release.serving), path
        beside = release.files.get(path + ENDING.get(encoding, "?"))
        assert answer["Content-Encoding"] == (encoding if beside else ""), path
        assert answer.body == (beside or content), path
        assert UNPACK[answer["Content-Encoding"]](answer.body) == content
        assert answer["ETag"], path
        if path + ".br" in release.files:
            assert "Accept-Encoding" in ",".join(answer.headers.get("vary", [])), path
        packed += beside is not None
    assert packed > 50 or not encoding


def test_a_client_that_takes_both_gets_the_smaller(release: Release, server: Server) -> None:
    for page in ("nl/", "en/", "data/facts.csv"):
        assert server.get(page, Accept_Encoding="gzip, deflate, br")["Content-Encoding"] == "br"


def test_a_page_is_asked_for_again_and_answered_in_a_word(release: Release, server: Server) -> None:
    for path in ("nl/", "data/facts.json", "en/feed.xml"):
        first = server.get(path, Accept_Encoding="br")
        assert first[CACHE] == "no-cache"
        again = server.get(path, Accept_Encoding="br", If_None_Match=first["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert again[CACHE] == "no-cache"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("nl/nergens/", "nl/404.html"),
        ("nl/verhuisd/x", "nl/404.html"),
        ("en/nowhere/x.json", "en/404.html"),
        ("nergens/", "404.html"),
        ("assets/site.00000000.css", "404.html"),
        ("data/none.csv", "404.html"),
    ],
)
@pytest.mark.parametrize("encoding", ["br", "identity"])
def test_what_is_missing_is_told_in_the_language_of_its_address(
    release: Release, server: Server, asked: str, shown: str, encoding: str
) -> None:
    answer = server.get(asked, Accept_Encoding=encoding)
    assert answer.status == 404
    assert UNPACK[answer["Content-Encoding"]](answer.body) == release.files[shown]
    expected = file_headers(shown, release.serving)
    assert {name: answer[name] for name in expected} == expected


@pytest.mark.parametrize(("asked", "shown"), [("nl/weg/", "nl/404.html"), ("weg/", "404.html")])
def test_what_was_taken_away_is_gone(release: Release, server: Server, asked: str, shown: str) -> None:
    answer = server.get(asked)
    assert (answer.status, answer.body) == (410, release.files[shown])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nl/verhuisd/", "nl/tijdlijn/"),
        ("nl/nogmaals/", "nl/tijdlijn/"),
        ("nl/verhuisd/oud.csv", "data/facts.csv"),
        ("en/أرشيف/", "en/documents/"),
    ],
)
def test_what_has_moved_leads_on_in_one_step(release: Release, server: Server, old: str, new: str) -> None:
    answer = server.get(old)
    assert (answer.status, answer["Location"].partition("#")[0]) == (301, release.base + new)
    assert server.get(answer["Location"].partition("#")[0]).status == 200
    assert answer["Content-Security-Policy"]


def test_another_host_is_a_place_to_move_to(server: Server) -> None:
    answer = server.get("en/elsewhere/")
    assert (answer.status, answer["Location"]) == (301, "https://example.org/other/?a=b")


def test_a_folder_without_its_slash_leads_to_the_folder(release: Release, server: Server) -> None:
    for folder in ("nl", "en/documents"):
        answer = server.get(folder)
        assert answer.status in (301, 308)
        assert answer["Location"] == f"{release.base}{folder}/"
    if release.base != "/":
        assert server.get(release.base.rstrip("/"))["Location"] == release.base


def test_files_of_the_project_are_not_left_open(release: Release, server: Server) -> None:
    for path in ("../mkdocs.yml", "%2e%2e/mkdocs.yml", "nl/%2e%2e/%2e%2e/mkdocs.yml"):
        answer = server.get(release.base + path)
        assert answer.status in (400, 404) or not answer.body, path


@pytest.mark.browser
def test_a_reader_meets_no_violation_and_finds_what_they_search(
    release: Release, server: Server, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    heard = listen(page)
    for path in ("", "nl/", "en/timeline/", "en/figures/", "en/documents/"):
        page.goto(server.url + path)
    page.goto(f"{server.url}en/search/?q=bridges")
    page.locator("#found li").first.wait_for()
    # What a page still asked for when the reader left it has failed, and is no complaint.
    assert [said for said in heard.complaints if not said.startswith("failed: ")] == []
    assert all(url.startswith(server.url) for url in heard.requests)
    page.goto(server.url + "nl/nergens/")
    page.locator("main a").first.click()
    assert page.url.startswith(f"{server.url}nl/")
    context.close()


@pytest.mark.browser
def test_other_sites_show_pages_to_embed_and_no_others(
    release: Release, server: Server, browser: Browser
) -> None:
    page = browser.new_page()
    shown = sorted(
        path.removesuffix(OEMBED_FILE) for path in release.files if path.endswith(f"/{OEMBED_FILE}")
    )
    with other_origin() as around:
        for path in (shown[0], shown[-1]):
            frame = open_frame(page, around(f'<iframe src="{server.url}{path}"></iframe>'))
            assert frame is not None, path
            assert frame.locator("footer a").count() == 2
        for path in ("nl/", "en/embed/", "en/figures/", "en/nowhere/"):
            assert open_frame(page, around(f'<iframe src="{server.url}{path}"></iframe>')) is None, path
    page.close()


@pytest.mark.browser
def test_nothing_inline_runs_and_nothing_else_is_fetched(
    release: Release, server: Server, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + "nl/")
    ran = page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const tried = async (work) => { try { await work(); return true; } catch { return false; } };
            const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
            return {
                script: window.ran === true,
                refused: await new Promise((told) => {
                    addEventListener("securitypolicyviolation", (event) => {
                        if (event.blockedURI.includes("example.org")) told(true);
                    });
                    fetch("https://example.org/").catch(() => setTimeout(() => told(false), 2000));
                }),
                compiled: await tried(() => WebAssembly.compile(empty)),
            };
        }"""
    )
    assert ran == {"script": False, "refused": True, "compiled": False}
    context.close()


def test_after_a_release_only_what_changed_is_fetched_again(release: Release, server: Server) -> None:
    def tags(encoding: str) -> dict[str, str]:
        return {path: server.get(address(path), Accept_Encoding=encoding)["ETag"] for path in same}

    style = next(path for path in release.files if path.startswith("assets/site.") and path.endswith(".css"))
    same = ("data/facts.csv", "nl/feed.xml", "robots.txt")
    before = {encoding: tags(encoding) for encoding in ("br", "identity")}
    page = server.get("nl/", Accept_Encoding="br")
    # Two trees take turns: a file keeps its tag from the one to the other, and back.
    for number in range(2):
        _change_the_style(release.folder, number)
        release.release()
        for encoding, known in before.items():
            assert tags(encoding) == known
        changed = server.get("nl/", Accept_Encoding="br", If_None_Match=page["ETag"])
        assert changed.status == 200
        page = changed
        new = next(p for p in release.files if p.startswith("assets/site.") and p.endswith(".css"))
        assert new != style
        assert is_fingerprinted(new)
        assert new.encode() in brotli.decompress(changed.body)
        assert server.get(new)[CACHE] == IMMUTABLE
        assert server.get(style).status == 404
        style = new
    for path in same:
        answer = server.get(path, Accept_Encoding="br", If_None_Match=before["br"][path])
        assert answer.status == 304
    assert server.get(style)[TYPE] == "text/css; charset=utf-8"


def _change_the_style(folder: Path, number: int) -> None:
    own = folder / "templates" / "assets" / "css"
    own.mkdir(parents=True, exist_ok=True)
    (own / "99-own.css").write_text(f"h1 {{ margin: {number}px }}\n", "utf-8")


@pytest.mark.parametrize("missing", ["program", "module"])
def test_a_missing_server_is_passed_over_with_a_word_but_never_in_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    if missing == "program":
        monkeypatch.setattr(running, "PATHS", str(tmp_path))
    else:
        monkeypatch.setattr(running, "MODULES", {"nginx": (tmp_path / "none.so",)})
        monkeypatch.setattr(shutil, "which", lambda name, path: f"/usr/sbin/{name}")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="nginx is not installed"):
        running.program("nginx")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nginx is not installed"):
        running.program("nginx")


def test_what_begins_with_a_point_is_not_served_but_for_what_is_for_everyone(
    release: Release, server: Server
) -> None:
    kept = release.site / ".well-known/other.txt"
    hidden = (".gitignore", ".env", ".git/config", "en/.htpasswd", ".well-knownish/x", ".well-known-x")
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("for everyone")
    for path in hidden:
        file = release.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("for nobody")
    try:
        for path in hidden:
            answer = server.get(path)
            assert (answer.status, b"for nobody" in answer.body) == (404, False), path
            assert b"<html" in answer.body
        assert server.get(".well-known/other.txt").body == b"for everyone"
    finally:
        for path in hidden:
            (release.site / path).unlink()
        kept.unlink()
