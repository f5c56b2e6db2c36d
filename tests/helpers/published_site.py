"""The small good site with a document whose source text is published."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from dossier_timeline.cli.commands import verify
from dossier_timeline.mkdocs_plugin.settings import load_config

LETTER = "content/documents/letter-2021"
PUBLISHED_FILE = f"{LETTER}/source.txt"
_BEFORE = "key_facts: [bridges-2021"


def publish_letter(root: Path, publication: str = "{publish: true, licence: CC-BY-4.0}") -> None:
    """Publish the text of the letter in a copy of the good site; verifying it puts it into the project."""
    file = root / LETTER / "document.yml"
    text = file.read_text("utf-8")
    assert _BEFORE in text
    file.write_text(text.replace(_BEFORE, f"source_text: {publication}\n{_BEFORE}", 1), "utf-8")
    write_receipt(root)


def write_receipt(root: Path) -> None:
    """Verify a copy of the good site against its source texts, with the receipt of it."""
    config = load_config(str(root / "mkdocs.yml"))
    result = CliRunner().invoke(verify.command, ["--write", "--date", "2022-01-20"], obj=config)
    assert result.exit_code == 0, result.output
