"""A dossier of a thousand events over sixty years: its timeline is split, and every page of it is light."""

import gzip
import random
import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Actor, KindName, Theme
from dossier_timeline.model.story import Event
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site.page_bounds import MOST_TIMELINE_WEIGHT
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.timeline_index import TimelineIndex
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from tests.helpers.files import GOOD
from tests.helpers.html import select, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

EVENTS, FIRST, YEARS = 1000, 1958, 60
LIGHT = 60 * 1024
KINDS = ("meeting", "law", "study", "campaign", "case")
WORDS = re.findall(
    r"\w+",
    "bridge river dyke council letter inspection budget report answer plan repair polder storm mayor "
    "barge canal survey ferry winter tender gauge lock sluice harbour quay",
)


def said(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def long_dossier() -> Dossier:
    """The small good site with a thousand more events in its first document, and names to sort them by."""
    small, chance = dossier_of(GOOD), random.Random(1)
    both = {code: f"{{}} {code}" for code in small.languages}

    def words(text: str) -> Words:
        return Words({code: pattern.format(text) for code, pattern in both.items()})

    slugs = [Words({code: f"theme-{code}-{n}" for code in small.languages}) for n in range(8)]
    themes = [
        Theme(id=f"theme-{n}", name=words(f"Theme {n}"), slug=slugs[n], text=words("On it."))
        for n in range(8)
    ]
    passage = next(event.passage for event in small.all_events() if event.passage)
    actors = [Actor(id=f"actor-{n}", kind="body", name=f"Body {n} of the river") for n in range(60)]
    kinds = [KindName(id=kind, of="event", name=words(kind)) for kind in KINDS]
    events = []
    for number in range(EVENTS):
        day = date(FIRST, 1, 1) + timedelta(days=chance.randrange(365 * YEARS))
        events.append(
            Event(
                id=f"event-{number}",
                date=parse_date(day.isoformat() if number % 5 else f"{day.year}"),
                kind=chance.choice(KINDS),
                title=words(said(chance, 3, 8).capitalize()),
                text=words(said(chance, 12, 30).capitalize() + "."),
                passage=passage,
                themes=tuple({f"theme-{chance.randrange(8)}" for _ in range(2)}),
                actors=tuple({f"actor-{min(int(chance.expovariate(0.08)), 59)}" for _ in range(2)}),
            )
        )
    fields = {name: getattr(small, name) for name in type(small).model_fields}
    first, *rest = small.documents
    document = first.model_copy(update={"events": (*first.events, *events)})
    fields["documents"] = (document, *rest)
    fields["themes"] = (*small.themes, *themes)
    fields["actors"] = (*small.actors, *actors)
    known = {kind.id for kind in small.kinds}
    fields["kinds"] = (*small.kinds, *(kind for kind in kinds if kind.id not in known))
    return Dossier.model_construct(**fields)


@pytest.fixture(scope="module")
def site() -> SitePlan:
    return planned(long_dossier(), config_of(GOOD).with_settings(search=False))


@pytest.fixture(scope="module")
def files(site: SitePlan) -> Mapping[str, bytes]:
    return render_site(site, config_of(GOOD).with_settings(search=False))


@pytest.mark.slow
def test_a_long_timeline_is_whole_light_and_sound(site: SitePlan, files: Mapping[str, bytes]) -> None:
    found = TimelineIndex(site.dossier)
    assert len(found.items) >= EVENTS
    assert found.parts
    pages = {page.path: page for page in site.pages if page.kind in ("timeline", EVENTS_KIND)}
    for path in pages:
        weight = len(gzip.compress(files[path], 9))
        assert weight <= LIGHT, (path, weight)
        assert len(files[path]) <= MOST_TIMELINE_WEIGHT + 30_000, path
    for code in site.languages:
        own = [page for page in pages.values() if page.kind == "timeline" and page.language == code]
        first = next(page for page in own if not page.entity)
        ids = [name for page in own for name in values(files[page.path], "ol > li", "id")]
        assert sorted(ids) == sorted(thing.id for thing in found.items)
        contents = files[first.path]
        for part in found.parts:
            assert texts(contents, f"li > a[href='{part.slug}/']") == [part.slug.replace("-", "–")]
        assert len(select(contents, "div.overview")) == 1
        assert sum(len(part.items) for part in found.parts) == len(found.items)
    problems = audit_site(
        files, base=config_of(GOOD).addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []


@pytest.mark.slow
def test_an_event_is_linked_where_it_stands(site: SitePlan, files: Mapping[str, bytes]) -> None:
    event = site.dossier.by_id["event-7"]
    part = TimelineIndex(site.dossier).part_slugs["event-7"]
    everywhere = b"".join(data for path, data in files.items() if path.endswith("events.csv"))
    assert part and event
    timeline = site.routes(config_of(GOOD).addresses.site_url).find("timeline", "en", part)
    assert timeline is not None
    assert f"#{event.id}" in values(files[timeline.path], "a", "href")
    assert b"event-7" in everywhere
