"""Files compressed beforehand: what they unpack to, which there are, and that they are the same each time."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from pathlib import Path

import brotli
import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.cache.buckets import Cache
from dossier_timeline.config import Config
from dossier_timeline.output import compression as compress
from dossier_timeline.output.compression import compress_files
from dossier_timeline.pipeline import BuildResult, build_site
from dossier_timeline.publishing.site_files import SiteFiles
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of

WORDS = b"<p>What was promised, and what came of it.</p>\n" * 40
FILES = {"nl/index.html": WORDS, "a.css": WORDS[:300], "data/all.zip": WORDS, "x.pf_index": WORDS}


def test_what_gets_smaller_is_compressed_and_unpacks_to_the_same() -> None:
    packed = compress_files(SiteFiles(FILES))
    assert sorted(packed) == ["a.css.br", "a.css.gz", "nl/index.html.br", "nl/index.html.gz"]
    assert brotli.decompress(packed["nl/index.html.br"]) == WORDS
    assert gzip.decompress(packed["nl/index.html.gz"]) == WORDS
    assert len(packed["nl/index.html.br"]) < len(packed["nl/index.html.gz"]) < len(WORDS)


def test_what_does_not_get_smaller_stays_alone() -> None:
    noise = random.Random(1).randbytes(5000)
    assert compress_files(SiteFiles({"noise.txt": noise, "short.txt": WORDS[:255]})) == {}


def test_gzip_has_neither_a_time_nor_a_name_in_it() -> None:
    head = compress_files(SiteFiles(FILES))["nl/index.html.gz"][:10]
    assert head[3] == 0
    assert head[4:8] == bytes(4)


def test_only_what_changed_is_compressed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Cache(tmp_path)
    first = compress_files(SiteFiles(FILES), memory)
    memory.save()
    seen = []
    forms = {
        end: lambda content, end=end, pack=pack: seen.append(end) or pack(content)
        for end, pack in compress._COMPRESSORS.items()
    }
    monkeypatch.setattr(compress, "_COMPRESSORS", forms)
    assert compress_files(SiteFiles(FILES), Cache(tmp_path)) == first
    assert seen == []
    again = compress_files(SiteFiles({**FILES, "a.css": WORDS[:400]}), Cache(tmp_path))
    assert sorted(seen) == [".br", ".gz"]
    assert again["nl/index.html.br"] == first["nl/index.html.br"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, BuildResult]:
    """The small good site, published with compressed files."""
    root = tmp_path_factory.mktemp("released") / "good"
    shutil.copytree(GOOD, root)
    config = config_of(root, precompress=True, site_url="https://bridges.example/")
    site, _ = build_and_publish(config)
    return config, site


def test_they_are_published_and_listed_with_their_checksums(released: tuple[Config, BuildResult]) -> None:
    config, site = released
    listed = json.loads(site.files["manifest.json"])["files"]
    packed = [path for path in site.files if path.endswith((".br", ".gz"))]
    assert {"nl/index.html.br", "nl/index.html.gz", "sitemap.xml.br"} < set(packed) < set(listed)
    assert len(packed) > 50
    for path in packed:
        assert (config.paths.site / path).read_bytes() == site.files[path]
    # It names them, so it can't be among them.
    assert "manifest.json.br" not in site.files
    assert b".br" not in site.files["sitemap.xml"]
    assert b".gz" not in site.files["sitemap.xml"]


def test_a_second_build_gives_the_same_bytes_and_writes_nothing(released: tuple[Config, BuildResult]) -> None:
    config, site = released
    again, done = build_and_publish(config)
    assert again.files == site.files
    assert (done.written, done.removed) == (0, 0)


def test_without_them_nothing_else_changes_and_they_go(released: tuple[Config, BuildResult]) -> None:
    config, site = released
    plain, _ = build_and_publish(config.with_settings(precompress=False))
    assert {path for path in site.files if path not in plain.files} == {
        path for path in site.files if path.endswith((".br", ".gz"))
    }
    assert all(plain.files[path] == site.files[path] for path in plain.files if path != "manifest.json")
    assert not list(config.paths.site.rglob("*.br"))


def test_a_preview_has_none_and_no_policy_that_would_stop_its_reloading(
    released: tuple[Config, BuildResult],
) -> None:
    config, _ = released
    shown = build_site(config.with_settings(drafts=True)).files
    assert not any(path.endswith((".br", ".gz")) for path in shown)
    assert not any(
        b"Content-Security-Policy" in content for path, content in shown.items() if path.endswith(".html")
    )
