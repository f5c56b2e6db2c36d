"""`verify`: check the dossier against the source texts, and write the receipt of it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import click

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.checks.dossier import check_dossier
from dossier_timeline.checks.drafts import remove_unfinished_problems
from dossier_timeline.checks.proof import check_evidence_languages
from dossier_timeline.checks.receipt import check_committed_receipt
from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.passage_repair import repair_passages
from dossier_timeline.cli.sources_option import SOURCES_OPTION, require_sources
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.evidence_files import load_origins, load_receipt, load_sources
from dossier_timeline.content.published_texts import published_text_path
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, select_blocking
from dossier_timeline.diagnostics.reporting import (
    FORMAT_OPTION,
    OutputFormat,
    format_as_json,
    report_diagnostics,
)
from dossier_timeline.evidence.receipt import RECEIPT_PATH, make_receipt, write_published_text
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.today import today


@click.command("verify")
@SOURCES_OPTION
@click.option("--write", is_flag=True, help="Write the receipt, content/verification.json.")
@click.option(
    "--repair",
    is_flag=True,
    help="Write where the words of passages stand now, ask where that isn't sure, and write the receipt.",
)
@click.option("--date", "day", help="The day to write, as 2015-06-01; SOURCE_DATE_EPOCH or today otherwise.")
@FORMAT_OPTION
@click.pass_obj
def command(  # noqa: PLR0917 -- one for each option
    config: Config,
    sources: Path | None,
    write: bool,
    repair: bool,
    day: str | None,
    output_format: OutputFormat,
) -> None:
    """Check that every value, date, quotation and table cell stands in the passage that it names."""
    folder = require_sources(sources, config.paths)
    receipt, receipt_problems = load_receipt(config.paths)
    verified_before = receipt.documents if receipt else {}
    if repair:
        reading, dossier, _ = _read_or_stop(config, output_format, mended={Code.UNKNOWN_SECTION})
        at_hand = load_sources(dossier, folder, config.paths)
        verified_before = repair_passages(config, reading, dossier, at_hand, verified_before)
    reading, dossier, mistakes = _read_or_stop(config, output_format)
    content = config.paths.content_path
    at_hand = load_sources(dossier, folder, config.paths)
    result = verify_dossier(
        dossier,
        at_hand.texts,
        reading.positions,
        at_hand.lexicons,
        verified_before=verified_before,
        unread=at_hand.unread,
        origins=load_origins(config.paths),
    )
    languages = check_evidence_languages(reading, config.paths)
    found = remove_unfinished_problems([*at_hand.problems, *result.problems, *languages], dossier, content)
    counts = Counter(one.status for one in result.results)
    write = write or repair
    since: Sequence[Diagnostic] = ()
    if not write and not select_blocking(found):
        since = receipt_problems or check_committed_receipt(reading, receipt, config.paths)
    report_and_stop(
        [*mistakes, *found, *since],
        config,
        output_format,
        stop=select_blocking(found, strict=config.mode.strict),
        found=dict(sorted(counts.items())),
    )
    if write:
        new = make_receipt(dossier, result, at_hand.texts, parse_day(day), receipt)
        writes = {f"{content}/{RECEIPT_PATH}": new.to_json().encode()}
        writes |= {
            published_text_path(document.id, config.paths): write_published_text(
                at_hand.texts[document.text.file]
            )
            for document in dossier.documents
            if document.id in new.published
        }
        apply_and_print(config, ChangeSet(writes), err=True)
    if output_format != "json":
        listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        click.echo(f"Everything verified: {listed}.")
        if select_blocking(since):
            click.echo("The receipt doesn't say so yet: dossier-timeline verify --write records it.")


def _read_or_stop(
    config: Config, output_format: OutputFormat, mended: Collection[Code] = ()
) -> tuple[ContentReading, Dossier, list[Diagnostic]]:
    """The content with what is wrong in it; ends the command with 1 when that stops a verification.

    `mended` are the codes of problems that what comes next mends.
    """
    reading = read_content(config.paths)
    if reading.dossier is None:
        report_and_stop(reading.problems, config, output_format, stop=reading.problems)
        raise SystemExit(ExitCode.PROBLEMS)
    mistakes = remove_unfinished_problems(
        [*reading.problems, *check_dossier(reading.dossier, reading.positions)],
        reading.dossier,
        config.paths.content_path,
    )
    mistakes = [one for one in mistakes if one.code not in mended]
    if select_blocking(mistakes):
        report_and_stop(mistakes, config, output_format, stop=mistakes)
    return reading, reading.dossier, list(mistakes)


def report_and_stop(
    problems: Sequence[Diagnostic],
    config: Config,
    output_format: OutputFormat,
    *,
    stop: Sequence[Diagnostic],
    **more: Any,
) -> None:
    """Tell the problems; ends the command with 1 when some of them stop it."""
    if output_format == "json":
        click.echo(format_as_json(problems, **more))
    else:
        report_diagnostics(problems, config.paths.root, output_format)
    if stop:
        raise SystemExit(ExitCode.PROBLEMS)


def parse_day(given: str | None) -> str:
    """The day of a verification. Raises `click.BadParameter`."""
    if given is None:
        return today().isoformat()
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{given}” is not a day, like 2015-06-01") from None
