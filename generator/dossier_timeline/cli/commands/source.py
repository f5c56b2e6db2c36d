"""`source`: read a document as it comes into its source text, and show the passages for a person to check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from dossier_timeline.cli.commands.passage import (
    load_segmentation,
    load_text_description,
    report_missing_lines,
)
from dossier_timeline.cli.content_changes import read_or_exit
from dossier_timeline.cli.cut_changes import report_cut_changes
from dossier_timeline.cli.facsimile_addition import add_facsimile
from dossier_timeline.cli.new_document import (
    add_document_options,
    refuse_document_options,
    require_document_options,
    scaffold_new_document,
)
from dossier_timeline.cli.passage_lists import find_doubts, list_passages
from dossier_timeline.cli.source_addition import (
    AddedSource,
    ReadSource,
    add_read_source,
    digest_of,
    load_records,
)
from dossier_timeline.cli.sources_option import SOURCES_OPTION, require_sources
from dossier_timeline.config import Config
from dossier_timeline.evidence.segmentation_problems import describe_number_gaps
from dossier_timeline.file_reading import LARGEST_SOURCE, read_plain_file
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.source_reading.blocks import StructuredText
from dossier_timeline.source_reading.fetching import (
    FetchBounds,
    FetchedDocument,
    fetch_document,
    is_web_address,
)
from dossier_timeline.source_reading.file_formats import find_file_format
from dossier_timeline.source_reading.reading_process import read_document
from dossier_timeline.source_reading.text_writing import write_source_text
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_SUFFIXES = {
    "pdf": ".pdf",
    "html": ".html",
    "docx": ".docx",
    "odt": ".odt",
    "markdown": ".md",
    "text": ".txt",
}
_MOST_WORDS = 12
_NEXT_STEPS = """\
“{id}” is a draft. Write what it says in {folder}/*.md, below the second line of
dashes, with plain numbers, and let them be proven: dossier-timeline prove {id}"""


@click.group("source")
def command() -> None:
    """Read a document as it comes (PDF, HTML, DOCX, ODT, Markdown, text) into its source text."""


@command.command("add")
@click.argument("document")
@click.argument("original", metavar="FILE|ADDRESS")
@SOURCES_OPTION
@click.option(
    "--replace", is_flag=True, help="Write the text and its rules anew where they're there already."
)
@click.option("--private", is_flag=True, help="Fetch from this computer or a private network, too.")
@add_document_options
@click.pass_obj
def add_source(  # noqa: PLR0917 -- as click hands them over
    config: Config,
    /,
    document: str,
    original: str,
    sources: Path | None,
    replace: bool,
    private: bool,
    **given: Any,
) -> None:
    """Read FILE, or what stands at ADDRESS, into the source text of DOCUMENT.

    The text is written to the folder of source texts, with the original beside it. Headings and page lines
    are named in document.yml, and content/sources.json says from what the text was made. Where there is no
    such document yet, it's begun as by `new document`: the other options say what it is, and on a terminal
    what they leave out is asked.
    """
    folder = require_sources(sources, config.paths)
    file = config.paths.content / "documents" / document / "document.yml"
    dossier = None
    if file.is_file():
        refuse_document_options(document, given)
        text_name = load_text_description(config, document).spec.file
    else:
        dossier = _require_new_document(config, document, given)
    try:
        came = _fetch(original, private=private) if is_web_address(original) else _read_file(Path(original))
        file_format = find_file_format(came.content, came.name, came.media_type)
        structured = read_document(came.content, file_format, came.encoding)
    except UnreadableDocumentError as error:
        raise click.ClickException(f"{original}: {error}") from None
    name = came.name or f"{document}{_SUFFIXES[file_format]}"
    name = name if "." in name else f"{name}{_SUFFIXES[file_format]}"
    written = write_source_text(structured.blocks, structured.soft_hyphens)
    source = ReadSource(document, came, name, structured, written)
    new_files: Mapping[str, bytes] = {}
    if dossier is not None:
        new_document = scaffold_new_document(config, dossier, document, given)
        text_name, new_files = new_document.text_name, new_document.files
    added = add_read_source(config, folder, file, text_name, source, new_files, replace=replace)
    _report(config, source, added, folder)
    report_cut_changes(config, document, folder)
    if new_files:
        click.echo(
            _NEXT_STEPS.format(id=document, folder=file.parent.relative_to(config.paths.root).as_posix())
        )


def _require_new_document(config: Config, document: str, given: Mapping[str, Any]) -> Dossier:
    """The dossier, when the document can be begun in it. Raises `UsageError`."""
    reading, dossier = read_or_exit(config)
    try:
        require_document_options(config, reading, dossier, document, given)
    except click.BadParameter:
        raise
    except click.UsageError as error:
        known_ids = ", ".join(sorted(one.id for one in dossier.documents)) or "none yet"
        raise click.UsageError(
            f"there is no document “{document}” (there are: {known_ids}); to begin it, {error.message}"
        ) from None
    return dossier


def _report(config: Config, source: ReadSource, added: AddedSource, folder: Path) -> None:
    """Say what was found, and what a person should look at."""
    structured, written = source.structured, source.written
    text = (folder / added.text_name).absolute()
    shown = text.relative_to(config.paths.root) if text.is_relative_to(config.paths.root) else text
    pages = f", {_count(structured.pages, 'page')}" if structured.pages else ""
    words = _count(len(written.text.split()), "word")
    click.echo(f"read {source.name}: {structured.media_type}{pages}, {words}")
    for line in (*structured.remarks, *(f"left out: {what}" for what in structured.left_out)):
        click.echo(f"  {line}")
    for line in _compare_readers(structured):
        click.echo(f"  {line}")
    click.echo(f"wrote {shown}")
    click.echo(
        f"  {_count(len(written.headings), 'heading')}, named by "
        f"{_count(len(added.rules.sections), 'line')} of `sections`; "
        f"{_count(len(written.page_lines), 'page line')}, by {len(added.rules.furniture)} of `furniture`"
    )
    if added.already_set:
        listed = ", ".join(f"`{key}`" for key in added.already_set)
        click.echo(f"  document.yml has {listed} already, which stay as they are; --replace writes them anew")
    for line in added.content_changes:
        click.echo(line)
    doubtful = sum(map(len, written.doubts.values()))
    places = "1 place is doubtful" if doubtful == 1 else f"{doubtful} places are doubtful"
    advice = f"{places}; look there" if doubtful else "look at the text"
    click.echo(
        f"  {advice}: dossier-timeline source show {source.document_id}{' --doubtful' if doubtful else ''}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _compare_readers(structured: StructuredText) -> Iterator[str]:
    """What a second reader of the file has otherwise, in words."""
    if len(structured.readers) < 2:
        return
    for only, reader in ((structured.only_first, 0), (structured.only_second, 1)):
        if only:
            some = ", ".join(f"“{word}”" for word in list(only)[:_MOST_WORDS])
            more = f" and {len(only) - _MOST_WORDS} more" if len(only) > _MOST_WORDS else ""
            yield f"only {structured.readers[reader]} has these words: {some}{more}"
    if structured.is_compared and not structured.only_first and not structured.only_second:
        yield f"{structured.readers[1]} finds the same words"


def _fetch(address: str, *, private: bool) -> FetchedDocument:
    return fetch_document(address, FetchBounds(allow_private=private))


def _read_file(path: Path) -> FetchedDocument:
    try:
        return FetchedDocument(read_plain_file(path, LARGEST_SOURCE), "", name=path.name)
    except FileNotFoundError:
        raise UnreadableDocumentError(
            "there is no such file", "give the path of one, or an address"
        ) from None


@command.command("facsimile")
@click.argument("document")
@SOURCES_OPTION
@click.pass_obj
def add_first_page(config: Config, document: str, sources: Path | None) -> None:
    """Show the first page of the PDF of DOCUMENT on its page, as an image, where its text is published."""
    image_id = add_facsimile(config, document, require_sources(sources, config.paths))
    click.echo(f"The page of “{document}” shows it: images: [{image_id}]")


@command.command("show")
@click.argument("document")
@SOURCES_OPTION
@click.option("--doubtful", is_flag=True, help="Print only the passages that a person should look at.")
@click.pass_obj
def print_source(config: Config, document: str, sources: Path | None, doubtful: bool) -> None:
    """Print the passages of DOCUMENT, numbered under their headings, with what is doubtful marked."""
    folder = require_sources(sources, config.paths)
    described = load_text_description(config, document)
    segmentation = load_segmentation(config, described, folder)
    record = load_records(config).get(described.spec.file)
    path = folder / described.spec.file
    content = read_plain_file(path, LARGEST_SOURCE)
    if record is not None and digest_of(content) != record.text_sha256:
        click.echo(f"{path} was changed since it was written, so no doubt is marked", err=True)
        record = None
    doubts = find_doubts(segmentation.passages, record.doubts if record else {})
    for line in list_passages(segmentation.passages, doubts, only_doubtful=doubtful):
        click.echo(line)
    report_missing_lines(described.file, segmentation)
    for message, hint in describe_number_gaps(segmentation, described.spec.skips):
        click.echo(f"{described.file}: {message} ({hint})", err=True)
