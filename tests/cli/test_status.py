"""`status`: what is complete, missing, behind, verified, covered, unconfirmed and unchecked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def state(told: dict[str, Any], document: str, language: str) -> dict[str, Any]:
    one = next(each for each in told["documents"] if each["id"] == document)
    return next(text for text in one["texts"] if text["language"] == language)


def test_a_dossier_in_order(command: Command) -> None:
    lines = command("status").stdout.splitlines()
    assert lines[0].startswith("verified: 2022-01-20 (")
    assert lines[2].split() == ["document", "nl", "en", "facts", "verified", "source", "claimed", "addresses"]
    assert lines[3].split() == ["plan-2019", "complete", "complete", "5", "of", "5", *lines[3].split()[6:]]
    assert "1 unconfirmed" in lines[4]
    text = "\n".join(lines)
    assert "page    nl        en\nabout   complete  complete" in text
    assert "Addresses that nobody has opened\n  letter-2021: https://example.org/letter-2021" in text
    assert "Behind" not in text
    assert "Help lines" not in text


def test_how_much_is_not_verified(command: Command, good: Path) -> None:
    assert "not verified since" not in command("status").stdout
    file = good / "content/documents/plan-2019/document.yml"
    file.write_text(file.read_text("utf-8").replace("value: 24", "value: 25"), "utf-8")
    lines = command("status").stdout.splitlines()
    assert lines[1] == "not verified since they were added or changed: 2"  # and what follows from it


def test_as_json(command: Command) -> None:
    told = json.loads(command("status", "--json").stdout)
    assert told["languages"] == ["nl", "en"]
    assert told["verified"] == "2022-01-20"
    plan = told["documents"][0]
    assert plan["facts"] == {"done": 5, "all": 5}
    assert plan["coverage"]["done"] <= plan["coverage"]["all"]
    assert [text["state"] for text in plan["texts"]] == ["complete", "complete"]
    assert told["works"][0]["id"] == "bridge-standard"
    assert told["help"] == []


def test_missing_empty_and_not_compared(command: Command, good: Path) -> None:
    (good / "content/documents/letter-2021/en.md").unlink()
    (good / "content/documents/plan-2019/en.md").write_text("---\n---\n", "utf-8")
    told = json.loads(command("status", "--json").stdout)
    assert state(told, "letter-2021", "en")["state"] == "missing"
    assert state(told, "letter-2021", "nl")["state"] == "complete"
    assert state(told, "plan-2019", "en")["state"] == "empty"
    assert state(told, "plan-2019", "nl")["state"] == "behind"
    append(good / "content/documents/plan-2019/en.md", "## Why {#why}\n")
    (good / "content/translations.json").unlink()
    assert state(json.loads(command("status", "--json").stdout), "plan-2019", "en")["state"] == "not-compared"


def test_words_that_lack_a_language(command: Command, good: Path) -> None:
    file = good / "content/documents/plan-2019/document.yml"
    text = file.read_text("utf-8").replace("{nl: Brugstede, en: Brugstede}", "{nl: Brugstede}")
    file.write_text(text, "utf-8")
    assert "complete, 1 without words" in command("status").stdout


def test_behind_since_which_change(command: Command, good: Path) -> None:
    file = good / "content/documents/letter-2021/nl.md"
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "Begin")):
        git(good, *words)
    append(file, "\nMeer.\n")
    git(good, "commit", "-qam", "More in the letter")
    append(file, "\nNog meer.\n")
    git(good, "commit", "-qam", "Still more")
    told = json.loads(command("status", "--json").stdout)
    behind = state(told, "letter-2021", "en")["behind"][0]
    assert behind["other"] == "nl"
    assert behind["since"]["title"] == "More in the letter"
    assert behind["since"]["day"] == "2022-01-20"
    text = command("status").stdout
    assert "content/documents/letter-2021/nl.md has changed since 2022-01-20, “More in the letter”" in text
    append(file, "\nEn nog wat.\n")
    assert "“More in the letter”" in command("status").stdout


def test_behind_without_git(command: Command, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(good / "content/documents/letter-2021/nl.md", "\nMeer.\n")
    monkeypatch.setenv("PATH", "")
    told = command("status").stdout
    assert "letter-2021/en.md: content/documents/letter-2021/nl.md has changed since\n" in told


def git(folder: Path, *words: str) -> None:
    day = "2022-01-20T12:00:00"
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", "-C", str(folder), *who, *words],
        check=True,
        capture_output=True,
        env={"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )


@pytest.mark.parametrize(
    ("checked", "told"),
    [
        ("checked: 2021-02-01", None),
        ("checked: 2021-01-10", "Meldpunt bruggen: last on 2021-01-10"),
        ("", "Meldpunt bruggen: never"),
    ],
)
def test_help_lines(command: Command, good: Path, checked: str, told: str | None) -> None:
    file = good / "content/dossier.yml"
    file.write_text(file.read_text("utf-8").replace("checked: 2022-01-10", checked), "utf-8")
    text = command("status").stdout
    assert ("Help lines not checked for a year" in text) == (told is not None)
    assert told is None or told in text


def test_without_source_texts_and_receipt(command: Command, good: Path) -> None:
    (good / "content/verification.json").unlink()
    text = command("--sources", "nowhere", "status").stdout
    assert text.startswith("verified: never\n")
    assert "0 of 5" in text
    assert "–" in text


def test_a_dossier_that_cannot_be_read(command: Command, good: Path) -> None:
    (good / "content/dossier.yml").write_text("schema: [\n", "utf-8")
    assert "error[yaml-syntax]" in command("status", exit_code=1).stderr
    told = json.loads(command("status", "--json", exit_code=1).stdout)
    assert told["problems"][0]["code"] == "yaml-syntax"


def test_numbers_that_are_no_claims(command: Command, good: Path) -> None:
    append(good / "content/pages/about/en.md", "\nWe are at table [[no-claim: 7]].\n")
    folder = good / "content/pages/contact"
    folder.mkdir()
    for code in ("nl", "en"):
        head = "title: Contact\nslug: contact\ndescription: Contact.\nfree_numbers: true\n"
        (folder / f"{code}.md").write_text(f"---\n{head}---\n\n12, 13 en 14 [[no-claim: 15]].\n", "utf-8")
    text = command("status").stdout
    line = (good / "content/pages/about/en.md").read_text("utf-8").splitlines().index(
        "We are at table [[no-claim: 7]]."
    ) + 1
    assert f"\n  content/pages/about/en.md:{line}:17: 7\n" in text
    assert "Numbers marked as no claim: 3\n" in text
    assert "Numbers on pages with free_numbers: 6\n  content/pages/contact/" in text
    told = json.loads(command("status", "--json").stdout)["no claims"]
    assert [one["words"] for one in told["marked"]] == ["7", "15", "15"]
    assert {one["numbers"] for one in told["free"]} == {3}


def test_it_is_told_that_readers_cannot_report_an_error(command: Command, good: Path) -> None:
    told = "Readers have no way to report an error"
    assert told in command("status").stdout
    assert json.loads(command("status", "--json").stdout)["report_url"] is None
    settings = good / "mkdocs.yml"
    text = settings.read_text("utf-8")
    address = "      report_url: https://example.org/report\n"
    settings.write_text(text.replace("  - dossier:\n", f"  - dossier:\n{address}"), "utf-8")
    assert told not in command("status").stdout
    assert json.loads(command("status", "--json").stdout)["report_url"] == "https://example.org/report"


def test_what_changed_in_the_other_language_is_shown_word_by_word(command: Command, good: Path) -> None:
    assert command("status", "--diff").stdout == "No text is behind another language’s.\n"
    git(good, "init", "--quiet")
    git(good, "add", "-A")
    git(good, "commit", "--quiet", "--message", "All in step")
    file = good / "content/documents/plan-2019/nl.md"
    before = file.read_text("utf-8")
    file.write_text(before.replace("De gemeente wil", "De stad wil").replace(".\n", "…\n"), "utf-8")
    shown = command("status", "--diff").stdout
    assert "plan-2019/en.md is behind content/documents/plan-2019/nl.md" in shown
    assert "[-gemeente-]{+stad+}" in shown


def test_a_comma_puts_nothing_behind_unless_asked(command: Command, good: Path) -> None:
    file = good / "content/documents/plan-2019/nl.md"
    file.write_text(file.read_text("utf-8").replace(".\n", "…\n"), "utf-8")
    assert "Behind" not in command("status").stdout
    assert "Behind" in command("status", "--typography").stdout
    assert "git doesn't have the text" in command("status", "--typography", "--diff").stdout
