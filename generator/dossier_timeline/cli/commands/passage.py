"""`passage`: find words in a source text and print the passage to paste into content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from pydantic import ValidationError

from dossier_timeline.cli.exit_codes import ExitCode
from dossier_timeline.cli.sources_option import SOURCES_OPTION, require_sources
from dossier_timeline.config import Config
from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.source_texts import NotPlainTextError, decode_source_text
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.evidence.excerpts import quote_beginning, quote_words
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.passages import Segmentation, SourcePassage
from dossier_timeline.evidence.printed_locators import segment_with_locators
from dossier_timeline.file_reading import LARGEST_SOURCE, read_beginning
from dossier_timeline.model.documents import SourceText

"""How many characters of a passage are shown to recognise it by."""


@click.command("passage")
@click.argument("document")
@click.argument("words", nargs=-1)
@SOURCES_OPTION
@click.option("--list", "everything", is_flag=True, help="Print every passage of the document.")
@click.pass_obj
def command(
    config: Config, document: str, words: tuple[str, ...], sources: Path | None, everything: bool
) -> None:
    """Find WORDS in the source text of DOCUMENT and print the passage to paste."""
    folder = require_sources(sources, config.paths)
    described = load_text_description(config, document)
    segmentation = load_segmentation(config, described, folder)
    _print_passages(described.file, segmentation, " ".join(words), everything)


@dataclass(frozen=True, slots=True)
class TextDescription:
    """A document.yml, what it says of its source text, and in which language that is."""

    file: Path
    spec: SourceText
    language: str


def load_text_description(config: Config, document: str) -> TextDescription:
    """What a document.yml says of its source text; an exception of click says what hinders it.

    No other keys are read, so that passages can be found while the rest is being written.
    """
    file = config.paths.content / "documents" / document / "document.yml"
    if not file.is_file():
        known = sorted(path.parent.name for path in file.parent.parent.glob("*/document.yml"))
        known_ids = ", ".join(known) or "none yet"
        raise click.UsageError(f"there is no document “{document}”; there are: {known_ids}")
    source, problems = load_yaml(file.as_posix(), _read(file, MAX_CONTENT_BYTES + 1))
    data = source.data if source and isinstance(source.data, dict) else {}
    try:
        spec = SourceText.model_validate(data.get("text") or {})
        return TextDescription(file, spec, str(data.get("language") or ""))
    except ValidationError as error:
        if source:
            problems += validation_problems(SourceText, error, source, ("text",))
        raise click.ClickException("\n".join(map(str, problems))) from None


def load_segmentation(config: Config, described: TextDescription, sources: Path) -> Segmentation:
    """The source text of a document.yml, cut up with its locators; `ClickException` says what hinders it."""
    spec, path = described.spec, sources / described.spec.file
    if not path.exists():
        raise click.ClickException(f"{path} does not exist; `text.file` in {described.file} names it")
    try:
        text = decode_source_text(_read(path, LARGEST_SOURCE), spec.file, path.as_posix())
    except NotPlainTextError as error:
        raise click.ClickException(str(error)) from None
    lexicons, _ = load_lexicons([described.language], config.paths.templates, root=config.paths.root)
    return segment_with_locators(text, spec, lexicons[described.language].label_words)


def _read(file: Path, most: int) -> bytes:
    try:
        return read_beginning(file, most)
    except OSError as error:
        raise click.ClickException(f"{file}: {diagnose_unread_file(error, file.name).message}") from error


def report_missing_lines(file: Path, segmentation: Segmentation) -> None:
    """Say which sections and furniture of a document.yml the text doesn't have."""
    for section in segmentation.missing_sections:
        click.echo(f"{file}: {section.why} ({section.hint})", err=True)
    for line in segmentation.missing_furniture:
        click.echo(f"{file}: the line “{line}” of `text.furniture` does not stand in the text", err=True)


def _print_passages(file: Path, segmentation: Segmentation, words: str, everything: bool) -> None:
    report_missing_lines(file, segmentation)
    if everything:
        for source_passage in segmentation.passages:
            words_shown = quote_beginning(source_passage.text)
            click.echo(f"{source_passage.place}  # {source_passage.kind}: {words_shown}")
    elif not words:
        raise click.UsageError("give a few words of the passage, or --list")
    else:
        _print_matches(segmentation.passages, words)
    if segmentation.missing_sections:
        raise SystemExit(ExitCode.PROBLEMS)


def _print_matches(source_passages: tuple[SourcePassage, ...], words: str) -> None:
    matches = find_passages(source_passages, words)
    if len(matches.found) == 1:
        click.echo(matches.found[0].as_yaml)
        return
    if matches.found:
        click.echo(f"# “{words}” stands in {len(matches.found)} passages; choose one, or give more words")
    else:
        click.echo(f"# “{words}” stands in no passage" + ("; the nearest are" if matches.nearest else ""))
    for source_passage in matches.found or matches.nearest:
        click.echo(f"{source_passage.as_yaml}  # {quote_words(source_passage.text, words)}")
    raise SystemExit(ExitCode.PROBLEMS)
