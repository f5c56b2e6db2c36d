"""What is wrong with texts: every mistake of texts.yml is told once, in its place, with its code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier_timeline.cache.check_steps import CheckSteps, note_names
from dossier_timeline.cache.steps import open_step_cache
from dossier_timeline.cache.store import Store
from dossier_timeline.checks.texts import _TextChecker, check_texts
from dossier_timeline.config import Config, MarkdownSettings, ProjectPaths, SiteAddresses
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.diagnostics.codes import code_of
from dossier_timeline.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from dossier_timeline.languages import load_languages
from dossier_timeline.model.recorded_dossier import DossierReads
from dossier_timeline.model.wordings import collect_names
from tests.helpers.files import ROOT
from tests.helpers.site_copies import changed, copied

CASES = yaml.load((ROOT / "tests/cases/texts.yml").read_text("utf-8"), yaml.CBaseLoader)


def config(root: Path) -> Config:
    return Config(
        ProjectPaths(root, root / "content", (ROOT / "templates",), root / "site"),
        SiteAddresses(
            site_url="https://example.org/",
        ),
        MarkdownSettings(("toc", "tables", "fenced_code", "attr_list", "def_list")),
    )


def told(root: Path, *, release: bool = False, cache_folder: Path | None = None) -> tuple[Diagnostic, ...]:
    """The problems of the texts; with a folder of a cache, what was found without fault is known there."""
    reading = read_content_folder(root)
    assert reading.dossier is not None
    languages, _ = load_languages(reading.dossier.languages, [ROOT / "templates" / "locales"])
    settings = config(root).with_settings(release=release)
    recorded = DossierReads(reading.dossier, reading.digests)
    steps = open_step_cache(Store(cache_folder), "checks", "site", "", recorded.sources)
    names = note_names(steps, collect_names(reading.dossier))
    problems = sort_diagnostics(
        check_texts(
            reading.dossier,
            reading.positions,
            languages,
            paths=settings.paths,
            markdown=settings.markdown,
            steps=CheckSteps(recorded, steps, reading.digests, "", names) if cache_folder else None,
        )
    )
    steps.save()
    return problems


def place(root: Path, file: str, text: str) -> str:
    """Line and column of the first place where a text stands in a file."""
    before, found, _ = (root / "content" / file).read_text("utf-8").partition(text)
    assert found, f"{text} is not in {file}"
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_mistake(case: dict[str, Any], tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, case["change"])
    problems = [p for p in told(root) if p.code not in ("never-in-step", "behind")]
    found = [(str(p.position).removeprefix("content/"), str(p.level), p.code) for p in problems]
    expected = [
        (f"{file}:{place(root, file, text)}", str(code_of(code).level), code)
        for file, text, code in case["expect"]
    ]
    assert sorted(found) == sorted(expected), "\n".join(map(str, problems))
    for words in case.get("says", ()):
        assert any(words in str(problem) for problem in problems), "\n".join(map(str, problems))


def test_the_good_site_is_good(tmp_path: Path) -> None:
    assert {p.code for p in told(copied(tmp_path))} <= {"never-in-step"}


def test_a_sound_text_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, known, seen = copied(tmp_path), tmp_path / "cache", list[str]()
    original = _TextChecker._check_prose
    monkeypatch.setattr(
        _TextChecker, "_check_prose", lambda self, *one: seen.append(one[0]) or original(self, *one)
    )
    told(root, cache_folder=known)
    first, linking = set(seen), {"about"}
    seen.clear()
    assert {p.code for p in told(root, cache_folder=known)} <= {"never-in-step"}
    assert set(seen) < first
    assert set(seen) == {name for name in first if name in linking}
    plan = root / "content/documents/plan-2019/en.md"
    plan.write_text(plan.read_text("utf-8") + "\nThere are 31 of them, and [[nothing]].\n", "utf-8")
    for _ in range(2):  # what is wrong is told each time
        seen.clear()
        codes = {p.code for p in told(root, cache_folder=known)}
        assert {"bare-number", "dangling-reference"} <= codes
        assert set(seen) == {"plan-2019", *linking}


@pytest.mark.parametrize("said", ["31 Bridges", "31 bridges", "31 Bri*d*ges"])
def test_a_name_that_is_gone_matters_to_the_texts_that_say_it_alone(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, known, seen = copied(tmp_path), tmp_path / "cache", list[str]()
    original = _TextChecker._check_prose
    monkeypatch.setattr(
        _TextChecker, "_check_prose", lambda self, *one: seen.append(one[0]) or original(self, *one)
    )
    terms = root / "content/terms.yml"
    words = terms.read_text("utf-8")
    terms.write_text(words.replace("{nl: leuning, en: railing}", "{nl: leuning, en: 31 Bridges}"), "utf-8")
    plan = root / "content/documents/plan-2019/en.md"
    plan.write_text(plan.read_text("utf-8") + f"\nIt is {said} that we love.\n", "utf-8")
    assert "bare-number" not in {p.code for p in told(root, cache_folder=known)}
    seen.clear()
    terms.write_text(words, "utf-8")
    assert "bare-number" in {p.code for p in told(root, cache_folder=known)}
    assert set(seen) == {"plan-2019", "about"}
