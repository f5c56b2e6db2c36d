"""Words that one language lends another: whose they are, and what is told of those that are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.languages import Language, catalogues, check_unknown_words, load_languages
from dossier_timeline.languages.lending import (
    BEGIN,
    END,
    MIDDLE,
    script_direction,
    strip_marks,
    strip_marks_in_values,
)
from tests.languages.test_catalogues import codes, entry, write


def lent(words: str, code: str) -> str:
    return f"{BEGIN}{code}{MIDDLE}{words}{END}"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """An own folder with an unfinished catalogue, and a packaged one with two languages."""
    own = write(
        tmp_path / "own", "fr", entry("Home", "Accueil") + entry("Search", "") + entry("by %(who)s", "")
    )
    packaged = write(
        tmp_path / "packaged",
        "nl",
        entry("Home", "Begin")
        + entry("Search", "Zoeken")
        + entry("by %(who)s", "door %(who)s")
        + entry("“%(who)s”", "‘%(who)s’")
        + 'msgctxt "slug"\n'
        + entry("search", "zoeken")
        + 'msgctxt "alphabet"\n'
        + entry("a b c", "c b a")
        + 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "één dag"\nmsgstr[1] "%(n)s dagen"\n\n',
    )
    write(tmp_path / "packaged", "en", "".join(entry(w, w) for w in ("Home", "Search", "Only here")))
    template = packaged / "messages.pot"
    template.write_text('msgid ""\nmsgstr ""\n"X-Source-Language: en\\n"\n\n' + entry("Home", ""), "utf-8")
    return [own, packaged]


@pytest.fixture
def french(folders: list[Path]) -> Language:
    return load_languages(["nl", "fr"], folders)[0]["fr"]


def test_its_own_words_come_unmarked(french: Language) -> None:
    assert french.gettext("Home") == "Accueil"


def test_what_it_lacks_is_lent_by_the_first_language_that_has_it(french: Language) -> None:
    assert french.gettext("Search") == lent("Zoeken", "nl")
    assert french.fallback == "nl"


def test_the_language_of_the_source_words_lends_last(french: Language, folders: list[Path]) -> None:
    assert french.gettext("Only here") == lent("Only here", "en")
    alone = load_languages(["fr"], folders)[0]["fr"]
    assert alone.gettext("Search") == lent("Search", "en")


def test_values_stay_the_borrowers(french: Language) -> None:
    assert french.gettext("by %(who)s", who="Ève") == lent(f"door {lent('Ève', 'fr')}", "nl")
    assert french.gettext("by %(who)s", who="24") == lent("door 24", "nl")
    marked = french.gettext("by %(who)s", who=Markup("<a>&amp;</a>"))
    assert isinstance(marked, Markup)
    assert strip_marks(marked) == "door <a>&amp;</a>"


def test_a_pattern_without_words_is_nobodys(french: Language) -> None:
    assert french.gettext("“%(who)s”", who="Ève") == "‘Ève’"


def test_a_plural_is_that_of_the_lender(french: Language) -> None:
    said = [strip_marks(french.ngettext("%(n)s day", "%(n)s days", n)) for n in (0, 1, 1200)]
    assert said == ["0 dagen", "één dag", "1\N{NARROW NO-BREAK SPACE}200 dagen"]


def test_parts_of_addresses_are_lent_without_a_mark(french: Language) -> None:
    assert french.pgettext("slug", "search") == "zoeken"


def test_what_only_the_language_itself_can_say_is_not_lent(french: Language) -> None:
    assert french.own("alphabet", "a b c") == ""
    assert french.sort_key("b") < french.sort_key("c")


def test_a_finished_language_borrows_nothing(folders: list[Path]) -> None:
    dutch = load_languages(["nl"], [folders[1]])[0]["nl"]
    assert (dutch.stand_ins, dutch.fallback, dutch.gettext("Search")) == ((), None, "Zoeken")


def test_missing_words_of_an_own_catalogue_are_warnings(folders: list[Path], tmp_path: Path) -> None:
    _, problems = load_languages(["fr"], folders, root=tmp_path)
    told = [problem for problem in problems if "own/" in problem.position.path]
    assert codes(told) == ["missing-word"] * len(told)
    assert {problem.level for problem in told} == {Level.WARNING}
    assert "own/locales/fr/LC_MESSAGES/messages.po:10:1" in {str(problem.position) for problem in told}


def test_many_missing_words_are_counted(folders: list[Path], tmp_path: Path) -> None:
    words = "".join(entry(f"Word {number}", "") for number in range(30))
    write(tmp_path / "more", "pl", words)
    _, problems = load_languages(["pl"], [tmp_path / "more" / "locales", folders[1]], root=tmp_path)
    assert codes(problems) == ["missing-word"]
    assert problems[0].message.startswith(
        "31 of the interface's words have no translation yet: “Home”, “Word 0”"
    )
    assert str(problems[0].position) == "more/locales/pl/LC_MESSAGES/messages.po:1:1"


def test_missing_words_of_a_packaged_catalogue_are_errors(folders: list[Path]) -> None:
    _, problems = load_languages(["nl", "en"], folders)
    assert Level.ERROR in {problem.level for problem in problems if "/en/" in problem.position.path}


def test_a_word_that_nobody_has_is_unknown(french: Language) -> None:
    assert french.gettext("Nowhere") == "Nowhere"
    assert [problem.code for problem in check_unknown_words({"fr": french})] == ["missing-word"]


def test_the_words_of_new_dossiers_are_asked_of_no_own_catalogue(tmp_path: Path) -> None:
    example = f'msgctxt "{catalogues.EXAMPLE_CONTEXT}"\n' + entry("Report", "Rapport")
    packaged = write(tmp_path / "packaged", "nl", entry("Home", "Begin") + example)
    own = write(tmp_path / "own", "fr", entry("Home", "Accueil"))
    assert load_languages(["nl", "fr"], [own, packaged])[1] == []


def test_directions() -> None:
    assert [script_direction(code) for code in ("ar", "he", "nl", "no-such-thing")] == [
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    ]


def test_marks_are_taken_out_of_values_and_typed_words_stay() -> None:
    typed = r"Progress \ufdd0report \ufdd1 \ufdd2"
    value = {"a": [lent("Begin", "nl"), typed, 24, None], lent("b", "nl"): (typed, True)}
    assert strip_marks_in_values(value) == {"a": ["Begin", typed, 24, None], "b": [typed, True]}
    assert strip_marks(typed) == typed
