"""A site with images and a file to download: what readers, search engines and other programs get."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

import pytest

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.helpers.illustrated_site import PLAN, illustrate_site
from tests.helpers.site_copies import changed

pytestmark = pytest.mark.process
DOCUMENT = "en/documents/bridge-plan-2019/index.html"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root = illustrate_site(tmp_path_factory.mktemp("illustrated"))
    result = build_site(load_config(str(root / "mkdocs.yml")), is_indexed=False)
    return result.files


def find_figures(files: Mapping[str, bytes], path: str) -> list[str]:
    return re.findall(r'<figure class="image.*?</figure>', files[path].decode(), re.DOTALL)


def test_each_place_shows_its_images(files: Mapping[str, bytes]) -> None:
    described = {
        path: [re.findall(r'alt="([^"]*)"', figure)[0] for figure in find_figures(files, path)]
        for path in files
        if path.endswith(".html") and find_figures(files, path)
    }
    assert described[DOCUMENT] == ["A bridge with 3 arches.", "A map."]
    assert described["nl/documenten/bruggenplan-2019/index.html"] == [
        "Een brug met drie bogen.",
        "Een kaart.",
    ]
    assert described["en/timeline/index.html"] == ["A map."]
    assert described["en/people/index.html"] == ["A bridge with 3 arches."]
    assert described["en/report/index.html"][:2] == ["A bridge with 3 arches.", "A map."]


def test_an_image_has_its_size_and_only_what_is_seen_first_is_loaded_at_once(
    files: Mapping[str, bytes],
) -> None:
    first, second = find_figures(files, DOCUMENT)
    assert 'width="600" height="300"' in first
    assert "loading=" not in first
    assert 'loading="lazy"' in second
    assert second.startswith('<figure class="image">\n<a href="../../../assets/images/bridge-map-1600.')
    assert re.findall(r'type="([^"]+)"', first) == ["image/avif", "image/webp"]
    for address in re.findall(r"\.\./\.\./\.\./(assets/images/\S+)(?: [0-9]+w|\")", first + second):
        assert address.strip('"') in files


def test_only_pages_with_images_ask_for_their_style(files: Mapping[str, bytes]) -> None:
    style = next(path for path in files if path.startswith("assets/images.") and path.endswith(".css"))
    name = style.rpartition("/")[2].encode()
    for path, content in files.items():
        if path.endswith(".html"):
            assert (name in content) == (b'<figure class="image' in content), path


def test_who_made_it_and_what_allows_it_stand_below_it_and_in_the_data(files: Mapping[str, bytes]) -> None:
    caption = re.sub(r"<[^>]+>", "", find_figures(files, DOCUMENT)[0]).strip()
    assert (
        caption
        == "Seen by the Town council of Brugstede.A. Photographer\u00a0· Town archive\u00a0· CC BY 4.0"
    )
    page = files[DOCUMENT].decode()
    graph = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["@graph"]
    drawing, photograph = (node for node in graph if node["@type"] == "ImageObject")
    assert photograph["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (photograph["creditText"], photograph["width"]) == ("A. Photographer", 600)
    assert photograph["contentUrl"].removeprefix("https://example.org/bridges/") in files
    assert drawing["usageInfo"] == "public domain"
    rows = [*csv.DictReader(io.StringIO(files["data/images.csv"].decode()))]
    assert [(row["id"], row["licence"], row["allowed_by"]) for row in rows] == [
        ("old-bridge", "CC-BY-4.0", ""),
        ("bridge-map", "", "public domain"),
    ]
    shown = [*csv.DictReader(io.StringIO(files["data/shown.csv"].decode()))]
    assert {(row["entry"], row["shows"]) for row in shown} == {
        ("plan-2019", "old-bridge"),
        ("plan-2019", "plan-pdf"),
        ("plan-sent", "bridge-map"),
        ("brugstede", "old-bridge"),
    }
    words = files["data/words.csv"].decode()
    assert "old-bridge,description,nl,Een brug met drie bogen." in words
    assert "old-bridge,credit,mul,A. Photographer" in words


def test_a_file_to_download_is_named_with_its_kind_size_and_language(files: Mapping[str, bytes]) -> None:
    text = files[DOCUMENT].decode()
    link = '<a href="../../../downloads/plan.pdf">The plan</a> <span class="soft">(PDF, 312 kB, Dutch)</span>'
    assert text.count(link) == 2
    assert "(PDF, 312 kB)" in files["nl/documenten/bruggenplan-2019/index.html"].decode()
    assert files["downloads/plan.pdf"].startswith(b"%PDF")


def test_nothing_of_the_file_itself_is_published(files: Mapping[str, bytes]) -> None:
    assert not [path for path in files if "kade" in path or path.endswith("map.svg")]


def test_where_an_image_cannot_stand_and_what_a_language_lacks_is_told(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = illustrate_site(tmp_path_factory.mktemp("wrong"))
    wrong = (
        "The bridge [[bridge-map]] is old.\n\n[[bridge-map: a map]]\n\n- [[bridge-map]]\n\n"
        "![A map](../../images/map.svg)"
    )
    changed(root, [{"file": f"{PLAN}/en.md", "replace": "[[bridge-map]]", "with": wrong}])
    changed(root, [{"file": "images.yml", "replace": ", nl: Een kaart.", "with": ""}])
    with pytest.raises(ContentError) as told:
        check_content(load_config(str(root / "mkdocs.yml")))
    codes = [problem.code for problem in told.value.problems if problem.level is Level.ERROR]
    assert sorted(codes) == [
        *["image-in-words"] * 3, "local-image", "missing-language", "reference-parity",
    ]  # fmt: skip
