"""`language`: the languages of a dossier."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import click

from dossier_timeline.checks.languages_and_slugs import find_untranslated
from dossier_timeline.cli.content_changes import (
    apply_and_print,
    is_interactive,
    read_or_exit,
    require_no_new_mistakes,
)
from dossier_timeline.cli.language_files import (
    begin_catalogue,
    find_uncommitted,
    list_own_word_files,
    pack_files,
    take_back_addresses,
)
from dossier_timeline.config import ADDRESSES_PATH, Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.content_files import SETTINGS_FILE
from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.language_removal import (
    LanguageRemoval,
    list_kept_words,
    plan_language_removal,
)
from dossier_timeline.content.list_editor import append_to_list
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.evidence.receipt import RECEIPT_PATH, carry_over_receipt
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.languages.language import parse_language_locale

_MOST_NAMED = 10
"""So many files are named in a message."""


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
    apply_and_print(config, ChangeSet({**changes.writes, **begin_catalogue(config, code)}))
    missing = sum(1 for _ in find_untranslated(after.dossier, after.positions, code)) if after.dossier else 0
    texts = sum(1 for _ in dossier.texts())
    click.echo(
        f"The dossier is in {', '.join((*dossier.languages, code))} now, and builds.\n{missing} words and "
        f"{texts} texts have no translation into “{code}” yet; those in “{dossier.languages[0]}” stand in.\n"
        f"Next: dossier-timeline translate export --language {code} --output {code}.xlf\n"
        f"dossier-timeline status says how it stands. A release waits while “{code}” is unfinished in {path}."
    )


@command.command("remove")
@click.argument("code", metavar="LANGUAGE")
@click.option("--yes", "is_sure", is_flag=True, help="Remove it without asking.")
@click.option(
    "--backup",
    metavar="FILE.zip",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Put every file that changes or goes into an archive first.",
)
@click.pass_obj
def remove_language_command(config: Config, code: str, is_sure: bool, backup: Path | None) -> None:
    """Take a LANGUAGE out of the dossier: its texts, its words everywhere, its addresses, its catalogue.

    Shows what would go and asks; where nobody can answer, nothing is changed without --yes. Either all of it
    goes or nothing. What git doesn't have as it is now goes only with a --backup. Words by which source texts
    in that language are read stay.
    """
    if backup is not None and backup.exists():
        raise click.BadParameter(f"{backup} is there already; name a new file", param_hint="--backup")
    removal, lost_count = _plan(config, code)
    changes = removal.changes
    touched = [*(path for path in changes.writes if (config.paths.root / path).exists()), *changes.removals]
    _print_what_goes(code, removal, lost_count)
    unsafe = [] if backup else find_uncommitted(config.paths.root, touched)
    if unsafe:
        raise click.ClickException(
            f"git doesn't have {_name_some(unsafe)} as it is now, so nothing was changed; commit first, or "
            f"keep all in an archive: dossier-timeline language remove {code} --backup before-{code}.zip"
        )
    if backup:
        packed = pack_files(config.paths.root, touched)
        changes = dataclasses.replace(changes, writes={str(backup.resolve()): packed, **changes.writes})
        click.echo(f"{backup} would have these files as they are now.")
    else:
        click.echo("git has all these files as they are now.")
    if not is_sure and not (is_interactive() and click.confirm(f"Remove “{code}”?")):
        raise click.ClickException("nothing was changed; --yes removes it without asking")
    apply_and_print(config, changes)
    click.echo(f"Nothing is in “{code}” any more. Next: dossier-timeline check")


def _plan(config: Config, code: str) -> tuple[LanguageRemoval, int]:
    """All changes of a removal, and how many published addresses go.

    Ends the command where something would be wrong afterwards.
    """
    reading, dossier = read_or_exit(config)
    if dossier.languages == (code,):
        raise click.UsageError(f"“{code}” is the only language of the dossier; add another one first")
    root, content = config.paths.root, config.paths.content_path
    try:
        removal = plan_language_removal(root, content, reading, dossier, code)
    except EditError as error:
        raise click.ClickException(f"{error}; nothing was changed") from error
    if not removal.changes.writes and not removal.changes.removals:
        raise click.UsageError(f"nothing is in “{code}”; the dossier has {', '.join(dossier.languages)}")
    after = require_no_new_mistakes(config, removal.changes).dossier
    if after is None or list_kept_words(after, code) != list_kept_words(dossier, code):
        raise click.ClickException(
            f"words stand beside those in “{code}” in an unusual way, so nothing was changed; write them in "
            "braces, or each language on a line of its own"
        )
    writes = dict(removal.changes.writes)
    receipt, _ = load_receipt(config.paths)
    if receipt:
        carried_over = carry_over_receipt(receipt, dossier, after, lambda name: name)
        if carried_over != receipt:
            writes[f"{content}/{RECEIPT_PATH}"] = carried_over.to_json().encode()
    addresses, lost_count = take_back_addresses(config, code)
    removals = (*removal.changes.removals, *list_own_word_files(config, code))
    changes = ChangeSet(dict(sorted((writes | addresses).items())), removals=removals)
    return dataclasses.replace(removal, changes=changes), lost_count


def _print_what_goes(code: str, removal: LanguageRemoval, lost_count: int) -> None:
    for path, count in sorted(removal.words.items()):
        click.echo(f"{path}: {count} words in “{code}”" if count > 1 else f"{path}: words in “{code}”")
    for path in removal.changes.removals:
        click.echo(f"{path}: the whole file")
    if lost_count:
        click.echo(f"{ADDRESSES_PATH}: {lost_count} addresses in “{code}” are gone")


def _name_some(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more files" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
