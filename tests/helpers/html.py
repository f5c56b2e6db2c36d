"""Questions to finished HTML by CSS selectors: elements, their texts and the values of their attributes.

A selector is made of `tag`, `*`, `.class`, `#id`, `[attribute]`, `[attribute=value]` and
`[attribute^=start]`, joined by a space (descendant) or `>` (child); commas separate alternatives. A value in
quotes may hold anything but the quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

Html = str | bytes | Element
Condition = Callable[[Element], bool]
Chain = tuple[tuple[str, tuple[Condition, ...]], ...]
"""The compounds of a selector from left to right, each with the combinator before it: `" "` or `">"`."""

_TOKEN = re.compile(
    r"""(?P<combinator>\s*>\s*|\s+)
    | (?P<comma>\s*,\s*)
    | (?P<tag>\*|[a-zA-Z][\w-]*)
    | \.(?P<class>[\w-]+)
    | \#(?P<id>[\w-]+)
    | \[(?P<name>[\w:-]+)
       (?:(?P<operator>\^?=)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]"'\s]+)))?\]
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def select(html: Html, selector: str) -> list[Element]:
    """Return the elements that match a selector, in the order of the page, each once.

    Within an element only its descendants are looked at, and the selector begins below it.

    Raises:
        ValueError: The selector is empty, or has something that is not supported.
    """
    chains = _parse_selector(selector)
    root = html if isinstance(html, Element) else _parse_page(html)
    return [
        path[-1]
        for path in _paths_below(root, () if isinstance(html, Element) else (root,))
        if any(_matches(path, chain) for chain in chains)
    ]


def select_one(html: Html, selector: str) -> Element:
    """Return the one element that matches; a test fails when there is none, or more than one."""
    found = select(html, selector)
    assert len(found) == 1, f"{len(found)} elements match “{selector}”"
    return found[0]


def text_of(element: Element) -> str:
    """Return the text of an element and all in it; white space as a browser shows it."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip(" ")


def texts(html: Html, selector: str) -> list[str]:
    """Return the text of each element that matches."""
    return [text_of(element) for element in select(html, selector)]


def values(html: Html, selector: str, attribute: str) -> list[str]:
    """Return the value of an attribute of each element that matches and has it."""
    found = (element.get(attribute) for element in select(html, selector))
    return [value for value in found if value is not None]


@lru_cache(maxsize=128)
def _parse_page(html: str | bytes) -> Element:
    text = html.decode() if isinstance(html, bytes) else html
    return html5lib.parse(text, namespaceHTMLElements=False)


def _paths_below(element: Element, path: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Yield each element with those around it, outermost first."""
    if path:
        yield path
    for child in element:
        if isinstance(child.tag, str):  # a comment's tag is a function
            yield from _paths_below(child, (*path, child))


def _matches(path: tuple[Element, ...], chain: Chain) -> bool:
    """Return whether the last element of a path matches a chain of compounds."""
    *before, (combinator, conditions) = chain
    if not path or not all(condition(path[-1]) for condition in conditions):
        return False
    if not before:
        return True
    ends = [len(path) - 1] if combinator == ">" else range(len(path) - 1, 0, -1)
    return any(_matches(path[:end], tuple(before)) for end in ends)


@lru_cache
def _parse_selector(selector: str) -> tuple[Chain, ...]:
    chains: list[list[tuple[str, list[Condition]]]] = [[(" ", [])]]
    rest = selector = selector.strip()
    while rest:
        token = _TOKEN.match(rest)
        if token is None:
            raise ValueError(f"“{rest}” in the selector “{selector}” is not supported")
        rest = rest[token.end() :]
        conditions = chains[-1][-1][1]
        if token["comma"]:
            chains.append([(" ", [])])
        elif token["combinator"]:
            chains[-1].append((token["combinator"].strip() or " ", []))
        elif token["tag"] and conditions:
            raise ValueError(f"a tag stands after another condition in the selector “{selector}”")
        else:
            conditions.append(_make_condition(token))
    if not all(conditions for chain in chains for _, conditions in chain):
        raise ValueError(f"a part of the selector “{selector}” is empty")
    return tuple(tuple((combinator, tuple(found)) for combinator, found in chain) for chain in chains)


def _make_condition(token: re.Match[str]) -> Condition:
    if tag := token["tag"]:
        return lambda one: tag in ("*", one.tag.rpartition("}")[2])
    if word := token["class"]:
        return lambda one: word in one.get("class", "").split()
    name, operator = ("id", "=") if token["id"] else (token["name"], token["operator"])
    value = next((one for one in token.group("id", "double", "single", "bare") if one is not None), "")
    if operator is None:
        return lambda one: name in one.attrib
    if operator == "=":
        return lambda one: one.get(name) == value
    return lambda one: value != "" and one.get(name, "").startswith(value)
