"""What commands that write content have in common: asking, trying out, writing all or nothing."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.checks.dossier import check_dossier
from dossier_timeline.checks.drafts import remove_unfinished_problems
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeError, ChangeSet, apply_changes, read_after_changes
from dossier_timeline.content.patterns import make_id
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.diagnostic import Diagnostic, select_blocking
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.model.base import ID_PATTERN
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier

_WORDS = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.*)", re.DOTALL)


def is_interactive() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def read_or_exit(config: Config) -> tuple[ContentReading, Dossier]:
    """The content as it is now; ends the command with 1 when nothing can be made of it."""
    reading = read_content(config.paths)
    if reading.dossier is None or not reading.dossier.languages:
        report_diagnostics(reading.problems, config.paths.root)
        raise SystemExit(ExitCode.PROBLEMS)
    return reading, reading.dossier


def require_free_id(reading: ContentReading, dossier: Dossier, name: str) -> str:
    """The id, when something new can have it. Raises `UsageError`."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > 80:
        close = make_id(name)
        hint = f", such as {close}" if close else ""
        raise click.UsageError(
            f"“{name}” cannot be an id: it has lower-case letters, digits and single hyphens{hint}"
        )
    if name in dossier.by_id or name in reading.positions.unread_ids or name == "settings":
        taken = reading.positions.all_of(name)
        where = f": {taken[0]}" if taken else ""
        raise click.UsageError(f"there is something called “{name}” already{where}")
    return name


def require_document(dossier: Dossier, name: str) -> Document:
    """The document of this id. Raises `UsageError`."""
    entry = dossier.by_id.get(name)
    if not isinstance(entry, Document):
        known_ids = ", ".join(sorted(one.id for one in dossier.documents)) or "none yet"
        raise click.UsageError(f"there is no document “{name}”; there are: {known_ids}")
    return entry


def parse_words(given: Sequence[str], languages: Sequence[str], option: str) -> dict[str, str]:
    """Words given as xx=…, by language. Raises `BadParameter`."""
    found: dict[str, str] = {}
    for text in given:
        match = _WORDS.fullmatch(text)
        if match is None or match[1] not in languages:
            example = " ".join(f"{option} {code}=…" for code in languages)
            raise click.BadParameter(
                f"“{text}” does not say in which language it is; write {example}", param_hint=option
            )
        if match[2].strip():
            found[match[1]] = match[2].strip()
    return found


def relative_schema_path(config: Config, folder: Path, name: str) -> str:
    """Where editors find a schema, as seen from a folder of the content."""
    return Path(os.path.relpath(config.paths.root / "schemas" / name, folder)).as_posix()


def validate_and_apply(config: Config, changes: ChangeSet) -> ContentReading:
    """Make the changes, unless something would be wrong afterwards that isn't now; tells each file.

    Ends the command with 1 when it can't be done; then nothing is changed. Gives the reading of the
    content as it is afterwards.
    """
    after = require_no_new_mistakes(config, changes)
    apply_and_print(config, changes)
    return after


def require_no_new_mistakes(config: Config, changes: ChangeSet) -> ContentReading:
    """The content as the changes would make it; ends the command with 1 if something new would be wrong."""
    before = find_mistakes(config, read_content(config.paths))
    try:
        after = read_after_changes(config.paths.root, config.paths.content_path, changes)
    except ChangeError as error:
        raise click.ClickException(str(error)) from error
    known = {(problem.code, problem.message) for problem in before}
    new = [p for p in find_mistakes(config, after) if (p.code, p.message) not in known]
    if new:
        report_diagnostics(new, config.paths.root, unpublished_folder=config.paths.content_path)
        raise click.ClickException("this would not be right, so nothing was changed")
    return after


def apply_and_print(config: Config, changes: ChangeSet, *, err: bool = False) -> None:
    """Make the changes and tell them, file by file; nothing is changed when it can't be done."""
    description = changes.describe(config.paths.root)
    try:
        apply_changes(config.paths.root, changes)
    except ChangeError as error:
        raise click.ClickException(str(error)) from error
    for line in description:
        click.echo(line, err=err)


def find_mistakes(config: Config, reading: ContentReading) -> tuple[Diagnostic, ...]:
    """The mistakes that reading and checking find, without those of texts."""
    found = list(reading.problems)
    if reading.dossier is not None:
        found += check_dossier(reading.dossier, reading.positions)
        found = remove_unfinished_problems(found, reading.dossier, config.paths.content_path)
    return select_blocking(found)


def under_folder(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by their path below the root."""
    return {f"{folder}/{name}": content for name, content in files.items()}
