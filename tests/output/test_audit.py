from collections.abc import Set
from pathlib import Path

import pytest

from dossier_timeline.cache.buckets import Cache
from dossier_timeline.output import audit
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.page_reports import PageReports
from dossier_timeline.publishing.site_files import SiteFiles, make_manifest

BASE = "https://example.org/sub/"


def page(
    body: str = "", head: str = "", path: str = "aa/index.html", lang: str = "aa", h1: str = "<h1>One</h1>"
) -> bytes:
    address = BASE + path.removesuffix("index.html")
    return (
        f'<!doctype html><html lang="{lang}"><head><title>T</title><meta name="description" content="D">'
        f'<link rel="canonical" href="{address}">{head}</head><body><main>{h1}{body}</main></body></html>'
    ).encode()


def codes(
    files: dict[str, bytes], known: dict[str, bytes] | None = None, redirects: Set[str] = frozenset()
) -> list[str]:
    reports = PageReports(SiteFiles(files), BASE, known, redirects)
    return [problem.code for problem in audit_site(files, base=BASE, reports=reports)]


def test_a_good_page_passes() -> None:
    files = {
        "aa/index.html": page(
            '<h2 id="x">Two</h2><a href="#x">x</a><a href="../bb/">b</a><a href="mailto:a@b">m</a>'
        ),
        "bb/index.html": page('<a href="../aa/#x">x</a><a href="/sub/aa/#x">x</a>', path="bb/index.html"),
    }
    assert codes(files) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="../nowhere/">x</a>', "audit-link"),
        ('<a href="../../out/">x</a>', "audit-link"),
        ('<a href="/elsewhere/">x</a>', "audit-link"),
        ('<a href="#nowhere">x</a>', "audit-link"),
        ('<a href="../aa">x</a>', "audit-link"),
        ('<a href="https://example.org/sub/nowhere/">x</a>', "audit-link"),
        ('<img src="gone.png" alt="">', "audit-link"),
        ('<img src="https://other.example/x.png" alt="">', "audit-other-host"),
        ('<img srcset="//other.example/x.png 2x" alt="">', "audit-other-host"),
        ('<script src="//other.example/x.js"></script>', "audit-other-host"),
        ("<script>1</script>", "audit-inline"),
        ("<style>p{}</style>", "audit-inline"),
        ('<p style="color:red">x</p>', "audit-inline"),
        ('<p onclick="x()">x</p>', "audit-inline"),
        ('<a href="javascript:x()">x</a>', "audit-inline"),
        ('<i id="a"></i><i id="a"></i>', "audit-duplicate-id"),
        ("<p title='x>y</p>", "audit-markup"),
        ("<a b <c>", "audit-markup"),
        ("<?php x ?>", "audit-markup"),
        ('<p id="a" ONCLICK="x()">x</p>', "audit-inline"),
        ('<svg><a xlink:href="https://other.example/">x</a></svg>', "audit-other-host"),
        ('<button formaction="gone/">x</button>', "audit-link"),
        ('<p class="a" lang="bb" style="x">x</p>', "audit-inline"),
        ('<p class="a"><b class="b">x</b><i id="c"></i></p><i class="d" id="c"></i>', "audit-duplicate-id"),
        ('<input name="a" value="javascript:x()">', "audit-inline"),
        ('<p class="a"<b>x</b>', "audit-markup"),
        ("<h1>Two</h1>", "audit-h1"),
        ("<h3>Too deep</h3>", "audit-heading-order"),
        ("<main></main>", "audit-landmarks"),
    ],
)
def test_a_bad_body_is_found(body: str, code: str) -> None:
    assert codes({"aa/index.html": page(body)}) == [code]


AWAY, OTHER, RUNS = "audit-leads-away", "audit-other-host", "audit-inline"
HOSTILE = [
    ('<meta http-equiv="refresh" content="0;url=https://x.example/">', AWAY),
    ('<meta http-equiv="refresh" content="0; URL=&#39;https://x.example/&#39;">', AWAY),
    ('<META HTTP-EQUIV=Refresh CONTENT="5">', AWAY),
    ('<meta content="0;https://x.example/" http-equiv=" refresh ">', AWAY),
    ('<meta http-equiv="&#114;efresh" content="0;url=./">', AWAY),
    ('<meta http-equiv="set-cookie" content="a=b">', RUNS),
    ('<meta http-equiv="default-style" content="x">', RUNS),
    ('<form action="https://x.example/"></form>', OTHER),
    ('<form action="//x.example/"></form>', OTHER),
    ('<button formaction="https://x.example/">x</button>', OTHER),
    ('<input type="submit" formaction="//x.example/">', OTHER),
    ('<a href="https://y.example/" ping="https://x.example/">x</a>', OTHER),
    ('<area href="./" ping="//x.example/">', OTHER),
    ('<link rel="dns-prefetch" href="https://x.example/">', OTHER),
    ('<link rel="preconnect" href="//x.example/">', OTHER),
    ('<link rel="prefetch" href="https://x.example/">', OTHER),
    ('<link rel="prerender" href="https://x.example/">', OTHER),
    ('<link rel="pingback" href="https://x.example/">', OTHER),
    ('<link rel="alternate stylesheet" href="https://x.example/a.css">', OTHER),
    ('<link rel="next preload" as="image" imagesrcset="//x.example/ 2x" href="https://x.example/">', OTHER),
    ('<link rel="something-new" href="https://x.example/">', OTHER),
    ('<link rel="icon" href="https://x.example/i.png">', OTHER),
    ('<link rel="manifest" href="https://x.example/m.json">', OTHER),
    ('<img src="//x.example/i.png" alt="">', OTHER),
    ('<img src="data:," srcset="data:, 1x, https://x.example/i.png 2x" alt="">', OTHER),
    ('<video poster="https://x.example/i.png"></video>', OTHER),
    ('<audio src="https://x.example/a.mp3"></audio>', OTHER),
    ('<table background="https://x.example/i.png"></table>', OTHER),
    ('<input type="image" src="https://x.example/i.png">', OTHER),
    ('<img lowsrc="https://x.example/i.png" alt="">', OTHER),
    ('<a href="./" attributionsrc="https://x.example/">x</a>', OTHER),
    ('<svg><image href="https://x.example/i.svg"/></svg>', OTHER),
    ('<svg><feImage xlink:href="https://x.example/i.svg"/></svg>', OTHER),
    ('<svg><rect fill="url(https://x.example/i.svg#a)"/></svg>', OTHER),
    ("<svg><rect filter=\"URL( '//x.example/i.svg#a')\"/></svg>", OTHER),
    ('<a href="java&#9;script:x()">x</a>', RUNS),
    ('<a href="java\nscript:x()">x</a>', RUNS),
    ('<a href=" &#1;javascript&colon;x()">x</a>', RUNS),
    ('<a href="JaVaScRiPt:x()">x</a>', RUNS),
    ('<a href="vb&Tab;script:x()">x</a>', RUNS),
    ('<a href="data:text/html,x">x</a>', RUNS),
    ('<a href="blob:x">x</a>', RUNS),
    ('<svg><a href="&#x6a;avascript:x()">x</a></svg>', RUNS),
    ('<svg><set attributeName="href" to="javascript:x()"/></svg>', RUNS),
    ('<form action="javascript:x()"></form>', RUNS),
    ('<button formaction="java&NewLine;script:x()">x</button>', RUNS),
    ("<p onmouseover=x()>x</p>", RUNS),
    ('<svg onload="x()"></svg>', RUNS),
    ('<p style="background:url(//x.example/)">x</p>', RUNS),
    ("<script>x()</script>", RUNS),
    ("<style>*{}</style>", RUNS),
    ("<plaintext>", RUNS),
    ("<xmp></xmp>", RUNS),
    ("<noembed></noembed>", RUNS),
    ("<listing></listing>", RUNS),
    ('<base href="./">', RUNS),
    ("<iframe></iframe>", RUNS),
    ('<iframe srcdoc="x"></iframe>', RUNS),
    ("<object></object>", RUNS),
    ("<embed>", RUNS),
    ("<frameset></frameset>", RUNS),
    ("<portal></portal>", RUNS),
    ("<applet></applet>", RUNS),
    ("<textarea>", "audit-markup"),
    ("<title>", "audit-markup"),
    ("<!-- ", "audit-markup"),
]


@pytest.mark.parametrize(("body", "code"), HOSTILE)
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", '<svg><g>{}</g></svg><p title="a>b">x</p>'])
def test_nothing_hostile_passes(body: str, code: str, around: str) -> None:
    assert code in codes({"aa/index.html": page(around.format(body))})


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://x.example/">x</a><a href="//x.example/">x</a><a href="tel:+1">1</a>',
        '<a rel="license" href="https://x.example/">x</a><form role="search" action="./"></form>',
        '<img src="data:image/png;base64,AA" alt="say javascript">',
        '<base target="_top">',
        '<svg><rect fill="url(#a)"/><use href="#a"/><g id="a"/></svg>',
        '<p title="a javascript: address, url(//x)" aria-label="javascript:">x</p>',
        '<blockquote cite="https://x.example/">x</blockquote>',
    ],
)
def test_what_readers_follow_by_themselves_passes(body: str) -> None:
    assert codes({"aa/index.html": page(body)}) == []


def test_only_pages_that_have_moved_lead_on() -> None:
    moved = page('<meta http-equiv="refresh" content="0; url=../bb/#x">')
    files = {"aa/index.html": moved, "bb/index.html": page('<i id="x"></i>', path="bb/index.html")}
    redirects = {"aa/index.html"}
    assert codes(files, redirects=redirects) == []
    assert codes(files) == ["audit-leads-away"]
    known: dict[str, bytes] = {}
    codes(files, known, redirects)
    assert codes(files, known) == ["audit-leads-away"]
    assert codes({"aa/index.html": moved}, redirects=redirects) == ["audit-link"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'lang="aa"', b"", "audit-language"),
        (b"<title>T</title>", b"", "audit-title"),
        (b'content="D"', b'content=" "', "audit-description"),
        (b"<h1>One</h1>", b"", "audit-h1"),
        (b"/sub/aa/", b"/sub/bb/", "audit-canonical"),
    ],
)
def test_a_bad_head_is_found(old: bytes, new: bytes, code: str) -> None:
    content = page()
    assert old in content
    assert codes({"aa/index.html": content.replace(old, new)}) == [code]


def alternates(*pairs: tuple[str, str]) -> str:
    return "".join(f'<link rel="alternate" hreflang="{lang}" href="{BASE}{path}">' for lang, path in pairs)


def test_alternates_name_each_other() -> None:
    both = alternates(("aa", "aa/"), ("bb", "bb/"), ("x-default", "aa/"))
    good = {
        "aa/index.html": page(head=both),
        "bb/index.html": page(head=both, path="bb/index.html", lang="bb"),
    }
    assert codes(good) == []
    one_sided = good | {"bb/index.html": page(path="bb/index.html", lang="bb")}
    assert codes(one_sided) == ["audit-alternates"]
    gone = {"aa/index.html": page(head=alternates(("aa", "aa/"), ("bb", "gone/")))}
    assert codes(gone) == ["audit-alternates"]
    not_itself = {"aa/index.html": page(head=alternates(("bb", "aa/")))}
    assert codes(not_itself) == ["audit-alternates"]


def test_a_problem_has_the_line_and_column_of_its_tag() -> None:
    (problem,) = audit_site({"aa/index.html": page('\n\n  <a href="#no">x</a>')}, base=BASE, folder="site")
    assert str(problem.position) == "site/aa/index.html:3:3"


def test_links_may_lead_to_the_files_of_other_makers() -> None:
    files = {"aa/index.html": page('<a href="../other.txt">x</a>')}
    assert audit_site(files, base=BASE, linkable_files={"other.txt": b""}) == []


@pytest.mark.parametrize(
    "css", [b"@import '//other.example/a.css';", b"a{background:url(https://other.example/x)}"]
)
def test_a_stylesheet_may_not_fetch_from_elsewhere(css: bytes) -> None:
    assert codes({"assets/site.css": css}) == ["audit-other-host"]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe<html", b"<" * 1000, b"<a href='http://[bad'>x</a>", b"<!--"]
)
def test_no_bytes_make_it_raise(content: bytes) -> None:
    audit_site({"index.html": content}, base=BASE)


def test_the_manifest_lists_every_file_but_itself() -> None:
    text = make_manifest(SiteFiles({"b": b"", "a": b"x", "manifest.json": b"old"}))
    assert text.index(b'"a"') < text.index(b'"b"')
    assert b"manifest.json" not in text
    assert b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" in text


def digests_of(files: dict[str, bytes]) -> dict[str, str]:
    return {path: SiteFiles(files).digest(path) for path in files}


def test_only_what_changed_is_looked_at_where_that_is_enough() -> None:
    one = {
        "aa/index.html": page('<i id="x"></i>'),
        "bb/index.html": page('<a href="../aa/#x">x</a>', path="bb/index.html"),
    }
    known: dict[str, bytes] = {}
    assert codes(one, known) == []
    looked: list[str] = []

    def told(files: dict[str, bytes]) -> list[str]:
        looked.clear()
        reports = PageReports(SiteFiles(files), BASE, Noting(known, looked))
        problems = audit_site(files, base=BASE, reports=reports, clean_files=digests_of(one))
        return [problem.position.path for problem in problems]

    assert told({**one, "aa/index.html": page('<i id="x"></i><b>More</b>')}) == []
    assert len(looked) == 1
    assert told({**one, "aa/index.html": page("<b>Less</b>")}) == ["site/bb/index.html"], "an id is gone"
    assert told({"bb/index.html": one["bb/index.html"]}) == ["site/bb/index.html"], "a page is gone"
    assert told({**one, "cc/index.html": page('<a href="../nowhere/">x</a>', path="cc/index.html")}) == [
        "site/cc/index.html"
    ]
    links = "".join(f'<link rel="alternate" hreflang="{c}" href="{BASE}{c}/">' for c in ("aa", "bb"))
    other = page('<i id="x"></i>', links)
    assert told({**one, "aa/index.html": other}) == ["site/aa/index.html"], "the other does not name it"


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"a.css": None}, ["cc"]),
        ({"aa/index.html": None}, ["dd", "ee"]),
        ({"aa/index.html": page('<i id="y"></i>')}, ["dd"]),
        ({"aa/index.html": page('<i id="x"></i>')}, []),
        ({"ff/index.html": page(path="ff/index.html", lang="ff")}, ["ee"]),
        ({"new.css": b"a{}"}, []),
    ],
)
def test_only_pages_that_may_lead_to_what_is_gone_are_looked_at_again(
    changes: dict[str, bytes | None], broken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = "".join(f'<link rel="alternate" hreflang="{c}" href="{BASE}{c}/">' for c in ("ee", "ff"))
    clean = {
        "aa/index.html": page('<i id="x"></i><i id="y"></i>'),
        "cc/index.html": page('<link rel="stylesheet" href="../a.css">', path="cc/index.html"),
        "dd/index.html": page('<a href="../aa/#x">x</a>', path="dd/index.html"),
        "ee/index.html": page('<a href="../aa/">x</a>', pair, "ee/index.html", "ee"),
        "ff/index.html": page("", pair, "ff/index.html", "ff"),
        "a.css": b"a{}",
    }
    known: dict[str, bytes] = {}
    assert codes(clean, known) == []
    after = {path: content for path, content in {**clean, **changes}.items() if content is not None}
    checked: list[str] = []
    check_page = audit.LinkChecker.check_page
    monkeypatch.setattr(
        audit.LinkChecker, "check_page", lambda self, path: checked.append(path) or check_page(self, path)
    )
    reports = PageReports(SiteFiles(after), BASE, known)
    problems = audit_site(after, base=BASE, reports=reports, clean_files=digests_of(clean))
    found = sorted({problem.position.path.split("/")[1] for problem in problems})
    assert found == broken
    pages_changed = {path.split("/")[0] for path, content in changes.items() if content and "html" in path}
    assert {path.split("/")[0] for path in checked} == {*broken, *pages_changed}


class Noting(dict[str, bytes]):
    """What is remembered, and a note of each page that is looked at."""

    def __init__(self, known: dict[str, bytes], looked: list[str]) -> None:
        super().__init__(known)
        self.looked = looked

    def __setitem__(self, key: str, content: bytes) -> None:
        self.looked.append(key)
        super().__setitem__(key, content)


def test_cached_reports_are_of_all_code_that_audits(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[str] = []
    monkeypatch.setattr(audit, "code_fingerprint", lambda modules: files.extend(modules) or "version")
    audit.open_cached_reports(Cache())
    names = {Path(file).name for file in files}
    assert names == {"audit.py", "link_targets.py", "page_markup.py", "page_reports.py"}
