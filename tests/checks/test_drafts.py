"""Drafts: seen by whoever works on them, by nobody else, and unfinished without being wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.conftest import Command
from tests.helpers.html import texts

pytestmark = pytest.mark.process

DRAFT = "content/documents/plan-2024"


@pytest.fixture
def drafted(command: Command, good: Path) -> Path:
    """The good site with a draft that has a fact, an event, and half of its words."""
    command("new", "document", "plan-2024", "--language", "nl", "--title", "nl=Het plan van straks")
    with (good / DRAFT / "document.yml").open("a", encoding="utf-8") as file:
        file.write(
            "facts:\n"
            "  - id: drafted-fact\n"
            "    label: {nl: bruggen straks}\n"
            "    value: 31\n"
            "    unit: bridge\n"
            "    passage: {paragraph: 1}\n"
            "events:\n"
            "  - id: drafted-event\n"
            "    date: 2024-05\n"
            "    title: {nl: Opening straks, en: Opening later}\n"
            "    kind: opening\n"
            "    passage: {paragraph: 1}\n"
        )
    (good / DRAFT / "nl.md").write_text("---\n---\n## Straks {#later}\n\nEr komen [[drafted-fact.unit]].\n")
    return good


def built(folder: Path, *, drafts: bool = False) -> Mapping[str, bytes]:
    config = load_config(str(folder / "mkdocs.yml"), drafts=drafts)
    site = build_site(config.with_settings(search=False))
    assert site.problems == ()
    return site.files


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_readers_find_nothing_of_it(drafted: Path) -> None:
    files = built(drafted)
    for path, content in files.items():
        for word in (b"plan-2024", b"van straks", b"drafted-", b"Opening later"):
            assert word not in content, path
            assert word.decode() not in path


def test_it_is_shown_to_its_maker_and_marked(drafted: Path) -> None:
    files = built(drafted, drafts=True)
    page = files["nl/documenten/het-plan-van-straks/index.html"].decode()
    assert "Concept." in texts(page, "b")
    assert "31" in page
    assert "Het plan van straks" in page
    assert "Draft." in texts(files["en/documents/het-plan-van-straks/index.html"], "b")
    assert texts(files["en/timeline/index.html"], "#drafted-event span.tag.amber") == ["draft"]
    assert "draft" in texts(files["en/documents/index.html"], "span.tag.amber")
    for path, content in files.items():
        if path.endswith(".html") and "straks" not in path:
            assert "Draft." not in texts(content, "b"), path


def test_unfinished_is_not_wrong_but_wrong_is(command: Command, drafted: Path) -> None:
    command("check", "--strict")
    append(drafted / DRAFT / "nl.md", "\nHet zijn er 32.\n")
    assert f"{DRAFT}/nl.md:7:13: error[bare-number]" in command("check", exit_code=1).stderr


def test_finished_it_must_be_whole(command: Command, drafted: Path) -> None:
    file = drafted / DRAFT / "document.yml"
    file.write_text(file.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    told = command("check", exit_code=1).stderr
    for code in ("missing-key", "missing-language", "never-checked", "no-source-text"):
        assert f"error[{code}]" in told
    assert told.count("error[missing-key]") == 2, "short and description"


REFERENCES = {
    "a field": (
        "content/differences.yml",
        ("concerns: [bridges-2018, ", "concerns: [drafted-fact, bridges-2018, "),
        "content/differences.yml:12:14",
    ),
    "words": (
        "content/terms.yml",
        ("nl: Wat voorkomt dat iemand van de brug valt., en: What keeps people from falling off a bridge.",
         'nl: "Zie [[plan-2024]].", en: "See [[plan-2024]]."'),
        "content/terms.yml:3:25",
    ),
    "a reference in a text": (
        "content/pages/about",
        "\nZie [[drafted-event]].\n",
        "content/pages/about/nl.md:12:5",
    ),
    "a link in a text": (
        "content/pages/about",
        "\nZie [dit](../../documents/plan-2024/{code}.md).\n",
        "content/pages/about/nl.md:12:",
    ),
    "arithmetic": (
        "content/facts.yml",
        ("derived: bridges-2021 - bridges-2018", "derived: bridges-2021 - drafted-fact"),
        "content/facts.yml:3:12",
    ),
    "a passage": (
        "content/actors.yml",
        ("{document: plan-2019, paragraph: 2}",
         "{document: plan-2024, paragraph: 2}"),
        "content/actors.yml:23:27",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", REFERENCES)
def test_nothing_may_lead_to_it(command: Command, drafted: Path, how: str) -> None:
    path, change, place = REFERENCES[how]
    if isinstance(change, str):
        for code in ("nl", "en"):
            append(drafted / path / f"{code}.md", change.replace("{code}", code))
    else:
        text = (drafted / path).read_text("utf-8")
        assert change[0] in text
        (drafted / path).write_text(text.replace(change[0], change[1]), "utf-8")
    told = command("check", exit_code=1).stderr
    assert f"{place}" in told
    assert "error[draft-reference]" in told
    with pytest.raises(ContentError) as error:
        built(drafted)
    codes = {problem.code for problem in error.value.problems}
    assert "draft-reference" in codes


def test_one_language_of_a_text_can_be_a_draft(command: Command, good: Path) -> None:
    file = good / "content/documents/letter-2021/en.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    told = command("check").stderr
    assert "is still a draft in the language “en”" in told
    assert "warning[missing-summary]" in told
    config = load_config(str(good / "mkdocs.yml"))
    files = build_site(config.with_settings(search=False)).files
    page = files["en/documents/progress-report-2021/index.html"].decode()
    assert "Not yet translated." in page
    with_drafts = build_site(config.with_settings(search=False, drafts=True)).files
    assert "Draft." in texts(with_drafts["en/documents/progress-report-2021/index.html"], "b")
    assert "Concept." not in texts(with_drafts["nl/documenten/voortgangsbericht-2021/index.html"], "b")


def test_a_page_in_the_menu_is_no_draft(command: Command, good: Path) -> None:
    words = (
        "--title",
        "nl=Contact",
        "--title",
        "en=Contact",
        "--description",
        "nl=x",
        "--description",
        "en=y",
    )
    command("new", "page", "contact", *words)
    settings = good / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("[about, method]", "[about, contact]"), "utf-8")
    told = command("check", exit_code=1).stderr
    assert "content/dossier.yml:18:16: error[draft-reference]: “contact” is a draft" in told
    assert "nl/contact/index.html" in built(good, drafts=True)
