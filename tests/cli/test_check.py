"""`check`: what it tells, in which form, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Command

PLAN = "content/documents/plan-2019/document.yml"


def spoil(folder: Path, name: str = PLAN, old: str = "unit: bridge", new: str = "unti: bridge") -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_everything_right(command: Command, good: Path) -> None:
    done = command("check", "--strict")
    assert "files and the search index would be published" in done.stdout
    assert done.stderr == ""
    assert not (good / "site").exists()


def test_a_mistake_is_told_with_its_line(command: Command, good: Path) -> None:
    spoil(good)
    done = command("check", exit_code=1)
    told = done.stderr.splitlines()
    assert told[0].startswith(f"{PLAN}:33:5: error[unknown-key]: ")
    assert told[1] == "   33 |     unti: bridge"
    assert told[2] == "      |     ^"
    assert told[3] == "      = did you mean “unit”?"
    assert "1 error; nothing would be published." in done.stderr
    assert "dossier-timeline explain unknown-key" in done.stderr
    assert done.stdout == ""


def test_one_lost_file_is_told_once(command: Command, good: Path) -> None:
    (good / "content/documents/plan-2019/document.yml").rename(
        good / "content/documents/plan-2019/document.yaml"
    )
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    assert {one["code"] for one in told} == {"missing-file", "unknown-file"}


def test_a_wrong_date_is_told_once(command: Command, good: Path) -> None:
    path = good / PLAN
    path.write_text(
        path.read_text("utf-8").replace("date: 2019-03-14\nlang", "date: 14-03-2019\nlang"), "utf-8"
    )
    told = json.loads(command("--sources", "sources", "check", "--format", "json", exit_code=1).stdout)
    assert [(one["code"], one["line"]) for one in told["problems"]] == [("bad-date", 3)]


def test_as_json_and_for_github(command: Command, good: Path) -> None:
    right = json.loads(command("check", "--format", "json").stdout)
    assert right["problems"] == []
    assert right["files"] > 30
    spoil(good)
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)
    assert [one["code"] for one in told["problems"]] == ["unknown-key"]
    assert told["errors"] == 1
    done = command("check", "--format", "github", exit_code=1)
    assert done.stdout.startswith(f"::error file={PLAN},line=33,col=5,title=unknown-key::")


def test_warnings_stop_when_strict(command: Command, good: Path) -> None:
    (good / "content/notes.txt").write_text("x", "utf-8")
    assert "warning[unknown-file]" in command("check").stderr
    command("check", "--strict", exit_code=1)
    command("--strict", "check", exit_code=1)


def test_what_is_promised_but_unfinished_is_not_released(
    command: Command, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://bridges/")
    settings = (good / "mkdocs.yml").read_text("utf-8").replace("example.org", "bridges")
    (good / "mkdocs.yml").write_text(settings, "utf-8")
    command("check", "--release")
    (good / "content/documents/letter-2021/en.md").unlink()
    assert "warning[missing-summary]" in command("check").stderr
    assert "error[missing-summary]" in command("check", "--release", exit_code=1).stderr
    (good / "content/documents/letter-2021/en.md").write_text("---\n---\n", "utf-8")
    (good / "content/documents/letter-2021/nl.md").write_text("---\n---\n", "utf-8")
    assert "warning[empty-text]" in command("check").stderr
    assert "error[empty-text]" in command("check", "--release", exit_code=1).stderr


def test_words_that_still_have_to_be_written(command: Command, good: Path) -> None:
    spoil(good, old="nl: Bruggenplan 2019, en: Bridge plan 2019", new="nl: Bruggenplan 2019, en: …")
    done = command("check", exit_code=1)
    assert f"{PLAN}:5:35: error[not-written]" in done.stderr


def test_a_command_or_configuration_that_cannot_be_used(command: Command, good: Path) -> None:
    command("chek", exit_code=2)
    command("check", "--format", "xml", exit_code=2)
    command("-f", "nothing.yml", "check", exit_code=2)
    settings = (good / "mkdocs.yml").read_text("utf-8")
    (good / "mkdocs.yml").write_text(settings.replace("- dossier", "- dosier"), "utf-8")
    command("check", exit_code=2)


def test_a_release_without_an_address_is_refused_and_a_look_at_it_is_not(
    command: Command, good: Path
) -> None:
    settings = good / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("site_url: https://example.org/bridges/\n", ""))
    command("check")
    told = json.loads(command("check", "--release", "--format", "json", exit_code=1).stdout)["problems"]
    assert ("mkdocs.yml", 1, "unusable-address") in {(p["path"], p["line"], p["code"]) for p in told}
