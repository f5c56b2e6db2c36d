"""The command `source facsimile`: the first page of a PDF as an image, where its text may be published."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from PIL import Image

from dossier_timeline.__main__ import cli
from tests.helpers.pdf_making import Printed, make_pdf

pytestmark = pytest.mark.process
DOCUMENT = "content/documents/harbour-2020/document.yml"


def command(*words: str) -> Result:
    done = CliRunner().invoke(cli, ["--sources", "sources", *words], prog_name="dossier-timeline")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_the_first_page_becomes_an_image_where_its_licence_allows(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good)
    (good / "law.pdf").write_bytes(make_pdf([[Printed(70, 800, "The harbour counts every ship.")]]))
    words = ["--language", "en", "--date", "2020", "--kind", "plan", "--title", "nl=Haven"]
    added = command("source", "add", "harbour-2020", "law.pdf", *words, "--title", "en=Harbour")
    assert added.exit_code == 0, added.output

    refused = command("source", "facsimile", "harbour-2020")
    assert refused.exit_code == 1
    assert "nothing says that “harbour-2020” may be published" in refused.output
    assert not (good / "content/images").exists()

    with (good / DOCUMENT).open("a", encoding="utf-8") as file:
        file.write("# What allows it.\nsource_text: {publish: true, licence: CC-BY-4.0}\nfrom: [brugstede]\n")
    before = (good / DOCUMENT).read_text("utf-8")
    made = command("source", "facsimile", "harbour-2020")
    assert made.exit_code == 0, made.output
    assert "images: [harbour-2020-first-page]" in made.output
    after = (good / DOCUMENT).read_text("utf-8")
    line = "images: [harbour-2020-first-page]\n"
    assert line in after
    assert after.replace(line, "") == before
    again = command("source", "facsimile", "harbour-2020")
    assert again.exit_code == 2, again.output
    assert (good / DOCUMENT).read_text("utf-8") == after
    with Image.open(io.BytesIO((good / "content/images/harbour-2020-first-page.png").read_bytes())) as page:
        assert (page.format, page.width, page.getpixel((5, 5))) == ("PNG", 1600, (255, 255, 255))
    (entry,) = yaml.safe_load((good / "content/images.yml").read_text("utf-8"))
    assert entry == {
        "id": "harbour-2020-first-page",
        "file": "harbour-2020-first-page.png",
        "description": {"nl": "De eerste bladzijde van ‘Haven’", "en": "The first page of “Harbour”"},
        "credit": {"nl": "Gemeente Brugstede", "en": "Municipality of Brugstede"},
        "licence": "CC-BY-4.0",
    }

    (good / "sources/law.pdf").write_bytes(make_pdf([[Printed(70, 800, "Another file.")]]))
    (good / "content/images.yml").unlink()
    (good / DOCUMENT).write_text(before, "utf-8")
    changed = command("source", "facsimile", "harbour-2020")
    assert "is not the file of which the text was made" in changed.output
    other = command("source", "facsimile", "plan-2019")
    assert other.exit_code == 1
    assert "nothing says that “plan-2019” may be published" in other.output
