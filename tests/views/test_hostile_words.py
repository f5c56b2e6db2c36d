"""Every word of a dossier may be hostile, where nobody has looked at it: pages show it as text."""

from __future__ import annotations

from typing import Any

import pytest

from dossier_timeline import pipeline as build
from dossier_timeline.checks import all_checks as checking
from dossier_timeline.checks.proof import ProofCheck
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.documents import Prose
from tests.helpers.files import GOOD
from tests.languages.test_word_markup import BREAKS_OUT, MARK, TAGS, Seen

_ALL = [*TAGS, *BREAKS_OUT]


class _Spoiling:
    """Puts another hostile tag into each of the words in a value, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, value: Any) -> Any:
        if isinstance(value, Words):
            return Words.model_construct({code: self._spoilt(text) for code, text in value.root.items()})
        if isinstance(value, Prose):
            return value.model_copy(update={"body": f"{value.body}\n\nx {self._next()}\n"})
        if isinstance(value, ModelValue):
            fields = {
                name: getattr(value, name) if "slug" in name else self(getattr(value, name))
                for name in type(value).model_fields
            }
            return type(value).model_construct(None, **fields)
        if isinstance(value, tuple):
            return tuple(map(self, value))
        if isinstance(value, dict):
            return {key: self(one) for key, one in value.items()}
        return value

    def _spoilt(self, text: str) -> str:
        return f"{text} {self._next()}"

    def _next(self) -> str:
        self.count += 1
        return _ALL[self.count % len(_ALL)].replace("[[", "[")


def test_no_word_of_a_dossier_gets_out_of_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(str(GOOD / "mkdocs.yml")).with_settings(search=False)
    reading = checking.read_content(config.paths)
    spoiling = _Spoiling()
    spoilt = ContentReading(spoiling(reading.dossier), (), reading.positions)
    assert spoiling.count > 150
    monkeypatch.setattr(build, "read_content", lambda *_: spoilt)
    for name in ("check_dossier", "check_texts"):
        monkeypatch.setattr(checking, name, lambda *_, **__: [])
    monkeypatch.setattr(checking, "check_proof", lambda *_: ProofCheck(()))
    site = build.build_site(config)  # and so the audit found nothing either
    shown = 0
    for path, content in site.files.items():
        if not path.endswith(".html"):
            continue
        seen = Seen(content.decode())
        shown += seen.text.count(MARK)
        for tag, attributes in seen.tags:
            assert tag not in {"plaintext", "xmp", "portal", "applet", "iframe", "object", "embed"}
            assert tag != "base" or attributes == [("target", "_top")]
            for key, value in attributes:
                assert not key.startswith("on"), f"{path}: {tag} {key}"
                if key not in {"title", "alt", "content", "href"} and not key.startswith(("aria-", "data-")):
                    assert MARK not in (value or ""), f"{path}: {tag} {key}={value}"
    assert shown > 300
