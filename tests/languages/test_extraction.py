"""Finding words in templates and bringing catalogues up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.cli.commands.catalogue import command
from dossier_timeline.config import Config, ProjectPaths, SiteAddresses
from dossier_timeline.languages import extraction
from dossier_timeline.languages.catalogues import (
    check_missing_words,
    message_key,
    parse_catalogue,
    read_source_language,
)
from dossier_timeline.languages.doubtful_words import list_doubtful_words
from tests.helpers.files import ROOT


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A dossier with a template of its own, beside the packaged ones."""
    own = tmp_path / "templates"
    own.mkdir()
    (own / "extra.html").write_text(
        '{{ _("Our own words") }} {{ _("Timeline") }} {{ ngettext("%(n)s map", "%(n)s maps", 2) }}'
        '\n{# translators: a kind of chart #}\n{{ pgettext("chart", "map") }}',
        encoding="utf-8",
    )
    packaged = ROOT / "templates"
    paths = ProjectPaths(tmp_path, tmp_path / "content", (own, packaged), tmp_path / "site")
    return Config(paths, SiteAddresses("https://example.org/"))


def run(config: Config, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments, obj=config)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_only_the_dossiers_own_words(config: Config) -> None:
    found = [message_key(message) for message in extraction.extract_messages(*config.paths.templates)]
    assert found == [("", "Our own words"), ("", "%(n)s map"), ("chart", "map")]


def test_extract_prints_a_template(config: Config) -> None:
    code, output = run(config, "extract")
    assert code == 0
    assert '#. a kind of chart\n#: templates/extra.html\nmsgctxt "chart"\nmsgid "map"\nmsgstr ""' in output


def test_update_begins_keeps_and_brings_back(config: Config) -> None:
    path = config.paths.root / "templates" / "locales" / "nl" / "LC_MESSAGES" / "messages.po"
    assert run(config, "update", "--language", "nl")[0] == 0
    assert run(config, "check")[0] == 1
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Our own words"\nmsgstr ""', 'msgid "Our own words"\nmsgstr "Onze woorden"')
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(n)s kaart"\nmsgstr[1] "%(n)s kaarten"')
    text = text.replace('msgid "map"\nmsgstr ""', 'msgid "map"\nmsgstr "kaart"')
    path.write_text(text, encoding="utf-8")
    assert run(config, "check") == (0, "Every word of the interface has its translation.\n")

    template = config.paths.templates[0] / "extra.html"
    before = template.read_text(encoding="utf-8")
    template.write_text('{{ _("New") }}', encoding="utf-8")
    run(config, "update")
    assert '#~ msgid "Our own words"\n#~ msgstr "Onze woorden"' in path.read_text(encoding="utf-8")
    assert run(config, "check")[0] == 1

    template.write_text(before, encoding="utf-8")
    run(config, "update")
    assert path.read_text(encoding="utf-8") == text
    assert run(config, "check")[0] == 0


def test_unused_words_can_be_dropped(config: Config) -> None:
    path = config.paths.root / "templates" / "locales" / "nl" / "LC_MESSAGES" / "messages.po"
    run(config, "update", "--language", "nl")
    path.write_text(
        path.read_text(encoding="utf-8") + '\n#~ msgid "Old"\n#~ msgstr "Oud"\n', encoding="utf-8"
    )
    run(config, "update")
    assert "Oud" in path.read_text(encoding="utf-8")
    run(config, "update", "--drop-unused")
    assert "Oud" not in path.read_text(encoding="utf-8")


def test_the_packaged_catalogues_are_as_the_program_writes_them() -> None:
    folder = ROOT / "templates"
    messages = extraction.extract_messages(folder, folder)
    template = (folder / "locales" / "messages.pot").read_text(encoding="utf-8")
    assert template == extraction.write_template(messages, source=read_source_language(template.encode()))
    for language in extraction.list_languages(folder / "locales"):
        path = extraction.catalogue_path(folder / "locales", language)
        written = extraction.update_catalogue(path, language, messages)[0]
        assert written == path.read_text(encoding="utf-8"), f"run `catalogue update`: {language}"


def test_every_packaged_language_has_every_word() -> None:
    """The only test that a word without translation stops: it names all of them."""
    missing: list[str] = []
    wanted = parse_catalogue((ROOT / "templates/locales/messages.pot").read_bytes()).lines
    for language in extraction.list_languages(ROOT / "templates" / "locales"):
        path = extraction.catalogue_path(ROOT / "templates" / "locales", language)
        found = parse_catalogue(path.read_bytes())
        missing += [str(each) for each in check_missing_words(found, f"locales/{language}", wanted)]
        missing += [str(each) for each in found.problems]
    assert "\n".join(missing) == ""


DOUBT = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

# A line about something else.
# to be confirmed by a reader: whether it is
# called so
msgid "Timeline"
msgstr "Zeitband"

# Sure enough.
msgid "Menu"
msgstr "Menü"
"""


def test_words_that_a_reader_is_to_confirm_are_listed_and_kept(config: Config) -> None:
    path = extraction.catalogue_path(config.paths.templates[0] / "locales", "de")
    path.parent.mkdir(parents=True)
    path.write_text(DOUBT, encoding="utf-8")
    (word,) = list_doubtful_words(path)
    assert (word.words, word.translation, word.doubt) == ("Timeline", "Zeitband", "whether it is called so")
    assert path.read_text("utf-8").splitlines()[word.line - 1] == 'msgid "Timeline"'
    run(config, "update")
    (kept,) = list_doubtful_words(path)
    assert kept.doubt == word.doubt
    assert "words to be confirmed by a reader: 1 " in run(config, "check")[1]
    told = [line for line in run(config, "check", "--doubtful")[1].splitlines() if "To be confirmed" in line]
    assert told[0] == f"{path.relative_to(config.paths.root).as_posix()}:{kept.line}: {TOLD}"
    packaged = list_doubtful_words(extraction.catalogue_path(ROOT / "templates" / "locales", "de"))
    assert len(told) > len(packaged) > 0


TOLD = "“Timeline” is “Zeitband”. To be confirmed: whether it is called so"


def test_other_words_for_a_packaged_language_stay_when_the_catalogue_is_brought_up_to_date(
    config: Config,
) -> None:
    path = extraction.catalogue_path(config.paths.templates[0] / "locales", "nl")
    path.parent.mkdir(parents=True)
    path.write_text(DOUBT.replace("Zeitband", "Wat er gebeurde"), encoding="utf-8")
    run(config, "update")
    text = path.read_text(encoding="utf-8")
    assert '\nmsgid "Timeline"\nmsgstr "Wat er gebeurde"' in text
    assert 'msgid "Search"' not in text
