"""The rules by which the timeline's filters work without a script, for one page of the timeline.

A choice hides what hasn't its value, so that choices in several facets are combined with "and"; a year in
which nothing is left is hidden with its events. The rules name ids, never words: they are the same in
every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier_timeline.site.timeline_index import FACETS, TimelineIndex, TimelineItem

EXACT = 150
"""Up to so many different events the years are hidden exactly, by a rule for each; the rules of more would
weigh more than the page. Then a year is hidden that has nothing of one choice, and the script hides the
ones that have nothing of several choices at once."""


def filter_rules(index: TimelineIndex, items: Sequence[TimelineItem]) -> bytes:
    """The stylesheet of a page with these items; empty where there is nothing to choose."""
    values = {facet: offered.values for facet, offered in index.find_offered_values(items).items()}
    if not values:
        return b""
    hidden = [
        f'{_chosen(facet, value)} .line li:not([data-{facet}~="{value}"])'
        for facet, ids in values.items()
        for value in ids
    ]
    shown_options = _shown_options(index, items, values)
    if index.parts or len(shown_options) > EXACT:
        hidden += [
            f'{_chosen(facet, value)} .year:not(:has([data-{facet}~="{value}"]))'
            for facet, ids in values.items()
            for value in ids
        ]
        years = ""
    else:
        shown = ",".join(f"{conditions} #year-{year}" for year, conditions in shown_options)
        years = f':root:has(.filters :checked:not([value=""])) .year{{display:none}}{shown}{{display:grid}}'
    rules = f"{','.join(hidden)}{{display:none}}{years}"
    return f"@layer components{{@supports selector(:has(*)){{{rules}}}}}\n".encode()


def _chosen(facet: str, value: str) -> str:
    return f':root:has([name={facet}][value="{value}"]:checked)'


def _shown_options(
    index: TimelineIndex, items: Iterable[TimelineItem], values: Mapping[str, Iterable[str]]
) -> list[tuple[int, str]]:
    """For each year and each kind of event in it: the choices under which it is seen, each once."""
    return list(
        dict.fromkeys(
            (thing.date.year, "".join(_allowed(index.item_facets[thing.id], values))) for thing in items
        )
    )


def _allowed(own: Mapping[str, tuple[str, ...]], values: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for number, facet in enumerate(facet for facet in FACETS if facet in values):
        offered = [value for value in own[facet] if value in values[facet]]
        any_of = ",".join(f'[value="{value}"]' for value in ("", *offered))
        yield f"{':root' if number == 0 else ''}:has([name={facet}]:is({any_of}):checked)"
