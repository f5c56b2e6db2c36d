"""A dossier as a section of sites with other themes and plugins, as MkDocs and ProperDocs build them."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import files_below
from tests.helpers.html import select, select_one, text_of
from tests.helpers.module_run import run_module
from tests.mkdocs_plugin.mounted_site import ENVIRONMENT, SITE_URL, TITLE, make_mounted_site, write_settings
from tests.mkdocs_plugin.serving import fetch, serving, wait_for

NAV = [{"Home": "index.md"}, {"The trees": "dossier/"}, {"Guide": [{"Planting": "guide/planting.md"}]}]
MATERIAL: dict[str, Any] = {
    "theme": {"name": "material", "features": ["navigation.instant"]},
    "plugins": ["search", "awesome-nav", {"redirects": {"redirect_maps": {"dig.md": "guide/planting.md"}}}],
    "markdown_extensions": ["admonition", {"toc": {"permalink": True}}],
}
SITES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "mkdocs": ("mkdocs", {"theme": {"name": "mkdocs"}, "nav": NAV, "plugins": ["search"]}),
    "readthedocs": ("mkdocs", {"theme": {"name": "readthedocs"}, "options": {"search": True}}),
    "material": ("properdocs", MATERIAL),
}
"""By theme: the command, and the settings of the site."""


NOW = str(int(time.time()))
"""One moment for all builds: MkDocs writes it into pages."""
FOLDER_OF_NAV = "nav:\n  - index.md\n  - The trees: dossier/\n  - guide\n"


@dataclass(frozen=True)
class BuiltSite:
    """A site that was built: its theme, its files, and those that it has without a dossier."""

    theme: str
    files: Mapping[str, bytes]
    plain_files: Mapping[str, bytes]

    @property
    def dossier(self) -> Mapping[str, str]:
        """The texts of the dossier's files by path, without those in which addresses are packed."""
        texts = (".html", ".xml", ".json", ".ics", ".txt", ".bib", ".ris", ".md")
        return {
            path: content.decode()
            for path, content in self.files.items()
            if path.startswith("dossier/") and path.endswith(texts)
        }


def run_door(folder: Path, door: str, *words: str, exit_code: int = 0) -> str:
    """Run a command of MkDocs or ProperDocs in a folder; what it said."""
    done = run_module(folder, door, *words, "-f", "mkdocs.yml", SOURCE_DATE_EPOCH=NOW, **ENVIRONMENT)
    assert done.returncode == exit_code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site that had no dossier yet when it was built first."""
    door, settings = SITES[request.param]
    folder = make_mounted_site(tmp_path_factory.mktemp(request.param), **settings)
    if request.param == "material":
        (folder / "docs/.nav.yml").write_text(FOLDER_OF_NAV, "utf-8")
    write_settings(folder, **settings, is_enabled=False)
    run_door(folder, door, "build")
    plain_files = files_below(folder / "site")
    write_settings(folder, **settings)
    run_door(folder, door, "build", "--strict")
    return BuiltSite(request.param, files_below(folder / "site"), plain_files)


def test_the_rest_of_the_site_stays_as_it_is(built: BuiltSite) -> None:
    kept = {path: built.files.get(path) for path in built.plain_files if not path.endswith(".gz")}
    if built.theme == "readthedocs":  # its menu, which nobody wrote, has one entry more
        pages = {path for path in kept if path.endswith(".html")}
        changed = {path for path in kept if kept[path] != built.plain_files[path]}
        assert changed == pages
    else:
        assert kept == {path: built.plain_files[path] for path in kept}
    added = {path.partition("/")[0] for path in built.files.keys() - built.plain_files.keys()}
    assert added == {"dossier", "_headers", "_redirects", "robots.txt", "sitemap_index.xml"}


def test_each_page_of_the_site_leads_to_the_dossier(built: BuiltSite) -> None:
    title = TITLE if built.theme == "readthedocs" else "The trees"
    for path, href in (("index.html", "dossier/"), ("guide/planting/index.html", "../../dossier/")):
        links = [one for one in select(built.files[path], "a") if one.get("href") == href]
        assert title in {text_of(link) for link in links}


def test_the_dossier_has_its_own_look_and_a_way_back(built: BuiltSite) -> None:
    page = built.files["dossier/en/documents/index.html"]
    assert select_one(page, "header.bar a[href^=https]").get("href") == SITE_URL
    styles = [one.get("href", "") for one in select(page, "link[rel=stylesheet]")]
    assert all(style.startswith("../../assets/") for style in styles)
    assert select(page, "meta[http-equiv=Content-Security-Policy]")
    assert not select(built.files["index.html"], "meta[http-equiv=Content-Security-Policy]")


def test_every_address_of_the_dossier_is_below_its_mount(built: BuiltSite) -> None:
    found = set()
    for path, text in built.dossier.items():
        own = text.replace(f'href="{SITE_URL}"', "") if path.endswith(".html") else text  # the way back
        found.update(re.findall(rf"{re.escape(SITE_URL)}[^\s\"'<>;,)]*", own))
    outside = {address for address in found if not address.startswith(f"{SITE_URL}dossier/")}
    assert outside == set()
    home = built.files["dossier/en/index.html"]
    assert select_one(home, "link[rel=canonical]").get("href") == f"{SITE_URL}dossier/en/"
    alternates = {one.get("hreflang"): one.get("href") for one in select(home, "link[hreflang]")}
    assert alternates["nl"] == f"{SITE_URL}dossier/nl/"
    card = select_one(home, "meta[property='og:image']").get("content", "")
    assert card.removeprefix(SITE_URL) in built.files
    for kind in ("feed.xml", "feed.json", ".ics", "datapackage.json", "sitemap.xml"):
        texts = [text for path, text in built.dossier.items() if path.endswith(kind)]
        assert texts, kind
        assert all(f"{SITE_URL}dossier/" in text for text in texts), kind


def test_both_sitemaps_are_named_at_the_root_and_that_of_the_site_is_its_own(built: BuiltSite) -> None:
    index = built.files["sitemap_index.xml"].decode()
    assert re.findall("<loc>(.*)</loc>", index) == [
        f"{SITE_URL}sitemap.xml",
        f"{SITE_URL}dossier/sitemap.xml",
    ]
    assert f"Sitemap: {SITE_URL}sitemap_index.xml" in built.files["robots.txt"].decode()
    assert "dossier/" not in built.files["sitemap.xml"].decode()


def test_headers_and_redirects_are_about_the_dossier_alone(built: BuiltSite) -> None:
    for path in ("_headers", "_redirects"):
        rules = [line for line in built.files[path].decode().splitlines() if line.startswith("/")]
        assert rules
        assert all(rule.startswith("/dossier/") for rule in rules)
    assert "dossier/404.html" in built.files
    assert "404.html" in built.files


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that tests change and build, one after another."""
    return make_mounted_site(tmp_path_factory.mktemp("project"))


def test_a_dossier_with_a_mistake_publishes_nothing_and_loses_nothing(project: Path) -> None:
    run_door(project, "mkdocs", "build")
    before = files_below(project / "site")
    file, page = project / "dossier-content/dossier.yml", project / "docs/index.md"
    right, text = file.read_text("utf-8"), page.read_text("utf-8")
    file.write_text(right.replace("updated: ", "updated: the "), "utf-8")
    page.write_text("# Other words\n", "utf-8")
    said = run_door(project, "mkdocs", "build", exit_code=1)
    assert "dossier-content/dossier.yml:" in said
    assert "nothing was published" in said
    assert files_below(project / "site") == before
    file.write_text(right, "utf-8")
    page.write_text(f"{text}\nA [way](nowhere.md).\n", "utf-8")
    assert "in strict mode; nothing was published" in run_door(
        project, "mkdocs", "build", "--strict", exit_code=1
    )
    assert files_below(project / "site") == before
    page.write_text(text.replace("Handbook", "Another handbook"), "utf-8")
    said = run_door(project, "mkdocs", "build")
    assert "(0 as before)" not in said
    after = files_below(project / "site")
    assert "Another handbook" in after["index.html"].decode()
    assert {path for path in before if path.startswith("dossier/") and before[path] != after[path]} == set()


def test_what_builds_need_lies_outside_of_what_is_published(project: Path) -> None:
    assert {path.name for path in project.iterdir() if path.name.startswith(".")} <= {
        ".cache", ".site.lock", ".site.spare", ".git",
    }  # fmt: skip
    assert not [path for path in files_below(project / "site") if "/." in f"/{path}"]


def test_a_deployment_carries_the_whole_site(project: Path, tmp_path: Path) -> None:
    def git(*words: str, folder: Path = project) -> str:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout

    remote = tmp_path / "remote.git"
    git("init", "--quiet")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    git("commit", "--quiet", "--allow-empty", "-m", "begun")
    git("init", "--quiet", "--bare", str(remote))
    git("remote", "add", "origin", str(remote))
    run_door(project, "mkdocs", "gh-deploy")
    deployed = set(git("ls-tree", "-r", "--name-only", "gh-pages", folder=remote).split())
    assert deployed == {*files_below(project / "site"), ".nojekyll"}
    assert {"index.html", "guide/planting/index.html", "dossier/en/index.html"} <= deployed


def test_a_preview_shows_changes_of_both_and_what_is_wrong(project: Path) -> None:
    page, settings = project / "docs/guide/planting.md", project / "dossier-content/dossier.yml"
    right = settings.read_text("utf-8")
    with serving(project, "mkdocs", below="docs") as served:
        wait_for(served.root, "guide/planting/")
        wait_for(f"{served.root}dossier/en/", TITLE)
        status, missing = fetch(f"{served.root}dossier/en/nothing/")
        assert (status, "does not exist" in missing) == (404, True)
        page.write_text("# Planting\n\nDig deeper.\n", "utf-8")
        wait_for(f"{served.root}guide/planting/", "Dig deeper.")
        settings.write_text(right.replace(TITLE, "Trees of the city"), "utf-8")
        wait_for(f"{served.root}dossier/en/", "Trees of the city")
        settings.write_text(right.replace("updated: ", "updated: the "), "utf-8")
        wait_for(f"{served.root}guide/planting/", "dossier-content/dossier.yml")
        settings.write_text(right, "utf-8")
        wait_for(f"{served.root}dossier/en/", TITLE)
