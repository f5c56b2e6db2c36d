"""The manifest: every file but itself, in order, with digests that anyone can compute again."""

from __future__ import annotations

import json
from hashlib import sha256

from dossier_timeline.publishing.site_files import SiteFiles, make_manifest


def test_files_stand_in_order_with_digest_and_size() -> None:
    made = make_manifest(SiteFiles({"b": b"two", "a": b"one!", "manifest.json": b"old"}))
    assert made == make_manifest(SiteFiles({"a": b"one!", "b": b"two"}))
    assert json.loads(make_manifest(SiteFiles())) == {"files": {}}
    assert json.loads(made) == {
        "files": {
            "a": {"sha256": sha256(b"one!").hexdigest(), "size": 4},
            "b": {"sha256": sha256(b"two").hexdigest(), "size": 3},
        }
    }
