"""What is published, with a digest of every file."""

from __future__ import annotations

import json

from dossier_timeline.publishing.site_files import SiteFiles

MANIFEST_PATH = "manifest.json"


def make_manifest(files: SiteFiles) -> bytes:
    """The manifest of these files: SHA-256 and size in bytes by path, itself left out."""
    listed = (
        f'  {json.dumps(path)}: {{\n   "sha256": "{files.digest(path)}",\n   "size": {files.size(path)}\n  }}'
        for path in sorted(files)
        if path != MANIFEST_PATH
    )
    inside = ",\n".join(listed)
    return ('{\n "files": {' + (f"\n{inside}\n " if inside else "") + "}\n}\n").encode()
