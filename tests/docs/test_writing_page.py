"""The tables of docs/writing.md say what becomes of Markdown and references."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.conftest import Command
from tests.helpers.files import ROOT
from tests.helpers.html import texts
from tests.helpers.site_copies import copied

TEXT = (ROOT / "docs" / "writing.md").read_text("utf-8")
PAGE = "content/pages/about/en.md"


def rows(heading: str) -> list[tuple[str, str]]:
    """The rows of the table whose second header is `heading`."""
    _, _, rest = TEXT.partition(f"| you write | {heading} |\n")
    lines = rest.partition("\n\n")[0].splitlines()[1:]
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines)
    return [(written.strip(" `"), said.strip()) for written, said in cells]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The items of a list of all that is written, as the page says them."""
    root = copied(tmp_path_factory.mktemp("writing"))
    for name in ("nl", "en"):
        path = root / f"content/pages/about/{name}.md"
        items = "".join(f"- {written}\n" for written, _ in rows("a page in English says"))
        path.write_text(f"{path.read_text('utf-8')}\n\n{items}", "utf-8")
    config = load_config(str(root / "mkdocs.yml")).with_settings(search=False)
    html = build_site(config).files["en/about/index.html"]
    return [" ".join(item.replace("≠", "").split()) for item in texts(html, "div.prose li")]


@pytest.mark.parametrize("row", rows("a page in English says"), ids=lambda row: row[0])
def test_what_a_reference_becomes(said: list[str], row: tuple[str, str]) -> None:
    assert row[1] in said


def test_what_goes_wrong_is_told_so(command: Command, good: Path) -> None:
    path = good / PAGE
    table = rows("what `check` says")
    assert len(table) > 6
    path.write_text(path.read_text("utf-8") + "".join(f"\n{written}\n" for written, _ in table), "utf-8")
    told = json.loads(command("check", "--format", "json", exit_code=1).stdout)["problems"]
    lines = path.read_text("utf-8").splitlines()
    for written, message in table:
        line = len(lines) - lines[::-1].index(written)
        found = [one["message"] for one in told if (one["path"], one["line"]) == (PAGE, line)]
        assert message in found, f"{written}: {found}"


def test_the_example_is_right(command: Command, good: Path) -> None:
    example = TEXT.partition("```markdown\n")[2].partition("```")[0]
    assert example.count("\n") > 10
    for name in ("nl", "en"):
        path = good / f"content/pages/about/{name}.md"
        text = example.replace("plan-2019/en.md", f"plan-2019/{name}.md")
        path.write_text(f"{path.read_text('utf-8')}\n\n{text}", "utf-8")
    told = json.loads(command("check", "--format", "json").stdout)["problems"]
    assert {one["code"] for one in told} == {"behind"}
