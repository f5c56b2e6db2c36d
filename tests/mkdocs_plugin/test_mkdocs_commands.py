"""MkDocs and ProperDocs as people run them, in processes of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import Run
from tests.helpers.files import files_below
from tests.helpers.sampling import sample

DOORS = ("mkdocs", "properdocs")
EACH_DOOR = pytest.mark.parametrize("door", DOORS)
SAMPLED_DOOR = pytest.mark.parametrize("door", sample(DOORS))
FIRST_DOOR = pytest.mark.parametrize("door", DOORS[:1])
"""For what goes the same way whoever calls: a build takes seconds."""


def build(run: Run, folder: Path, door: str, *words: str, **environment: str) -> CompletedProcess[str]:
    return run(folder, door, "build", "-f", "mkdocs.yml", *words, **environment)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def hook(folder: Path, code: str) -> None:
    """Another maker beside this project: a file of MkDocs hooks."""
    (folder / "hook.py").write_text(code, "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")


@EACH_DOOR
def test_a_build_makes_the_site_and_leaves_its_own_file(door: str, good: Path, run: Run) -> None:
    (good / "site").mkdir()
    (good / "site" / ".gitignore").write_text("*\n")
    done = build(run, good, door, "--strict")
    assert done.returncode == 0, done.stderr
    files = files_below(good / "site")
    assert files[".gitignore"] == b"*\n"
    assert {"index.html", "404.html", "sitemap.xml", "robots.txt", "manifest.json"} <= files.keys()
    assert "nl/index.html" in files
    assert "en/index.html" in files
    assert " pages (0 as before) in " in done.stderr


@FIRST_DOOR
def test_wrong_content_publishes_nothing_and_says_where(door: str, good: Path, run: Run) -> None:
    assert build(run, good, door).returncode == 0
    before = files_below(good / "site")
    change(good / "content/documents/plan-2019/document.yml", "kind: ", "kinde: ")
    change(good / "content/dossier.yml", "updated: 2022-01-15", "updated: 2022-13-15")
    done = build(run, good, door)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "content/documents/plan-2019/document.yml:" in done.stderr
    line = (good / "content/dossier.yml").read_text("utf-8").partition("2022-13-15")[0].count("\n") + 1
    assert f"content/dossier.yml:{line}:10: error[bad-date]" in done.stderr
    assert files_below(good / "site") == before


@FIRST_DOOR
def test_a_mistake_in_a_template_is_told_with_its_file(door: str, good: Path, run: Run) -> None:
    (good / "templates/pages").mkdir(parents=True)
    (good / "templates/pages/home.html").write_text(
        "{% extends 'base.html' %}\n{% block main %}{{ nothing.here }}\n"
    )
    done = build(run, good, door)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "templates/pages/home.html:" in done.stderr
    assert not (good / "site").exists()


@FIRST_DOOR
def test_a_page_that_is_no_longer_there_is_gone(door: str, good: Path, run: Run) -> None:
    assert build(run, good, door).returncode == 0
    assert (good / "site/en/about/index.html").exists()
    change(good / "content/dossier.yml", "pages: [about, method]", "pages: [method]")
    for file in (good / "content/pages/about").iterdir():
        file.unlink()
    (good / "content/pages/about").rmdir()
    done = build(run, good, door)
    assert done.returncode == 0, done.stderr
    assert not (good / "site/en/about").exists()


@FIRST_DOOR
def test_what_another_plugin_leaves_is_published_along(door: str, good: Path, run: Run) -> None:
    hook(
        good,
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    Path(config.site_dir, 'extra.txt').write_text('theirs')\n",
    )
    assert build(run, good, door).returncode == 0
    assert (good / "site/extra.txt").read_text() == "theirs"


@SAMPLED_DOOR
def test_an_exception_of_another_plugin_publishes_nothing(door: str, good: Path, run: Run) -> None:
    assert build(run, good, door).returncode == 0
    before = files_below(good / "site")
    change(good / "content/dossier.yml", "The bridges of", "All the bridges of")
    hook(good, "def on_env(env, config, files):\n    raise RuntimeError('theirs')\n")
    assert build(run, good, door).returncode != 0
    assert files_below(good / "site") == before


@SAMPLED_DOOR
def test_a_warning_of_another_plugin_stops_a_strict_build_before_it_publishes(
    door: str, good: Path, run: Run
) -> None:
    hook(
        good,
        "import logging\n"
        "def on_pre_build(config):\n"
        f"    logging.getLogger('{door}.plugins.theirs').warning('careful')\n",
    )
    done = build(run, good, door, "--strict")
    assert done.returncode == 1
    assert not (good / "site").exists()
    assert build(run, good, door).returncode == 0


@SAMPLED_DOOR
def test_a_deployment_carries_the_site_and_not_the_projects_own_file(
    door: str, good: Path, run: Run, tmp_path: Path
) -> None:
    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
        return subprocess.run(command, cwd=good, check=True, capture_output=True, text=True).stdout

    (good / "site").mkdir()
    (good / "site" / ".gitignore").write_text("*\n!.gitignore\n")
    remote = tmp_path / "remote.git"
    git("init", "-q", "--bare", str(remote))
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "All")
    git("remote", "add", "origin", str(remote))
    names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A")
    mails = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org")
    done = run(good, door, "gh-deploy", "-f", "mkdocs.yml", **names, **mails)
    assert done.returncode == 0, done.stderr
    listed = git("--git-dir", str(remote), "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert "nl/index.html" in listed
    assert ".gitignore" not in listed
    assert set(listed) - {".nojekyll"} == files_below(good / "site").keys() - {".gitignore"}
