"""What a dossier as a section of a site is told of its settings, and where it stands then."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.config import Config
from dossier_timeline.mkdocs_plugin.mount_settings import make_edit_uri
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.mkdocs_plugin.settings_errors import UnusableSettings


def write_site(folder: Path, **changes: object) -> Path:
    """An empty site around an empty dossier, and its settings file; `changes` are those of the dossier."""
    for name in ("docs/guide", "dossier-content", "templates"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "docs/news.md").write_text("# News\n", "utf-8")
    given = {"mount": "dossier", "content": "dossier-content", **changes}
    options = {name: value for name, value in given.items() if value is not None}
    settings: dict[str, object] = {
        "site_name": "Handbook",
        "site_url": "https://example.org/docs/",
        "repo_url": "https://github.com/example/handbook",
        "theme": {"name": "mkdocs"},
        "nav": [{"News": "news.md"}],
        "markdown_extensions": ["admonition"],
        "plugins": [{"dossier": options}],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    return file


def load(folder: Path, **changes: object) -> Config:
    return load_config(str(write_site(folder, **changes)))


def told(file: Path) -> list[tuple[str, str]]:
    """The line of each problem, as it stands there, and the message."""
    lines = file.read_text("utf-8").splitlines()
    with pytest.raises(UnusableSettings) as raised:
        load_config(str(file))
    assert all(problem.hint for problem in raised.value.problems)
    return [(lines[one.position.line - 1].strip(), one.message) for one in raised.value.problems]


@pytest.mark.parametrize(
    "mount", ["..", "/dossier", "a/../b", "a//b", ".hidden", "a\\b", "a b", "https://x.nl"]
)
def test_a_mount_is_a_path_below_the_site(mount: str, tmp_path: Path) -> None:
    ((line, message),) = told(write_site(tmp_path, mount=mount))
    assert line.startswith("mount: ")
    assert message == f"“{mount}” is no path below the site’s address"


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"mount": " "}, "mount:", "“mount” names no path"),
        ({"mount": "guide"}, "mount: guide", "is the address of “docs/guide”"),
        ({"mount": "news"}, "mount: news", "is the address of “docs/news.md”"),
        ({"mount": None}, "content:", "no “mount” says where the dossier stands"),
        ({"content": None}, "mount:", "not in which folder the dossier lies"),
        ({"content": "nowhere"}, "content: nowhere", "a folder that isn't there: “nowhere”"),
        ({"content": "docs"}, "content: docs", "lies in the folder of the site’s own pages"),
        ({"content": "docs/guide"}, "content:", "lies in the folder of the site’s own pages"),
        ({"content": "."}, "content:", "holds the folder of the site’s own pages"),
    ],
    ids=str,
)
def test_settings_that_cannot_be(changes: dict[str, object], place: str, words: str, tmp_path: Path) -> None:
    ((line, message),) = told(write_site(tmp_path, **changes))
    assert place in line
    assert words in message


def test_content_outside_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    ((line, message),) = told(write_site(tmp_path / "site", content="../elsewhere"))
    assert "outside the folder of mkdocs.yml" in message
    assert line.startswith("content:")


def test_two_dossiers_and_a_theme_without_pages_are_refused(tmp_path: Path) -> None:
    file = write_site(tmp_path)
    text = file.read_text("utf-8")
    file.write_text(text + "- dossier: {mount: other, content: dossier-content}\n", "utf-8")
    assert told(file) == [("plugins:", "the plugin “dossier” is listed more than once")]
    file.write_text(text.replace("name: mkdocs", "name: dossier"), "utf-8")
    assert told(file) == [("theme:", "the theme “dossier” has no pages for the rest of the site")]


def test_everything_of_the_dossier_stands_below_the_mount(tmp_path: Path) -> None:
    config = load(tmp_path, mount="archive/trees")
    addresses = config.addresses
    assert addresses.site_url == "https://example.org/docs/archive/trees/"
    assert addresses.whole_site_url == "https://example.org/docs/"
    assert addresses.folder == "archive/trees/"
    assert addresses.edit_base == "https://github.com/example/handbook/edit/master/dossier-content/"
    assert config.site_folder == tmp_path / "site/archive/trees"
    assert config.paths.content == tmp_path / "dossier-content"
    assert "admonition" not in config.markdown.extensions
    assert config.problems == ()  # the settings of MkDocs count, for the rest of the site


def test_templates_of_the_dossier_are_not_those_of_the_theme(tmp_path: Path) -> None:
    file = write_site(tmp_path)
    assert load_config(str(file)).paths.templates[0] == tmp_path / "templates"
    text = file.read_text("utf-8").replace("name: mkdocs", "name: mkdocs\n  custom_dir: templates")
    file.write_text(text, "utf-8")
    assert tmp_path / "templates" not in load_config(str(file)).paths.templates


@pytest.mark.parametrize(
    ("edit_uri", "expected"),
    [
        ("edit/main/docs/", "edit/main/dossier-content/"),
        ("blob/main/website/docs", "blob/main/website/dossier-content/"),
        ("docs", "dossier-content/"),
        ("?query=root/mydocs/", ""),
        ("", ""),
    ],
)
def test_content_is_edited_beside_the_pages_of_the_site(edit_uri: str, expected: str) -> None:
    root = Path("/project")
    assert make_edit_uri(edit_uri, root / "docs", root / "dossier-content", root) == expected
    assert make_edit_uri(edit_uri, Path("/elsewhere/docs"), root / "dossier-content", root) == ""


def test_pages_of_a_site_that_would_vanish_are_named(tmp_path: Path) -> None:
    file = write_site(tmp_path, mount=None, content=None)
    (tmp_path / "docs/guide/a.md").write_text("# A\n", "utf-8")
    (tmp_path / "docs/README.md").write_text("For whoever opens the folder\n", "utf-8")
    config = load_config(str(file))
    assert [str(one.position) for one in config.problems if one.code == "vanishing-page"] == [
        "mkdocs.yml:6:1"
    ]
    problems = [one for one in read_content(config.paths).problems if one.code == "vanishing-page"]
    assert [(one.position.path, one.message.rpartition(": ")[2]) for one in problems] == [
        ("docs/guide", "“guide/a.md”"),
        ("docs/news.md", "“news.md”"),
    ]
    assert all("mount: dossier" in one.hint for one in problems)


def test_the_folder_of_the_site_s_own_pages_is_known_for_messages(tmp_path: Path) -> None:
    assert load(tmp_path).paths.rest_path == "docs"
