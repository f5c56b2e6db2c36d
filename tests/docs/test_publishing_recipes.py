"""The recipes for publishing: right by their schemas, safe, and made of commands that work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier_timeline.output.hosts.headers import FINGERPRINTED
from tests.helpers.files import ROOT

RECIPES = ROOT / "docs" / "recipes"
"""Those of this repository, which has a dossier and its generator."""
OWN = ROOT / "generator" / "dossier_timeline" / "hosting" / "recipes"
"""Those of a dossier with a repository of its own, as `host` writes them."""
GITHUB = tuple(
    f"{folder.relative_to(ROOT).as_posix()}/{name}"
    for folder in (RECIPES, OWN)
    for name in ("github-pages.yml", "github-links.yml")
)
GITLAB = tuple(f"{folder.relative_to(ROOT).as_posix()}/gitlab-ci.yml" for folder in (RECIPES, OWN))
OWN_SET_UP = "pip install --require-hashes --no-deps --only-binary=:all: -r generator/requirements.txt"
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def tool(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a tool that is installed beside this Python, without a network."""
    path = Path(sys.executable).with_name(words[0])
    return subprocess.run(
        [path, *words[1:]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def recipe(name: str) -> dict[str, Any]:
    """A recipe as data; `on` stays a word."""
    found: dict[str, Any] = yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.CBaseLoader)
    return found


@pytest.mark.parametrize(
    ("schema", "names"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)]
)
def test_a_recipe_is_right_by_its_schema(schema: str, names: tuple[str, ...]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    done = tool("check-jsonschema", "--builtin-schema", schema, *transform, *names)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_workflow_is_open_to_a_known_attack() -> None:
    done = tool("zizmor", "--offline", "--no-config", "--persona=pedantic", "--no-progress", *GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", GITHUB)
def test_every_action_is_named_by_its_digest(name: str) -> None:
    used = re.findall(r"uses: (.*)", (ROOT / name).read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


@pytest.mark.parametrize("name", GITHUB)
def test_no_job_may_do_more_than_it_needs(name: str) -> None:
    workflow = recipe(name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        wanted = {"pages": "write", "id-token": "write"} if "environment" in job else {"contents": "read"}
        assert job["permissions"] == wanted


@pytest.mark.parametrize("folder", [RECIPES, OWN], ids=["this repository", "own repository"])
def test_only_what_was_checked_and_tested_is_published(folder: Path) -> None:
    wanted = ["site", "test"] if folder == RECIPES else ["site"]
    github = recipe(f"{folder}/github-pages.yml")["jobs"]
    assert github["publish"]["needs"] == wanted
    assert github["publish"]["if"] == "github.event_name == 'push'"
    gitlab = recipe(f"{folder}/gitlab-ci.yml")
    assert gitlab["pages"]["needs"] == wanted
    assert "$CI_DEFAULT_BRANCH" in gitlab["pages"]["rules"][0]["if"]
    for lines in (steps(github["site"]), "\n".join(gitlab["site"]["script"])):
        assert lines.index("dossier-timeline check --release") < lines.index("mkdocs build")
    assert github["site"]["env"]["RELEASE"] == gitlab["site"]["variables"]["RELEASE"] == "true"


def test_other_peoples_sites_are_never_in_the_way() -> None:
    for folder in (RECIPES, OWN):
        assert set(recipe(f"{folder}/github-links.yml")["on"]) == {"schedule", "workflow_dispatch"}
        assert "lychee" not in (folder / "github-pages.yml").read_text(encoding="utf-8")
    for name, job in [*recipe(GITLAB[0]).items(), *recipe(GITLAB[1]).items()]:
        if "lychee" in str(job.get("script")) or "links" in name:
            assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


def test_settings_of_the_recipes_are_those_of_mkdocs_yml() -> None:
    beginning = ROOT / "generator" / "dossier_timeline" / "content" / "beginning"
    for folder, settings in ((RECIPES, ROOT), (OWN, beginning)):
        text = (settings / "mkdocs.yml").read_text(encoding="utf-8")
        known = set(re.findall(r"!ENV \[(\w+),", text))
        assert set(recipe(f"{folder}/github-pages.yml")["jobs"]["site"]["env"]) <= known
        assert set(recipe(f"{folder}/gitlab-ci.yml")["site"]["variables"]) <= known
    netlify = tomllib.loads((OWN / "netlify.toml").read_text(encoding="utf-8"))["build"]
    assert set(netlify["environment"]) - known == {"PYTHON_VERSION"}
    assert set(re.findall(r"export (\w+)=", netlify["command"])) <= known


@pytest.mark.parametrize("name", GITLAB)
def test_every_command_is_words_and_no_mapping(name: str) -> None:
    """A colon and a space in a line of YAML make one of it, which the schema of GitLab lets pass."""
    jobs = [job for job in recipe(name).values() if isinstance(job, dict)]
    commands = [one for job in jobs for part in ("before_script", "script") for one in job.get(part, ())]
    assert len(commands) > 6
    assert [one for one in commands if not isinstance(one, str)] == []


def is_own_set_up(step: Any) -> bool:
    """Whether a step of a recipe installs the generator of the checkout, and does nothing else."""
    return isinstance(step, str) and "--editable" in step


def as_in_an_own_repository(recipe: Any) -> Any:
    """A recipe of this repository with the set-up of a dossier's own, and without tests of the generator."""
    if isinstance(recipe, dict):
        return {key: as_in_an_own_repository(one) for key, one in recipe.items() if key != "test"}
    if isinstance(recipe, list):
        return [as_in_an_own_repository(one) for one in recipe if one != "test" and not is_own_set_up(one)]
    lines = [line for line in str(recipe).split("\n") if "--editable" not in line]
    return (
        "\n".join(lines)
        .replace("locks/site.txt", "generator/requirements.txt")
        .replace("locks/*.txt", "generator/requirements.txt")
    )


@pytest.mark.parametrize("name", ["github-pages.yml", "github-links.yml", "gitlab-ci.yml"])
def test_both_sets_of_recipes_do_the_same(name: str) -> None:
    assert as_in_an_own_repository(recipe(f"{RECIPES}/{name}")) == recipe(f"{OWN}/{name}")


@pytest.mark.parametrize("name", ["github-pages.yml", "github-links.yml", "gitlab-ci.yml", "netlify.toml"])
def test_a_dossiers_own_recipes_install_what_it_pins_and_nothing_else(name: str) -> None:
    text = (OWN / name).read_text(encoding="utf-8")
    installs = re.findall(r"pip install .*?(?= &&|'|$)", text, re.MULTILINE)
    assert installs == [OWN_SET_UP]


def test_commands_are_those_of_the_documentation() -> None:
    documented = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in ("github-pages.yml", "gitlab-ci.yml"):
        text = (RECIPES / name).read_text(encoding="utf-8")
        for command in (
            "pip install --require-hashes --no-deps --only-binary=:all: -r locks/site.txt",
            "pip install --no-index --no-deps --no-build-isolation --editable .",
            "mkdocs build",
            "make test",
        ):
            assert command in text
            assert command in documented


def test_hidden_files_are_packed_and_the_one_of_git_is_not(tmp_path: Path) -> None:
    """The command of the recipe itself, run on a folder of its shape."""
    (tmp_path / "site" / ".well-known").mkdir(parents=True)
    for name in ("index.html", ".gitignore", ".well-known/security.txt"):
        (tmp_path / "site" / name).write_text(name, encoding="utf-8")
    jobs = recipe(GITHUB[0])["jobs"]
    [command] = [step["run"] for step in jobs["site"]["steps"] if step.get("name") == "Pack"]
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path)}
    subprocess.run(["sh", "-euc", command], cwd=tmp_path, env=environment, check=True)
    shutil.unpack_archive(tmp_path / "artifact.tar", tmp_path / "out", "tar", filter="data")
    assert files(tmp_path / "out") == [".well-known/security.txt", "index.html"]
    [preview] = [s["with"] for s in jobs["site"]["steps"] if s.get("with", {}).get("name") == "preview"]
    assert preview["include-hidden-files"] == "true"


def steps(job: dict[str, Any]) -> str:
    """What a job runs, one command after the other."""
    return "\n".join(step.get("run", "") for step in job["steps"])


def files(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def published(tmp_path: Path) -> Any:
    """Run publish.sh on a small folder; `to` where, `bin` with programs that stand in for others."""
    site = tmp_path / "site"
    (site / ".well-known").mkdir(parents=True)
    for name in ("index.html", ".gitignore", ".well-known/security.txt"):
        (site / name).write_text(name, encoding="utf-8")

    def run(to: str, bin_: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([*([str(bin_)] if bin_ else []), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "SITE_DIR": str(site), "PUBLISH_TO": to, **more}
        return subprocess.run(
            ["sh", str(OWN / "publish.sh")],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def stand_in(folder: Path, name: str) -> Path:
    """A program that writes down how it is called."""
    folder.mkdir()
    program = folder / name
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{folder}/calls"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("to", ["", "/", "host:/", "host:/srv/www", "s3://bucket", "s3://"])
def test_a_place_that_is_not_one_is_refused(published: Any, tmp_path: Path, to: str) -> None:
    folder = stand_in(tmp_path / "bin", "rsync")
    stand_in(tmp_path / "aws", "aws").joinpath("aws").rename(folder / "aws")
    done = published(to, folder)
    assert done.returncode != 0
    assert "PUBLISH_TO" in done.stderr
    assert not (folder / "calls").exists()
    assert not (tmp_path / "aws" / "calls").exists()


def test_nothing_is_published_without_a_site(published: Any, tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "bin", "rsync")
    done = published("host:/srv/www/", folder, SITE_DIR=str(tmp_path / "elsewhere"))
    assert done.returncode == 1
    assert "build it first" in done.stderr
    assert not (folder / "calls").exists()


def test_a_bucket_gets_what_is_kept_then_pages_and_loses_the_rest_last(
    published: Any, tmp_path: Path
) -> None:
    folder = stand_in(tmp_path / "bin", "aws")
    done = published("s3://bucket/dossier/", folder)
    assert done.returncode == 0, done.stderr
    kept, pages, last = (folder / "calls").read_text(encoding="utf-8").splitlines()
    for pattern in FINGERPRINTED:
        assert f"--include {pattern}" in kept
        assert f"--exclude {pattern}" in pages
    assert "immutable" in kept
    assert "no-cache" in pages
    assert ["--delete" in call for call in (kept, pages, last)] == [False, False, True]
    assert all("s3://bucket/dossier/" in call for call in (kept, pages, last))


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
def test_a_folder_is_made_like_the_site_and_keeps_the_hosts_own_files(published: Any, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    for name in ("old.html", ".htpasswd"):
        (target / name).write_text(name, encoding="utf-8")
    done = published(f"{target}/", RSYNC_OPTIONS="--dry-run")
    assert done.returncode == 0, done.stderr
    assert files(target) == [".htpasswd", "old.html"]
    assert published(f"{target}/").returncode == 0
    assert files(target) == [".htpasswd", ".well-known/security.txt", "index.html"]
