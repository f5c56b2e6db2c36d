"""`translate`: hand words over to a translator, and take the translation back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import apply_and_print, read_or_exit, require_no_new_mistakes
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.translation_project import TranslationProject
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.proof_writing import show_changes
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import MB, read_plain_file
from dossier_timeline.translation.po_files import read_translation_po, write_translation_po
from dossier_timeline.translation.returned_units import ReturnedFile, TranslationFileError
from dossier_timeline.translation.translation_plan import sort_returned_units
from dossier_timeline.translation.translation_units import UnitState, count_units
from dossier_timeline.translation.xliff_reading import read_xliff
from dossier_timeline.translation.xliff_writing import write_xliff_1, write_xliff_2

_WRITERS: dict[str, Callable[..., str]] = {
    "xliff": write_xliff_2,
    "xliff-1.2": write_xliff_1,
    "po": write_translation_po,
}
_SUFFIXES = {".po": "po", ".pot": "po", ".xlf": "xliff", ".xliff": "xliff"}
_LARGEST_FILE = 32 * MB
_MOST_FLAWS = 50


@click.group("translate")
def command() -> None:
    """Hand words over to a translator as XLIFF or PO, and take the translation back."""


@command.command("export")
@click.option("--language", required=True, metavar="LANGUAGE", help="The language to translate into.")
@click.option(
    "--from",
    "source_language",
    metavar="LANGUAGE",
    help="The language to translate from; the dossier's first other one, when left out.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*_WRITERS]),
    help="XLIFF 2.1, XLIFF 1.2 or PO; by the name of the file, when left out.",
)
@click.option(
    "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@click.option("--all", "wants_all", is_flag=True, help="Also what is translated and in step.")
@click.option(
    "--typography",
    "exactly",
    is_flag=True,
    help="Also where only commas, quotation marks or dashes have changed.",
)
@click.pass_obj
def export_translation_command(
    config: Config,
    *,
    language: str,
    source_language: str | None,
    form: str | None,
    output: Path,
    wants_all: bool,
    exactly: bool,
) -> None:
    """Write what is missing or behind in a language into a file for a translator."""
    reading, dossier = read_or_exit(config)
    project = TranslationProject.load(config, reading, dossier, language, source_language, exactly=exactly)
    units = [one for one in project.units.units if wants_all or one.state is not UnitState.IN_STEP]
    if not units:
        click.echo(f"Nothing is missing or behind in “{language}”; --all exports everything.")
        return
    title = dossier.settings.title.get(project.units.source_language) or dossier.settings.id
    chosen = form or _SUFFIXES.get(output.suffix.lower(), "xliff")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(_WRITERS[chosen](units, project.units, title), encoding="utf-8", newline="\n")
    count = count_units(units)
    click.echo(
        f"wrote {output}: {len(units)} units from “{project.units.source_language}” into “{language}”"
        f" ({count.describe()})"
    )
    click.echo(f"When it comes back: dossier-timeline translate import {output}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--language", metavar="LANGUAGE", help="The language of the translation, where the file doesn't say."
)
@click.option(
    "--take-rest", is_flag=True, help="Write the units in which nothing is wrong, although others are."
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="UNIT",
    help="Take this unit with other figures than the source.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.pass_obj
def import_translation_command(
    config: Config,
    *,
    file: Path,
    language: str | None,
    take_rest: bool,
    accepted: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Check the translations of FILE, and write them into the dossier.

    References, links, headings and figures must be as in the words that were translated. Nothing is written
    while something is wrong, unless with --take-rest.
    """
    returned = _read_file(file)
    reading, dossier = read_or_exit(config)
    code = _match_language(returned.language or language or "", dossier.languages)
    if language and returned.language and code != language:
        raise click.ClickException(
            f"{file} is a translation into “{returned.language}”, not into “{language}”"
        )
    source = (
        _match_language(returned.source_language, dossier.languages) if returned.source_language else None
    )
    project = TranslationProject.load(config, reading, dossier, code, source)
    if not any(unit.id in project.units.by_id for unit in returned.units):
        raise click.ClickException(
            f"{file}: none of its {len(returned.units)} units has an id of this dossier; it is of another "
            "one, or a program has left the ids out. Convert it with one that keeps them, or export it "
            "again in the format that the translator wants"
        )
    found = sort_returned_units(project.units, returned, accepted)
    plan = project.plan_changes(found.words)
    flaws = [
        *found.flaws,
        *(replace(flaw, line=found.lines.get(flaw.unit, 0)) for flaw in plan.flaws),
    ]
    if flaws and take_rest:
        flawed = {flaw.unit for flaw in flaws}
        plan = project.plan_changes({name: text for name, text in found.words.items() if name not in flawed})
    for flaw in flaws[:_MOST_FLAWS]:
        click.echo(f"{file}{f':{flaw.line}' if flaw.line else ''}: {flaw}", err=True)
    if len(flaws) > _MOST_FLAWS:
        click.echo(f"{file}: {len(flaws) - _MOST_FLAWS} more", err=True)
    if flaws and not take_rest:
        raise click.ClickException(
            "nothing was written; mend the units above, or write the others with --take-rest"
        )
    if plan.flaws:
        raise click.ClickException("\n".join(map(str, plan.flaws)))
    count = len(found.words) - len({flaw.unit for flaw in flaws} & found.words.keys())
    if not plan.changes.writes:
        click.echo(
            f"Nothing to write: {count} units are in the dossier already, {found.untouched} are untouched."
        )
    elif dry_run:
        click.echo(show_changes(config.paths.root, plan.changes), nl=False)
    else:
        require_no_new_mistakes(config, _content_only(config, plan.changes))
        apply_and_print(config, plan.changes)
        click.echo(f"{count} units were taken, {found.untouched} are untouched.")
        for entry in plan.finished_texts:
            click.echo(f"{entry} in {code} is in step with {project.units.source_language}")
    if flaws:
        raise SystemExit(ExitCode.PROBLEMS)


def _content_only(config: Config, changes: ChangeSet) -> ChangeSet:
    """The changes of content, without those of catalogues, which aren't read with it."""
    inside = f"{config.paths.content_path}/"
    return ChangeSet({path: content for path, content in changes.writes.items() if path.startswith(inside)})


def _read_file(file: Path) -> ReturnedFile:
    """The units of a file of any of the formats."""
    try:
        content = read_plain_file(file, _LARGEST_FILE)
    except OSError as error:
        raise click.ClickException(f"{file}: {diagnose_unread_file(error, file.name).message}") from error
    # UTF-16, which some programs save in, has zeros between the letters.
    letters = content.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
    is_xml = letters[:1] == b"<"
    if not is_xml and b"msgid" not in letters:
        raise click.ClickException(f"{file}: this is neither XLIFF nor PO; give a file of `translate export`")
    try:
        returned = read_xliff(content) if is_xml else read_translation_po(content)
    except TranslationFileError as error:
        raise click.ClickException(f"{file}: {error}") from error
    if not returned.units:
        raise click.ClickException(f"{file}: there are no units in this file")
    return returned


def _match_language(code: str, known: tuple[str, ...]) -> str:
    """The dossier's language that a file names: by the same code, or the only one that begins alike."""
    if not code:
        raise click.ClickException("the file doesn't say into which language it is; say so with --language")
    wanted = code.replace("_", "-").casefold()
    alike = [one for one in known if one.casefold() == wanted] or [
        one for one in known if one.casefold().partition("-")[0] == wanted.partition("-")[0]
    ]
    if len(alike) != 1:
        raise click.ClickException(
            f"the file is in “{code}”, which the dossier isn't in; it is in {', '.join(known)}. "
            f"`dossier-timeline language add {code}` adds a language"
        )
    return alike[0]
