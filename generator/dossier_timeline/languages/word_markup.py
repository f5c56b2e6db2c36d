"""Words of a catalogue in HTML: they are text, but for the tags that their source words hold.

Source words stand in templates and code, and those are the makers' own. Translations are what strangers
offer most: whatever in them isn't a tag of their source words is shown as it's written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup, escape

_TAG = re.compile(r"<(?:[A-Za-z][^<>]*>?|[/!?][^<>]*>?)|&(?:#\w+|[A-Za-z]\w*);?")
"""What a browser would read as a tag, a comment or a character that is named."""


def find_tags(words: str) -> list[str]:
    """The tags in some words, and the characters that are named."""
    return _TAG.findall(words)


def find_added_tags(sources: Iterable[str], words: str) -> list[str]:
    """The tags in translated words that none of the source words has as often, in the order of the words."""
    left = [Counter(_TAG.findall(source)) for source in sources]
    used = Counter(_TAG.findall(words))
    return [tag for tag, count in used.items() if not any(count <= each[tag] for each in left)]


def find_lost_tags(sources: Iterable[str], words: str) -> list[str]:
    """The tags of every source that the translated words lack."""
    used = Counter(_TAG.findall(words))
    wanted = [Counter(_TAG.findall(source)) for source in sources]
    return [tag for tag in wanted[0] if all(each[tag] > used[tag] for each in wanted)] if wanted else []


def words_to_html(source: str, words: str) -> Markup:
    """Translated words as HTML, with the tags of their source words and no others."""
    tags = frozenset(_TAG.findall(source))
    if not tags:
        return escape(words)
    found, at = Markup(), 0
    for tag in _TAG.finditer(words):
        if tag[0] in tags:
            found += escape(words[at : tag.start()]) + Markup(tag[0])  # noqa: S704 -- the source's
            at = tag.end()
    return found + escape(words[at:])
