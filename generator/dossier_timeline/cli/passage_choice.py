"""Which passage of a source text is meant: by its place, by a few of its words, or chosen by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click
from pydantic import ValidationError

from dossier_timeline.cli.content_changes import is_interactive
from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.cli.value_choice import (
    MOST_SHOWN,
    StopAskingError,
    read_answer,
)
from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.evidence.excerpts import quote_words
from dossier_timeline.evidence.passage_location import locate_passages
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.model.sources import Passage

_PLACE_OPTION = "--passage"


@dataclass(frozen=True, slots=True)
class MeantPassages:
    """What was given of the passage: a few of its words, or its place as content writes it."""

    quote: str = ""
    place: Passage | None = None

    def select(self, source_passages: Sequence[SourcePassage]) -> tuple[SourcePassage, ...]:
        """The passages that may be meant; all where nothing was given. Raises `BadParameter` for none."""
        selected = tuple(source_passages)
        if self.place is not None:
            selected = tuple(locate_passages(source_passages, self.place))
            if not selected:
                raise click.BadParameter("the source has no passage there", param_hint=_PLACE_OPTION)
        if self.quote:
            selected = find_passages(selected, self.quote).found
            if not selected:
                raise click.BadParameter("no passage has these words", param_hint="--quote")
        return selected


def passage_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--quote` and `--passage` of a command."""
    quote = click.option("--quote", default="", help="A few words of the passage that is meant.")
    place = click.option(
        _PLACE_OPTION,
        "place",
        metavar="YAML",
        help="Its place, as `dossier-timeline passage` prints it: {article: 83, paragraph: 5}.",
    )
    return quote(place(command))


def read_meant_passages(quote: str, place: str | None) -> MeantPassages:
    """What the options give. Raises `BadParameter` where the place can't be read."""
    if place is None:
        return MeantPassages(quote)
    source, problems = load_yaml_text(_PLACE_OPTION, place)
    data = source.data if source else None
    if isinstance(data, dict) and list(data) == ["passage"]:
        data = data["passage"]
    if source is not None and not problems:
        try:
            return MeantPassages(quote, Passage.model_validate(data))
        except ValidationError as error:
            problems = validation_problems(Passage, error, source)
    raise click.BadParameter(
        "; ".join(one.message for one in problems)
        + "; write it like {article: 83, paragraph: 5} or {section: …, paragraph: 1}",
        param_hint=_PLACE_OPTION,
    )


def choose_passage(
    source_passages: Iterable[SourcePassage], wanted: str, find_words: Callable[[SourcePassage], str]
) -> SourcePassage:
    """The only one of some passages, or the one that somebody chooses.

    `find_words` gives what of a passage is marked. Ends the command with 1 where it isn't sure and nobody
    answers.
    """
    found = list(source_passages)
    if len(found) == 1:
        return found[0]
    lines = [
        f"{describe_source_place(one)}\n      {quote_words(one.text_by_cell, find_words(one))}"
        for one in found
    ]
    if found and is_interactive():
        click.echo(f"Which “{wanted}” is meant?")
        for number, line in enumerate(lines[:MOST_SHOWN], 1):
            click.echo(f"  [{number}] {line}")
        try:
            answer = read_answer(min(len(lines), MOST_SHOWN), has_default=False)
        except StopAskingError:
            answer = None
        if answer is not None:
            return found[answer - 1]
    report_undecided(wanted, lines)
    raise SystemExit(ExitCode.PROBLEMS)


def report_undecided(wanted: str, found: Iterable[str]) -> None:
    """Say that no passage prints what is wanted, or that these do and nobody has chosen."""
    lines = list(found)
    message = "several passages print it; say which with --quote" if lines else "no passage prints it"
    click.echo(f"“{wanted}”: {message}. Nothing was changed.")
    for line in lines:
        click.echo(f"  {line}")
