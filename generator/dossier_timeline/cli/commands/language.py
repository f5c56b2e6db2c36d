"""`language`: the languages of a dossier."""

from __future__ import annotations

import click

from dossier_timeline.checks.languages_and_slugs import find_untranslated
from dossier_timeline.cli.content_changes import apply_and_print, read_or_exit, require_no_new_mistakes
from dossier_timeline.config import OWN_TEMPLATES, Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.content_files import SETTINGS_FILE
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.list_editor import append_to_list
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.languages import catalogues, extraction
from dossier_timeline.languages.language import parse_language_locale


@click.group("language")
def command() -> None:
    """The languages of the dossier."""


@command.command("add")
@click.argument("code", metavar="LANGUAGE")
@click.pass_obj
def add_language_command(config: Config, code: str) -> None:
    """Add a LANGUAGE to the dossier, which builds at once.

    It is listed as unfinished: what isn't translated yet has the words of the first language, marked as such,
    and a release waits. A catalogue of interface words is begun where none comes with the generator.
    """
    _, dossier = read_or_exit(config)
    if code in dossier.languages:
        raise click.UsageError(f"the dossier is in “{code}” already; it has {', '.join(dossier.languages)}")
    if parse_language_locale(code) is None:
        raise click.BadParameter(
            f"“{code}” is not a language whose dates and numbers we know; use a code as in CLDR, like pt-BR",
            param_hint="LANGUAGE",
        )
    path = f"{config.paths.content_path}/{SETTINGS_FILE}"
    editor = FileEditor(path, read_plain_file(config.paths.root / path, MAX_CONTENT_BYTES))
    try:
        append_to_list(editor, "languages", code)
        append_to_list(editor, "unfinished_languages", code, after="languages")
    except EditError as error:
        raise click.ClickException(str(error)) from error
    changes = ChangeSet({path: editor.edited_bytes()})
    after = require_no_new_mistakes(config, changes)
    apply_and_print(config, ChangeSet({**changes.writes, **_begin_catalogue(config, code)}))
    missing = sum(1 for _ in find_untranslated(after.dossier, after.positions, code)) if after.dossier else 0
    texts = sum(1 for _ in dossier.texts())
    click.echo(
        f"The dossier is in {', '.join((*dossier.languages, code))} now, and builds.\n{missing} words and "
        f"{texts} texts have no translation into “{code}” yet; those in “{dossier.languages[0]}” stand in.\n"
        f"Next: dossier-timeline translate export --language {code} --output {code}.xlf\n"
        f"dossier-timeline status says how it stands. A release waits while “{code}” is unfinished in {path}."
    )


def _begin_catalogue(config: Config, code: str) -> dict[str, bytes]:
    """The file of a new catalogue, where the interface doesn't come in a language."""
    packaged = config.paths.templates[-1]
    own = config.paths.templates[0] if len(config.paths.templates) > 1 else config.paths.root / OWN_TEMPLATES
    folder = own / "locales"
    if catalogues.find_catalogue(packaged / "locales", code) or catalogues.find_catalogue(folder, code):
        return {}
    path = extraction.catalogue_path(folder, code)
    text, _ = extraction.update_catalogue(path, code, extraction.list_required_words(code, own, packaged))
    return {path.relative_to(config.paths.root).as_posix(): text.encode()}
