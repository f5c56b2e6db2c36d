"""What is begun ahead of a plan ends well, also with templates that nobody can compile."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.cache.buckets import Cache
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output import prefetch as ahead
from dossier_timeline.output.prefetch import Prefetch


def _begun(good: Path, monkeypatch: pytest.MonkeyPatch) -> Prefetch:
    """What compiles templates, in a fork of its own."""
    monkeypatch.setattr(ahead, "usable_processors", lambda: 2)
    template = good / "templates/pages/home.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text("{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}", "utf-8")
    config = load_config(str(good / "mkdocs.yml")).with_settings(search=False)
    return Prefetch(config.paths.templates, Cache(good / ".cache"))


def test_a_template_nested_too_deeply_hinders_no_other(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = _begun(good, monkeypatch)
    assert len(begun.compiled_templates()) > 20
    begun.close()


def test_what_failed_is_closed_once(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> dict[str, bytes]:
        raise RuntimeError

    monkeypatch.setattr(ahead, "_compile_templates", fails)
    begun = _begun(good, monkeypatch)
    with pytest.raises(RuntimeError):
        begun.compiled_templates()
    begun.close()
