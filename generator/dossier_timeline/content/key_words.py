"""What people write in their own language where a key is meant, for hints such as “did you mean”.

The words are in `keys.yml` of the packaged `locales/<language>/`, by key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from dossier_timeline.config import packaged_templates
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.notation.comparable_text import fold_phrase


def translate_key(word: str, known: Collection[str]) -> str:
    """The known key that a word of some language means; "" for none."""
    keys = _read_key_words().get(fold_phrase(word), ())
    return next((key for key in keys if key in known), "")


@cache
def _read_key_words() -> Mapping[str, tuple[str, ...]]:
    """By word, folded, the keys that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((packaged_templates() / "locales").glob("*/keys.yml")):
        source, _ = load_yaml(path.name, read_beginning(path, MAX_CONTENT_BYTES))
        words_by_key = source.data if source and isinstance(source.data, dict) else {}
        for key, words in words_by_key.items():
            for word in words:
                folded = fold_phrase(word)
                found[folded] = (*found.get(folded, ()), key)
    return found
