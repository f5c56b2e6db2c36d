"""A new dossier, published from a fresh clone by each of its recipes, with nothing but what they install.

The steps of the workflow for GitHub are run one after the other, once with each Python that is at hand,
the jobs of GitLab by gitlab-ci-local, the build of Netlify by its own command line. No action or image is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import yaml

from tests.helpers.files import files_below
from tests.hosts.tools import Tools

PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
_URL = "https://owner.github.io/trees/"
_DOCUMENT = "content/documents/example/document.yml"


def make_repository(folder: Path, command: str) -> Path:
    """A dossier that may be released, committed as its README says, with every recipe."""
    dossier = folder / "trees"
    _done(folder, [command, "init", str(dossier), "--languages", "en,nl"])
    _done(dossier, [command, "host", "gitlab", "netlify", "copy"])
    for path in (dossier / "content").rglob("*.yml"):
        text = path.read_text("utf-8").replace("draft: true\n", "")
        path.write_text(re.sub(r"\[(?:en|nl)\] ", "", text), "utf-8")
    address = {"SITE_URL": _URL}
    _done(dossier, [command, "verify", "--write"], **address)
    _done(dossier, [command, "translated", "example"], **address)
    _done(dossier, [command, "addresses", "--write"], **address)
    _git(dossier, "init", "-q", "-b", "main")
    _git(dossier, "add", "-A")
    _git(dossier, "commit", "-qm", "Begin")
    return dossier


def clone(dossier: Path, target: Path) -> Path:
    """What a host has of it: no source texts."""
    _git(dossier.parent, "clone", "-q", str(dossier), str(target))
    assert not (target / "sources").exists()
    return target


def run_workflow(dossier: Path, python: Path) -> dict[str, bytes]:
    """Run the commands of the workflow in a fresh environment, and give what would be published."""
    workflow = yaml.load((dossier / ".github/workflows/site.yml").read_text("utf-8"), yaml.CBaseLoader)
    programs = dossier.parent / f"{dossier.name}-bin"
    programs.mkdir()
    (programs / "python").symlink_to(python)
    env = {
        "PATH": f"{programs}:/usr/bin:/bin",
        "RUNNER_TEMP": str(dossier.parent),
        "SITE_URL": _URL,
        "RELEASE": "true",
    }
    for step in workflow["jobs"]["site"]["steps"]:
        if "run" in step:
            _done(dossier, ["sh", "-euc", step["run"]], **env)
    with tarfile.open(dossier.parent / "artifact.tar") as packed:
        packed.extractall(dossier.parent / f"{dossier.name}-published", filter="data")
    return files_below(dossier.parent / f"{dossier.name}-published")


def run_gitlab_jobs(tools: Tools, dossier: Path) -> dict[str, bytes]:
    """Run the jobs that build and publish, and give what GitLab would publish."""
    _git(dossier, "remote", "set-url", "origin", "git@gitlab.com:owner/trees.git")
    address = ("--variable", f"CI_PAGES_URL={_URL.rstrip('/')}")
    tools.run(dossier, "gitlab-ci-local", *address, "--force-shell-executor", "site", "pages")
    return files_below(dossier / "public")


def try_fresh_clones(tools: Tools, folder: Path) -> int:
    """Try each recipe, tell what was made, and return how many of them made other files than the first.

    What the pages say differs in links to edit them: GitLab's recipe knows the repository."""
    dossier = make_repository(folder, str(Path(sys.executable).with_name("dossier-timeline")))
    made: dict[str, dict[str, bytes]] = {}
    for name in PYTHONS:
        found = _find_python(name)
        if found is None:
            print(f"{name} isn't at hand, and was not tried", flush=True)
            continue
        made[f"the workflow for GitHub, {name}"] = run_workflow(clone(dossier, folder / name), found)
    if shutil.which("rsync"):
        name = f"GitLab's jobs, gitlab-ci-local {tools.version('gitlab-ci-local')}"
        made[name] = run_gitlab_jobs(tools, clone(dossier, folder / "gitlab"))
    else:
        print("gitlab-ci-local needs rsync, which isn't at hand: GitLab's jobs were not tried", flush=True)
    netlify = clone(dossier, folder / "netlify")
    tools.run(netlify, "netlify", "build", "--offline", SITE_URL=_URL)
    made[f"Netlify's build, {tools.version('netlify')}"] = _without_git(files_below(netlify / "site"))
    first = _without_git(next(iter(made.values())))
    for name, files in made.items():
        differing = {path for path in first.keys() | files.keys() if first.get(path) != files.get(path)}
        print(f"{name}: {len(files)} files, {len(differing)} otherwise {sorted(differing)[:5]}", flush=True)
    return sum(_without_git(files).keys() != first.keys() for files in made.values())


def _without_git(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path != ".gitignore"}


def _find_python(name: str) -> Path | None:
    """The program itself, since what stands in for it on the path may be a script."""
    found = shutil.which(name)
    if found is None:
        return None
    code = "import sys; print(sys.executable)"
    done = subprocess.run([found, "-c", code], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def _git(folder: Path, *words: str) -> None:
    _done(folder, ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words])


def _done(folder: Path, words: list[str], **more: str) -> None:
    kept = {
        name: one for name, one in os.environ.items() if name not in ("SOURCES", "PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        words, cwd=folder, env={**kept, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
