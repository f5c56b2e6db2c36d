"""The commands `passage`, `verify` and `status`, on a copy of the small good site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml
from click.testing import CliRunner

from dossier_timeline.__main__ import cli

Run = Callable[..., "CompletedProcess[str]"]
DAY = {"SOURCE_DATE_EPOCH": "1642204800"}


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same, but our own commands in this process, which takes a fraction of the time."""

    def run_here(folder: Path, *words: str, **environment: str) -> CompletedProcess[str]:
        if words[0] != "dossier_timeline":
            return run(folder, *words, **environment)
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            for name, value in environment.items():
                patch.setenv(name, value)
            done = CliRunner().invoke(cli, list(words[1:]), prog_name="dossier-timeline")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return CompletedProcess(list(words), done.exit_code, done.stdout, done.stderr)

    return run_here


def _change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


PLAN = "content/documents/plan-2019/document.yml"
TEXT = "sources/plan-2019.nl.txt"


def test_a_passage_to_paste(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "passage", "plan-2019", "€2 miljoen")
    assert found.returncode == 0, found.stderr
    assert found.stdout == 'passage: {section: "Doelen", paragraph: 5}\n'


def test_words_in_several_passages(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "passage", "plan-2019", "bruggen")
    assert found.returncode == 1
    first, *others = found.stdout.splitlines()
    assert first == "# “bruggen” stands in 3 passages; choose one, or give more words"
    assert [yaml.safe_load(line)["passage"]["section"] for line in others] == ["", "Aanleiding", "Doelen"]
    assert all("bruggen" in line.split("#")[1].casefold() for line in others)


def test_words_in_no_passage(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "passage", "plan-2019", "drie bruggen vervangen")
    assert found.returncode == 1
    assert "stands in no passage; the nearest are" in found.stdout
    assert yaml.safe_load(found.stdout.splitlines()[1])["passage"]["paragraph"] == 1


def test_all_passages(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "passage", "letter-2021", "--list")
    assert found.returncode == 0
    assert "table: Jaar Geïnspecteerd Afgekeurd" in found.stdout
    assert found.stdout.splitlines()[-1].startswith("footnote: 1  # footnote: ")


def test_a_passage_of_a_document_that_is_not_there(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "passage", "plan", "bruggen")
    assert found.returncode == 2
    assert "there is no document “plan”; there are: letter-2021, plan-2019" in found.stderr


def test_everything_is_verified_and_written(good: Path, run: Run) -> None:
    (good / "content" / "verification.json").unlink(missing_ok=True)
    found = run(good, "dossier_timeline", "verify", "--write", **DAY)
    assert found.returncode == 0, found.stderr
    written = (good / "content" / "verification.json").read_text("utf-8")
    days = {entry["checked"] for entry in json.loads(written)["entries"].values()}
    assert days == {"2022-01-15"}
    assert run(good, "dossier_timeline", "verify", "--write", "--date", "2022-01-15").returncode == 0
    assert (good / "content" / "verification.json").read_text("utf-8") == written
    assert run(good, "dossier_timeline", "verify").stderr == ""


def test_a_day_that_is_none(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "verify", "--write", "--date", "yesterday")
    assert found.returncode == 2
    assert "“yesterday” is not a day" in found.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            PLAN,
            "value: 2000000",
            "value: 3000000",
            f"{PLAN}:53:12: error[value-not-in-passage]: the value 3000000",
        ),
        (TEXT, "drie bruggen", "vier bruggen", "error[passage-changed]: the text at this place of plan-2019"),
        (PLAN, "text: uiterlijk in", "text: uiterlijk op", "error[quotation-not-in-passage]"),
    ],
)
def test_one_digit_or_word_stops_a_build(
    good: Path, run: Run, name: str, old: str, new: str, said: str
) -> None:
    assert run(good, "dossier_timeline", "verify", "--write", **DAY).returncode == 0
    _change(good, name, old, new)
    for words in (("dossier_timeline", "verify"), ("mkdocs", "build")):
        found = run(good, *words)
        assert found.returncode == 1, found.stderr
        assert said in found.stderr


def test_without_the_texts_the_receipt_stops_a_build(good: Path, run: Run) -> None:
    (good / "content" / "verification.json").unlink(missing_ok=True)
    assert run(good, "dossier_timeline", "verify", "--write", **DAY).returncode == 0
    _change(good, "mkdocs.yml", "sources: sources", "sources: ''")
    assert "changed-since-checked" not in run(good, "mkdocs", "build").stderr
    _change(good, PLAN, "value: 2000000", "value: 3000000")
    found = run(good, "mkdocs", "build")
    assert found.returncode == 1
    assert (
        f"{PLAN}:53:12: error[changed-since-checked]: “budget” changed since it was checked" in found.stderr
    )
    assert "2022-01-15" in found.stderr


def test_a_receipt_that_is_none(good: Path, run: Run) -> None:
    (good / "content" / "verification.json").write_text("{", "utf-8")
    found = run(good, "dossier_timeline", "verify")
    assert "content/verification.json:1:1: error[bad-receipt]" in found.stderr


def test_what_is_unclaimed(good: Path, run: Run) -> None:
    found = run(good, "dossier_timeline", "status", "--coverage", "--json")
    told = json.loads(found.stdout)
    assert set(told) == {"counts", "open", "unused"}
    _change(good, PLAN, "value: 2000000", "value: 3000000")
    found = run(good, "dossier_timeline", "status", "--coverage")
    assert found.returncode == 1
    assert "warning[unclaimed]: nothing claims the number “€2 miljoen”" in found.stderr
    assert "open" in found.stdout


def test_how_a_dossier_stands(good: Path, run: Run) -> None:
    (good / "content" / "verification.json").unlink(missing_ok=True)
    assert "verified: never" in run(good, "dossier_timeline", "status").stdout
    run(good, "dossier_timeline", "verify", "--write", **DAY)
    told = json.loads(run(good, "dossier_timeline", "status", "--json").stdout)
    assert told["verified"] == "2022-01-15"
    assert told["changed since"] == 0
    assert told["found"]["printed"] > 10


def test_what_is_wrong_in_a_text_is_not_drowned_by_what_was_never_checked(good: Path, run: Run) -> None:
    path = good / "content/verification.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "entries": {}}), "utf-8")
    alone = run(good, "dossier_timeline", "verify", "--sources", "sources")
    _change(good, PLAN, "value: 24", "value: 25")
    found = run(good, "dossier_timeline", "verify", "--sources", "sources")
    assert found.returncode == 1
    said = found.stdout + found.stderr
    assert "value-not-in-passage" in said
    assert "never-checked" not in said
    assert "never-checked" in alone.stdout + alone.stderr


def _cut_in_another_way(good: Path) -> None:
    """A paragraph more at the beginning of a section of the plan's text."""
    _change(good, TEXT, "Doelen\n", "Doelen\n\nDit is een nieuwe alinea.\n")


def test_passages_that_moved_are_repaired_without_a_question(good: Path, run: Run) -> None:
    before = (good / PLAN).read_text("utf-8")
    _cut_in_another_way(good)
    found = run(good, "dossier_timeline", "verify")
    assert found.returncode == 1
    assert "passage-moved" in found.stderr
    repaired = run(good, "dossier_timeline", "verify", "--repair", **DAY)
    assert repaired.returncode == 0, repaired.stderr
    after = (good / PLAN).read_text("utf-8")
    assert "section: Doelen, paragraph: 6" in after
    assert _without_paragraphs(after) == _without_paragraphs(before)
    assert run(good, "dossier_timeline", "verify").stderr == ""


def _without_paragraphs(text: str) -> str:
    return re.sub(r"paragraph: \d+", "", text)


def test_words_that_are_others_are_shown_and_nothing_is_changed_without_an_answer(
    good: Path, run: Run
) -> None:
    _change(good, TEXT, "€2 miljoen", "in totaal €2 miljoen")
    before = _all_bytes(good)
    found = run(good, "dossier_timeline", "verify", "--repair")
    assert found.returncode == 1
    assert 'plan-2019, section: "Doelen", paragraph: 5' in found.stdout
    assert "claimed of it: " in found.stdout
    assert '[1] section: "Doelen", paragraph: 5 (the same place)' in found.stdout
    assert "in totaal €2 miljoen" in found.stdout
    assert "Nothing was changed" in found.stdout
    assert _all_bytes(good) == before


def test_words_that_are_others_are_taken_on_an_answer(
    good: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _cut_in_another_way(good)
    _change(good, TEXT, "€2 miljoen", "in totaal €2 miljoen")
    monkeypatch.setattr("dossier_timeline.cli.passage_repair.is_interactive", lambda: True)
    monkeypatch.chdir(good)
    refused = CliRunner().invoke(cli, ["verify", "--repair"], input="none\n")
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY["SOURCE_DATE_EPOCH"])
    taken = CliRunner().invoke(cli, ["verify", "--repair"], input="2\n")
    assert taken.exit_code == 0, taken.output
    assert "section: Doelen, paragraph: 6" in (good / PLAN).read_text("utf-8")
    assert run(good, "dossier_timeline", "verify").stderr == ""


def _all_bytes(good: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (good / "content").rglob("*") if path.is_file()}


def test_content_of_the_first_schema_is_told_and_brought_along(good: Path, run: Run) -> None:
    _change(good, "content/dossier.yml", "schema: 2", "schema: 1")
    told = run(good, "dossier_timeline", "check")
    assert told.returncode == 1
    assert "run `dossier-timeline upgrade`" in told.stderr
    receipt = good / "content/verification.json"
    data = json.loads(receipt.read_text("utf-8"))
    receipt.write_text(json.dumps({**data, "format": 1, "checked": "2022-01-20"}), "utf-8")
    done = run(good, "dossier_timeline", "upgrade")
    assert done.returncode == 0, done.stderr
    assert "The content has schema 2 now;" in done.stdout
    again = run(good, "dossier_timeline", "upgrade")
    assert (again.returncode, "there is nothing to change" in again.stdout) == (0, True)
