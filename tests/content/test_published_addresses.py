"""Addresses that were published: how the list is read, and what is said of a site that loses one."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.checks.published_addresses import check_published_addresses
from dossier_timeline.content import published_addresses as addresses
from dossier_timeline.content.published_addresses import (
    PublishedAddresses,
    dump_addresses,
    encode_address,
    parse_addresses,
    read_addresses,
)
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.languages.slugs import fold_address
from dossier_timeline.site.permalinks import (
    AddressInventory,
    Redirects,
    collect_addresses,
    path_of_permalink,
    permalink_of,
    record_addresses,
    resolve_redirects,
)

SITE = AddressInventory(
    frozenset({"index.html", "nl/index.html", "nl/nieuw/index.html", "data/facts.csv", "nl/عربي/index.html"}),
    frozenset({"a-fact", "an-event"}),
)


def read(text: str) -> PublishedAddresses:
    """A list without a mistake in it."""
    found, problems = parse_addresses(text)
    assert problems == []
    return found


def told(text: str, *, release: bool = False, drafts: bool = False) -> list[tuple[int, str]]:
    """What is said of the site by this list: line and code."""
    problems = check_published_addresses(read(text), SITE, release=release, drafts=drafts)
    return [(problem.position.line, problem.code) for problem in problems]


def test_what_is_written_is_read_and_written_again_the_same() -> None:
    first = "# a word\n\nid an-event\n/nl/oud/ -> /nl/nieuw/#deel\n/nl/عربي/\n/\nid x gone\n/a%25b.csv gone\n"
    text = dump_addresses(read(first).addresses)
    assert text.splitlines()[-6:] == [
        "/", "/a%25b.csv gone", "/nl/oud/ -> /nl/nieuw/#deel", "/nl/عربي/", "id an-event", "id x gone",
    ]  # fmt: skip
    assert dump_addresses(read(text).addresses) == text


def test_a_file_from_any_editor_means_the_same(tmp_path: Path) -> None:
    plain = "/nl/\n/nl/oud/ gone\n"
    (tmp_path / "published-addresses.txt").write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    found, problems = read_addresses(tmp_path)
    assert (found, problems) == (read(plain), [])


def test_no_list_and_an_empty_one_are_fine(tmp_path: Path) -> None:
    assert read_addresses(tmp_path) == (PublishedAddresses(), [])
    assert check_published_addresses(PublishedAddresses(), SITE, release=True, drafts=False) == []
    (tmp_path / "published-addresses.txt").write_text("")
    found, problems = read_addresses(tmp_path)
    assert (found.exists, problems) == (True, [])
    assert check_published_addresses(found, SITE, release=False, drafts=False) == []


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "published-addresses.txt").write_bytes(b"/nl/\xff/\n")
    assert [problem.code for problem in read_addresses(tmp_path)[1]] == ["not-utf-8"]
    (tmp_path / "published-addresses.txt").unlink()
    (tmp_path / "published-addresses.txt").mkdir()
    assert [problem.code for problem in read_addresses(tmp_path)[1]] == ["unreadable"]


@pytest.mark.parametrize(
    "line",
    [
        "nl/x/", "/nl/x", "/nl/x/ moved", "/nl/x/ -> ", "/nl/x/ -> nl/y/", "/nl/x/ -> //evil.example/",
        "/nl/x/ -> javascript:alert(1)", "/nl/x/ -> https://[", "/../x/", "/nl/./x/", "/nl//x/",
        "/nl/../../x.html", "/nl/a%0Ab/",
        "/nl/%2e%2e/%2e%2e/x/", '/nl/x"/', "/nl/{env.HOME}/", "/nl/$host/", "/nl/a;b/", "/nl/*/",
        "/nl/x/ -> /nl/$uri/", "/nl/x/ -> https://example.org/{env.HOME}", "/nl/x/ -> /nl/y/?a=b",
        "id Not-an-id", "id", "id x -> y", "id /nl/x/", "/nl/x/ gone away", "/nl/..hidden", "/nl/x/ -> /nl/y",
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_clear_is_told_where_it_stands(line: str) -> None:
    found, problems = parse_addresses(f"/\n{line}\n")
    assert [(str(problem.position), problem.code) for problem in problems] == [
        ("published-addresses.txt:2:1", "bad-address-line")
    ]
    assert [one.name for one in found.addresses] == ["/"]


def test_two_lines_that_say_the_same_are_one_and_others_are_told() -> None:
    assert len(read("/nl/\n/nl/\n").addresses) == 1
    _, problems = parse_addresses("/nl/\n/en/\n/nl/ gone\n")
    assert [(problem.position.line, problem.code) for problem in problems] == [(3, "address-twice")]
    assert "line 1" in problems[0].message


def test_what_would_be_lost_is_told_until_the_list_says_what_became_of_it() -> None:
    assert told("/nl/\n/nl/oud/\n") == [(2, "lost-address")]
    assert told("/nl/\n/nl/oud/ -> /nl/nieuw/\n") == []
    assert told("/nl/\n/nl/oud/ gone\n") == []
    assert told("id an-event\nid old-id\n") == [(2, "lost-id")]
    assert told("id an-event\nid old-id gone\n") == []


def test_a_message_says_what_to_write() -> None:
    (lost,) = check_published_addresses(read("/nl/a%23b/\n"), SITE, release=False, drafts=False)
    assert "“/nl/a#b/” was published" in lost.message
    assert "“/nl/a%23b/ -> /xx/new-address/”" in lost.hint
    assert "“/nl/a%23b/ gone”" in lost.hint


def test_what_is_there_has_not_moved_and_is_not_gone() -> None:
    assert told("/nl/ gone\n/nl/nieuw/ -> /nl/\nid a-fact gone\n") == [
        (1, "address-is-there"), (2, "address-is-there"), (3, "address-is-there"),
    ]  # fmt: skip


@pytest.mark.parametrize("target", ["/nl/nergens/", "/nl/nergens.csv", "/nl/oud/"])
def test_a_way_to_nowhere_is_told(target: str) -> None:
    assert told(f"/nl/oud/ -> {target}\n") == [(1, "redirect-to-nowhere")]


def test_a_way_in_circles_is_told_at_each_of_its_lines() -> None:
    lines = "/nl/a/ -> /nl/b/\n/nl/b/ -> /nl/c/\n/nl/c/ -> /nl/a/\n/nl/d/ -> /nl/a/\n"
    assert told(lines) == [(number, "redirect-to-nowhere") for number in range(1, 5)]


def test_a_release_records_what_is_new_and_an_ordinary_build_does_not_ask() -> None:
    text = "/\n/nl/\nid a-fact\n"
    assert told(text) == []
    assert told(text, release=True) == [(1, "address-not-recorded")]
    (problem,) = check_published_addresses(read(text), SITE, release=True, drafts=False)
    assert "/data/facts.csv, /nl/nieuw/, /nl/عربي/ and 1 more" in problem.message
    assert told(dump_addresses(record_addresses(read(text), SITE)), release=True) == []


def test_a_preview_is_told_and_goes_on() -> None:
    problems = check_published_addresses(read("/nl/oud/\n"), SITE, release=False, drafts=True)
    assert [(problem.code, problem.level) for problem in problems] == [("lost-address", Level.WARNING)]


def test_recording_adds_what_is_new_and_leaves_what_is_lost() -> None:
    lines = record_addresses(
        read("/nl/weg/\n/nl/oud/ -> /nl/nieuw/\n/nl/nieuw/ gone\nid a-fact gone\n"), SITE
    )
    text = dump_addresses(lines).splitlines()
    for line in ("/nl/weg/", "/nl/oud/ -> /nl/nieuw/", "/nl/nieuw/", "/nl/عربي/", "id a-fact", "id an-event"):
        assert line in text
    assert not any("gone" in line for line in text if not line.startswith("#"))


def test_several_moves_are_one_way() -> None:
    ways = "/nl/a/ -> /nl/b/#x\n/nl/b/ -> /nl/%D8%B9/#y\n/nl/ع/ -> /nl/z.csv\n"
    found = resolve_redirects(read(f"{ways}/nl/e/ -> https://example.org/\n/f/ gone\n"))
    assert found == Redirects(
        {
            "nl/a/index.html": "nl/z.csv",
            "nl/b/index.html": "nl/z.csv",
            "nl/e/index.html": "https://example.org/",
            "nl/ع/index.html": "nl/z.csv",
        },
        ("f/index.html",),
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("index.html", "/"),
        ("nl/x/index.html", "/nl/x/"),
        ("data/a.csv", "/data/a.csv"),
        ("404.html", "/404.html"),
    ],
)
def test_a_path_and_its_address(path: str, name: str) -> None:
    assert (permalink_of(path), path_of_permalink(name)) == (name, path)
    assert encode_address(name) == name


def test_what_only_pages_lead_to_is_not_kept_and_an_id_is_on_pages_of_every_language() -> None:
    pages = {
        "nl/x/index.html": {"both", "only-nl", "no-entry"},
        "en/x/index.html": {"both", "only-en", "no-entry"},
        "404.html": set[str](),
        "nl/404.html": set[str](),
    }
    others = ("assets/a.01234567.css", "pagefind/pagefind.js", "nl/feed.xml", "nl/two words.csv")
    found = collect_addresses(
        (*pages, *others), pages.__getitem__, {"both", "only-nl", "only-en"}, ["nl", "en"]
    )
    assert found.paths == {"nl/x/index.html", "en/x/index.html", "nl/feed.xml"}
    assert found.ids == {"both"}


def test_merging_two_branches_needs_no_hand() -> None:
    """Git joins both sides' lines; the list is read whole and written in order again."""
    ours, theirs = (
        dump_addresses(read("/a/\n/b/\n").addresses),
        dump_addresses(read("/a/\n/c/ gone\n").addresses),
    )
    joined = ours + "\n".join(theirs.splitlines()[-1:]) + "\n"
    assert [line.name for line in read(joined).addresses] == ["/a/", "/b/", "/c/"]


@pytest.mark.parametrize(
    "lines",
    [
        "/nl/Oud/ gone\n/nl/oud/ -> /nl/nieuw/", "/nl/oud/ -> /nl/nieuw/\n/nl/o%55d/ -> /nl/nieuw/",
        "/nl/oud/ gone\n/nl/oud/index.html gone", "/nl/cafe\u0301/ gone\n/nl/caf\u00e9/ gone",
        "/nl/stra\u00dfe/ gone\n/nl/strasse/ gone", "/a.csv gone\n/A.CSV gone",
    ],
)  # fmt: skip
def test_two_lines_for_what_some_host_takes_for_one_address_are_told(lines: str) -> None:
    assert [(p.position.line, p.code) for p in parse_addresses(lines)[1]] == [(2, "address-twice")]


@pytest.mark.parametrize(
    "name",
    ["/nl/Nieuw/", "/NL/nieuw/", "/nl/nieuw/index.html", "/data/Facts.csv", "/nl/%4Eieuw/", "/nl/n%2569euw/"],
)
@pytest.mark.parametrize("now", ["", " gone", " -> /nl/", " -> /nl/nieuw/"])
def test_a_line_for_what_some_host_takes_for_an_address_of_the_site_is_told(name: str, now: str) -> None:
    """A redirect from it would lead in circles there, and “gone” would take the page away."""
    assert told(f"{name}{now}\n") == [(1, "clashing-address")]


LETTERS = "abcABC\u00e9\u00df\u1e9e\u0130\u03c3\u03c2\ud55c\u0e01%~.-"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=3), st.data())
@settings(max_examples=150)
def test_an_address_is_one_however_it_is_written(parts: list[str], data: st.DataObject) -> None:
    """In capitals, composed or not, encoded, or with the name of its file."""
    name = f"/{'/'.join(parts)}/"
    ways = (
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: f"{text}index.html",
        lambda text: text.rstrip("/"),
        str.swapcase,
        quote,
    )
    change = data.draw(st.sampled_from(ways))
    if change is not quote or "%" not in name:
        assert fold_address(change(name)) == fold_address(name)
    assert fold_address(name[:-1] + "x/") != fold_address(name)


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("https://example.org/dossier/nl/", ["bad-address-line"]),
        ("http://EXAMPLE.org/dossier/", ["bad-address-line"]),
        ("https://example.org/dossier", ["bad-address-line"]),
        ("https://example.org/dossier-2/nl/", []),
        ("https://example.com/dossier/", []),
    ],
)
def test_a_way_to_this_site_is_written_without_its_host(target: str, codes: list[str]) -> None:
    """Nobody would see that there is nothing at the end of it, or that it leads back to where it began."""
    lines = read(f"/nl/oud/ -> {target}\n")
    found = check_published_addresses(
        lines, SITE, release=False, drafts=False, base="https://example.org/dossier/"
    )
    assert [problem.code for problem in found] == codes


def _seconds(lines: int, kind: str) -> float:
    """Processor time for a list with so many lines, the least of some runs."""
    ends = {"moved": "-> /nl/", "gone": "gone"}
    text = "\n".join(
        f"/nl/old-{n}/ {ends.get(kind) or (f'-> /nl/old-{n + 1}/' if n < lines - 1 else '-> /nl/')}"
        for n in range(lines)
    )
    found = []
    for _ in range(3):
        start = time.process_time()
        assert told(text) == []
        assert len(resolve_redirects(read(text)).targets) == (0 if kind == "gone" else lines)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("kind", ["moved", "chain", "gone"])
def test_four_times_the_lines_take_about_four_times_the_work(kind: str) -> None:
    """It would be sixteen if each line looked at all others, and more if each way were followed from each."""
    assert _seconds(4000, kind) < 10 * _seconds(1000, kind)


def test_a_list_that_no_site_could_have_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "MAX_LINES", 3)
    assert parse_addresses("/a/\n/b/\n/c/\n")[1] == []
    found, (problem,) = parse_addresses("/a/\n/b/\n/c/\n/d/\n/e/\n")
    assert (found.addresses, problem.code, problem.position.line) == ((), "too-large", 4)
