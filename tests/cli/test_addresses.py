"""`addresses` and `server`, and a build that would lose an address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.conftest import Command
from tests.helpers.files import files_below
from tests.helpers.html import values

LIST = "published-addresses.txt"


def slug(good: Path, language: str, old: str, new: str) -> None:
    """Give a page of the small good site another slug."""
    for path in sorted((good / "content").rglob("*.*")):
        text = path.read_text("utf-8")
        if path.name in (f"{language}.md", "document.yml") and old in text:
            path.write_text(text.replace(old, new), "utf-8")


def test_what_is_published_is_written_down_once(good: Path, command: Command) -> None:
    told = command("addresses").output
    assert "new: /en/about/\n" in told
    assert "new: id plan-sent\n" in told
    assert not (good / LIST).exists()
    assert f"wrote {LIST}" in command("addresses", "--write").output
    text = (good / LIST).read_text("utf-8")
    made_here = set(text.splitlines())
    assert {
        "/",
        "/en/",
        "/nl/",
        "/en/about/",
        "/nl/feed.xml",
        "/data/facts.csv",
        "/manifest.json",
    } < made_here
    assert not any(line.startswith(("/assets/", "/pagefind/", "/404")) for line in made_here)
    assert not any(name in text for name in ("_headers", "_redirects", ".br"))
    again = command("addresses", "--write").output
    assert "wrote" not in again and "changed" not in again
    assert "; 0 of them new." in again
    command("check")


def test_what_an_earlier_version_made_is_led_on_without_a_line_by_hand(good: Path, command: Command) -> None:
    command("addresses", "--write")
    page = "/en/documents/progress-report-2021/"
    old = (f"{page}citation.bib", f"{page}this-page.bib", "/en/timeline/document/progress-report-2021/")
    text = (good / LIST).read_text("utf-8")
    (good / LIST).write_text(text + "".join(f"{address}\n" for address in old), "utf-8")
    told = command("check", exit_code=1).output
    assert told.count("error[lost-address]") == len(old)
    assert "it is at /data/citations/letter-2021.bib now: run `dossier-timeline addresses --write`" in told
    assert f"moved: {old[0]}\n" in command("addresses", exit_code=1).output
    assert "0 of them new. 3 others have moved." in command("addresses", "--write").output
    lines = (good / LIST).read_text("utf-8").splitlines()
    assert f"{old[0]} -> /data/citations/letter-2021.bib" in lines
    assert f"{old[1]} -> {page}" in lines
    command("check")
    files = build_site(load_config(str(good / "mkdocs.yml"))).files
    assert files[old[0].removeprefix("/")] == files["data/citations/letter-2021.bib"]
    assert old[1].removeprefix("/") not in files, "no page stands under the name of a citation"
    assert f"{old[1]} /bridges{page} 301".encode() in files["_redirects"]
    stand_in = files[f"{old[2].removeprefix('/')}index.html"]
    (refresh,) = values(stand_in, "meta[http-equiv=refresh]", "content")
    assert refresh == "0; url=../../../documents/progress-report-2021/#section-events"


def test_a_page_that_is_called_otherwise_keeps_its_address(good: Path, command: Command) -> None:
    command("addresses", "--write")
    line = (good / LIST).read_text("utf-8").splitlines().index("/en/about/") + 1
    slug(good, "en", "slug: about", "slug: about-us")
    told = command("check", exit_code=1).output
    assert f"{LIST}:{line}:1: error[lost-address]" in told
    assert "/en/about/ -> /xx/new-address/" in told
    assert "lost-address" in command("addresses", exit_code=1).output
    text = (good / LIST).read_text("utf-8")
    (good / LIST).write_text(text.replace("/en/about/\n", "/en/about/ -> /en/about-us/#top\n"), "utf-8")
    told = command("check", exit_code=1).output
    assert f"{LIST}:{line}:1: error[redirect-to-nowhere]" in told and "/en/about-us/#top" in told
    (good / LIST).write_text(text.replace("/en/about/\n", "/en/about/ -> /en/about-us/#main\n"), "utf-8")
    command("check")
    _led_on(good)
    assert "new: /en/about-us/" in command("addresses").output


def _led_on(good: Path) -> None:
    """What stands at the old address."""
    site = build_site(load_config(str(good / "mkdocs.yml")))
    content = site.files["en/about/index.html"]
    assert values(content, "link[rel=canonical]", "href") == ["https://example.org/bridges/en/about-us/"]
    assert values(content, "meta[name=robots]", "content") == ["noindex"]
    assert values(content, "meta[http-equiv=refresh]", "content") == ["0; url=../about-us/#main"]
    (policy,) = values(content, "meta[http-equiv=Content-Security-Policy]", "content")
    assert "script-src 'self'" in policy
    assert values(content, "a", "href") == ["../about-us/#main"]
    assert values(content, "html", "lang") == ["en"]
    assert b"data-pagefind-body" not in content
    assert b"/en/about/<" not in site.files["sitemap.xml"]
    assert b"/en/about-us/<" in site.files["sitemap.xml"]
    assert b"/en/about/ /bridges/en/about-us/#main 301!" in site.files["_redirects"]


def test_a_build_that_would_lose_an_address_leaves_the_old_site(good: Path, command: Command) -> None:
    config = load_config(str(good / "mkdocs.yml"))
    command("addresses", "--write")
    build_and_publish(config)
    before = files_below(good / "site")
    slug(good, "en", "slug: about", "slug: about-us")
    with pytest.raises(ContentError):
        build_and_publish(config)
    assert files_below(good / "site") == before


def test_another_id_keeps_the_old_one_by_its_alias_and_by_nothing_else(good: Path, command: Command) -> None:
    command("addresses", "--write")
    event = "mill-bridge-opened"
    command("rename", event, "mill-bridge-in-use")
    command("check")
    for path in (good / "content").rglob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"aliases: [{event}]", "aliases: []"), "utf-8")
    told = command("check", exit_code=1).output
    assert f"error[lost-id]: nothing on the pages has the id “{event}” any more" in told


def test_a_release_asks_for_the_list_and_nothing_else_does(good: Path, command: Command) -> None:
    command("addresses", "--write")
    settings = (good / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("https://example.org/bridges/", "https://bridges/")
    (good / "mkdocs.yml").write_text(settings, "utf-8")
    text = (good / LIST).read_text("utf-8")
    (good / LIST).write_text(text.replace("/en/about/\n", ""), "utf-8")
    command("check")
    told = command("check", "--release", exit_code=1).output
    assert "error[address-not-recorded]" in told
    assert "/en/about/" in told
    command("addresses", "--write")
    assert (good / LIST).read_text("utf-8") == text
    command("check", "--release")


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_server_is_told_of_the_site_and_of_what_moved(good: Path, command: Command, kind: str) -> None:
    (good / LIST).write_text("/en/old/ -> /en/about/\n/nl/weg/ gone\n", "utf-8")
    printed = command("server", kind, "--root", "/srv/www/bridges").output
    for words in ("/srv/www/bridges", "/bridges/", "en/old/", "/bridges/en/about/", "410", "nl/404.html"):
        assert words in printed
    assert "Strict-Transport-Security" not in printed
    assert "brotli_static" not in printed


def test_a_folder_that_a_server_would_misread_is_refused(command: Command) -> None:
    told = command("server", "caddy", "--root", "/srv/{env.HOME}", exit_code=2).output
    assert "cannot be told of a folder" in told


def test_hosts_files_can_be_left_out(good: Path, command: Command) -> None:
    settings = (good / "mkdocs.yml").read_text("utf-8")
    (good / "mkdocs.yml").write_text(
        settings.replace("  - dossier:\n", "  - dossier:\n      host_files: false\n")
    )
    made_files = build_site(load_config(str(good / "mkdocs.yml"))).files
    assert not {"_headers", "_redirects"} & made_files.keys()


def test_a_hosts_file_of_another_plugin_is_not_overwritten(good: Path) -> None:
    with pytest.raises(ContentError, match="another plugin makes _headers too") as caught:
        build_site(load_config(str(good / "mkdocs.yml")), extra_files={"_headers": b"/*\n"})
    assert [problem.code for problem in caught.value.problems] == [Code.TWO_MAKERS]


@pytest.mark.parametrize(
    "line", ["/en/old/ -> /en/none/", "/en/old.csv -> /en/none.csv", "/en/old/ -> /en/about/#none"]
)
def test_a_way_to_nowhere_is_told_once_at_its_line(good: Path, command: Command, line: str) -> None:
    command("addresses", "--write")
    text = (good / LIST).read_text("utf-8")
    (good / LIST).write_text(f"{text}{line}\n", "utf-8")
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    found = [(problem["path"], problem["line"], problem["code"]) for problem in told]
    assert found == [(LIST, text.count("\n") + 1, "redirect-to-nowhere")]
