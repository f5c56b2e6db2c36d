"""Whether translations are in step, which language stands in, and the command that records it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from string import ascii_lowercase

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.cli.commands.translated import command
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.content.translation_records import parse_translations, write_translations
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.model.availability import choose_text, decide_availability
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Prose, Translation
from dossier_timeline.model.dossier import Translations
from dossier_timeline.model.text_digests import digest_body, is_same_text
from dossier_timeline.model.translation_status import (
    TranslationStatus,
    compare_all_translations,
    compare_translations,
    find_changed_languages,
)
from tests.checks.test_texts import config, told
from tests.helpers.site_copies import copied


def text(language: str, body: str, *, waived: bool = False) -> Prose:
    reason = Words({"nl": "later, sinds 4 november 2021"}) if waived else None
    return Prose(language=language, path=f"{language}.md", head=Translation(waived=reason), body=body)


# Digests


@pytest.mark.parametrize(
    "same",
    [
        "## A {#a}\n\nEen twee\ndrie.\n",
        "## A {#a}\r\n\r\nEen  twee drie.",
        "\n\n## A {#a}\n\n\n Een twee\n drie. \n\n",
    ],
)
def test_white_space_is_nothing(same: str) -> None:
    assert digest_body(same) == digest_body("## A {#a}\n\nEen twee drie.")


@pytest.mark.parametrize(
    "other",
    [
        "## A {#a}\n\nEen twee drie",
        "## A {#a}\n\nEen\n\ntwee drie.",
        "## A {#b}\n\nEen twee drie.",
        "## A {#a}\nEen twee drie.",
    ],
)
def test_everything_else_is_something(other: str) -> None:
    assert digest_body(other) != digest_body("## A {#a}\n\nEen twee drie.")


@pytest.mark.parametrize(
    ("before", "now", "is_same"),
    [
        ("One, two; three.", "One two – three", True),
        ('He said "yes".', "He said “yes”.", True),
        ("1,000 trees", "1000 trees", False),
        ("[[a.value]] trees", "[[a.unit]] trees", False),
        ("See [it](a/b.md).", "See [it](a/bmd).", False),
        ("Is it so?", "It is so.", False),
    ],
)
def test_typography_alone_is_told_apart(before: str, now: str, is_same: bool) -> None:
    one, other = digest_body(before), digest_body(now)
    assert is_same_text(one, other) is is_same
    assert not is_same_text(one, other, exactly=True)
    assert not is_same_text(one[:12], other)  # recorded before there was a second part


def test_letters_may_be_composed_or_not() -> None:
    assert digest_body("één") == digest_body("e\u0301e\u0301n")


# Standings


def test_never_recorded_behind_and_in_step() -> None:
    texts = {"nl": text("nl", "een"), "en": text("en", "one"), "fy": text("fy", "ien")}
    in_step = {"nl": {"en": digest_body("one")}, "en": {"nl": digest_body("twee")}}
    steps = {(one.language, one.other): one.status for one in compare_translations("x", texts, in_step)}
    assert steps == {
        ("nl", "en"): TranslationStatus.IN_STEP,
        ("nl", "fy"): TranslationStatus.NEVER_COMPARED,
        ("en", "nl"): TranslationStatus.BEHIND,
        ("en", "fy"): TranslationStatus.NEVER_COMPARED,
        ("fy", "nl"): TranslationStatus.NEVER_COMPARED,
        ("fy", "en"): TranslationStatus.NEVER_COMPARED,
    }
    assert find_changed_languages(texts, "en", in_step) == ("nl",)
    assert find_changed_languages(texts, "nl", in_step) == ()


def test_one_language_has_nothing_to_be_in_step_with() -> None:
    assert list(compare_translations("x", {"nl": text("nl", "een")}, {})) == []


# Availability

LANGUAGES = ("nl", "en", "fy")


def test_a_text_in_its_own_language() -> None:
    there = decide_availability(["en", "nl"], "en", LANGUAGES, ("nl",))
    assert (there.shown, there.canonical_language, there.text_language, there.notice) == (
        "en",
        "en",
        "",
        "behind",
    )
    assert there.is_indexed
    assert there.is_translated
    assert there.languages == ("nl", "en")


def test_the_first_language_stands_in() -> None:
    there = decide_availability(["en", "fy"], "nl", LANGUAGES, ("en",))
    assert (there.shown, there.canonical_language, there.text_language, there.notice) == (
        "en",
        "en",
        "en",
        "missing",
    )
    assert not there.is_indexed
    assert choose_text({"en": 1, "fy": 2}, there) == 1


def test_no_text_at_all() -> None:
    there = decide_availability([], "nl", LANGUAGES)
    assert (there.shown, there.canonical_language, there.text_language, there.notice) == ("", "nl", "", "")
    assert there.is_indexed
    assert choose_text({}, there) is None


# The checks


def edited(root: Path, file: str, old: str, new: str) -> None:
    path = root / "content" / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def translated(root: Path, *words: str) -> Result:
    return CliRunner().invoke(command, list(words), obj=config(root), catch_exceptions=False)


def in_step(root: Path) -> Path:
    for name in ("letter-2021", "plan-2019", "about", "method"):
        for language in ("nl", "en"):
            assert translated(root, name, language).exit_code == 0
    return root


def test_a_recorded_site_is_in_step(tmp_path: Path) -> None:
    root = in_step(copied(tmp_path))
    assert told(root, release=True) == ()
    dossier = read_content_folder(root).dossier
    assert dossier is not None
    assert {one.status for one in compare_all_translations(dossier)} == {TranslationStatus.IN_STEP}


def test_a_changed_text_leaves_the_other_behind(tmp_path: Path) -> None:
    root = in_step(copied(tmp_path))
    edited(root, "documents/letter-2021/nl.md", "Er zijn nu", "Er zijn thans")
    (problem,) = told(root)
    assert (problem.code, problem.level) == ("behind", Level.WARNING)
    assert problem.position.path == "content/documents/letter-2021/en.md"
    assert "content/documents/letter-2021/nl.md has changed" in problem.message
    assert "translated letter-2021 en" in problem.hint
    assert problem.for_release().level is Level.ERROR
    assert translated(root, "letter-2021", "en").exit_code == 0
    assert told(root, release=True) == ()


def test_a_waiver_has_a_date(tmp_path: Path) -> None:
    root = in_step(copied(tmp_path))
    edited(root, "documents/letter-2021/nl.md", "Er zijn nu", "Er zijn thans")
    waived = "---\nwaived: {nl: later, en: later}\n"
    edited(root, "documents/letter-2021/en.md", "---\n", waived)
    (problem,) = told(root, release=True)
    assert problem.code == "undated-waiver"
    edited(root, "documents/letter-2021/en.md", "en: later", "en: 'later, decided on 4 November 2021'")
    assert told(root, release=True) == ()


# The command


def test_it_says_what_it_did_and_does_it_once(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "content/translations.json"
    file.unlink()
    said = translated(root, "letter-2021", "nl").output
    assert said.splitlines()[0] == "wrote content/translations.json"
    assert said.splitlines()[1].startswith("letter-2021 in nl is in step with en (")
    once = file.read_bytes()
    translated(root, "letter-2021", "nl")
    assert file.read_bytes() == once


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("letter-2012", "nl"), "there is no document or page “letter-2012”; there are: about, letter-2021"),
        (("letter-2021", "de"), "“letter-2021” has no text in “de”; there are: en, nl"),
    ],
)
def test_it_says_what_is_wrong(tmp_path: Path, words: tuple[str, str], says: str) -> None:
    said = translated(copied(tmp_path), *words)
    assert said.exit_code == 2
    assert says in said.output


def test_a_text_without_others(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "content/documents/letter-2021/en.md").unlink()
    assert "no text in another language" in translated(root, "letter-2021", "nl").output


def test_what_is_recorded_of_texts_that_are_not_there_goes(tmp_path: Path) -> None:
    root = in_step(copied(tmp_path))
    shutil.rmtree(root / "content/pages/about")
    assert translated(root, "letter-2021", "nl").exit_code == 0
    recorded = json.loads((root / "content/translations.json").read_text("utf-8"))
    assert sorted(recorded) == ["letter-2021", "method", "plan-2019"]


def test_a_record_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "content/translations.json"
    file.write_text("<<<<<<< ours", "utf-8")
    said = translated(root, "letter-2021", "nl")
    assert said.exit_code == 1
    assert "what is recorded cannot be read: it is not JSON" in said.output
    assert file.read_text("utf-8") == "<<<<<<< ours"


_NAMES = st.text(ascii_lowercase, min_size=1, max_size=6)
_CODES = st.text(ascii_lowercase, min_size=2, max_size=2)
_DIGESTS = st.integers(0, 16**12 - 1).map("{:012x}".format)


@given(
    st.dictionaries(
        _NAMES, st.dictionaries(_CODES, st.dictionaries(_CODES, _DIGESTS), min_size=1), max_size=5
    )
)
def test_what_is_written_is_read_again(translations: Translations) -> None:
    content = write_translations(translations)
    assert parse_translations(content) == translations
    assert write_translations(dict(reversed(translations.items()))) == content
    assert len(content.splitlines()) == len(translations) + 2 + (not translations)
