"""Content of the first schema: digests go from the YAML into the receipt, and nothing else changes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dossier_timeline.__main__ import cli
from dossier_timeline.checks.proof import check_proof
from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.change_set import apply_changes
from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.content.translation_records import parse_translations
from dossier_timeline.content.upgrading import UpgradeError, plan_upgrade
from dossier_timeline.evidence.receipt import Receipt, parse_receipt
from dossier_timeline.evidence.verified_passages import describe_place
from dossier_timeline.model.sources import Passage
from tests.helpers.files import GOOD, ROOT


def _make_old(folder: Path) -> Path:
    """The good site as it was in the first schema, with some digests in its YAML in different places."""
    shutil.copytree(GOOD, folder / "old", ignore=shutil.ignore_patterns("site"))
    root = folder / "old"
    settings = root / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("schema: 2", "schema: 1"), "utf-8")
    receipt_file = root / "content/verification.json"
    receipt = parse_receipt(receipt_file.read_text("utf-8"))
    for file in sorted((root / "content").rglob("*.yml")):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(_with_digest(line, file.parent.name, receipt) for line in lines), "utf-8")
    translations = root / "content/translations.json"
    for name, texts in parse_translations(translations.read_bytes()).items():
        for code, others in texts.items():
            (file,) = root.glob(f"content/*/{name}/{code}.md")
            in_step = ", ".join(f"{other}: {digest}" for other, digest in others.items())
            file.write_text(
                file.read_text("utf-8").replace("---\n", f"---\nin_step: {{{in_step}}}\n", 1), "utf-8"
            )
    translations.unlink()
    entries = {
        name: {"hash": one.hash, "found": one.found, "checked": one.checked}
        for name, one in receipt.entries.items()
    }
    old = {"format": 1, "checked": receipt.checked, "texts": dict(receipt.texts), "entries": entries}
    receipt_file.write_text(json.dumps(old), "utf-8")
    return root


def _with_digest(line: str, folder: str, receipt: Receipt) -> str:
    """A line of YAML with the digest of the passage in it, if there is one."""

    def add_digest(match: re.Match[str]) -> str:
        passage = Passage.model_validate(yaml.safe_load(match[2]))
        text = receipt.documents.get(passage.document or folder)
        verified = text.passages.get(describe_place(passage)) if text else None
        return f"{match[1]}{match[2][:-1]}, digest: {verified.digest}}}" if verified else match[0]

    return re.sub(r"(passage: )(\{[^{}]*\})", add_digest, line)


def _list_files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def test_digests_go_into_the_receipt_which_still_holds(tmp_path: Path) -> None:
    root = _make_old(tmp_path)
    upgrade = plan_upgrade(root, "content")
    assert upgrade is not None
    assert upgrade.digests > 20
    apply_changes(root, upgrade.changes)
    assert _list_files(root) == _list_files(GOOD)
    paths = ProjectPaths(root, root / "content", (ROOT / "templates",), root / "site")
    assert check_proof(read_content_folder(root), paths).problems == ()
    assert plan_upgrade(root, "content") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: {b: 1, digest: x}  # why\n", "a: {b: 1}  # why\n"),
        ("a: {digest: x, b: 1}\n", "a: {b: 1}\n"),
        ("a:\n  b: 1  # one\n  digest: x\n  c: 2\n", "a:\n  b: 1  # one\n  c: 2\n"),
        ("a:\n  b: 1\n  digest: x  # kept\n", "a:\n  b: 1\n  # kept\n"),
        ("a:\n  digest: x\n  b: 1\n", "a:\n  b: 1\n"),
        ("a: {\n  b: 1,\n  digest: x\n}\n", "a: {\n  b: 1,\n}\n"),
        ("a:\r\n  b: 1\r\n  digest: x\r\n", "a:\r\n  b: 1\r\n"),
    ],
)
def test_a_key_is_removed_and_nothing_else(old: str, new: str) -> None:
    editor = FileEditor("a.yml", old.encode())
    editor.remove_key(("a", "digest"))
    assert editor.edited_bytes() == new.encode()


def test_the_first_key_of_an_item_is_removed() -> None:
    editor = FileEditor("a.yml", b"- digest: x\n  b: 1\n")
    editor.remove_key((0, "digest"))
    assert editor.edited_bytes() == b"- b: 1\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\nin_step: {yy: 0123456789ab}\n---\n## A\n", "## A\n"),
        ("---\n# why\nin_step: {yy: 0123456789ab}\n---\n## A\n", "---\n# why\n---\n## A\n"),
        ("---\nin_step:\n  yy: 0123456789ab\ndraft: true\n---\nA", "---\ndraft: true\n---\nA"),
        ("A\n", None),
    ],
)
def test_front_matter_loses_what_is_recorded_elsewhere(tmp_path: Path, old: str, new: str | None) -> None:
    root = _make_old(tmp_path)
    (root / "content/documents/plan-2019/en.md").write_text(old, "utf-8")
    upgrade = plan_upgrade(root, "content")
    assert upgrade is not None
    written = upgrade.changes.writes.get("content/documents/plan-2019/en.md")
    assert written == (new.encode() if new else None)


@pytest.mark.parametrize("schema", ["0", "3", "one", "1.0"])
def test_a_schema_of_which_nothing_is_known(tmp_path: Path, schema: str) -> None:
    root = _make_old(tmp_path)
    settings = root / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("schema: 1", f"schema: {schema}"), "utf-8")
    with pytest.raises(UpgradeError, match=r"content/dossier\.yml has schema"):
        plan_upgrade(root, "content")


def test_a_receipt_that_is_none(tmp_path: Path) -> None:
    root = _make_old(tmp_path)
    (root / "content/verification.json").write_text("[]", "utf-8")
    with pytest.raises(UpgradeError, match=r"verification\.json is no receipt"):
        plan_upgrade(root, "content")


@pytest.mark.process
def test_content_as_an_earlier_version_had_it_is_brought_along_and_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`tests/sites/schema-1` is the content of an earlier version, as it was; it is never changed."""
    shutil.copytree(ROOT / "tests/sites/schema-1", tmp_path / "earlier")
    monkeypatch.chdir(tmp_path / "earlier")
    call = CliRunner().invoke
    assert "schema: 1" in Path("content/dossier.yml").read_text("utf-8")
    refused = call(cli, ["check"])
    assert refused.exit_code == 1
    assert "dossier-timeline upgrade" in refused.output
    done = call(cli, ["upgrade"])
    assert done.exit_code == 0, done.output
    assert "34 digests have moved" in done.output
    assert call(cli, ["schema"]).exit_code == 0
    checked = call(cli, ["check", "--strict"])
    assert checked.exit_code == 0, checked.output
    assert "No problems" in checked.output
