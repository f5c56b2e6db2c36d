"""What is published, with a digest of every file."""

from __future__ import annotations

import json

from generator.output.files import Files

PATH = "manifest.json"


def manifest(files: Files) -> bytes:
    """The manifest of these files: SHA-256 and size in bytes by path, itself left out."""
    listed = {
        path: {"sha256": files.digest(path), "size": files.size(path)}
        for path in sorted(files)
        if path != PATH
    }
    return (json.dumps({"files": listed}, indent=1) + "\n").encode()
