"""German and French, which come whole with the package: how values read, and how sources in them are read."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

from dossier_timeline.content.lexicon_files import load_lexicons, load_number_words, load_search_words
from dossier_timeline.languages import Language, extraction, load_languages
from dossier_timeline.languages.catalogues import parse_catalogue
from dossier_timeline.model.dates import parse_date
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from tests.helpers.files import ROOT

SHIPPED = ROOT / "templates" / "locales"
NARROW, BROAD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
CODES = ["de", "fr"]


@cache
def language_of(code: str) -> Language:
    return load_languages(CODES, [SHIPPED])[0][code]


@pytest.mark.parametrize(
    ("text", "german", "french"),
    [
        ("2014-10-03", "3. Oktober 2014", "3 octobre 2014"),
        ("2015-03-01", "1. März 2015", "1er mars 2015"),
        ("2015-03-11", "11. März 2015", "11 mars 2015"),
        ("2014-10", "Oktober 2014", "octobre 2014"),
        ("2014-33", "1. Quartal 2014", "1er trimestre 2014"),
        ("2014-09-29/2014-10-01", "29. September – 1. Oktober 2014", "29 septembre – 1er octobre 2014"),
        ("2015-03-01/2015-03-04", "1.–4. März 2015", "1er–4 mars 2015"),
        ("2013~", "circa 2013", "vers 2013"),
        ("2013-05-04~", "um den 4. Mai 2013", "vers le 4 mai 2013"),
        ("2013?", "2013 (unsicher)", "2013 (incertain)"),
        ("2014/..", "ab 2014", "dès 2014"),
        ("2014-11-05/..", "ab dem 5. November 2014", "dès le 5 novembre 2014"),
        ("../2014-10", "bis Oktober 2014", "jusqu’en octobre 2014"),
        ("../2014-11-01", "bis zum 1. November 2014", "jusqu’au 1er novembre 2014"),
        ("2017-23", "Herbst 2017", "automne 2017"),
        ("201X", "die 2010er-Jahre", "les années 2010"),
    ],
)
def test_dates(text: str, german: str, french: str) -> None:
    assert [language_of(code).date(parse_date(text)) for code in CODES] == [german, french]


def test_short_dates() -> None:
    said = {code: language_of(code).date_short(parse_date("2014-10-01")) for code in CODES}
    assert said == {"de": "1. Okt. 2014", "fr": "1er oct. 2014"}


@pytest.mark.parametrize(
    ("message", "value", "german", "french"),
    [
        ("after %(date)s", "2014", "nach 2014", "après 2014"),
        ("after %(date)s", "2014-05-01", "nach dem 1. Mai 2014", "après le 1er mai 2014"),
        ("no later than %(date)s", "2014-06", "spätestens Juni 2014", "au plus tard en juin 2014"),
        ("no later than %(date)s", "2014-06-03", "spätestens am 3. Juni 2014", "au plus tard le 3 juin 2014"),
    ],
)
def test_a_day_has_an_article_where_a_year_has_none(
    message: str, value: str, german: str, french: str
) -> None:
    date = parse_date(value)
    said = [language_of(code).qualify_date(message, date, language_of(code).date(date)) for code in CODES]
    assert said == [german, french]


def test_numbers_shares_sums_and_ranks() -> None:
    de, fr = map(language_of, CODES)
    assert [de.number(Decimal("1234.5")), de.number(12000)] == ["1.234,5", "12.000"]
    assert [fr.number(Decimal("1234.5")), fr.number(12000)] == [f"1{NARROW}234,5", f"12{NARROW}000"]
    assert [language.percent(Decimal("30.8")) for language in (de, fr)] == [f"30,8{BROAD}%"] * 2
    assert de.amount(Decimal("1234.5"), "EUR") == f"1.234,50{BROAD}€"
    assert fr.amount(Decimal("1234.5"), "EUR") == f"1{NARROW}234,50{BROAD}€"
    assert de.amount(2_000_000, "EUR") == f"2{BROAD}Millionen{BROAD}€"
    assert [de.in_words(12000), fr.in_words(12000)] == ["zwölftausend", "douze mille"]
    assert [de.ordinal(3), de.ordinal(21)] == ["dritte", "21."]
    assert [fr.ordinal(1), fr.ordinal(21), fr.ordinal(1000)] == ["premier", "21e", f"1{NARROW}000e"]
    assert [de.duration("P1Y6M"), de.duration("P2Y", words=True)] == ["1 Jahr und 6 Monate", "zwei Jahre"]
    assert fr.duration("P2Y", words=True) == "deux ans"


def test_plurals() -> None:
    words = ("%(n)s event", "%(n)s events")
    assert [language_of("de").ngettext(*words, n) for n in (0, 1, 2)] == [
        "0 Ereignisse",
        "1 Ereignis",
        "2 Ereignisse",
    ]
    assert [language_of("fr").ngettext(*words, n) for n in (0, 1, 2)] == [
        "0 événement",
        "1 événement",
        "2 événements",
    ]


def test_quotations_lists_colons_and_order() -> None:
    de, fr = map(language_of, CODES)
    assert (de.quote("a"), de.quote("a", inner=True)) == ("„a“", "‚a‘")
    assert (fr.quote("a"), fr.quote("a", inner=True)) == (f"«{NARROW}a{NARROW}»", "“a”")
    assert (de.colon, fr.colon) == (": ", f"{NARROW}: ")
    assert [de.join(list("abc")), fr.join(list("abc"), "or")] == ["a, b und c", "a, b ou c"]
    assert de.sorted(["Zoo", "Österreich", "Oslo", "Straße"]) == ["Oslo", "Österreich", "Straße", "Zoo"]
    assert [de.language_name("nl"), fr.language_name("nl")] == ["Niederländisch", "néerlandais"]


@pytest.mark.parametrize(
    ("code", "text", "value", "kind", "qualifier"),
    [
        ("de", "zwölftausend Meldungen", "12000", "number", None),
        ("de", "gut 1.234,5 Meldungen", "1234.5", "number", "over"),
        ("de", "höchstens 30,8 Prozent", "30.8", "share", "at-most"),
        ("de", "fast 2 Millionen Euro", "2000000", "amount", "nearly"),
        ("de", "mindestens zwei Jahre", "2", "duration", "at-least"),
        ("de", "drei Viertel", "0.75", "fraction", None),
        ("fr", "douze mille signalements", "12000", "number", None),
        ("fr", f"plus de 1{NARROW}234,5 signalements", "1234.5", "number", "more-than"),
        ("fr", "environ 30,8 pour cent", "30.8", "share", "about"),
        ("fr", "près de 2 millions d’euros", "2000000", "amount", "nearly"),
        ("fr", "au moins deux ans", "2", "duration", "at-least"),
        ("fr", "deux cinquièmes", "0.4", "fraction", None),
    ],
)
def test_a_source_is_read(code: str, text: str, value: str, kind: str, qualifier: str | None) -> None:
    (found,) = read_values(text, _lexicons()[code])
    assert (str(found.value), found.kind, found.qualifier) == (value, kind, qualifier)


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("de", "am 3. Oktober 2014", (2014, 10, 3)),
        ("de", "im ersten Quartal 2014", (2014, 33, None)),
        ("de", "im 3. Quartal des Jahres 2014", (2014, 35, None)),
        ("de", "im Q4 2014", (2014, 36, None)),
        ("fr", "le 1er mars 2015", (2015, 3, 1)),
        ("fr", "au premier trimestre 2014", (2014, 33, None)),
    ],
)
def test_a_date_in_a_source_is_read(code: str, text: str, date: tuple[int, int, int | None]) -> None:
    (found,) = read_values(text, _lexicons()[code])
    assert (found.kind, found.year, found.month, found.day) == ("date", *date)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "um 12 Uhr"),
        ("de", "Version 5"),
        ("de", "5 von 6 Millionen"),
        ("fr", "numéro 5"),
        ("fr", "5 sur 6"),
    ],
)
def test_a_number_that_counts_nothing_proves_nothing(code: str, text: str) -> None:
    first, *_ = read_values(text, _lexicons()[code])
    assert first.value is None or first.why_unread


@cache
def _lexicons() -> dict[str, Lexicon]:
    found, problems = load_lexicons(CODES, [ROOT / "templates"])
    assert problems == []
    return dict(found)


def test_their_lists_of_words_have_every_kind() -> None:
    numbers, _ = load_number_words(CODES, [ROOT / "templates"])
    search, problems = load_search_words(CODES, [ROOT / "templates"])
    assert problems == []
    for code in CODES:
        found = numbers[code][0]
        assert all(
            (found.pointers, found.registrations, found.phones, found.labels, found.after, found.calls)
        )
        assert len(search[code].synonyms) >= 5
        assert {"starts", "links", "partitives", "ends"} == set(_lexicons()[code].words.noun_phrases)


def test_french_words_have_french_spaces_and_quotation_marks() -> None:
    wrong = [
        text
        for text in _translations("fr")
        if re.search(rf"[^{NARROW}\d][;!?»]|(?<![{NARROW}\w]):|[ {BROAD}][:;!?»]|«[^{NARROW}]|['\"]", text)
    ]
    assert wrong == []


def test_german_words_have_german_quotation_marks() -> None:
    assert [text for text in _translations("de") if re.search(r"['\"”]|“(?=\w)|(?<!\S)“", text)] == []


def _translations(code: str) -> list[str]:
    found = parse_catalogue(extraction.catalogue_path(SHIPPED, code).read_bytes())
    return [form for forms in found.words.values() for form in forms]
