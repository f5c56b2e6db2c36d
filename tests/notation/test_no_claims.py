"""Numbers that claim nothing: by their form, on free pages, or marked; and that no quantity passes so."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier_timeline.checks.language_parity import compare_no_claim_marks
from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.content.lexicon_files import load_number_words
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import ContentError, Position
from dossier_timeline.languages import load_languages
from dossier_timeline.markup.prose import parse_prose
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Unit
from dossier_timeline.model.phone_numbers import is_dialled_number, is_phone_number
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.counted_words import counted_words
from dossier_timeline.notation.mixed_scripts import find_mixed_script_words
from dossier_timeline.notation.vocabulary import Vocabulary
from dossier_timeline.pipeline import build_site
from tests.helpers.files import ROOT
from tests.helpers.site_copies import changed, copied
from tests.helpers.small_site import NO_SETTINGS
from tests.helpers.work import grows_with_length

CODES = ("nl", "en", "de", "fr", "es", "it", "pl")
LANGUAGES, _ = load_languages(CODES, [ROOT / "templates" / "locales"])
WORDS, _ = load_number_words(CODES, [ROOT / "templates"])
UNIT = "qwertons"
"""What is counted in every language of these tests."""


@cache
def words_of(code: str) -> Vocabulary:
    units = (Unit(id="x", name={code: {"other": f"{{n}} {UNIT}"}}),)
    dossier = Dossier.model_construct(settings=NO_SETTINGS, documents=(), units=units)
    return make_vocabulary(LANGUAGES[code], dossier, (), WORDS[code])


def labels(code: str) -> list[str]:
    """Every word of a language that stands before a number which claims nothing, with a place for it."""
    numbers, evidence = WORDS[code]
    before = [*numbers.pointers, *evidence.pointers]
    return [word if "{n}" in word else f"{word} {{n}}" for word in before]


def claims(code: str) -> list[str]:
    """What makes a number a quantity when it follows."""
    counts = [word for word in counted_words(code, WORDS[code][1]) if word.isalpha()]
    return [f" {UNIT}", "%", " %", "‰", " €", " EUR", *(f" {word}" for word in sorted(counts))]


LABELS = [(code, label) for code in CODES for label in labels(code)]
CLAIMS = [(code, claim) for code in CODES for claim in claims(code)]


def test_there_is_much_to_try() -> None:
    assert len(LABELS) > 250
    assert len(CLAIMS) > 500


@pytest.mark.parametrize("code", CODES)
def test_a_number_behind_each_label_is_free_and_a_quantity_is_not(code: str) -> None:
    known, every = words_of(code), claims(code)
    for place, label in enumerate(labels(code)):
        free = label.format(n=7)
        assert not find_bare_numbers(f"x {free}.", known), free
        # Before what is counted it's a quantity, whatever stands before it.
        claim = every[place % len(every)]
        assert find_bare_numbers(f"x {free}{claim}.", known), f"{free}{claim}"
        if label.endswith(" {n}"):
            count = f"x 7 {label.removesuffix(' {n}')}."
            assert find_bare_numbers(count, known), count


@pytest.mark.parametrize("code", CODES)
def test_a_label_makes_no_quantity_free(code: str) -> None:
    known = words_of(code)
    label = next(label for label in labels(code) if label.endswith(" {n}"))
    for claim in claims(code):
        for number in ("7", "300", "2.5", "1 200", "12.000", "12,000"):
            text = f"x {label.format(n=number)}{claim}."
            assert find_bare_numbers(text, known), text


@settings(max_examples=40, deadline=None)
@example(("nl", "artikelen {n}"), 10**9, "pl")
@given(st.sampled_from(LABELS), st.integers(10_000, 10**9), st.sampled_from(CODES))
def test_a_large_number_is_no_part_of_anything(case: tuple[str, str], value: int, other: str) -> None:
    code, label = case
    assert find_bare_numbers(f"x {label.format(n=value)} y.", words_of(code)), label
    written = LANGUAGES[other].number(value)
    assert find_bare_numbers(f"x {label.format(n=written)} y.", words_of(code)), written


@pytest.mark.parametrize("code", CODES)
def test_telephones_registrations_and_times(code: str) -> None:
    known, numbers = words_of(code), WORDS[code][0]
    for word in numbers.phones:
        assert not find_bare_numbers(f"x {word} 020 123 4567, y", known), word
        assert find_bare_numbers(f"x {word} 300 {UNIT}", known), word
    for word in numbers.registrations:
        assert not find_bare_numbers(f"x {word} 12345678.", known), word
        assert find_bare_numbers(f"x {word} 12345678 {UNIT}.", known), word
    for word in numbers.times.at:
        assert not find_bare_numbers(f"x {word} 9{known.no_claims.separator}30, y", known), word
    for word in numbers.times.hours:
        assert not find_bare_numbers(f"x 9.00–17.00 {word}, y", known), word
        assert find_bare_numbers(f"x 9–17 {word}, y", known), word
    assert not find_bare_numbers("x 12:30, y", known)
    assert find_bare_numbers("x 1:20, y", known)


@pytest.mark.parametrize("code", CODES)
def test_addresses(code: str) -> None:
    known, numbers = words_of(code), WORDS[code][0]
    assert numbers.addresses
    assert numbers.postcodes
    for order in numbers.addresses:
        for shape in numbers.postcodes:
            postcode = shape.replace("A", "B").replace("9", "3")
            parts = {"street": "Kade", "number": "12", "postcode": postcode, "place": "Brugstede"}
            address = order.format(**parts)
            assert not find_bare_numbers(f"{address}\n", known), address
            assert not find_bare_numbers(f"X\n{address.replace(', ', chr(10))}\n", known), address
            small = order.format(**{**parts, "place": UNIT})
            assert find_bare_numbers(f"{small}\n", known), small


def test_digits_of_every_script_are_told() -> None:
    zeros = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Nd"][::10]
    assert len(zeros) > 60
    for zero in zeros:
        written = chr(ord(zero) + 4) + chr(ord(zero) + 2)
        (bare,) = find_bare_numbers(f"x {written} y", words_of("en"))
        assert (bare.text, bare.value) == (written, 42)


def test_other_signs_that_are_numbers_are_told() -> None:
    others = [
        chr(code)
        for code in range(0x80, sys.maxunicode)
        if unicodedata.category(chr(code)) in ("No", "Nl") and unicodedata.numeric(chr(code), 0) != 0
    ]
    assert len(others) > 700
    missed = [sign for sign in others if not find_bare_numbers(f"x {sign} y", words_of("en"))]
    assert missed == []


UNSEEN = "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u200e\u202a\u202e\u2060\u2066\ufe0f\ufeff\U000e0041"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["seventeen", "zeventien"]), st.sampled_from(UNSEEN), st.integers(1, 8))
def test_what_nobody_sees_hides_no_number(word: str, sign: str, at: int) -> None:
    code = "en" if word == "seventeen" else "nl"
    hidden = word[:at] + sign + word[at:]
    (bare,) = find_bare_numbers(f"a {hidden} b", words_of(code))
    assert (bare.text, bare.value) == (hidden, 17)
    (bare,) = find_bare_numbers(f"a 1{sign}7 b", words_of(code))
    assert bare.value == 17


LOOKALIKES = dict(zip("aceopxyi", "асеорхуі", strict=True))


def test_a_letter_of_another_script_hides_no_number() -> None:
    for word in ("seven", "six", "twelve", "one", "zero"):
        for letter in set(word) & LOOKALIKES.keys():
            hidden = word.replace(letter, LOOKALIKES[letter])
            assert [hidden[s:e] for s, e, _ in find_mixed_script_words(hidden)] == [hidden]
    assert not list(find_mixed_script_words("μg, kΩ, семь, επτά, IT-отдел, 語のLatin"))


BITS = ["+1 ", "article 4 and ", "AB1 ", "t\u00ad", "(0", "ref. 1 ", "IV a ", "12:30-", "٣", "A 1, ", "A "]


@pytest.mark.parametrize("bit", BITS)
def test_time_grows_with_length_only(bit: str) -> None:
    assert grows_with_length(
        lambda length: find_bare_numbers(bit * (length // len(bit)) + "1", words_of("en"), markdown=True),
        10_000,
    )


def files_of(root: Path) -> Mapping[str, bytes]:
    return build_site(load_config(str(root / "mkdocs.yml")).with_settings(search=False)).files


CONTACT = """---
title: Contact
slug: contact
description: Bel 14 0999, maandag 9.00–17.00 uur.
{head}---

## Adres {{#address}}

Kade 12, 3511 BX Brugstede. [020 123 4567](tel:+31201234567) of [schrijf](mailto:a@example.org).
Kamer {room} op verdieping 3.
"""


def contact(root: Path, head: str, room: str) -> None:
    folder = root / "content/pages/contact"
    folder.mkdir()
    for code in ("nl", "en"):
        (folder / f"{code}.md").write_text(CONTACT.format(head=head, room=room), "utf-8")
    settings = root / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("pages: [", "pages: [contact, "), "utf-8")


def test_a_contact_page(tmp_path: Path) -> None:
    root = copied(tmp_path)
    contact(root, "free_numbers: true\n", "[[no-claim: 7]]")
    page = files_of(root)["nl/contact/index.html"].decode()
    assert '<a href="tel:+31201234567" dir="ltr">020 123 4567</a>' in page
    assert '<a href="mailto:a@example.org">schrijf</a>' in page
    assert "Kamer 7 op verdieping 3." in page


def test_a_contact_page_that_is_not_free(tmp_path: Path) -> None:
    root = copied(tmp_path)
    contact(root, "", "[[no-claim: 7]]")
    with pytest.raises(ContentError) as refused:
        build_site(load_config(str(root / "mkdocs.yml")))
    told = [p for p in refused.value.problems if p.level is Level.ERROR and "/nl.md" in p.position.path]
    assert [(p.code, p.message.partition(" is ")[0]) for p in told] == [("bare-number", "“3”")]


def test_no_summary_is_free(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = root / "content/documents/plan-2019/nl.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nfree_numbers: true\n", 1), "utf-8")
    assert "unknown-key" in {problem.code for problem in read_content_folder(root).problems}


def test_a_mark_works_in_words_and_headings(tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(
        root,
        [
            {"file": "pages/about/en.md", "replace": "## Who", "with": "## Who of [[no-claim: 7*8*]]"},
            {"file": "terms.yml", "replace": "en: A letter", "with": "en: 'Once [[no-claim: 11]]' #"},
        ],
    )
    files = files_of(root)
    page = files["en/about/index.html"].decode()
    assert "Who of 7*8*" in page
    assert not [path for path, data in files.items() if b"no-claim" in data]


@pytest.mark.parametrize(
    ("text", "shown", "dialled"),
    [
        ("112", True, True),
        ("+31 20 123 4567", True, False),
        ("+31201234567", True, True),
        ("(020) 123 45 67", True, False),
        ("+31 (0)20 123 4567", True, False),
        ("0800-2000", True, True),
        ("11", False, False),
        ("call us", False, False),
        ("112 or 113", False, False),
        ("0800-HELP", False, False),
        ("+31201234567;ext=12", False, True),
        ("1234567890123456", False, False),
        ("112\u202e", False, False),
        ("", False, False),
    ],
)
def test_forms_of_telephone_numbers(text: str, shown: bool, dialled: bool) -> None:
    assert (is_phone_number(text), is_dialled_number(text)) == (shown, dialled)


def test_a_help_line_has_a_number_that_can_be_dialled(tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, [{"file": "dossier.yml", "replace": "phone: 14 0999", "with": "phone: ask for the desk"}])
    (problem,) = [p for p in read_content_folder(root).problems if "telephone" in p.message]
    assert problem.position.path == "content/dossier.yml"
    assert "like 112 or +31 20 123 4567" in str(problem)


@pytest.mark.parametrize(
    ("dutch", "english", "told"),
    [
        ("[[no-claim: 7]]", "[[no-claim: 7]]", 0),
        ("[[no-claim: 7]]", "[[no-claim: 8]]", 1),
        ("[[no-claim: 7]] [[no-claim: 8]]", "[[no-claim: 8]] [[no-claim: 7]]", 0),
        ("[[no-claim: 7]] [[no-claim: 8]]", "[[no-claim: 8]] [[no-claim: 8]]", 1),
        ("[[no-claim: 7]]", "[[no-claim: ٧]]", 0),
        ("[[no-claim: 14.30]]", "[[no-claim: 2:30]]", 0),
        ("[[no-claim: 7]]", "", 0),
    ],
)
def test_marked_numbers_are_put_beside_each_other(dutch: str, english: str, told: int) -> None:
    heading = "## A {#a}\n\n"
    first, other = parse_prose(heading + dutch), parse_prose(heading + english)
    found = list(compare_no_claim_marks(first, other, lambda line: Position("nl.md", line)))
    assert [problem.code for problem in found] == ["mark-parity"] * told
