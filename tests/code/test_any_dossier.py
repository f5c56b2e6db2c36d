"""Nothing of this dossier or of its languages stands in the generator or its templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import localedata

from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.languages import catalogues
from dossier_timeline.model.base import Words
from dossier_timeline.model.dossier import Dossier
from tests.helpers.files import ROOT

SUFFIXES = {".py", ".html", ".css", ".js", ".md", ".yml", ".svg"}
FILES = sorted(
    path
    for folder in (ROOT / "generator", ROOT / "templates")
    for path in folder.rglob("*")
    if path.suffix in SUFFIXES and not {"locales", "_templates"} & set(path.relative_to(ROOT).parts)
)
CODES = {name for name in localedata.locale_identifiers() if re.fullmatch("[a-z]{2}", name)}
NO_CODES = {"or", "to", "is", "in", "as", "id", "no", "so", "it", "be", "br", "th", "tr", "hr", "rm"}
"""Words and elements of HTML that are codes of languages too."""
OF_THE_TOOL = ("generator/dossier_timeline/preview/",)
"""Where the generator shows its own messages, which are in English, and says so."""
OF_A_STANDARD = {"European Union"}
"""Names that a standard has too (CELEX numbers)."""
FUNCTION_WORDS = {
    "aan", "als", "bij", "dat", "de", "deze", "die", "dit", "een", "geen", "het", "hij", "hun", "ik",
    "maar", "moet", "naar", "niet", "nog", "ons", "ook", "over", "te", "tot", "uit", "van", "voor",
    "wat", "werd", "wie", "wij", "wordt", "zich", "zij", "zijn", "zoals",
} - {"over", "die", "wat", "te"}  # fmt: skip
"""Dutch words that every Dutch text is full of, but for those that are English ones too."""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(path.read_text("utf-8").splitlines(), 1)


def shown(path: Path, number: int, line: str) -> str:
    return f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def _is_sample(path: Path) -> bool:
    """Whether a file holds sample values of a component, which may be in any language."""
    return path.suffix == ".yml" and path.is_relative_to(ROOT / "templates" / "components")


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 150


def test_no_language_is_named() -> None:
    quoted = re.compile(r"""["'“]([a-z]{2})(?:[-_][A-Za-z]{2,4})?["'”]""")
    found = [
        shown(path, number, line)
        for path in FILES
        for number, line in lines(path)
        if not path.relative_to(ROOT).as_posix().startswith(OF_THE_TOOL)
        and not _is_sample(path)
        and any(match[1] in CODES - NO_CODES for match in quoted.finditer(line))
    ]
    assert "\n".join(found) == ""


def test_no_dutch_word() -> None:
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(FUNCTION_WORDS))})(?![\w-])")
    found = [
        shown(path, number, line)
        for path in FILES
        for number, line in lines(path)
        if not _is_sample(path) and word.search(line)
    ]
    assert "\n".join(found) == ""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = read_content_folder(ROOT).dossier
    assert found is not None
    return found


def test_nothing_of_this_dossier_is_named(dossier: Dossier) -> None:
    names: set[str] = set()
    for entry in dossier.entries():
        names |= {name for name in (entry.id, *entry.aliases) if "-" in name}
        for field in ("name", "short", "title", "original_title"):
            value = getattr(entry, field, None)
            texts = value.root.values() if isinstance(value, Words) else [value] if value else []
            names |= {text for text in texts if isinstance(text, str) and (len(text) > 12)}
    names |= set(dossier.settings.short.root.values()) | {"Global Alliance"}
    names -= OF_A_STANDARD
    ours = {
        key[1]
        for key in catalogues.parse_catalogue((ROOT / "templates/locales/messages.pot").read_bytes()).lines
    }
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in FILES
        for text in [path.read_text("utf-8")]
        for name in names - ours
        if name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]
    assert "\n".join(found) == ""
