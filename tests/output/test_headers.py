"""The headers of a site: the policy, and `_headers` and `_redirects` read as hosts read them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dossier_timeline.output.hosts.caddy import caddy_config
from dossier_timeline.output.hosts.headers import (
    CACHE,
    IMMUTABLE,
    POLICY,
    TYPE,
    UNKNOWN_TYPE,
    HeaderSettings,
    common_headers,
    content_security_policy,
    embed_headers,
    file_headers,
    is_embeddable,
    is_fingerprinted,
    media_type,
    page_security_policy,
    pattern_to_regex,
)
from dossier_timeline.output.hosts.host_files import HEADERS, REDIRECTS, make_host_files
from dossier_timeline.output.hosts.nginx import nginx_config
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import Redirects, permalink_of
from tests.helpers.html import select
from tests.helpers.small_site import good_files

SETUP = HostSetup("https://bridges.example/", ("nl", "en"))
FOUND = (
    "pagefind/pagefind.js",
    "pagefind/pagefind.nl_0a1b2c3d4e.pf_meta",
    "pagefind/fragment/nl_0a1b2c3.pf_fragment",
    "pagefind/index/nl_0a1b2c3.pf_index",
    "pagefind/wasm.nl.pagefind",
    "pagefind/2/pagefind.nl_0a1b2c3d4e.pf_meta",
    "pagefind/2/fragment/nl_0a1b2c3.pf_fragment",
    "pagefind/2/index/nl_0a1b2c3.pf_index",
    "pagefind/2/pagefind-entry.json",
    "assets/from-a-plugin.js",
)


@pytest.fixture(scope="module")
def paths() -> list[str]:
    """The files of the small good site, some of the search, and one of another plugin."""
    return [*good_files(), *FOUND]


def directives(text: str) -> dict[str, list[str]]:
    """What a policy allows, by directive."""
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def rules_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a `_headers` file, in order."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        elif line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            assert name not in rules[-1][1]
            rules[-1][1][name] = value
    return rules


def test_nothing_is_allowed_but_what_is_named() -> None:
    for said in (
        content_security_policy(HeaderSettings()),
        content_security_policy(HeaderSettings(search=False)),
        page_security_policy(searches=False),
    ):
        allowed = directives(said)
        assert allowed["default-src"] == ["'none'"]
        assert allowed["base-uri"] == ["'none'"]
        assert "'unsafe-inline'" not in said
        assert "'unsafe-eval'" not in said
        assert not re.search(r"https?:|\*|data:|blob:", said)


def test_only_the_search_may_compile() -> None:
    assert directives(content_security_policy(HeaderSettings()))["script-src"] == [
        "'self'",
        "'wasm-unsafe-eval'",
    ]
    assert page_security_policy(searches=True) in content_security_policy(HeaderSettings()).replace("; ", ";")
    for said in (content_security_policy(HeaderSettings(search=False)), page_security_policy(searches=False)):
        assert directives(said)["script-src"] == ["'self'"]
        assert directives(said)["connect-src"] == ["'self'"]


def test_only_a_header_can_say_who_frames_a_page() -> None:
    assert directives(content_security_policy(HeaderSettings()))["frame-ancestors"] == ["'none'"]
    assert "frame-ancestors" not in page_security_policy(searches=True)


def test_only_what_is_made_to_be_embedded_may_be_framed_and_it_runs_nothing(paths: list[str]) -> None:
    policy = directives(embed_headers()[POLICY])
    assert policy["frame-ancestors"] == ["*"]
    assert policy["default-src"] == ["'none'"]
    assert "script-src" not in policy
    paths = [*paths, "embed/en/launch/index.html", "embed/en/launch/oembed.json"]
    framed = {path for path in paths if is_embeddable(path)}
    for path in paths:
        ancestors = directives(file_headers(path, HeaderSettings())[POLICY])["frame-ancestors"]
        assert ancestors == (["*"] if path in framed else ["'none'"])
        assert (path in framed) == path.startswith("embed/")


def test_every_page_has_its_policy_and_only_that_of_the_search_is_wider() -> None:
    wider = 0
    for path, content in good_files().items():
        if path.endswith(".html"):
            searches = bool(select(content, "body.page-search"))
            policy = page_security_policy(searches=searches)
            tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
            head = content.partition(b"</head>")[0]
            assert head.count(b"Content-Security-Policy") == 1, path
            # Before anything that it is about.
            assert head.index(tag.encode()) < head.index(b"<link"), path
            wider += searches
    assert wider == 2


def test_https_is_only_insisted_on_where_it_is_configured() -> None:
    name = "Strict-Transport-Security"
    assert name not in common_headers(HeaderSettings())
    assert common_headers(HeaderSettings(hsts=86400))[name] == "max-age=86400"


def test_what_is_named_after_its_content_is_kept_and_nothing_else(paths: list[str]) -> None:
    kept = {path for path in paths if is_fingerprinted(path)}
    assert {path for path in good_files() if path.startswith("assets/")} < kept
    assert {path for path in FOUND if path in kept} == {
        path for path in FOUND if path.endswith(("_meta", "_fragment", "_index"))
    }
    assert not is_fingerprinted("assets/original.original.js")


def test_every_file_has_a_type(paths: list[str]) -> None:
    for path in paths:
        assert media_type(path) != UNKNOWN_TYPE or path.startswith("pagefind/"), path
    assert media_type("nl/feed.json") == "application/feed+json"
    assert media_type("data/citations/x.csl.json") == "application/vnd.citationstyles.csl+json"
    assert media_type("nl/index.html") == "text/html; charset=utf-8"


def test_the_hosts_file_says_of_every_file_what_is_described(paths: list[str]) -> None:
    """Hosts add up all rules that match; a header that two of them say would be said twice."""
    for hsts in (0, 86400):
        setup = replace(SETUP, header_settings=HeaderSettings(hsts=hsts))
        rules = rules_of(make_host_files(paths, setup)[HEADERS].decode())
        where = [rule for rule, _ in rules]
        assert len(set(where)) == len(where) < 100
        for path in paths:
            expected = file_headers(path, setup.header_settings)
            said: dict[str, str] = {}
            for pattern, headers in rules:
                if re.fullmatch(pattern_to_regex(pattern), permalink_of(path)):
                    assert not said.keys() & headers.keys(), (path, pattern)
                    said |= headers
            # A type that hosts know themselves needn't be said.
            assert said | {TYPE: said.get(TYPE, expected[TYPE])} == expected, path
            assert path.rpartition(".")[2] not in ("ris", "bib", "csv") or said[TYPE] == expected[TYPE]
    assert any(said.get(CACHE) == IMMUTABLE for _, said in rules)


def test_another_index_of_the_search_changes_no_rule(paths: list[str]) -> None:
    others = [path.replace("0a1b2c", "9f8e7d") for path in paths]
    assert others != paths
    assert make_host_files(others, SETUP) == make_host_files(paths, SETUP)


def test_redirects_are_there_for_hosts_that_force_them_and_for_those_that_dont() -> None:
    moved = Redirects(
        {"nl/oud/index.html": "nl/nieuw/index.html#deel", "en/a b/x.csv": "https://example.org/é?a=b"},
        ("nl/weg/index.html", "weg.csv"),
    )
    for base in ("/", "/bridges/"):
        setup = HostSetup(f"https://bridges.example{base}", ("nl", "en"), moved=moved)
        lines = make_host_files((), setup)[REDIRECTS].decode().splitlines()
        assert [line for line in lines if not line.startswith("#")] == [
            f"/nl/oud/ {base}nl/nieuw/#deel 301!",
            f"/nl/oud/ {base}nl/nieuw/#deel 301",
            "/en/a%20b/x.csv https://example.org/%C3%A9?a=b 301!",
            "/en/a%20b/x.csv https://example.org/%C3%A9?a=b 301",
            "/nl/weg/ /nl/404.html 410",
            "/weg.csv /404.html 410",
            "/nl/* /nl/404.html 404",
            "/en/* /en/404.html 404",
        ]


def test_the_place_that_was_left_is_written_in_its_own_letters() -> None:
    """Netlify finds no encoded one. What would end the field, or be read as something else, is encoded."""
    moved = Redirects(
        {"en/أرشيف/index.html": "en/x/index.html", "a\N{NO-BREAK SPACE}b#c": "x"}, ("हिन्दी/index.html",)
    )
    lines = (
        make_host_files((), HostSetup("https://bridges.example/", moved=moved))[REDIRECTS]
        .decode()
        .splitlines()
    )
    origins = [line.split()[0] for line in lines if not line.startswith("#")]
    assert origins == ["/en/أرشيف/"] * 2 + ["/a%C2%A0b%23c"] * 2 + ["/हिन्दी/"]


def test_both_servers_let_others_frame_what_is_made_to_be_embedded() -> None:
    nginx, caddy = nginx_config(SETUP, "/srv"), caddy_config(SETUP, "/srv")
    block = nginx.partition('location "/embed/" {')[2].partition("}")[0]
    for name, value in embed_headers().items():
        assert f'add_header {name} "{value}" always;' in block
        assert f'header "/embed/*" {name} "{value}"' in caddy
    assert block.count(f"add_header {POLICY} ") == 1
    assert nginx.count("frame-ancestors *") == caddy.count("frame-ancestors *") == 1
    # Of two that set the same header the later counts.
    assert caddy.index("frame-ancestors 'none'") < caddy.index("frame-ancestors *")


def test_the_policy_stands_in_the_hosts_file_as_it_is() -> None:
    said = dict(rules_of(make_host_files((), SETUP)[HEADERS].decode()))["/*"]
    assert said[POLICY] == content_security_policy(HeaderSettings())
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "no-referrer"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in said["Permissions-Policy"]
