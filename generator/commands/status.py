"""`status`: how a dossier stands: what is verified, what is behind, what no entry claims yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator.commands.verify import told
from generator.config import Config
from generator.content.proof import receipt as receipt_of
from generator.content.proof import receipt_problems
from generator.content.proof import sources as sources_in
from generator.content.read import Reading, read
from generator.dossier.coverage import Coverage, coverage, coverage_problems
from generator.dossier.model import Dossier
from generator.dossier.parity import Step, all_standings
from generator.dossier.verifier import Texts
from generator.problems import errors


@click.command("status")
@click.option(
    "--coverage", "wants_coverage", is_flag=True, help="What the source texts say and nothing claims."
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.option(
    "--sources",
    envvar="SOURCES",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the source texts (also SOURCES in the environment).",
)
@click.pass_obj
def command(config: Config, wants_coverage: bool, as_json: bool, sources: Path | None) -> None:
    """Say how the dossier stands; with --coverage, exits with 1 while anything is unclaimed."""
    reading = read(config.root, content=config.content.relative_to(config.root).as_posix())
    told(reading.problems, stop=errors(reading.problems))
    dossier = reading.dossier
    if dossier is None:
        raise SystemExit(1)
    if not wants_coverage:
        _told(standing(reading, dossier, config), as_json)
        return
    folder = sources or config.sources
    if folder is None:
        raise click.UsageError("say where the source texts are, with --sources FOLDER or SOURCES=FOLDER")
    at_hand = sources_in(dossier, folder, config)
    told(at_hand.problems, stop=errors(at_hand.problems))
    found = coverage(dossier, Texts.of(dossier, at_hand.texts, at_hand.lexicons))
    if as_json:
        click.echo(json.dumps(_listed(found), ensure_ascii=False, indent=1))
    else:
        told(coverage_problems(found, dossier, reading.places), stop=())
        for what, count in found.counts().items():
            click.echo(f"{what}: {count['claimed']} claimed, {count['waived']} waived, {count['open']} open")
    if found.open or found.unused:
        raise SystemExit(1)


def standing(reading: Reading, dossier: Dossier, config: Config) -> dict[str, Any]:
    """How the dossier stands, as data: counts, the receipt, texts that are behind."""
    receipt, _ = receipt_of(config.content)
    behind = [one for one in all_standings(dossier) if one.step is not Step.IN_STEP]
    return {
        "documents": len(dossier.documents),
        "facts": sum(1 for _ in dossier.all_facts()),
        "events": sum(1 for _ in dossier.all_events()),
        "commitments": sum(1 for _ in dossier.all_commitments()),
        "verified": receipt.checked if receipt else None,
        "found": receipt.counts() if receipt else {},
        "changed since": len(receipt_problems(reading, config.content)),
        "behind": [
            {"text": one.entry, "language": one.language, "of": one.other, "waived": one.waived}
            for one in behind
        ],
    }


def _told(standing: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(standing, ensure_ascii=False, indent=1))
        return
    for name, value in standing.items():
        if isinstance(value, dict):
            value = ", ".join(f"{count} {key}" for key, count in value.items()) or "nothing"  # noqa: PLW2901
        elif isinstance(value, list):
            listed = (f"{one['text']} in “{one['language']}” (of “{one['of']}”)" for one in value)
            value = ", ".join(listed) or "nothing"  # noqa: PLW2901
        click.echo(f"{name}: {'never' if value is None else value}")


def _listed(found: Coverage) -> dict[str, Any]:
    return {
        "counts": found.counts(),
        "open": [
            {
                "document": one.document,
                "passage": one.block.yaml,
                "what": one.what,
                "text": one.text,
                "around": one.around,
            }
            for one in found.open
        ],
        "unused": [{"document": document, "waiver": index} for document, index in found.unused],
    }
