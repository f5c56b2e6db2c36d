"""`verify`: check the dossier against the source texts, and write the receipt of it."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from pathlib import Path

import click

from generator.config import Config
from generator.content.lexicons import lexicons
from generator.content.read import Reading, read
from generator.dossier.lexicon import Lexicon
from generator.dossier.model import Dossier
from generator.dossier.receipt import PATH, Receipt, check_receipt, loads, make_receipt
from generator.dossier.verification import verify
from generator.problems import Level, Position, Problem, errors, in_order


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
    told(reading.problems, stop=errors(reading.problems))
    dossier = reading.dossier
    if dossier is None:
        raise SystemExit(1)
    texts, known, problems = sources_of(dossier, folder, config)
    result = verify(dossier, texts, reading.places, known)
    problems += result.problems
    counts = Counter(one.status for one in result.results)
    told(problems, stop=errors(problems, strict=config.strict))
    path = config.content / PATH
    if write:
        receipt = make_receipt(dossier, result, texts, _day(day), receipt_of(path)[0])
        path.write_text(receipt.dumps(), encoding="utf-8", newline="\n")
    else:
        told(receipt_problems(reading, config), stop=())
    listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    click.echo(f"Everything verified: {listed}.")


def sources_of(
    dossier: Dossier, folder: Path, config: Config
) -> tuple[dict[str, str], dict[str, Lexicon], list[Problem]]:
    """The source texts by file name, the lexicons of their languages, and what hinders reading them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in sorted({document.text.file for document in dossier.documents}):
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(Position(name), "not-utf-8", "this source text is not in UTF-8"))
    known, wrong = lexicons((d.language for d in dossier.documents), config.templates, root=config.root)
    return texts, known, [*problems, *wrong]


def receipt_of(path: Path) -> tuple[Receipt | None, list[Problem]]:
    """The committed receipt, if there is one that can be read."""
    if not path.is_file():
        return None, []
    try:
        return loads(path.read_text(encoding="utf-8")), []
    except ValueError as error:
        place = Position(f"{path.parent.name}/{path.name}")
        hint = "run `python -m generator verify --write`, with the source texts at hand"
        return None, [Problem(place, "bad-receipt", f"this receipt cannot be used: {error}", hint)]


def receipt_problems(reading: Reading, config: Config) -> list[Problem]:
    """What has changed since the receipt; a dossier that was never verified is a warning."""
    path = config.content / PATH
    receipt, problems = receipt_of(path)
    if reading.dossier is None or problems:
        return problems
    if receipt is None:
        message = "nothing of this dossier has been verified yet"
        hint = "run `python -m generator verify --write`, with the source texts at hand"
        return [
            Problem(Position(f"{path.parent.name}/{PATH}"), "never-verified", message, hint, Level.WARNING)
        ]
    return check_receipt(reading.dossier, receipt, reading.places)


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
