"""The files by which a dossier is published from a repository of its own, by the host that reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dossier_timeline.hosting.own_wheel import make_own_wheel

GENERATOR_FOLDER = "generator"
"""The folder of a dossier that holds its generator. At the top, hosts would install it in their own way."""
REQUIREMENTS = f"{GENERATOR_FOLDER}/requirements.txt"
_RECIPES = Path(__file__).parent / "recipes"
_LOCK = Path(__file__).parent / "requirements.txt"
_HEAD = """\
# What this dossier is built with: the generator, which lies here as a wheel, and every package that it needs.
# “dossier-timeline host” writes this file and the wheel anew, from the generator that runs it.
"""
HOSTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "github": {
            "github-pages.yml": ".github/workflows/site.yml",
            "github-links.yml": ".github/workflows/links.yml",
        },
        "gitlab": {"gitlab-ci.yml": ".gitlab-ci.yml"},
        "netlify": {"netlify.toml": "netlify.toml"},
        "copy": {"publish.sh": "publish.sh"},
    }
)
"""The recipes of each host: the file in the package, and where the host looks for it."""


def make_recipe_files(host: str) -> dict[str, bytes]:
    """The recipes of a host, by their paths in a dossier's repository."""
    return {place: (_RECIPES / name).read_bytes() for name, place in HOSTS[host].items()}


def make_generator_files() -> dict[str, bytes]:
    """The wheel of the generator that is running, and what pip installs it by. Raises `NoWheelError`."""
    name, wheel = make_own_wheel()
    place = f"{GENERATOR_FOLDER}/{name}"
    pinned = f"./{place} \\\n    --hash=sha256:{hashlib.sha256(wheel).hexdigest()}\n"
    return {REQUIREMENTS: (_HEAD + pinned).encode() + _LOCK.read_bytes(), place: wheel}
