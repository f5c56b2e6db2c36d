"""The examples of docs/languages.md, evidence.md, dates.md and upgrading.md, and every link of docs/."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dossier_timeline.__main__ import cli
from dossier_timeline.content.fact_rows import expand_rows
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.evidence.passages import passage_digest
from dossier_timeline.languages.catalogues import parse_catalogue
from dossier_timeline.languages.doubtful_words import list_doubtful_words
from dossier_timeline.model.documents import Waiver
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.sources import Passage
from dossier_timeline.model.story import Event
from tests.conftest import Command
from tests.docs.reader import Reader
from tests.helpers.files import ROOT

LONG = {"audit.md", "performance.md"}
"""Written by commands that take many minutes."""
DOCS = sorted((ROOT / "docs").glob("*.md"))
HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=0;\\n"

"""


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of one kind on a page, without their indentation."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.findall(rf"^( *)```{kind}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def test_a_new_dossier_is_begun_as_the_page_on_languages_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, *_, catalogue = blocks("languages.md", "sh")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dossier-timeline"])
    ours = "dossier-timeline "
    first, go, _ = begin.splitlines()
    assert CliRunner().invoke(cli, shlex.split(first.removeprefix(ours))).exit_code == 0
    monkeypatch.chdir(tmp_path / go.removeprefix("cd "))
    for line in catalogue.splitlines():
        done = CliRunner().invoke(cli, shlex.split(line.removeprefix(ours), comments=True))
        assert done.exit_code == (1 if "catalogue check" in line else 0), done.output
    assert "have no translation" in done.output


def test_the_examples_of_catalogues_are_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one, several, doubtful = blocks("languages.md", "po")
    template = (ROOT / "templates/locales/messages.pot").read_text("utf-8")
    for line in "\n".join((one, several, doubtful)).splitlines():
        if line.startswith(("msgid", "#:")):
            assert line in template, line
    for example in (one, several, doubtful):
        assert parse_catalogue((HEADER + example).encode()).words
    (tmp_path / "doubtful.po").write_text(HEADER + doubtful, "utf-8")
    assert [word.words for word in list_doubtful_words(tmp_path / "doubtful.po")] == ["Promises"]
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init", "x", "--languages", "en,pl"]).exit_code == 0
    begun = (tmp_path / "x/templates/locales/pl/LC_MESSAGES/messages.po").read_text("utf-8")
    assert several.splitlines()[0] in begun


def test_a_translator_gets_what_the_page_on_languages_shows(command: Command, good: Path) -> None:
    add = next(block for block in blocks("languages.md", "sh") if "language add" in block)
    assert "and builds" in command(*shlex.split(add.removeprefix("dossier-timeline "))).stdout
    export = next(block for block in blocks("languages.md", "sh") if "translate export" in block)
    file = good / "content/documents/plan-2019/nl.md"
    file.write_text(file.read_text("utf-8").replace("De gemeente wil", "De stad wil"), "utf-8")
    command(*shlex.split(export.removeprefix("dossier-timeline ")))
    handed = (good / "to-translate.xlf").read_text("utf-8")
    (shown,) = blocks("languages.md", "xml")
    for line in map(str.strip, shown.splitlines()):
        assert "…" in line or "change" in line or line in handed, line
    command("translate", "export", "--language", "en", "--output", "to-translate.po")
    handed = (good / "to-translate.po").read_text("utf-8")
    for line in blocks("languages.md", "po")[0].splitlines():
        if line.startswith(("#. ", "#,", "msgctxt")):
            assert line in handed, line


def test_anyone_can_recompute_a_digest() -> None:
    (script,) = blocks("evidence.md", "sh")
    said = re.search(r"'%s' '(.*?)'", script)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, timeout=600)
    assert said is not None
    assert done.stdout.strip() == passage_digest(said[1])


def test_passages_and_waivers_are_written_so() -> None:
    passages, rows, waived = blocks("evidence.md", "yaml")
    for line in passages.splitlines():
        assert Passage.model_validate(yaml.load(line, yaml.CBaseLoader)["passage"])
    for one in yaml.load(waived, yaml.CBaseLoader)["waived"]:
        assert Waiver.model_validate(one)
    source, problems = load_yaml_text("document.yml", rows)
    assert source is not None, problems
    expanded, problems, _ = expand_rows(source)
    assert problems == []
    assert [Fact.model_validate(one).id for one in expanded.data["facts"]] == ["bridges-2021", "railings"]


def test_an_inferred_date_is_written_so() -> None:
    (event,) = blocks("dates.md", "yaml")
    (written,) = yaml.load(event, yaml.CBaseLoader)
    assert (
        Event.model_validate({"kind": "x", "title": {"xx": "x"}, "work": "x", **written}).inferred == "year"
    )


def test_moving_to_a_new_version(command: Command, good: Path) -> None:
    reader = Reader(good, command)
    for block in blocks("upgrading.md", "sh"):
        for line in block.splitlines():
            reader.run(line, 0)
    assert reader.commands == 6
    assert json.loads((good / "schemas/document.json").read_text("utf-8"))["properties"]


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(page for page in DOCS if page.name != "problems.md")],
    ids=lambda p: p.name,
)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(
        r"^( *)```.*?^ *```$|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", text):
        assert target in LONG or (page.parent / target).exists(), target


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.png")), ids=lambda p: p.name)
def test_pictures_are_small_and_shown(picture: Path) -> None:
    assert picture.stat().st_size < 150_000
    assert any(f"pictures/{picture.name}" in page.read_text("utf-8") for page in DOCS)
