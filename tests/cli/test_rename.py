"""`rename`: everywhere, nothing else, and never by half."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.content.change_set import ChangeError, ChangeSet, apply_changes
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.content.yaml_reading import load_yaml
from tests.conftest import Command
from tests.helpers.files import files_below
from tests.helpers.sampling import sample

PLAN = "content/documents/plan-2019"

CASES = [
    ("plan-2019", "bridge-plan"),
    ("bridges-2018", "old-bridges"),
    ("bridge", "span"),
    ("brugstede", "town-of-bridges"),
    ("renew-bridges", "renewal"),
    ("quotation-progress", "quoted"),
    ("plan", "scheme"),
    ("standard", "norm"),
    ("netherlands", "low-countries"),
    ("safety", "solid"),
    ("bridge-standard", "rail-norm"),
    ("progress-report", "progress-word"),
    ("how-many-bridges", "count"),
    ("correction-number", "mended"),
    ("bridges-over-time", "series"),
    ("bridges-more", "increase"),
    ("bridges-2022", "newspaper-count"),
    ("plan-sent", "plan-out"),
]


Replace = Callable[[Path, Path], Path]


@pytest.mark.parametrize("names", sample(CASES, 6), ids=" ".join)
def test_everything_names_it_anew_and_stays_right(
    command: Command, good: Path, names: tuple[str, str]
) -> None:
    old, new = names
    before = files_below(good / "content")
    done = command("rename", old, new)
    assert f"“{old}” is “{new}” now" in done.stdout
    check = command("check", "--strict")
    assert check.stderr == ""
    after = files_below(good / "content")
    found = read_content_folder(good).dossier
    assert found is not None
    assert found.by_id[new].aliases == (old,)
    assert found.by_id[old] is found.by_id[new]
    _only_names_differ(before, after, old, new)
    told = [line for line in done.stdout.splitlines() if line.startswith("changed ")]
    changed = {path for path, content in after.items() if before.get(path) != content}
    moved = {
        path
        for path in changed
        if path.startswith(f"documents/{new}/")
        and before.get(path.replace(f"/{new}/", f"/{old}/")) == after[path]
    }
    assert {line.removeprefix("changed content/") for line in told} == changed - moved


def _only_names_differ(before: dict[str, bytes], after: dict[str, bytes], old: str, new: str) -> None:
    """Every line is as it was but for the name, one alias, and digests of texts in step."""
    for path, content in before.items():
        if path in ("verification.json", "translations.json"):
            continue
        now = after[path.replace(f"documents/{old}/", f"documents/{new}/")].decode()
        now = re.sub(rf"\n *aliases: \[{old}\]", "", now).replace(f", aliases: [{old}]", "")
        pairs = zip(content.decode().split("\n"), now.split("\n"), strict=True)
        for line, line_now in pairs:
            if line != line_now:
                assert re.sub(rf"(?<![\w-]){new}(?![\w])", old, line_now) == line


def test_and_back_again(command: Command, good: Path) -> None:
    before = files_below(good)
    command("rename", "plan-2019", "bridge-plan")
    command("rename", "bridge-plan", "plan-2019")
    after = files_below(good)
    assert after.keys() == before.keys()
    text = after[f"{PLAN}/document.yml"].decode()
    assert text.replace("aliases: [bridge-plan]\n", "") == before[f"{PLAN}/document.yml"].decode()
    del before[f"{PLAN}/document.yml"], after[f"{PLAN}/document.yml"]
    assert after == before


def test_what_was_verified_stays_verified(command: Command, good: Path) -> None:
    before = json.loads((good / "content/verification.json").read_text("utf-8"))
    command("rename", "bridges-2018", "old-bridges")
    after = json.loads((good / "content/verification.json").read_text("utf-8"))
    assert set(after["entries"]) - set(before["entries"]) == {"old-bridges"}
    assert after["entries"]["old-bridges"]["checked"] == before["entries"]["bridges-2018"]["checked"]
    assert "not verified since" not in command("status").stdout


def test_what_was_not_verified_does_not_become_so(command: Command, good: Path) -> None:
    file = good / PLAN / "document.yml"
    file.write_text(file.read_text("utf-8").replace("value: 24", "value: 25"), "utf-8")
    command("rename", "bridges-2018", "old-bridges")
    told = command("--sources", "nowhere", "check", exit_code=1).stderr
    assert "error[changed-since-checked]: “old-bridges” changed since" in told


def test_a_page(command: Command, good: Path) -> None:
    done = command("rename", "about", "who-we-are")
    assert "moved content/pages/about to content/pages/who-we-are" in done.stdout
    assert "no address depended on the name" in done.stdout
    assert "[who-we-are, method]" in (good / "content/dossier.yml").read_text("utf-8")
    command("check", "--strict")


def test_links_lead_there(command: Command, good: Path) -> None:
    file = good / "content/pages/about/en.md"
    links = (
        "\n[a](../../documents/plan-2019/en.md#bridges-2018) [b](<../../documents/plan-2019/en.md>)\n\n"
        "[c][d]\n\n"
        "[d]: ../../documents/plan-2019/en.md#why\n\n[e](https://example.org/plan-2019/#bridges-2018)\n"
    )
    file.write_text(file.read_text("utf-8") + links, "utf-8")
    command("rename", "plan-2019", "bridge-plan")
    command("rename", "bridges-2018", "old-bridges")
    text = file.read_text("utf-8")
    assert (
        "[a](../../documents/bridge-plan/en.md#old-bridges) [b](<../../documents/bridge-plan/en.md>)\n"
        in text
    )
    assert "[d]: ../../documents/bridge-plan/en.md#why" in text
    assert "[e](https://example.org/plan-2019/#bridges-2018)" in text


def test_other_lines_ends_and_marks_stay(command: Command, good: Path) -> None:
    for file in (good / "content").rglob("*.*"):
        if file.suffix in (".md", ".yml"):
            file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = files_below(good / "content")
    command("rename", "brugstede", "town")
    command("check")
    for path, content in files_below(good / "content").items():
        if path not in ("verification.json", "translations.json"):
            assert content.startswith(b"\xef\xbb\xbf")
            assert content.count(b"\r\n") == content.count(b"\n")
            more = 1 if path == "actors.yml" else 0
            assert content.count(b"\n") == before[path].count(b"\n") + more


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("aliases: [council]", "aliases: [council, town-council]"),
        ("aliases: [ council ] # was", "aliases: [ council, town-council ] # was"),
        (
            "aliases:\n    - council   # was\n    - 'old'",
            "aliases:\n    - council   # was\n    - 'old'\n    - town-council",
        ),
    ],
)
def test_aliases_are_added_as_the_list_is_written(
    command: Command, good: Path, written: str, expected: str
) -> None:
    file = good / "content/actors.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("aliases: [council]", written), "utf-8")
    command("rename", "town-council", "board")
    assert expected in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nothing-such", "x", "nothing is called “nothing-such”"),
        ("council", "x", "“council” is an earlier name of “town-council”"),
        ("budget", "target", "something called “target” already"),
        ("budget", "council", "something called “council” already"),
        ("budget", "The budget", "such as the-budget"),
        ("budget", "settings", "already"),
        ("method", "how", "“method” means something to the generator itself"),
        ("about", "timeline", "“timeline” means something to the generator itself"),
    ],
)
def test_what_cannot_be_renamed_is_told(command: Command, good: Path, old: str, new: str, told: str) -> None:
    before = files_below(good)
    assert told in command("rename", old, new, exit_code=2).stderr
    assert files_below(good) == before


def test_nothing_is_renamed_while_something_is_wrong(command: Command, good: Path) -> None:
    file = good / PLAN / "document.yml"
    file.write_text(file.read_text("utf-8").replace("value: 24", "vlaue: 24"), "utf-8")
    before = files_below(good)
    done = command("rename", "budget", "money-there", exit_code=1)
    assert "error[unknown-key]" in done.stderr
    assert "mend these first; nothing was renamed" in done.stderr
    assert files_below(good) == before


def test_a_name_that_a_heading_has_is_not_taken(command: Command, good: Path) -> None:
    before = files_below(good)
    done = command("rename", "budget", "why", exit_code=1)
    assert "error[clashing-anchor]" in done.stderr
    assert files_below(good) == before


def test_a_disk_that_fails_leaves_everything_as_it_was(
    command: Command, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_below(good)
    real, calls = Path.replace, list[Path]()

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 4:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    monkeypatch.setattr(
        "dossier_timeline.cli.commands.rename.read_after_changes", _tried_without(monkeypatch, failing, real)
    )
    monkeypatch.setattr(
        "dossier_timeline.cli.content_changes.read_after_changes", _tried_without(monkeypatch, failing, real)
    )
    done = command("rename", "plan-2019", "bridge-plan", exit_code=1)
    assert "nothing was changed: No space left on device" in done.stderr
    assert files_below(good) == before


def _tried_without(monkeypatch: pytest.MonkeyPatch, failing: Replace, real: Replace) -> Callable[..., object]:
    from dossier_timeline.content.change_set import read_after_changes

    def trying(*words: Any) -> object:
        monkeypatch.setattr(Path, "replace", real)
        try:
            return read_after_changes(*words)
        finally:
            monkeypatch.setattr(Path, "replace", failing)

    return trying


def test_changes_are_made_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("1")
    (tmp_path / "a/x").chmod(0o640)
    apply_changes(tmp_path, ChangeSet({"b/x": b"2", "b/new/deep/y": b"3"}, (("a", "b"),)))
    assert files_below(tmp_path) == {"b/x": b"2", "b/new/deep/y": b"3"}
    assert (tmp_path / "b/x").stat().st_mode & 0o777 == 0o640
    with pytest.raises(ChangeError, match="nothing was changed"):
        apply_changes(
            tmp_path, ChangeSet({"c/z": b"4", "b/x/under-a-file": b"5"}, (("b", "c"), ("nothing", "d")))
        )
    assert files_below(tmp_path) == {"b/x": b"2", "b/new/deep/y": b"3"}
    with pytest.raises(ChangeError):
        apply_changes(tmp_path, ChangeSet({"c/one": b"4", "b/x/under": b"5"}))
    assert files_below(tmp_path) == {"b/x": b"2", "b/new/deep/y": b"3"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b"]


def test_what_changes_tell(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("1")
    told = ChangeSet({"b/x": b"2", "b/y": b"3"}, (("a", "b"),)).describe(tmp_path)
    assert told == ["moved a to b", "changed b/x", "wrote b/y"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: 'see [[old]] and [[older]]'\n", "a: 'see [[new]] and [[older]]'\n"),
        ('a: "[[old.unit: x \\u00e9]]"\n', 'a: "[[new.unit: x \\u00e9]]"\n'),
        ("a: >-\n  one\n  [[ old\n  : words]] two\n", "a: >-\n  one\n  [[ new\n  : words]] two\n"),
        ("a: |\n  é [[old]]\n  `[[old]]`\n", "a: |\n  é [[new]]\n  `[[old]]`\n"),
        ("[[old]]: {b: 'it''s [[old]]'}  # [[old]]\n", "[[old]]: {b: 'it''s [[new]]'}  # [[old]]\n"),
        ("a: e\u0301e\u0301 [[old]]\n", "a: e\u0301e\u0301 [[new]]\n"),
    ],
)
def test_references_in_words(text: str, after: str) -> None:
    file = FileEditor("a.yml", text.encode())
    file.replace_references("old", "new")
    assert file.edited_bytes().decode() == after


def test_references_in_markdown() -> None:
    text = (
        "---\r\ntitle: On [[old]]\r\n---\r\nA [[old]] and\r\n\r\n```\r\n[[old]]\r\n```\r\n\r\n"
        "\\[[old]] [[old: it]]\r\n"
    )
    file = FileEditor("a.md", text.encode())
    file.replace_references("old", "newer")
    assert file.edited_bytes().decode() == (
        "---\r\ntitle: On [[newer]]\r\n---\r\nA [[newer]] and\r\n\r\n```\r\n[[old]]\r\n```\r\n\r\n"
        "\\[[old]] [[newer: it]]\r\n"
    )


def test_a_name_written_with_escapes_is_refused() -> None:
    file = FileEditor("a.yml", b'a: "\\x6fld"\n')
    with pytest.raises(EditError, match="is written here in an unusual way"):
        file.replace_scalar(("a",), "old", "new")


def test_the_changed_files_are_still_read(command: Command, good: Path) -> None:
    command("rename", "brugstede", "town")
    for path, content in files_below(good / "content").items():
        if path.endswith(".yml"):
            assert load_yaml(path, content)[1] == []
    assert not list((good / "content").glob(".*"))
