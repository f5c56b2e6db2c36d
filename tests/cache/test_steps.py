"""Steps: what was read is digested once, and what is as it was isn't digested again when it's written."""

from __future__ import annotations

from pathlib import Path

from dossier_timeline.cache import steps
from dossier_timeline.cache.store import Store
from dossier_timeline.read_recorder import ComputedSource, Sources


def test_a_read_that_finds_nothing_is_not_digested_again_at_the_end(tmp_path: Path) -> None:
    asked: list[str] = []

    def digest(key: str) -> str:
        asked.append(key)
        return "" if key == "nothing" else key

    def build(last: str) -> list[str]:
        """Open the steps of the last build and record one more; returns what was digested."""
        asked.clear()
        steps._in_memory.clear()
        sources = Sources()
        sources.add("entry", ComputedSource(digest))
        cache = steps.open_step_cache(Store(tmp_path), "steps", "site", "all", sources)
        if cache.find("page", "plan") is None:
            cache.record("page", "plan", {"entry nothing", "entry something"})
        cache.record(last, "plan", set())
        cache.save()
        return sorted(asked)

    assert build("one") == ["nothing", "something"]
    assert build("two") == ["nothing", "something"], "each once, to see whether it's as it was"
