"""Files for translators: nothing is lost in any format, other programs read them, and bad ones are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.filters.checks import StandardChecker
from translate.storage.factory import getobject
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from dossier_timeline.translation.po_files import read_translation_po, write_translation_po
from dossier_timeline.translation.returned_units import ReturnedFile, TranslationFileError
from dossier_timeline.translation.translation_plan import sort_returned_units
from dossier_timeline.translation.xliff_reading import read_xliff
from dossier_timeline.translation.xliff_writing import write_xliff_1, write_xliff_2
from tests.translation.units import UNITS, make_list, make_unit

STORES: dict[str, Any] = {"xliff": Xliff2File, "xliff-1.2": Xliff1File, "po": pofile}
FORMATS: dict[str, tuple[Callable[..., str], Callable[[bytes], ReturnedFile]]] = {
    "xliff": (write_xliff_2, read_xliff),
    "xliff-1.2": (write_xliff_1, read_xliff),
    "po": (write_translation_po, read_translation_po),
}
TEXTS = {name: write(UNITS.units, UNITS, "A & B") for name, (write, _) in FORMATS.items()}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_lost(form: str) -> None:
    returned = FORMATS[form][1](TEXTS[form].encode())
    assert (returned.source_language, returned.language) == ("nl", "en")
    assert [(one.id, one.source, one.target) for one in returned.units] == [
        (one.id, one.coded_source, one.coded_target) for one in UNITS.units
    ]
    done = [one.is_done for one in returned.units]
    assert not done[0]
    assert done[2] is True


def test_the_translate_toolkit_reads_each_format() -> None:
    sources = [one.coded_source for one in UNITS.units]
    assert len(STORES["xliff"].parsestring(TEXTS["xliff"].encode()).units) == len(sources)
    one = STORES["xliff-1.2"].parsestring(TEXTS["xliff-1.2"].encode())
    assert [unit.getid().rpartition("\x04")[2] for unit in one.units] == [unit.id for unit in UNITS.units]
    assert one.sourcelanguage == "nl"
    po = STORES["po"].parsestring(TEXTS["po"].encode())
    words = [unit for unit in po.units if not unit.isheader()]
    assert [unit.source for unit in words] == sources
    assert words[0].isfuzzy()
    assert words[0].prev_source == "Er stond {c1}"


def test_the_usual_parser_of_the_translate_toolkit_reads_only_the_older_xliff(tmp_path: Path) -> None:
    """As docs/languages.md says; where this fails, the toolkit reads both and the page can say so."""
    for form in ("xliff", "xliff-1.2"):
        (tmp_path / f"{form}.xlf").write_text(TEXTS[form], "utf-8")
    assert len(getobject(str(tmp_path / "xliff-1.2.xlf")).units) == len(UNITS.units)
    with pytest.raises(ValueError, match=r"xliff2\.Xliff2File"):
        getobject(str(tmp_path / "xliff.xlf"))


@pytest.mark.parametrize("form", FORMATS)
def test_what_another_program_writes_is_read_back(form: str) -> None:
    store = STORES[form].parsestring(TEXTS[form].encode())
    returned = FORMATS[form][1](bytes(store))
    assert [(one.id, one.source) for one in returned.units] == [
        (one.id, one.coded_source) for one in UNITS.units
    ]


def test_the_toolkits_checks_see_a_placeholder_that_is_lost() -> None:
    checker = StandardChecker()
    unit = next(
        unit for unit in STORES["po"].parsestring(TEXTS["po"].encode()).units if "{c1}" in unit.source
    )
    assert "brackets" not in checker.run_filters(unit)
    unit.target = unit.target.replace("{c1}", "")
    assert "brackets" in checker.run_filters(unit)


LONG = make_list(
    make_unit(
        "Nu staat hier iets [[a]] anders.",
        "Now something [[a]] else stands here.",
        name="a.text.top.1",
        before="Vroeger stond hier " + "iets, en nog meer daarvan, " * 12 + "[[a]].",
    ),
    make_unit("Een *nieuwe* brug", "A new bridge", name="a.text.top.2"),
    make_unit("Een [[b]]", "An own [[c]]", name="a.text.top.3"),
)


def test_a_po_is_one_that_gettext_takes() -> None:
    """Earlier words stand on one line, and a mark that may go isn't one that gettext asks for."""
    text = write_translation_po(LONG.units, LONG, "A")
    earlier = [line for line in text.splitlines() if line.startswith("#|")]
    assert len(earlier) == 1
    assert earlier[0].endswith('{c1}."')
    first, second, third = (
        unit for unit in STORES["po"].parsestring(text.encode()).units if not unit.isheader()
    )
    assert first.hastypecomment("python-brace-format")
    assert not second.hastypecomment("python-brace-format")
    assert third.target == ""


@pytest.mark.parametrize("write", [write_xliff_2, write_xliff_1])
def test_a_translation_with_other_marks_is_not_called_translated(write: Callable[..., str]) -> None:
    root = etree.fromstring(write(LONG.units, LONG, "A").encode())
    unit = list(root.iter("{*}unit", "{*}trans-unit"))[2]
    states = [one.get("state") for one in unit.iter("{*}segment", "{*}target") if one.get("state")]
    assert states in (["initial"], ["needs-translation"])
    assert "which has other marks: An own [[c]]" in "".join(str(one) for one in unit.itertext())


@pytest.mark.parametrize("form", FORMATS)
def test_each_unit_knows_its_line(form: str) -> None:
    lines = TEXTS[form].splitlines()
    for unit in FORMATS[form][1](TEXTS[form].encode()).units:
        # In PO it's the line of the words, below that of the id.
        line = lines[unit.line - 2 if form == "po" else unit.line - 1]
        assert f'msgctxt "{unit.id}"' in line or f'unit id="{unit.id}"' in line


def test_a_po_with_a_unit_twice_loses_none_silently() -> None:
    text = TEXTS["po"] + '\nmsgctxt "a.title"\nmsgid "Titel “A”"\nmsgstr "Another"\n'
    returned = read_translation_po(text.encode())
    (flaw,) = [one for one in sort_returned_units(UNITS, returned).flaws if one.unit == "a.title"]
    assert flaw.message == "it stands twice in the file"
    assert text.splitlines()[flaw.line - 1] == 'msgctxt "a.title"'


def test_both_versions_of_xliff_are_laid_out_as_the_standard_says() -> None:
    """The order of elements, and that ids stand once in their unit."""
    two = etree.parse(BytesIO(TEXTS["xliff"].encode())).getroot()
    for unit in two.iter("{*}unit"):
        names = [etree.QName(child).localname for child in unit]
        assert names == [name for name in ("notes", "originalData", "segment") if name in names]
        data = [one.get("id") for one in unit.iter("{*}data")]
        for words in unit.iter("{*}source", "{*}target"):
            ids = [one.get("id") for one in words.iter() if one.get("id")]
            assert len(ids) == len(set(ids))
            used = [
                one.get(key)
                for one in words.iter()
                for key in ("dataRef", "dataRefStart", "dataRefEnd")
                if one.get(key)
            ]
            assert set(used) <= set(data)
    one = etree.parse(BytesIO(TEXTS["xliff-1.2"].encode())).getroot()
    for unit in one.iter("{*}trans-unit"):
        names = [etree.QName(child).localname for child in unit]
        assert names[:2] == ["source", "target"]
        assert set(names[2:]) <= {"note"}


def test_what_programs_make_of_marks_is_understood() -> None:
    text = TEXTS["xliff"]
    start, end = text.index("<source>Er staan"), text.index("</source>")
    changed = (
        '<source>Er <mrk id="m1" type="term">staan</mrk> <ph id="1"/> &amp; '
        '<sc id="2"/>meer<ec startRef="2"/> <ph id="3"/>.'
    )
    unit = read_xliff((text[:start] + changed + text[end:]).encode()).units[0]
    assert unit.source == UNITS.units[0].coded_source
    cut = text.replace("</segment>", '</segment><segment id="s2"><source/><target/></segment>', 1)
    assert read_xliff(cut.encode()).units[0].target == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<xliff", "the XML of this file is broken in line 1"),
        (b"<xliff>\n<a>\n</xliff>", "broken in line 3"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares a document type, or holds too much"),
        (b"<a>" * 300 + b"</a>" * 300, "holds too much"),
        (b"<tmx/>", "this is no XLIFF: it begins with <tmx>"),
        (b"<xliff/>", "XLIFF without a version isn't known"),
        (b'<xliff version="3.0"/>', "XLIFF 3.0 isn't known"),
        (
            b'<xliff version="1.2"><file target-language="a"/><file target-language="b"/></xliff>',
            "in different languages",
        ),
    ],
)
def test_a_bad_xliff_is_told(content: bytes, message: str) -> None:
    with pytest.raises(TranslationFileError, match=re.escape(message)):
        read_xliff(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'msgid "a"\nmsgstr "\xff"', "not in UTF-8"),
        (b'msgid "a\nmsgstr "b"', "can't be read"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=x;"\n', "can't be read"),
    ],
)
def test_a_bad_po_is_told(content: bytes, message: str) -> None:
    with pytest.raises(TranslationFileError, match=re.escape(message)):
        read_translation_po(content)


def test_a_mark_without_a_number_or_a_brace_alone_is_a_flaw_of_its_unit() -> None:
    text = TEXTS["xliff"].replace('<ph id="1"', "<ph", 1)
    assert read_xliff(text.encode()).units[0].flaw == "<ph> has lost its number"
    po = TEXTS["po"].replace("There are {c1}", "There are {c1")
    assert "a brace stands alone" in read_translation_po(po.encode()).units[0].flaw


@pytest.mark.parametrize("code", ["zz", "D800", "110000", "", "-5", "20" * 5000])
def test_a_number_that_is_no_character_is_a_flaw_of_its_unit(code: str) -> None:
    target = f"<target>Hier<cp hex='{code}'/></target>"
    words = f"<unit id='a'><segment><source>Hier</source>{target}</segment></unit>"
    (unit,) = read_xliff(f"<xliff version='2.0' srcLang='nl'><file>{words}</file></xliff>".encode()).units
    assert "is no character" in unit.flaw


def test_a_character_by_its_number_is_one_of_the_words() -> None:
    words = "<unit id='a'><segment><source>Hier</source><target><cp hex='7b'/></target></segment></unit>"
    (unit,) = read_xliff(f"<xliff version='2.0' srcLang='nl'><file>{words}</file></xliff>".encode()).units
    assert unit.target == "{{"
