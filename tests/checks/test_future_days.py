"""Days that a dossier gives for itself and that are yet to come, by the day of SOURCE_DATE_EPOCH."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache.snapshots import take_snapshot
from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site

DOSSIER = "content/dossier.yml"
PLAN = "content/documents/plan-2019/document.yml"
TEXT = "content/documents/plan-2019/en.md"


def _on(day: str, patch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    patch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def _set(folder: Path, file: str, key: str, line: str) -> int:
    """Write a line in place of the first that begins with a key; its number."""
    lines = (folder / file).read_text("utf-8").splitlines()
    at = next(number for number, one in enumerate(lines) if one.startswith(key))
    lines[at] = line
    (folder / file).write_text("\n".join(lines) + "\n", "utf-8")
    return at + 1


def _told(problems: tuple[Diagnostic, ...]) -> list[tuple[str, int]]:
    return [(one.position.path, one.position.line) for one in problems if one.code == "day-to-come"]


@pytest.mark.parametrize(
    ("today", "told"),
    [("2090-12-30", True), ("2090-12-31", False), ("2091-01-01", False), ("2091-01-02", False)],
)
def test_a_day_of_the_dossier_is_no_later_than_tomorrow(
    good: Path, monkeypatch: pytest.MonkeyPatch, today: str, told: bool
) -> None:
    line = _set(good, DOSSIER, "updated:", "updated: 2091-01-01")
    _on(today, monkeypatch)
    assert _told(check_content(load_config(str(good / "mkdocs.yml"))).problems) == (
        [(DOSSIER, line)] if told else []
    )


def test_days_of_documents_and_texts(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on("2030-01-01", monkeypatch)
    config = load_config(str(good / "mkdocs.yml"))
    assert _told(check_content(config).problems) == []
    plan = _set(good, PLAN, "id: plan-2019", "updated: 2091-01-01\nid: plan-2019")
    text = (good / TEXT).read_text("utf-8")
    head = text.removeprefix("---\n") if text.startswith("---\n") else f"---\n{text}"
    (good / TEXT).write_text(f"---\nupdated: 2091-01-01\n{head}", "utf-8")
    assert _told(check_content(config).problems) == [(PLAN, plan), (TEXT, 2)]
    with pytest.raises(ContentError) as stopped:
        check_content(config.with_settings(release=True))
    assert _told(tuple(stopped.value.problems)) == [(PLAN, plan), (TEXT, 2)]


def test_days_of_corrections_and_help_lines(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on("2030-01-01", monkeypatch)
    correction = _set(good, "content/corrections.yml", "  date: 2022-01-12", "  date: 2091-01")
    checked_on = _set(good, DOSSIER, "    checked: 2022-01-10", "    checked: 2091-01-01")
    told = _told(check_content(load_config(str(good / "mkdocs.yml"))).problems)
    assert told == [("content/corrections.yml", correction), (DOSSIER, checked_on)]


@pytest.mark.process
def test_what_is_made_does_not_depend_on_the_day(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(good, DOSSIER, "updated:", "updated: 2091-01-01")
    config = load_config(str(good / "mkdocs.yml")).with_settings(search=False)
    _on("2030-01-01", monkeypatch)
    before = build_site(config)
    _on("2091-01-01", monkeypatch)
    after = build_site(config)
    assert (len(_told(before.problems)), len(_told(after.problems))) == (1, 0)
    assert dict(before.files) == dict(after.files)


def test_a_build_does_not_remember_that_a_day_was_yet_to_come(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(good, DOSSIER, "updated:", "updated: 2091-01-01")
    config = load_config(str(good / "mkdocs.yml")).with_settings(search=False)
    _on("2030-01-01", monkeypatch)
    assert len(_told(build_and_publish(config)[0].problems)) == 1
    looked = take_snapshot(config, {})
    assert looked is not None
    assert looked.unchanged_build is None
    _on("2091-01-01", monkeypatch)
    assert _told(build_and_publish(config)[0].problems) == []
    looked = take_snapshot(config, {})
    assert looked is not None
    assert looked.unchanged_build is not None
