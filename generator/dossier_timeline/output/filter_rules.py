"""The rules by which the filters above a list work without a script, for one page with such a list.

A choice hides what hasn't its value, so that choices in several facets are combined with "and"; a group (a
year, the entries of a document) in which nothing is left is hidden with its entries. What is left is counted
by CSS counters, which pass over what isn't shown: so the number is right for every combination, in the bar
behind the list and at each link to a group. The rules name ids, never words: they are the same in every
language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier_timeline.site.filtered_lists import FilteredEntry, ListStyle

EXACT = 150
"""Up to so many different entries the groups are hidden exactly, by a rule for each; the rules of more would
weigh more than the page. Then a group is hidden that has nothing of one choice, and the script hides the
ones that have nothing of several choices at once."""

_CHOSEN = ':root:has(.filters :checked:not([value=""]))'
"""Where anything is chosen."""


def write_filter_rules(
    values: Mapping[str, Sequence[str]], entries: Sequence[FilteredEntry], style: ListStyle
) -> bytes:
    """Return the stylesheet of a page with these entries; empty where there is nothing to choose.

    Args:
        values: the values that can be chosen, by facet.
        entries: the entries on the page.
        style: how they stand on it.
    """
    if not values:
        return b""
    conditions = _find_conditions(values, ((entry.group, entry.facets) for entry in entries))
    is_exact = sum(map(len, conditions.values())) <= EXACT
    rules = [
        *_hide_others(values, entries, style, with_groups=not is_exact),
        *_count_left(entries, style),
        *(_hide_empty_groups(conditions, style) if is_exact else ()),
        *(_hide_empty_twin_groups(values, entries) if is_exact else ()),
        *(_dim_overview(values, entries) if is_exact and style.has_overview else ()),
    ]
    return f"@layer components{{@supports selector(:has(*)){{{''.join(rules)}}}}}\n".encode()


def _hide_others(
    values: Mapping[str, Sequence[str]],
    entries: Sequence[FilteredEntry],
    style: ListStyle,
    *,
    with_groups: bool,
) -> Iterator[str]:
    """Yield the rules that hide what hasn't what was chosen, and show in the bar what that is."""
    selectors = [style.groups, *filter(None, [style.twin_groups])] if with_groups else []
    selectors += [style.all_entries, *filter(None, [style.twins])]
    hidden = f":is({','.join(selectors)})" if len(selectors) > 1 else style.all_entries
    shown = []
    for facet, offered in values.items():
        yield f"{_choose(facet, '')} {hidden}{{--in-{facet}:none}}"
        shown.append(f"{_choose(facet, '')} .chosen>.{facet}")
        for value in offered:
            holders = [entry for entry in entries if value in entry.facets[facet]]
            names = [entry.id for entry in holders] + [entry.twin for entry in holders if entry.twin]
            groups = [entry.group for entry in holders] + [entry.twin_group for entry in holders]
            names += dict.fromkeys(filter(None, groups)) if with_groups else ()
            chosen = _choose(facet, value)
            yield f"{chosen} :is({','.join(map(_select_id, names))}){{--in-{facet}:initial}}"
            shown.append(f'{chosen} .{facet}>[data-is="{value}"]')
    yield f"{','.join(shown)}{{display:inline}}"
    yield f"{style.all_entries}{{display:{_fall_back(values, style.entry_display)}}}"
    if style.twins:
        yield f"{style.twins}{{display:{_fall_back(values, 'block')}}}"
    if with_groups:
        yield f"{style.groups}{{display:{_fall_back(values, style.group_display)}}}"
    if with_groups and style.twin_groups:
        yield f"{style.twin_groups}{{display:{_fall_back(values, 'block')}}}"


def _fall_back(values: Mapping[str, Sequence[str]], display: str) -> str:
    """Return the display of what isn't hidden in any facet."""
    for facet in values:
        display = f"var(--in-{facet},{display})"
    return display


def _count_left(entries: Sequence[FilteredEntry], style: ListStyle) -> Iterator[str]:
    """Yield the rules that count what is left, in all and in each group."""
    groups = dict.fromkeys(entry.group for entry in entries)
    yield f".filtered{{counter-reset:left {' '.join(groups)}}}"
    for group in groups:
        yield f"{_select_id(group)} {style.entries}{{counter-increment:left {group}}}"
        yield f'{_CHOSEN} [href="#{group}"]:has(>b)::after{{content:counter({group})}}'


def _hide_empty_groups(conditions: Mapping[str, Sequence[str]], style: ListStyle) -> Iterator[str]:
    """Yield the rules that hide groups in which nothing is left, and say so where that is all of them."""
    for group, choices in conditions.items():
        yield f"{','.join(choices)}{{--some:none;--at-{group}:1;--in-{group}:{style.group_display}}}"
        yield f"{_CHOSEN} {_select_id(group)}{{display:var(--in-{group},none)}}"
        yield f'{_CHOSEN} [href="#{group}"] svg{{opacity:var(--at-{group},.25)}}'
    yield f"{_CHOSEN} .none{{display:var(--some,block)}}"


def _dim_overview(values: Mapping[str, Sequence[str]], entries: Sequence[FilteredEntry]) -> Iterator[str]:
    """Yield the rules that veil in a drawing where nothing is left, and dim the marks of hidden entries."""
    for group in dict.fromkeys(entry.group for entry in entries):
        yield f"{_CHOSEN} .veil.{group}{{opacity:calc(.8 - .8*var(--at-{group},0))}}"
    for entry in entries:
        if entry.is_linked_above:
            (choices,) = _find_conditions(values, [(entry.id, entry.facets)]).values()
            yield f"{choices[0]}{{--at-{entry.id}:1}}"
            shown = f'.overview [href="#{entry.id}"] :is(.square,.leader)'
            yield f"{_CHOSEN} {shown}{{opacity:var(--at-{entry.id},.25)}}"


def _hide_empty_twin_groups(
    values: Mapping[str, Sequence[str]], entries: Sequence[FilteredEntry]
) -> Iterator[str]:
    """Yield the rules that hide groups of twins in which nothing is left."""
    grouped = ((entry.twin_group, entry.facets) for entry in entries if entry.twin_group)
    for group, choices in _find_conditions(values, grouped).items():
        yield f"{','.join(choices)}{{--in-{group}:block}}"
        yield f"{_CHOSEN} {_select_id(group)}{{display:var(--in-{group},none)}}"


def _find_conditions(
    values: Mapping[str, Sequence[str]], grouped: Iterable[tuple[str, Mapping[str, Sequence[str]]]]
) -> dict[str, list[str]]:
    """Return for each group the choices under which something of it is seen: one for each kind of entry.

    Args:
        values: the values that can be chosen, by facet.
        grouped: of each entry its group and its values by facet.
    """
    found: dict[str, dict[str, None]] = {}
    for group, facets in grouped:
        choices = "".join(
            f":has([name={facet}]:is({','.join(_list_allowed(facets[facet], offered))}):checked)"
            for facet, offered in values.items()
        )
        found.setdefault(group, {})[f":root{choices}"] = None
    return {group: list(choices) for group, choices in found.items()}


def _list_allowed(own: Sequence[str], offered: Sequence[str]) -> list[str]:
    return [f'[value="{value}"]' for value in ("", *(one for one in own if one in offered))]


def _choose(facet: str, value: str) -> str:
    """Return the root where a value of a facet is chosen, or any with ""."""
    chosen = f'[value="{value}"]:checked' if value else ':checked:not([value=""])'
    return f":root:has([name={facet}]{chosen})"


def _select_id(name: str) -> str:
    """Return the selector of an id: a digit that begins it is written as CSS escapes it."""
    return f"#\\3{name[0]} {name[1:]}" if name[0].isdigit() else f"#{name}"
