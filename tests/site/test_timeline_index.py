"""What the timeline can be asked for: its values, its parts, the rules that do it without a script."""

import re

import pytest

from dossier_timeline.config import PageSettings
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.filter_rules import EXACT, write_filter_rules
from dossier_timeline.output.render import render_site
from dossier_timeline.output.timeline_filters import write_timeline_filters
from dossier_timeline.site.entry_weights import weigh_timeline_item
from dossier_timeline.site.filtered_lists import FilteredEntry, ListStyle
from dossier_timeline.site.page_bounds import MOST_TIMELINE_WEIGHT
from dossier_timeline.site.timeline_index import FACETS, TimelineIndex, make_slug
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from tests.helpers.files import GOOD
from tests.helpers.html import select, text_of, values
from tests.helpers.small_site import config_of, dossier_of, good_site, planned


def listings() -> TimelineIndex:
    return TimelineIndex(dossier_of(GOOD))


def test_every_value_offered_has_events_and_a_facet_offers_a_choice_or_nothing() -> None:
    found = listings()
    for facet in FACETS:
        assert len(found.facet_values[facet]) != 1
        for value in found.facet_values[facet]:
            assert found.items_with(facet, value)


def test_each_value_of_some_facets_has_a_page_of_its_own_in_each_language() -> None:
    site = good_site()
    found = TimelineIndex(site.dossier)
    wanted = {
        f"{facet}:{value}" for facet in PageSettings().timeline_pages for value in found.facet_values[facet]
    }
    assert wanted
    for code in site.languages:
        assert {
            page.entity for page in site.pages if (page.kind, page.language) == (EVENTS_KIND, code)
        } == wanted


@pytest.mark.parametrize("wanted", [(), ("document",), ("theme", "kind", "actor"), FACETS])
def test_a_choice_without_a_script_leads_to_its_events(wanted: tuple[str, ...]) -> None:
    config = config_of(GOOD, timeline_pages=wanted)
    site = planned(dossier_of(GOOD), config)
    files = render_site(site, config)
    problems = audit_site(
        files, base=config.addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    found = TimelineIndex(site.dossier)
    links: dict[tuple[str, str], str] = {}
    for facet in FACETS:
        for choice in select(files["en/timeline/index.html"], f".chosen > .{facet} [data-is]"):
            links[facet, choice.get("data-is") or ""] = choice.get("href") or ""
    offered = {(facet, value) for facet in FACETS for value in found.facet_values[facet]}
    assert links.keys() == offered
    for facet, value in offered:
        href = links[facet, value]
        if facet in wanted:
            assert href.startswith("who/" if facet == "actor" else f"{facet}/")
        elif facet == "document":
            assert re.fullmatch(r"\.\./documents/[\w-]+/(#section-events)?", href)
        elif facet == "actor":
            assert href in {f"../people/#{value}", f"../countries/#{value}"}
        else:
            assert bool(href) == (facet == "theme")


def test_a_page_of_a_value_has_its_events_and_no_others() -> None:
    site, config = good_site(), config_of(GOOD)
    files = render_site(site, config)
    found = TimelineIndex(site.dossier)
    for page in site.pages:
        if page.kind == EVENTS_KIND:
            facet, value = page.entity.split(":")
            ids = values(files[page.path], "div.line li", "id")
            assert ids == [thing.id for thing in found.items_with(facet, value)]


def test_a_slug_is_a_name_in_lower_case() -> None:
    assert make_slug("Cecilia Malmström", "x") == "cecilia-malmstrom"
    assert make_slug("Don’t Look Away!", "x") == "dont-look-away"
    assert make_slug("Ευρώπη", "x") == "ευρωπη"
    assert make_slug("…", "fallback") == "fallback"


def test_a_choice_tells_how_many_events_have_its_value() -> None:
    page = render_site(good_site(), config_of(GOOD))["en/timeline/index.html"]
    told = {}
    for label in select(page, "form.filters label"):
        (field,) = label.iter("input")
        told[field.get("name"), field.get("value")] = text_of(label).rpartition(" ")[2]
    found = listings()
    for facet in FACETS:
        for value in found.facet_values[facet]:
            assert told[facet, value] == str(len(found.items_with(facet, value)))


def test_the_rules_hide_what_lacks_a_value_and_show_the_years_that_keep_something() -> None:
    found = listings()
    css = write_timeline_filters(found, found.items).decode()
    assert css.count("{") == css.count("}")
    for facet in FACETS:
        assert f':root:has([name={facet}]:checked:not([value=""])) .year li{{--in-{facet}:none}}' in css
        for value in found.facet_values[facet]:
            rule = re.search(rf'\[name={facet}\]\[value="{value}"\]:checked\) :is\(([^)]+)\)\{{', css)
            assert rule
            assert rule[1].split(",") == [f"#{item.id}" for item in found.items_with(facet, value)]
    for thing in found.items:
        assert f"#year-{thing.date.year}{{display:var(--in-year-{thing.date.year},none)}}" in css
        assert f"#year-{thing.date.year} li{{counter-increment:left year-{thing.date.year}}}" in css


def test_the_rules_of_a_page_name_only_what_is_on_it() -> None:
    found = listings()
    few = found.items[:3]
    on_page = {value for item in few for values in found.item_facets[item.id].values() for value in values}
    named = set(re.findall(r'\[value="([^"]+)"\]', write_timeline_filters(found, few).decode()))
    assert named
    assert named <= on_page < {value for values in found.facet_values.values() for value in values} | on_page
    assert write_timeline_filters(found, ()) == b""


def test_an_id_that_begins_with_a_digit_is_escaped_in_the_rules() -> None:
    entries = [FilteredEntry(name, "group", {"kind": (name,)}) for name in ("2-b", "a-2")]
    rules = write_filter_rules({"kind": ["2-b", "a-2"]}, entries, ListStyle("section", "li")).decode()
    assert ":is(#\\32 -b){--in-kind:initial}" in rules
    assert ":is(#a-2){--in-kind:initial}" in rules


def test_what_filters_leave_is_seen_in_the_drawing_above_the_list() -> None:
    found = listings()
    rules = write_timeline_filters(found, found.items).decode()
    for year in {item.date.year for item in found.items}:
        assert f".veil.year-{year}{{opacity:calc(.8 - .8*var(--at-year-{year},0))}}" in rules
    assert set(re.findall(r'\.overview \[href="#([^"]+)"\]', rules)) == {"letter-2021", "plan-2019"}


@pytest.mark.parametrize("count", [EXACT, EXACT + 1])
def test_groups_of_very_many_entries_are_hidden_by_each_choice_alone(count: int) -> None:
    entries = [FilteredEntry(f"e{n}", "group", {"kind": (f"k{n}",)}) for n in range(count)]
    values = {"kind": [f"k{n}" for n in range(count)]}
    rules = write_filter_rules(values, entries, ListStyle("section", "li")).decode()
    assert ("#group{display:var(--in-group,none)}" in rules) == (count == EXACT)
    assert ("section{display:var(--in-kind,block)}" in rules) == (count > EXACT)


def test_few_events_stay_on_one_page() -> None:
    assert listings().parts == ()
    assert 100 * max(map(weigh_timeline_item, listings().items)) <= MOST_TIMELINE_WEIGHT
