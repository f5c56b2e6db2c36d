"""`status`: how a dossier stands: what is there, behind, verified, and what no entry claims yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from dossier_timeline.checks.all_checks import read_content
from dossier_timeline.checks.receipt import check_committed_receipt
from dossier_timeline.checks.unproven_numbers import find_unproven_numbers
from dossier_timeline.cli.commands.verify import report_and_stop
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.sources_option import SOURCES_OPTION, require_sources
from dossier_timeline.cli.status_tables import format_contact, format_status, make_status_data
from dossier_timeline.cli.text_changes import format_text_changes
from dossier_timeline.config import Config
from dossier_timeline.content.evidence_files import load_receipt as receipt_of
from dossier_timeline.content.evidence_files import load_sources as sources_in
from dossier_timeline.content.git_history import find_first_commit_after
from dossier_timeline.diagnostics.diagnostic import Diagnostic, select_blocking
from dossier_timeline.evidence.coverage import Coverage, check_coverage, measure_coverage
from dossier_timeline.evidence.dossier_status import measure_status
from dossier_timeline.evidence.verification_state import SegmentedTexts
from dossier_timeline.languages import load_languages
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.today import today


@click.command("status")
@click.option(
    "--coverage", "wants_coverage", is_flag=True, help="What the source texts say and nothing claims."
)
@click.option(
    "--most",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="With --coverage: of how many passages of each document it is told; 0 for all.",
)
@click.option(
    "--diff",
    "wants_diff",
    is_flag=True,
    help="What has changed in the other language of each text that is behind, word by word (needs git).",
)
@click.option(
    "--typography",
    "exactly",
    is_flag=True,
    help="Also count texts as behind in which only commas, quotation marks or dashes have changed.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@SOURCES_OPTION
@click.pass_obj
def command(
    config: Config,
    *,
    wants_coverage: bool,
    most: int,
    wants_diff: bool,
    exactly: bool,
    as_json: bool,
    sources: Path | None,
) -> None:
    """Say how the dossier stands; with --coverage, exits with 1 while anything is unclaimed."""
    reading = read_content(config.paths)
    dossier = reading.dossier
    blocking = select_blocking(reading.problems)
    if blocking or dossier is None:
        report_and_stop(reading.problems, config, "json" if as_json else "text", stop=blocking)
        raise SystemExit(ExitCode.PROBLEMS)
    if wants_diff:
        click.echo("\n".join(format_text_changes(dossier, config.paths.root, exactly=exactly)))
        return
    folder = sources or config.paths.sources
    if not wants_coverage:
        receipt, receipt_problems = receipt_of(config.paths)
        covered = _measure_coverage(config, dossier, folder) if folder and folder.is_dir() else None
        found = measure_status(dossier, receipt, covered, today(), exactly=exactly)
        changed = len(receipt_problems or check_committed_receipt(reading, receipt, config.paths))

        def since(path: str, recorded: str) -> Any:
            return find_first_commit_after(config.paths.root, path, recorded)

        languages, _ = load_languages(dossier.languages, config.paths.locales, root=config.paths.root)
        numbers = find_unproven_numbers(dossier, reading.positions, languages, config.paths)
        parts = found, dossier, receipt, changed, since
        report_url = config.addresses.report_url
        if as_json:
            data = {**make_status_data(*parts, numbers=numbers), "report_url": report_url or None}
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            lines = (*format_status(*parts, numbers=numbers), *format_contact(report_url))
            click.echo("\n".join(lines))
        return
    unclaimed = _measure_coverage(config, dossier, require_sources(sources, config.paths))
    if as_json:
        click.echo(json.dumps(_coverage_data(unclaimed), ensure_ascii=False, indent=1))
    else:
        for line in _format_open_passages(check_coverage(unclaimed, dossier, reading.positions), most):
            click.echo(line, err=True)
        for what, count in unclaimed.count_by_kind().items():
            click.echo(f"{what}: {count['claimed']} claimed, {count['waived']} waived, {count['open']} open")
    if unclaimed.open_statements or unclaimed.unused_waivers:
        raise SystemExit(ExitCode.PROBLEMS)


def _measure_coverage(config: Config, dossier: Dossier, folder: Path) -> Coverage:
    at_hand = sources_in(dossier, folder, config.paths)
    report_and_stop(at_hand.problems, config, "text", stop=select_blocking(at_hand.problems))
    return measure_coverage(dossier, SegmentedTexts.segment_all(dossier, at_hand.texts, at_hand.lexicons))


def _format_open_passages(problems: Sequence[Diagnostic], most: int) -> Iterator[str]:
    """A line for each passage that leaves something open, and how many more there are of a document."""
    of_file: dict[str, list[str]] = {}
    for problem in problems:
        of_file.setdefault(problem.position.path, []).append(str(problem))
    for path, lines in of_file.items():
        shown = lines[:most] if most else lines
        yield from shown
        if len(lines) > len(shown):
            yield f"{path}: {len(lines) - len(shown)} more passages; --most 0 tells of all of them"


def _coverage_data(found: Coverage) -> dict[str, Any]:
    return {
        "counts": found.count_by_kind(),
        "open": [
            {
                "document": one.document_id,
                "passage": one.passage.as_yaml,
                "what": one.kind,
                "text": one.text,
                "around": one.excerpt,
            }
            for one in found.open_statements
        ],
        "unused": [{"document": document, "waiver": index} for document, index in found.unused_waivers],
    }
