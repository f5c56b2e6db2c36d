"""What programs read of a page to embed, held against a schema of oEmbed 1.0 that is written here.

Source: oEmbed 1.0 (oembed.com), section 2.3.4 on responses. Further fields are allowed; thumbnails come with
both of their measures or not at all.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from dossier_timeline.site.embed_pages import EMBED_KIND, OEMBED_FILE
from tests.helpers.html import select_one
from tests.helpers.small_site import BASE, embeddable_files, embeddable_site

_THUMBNAIL = ("thumbnail_url", "thumbnail_width", "thumbnail_height")
_TEXTS = ("title", "author_name", "provider_name")
_ADDRESSES = ("author_url", "provider_url", "thumbnail_url")
SCHEMA = {
    "type": "object",
    "required": ["version", "type"],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"enum": ["photo", "video", "link", "rich"]},
        **{name: {"type": "string", "minLength": 1} for name in _TEXTS},
        **{name: {"type": "string", "format": "uri", "pattern": "^https?://"} for name in _ADDRESSES},
        "cache_age": {"type": ["integer", "string"]},
        "thumbnail_width": {"type": "integer", "minimum": 1},
        "thumbnail_height": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": {"type": ["string", "number"]},
    "dependentRequired": {name: list(_THUMBNAIL) for name in _THUMBNAIL},
    "if": {"properties": {"type": {"const": "rich"}}},
    "then": {
        "required": ["html", "width", "height"],
        "properties": {
            "html": {"type": "string", "minLength": 1},
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
        },
    },
}
CHECK = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
VALID = {"version": "1.0", "type": "rich", "html": "<iframe></iframe>", "width": 640, "height": 300}
FILES = [
    page.path.removesuffix("index.html") + OEMBED_FILE
    for page in embeddable_site().pages
    if page.kind == EMBED_KIND
]


@pytest.mark.parametrize("path", FILES)
def test_each_file_is_as_the_standard_says(path: str) -> None:
    said = json.loads(embeddable_files()[path])
    assert [error.message for error in CHECK.iter_errors(said)] == []
    frame = select_one(said["html"], "iframe")
    assert (frame.get("width"), frame.get("height")) == (str(said["width"]), str(said["height"]))
    assert frame.get("title") == said["title"]
    # Users must be protected from what a provider could do to the page around it: it's a frame of one host.
    assert frame.get("src") == BASE + path.removesuffix(OEMBED_FILE)
    assert urlsplit(frame.get("src", "")).scheme == "https"


def test_each_language_and_kind_has_such_files() -> None:
    assert set(FILES) == {path for path in embeddable_files() if path.endswith(f"/{OEMBED_FILE}")}
    assert {path.split("/")[1] for path in FILES} == set(embeddable_site().languages)
    assert len(FILES) > len(embeddable_site().languages)


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 1.0},
        {"type": "page"},
        {"width": "640"},
        {"height": 0},
        {"html": ""},
        {"title": {"en": "a"}},
        {"provider_url": "/dossier/"},
        {"thumbnail_url": "https://example.org/a.png"},
    ],
)
def test_what_is_otherwise_is_not_taken_for_it(broken: dict[str, object]) -> None:
    assert CHECK.is_valid(VALID)
    assert not CHECK.is_valid({**VALID, **broken})
