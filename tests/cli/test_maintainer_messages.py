"""What commands say to a maintainer: what a source is that isn't a text, how much is left, what to run."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.__main__ import cli
from dossier_timeline.content.source_texts import NotPlainTextError, decode_source_text
from dossier_timeline.diagnostics.diagnostic import Position
from tests.conftest import Command
from tests.helpers.files import ROOT
from tests.helpers.site_copies import changed

TEXT = "sources/plan-2019.nl.txt"


NOT_TEXTS = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF, not a plain text", "dossier-timeline source add DOCUMENT "),
    (b"PK\x03\x04\x14\0", "is a document of a word processor", "dossier-timeline source add DOCUMENT "),
    ("Café in 2019\n".encode("cp1252"), "is not in UTF-8: on line 1 ", "iconv -f WINDOWS-1252 -t UTF-8"),
    ("Een\n".encode("utf-16"), "is not in UTF-8", "iconv -f UTF-16 -t UTF-8"),
    (b"Een\0twee", "is not a plain text", "save it as plain text in UTF-8"),
]


@pytest.mark.parametrize(("content", "message", "hint"), NOT_TEXTS)
def test_a_source_that_is_no_text(
    command: Command, good: Path, content: bytes, message: str, hint: str
) -> None:
    (good / TEXT).write_bytes(content)
    found = command("passage", "plan-2019", "bruggen", exit_code=1).stderr
    assert f"plan-2019.nl.txt {message}" in found
    assert hint in found
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    assert {one["code"] for one in told} & {"not-utf-8", "not-a-text"}
    assert "no-source-text" not in {one["code"] for one in told}
    assert hint in " ".join(one["hint"] for one in told)
    assert message in command("verify", exit_code=1).stderr


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_where_a_source_is_no_utf8_is_told(command: Command, good: Path, ends: str) -> None:
    for line in range(4):
        for column in (0, 1, 7):
            lines = ["Negen €"] * line + ["a" * column + "\xe9 en meer", "Tot slot"]
            content = ends.join(lines[:line]).encode() + (ends.encode() if line else b"")
            content += ends.join(lines[line:]).encode("cp1252")
            with pytest.raises(NotPlainTextError) as found:
                decode_source_text(content, "a.txt")
            assert found.value.problem.position == Position("a.txt", line + 1, column + 1)
    (good / TEXT).write_bytes("Een\n\nCafé\n".encode("cp1252"))
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    (one,) = (problem for problem in told if problem["code"] == "not-utf-8")
    assert (one["path"], one["line"], one["column"]) == (TEXT, 3, 4)
    assert f"UTF-8 {TEXT} > {TEXT.removesuffix('.txt')}.utf-8.txt, and name that file" in one["hint"]


def test_any_beginning_of_a_file_is_a_text_or_is_told() -> None:
    for first in range(256):
        for rest in (b"", b"\xff", b"a", b"\0", b"\n\xe9t\xe9\n"):
            content = bytes([first]) + rest
            try:
                text = decode_source_text(content, "a.txt")
            except NotPlainTextError as error:
                assert error.problem.message and error.problem.hint
            else:
                assert text.encode() == content


@pytest.mark.parametrize("languages", [("nl", "en"), ()])
def test_translated_for_several_languages(command: Command, good: Path, languages: tuple[str, ...]) -> None:
    for code in ("nl", "en"):
        path = good / f"content/documents/plan-2019/{code}.md"
        path.write_text(path.read_text("utf-8") + "\nx\n", "utf-8")
    done = command("translated", "plan-2019", *languages)
    assert "plan-2019 in en is in step with nl" in done.stdout
    assert "plan-2019 in nl is in step with en" in done.stdout
    assert "plan-2019" not in [
        one["path"].split("/")[2]
        for one in json.loads(command("check", "--format", "json").stdout)["problems"]
        if one["code"] in ("behind", "never-in-step")
    ]
    before = (good / "content/documents/plan-2019/nl.md").read_bytes()
    assert "no text in “fr”" in command("translated", "plan-2019", "nl", "fr", exit_code=2).stderr
    assert (good / "content/documents/plan-2019/nl.md").read_bytes() == before


def test_coverage_is_told_by_passage_and_up_to_a_limit(command: Command, good: Path) -> None:
    path = good / TEXT
    more = "".join(f"\n\nOp plek {n} staan {n + 1000} lantaarns bij het Plein.\n" for n in range(60))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    found = command("status", "--coverage", exit_code=1).stderr.splitlines()
    of_plan = [line for line in found if "plan-2019" in line]
    assert len(of_plan) == 21
    assert of_plan[-1].endswith("more passages; --most 0 tells of all of them")
    every = command("status", "--coverage", "--most", "0", exit_code=1).stderr.splitlines()
    assert len(every) >= 60
    assert "what: [name, number]" in " ".join(every)


def test_missing_words_are_summed_up(command: Command, good: Path) -> None:
    command("catalogue", "update", "--language", "pt")
    told = command("catalogue", "check", exit_code=1).stderr.splitlines()
    assert len(told) == 11
    assert "of the words have no translation yet" in told[-1]
    assert len(command("catalogue", "check", "--most", "0", exit_code=1).stderr.splitlines()) > 200


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (
            {"file": "documents/plan-2019/document.yml", "replace": "kind: plan", "with": "kind: statute"},
            "kinds.yml",
        ),
        ({"file": "dossier.yml", "replace": "pages: [", "with": "pages: [zzz, "}, "pages/"),
        ({"file": "dossier.yml", "replace": "key_facts: [", "with": "key_facts: [qqqq, "}, "document.yml"),
        (
            {"file": "documents/plan-2019/document.yml", "replace": "unit: bridge", "with": "unit: zebras"},
            "units.yml",
        ),
        (
            {"file": "documents/plan-2019/document.yml", "replace": "themes: [", "with": "themes: [zzz, "},
            "themes.yml",
        ),
    ],
)
def test_an_id_of_nothing_names_the_file_where_it_belongs(
    command: Command, good: Path, change: dict[str, str], file: str
) -> None:
    changed(good, [change])
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    hints = [one["hint"] for one in told if one["code"] in ("dangling-reference", "unknown-unit")]
    assert any(file in hint for hint in hints), told


def test_a_page_that_nothing_leads_to(command: Command, good: Path) -> None:
    folder = good / "content/pages/contact"
    folder.mkdir()
    for code in ("nl", "en"):
        head = "title: Contact\nslug: contact\ndescription: Contact.\n"
        (folder / f"{code}.md").write_text(f"---\n{head}---\n\nX.\n", "utf-8")

    def orphans() -> list[str]:
        told = json.loads(command("check", "--format", "json").stdout)["problems"]
        return [one["message"] for one in told if one["code"] == "orphan-page"]

    assert orphans() == ["nothing leads readers to the page “contact”"]
    about = [good / f"content/pages/about/{code}.md" for code in ("nl", "en")]
    before = [path.read_text("utf-8") for path in about]
    for path, text in zip(about, before, strict=True):
        path.write_text(f"{text}\n[x](../contact/{path.name})\n", "utf-8")
    assert orphans() == []
    for path, text in zip(about, before, strict=True):
        path.write_text(f"{text}\n[[contact: x]]\n", "utf-8")
    assert orphans() == []
    for path, text in zip(about, before, strict=True):
        path.write_text(text, "utf-8")
    changed(good, [{"file": "dossier.yml", "replace": "pages: [", "with": "pages: [contact, "}])
    assert orphans() == []


def test_a_command_without_its_environment_says_how_it_is_run(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT / 'generator')!r}); import dossier_timeline.__main__",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "lacks the library “click”" in line
    assert ".venv/bin/activate” in this terminal, and use dossier-timeline" in line


def test_the_new_dossier_is_served_by_the_command_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    done = CliRunner().invoke(cli, ["init", "my dossier", "--languages", "nl"])
    (line,) = [line for line in done.output.splitlines() if line.startswith("    cd ")]
    words = shlex.split(line)
    assert words[:3] == ["cd", "my dossier", "&&"]
    shown = subprocess.run([*words[3:-1], "--version"], capture_output=True, text=True, check=False)
    assert (words[-1], shown.returncode) == ("serve", 0)
    ignored = (tmp_path / "my dossier/.gitignore").read_text("utf-8").splitlines()
    assert "/sources/" in ignored
