"""A small site with pages of its own, of which a dossier is a section."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

SITE_URL = "https://handbook.example.org/docs/"
TITLE = "Trees of the town"
ENVIRONMENT = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
"""Material and ProperDocs announce themselves on the terminal; a strict build is to be silent."""


def make_mounted_site(folder: Path, **settings: Any) -> Path:
    """Write a site whose dossier has one document in two languages, and return its folder.

    `settings` are more of mkdocs.yml; `plugins` come before the dossier, and `options` are the dossier's.
    """
    begun = folder / "begun"
    run_command("init", str(begun), "--languages", "en,nl", "--title", TITLE)
    for file in (begun / "content").rglob("*.*"):
        text = file.read_text("utf-8")
        for words in ("[en] ", "[nl] ", "draft: true\n"):
            text = text.replace(words, "")
        file.write_text(text, "utf-8")
    for language in ("nl", "en"):
        run_command("-f", str(begun / "mkdocs.yml"), "translated", "example", language)
    (begun / "content").rename(folder / "dossier-content")
    shutil.rmtree(begun)
    (folder / "docs/guide").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Handbook\n\nSee [planting](guide/planting.md).\n", "utf-8")
    (folder / "docs/guide/planting.md").write_text("# Planting\n\nDig first.\n", "utf-8")
    write_settings(folder, **settings)
    return folder


def run_command(*words: str) -> None:
    """Run a command of this project, which must succeed."""
    from dossier_timeline.__main__ import cli

    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output


def write_settings(folder: Path, *, is_enabled: bool = True, **settings: Any) -> None:
    """Write mkdocs.yml: see `make_mounted_site`; a site without its dossier has the plugin disabled."""
    options = {
        "enabled": is_enabled,
        "mount": "dossier",
        "content": "dossier-content",
        "search": False,
        **(settings.pop("options", {})),
    }
    written = {
        "site_name": "Handbook of the town",
        "site_url": SITE_URL,
        "repo_url": "https://github.com/example/handbook",
        "edit_uri": "edit/main/docs/",
        "theme": {"name": "mkdocs"},
        **settings,
        "plugins": [*settings.get("plugins", []), {"dossier": options}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(written, sort_keys=False), "utf-8")
