"""JSON that is published is JSON, whatever stands in content; the last look refuses what isn't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.output.audit import audit_site, find_json_errors
from dossier_timeline.pipeline import build_site
from tests.helpers.html import select_one
from tests.helpers.site_copies import changed, copied

BASE = "https://example.org/"
TYPED = r"""Progress \ufdd0report \ufdd1 \ufdd2" \" \u0022 < / > & {a} \x \u0022"""


@pytest.mark.parametrize(
    ("path", "content", "lines"),
    [
        ("data/a.json", b'{"a": 1}', []),
        ("data/a.json", b'{"a":\n "Progress \\quit"}', [2]),
        ("data/a.json", b'{"a": NaN}', [1]),
        ("data/a.json", b"\xff", [1]),
        ("data/a.json", b"", [1]),
        ("a/index.html", b'<p>\n<script type="application/ld+json">{"a": "\\x"}</script>', [2]),
        ("a/index.html", b'<script type="application/ld+json">{"a": "x"}</script><script>{</script>', []),
        ("a.css", b"{", []),
    ],
)
def test_what_is_no_json_is_found(path: str, content: bytes, lines: list[int]) -> None:
    assert [line for line, _ in find_json_errors(path, content)] == lines


def test_it_is_not_published() -> None:
    problems = audit_site({"data/a.json": b'{\n"a": \\ufdd0}'}, base=BASE)
    assert [(str(p.position), p.code) for p in problems] == [("site/data/a.json:2:1", "audit-json")]


def test_typed_words_that_look_like_escapes_stay_as_they_are(tmp_path: Path) -> None:
    root = copied(tmp_path)
    quoted = TYPED.replace("'", "''")
    old = "en: Progress report on the bridges}"
    changed(
        root, [{"file": "documents/letter-2021/document.yml", "replace": old, "with": f"en: '{quoted}'}}"}]
    )
    files = build_site(load_config(str(root / "mkdocs.yml")).with_settings(search=False)).files
    for path in files:
        if path.endswith(".json"):
            json.loads(files[path])
    (row,) = (one for one in json.loads(files["data/documents.json"]) if one["id"] == "letter-2021")
    assert TYPED in json.dumps(row, ensure_ascii=False).replace("\\\\", "\\").replace('\\"', '"')
    pages = [path for path in files if path.endswith(".html") and b"ld+json" in files[path]]
    for path in pages:
        json.loads("".join(select_one(files[path], "script[type='application/ld+json']").itertext()))
    assert pages
