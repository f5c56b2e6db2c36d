"""Markdown and short words: the cases of prose.yml, sanitising.yml and words.yml."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup, escape

from dossier_timeline.markup.parsed_text import ParsedLink, ParsedText
from dossier_timeline.markup.prose import expand_pieces, parse_prose, parse_short_words, plain_words
from dossier_timeline.model.references import Reference
from tests.helpers.html import select

CASES = Path(__file__).parent.parent / "cases"
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list")


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case.get("name", case["text"])[:60]) for case in found]


def shown(reference: Reference) -> str:
    return f"‹{str(reference)[2:-2]}›"


def address(link: ParsedLink) -> str:
    return f"to:{link.href}"


def html(parsed: ParsedText) -> str:
    return str(expand_pieces(parsed, shown, address))


def told(parsed: ParsedText) -> list[str]:
    return [
        f"{problem.position.line}:{problem.position.column} {problem.code}" for problem in parsed.problems
    ]


@pytest.mark.parametrize("case", cases("prose.yml"))
def test_markdown(case: dict[str, Any]) -> None:
    parsed = parse_prose(case["text"], EXTENSIONS)
    if "html" in case:
        assert html(parsed).strip() == case["html"].strip()
    assert told(parsed) == case.get("remarks", [])


def test_a_reference_that_an_extension_moves_away_is_reported() -> None:
    parsed = parse_prose("[^1]: [^1]: [[some-fact]]![", (*EXTENSIONS, "footnotes"))
    assert "1:13 lost-reference" in told(parsed)


@pytest.mark.parametrize("case", cases("sanitising.yml"))
@pytest.mark.parametrize("inline", [False, True])
def test_nothing_runs_or_loads(case: dict[str, Any], inline: bool) -> None:
    made = html(parse_short_words(case["text"]) if inline else parse_prose(case["text"], EXTENSIONS))
    reader = Tags()
    reader.feed(made)
    for bad in case["never"]:
        if bad.isprintable():
            assert bad not in reader.tags, made
        else:
            assert inline or bad not in made, "tokens are for Markdown only"


class Tags(HTMLParser):
    """Everything of some HTML that isn't text."""

    tags = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += f"<{tag} " + " ".join(f'{name}="{escape(value)}"' for name, value in attrs)

    def handle_comment(self, data: str) -> None:
        self.tags += f"<!--{data}"

    def handle_decl(self, decl: str) -> None:
        self.tags += f"<!{decl}"

    def handle_pi(self, data: str) -> None:
        self.tags += f"<?{data}"

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)


@pytest.mark.parametrize("case", cases("words.yml"))
def test_words(case: dict[str, Any]) -> None:
    parsed = parse_short_words(case["text"])
    assert html(parsed) == case["html"]
    assert plain_words(case["text"], shown) == case["plain"]
    assert [problem.code for problem in parsed.problems] == case.get("remarks", [])


def test_positions_of_everything() -> None:
    text = "## Kop {#kop}\n\nEen [[a]]\nen [b](c.md) en [[d.unit:\ne f]].\n\n- [g](c.md)\n"
    parsed = parse_prose(text, EXTENSIONS)
    assert [(r.id, r.form, r.words, r.line, r.column) for r in parsed.references] == [
        ("a", "", None, 3, 5),
        ("d", "unit", "e f", 4, 17),
    ]
    assert [(h.level, h.id, h.text, h.line) for h in parsed.headings] == [(2, "kop", "Kop", 1)]
    assert [(link.href, link.text, link.line) for link in parsed.links] == [
        ("c.md", "b", 4),
        ("c.md", "g", 7),
    ]
    assert [link.column for link in parsed.links] == [8, 7]


def test_heading_text_is_plain() -> None:
    parsed = parse_prose("## Een *twee* `drie` & [[a: vier]] {#kop}", EXTENSIONS)
    assert parsed.headings[0].text == "Een twee drie & vier"


def test_what_the_resolver_gives_is_trusted_only_as_markup() -> None:
    parsed = parse_prose("[[a]] [[b]]", EXTENSIONS)
    given = expand_pieces(parsed, lambda r: Markup("<a href='#x'>1</a>") if r.id == "a" else "<b>", address)
    assert given == f"<p><a href='#x'>1</a> {escape('<b>')}</p>"
    assert isinstance(given, Markup)


def test_a_link_that_leads_nowhere_loses_its_address() -> None:
    parsed = parse_prose("[a](x.md) ![b](y.svg) [c](https://z.example/)", EXTENSIONS)
    assert expand_pieces(parsed, shown) == '<p><a>a</a> b <a href="https://z.example/">c</a></p>'


def test_an_address_is_escaped() -> None:
    parsed = parse_prose("[a](x.md)", EXTENSIONS)
    assert 'href="&#34;&gt;"' in expand_pieces(parsed, shown, lambda _: '">')


@pytest.mark.parametrize(
    "forged", ["&#xE000;0&#xE003;", "&#57344;0&#57347;", "&#XE0000&#xe003", "\ue0000\ue003"]
)
def test_a_token_cannot_be_forged(forged: str) -> None:
    assert html(parse_prose(f"[[a]] {forged}", EXTENSIONS)).count("‹a›") == 1


def test_toc_gives_no_ids() -> None:
    assert "id=" not in html(parse_prose("## Kop", EXTENSIONS))


def test_settings_of_extensions() -> None:
    assert len(select(html(parse_prose("a\nb", ("nl2br",))), "p > br")) == 1
    table = "| a |\n|--:|\n| b |"
    assert 'class="num"' in html(parse_prose(table, ("tables",), '{"tables": {"use_align_attribute": true}}'))


def test_the_same_text_is_read_once() -> None:
    assert parse_prose("eens [[a]]", EXTENSIONS) is parse_prose("eens [[a]]", EXTENSIONS)


def test_too_long_and_too_deep_are_told() -> None:
    long = parse_prose("a " * 60_000, EXTENSIONS)
    assert told(long) == ["1:1 too-long"]
    assert html(parse_prose("> " * 3000 + "<b>", EXTENSIONS)).count("<b>") == 0
