"""The commands `source add` and `source show`, on a copy of the small good site."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from dossier_timeline.__main__ import cli
from tests.helpers.pdf_making import Printed, make_pdf, printed_lines

LONG = "The harbour office counts every ship that enters the port between dawn and dusk of each"
DOCUMENT = "content/documents/harbour-2020/document.yml"
RECORDS = "content/sources.json"


@pytest.fixture
def site(good: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good site with a draft of a document that has no text yet."""
    monkeypatch.chdir(good)
    words = ["new", "document", "harbour-2020", "--language", "en", "--date", "2020", "--kind", "plan"]
    made = command(*words, "--title", "nl=Haven", "--title", "en=Harbour")
    assert made.exit_code == 0, made.output
    return good


def command(*words: str) -> Result:
    done = CliRunner().invoke(cli, ["--sources", "sources", *words], prog_name="dossier-timeline")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def a_law() -> bytes:
    pages = [
        [
            Printed(70, 815, "Official journal"),
            Printed(480, 815, f"L 119/{number}"),
            Printed(270, 780, f"Article {2 * number}", font="italic"),
            Printed(240, 760, f"Ships of kind {number}", font="bold"),
            *printed_lines(70, 730, [f"1. {LONG}", f"day. That are {number * 120} ships, re-", "signed."]),
            *printed_lines(70, 690, [f"2. {LONG}", "night. They signed it, and re it is."]),
        ]
        for number in range(1, 4)
    ]
    return make_pdf(pages)


def test_a_pdf_is_added_and_its_passages_are_found(site: Path, tmp_path: Path) -> None:
    original = tmp_path / "law.pdf"
    original.write_bytes(a_law())
    before = (site / DOCUMENT).read_text("utf-8")
    added = command("source", "add", "harbour-2020", str(original))
    assert added.exit_code == 0, added.output
    assert "read law.pdf: application/pdf, 3 pages" in added.output
    assert "3 headings, named by 1 line of `sections`; 3 page lines, by 1 of `furniture`" in added.output
    assert "finds the same words" in added.output
    after = (site / DOCUMENT).read_text("utf-8")
    text = yaml.safe_load(after)["text"]
    assert text == {
        "file": "harbour-2020.en.txt",
        "sections": ["Article *"],
        "furniture": ["Official journal L 119/*"],
        "whole_paragraphs": True,
    }
    kept = [line for line in after.splitlines() if line in before.splitlines()]
    assert kept == before.splitlines()
    assert (site / "sources/law.pdf").read_bytes() == original.read_bytes()
    found = command("passage", "harbour-2020", "240 ships")
    assert found.stdout.startswith("passage: {article: 4, paragraph: 1}")
    assert command("check").exit_code == 0


def test_a_document_that_is_not_there_yet_is_begun(site: Path) -> None:
    (site / "law.pdf").write_bytes(a_law())
    words = ("--language", "en", "--kind", "plan", "--title", "nl=Schepen", "--title", "en=Ships: a law")
    added = command("source", "add", "ships-2021", "law.pdf", *words)
    assert added.exit_code == 0, added.output
    folder = "content/documents/ships-2021"
    assert [line for line in added.output.splitlines() if line.startswith("wrote ")] == [
        "wrote sources/ships-2021.en.txt",
        *(f"wrote {folder}/{name}" for name in ("document.yml", "nl.md", "en.md")),
        "wrote content/sources.json",
    ]
    assert "“ships-2021” is a draft. Write what it says in content/documents/ships-2021/*.md" in added.output
    described = yaml.safe_load((site / folder / "document.yml").read_text("utf-8"))
    assert described["title"] == {"nl": "Schepen", "en": "Ships: a law"}
    assert described["text"]["sections"] == ["Article *"]
    assert (str(described["date"]), described["draft"]) == ("2021", True)
    assert command("check").exit_code == 0
    assert command("passage", "ships-2021", "240 ships").exit_code == 0


def test_what_a_new_document_is_gets_asked_on_a_terminal(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier_timeline.cli.new_document.is_interactive", lambda: True)
    (site / "law.pdf").write_bytes(a_law())
    answers = "plan\n2021-03-04\nen\nSchepen\nShips\n\n\n\n\n"
    words = ["--sources", "sources", "source", "add", "ships", "law.pdf"]
    added = CliRunner().invoke(cli, words, input=answers)
    assert added.exit_code == 0, added.output
    described = yaml.safe_load((site / "content/documents/ships/document.yml").read_text("utf-8"))
    assert (described["kind"], str(described["date"])) == ("plan", "2021-03-04")
    assert described["title"] == {"nl": "Schepen", "en": "Ships"}
    assert (site / "sources/ships.en.txt").exists()


def test_the_record_of_the_original(site: Path, tmp_path: Path) -> None:
    original = tmp_path / "law.pdf"
    original.write_bytes(a_law())
    command("source", "add", "harbour-2020", str(original))
    (site / "page.html").write_text("<h1>Title</h1><p>Words.</p>", "utf-8")
    command("source", "add", "plan-2019", "page.html", "--replace")
    data = json.loads((site / RECORDS).read_bytes())
    assert list(data["sources"]) == sorted(data["sources"])
    record = data["sources"]["harbour-2020.en.txt"]
    text = (site / "sources/harbour-2020.en.txt").read_bytes()
    assert record.pop("readers")[1:] != []
    assert record == {
        "original": "law.pdf",
        "sha256": hashlib.sha256(a_law()).hexdigest(),
        "media_type": "application/pdf",
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "pages": 3,
        "doubts": {"hyphen": [5, 15, 25]},
    }


def test_the_passages_are_shown_with_what_is_doubtful(site: Path) -> None:
    (site / "law.pdf").write_bytes(a_law())
    command("source", "add", "harbour-2020", "law.pdf")
    shown = command("source", "show", "harbour-2020").stdout.splitlines()
    assert shown[1:4] == ["—— page 1 ——", "", "## Article 2 Ships of kind 1"]
    assert shown[4].startswith("paragraph 1  1. The harbour office")
    assert shown[5] == "      ? a hyphen at a line end: is it one word, or two?"
    assert shown[6].startswith("paragraph 2  2. The harbour office")
    doubtful = command("source", "show", "harbour-2020", "--doubtful").stdout
    assert "2. The harbour" not in doubtful
    assert doubtful.count("      ?") == 3
    assert "ships, re- signed." in doubtful


def test_what_a_person_wrote_is_not_written_over(site: Path) -> None:
    (site / "law.pdf").write_bytes(a_law())
    text = site / "sources/harbour-2020.en.txt"
    text.write_text("By hand.\n", "utf-8")
    refused = command("source", "add", "harbour-2020", "law.pdf")
    assert refused.exit_code == 1
    assert "wasn't written by this command" in refused.output
    assert text.read_text("utf-8") == "By hand.\n"
    assert not (site / RECORDS).exists()
    assert not (site / "sources/law.pdf").exists()
    assert command("source", "add", "harbour-2020", "law.pdf", "--replace").exit_code == 0
    assert command("source", "add", "harbour-2020", "law.pdf").exit_code == 0, "the same text again"
    text.write_text(text.read_text("utf-8") + "More.\n", "utf-8")
    assert command("source", "add", "harbour-2020", "law.pdf").exit_code == 1
    assert "was changed since" in command("source", "show", "harbour-2020").output


def test_rules_that_are_there_stay_unless_they_are_to_be_replaced(site: Path) -> None:
    file = site / DOCUMENT
    marked = file.read_text("utf-8").replace(
        "  # sections: [The first heading, The second heading]\n", "  sections:  # mine\n    - My heading\n"
    )
    file.write_text(marked, "utf-8")
    (site / "law.pdf").write_bytes(a_law())
    added = command("source", "add", "harbour-2020", "law.pdf")
    assert "document.yml has `sections` already, which stay as they are" in added.output
    assert "  sections:  # mine\n    - My heading\n" in file.read_text("utf-8")
    command("source", "add", "harbour-2020", "law.pdf", "--replace")
    assert yaml.safe_load(file.read_text("utf-8"))["text"]["sections"] == ["Article *"]


def test_an_original_of_the_same_name_is_not_written_over(site: Path, tmp_path: Path) -> None:
    (site / "sources/law.pdf").write_bytes(b"another")
    (tmp_path / "law.pdf").write_bytes(a_law())
    refused = command("source", "add", "harbour-2020", str(tmp_path / "law.pdf"))
    assert "is another file" in refused.output
    assert (site / "sources/law.pdf").read_bytes() == b"another"


def test_a_plain_text_that_has_the_name_of_the_source_text(site: Path) -> None:
    original = site / "sources/harbour-2020.en.txt"
    original.write_bytes(
        "In 2020 stonden er één café en drie geïsoleerde huizen in België.\n".encode("cp1252")
    )
    added = command("source", "add", "harbour-2020", str(original))
    assert added.exit_code == 0, added.output
    assert (
        original.read_bytes()
        == "In 2020 stonden er één café en drie geïsoleerde huizen in België.\n".encode("cp1252")
    )
    assert (site / "sources/harbour-2020.text.txt").read_text("utf-8") == original.read_bytes().decode(
        "cp1252"
    )
    assert yaml.safe_load((site / DOCUMENT).read_text("utf-8"))["text"]["file"] == "harbour-2020.text.txt"


@pytest.mark.parametrize("name", ["../out.txt", "/tmp/out.txt", "link/out.txt"])
def test_nothing_is_written_outside_of_the_folder_of_source_texts(
    site: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "sources/link").symlink_to(tmp_path / "elsewhere")
    file = site / DOCUMENT
    file.write_text(file.read_text("utf-8").replace("file: harbour-2020.en.txt", f"file: {name}"), "utf-8")
    (site / "law.pdf").write_bytes(a_law())
    refused = command("source", "add", "harbour-2020", "law.pdf", "--replace")
    assert (refused.exit_code, "leads out of the folder of source texts" in refused.output) == (1, True)
    assert not list(tmp_path.rglob("out.txt"))


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (("nothing", "law.pdf"), "there is no document “nothing” (there are: harbour-2020, ", 2),
        (("nothing", "law.pdf"), "to begin it, say its date, with --date 2019-03-14", 2),
        (("nothing-2020", "law.pdf"), "to begin it, say in which language the source is written", 2),
        (("nothing-2020", "nowhere.pdf", "--language", "en"), "there is no such file", 1),
        (("nothing-2020", "law.pdf", "--language", "English"), "error[bad-language]", 1),
        (
            ("harbour-2020", "law.pdf", "--title", "en=Port"),
            "“harbour-2020” is there already: leave --title",
            2,
        ),
        (("harbour-2020", "nowhere.pdf"), "there is no such file", 1),
        (("harbour-2020", "broken.pdf"), "this PDF is broken", 1),
        (("harbour-2020", "http://127.0.0.1:1/x"), "of a private network; add --private", 1),
    ],
)
def test_what_cannot_be_added(site: Path, words: tuple[str, ...], message: str, code: int) -> None:
    (site / "broken.pdf").write_bytes(b"%PDF-1.4")
    (site / "law.pdf").write_bytes(a_law())
    before = sorted(site.rglob("*"))
    refused = command("source", "add", *words)
    assert (refused.exit_code, message in refused.output) == (code, True), refused.output
    assert sorted(site.rglob("*")) == before


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A folder with a document, as a site."""
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "letter").write_text("<!doctype html><h1>Title</h1><p>In 2020 there were 5 ships.</p>", "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched_and_kept(site: Path, web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1642204800")
    added = command("source", "add", "harbour-2020", f"{web}/letter", "--private")
    assert added.exit_code == 0, added.output
    record = json.loads((site / RECORDS).read_bytes())["sources"]["harbour-2020.en.txt"]
    assert (record["address"], record["retrieved"], record["original"]) == (
        f"{web}/letter",
        "2022-01-15",
        "letter.html",
    )
    assert (site / "sources/letter.html").exists()


def test_a_record_that_is_broken_is_told(site: Path) -> None:
    (site / "law.pdf").write_bytes(a_law())
    for broken in ("{", "[]", '{"format": 2, "sources": {}}'):
        (site / RECORDS).write_text(broken, "utf-8")
        refused = command("source", "add", "harbour-2020", "law.pdf")
        assert refused.exit_code == 1
        assert "content/sources.json can't be used" in refused.output


FACTS = """\
facts:
  - id: ships-of-night
    label: {nl: schepen, en: ships}
    value: 240
    unit: ship
    passage: {article: 4, paragraph: 1}
  - id: ships-of-day
    label: {nl: schepen, en: ships}
    value: 120
    unit: ship
    passage: {article: 2, paragraph: 1}
  - id: ships-of-dusk
    label: {nl: schepen, en: ships}
    value: 360
    unit: ship
    passage: {article: 6, paragraph: 1}
"""
REPAIR = "`dossier-timeline verify --repair`"
UNIT = """
- id: ship
  name: {nl: {one: "{n} schip", other: "{n} schepen"}, en: {one: "{n} ship", other: "{n} ships"}}
"""


def test_a_new_cut_says_which_passages_are_others_now(site: Path) -> None:
    law = "".join(
        f"# Article {2 * number} Ships\n\n1. There are {number * 120} ships.\n\n2. None sank.\n\n"
        for number in range(1, 4)
    )
    (site / "law.md").write_text(law, "utf-8")
    added = command("source", "add", "harbour-2020", "law.md")
    assert "“Article 2” is followed" not in added.output
    assert "behind “Article 2” comes “Article 4”" in added.output
    assert "verify --repair" not in added.output
    units = site / "content/units.yml"
    units.write_text(units.read_text("utf-8") + UNIT, "utf-8")
    document = site / DOCUMENT
    document.write_text(document.read_text("utf-8") + FACTS, "utf-8")
    verified = command("verify", "--write")
    assert verified.exit_code == 0, verified.output
    before = document.read_bytes()
    changed = law.replace("Article 4 Ships", "Article 5 Ships").replace("There are 120", "There were 121")
    (site / "law.md").write_text(changed[: changed.index("# Article 6")], "utf-8")
    again = command("source", "add", "harbour-2020", "law.md", "--replace")
    assert again.exit_code == 0, again.output
    told = again.output.splitlines()
    at = told.index("  passages with the same words elsewhere: 1")
    assert told[at : at + 7] == [
        "  passages with the same words elsewhere: 1",
        "    article: 4, paragraph: 1 → article: 5, paragraph: 1  (ships-of-night)",
        "  passages with other words at their place: 1",
        "    article: 2, paragraph: 1  (ships-of-day)",
        "  passages that are no longer there: 1",
        "    article: 6, paragraph: 1  (ships-of-dusk)",
        f"  nothing of them was changed: {REPAIR} writes where they stand now, and asks about the others",
    ]
    assert yaml.safe_load(document.read_bytes())["facts"] == yaml.safe_load(before)["facts"]


def test_a_passage_that_moved_is_written_by_what_is_printed(site: Path) -> None:
    law = "# Article 1\n\n1. There are 120 ships.\n\n2. None sank.\n\n# Article 2\n\n1. A.\n\n2. B.\n"
    (site / "law.md").write_text(law, "utf-8")
    command("source", "add", "harbour-2020", "law.md")
    units = site / "content/units.yml"
    units.write_text(units.read_text("utf-8") + UNIT, "utf-8")
    document = site / DOCUMENT
    fact = FACTS[: FACTS.index("  - id: ships-of-day")].replace("240", "120")
    written = fact.replace("article: 4, paragraph: 1", "section: Article 1, paragraph: 1")
    document.write_text(document.read_text("utf-8") + written, "utf-8")
    assert command("verify", "--write").exit_code == 0
    (site / "law.md").write_text(
        law.replace("Article 2", "Article 3").replace("Article 1", "Article 2"), "utf-8"
    )
    assert 'section: "Article 1", paragraph: 1 → article: 2, paragraph: 1' in (
        command("source", "add", "harbour-2020", "law.md", "--replace").output
    )
    repaired = command("verify", "--repair")
    assert repaired.exit_code == 0, repaired.output
    assert "passage: {article: 2, paragraph: 1}" in document.read_text("utf-8")
