"""Addresses made of names are cut where they are long; a slug that is typed is told where it is too long."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.languages.slugs import (
    MAX_BYTES,
    MAX_NAME_BYTES,
    choose_slug,
    fold_address,
    is_slug,
    is_too_long,
    shorten_slug,
)
from dossier_timeline.pipeline import build_site
from dossier_timeline.site.timeline_index import make_slug
from tests.helpers.small_site import config_of

NAMES = {
    "Latin, one word": "a" * 255,
    "Latin, words": "the council of the town and its bridges " * 8,
    "Cyrillic": "совет города и его мостов " * 10,
    "Hangul": "한국정부" * 40,
    "Thai": "น้ำใจที่ดี" * 30,
    "Devanagari": "नि" * 90,
    "emoji and letters": "👩‍👩‍👧‍👦 wij " * 60,
    "outside the first plane": "𐌰𐌱𐌲" * 40,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_long_name_is_cut_and_still_an_address(name: str) -> None:
    found = make_slug(name, "an-id")
    assert is_slug(found)
    assert MAX_NAME_BYTES // 3 < len(found.encode()) <= MAX_NAME_BYTES
    whole = "-".join(filter(None, make_slug("x " + name, "an-id").split("-")[1:2]))
    assert whole.startswith(found.split("-")[0]) or found.split("-")[0].startswith(whole)


@given(
    st.text("abйक़िนํ้한é𐌰-", min_size=1, max_size=300).map(lambda text: make_slug(text, "x")),
    st.integers(9, 60),
)
@settings(max_examples=200)
def test_a_cut_address_is_a_beginning_of_whole_letters_and_words(text: str, most: int) -> None:
    cut = shorten_slug(text, most)
    assert text.startswith(cut)
    assert cut and len(cut.encode()) <= most
    rest = text[len(cut) :]
    assert not rest or unicodedata.category(rest[0])[0] != "M" or len(cut) == 1
    if rest and "-" in cut:
        assert rest[0] == "-"


@given(st.lists(st.tuples(st.sampled_from(["a", "A", "b", "c-2", "c", "ß", "ss"]), st.sampled_from("abcd"))))
@settings(max_examples=100)
def test_each_gets_an_address_of_its_own(wanted: list[tuple[str, str]]) -> None:
    taken: set[str] = set()
    for name, fallback in wanted:
        found = fold_address(choose_slug(name, fallback, taken))
        assert found not in taken
        taken.add(found)


def _named(good: Path, names: tuple[str, str]) -> None:
    """Two actors with these names, each in two events, so that the timeline can be asked for them."""
    with (good / "content/actors.yml").open("a", encoding="utf-8") as file:
        for number, name in enumerate(names):
            file.write(f'- {{id: named-{number}, kind: body, name: "{name}"}}\n')
    path = good / "content/documents/plan-2019/document.yml"
    text = path.read_text("utf-8")
    text = text.replace("    actors: [brugstede", "    actors: [named-0, named-1, brugstede")
    path.write_text(text, "utf-8")
    (good / "content/verification.json").unlink()


@pytest.mark.parametrize("kind", ["Latin, one word", "Cyrillic"])
def test_names_that_begin_alike_for_long_are_checked_and_built(kind: str, good: Path) -> None:
    _named(good, (NAMES[kind], NAMES[kind] + " and more"))
    config = config_of(good).with_settings(search=False)
    build_and_publish(config)
    listed = {path.name for path in (good / "site/en/timeline/who").iterdir()}
    assert {make_slug(NAMES[kind], ""), "named-1"} <= listed


@pytest.mark.parametrize("letter", ["a", "ж", "한"])
def test_a_slug_that_is_too_long_is_told_at_its_line(letter: str, good: Path) -> None:
    page = good / "content/pages/about/en.md"
    text, most = page.read_text("utf-8"), MAX_BYTES // len(letter.encode())
    page.write_text(text.replace("slug: about", f"slug: {letter * (most + 1)}"), "utf-8")
    with pytest.raises(ContentError) as refused:
        build_site(config_of(good).with_settings(search=False))
    told = {(p.position.path, p.position.line, p.code) for p in refused.value.problems}
    assert told == {("content/pages/about/en.md", 3, "bad-slug")}
    assert not is_too_long(letter * most)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("pages/about/en.md", "slug: about", "slug: timeline", ("content/pages/about/en.md", 3)),
        ("pages/about/en.md", "slug: about", "slug: method", ("content/pages/method/en.md", 3)),
        ("themes.yml", "en: money", "en: safety", ("content/themes.yml", 7)),
    ],
)
def test_an_address_that_two_pages_would_have_is_told_at_a_slug(
    file: str, old: str, new: str, place: tuple[str, int], good: Path
) -> None:
    path = good / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as refused:
        build_site(config_of(good).with_settings(search=False))
    assert place in {(p.position.path, p.position.line) for p in refused.value.problems}
