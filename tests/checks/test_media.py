"""What is wrong with images and files to download is told where they are described."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_timeline.cache.buckets import CacheBucket
from dossier_timeline.checks.media import MediaTools, check_media
from dossier_timeline.config import Config
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.media.media_making import MadeMedia
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.illustrated_site import IMAGES, illustrate_site
from tests.helpers.image_making import make_image
from tests.helpers.site_copies import changed, copied

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def cache() -> CacheBucket:
    return CacheBucket()


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    root = illustrate_site(tmp_path_factory.mktemp("illustrated"))
    return load_config(str(root / "mkdocs.yml"))


def check(config: Config, cache: CacheBucket, reports: list[str] | None = None) -> MadeMedia:
    told = [] if reports is None else reports
    reading = read_content_folder(config.paths.root)
    assert reading.dossier is not None
    return check_media(config, reading, MediaTools(lambda: cache, told.append))


def test_images_are_made_once(config: Config, cache: CacheBucket) -> None:
    reports: list[str] = []
    made = check(config, cache, reports)
    assert not made.problems
    assert made.media.images.keys() == {"old-bridge", "bridge-map"}
    assert reports == ["Making 2 images in several sizes"]
    again = check(config, cache, reports)
    assert again.media.images == made.media.images
    assert len(reports) == 1
    assert {path: read() for path, read in again.media.contents.items()} == {
        path: read() for path, read in made.media.contents.items()
    }


def test_files_that_the_cache_lost_are_made_again(config: Config, cache: CacheBucket) -> None:
    made = check(config, cache)
    path = made.media.images["bridge-map"].fallback.path
    content = made.media.contents[path]()
    for key in [key for key in cache if key.endswith("/all")]:
        del cache[key]
    assert made.media.contents[path]() == content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"file": "images.yml", "replace": "file: map.svg", "with": "file: mep.svg"},
            {
                "images.yml:10:9: no-such-file: there is no file content/images/mep.svg",
                (
                    "images/map.svg:1:1: undescribed-file: images.yml doesn't describe this file, so readers "
                    "don't get it"
                ),
            },
        ),
        (
            {"file": "images/map.svg", "write": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"},
            {
                (
                    "images.yml:10:9: unusable-file: “map.svg” can't be used: this drawing holds <script>, "
                    "on its line 1"
                )
            },
        ),
        (
            {"file": "downloads/plan.pdf", "write": "<html>"},
            {
                (
                    "downloads.yml:2:9: unusable-file: “plan.pdf” can't be used: what is in this file isn't "
                    "PDF, or is broken"
                )
            },
        ),
        (
            {"file": "images/map.svg", "link": "outside.svg"},
            {
                "images.yml:10:9: no-such-file: there is no file content/images/map.svg",
                "images/map.svg:1:1: outside: this is a link to something outside its folder",
            },
        ),
        (
            {"file": "documents/plan-2019/document.yml", "replace": "downloads: [plan-pdf]\n", "with": ""},
            set(),
        ),
        (
            {"file": "images/more/a.png", "write": "x"},
            {"images/more:1:1: unknown-file: this folder is not read"},
        ),
    ],
)
def test_what_is_wrong_is_told(
    change: dict[str, str], said: set[str], tmp_path: Path, cache: CacheBucket
) -> None:
    root = illustrate_site(tmp_path)
    (tmp_path / "outside.svg").write_text("<svg/>")
    changed(root, [change])
    made = check(load_config(str(root / "mkdocs.yml")), cache)
    assert {f"content/{one}" for one in said} == {
        f"{problem.position}: {problem.code}: {problem.message}" for problem in made.problems
    }
    assert all(problem.hint for problem in made.problems)


def test_names_that_not_every_system_knows_are_told(tmp_path: Path) -> None:
    root = copied(tmp_path)
    folder = root / "content/images"
    folder.mkdir()
    twins = ("A.png", "a.png", "caf\u00e9.png", "cafe\u0301.png")
    for name in (*twins, "CON.png", "lpt1.a.png", "console.png", "a\u202eb.png"):
        (folder / name).write_bytes(make_image())
    (folder / os.fsdecode(b"\xff.png")).write_bytes(make_image())
    os.mkfifo(folder / "pipe.png")
    (root / "content/images.yml").write_text(
        IMAGES.replace("De oude brug (kade).JPG", "pipe.png").replace("map.svg", "-.png")
        + IMAGES[: IMAGES.index("- id: bridge-map")]
        .replace("old-", "new-")
        .replace("De oude brug (kade).JPG", "CON.png")
    )
    (folder / "-.png").write_bytes(make_image("PNG", (1, 1)))
    made = check(load_config(str(root / "mkdocs.yml")), CacheBucket())
    told = {problem.message for problem in made.problems if problem.code == "unusable-file"}
    assert told == {
        "on many systems this file and “A.png” have the same name",
        "on many systems this file and “cafe\u0301.png” have the same name",
        "Windows keeps the name “CON” for a device, so no file can have it there",
        "Windows keeps the name “lpt1” for a device, so no file can have it there",
        "the name of this file holds signs that can't be shown",
    }
    assert not [
        problem for problem in made.problems if problem.code == "no-such-file" and "CON" in str(problem)
    ]
    for problem in made.problems:
        assert str(problem).encode("utf-8")


def test_what_nothing_shows_is_told_and_not_published(tmp_path: Path, cache: CacheBucket) -> None:
    root = illustrate_site(tmp_path)
    changed(root, [{"file": "actors.yml", "replace": "  images: [old-bridge]\n", "with": ""}])
    changed(
        root, [{"file": "documents/plan-2019/document.yml", "replace": "images: [old-bridge]\n", "with": ""}]
    )
    (root / "content/images/unused.png").write_bytes(make_image())
    made = check(load_config(str(root / "mkdocs.yml")), cache)
    assert made.media.images.keys() == {"bridge-map"}
    assert [(problem.code, problem.position.path) for problem in made.problems] == [
        ("unshown-file", "content/images.yml"),
        ("undescribed-file", "content/images/unused.png"),
    ]


def test_a_draft_shows_its_images_to_its_maintainers_only(tmp_path: Path, cache: CacheBucket) -> None:
    root = illustrate_site(tmp_path)
    changed(root, [{"file": "actors.yml", "replace": "  images: [old-bridge]\n", "with": ""}])
    changed(
        root,
        [
            {
                "file": "documents/plan-2019/document.yml",
                "replace": "id: plan-2019\n",
                "with": "id: plan-2019\ndraft: true\n",
            }
        ],
    )
    config = load_config(str(root / "mkdocs.yml"))
    assert not check(config, cache).media.images
    preview = replace(config, mode=replace(config.mode, drafts=True))
    assert check(preview, cache).media.images.keys() == {"old-bridge", "bridge-map"}
