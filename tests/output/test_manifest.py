"""The manifest: every file but itself, in order, with digests that anyone can compute again."""

from __future__ import annotations

import json
from hashlib import sha256

from generator.output.manifest import manifest


def test_files_stand_in_order_with_digest_and_size() -> None:
    made = manifest({"b": b"two", "a": b"one!", "manifest.json": b"old"})
    assert made == manifest({"a": b"one!", "b": b"two"})
    assert json.loads(made) == {
        "files": {
            "a": {"sha256": sha256(b"one!").hexdigest(), "size": 4},
            "b": {"sha256": sha256(b"two").hexdigest(), "size": 3},
        }
    }
