"""Catalogues: read, searched in order, and told about where they lack something."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.languages import Language, check_unknown_words, load_languages
from dossier_timeline.languages.extraction import list_languages
from dossier_timeline.languages.lending import strip_marks
from tests.helpers.files import ROOT

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def write(folder: Path, code: str, entries: str, language: str | None = None) -> Path:
    """A catalogue in `folder`/locales; entries as they stand in the file."""
    path = folder / "locales" / code / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(language=language or code) + entries, encoding="utf-8")
    return folder / "locales"


def entry(source: str, translation: str) -> str:
    return f'msgid "{source}"\nmsgstr "{translation}"\n\n'


def codes(problems: list[Diagnostic]) -> list[str]:
    return [problem.code for problem in problems]


def test_words(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Hello", "Hallo") + entry("From %(date)s", "Vanaf %(date)s"))
    languages, problems = load_languages(["nl"], [folder])
    nl = languages["nl"]
    assert problems == []
    assert nl.gettext("Hello") == "Hallo"
    assert nl.gettext("From %(date)s", date="mei") == "Vanaf mei"
    assert nl.gettext("From %(date)s", date=Markup("<b>&</b>")) == Markup("Vanaf <b>&</b>")
    assert nl.unknown_keys == set()


def test_own_words_come_first(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "nl", entry("Home", "Voorpagina"))
    packaged = write(tmp_path / "packaged", "nl", entry("Home", "Begin") + entry("Search", "Zoeken"))
    languages, problems = load_languages(["nl"], [own, packaged])
    assert problems == []
    assert (languages["nl"].gettext("Home"), languages["nl"].gettext("Search")) == ("Voorpagina", "Zoeken")


def test_an_empty_own_word_leaves_the_packaged_one(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "nl", entry("Home", ""))
    packaged = write(tmp_path / "packaged", "nl", entry("Home", "Begin"))
    languages, problems = load_languages(["nl"], [own, packaged])
    assert (problems, languages["nl"].gettext("Home")) == ([], "Begin")


def test_a_word_without_translation(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Hello", "Hallo") + entry("Home", ""))
    _, problems = load_languages(["nl"], [folder], root=tmp_path)
    assert [str(p.position) for p in problems] == ["locales/nl/LC_MESSAGES/messages.po:10:1"]
    assert codes(problems) == ["missing-word"]
    assert problems[0].level is Level.ERROR


def test_a_doubtful_translation_is_none(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", "#, fuzzy\n" + entry("Home", "Huis"))
    languages, problems = load_languages(["nl"], [folder])
    assert codes(problems) == ["missing-word"]
    assert languages["nl"].gettext("Home") == "Home"


def test_a_word_that_only_the_other_language_has(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin") + 'msgctxt "slug"\n' + entry("home", "begin"))
    write(tmp_path, "en", entry("Home", "Home"))
    _, problems = load_languages(["nl", "en"], [folder])
    assert [(p.code, p.position.path.split("/")[-3]) for p in problems] == [("missing-word", "en")]
    assert "“home” (in the context “slug”)" in problems[0].message


def test_a_word_that_only_the_template_has(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin"))
    (folder / "messages.pot").write_text(HEADER.format(language="") + entry("Help", ""), encoding="utf-8")
    _, problems = load_languages(["nl"], [folder])
    assert codes(problems) == ["missing-word"]


def test_a_language_without_a_catalogue(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin"))
    languages, problems = load_languages(["nl", "pl"], [folder])
    assert [(p.code, p.level) for p in problems] == [("missing-catalogue", Level.WARNING)]
    pl = languages["pl"]
    assert (pl.fallback, strip_marks(pl.gettext("Home"))) == ("nl", "Begin")
    assert pl.number(12000) == "12\N{NO-BREAK SPACE}000"
    assert languages["nl"].fallback is None


def test_no_catalogue_at_all(tmp_path: Path) -> None:
    languages, problems = load_languages(["nl"], [tmp_path / "locales"])
    assert [(p.code, p.level) for p in problems] == [("missing-catalogue", Level.ERROR)]
    assert languages["nl"].gettext("Home") == "Home"
    assert languages["nl"].unknown_keys == {("", "Home")}


def test_a_word_that_no_catalogue_knows_is_remembered(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin"))
    languages, problems = load_languages(["nl"], [folder], root=tmp_path)
    assert [*problems, *check_unknown_words(languages)] == []
    assert languages["nl"].pgettext("slug", "map") == "map"
    assert [str(p.position) for p in check_unknown_words(languages)] == [
        "locales/nl/LC_MESSAGES/messages.po:1:1"
    ]


def test_an_unknown_language(tmp_path: Path) -> None:
    languages, problems = load_languages(["xx"], [tmp_path])
    assert (languages, codes(problems)) == ({}, ["unknown-language"])


def test_the_header_says_whose_formats(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", entry("Home", "Home"), language="en_GB")
    languages, _ = load_languages(["en"], [folder])
    assert (str(languages["en"].locale), languages["en"].name) == ("en_GB", "English")


def test_a_header_of_another_language_is_not_followed(tmp_path: Path) -> None:
    languages, _ = load_languages(["nl"], [write(tmp_path, "nl", entry("Home", "Begin"), language="de")])
    assert str(languages["nl"].locale) == "nl"


def test_a_region_has_its_own_or_its_languages_catalogue(tmp_path: Path) -> None:
    folder = write(tmp_path, "pt", entry("Home", "Início"))
    write(tmp_path, "zh_Hant", entry("Home", "首頁"))
    languages, problems = load_languages(["pt-BR", "zh-Hant"], [folder])
    assert problems == []
    assert [language.gettext("Home") for language in languages.values()] == ["Início", "首頁"]
    assert languages["pt-BR"].name == "Português (Brasil)"


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (entry("From %(date)s", "Vanaf %(datum)s"), "wrong-placeholder"),
        (entry("From %(date)s", "Vanaf"), "wrong-placeholder"),
        (entry("Home", "%(n)s"), "wrong-placeholder"),
        ('msgctxt "slug"\n' + entry("timeline", "Mijn tijdlijn"), "bad-slug"),
        ('msgctxt "slug"\n' + entry("timeline", "tijd/lijn"), "bad-slug"),
        (
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s dag"\nmsgstr[1] ""\n',
            "missing-word",
        ),
        (
            (
                'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
                'msgstr[0] "%(n)s dag"\nmsgstr[1] "%(n)s dagen"\nmsgstr[2] "%(n)s dagjes"\n'
            ),
            "wrong-plural",
        ),
        ('msgid "Home"\nmsgstr "Begin\n', "bad-catalogue"),
        ("Home = Begin\n", "bad-catalogue"),
    ],
)
def test_mistakes(tmp_path: Path, entries: str, code: str) -> None:
    folder = write(tmp_path, "nl", entries)
    _, problems = load_languages(["nl"], [folder])
    assert code in codes(problems)
    assert all(p.position.path.endswith("nl/LC_MESSAGES/messages.po") for p in problems)


def test_the_line_that_cannot_be_read(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin") + 'msgid "Help"\nmsgstr "Hu"lp"\n')
    _, problems = load_languages(["nl"], [folder])
    assert [(p.code, p.position.line) for p in problems if p.code == "bad-catalogue"] == [
        ("bad-catalogue", 11)
    ]


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", entry("Home", "Begin"))
    path = folder / "nl" / "LC_MESSAGES" / "messages.po"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    languages, problems = load_languages(["nl"], [folder])
    assert (problems, languages["nl"].gettext("Home")) == ([], "Begin")


def test_not_utf8(tmp_path: Path) -> None:
    folder = write(tmp_path, "nl", "")
    path = folder / "nl" / "LC_MESSAGES" / "messages.po"
    path.write_bytes(path.read_bytes() + 'msgid "Home"\nmsgstr "Café"\n'.encode("latin-1"))
    _, problems = load_languages(["nl"], [folder])
    assert codes(problems)[0] == "bad-catalogue"


def test_the_one_form_may_leave_the_number_out(tmp_path: Path) -> None:
    entries = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "één dag"\nmsgstr[1] "%(n)s dagen"\n'
    languages, problems = load_languages(["nl"], [write(tmp_path, "nl", entries)])
    assert problems == []
    nl = languages["nl"]
    assert [nl.ngettext("%(n)s day", "%(n)s days", n) for n in (0, 1, 12000)] == [
        "0 dagen",
        "één dag",
        "12.000 dagen",
    ]


def test_a_plural_with_other_values_than_its_number(nl: Language) -> None:
    words = ("%(n)s of %(all)s", "%(n)s of %(all)s")
    assert nl.ngettext(*words, 1200, all="2.000") == "1.200 of 2.000"
    assert nl.ngettext(*words, 1200) == "1.200 of %(all)s"
    assert nl.ngettext(*words, 1, all=Markup("<b>2</b>")) == Markup("1 of <b>2</b>")


def test_plural_forms_of_other_languages(pl: Language, ar: Language) -> None:
    words = ("%(n)s event", "%(n)s events")
    assert [pl.ngettext(*words, n) for n in (1, 3, 5, 22)] == [
        "1 wydarzenie",
        "3 wydarzenia",
        "5 wydarzeń",
        "22 wydarzenia",
    ]
    assert pl.ngettext(*words, -3) == "−3 wydarzenia"
    assert [ar.ngettext(*words, n) for n in (1, 2, 3, 11)] == ["حدث واحد", "حدثان", "3 أحداث", "11 حدثًا"]


def test_directions_and_names(nl: Language, ar: Language, pl: Language) -> None:
    assert [language.direction for language in (nl, pl, ar)] == ["ltr", "ltr", "rtl"]
    assert [language.name for language in (nl, pl, ar)] == ["Nederlands", "Polski", "العربية"]
    assert nl.language_name("en") == "Engels"
    assert nl.territory("KR") == "Zuid-Korea"
    assert pl.language_name("pt-BR") == "brazylijski portugalski"
    assert nl.language_name("x-none") == "x-none"
    assert nl.territory("ZZZ") == "ZZZ"


def test_lists_and_quotations(nl: Language, en: Language, ar: Language) -> None:
    assert [nl.join(list("abc"[:n])) for n in range(4)] == ["", "a", "a en b", "a, b en c"]
    assert en.join(["a", "b", "c"], "or") == "a, b or c"
    assert ar.join(["أ", "ب"]) == "أ وب"
    assert nl.join([Markup("<i>a</i>"), "b & c"]) == Markup("<i>a</i> en b &amp; c")
    assert (nl.quote("x"), en.quote("x"), en.quote("x", inner=True)) == ("‘x’", "“x”", "‘x’")
    assert nl.quote("100%") == "‘100%’"
    assert (nl.comma, ar.comma) == (", ", "، ")


def test_word_lists_make_no_packaged_catalogue() -> None:
    shipped = ROOT / "templates" / "locales"
    lists = {path.parent.name for path in shipped.glob("*/numbers.yml")}
    packaged = list_languages(shipped)
    assert packaged == ["de", "en", "fr", "nl"]
    assert {"da", "sv"} <= lists - set(packaged)


def test_each_packaged_language_has_every_list_of_words() -> None:
    shipped = ROOT / "templates" / "locales"
    for code in list_languages(shipped):
        lists = {path.stem for path in (shipped / code).glob("*.yml")}
        assert lists == {"evidence", "keys", "numbers", "search"}
