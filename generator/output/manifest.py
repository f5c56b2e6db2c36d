"""What is published, with a digest of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

PATH = "manifest.json"


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files: SHA-256 and size in bytes by path, itself left out."""
    listed = {
        path: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for path, content in sorted(files.items())
        if path != PATH
    }
    return (json.dumps({"files": listed}, indent=1) + "\n").encode()
