"""The model's complaints are told in our own words."""

from __future__ import annotations

import json

from dossier_timeline.content.patterns import PATTERNS, make_id
from dossier_timeline.content.schemas import make_schemas


def _patterns(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*(_patterns(value) for value in schema.values()))
    return set().union(*(_patterns(item) for item in schema)) if isinstance(schema, list) else set()


def test_every_pattern_of_the_model_has_words() -> None:
    assert _patterns(json.loads(json.dumps(make_schemas()))) <= PATTERNS.keys()


def test_an_id_is_made_of_any_text() -> None:
    assert make_id("Van der Steur") == "van-der-steur"
    assert make_id("Malmström, C.") == "malmstrom-c"
    assert make_id("—") == ""
