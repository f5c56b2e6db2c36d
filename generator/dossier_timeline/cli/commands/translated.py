"""`translated`: record that a text says the same as its other languages."""

from __future__ import annotations

from pathlib import Path

import click

from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES, decode_text, split_front_matter
from dossier_timeline.content.translation_records import (
    TRANSLATIONS_FILE,
    TranslationsError,
    parse_translations,
    write_translations,
)
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.model.dossier import Translations
from dossier_timeline.model.text_digests import digest_body


@click.command("translated")
@click.argument("document")
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@click.pass_obj
def command(config: Config, document: str, languages: tuple[str, ...]) -> None:
    """Record that the text of DOCUMENT (or of a page) in each LANGUAGE says what the others say.

    Without a LANGUAGE, all its texts say the same.
    """
    folders = _list_text_folders(config.paths.content)
    if document not in folders:
        known = ", ".join(sorted(folders)) or "none yet"
        raise click.UsageError(f"there is no document or page “{document}”; there are: {known}")
    digests = {path.stem: _digest_text(path) for path in sorted(folders[document].glob("*.md"))}
    for language in languages:
        if language not in digests:
            known_codes = ", ".join(digests) or "none yet"
            raise click.UsageError(f"“{document}” has no text in “{language}”; there are: {known_codes}")
    if len(digests) < 2:
        raise click.UsageError(f"“{document}” has no text in another language to be in step with")
    file = config.paths.content / TRANSLATIONS_FILE
    before = _read_translations(file) if file.exists() else {}
    after = {name: dict(texts) for name, texts in before.items() if name in folders}
    messages: list[str] = []
    for language in dict.fromkeys(languages or digests):
        others = {code: value for code, value in digests.items() if code != language}
        after.setdefault(document, {})[language] = others
        listed = ", ".join(f"{code} ({value})" for code, value in others.items())
        messages.append(f"{document} in {language} is in step with {listed}")
    if after != before:
        name = file.relative_to(config.paths.root).as_posix()
        apply_and_print(config, ChangeSet({name: write_translations(after)}))
    click.echo("\n".join(messages))


def _list_text_folders(content: Path) -> dict[str, Path]:
    """The folders with texts, by the id of the document or page."""
    return {path.name: path for kind in ("pages", "documents") for path in content.glob(f"{kind}/*")}


def _digest_text(path: Path) -> str:
    text, problems = decode_text(path.name, _read(path, MAX_CONTENT_BYTES))
    front, more = split_front_matter(path.name, text or "")
    for problem in (*problems, *more):
        raise click.ClickException(str(problem))
    return digest_body(front.body)


def _read_translations(file: Path) -> Translations:
    try:
        return parse_translations(_read(file, LARGEST_LIST))
    except TranslationsError as error:
        message = f"{file}:{error.line}:{error.column}: what is recorded cannot be read: {error}"
        raise click.ClickException(f"{message}; take it back from git, or remove it") from None


def _read(path: Path, most: int) -> bytes:
    try:
        return read_plain_file(path, most)
    except OSError as error:
        raise click.ClickException(f"{path}: {diagnose_unread_file(error, path.name).message}") from error
