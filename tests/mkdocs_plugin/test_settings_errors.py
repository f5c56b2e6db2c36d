"""What MkDocs complains of in its configuration is told in our words, where it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.mkdocs_plugin.settings_errors import UnusableSettings

CASES = [
    ("site_name: [a]", "should be one text, not a list"),
    ("strict: maybe", "should be true or false, not one text"),
    ("theme: nope", "there is no theme “nope” here"),
    ("docs_dir: nowhere", "names a folder that isn't there"),
    ("docs_dir: .", "can't be the folder in which mkdocs.yml stands"),
    ("plugins: [nope]", "there is no plugin “nope” here"),
    (
        "plugins: [dossier: {search: maybe}]",
        "the option “search” of the plugin “dossier” should be true or false",
    ),
    ("markdown_extensions: [nope]", "there is no Markdown extension “nope” here"),
    ("hooks: [nope.py]", "names a file that isn't there"),
    ("extra: [a]", "should be a group of keys, not a list"),
    ("site_url: nope", "is not an address"),
    ("nav: [", "a value is missing here"),
    ("copyright: !nope x", "nothing can be made of this value"),
    ("copyright: !!python/name:os.nope", "nothing can be made of this value"),
    ("plugins: []", "does not name the plugin “dossier”"),
]


@pytest.mark.parametrize(("line", "words"), CASES, ids=[line for line, _ in CASES])
def test_a_setting_that_cannot_be(line: str, words: str, good: Path) -> None:
    key = line.partition(":")[0] + ":"
    file = good / "mkdocs.yml"
    kept: list[str] = []
    for old in file.read_text("utf-8").splitlines():
        inside = old.startswith(" ") and kept[-1:] == ["#"]
        kept.append("#" if old.startswith(key) or inside else old)
    file.write_text("\n".join([*kept, line, ""]), "utf-8")
    with pytest.raises(UnusableSettings) as raised:
        load_config(str(file))
    assert raised.value.exit_code == 2
    problem = next(one for one in raised.value.problems if words in one.message)
    assert problem.position.path == "mkdocs.yml"
    if "plugins: []" not in line:
        assert problem.position.line in (len(kept) + 1, len(kept) + 2)
    assert "<class" not in raised.value.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings, match="is not there"):
        load_config(str(tmp_path / "mkdocs.yml"))


@pytest.mark.process
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")
    command = [sys.executable, "-m", "dossier_timeline", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 2
    assert "mkdocs.yml:1:1: error[missing-file]" in done.stderr


def test_settings_of_another_file_are_inherited(good: Path) -> None:
    (good / "mkdocs.yml").rename(good / "base.yml")
    (good / "mkdocs.yml").write_text("INHERIT: base.yml\nstrict: true\n", "utf-8")
    config = load_config(str(good / "mkdocs.yml"))
    assert config.mode.strict
    assert config.paths.content == (good / "content").resolve()


def test_a_warning_of_mkdocs_is_told_and_stops_nothing(good: Path) -> None:
    file = good / "mkdocs.yml"
    text = file.read_text("utf-8").replace("plugins:\n", "plugins:\n  - search: {nope: 1}\n")
    file.write_text(text, "utf-8")
    problems = [problem for problem in load_config(str(file)).problems if problem.code == "mkdocs-setting"]
    line = text[: text.index("plugins:")].count("\n") + 1
    assert [(str(one.position), one.message, one.level) for one in problems] == [
        (f"mkdocs.yml:{line}:1", "the plugin “search” has no option “nope”", "warning")
    ]


def test_every_option_that_cannot_be_is_told_at_its_own_line(good: Path) -> None:
    file = good / "mkdocs.yml"
    options = "  - dossier:\n      search: [a]\n      release: 3\n"
    text = file.read_text("utf-8").replace("  - dossier:\n", options)
    file.write_text(text, "utf-8")
    with pytest.raises(UnusableSettings) as raised:
        load_config(str(file))
    line = text[: text.index("      search: [a]")].count("\n") + 1
    assert {(str(one.position), one.message.split("should be ")[1]) for one in raised.value.problems} == {
        (f"mkdocs.yml:{line}:7", "true or false, not a list"),
        (f"mkdocs.yml:{line + 1}:7", "true or false, not a number"),
    }
