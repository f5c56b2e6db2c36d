"""`verify`: check the dossier against the source texts, and write the receipt of it."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from pathlib import Path

import click

from generator.config import Config
from generator.content.proof import receipt as receipt_of
from generator.content.proof import receipt_problems
from generator.content.proof import sources as sources_in
from generator.content.read import read
from generator.dossier.checks import check
from generator.dossier.receipt import PATH, make_receipt
from generator.dossier.verification import verify
from generator.problems import Problem, errors, in_order


@click.command("verify")
@click.option(
    "--sources",
    envvar="SOURCES",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the source texts (also SOURCES in the environment).",
)
@click.option("--write", is_flag=True, help="Write the receipt, content/verification.json.")
@click.option("--date", "day", help="The day to write, as 2015-06-01; SOURCE_DATE_EPOCH or today otherwise.")
@click.pass_obj
def command(config: Config, sources: Path | None, write: bool, day: str | None) -> None:
    """Check that every value, date, quotation and table cell stands in the passage that it names."""
    folder = sources or config.sources
    if folder is None:
        raise click.UsageError("say where the source texts are, with --sources FOLDER or SOURCES=FOLDER")
    reading = read(config.root, content=config.content.relative_to(config.root).as_posix())
    dossier = reading.dossier
    wrong = [*reading.problems, *(check(dossier, reading.places) if dossier else ())]
    told(wrong, stop=errors(wrong))
    if dossier is None:
        raise SystemExit(1)
    at_hand = sources_in(dossier, folder, config)
    result = verify(dossier, at_hand.texts, reading.places, at_hand.lexicons)
    problems = (*at_hand.problems, *result.problems)
    counts = Counter(one.status for one in result.results)
    told(problems, stop=errors(problems, strict=config.strict))
    path = config.content / PATH
    if write:
        receipt = make_receipt(dossier, result, at_hand.texts, _day(day), receipt_of(config.content)[0])
        path.write_text(receipt.dumps(), encoding="utf-8", newline="\n")
    else:
        told(receipt_problems(reading, config.content), stop=())
    listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    click.echo(f"Everything verified: {listed}.")


def told(problems: tuple[Problem, ...] | list[Problem], *, stop: tuple[Problem, ...]) -> None:
    """Tell the problems, one a line; ends the command with 1 when some of them stop it."""
    for problem in in_order(problems):
        click.echo(str(problem), err=True)
    if stop:
        raise SystemExit(1)


def _day(given: str | None) -> str:
    """The day of a verification. Raises `click.BadParameter`."""
    if given is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        zone = datetime.UTC
        now = (
            datetime.datetime.fromtimestamp(int(epoch), zone)
            if epoch.isdigit()
            else datetime.datetime.now(zone)
        )
        return now.date().isoformat()
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{given}” is not a day, like 2015-06-01") from None
