"""`translate`: what is handed over, what comes back, and what is told of what can't be taken."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace as replace_field
from pathlib import Path

import pytest

from dossier_timeline.cli.content_changes import read_or_exit
from dossier_timeline.cli.translation_project import TranslationProject
from dossier_timeline.translation.translation_plan import TranslationWriter
from dossier_timeline.translation.translation_units import FormPlace, WordsPlace
from tests.conftest import Command
from tests.helpers.small_site import config_of

TEXT = "content/documents/plan-2019/nl.md"
DATA = "content/documents/plan-2019/document.yml"


def replace(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()}


@pytest.fixture
def changed(good: Path) -> Path:
    """The small site, with a word gone from its data and a sentence of a text changed in one language."""
    replace(good / TEXT, ("De gemeente wil", "De stad wil"))
    replace(
        good / DATA,
        (
            "note: {nl: Inclusief voetbruggen., en: Footbridges included.}",
            "note: {nl: Inclusief voetbruggen.}",
        ),
    )
    return good


@pytest.mark.parametrize("name", ["out.xlf", "out.po"])
def test_there_and_back(command: Command, changed: Path, name: str) -> None:
    told = command("translate", "export", "--language", "en", "--output", name).stdout
    assert "units from “nl” into “en” (1 missing," in told
    handed = (changed / name).read_text("utf-8")
    assert "bridges-2018.note" in handed
    assert "about.text" not in handed
    before = files_of(changed)
    assert "0 units are in the dossier already" in command("translate", "import", name).stdout
    assert files_of(changed) == before
    if name.endswith(".po"):
        back = handed.replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ")
        back = re.sub(r'(msgid "Inclusief voetbruggen."\nmsgstr) ""', r'\1 "With footbridges."', back)
    else:
        back = handed.replace('state="initial"', 'state="translated"')
        back = back.replace(
            "<source>Inclusief voetbruggen.</source>",
            "<source>Inclusief voetbruggen.</source><target>With footbridges.</target>",
        )
    back = back.replace("The town wants to renew", "The city wants to renew")
    (changed / name).write_text(back, "utf-8")
    shown = command("translate", "import", name, "--dry-run").stdout
    assert "+    note: {nl: Inclusief voetbruggen., en: With footbridges.}" in shown
    assert files_of(changed) == before
    told = command("translate", "import", name).stdout
    assert "plan-2019 in en is in step with nl" in told
    after = files_of(changed)
    assert after[(changed / DATA).as_posix()].decode() == before[
        (changed / DATA).as_posix()
    ].decode().replace("{nl: Inclusief voetbruggen.}", "{nl: Inclusief voetbruggen., en: With footbridges.}")
    english = after[(changed / "content/documents/plan-2019/en.md").as_posix()].decode()
    assert "The city wants to renew [[target.unit]]; there is [[budget]] for it." in english
    command("check")
    assert (
        "Nothing is missing or behind"
        in command("translate", "export", "--language", "en", "--output", name).stdout
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<source>De stad wil",
            "<source>De burgers willen",
            "the words have changed since they were handed over",
        ),
        (
            'id="plan-2019.text.what.2"',
            'id="plan-2019.text.what.9"',
            "this paragraph isn’t in the text any more",
        ),
        ('<unit id="bridges-2018.note"', '<unit id="nobody.note"', ""),
        ("<target>The town wants", "<target># The town wants", "“#” changes the level of a heading"),
        ("<target>The town wants", "<target>The 3 towns want", "the number 3 isn’t in the words"),
        ('trgLang="en"', 'trgLang="fr"', "the file is in “fr”, which the dossier isn't in; it is in nl, en"),
        ('srcLang="nl"', 'srcLang="en"', "“en” can't be translated into itself"),
        ("</xliff>", "", "the XML of this file is broken in line"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    command: Command, changed: Path, old: str, new: str, message: str
) -> None:
    command("translate", "export", "--language", "en", "--output", "out.xlf")
    replace(changed / "out.xlf", (old, new))
    replace(changed / "out.xlf", ('state="initial"', 'state="translated"')) if "state" not in old else None
    text = (changed / "out.xlf").read_text("utf-8").replace('state="initial"', 'state="translated"')
    (changed / "out.xlf").write_text(text, "utf-8")
    before = files_of(changed)
    if message:
        usage = 2 if "itself" in message else 1
        told = command("translate", "import", "out.xlf", exit_code=usage).output
        assert message in told
        assert "#" not in new or re.search(r"^out\.xlf:\d+: plan-2019\.text\.what\.2: ", told)
    assert files_of(changed) == before


def test_a_file_without_ids_or_in_another_encoding(command: Command, changed: Path) -> None:
    command("translate", "export", "--language", "en", "--output", "out.po")
    command("translate", "export", "--language", "en", "--output", "out.xlf")
    text = (changed / "out.po").read_text("utf-8")
    (changed / "bare.po").write_text(re.sub(r"(?m)^msgctxt .*\n", "", text), "utf-8")
    told = command("translate", "import", "bare.po", exit_code=1).output
    assert "none of its 6 units has an id of this dossier" in told
    (changed / "wide.po").write_text(text, "utf-16")
    assert "not in UTF-8; save it as UTF-8" in command("translate", "import", "wide.po", exit_code=1).output
    wide = (changed / "out.xlf").read_text("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    (changed / "wide.xlf").write_text(wide, "utf-16")
    assert "Nothing to write" in command("translate", "import", "wide.xlf").output


def test_words_of_a_file_that_cannot_be_edited_are_told(changed: Path) -> None:
    """A unit whose entry has no file of its own is a flaw, not a mistake of the program."""
    config = config_of(changed)
    reading, dossier = read_or_exit(config)
    project = TranslationProject.load(config, reading, dossier, "en", "nl")
    unit = next(one for one in project.units.units if one.id == "bridges-2018.note")
    form = next(one for one in project.units.units if isinstance(one.place, FormPlace))
    assert isinstance(form.place, FormPlace)
    stray = (
        replace_field(unit, id="stray.note", place=WordsPlace("stray", ("note",))),
        replace_field(form, id="stray.name", place=FormPlace("stray", form.place.form)),
    )
    units = replace_field(project.units, units=stray)
    writer = TranslationWriter(config.paths.root, config.paths.content_path, reading, dossier, units)
    plan = writer.plan({"stray.note": "Words", "stray.name": "{n} words"}, {})
    assert [(one.unit, one.message) for one in plan.flaws] == [
        ("stray.note", "“stray” has no file of its own"),
        ("stray.name", "“stray” has no file of its own"),
    ]
    assert not plan.changes.writes


def test_the_rest_is_taken_where_asked(command: Command, changed: Path) -> None:
    command("translate", "export", "--language", "en", "--output", "out.po")
    text = (changed / "out.po").read_text("utf-8").replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ")
    text = text.replace('voetbruggen."\nmsgstr ""', 'voetbruggen."\nmsgstr "Footbridges, too."')
    (changed / "out.po").write_text(text.replace("and takes {c4}", "and takes long"), "utf-8")
    told = command("translate", "import", "out.po", exit_code=1).output
    assert re.search(r"(?m)^out\.po:\d+: plan-2019", told)
    assert "plan-2019.text.what.2: {c4} ([[work-time]]) is missing; put {c4} where it belongs" in told
    assert "nothing was written" in told
    command("translate", "import", "out.po", "--take-rest", exit_code=1)
    assert "en: Footbridges, too." not in (changed / DATA).read_text(
        "utf-8"
    )  # it has a comma, so it's quoted
    assert 'en: "Footbridges, too."' in (changed / DATA).read_text("utf-8")
    recorded = json.loads((changed / "content/translations.json").read_text("utf-8"))
    assert recorded["plan-2019"]["en"]["nl"] == "9ec265a9d60d4fdde3030fb7"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "this is neither XLIFF nor PO"),
        (b'msgid ""\nmsgstr ""\n"Language: en\\n"\n', "there are no units"),
    ],
)
def test_a_file_of_another_kind(command: Command, good: Path, content: bytes, message: str) -> None:
    (good / "x.csv").write_bytes(content)
    assert message in command("translate", "import", "x.csv", exit_code=1).output


def test_a_language_that_is_not_there(command: Command) -> None:
    told = command("translate", "export", "--language", "fr", "--output", "x.xlf", exit_code=2).output
    assert "the dossier has no language “fr”; it has nl, en" in told
