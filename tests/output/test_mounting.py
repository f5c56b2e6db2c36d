"""The files of a section and those of its site, as they are published together."""

from __future__ import annotations

from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.output.hosts.headers import HeaderSettings
from dossier_timeline.output.hosts.host_files import make_host_files
from dossier_timeline.output.hosts.mounting import list_section_clashes, mount_section, split_section
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.site.permalinks import Redirects

MAP = b"https://example.org/docs/sitemap_index.xml"
OWN = {
    "index.html": b"the dossier",
    "assets/site.0123abcd.css": b"p{}",
    "robots.txt": b"User-agent: *\nAllow: /\n\nSitemap: " + MAP + b"\n",
    "sitemap_index.xml": b"<both/>",
    ".well-known/security.txt": b"Contact: us\n",
}


def mounted(rest_files: dict[str, bytes], host_files: dict[str, bytes] | None = None) -> dict[str, bytes]:
    section = split_section(SiteFiles(OWN))
    root_files = {**section.root_files, **(host_files or {})}
    return dict(mount_section(section.files, root_files, rest_files, "a/dossier"))


def clashes(rest_files: dict[str, bytes]) -> list[str]:
    section = split_section(SiteFiles(OWN))
    found = [*list_section_clashes(section, rest_files, "dossier", Position("mkdocs.yml", 3))]
    assert all(one.hint and one.position.line == 3 for one in found)
    return [one.message for one in found]


def test_what_counts_only_at_the_root_goes_there_and_all_else_below_the_mount() -> None:
    assert mounted({"index.html": b"the site"}) == {
        "index.html": b"the site",
        "a/dossier/index.html": b"the dossier",
        "a/dossier/assets/site.0123abcd.css": b"p{}",
        **{path: OWN[path] for path in ("robots.txt", "sitemap_index.xml", ".well-known/security.txt")},
    }


def test_the_sites_own_files_at_the_root_are_kept_and_get_lines() -> None:
    own = {
        "robots.txt": b"User-agent: *\nDisallow: /old\n",
        "_headers": b"/x\n  A: b",
        "_redirects": b"/* /a",
    }
    files = mounted(own, {"_headers": b"/a/dossier/*\n  C: d\n", "_redirects": b"/a/dossier/* /b\n"})
    assert files["robots.txt"] == own["robots.txt"] + b"\nSitemap: " + MAP + b"\n"
    assert files["_headers"] == b"/x\n  A: b\n/a/dossier/*\n  C: d\n"
    assert files["_redirects"] == b"/a/dossier/* /b\n/* /a\n"  # the first that fits counts
    named = {"robots.txt": b"Sitemap: " + MAP}
    assert mounted(named)["robots.txt"] == named["robots.txt"]


def test_what_both_have_is_told() -> None:
    assert clashes({"index.html": b"", "dossiers/a.html": b"", "robots.txt": b""}) == []
    several = {f"dossier/{number}.html": b"" for number in range(7)}
    (message,) = clashes(several)
    assert message.endswith("“dossier/4.html” and 2 more")
    assert "“dossier”" in clashes({"dossier": b""})[0]
    assert [message.split("”")[0] for message in clashes(dict.fromkeys(OWN, b""))] == [
        "the site has a “.well-known/security.txt",
        "the site has a “sitemap_index.xml",
    ]


def test_rules_for_hosts_are_about_the_section_alone() -> None:
    moved = Redirects({"en/old/index.html": "en/new/index.html"}, ("en/gone/index.html",))
    setup = HostSetup("https://example.org/docs/dossier/", ("en",), HeaderSettings(), moved, "dossier")
    files = make_host_files(["index.html", "en/index.html", "data/a.csv"], setup)
    rules = [line for line in files["_headers"].decode().splitlines() if line.startswith("/")]
    assert rules
    assert all(line.startswith("/dossier/") for line in rules)
    redirects = [line for line in files["_redirects"].decode().splitlines() if line.startswith("/")]
    assert redirects == [
        "/dossier/en/old/ /docs/dossier/en/new/ 301!",
        "/dossier/en/old/ /docs/dossier/en/new/ 301",
        "/dossier/en/gone/ /dossier/en/404.html 410",
        "/dossier/en/* /dossier/en/404.html 404",
        "/dossier/* /dossier/404.html 404",
    ]
