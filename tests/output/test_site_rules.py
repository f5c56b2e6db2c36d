"""What rules that a site has for its host do to a dossier that is a section of it: told at their line."""

from __future__ import annotations

import pytest

from dossier_timeline.diagnostics.codes import Code, Level
from dossier_timeline.output.hosts.headers import HeaderSettings, common_headers
from dossier_timeline.output.hosts.policy_conflicts import PolicyNeeds, list_policy_conflicts
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.output.hosts.site_rules import list_rule_conflicts

OWN = (
    "index.html",
    "en/index.html",
    "en/timeline/index.html",
    "embed/en/launch/index.html",
    "assets/site.0123abcd.css",
    "pagefind/pagefind.js",
    "data/facts.csv",
)
NO_NEEDS = PolicyNeeds(is_framed=False, searches=False)
ALL_NEEDS = PolicyNeeds(is_framed=True, searches=True)


def conflicts(
    *, headers: str = "", redirects: str = "", search: bool = True
) -> list[tuple[str, int, str, str]]:
    files = {"_headers": headers.encode(), "_redirects": redirects.encode()}
    setup = HostSetup(
        "https://example.org/docs/dossier/", ("en",), HeaderSettings(search=search), mount="dossier"
    )
    found = [*list_rule_conflicts({k: v for k, v in files.items() if v}, OWN, setup, "docs")]
    assert all((one.code, one.level) == (Code.HOST_RULE, Level.WARNING) for one in found)
    return [(one.position.path, one.position.line, one.message, one.hint) for one in found]


def test_a_policy_for_all_pages_that_forbids_what_the_dossier_needs_is_told_at_its_line() -> None:
    policy = "default-src 'self'; frame-ancestors 'none'"
    text = f"# ours\n\n/*\n  X-Content-Type-Options: nosniff\n  Content-Security-Policy: {policy}\n"
    found = conflicts(headers=text)
    assert [(path, line) for path, line, *_ in found] == [("docs/_headers", 5)] * 2
    (search, search_hint), (frames, frames_hint) = ((message, hint) for *_, message, hint in found)
    assert "“/*” is for the dossier below “/dossier/” too" in search
    assert "search" in search
    assert "'wasm-unsafe-eval'" in search_hint
    assert "frame-ancestors" in frames
    assert "“/guide/*”" in frames_hint
    assert [message for *_, message, _ in conflicts(headers=text, search=False)] == [frames]


@pytest.mark.parametrize(
    "pattern", ["/guide/*", "/", "/index.html", "/dossiers/*", "/:page", "https://preview.example/*"]
)
def test_a_rule_that_fits_nothing_of_the_dossier_is_none_of_its_business(pattern: str) -> None:
    policy = "Content-Security-Policy: default-src 'none'"
    assert not conflicts(headers=f"{pattern}\n  {policy}\n  Cache-Control: no-store\n")


@pytest.mark.parametrize(
    "pattern", ["/*", "/dossier/*", "/dossier/en/*", "/:section/en/", "/dossier/", "/*.csv"]
)
def test_a_rule_is_held_against_the_addresses_of_files(pattern: str) -> None:
    assert conflicts(headers=f"{pattern}\n  cache-control: no-store\n")


@pytest.mark.parametrize(
    "name", ["Cache-Control", "Content-Type", "Access-Control-Allow-Origin", "Cross-Origin-Opener-Policy"]
)
def test_what_can_be_sent_once_only_is_told(name: str) -> None:
    ((_, line, message, hint),) = conflicts(headers=f"/*\n  {name}: x\n  X-Robots-Tag: noindex\n")
    assert line == 2
    assert name in message
    assert hint


@pytest.mark.parametrize(
    "line",
    [
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin",
        "! Cache-Control",
        "X-Frame-Options: DENY",
    ],
)
def test_what_does_no_harm_is_not(line: str) -> None:
    assert not conflicts(headers=f"/*\n  {line}\n")


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("img-src https://pictures.example.net", []),
        ("img-src 'none'", ["img-src"]),
        ("default-src 'none'", ["style-src", "img-src", "font-src", "script-src", "connect-src"]),
        ("default-src 'self'", []),
        ("default-src 'self'; IMG-SRC data:; img-src *", ["img-src"]),
        (
            "default-src 'none'; style-src 'self'; img-src *; font-src https:; connect-src *; script-src *",
            [],
        ),
        ("script-src 'self' 'nonce-abc' 'strict-dynamic'", ["script-src"]),
        ("script-src 'nonce-abc'", ["script-src"]),
        ("form-action 'none'", ["form-action"]),
        ("sandbox allow-scripts", ["sandbox"]),
        ("base-uri 'none'; upgrade-insecure-requests", []),
        ("", []),
    ],
)
def test_what_a_policy_keeps_from_pages(policy: str, told: list[str]) -> None:
    found = [*list_policy_conflicts(policy, NO_NEEDS)]
    assert len(found) == len(told)
    for (problem, right), words in zip(found, told, strict=True):
        assert words in problem + right


@pytest.mark.parametrize(
    ("policy", "count"),
    [
        ("script-src 'self'", 1),
        ("script-src 'self' 'unsafe-eval'", 0),
        ("script-src 'self' 'wasm-unsafe-eval'; frame-ancestors *", 0),
        ("frame-ancestors 'self'", 1),
        ("require-trusted-types-for 'script'", 1),
        ("style-src 'self'", 0),
    ],
)
def test_what_a_policy_keeps_from_search_and_frames(policy: str, count: int) -> None:
    assert len([*list_policy_conflicts(policy, ALL_NEEDS)]) == count
    assert not [*list_policy_conflicts(policy, NO_NEEDS)]


def test_the_policy_of_the_dossier_itself_is_no_conflict() -> None:
    policy = common_headers(HeaderSettings())["Content-Security-Policy"]
    assert not [*list_policy_conflicts(policy, PolicyNeeds(is_framed=False, searches=True))]
    assert len([*list_policy_conflicts(policy, ALL_NEEDS)]) == 1


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("/* https://new.example/:splat 301!", True),
        ("/* /other/:splat", True),
        ("/dossier/en/* /news/ 302", True),
        ("/dossier/* /closed/ 200!", True),
        ("/dossier/ id=:id /other/ 301", True),
        ("/dossier/ /dossier/en/ 302", False),
        ("/* /index.html 200", False),
        ("/* /404.html 404", False),
        ("/old/* /dossier/en/:splat 301", False),
        ("https://old.example/* https://new.example/:splat 301!", False),
        ("# /* /other/", False),
        ("/dossier/en/none/ /other/ 301", False),
        ("/*", False),
    ],
)
def test_a_line_that_leads_away_from_pages_of_the_dossier_is_told(line: str, is_told: bool) -> None:
    found = conflicts(redirects=f"# moved\n{line}\n")
    assert [(path, number) for path, number, *_ in found] == ([("docs/_redirects", 2)] if is_told else [])
