"""The proof of a dossier as files: its source texts where they are at hand, and the committed receipt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.config import Config
from dossier_timeline.content.lexicon_files import languages_without_qualifiers, load_lexicons
from dossier_timeline.content.partial_validation import NO_DATE
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.source_texts import NotPlainTextError, decode_source_text
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.evidence.receipt import RECEIPT_PATH, Receipt, check_receipt, parse_receipt
from dossier_timeline.evidence.unread_languages import check_unread_languages
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.file_reading import LARGEST_LIST, LARGEST_SOURCE, read_plain_file
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.notation.lexicon import Lexicon

_HINT = "run `dossier-timeline verify --write`, with the source texts at hand"


@dataclass(frozen=True, slots=True)
class LoadedSources:
    """Source texts by file name, the lexicons of their languages, and what hinders reading them.

    `unread` are the names of files that are there and couldn't be read.
    """

    texts: Mapping[str, str]
    lexicons: Mapping[str, Lexicon]
    problems: tuple[Diagnostic, ...]
    unread: frozenset[str] = frozenset()


def load_sources(dossier: Dossier, folder: Path, config: Config) -> LoadedSources:
    """The source texts of a dossier in a folder; a text that isn't there is left out."""
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    unread: set[str] = set()
    for name in sorted({document.text.file for document in dossier.documents}):
        path = folder / name
        place = _from_root(path, name, config)
        if not os.path.lexists(path):
            continue
        try:
            texts[name] = decode_source_text(
                read_plain_file(path, LARGEST_SOURCE, within=folder), name, place
            )
        except NotPlainTextError as error:
            where = Position(place, error.line, error.column)
            problems.append(Diagnostic(where, error.code, error.message, error.hint))
        except OSError as error:
            problems.append(diagnose_unread_file(error, place))
        if name not in texts:
            unread.add(name)
    languages = (document.language for document in dossier.documents)
    known, wrong = load_lexicons(languages, config.paths.templates, root=config.paths.root)
    return LoadedSources(texts, known, (*problems, *wrong), frozenset(unread))


def _from_root(path: Path, name: str, config: Config) -> str:
    """The path of a source text from the project's folder, where it lies in that; else its name."""
    whole = path.absolute()
    return (
        whole.relative_to(config.paths.root).as_posix() if whole.is_relative_to(config.paths.root) else name
    )


def load_receipt(content: Path) -> tuple[Receipt | None, list[Diagnostic]]:
    """The committed receipt, if there is one that can be used (`bad-receipt` otherwise)."""
    path = content / RECEIPT_PATH
    if not os.path.lexists(path):
        return None, []
    try:
        return parse_receipt(read_plain_file(path, LARGEST_LIST, within=content).decode("utf-8-sig")), []
    except UnicodeDecodeError:
        flaw = "it is not in UTF-8"
    except OSError as error:
        flaw = diagnose_unread_file(error, path.name).message
    except ValueError as error:
        flaw = str(error)
    return None, [
        Diagnostic(_place(content), Code.BAD_RECEIPT, f"this receipt cannot be used: {flaw}", _HINT)
    ]


def receipt_problems(reading: ContentReading, content: Path) -> list[Diagnostic]:
    """What has changed since the receipt; that there is none is a warning (`never-verified`)."""
    found, problems = load_receipt(content)
    if reading.dossier is None or problems:
        return problems
    if found is None:
        message = "nothing of this dossier has been verified yet"
        return [Diagnostic(_place(content), Code.NEVER_VERIFIED, message, _HINT)]
    return check_receipt(reading.dossier, found, reading.positions)


def language_problems(reading: ContentReading, config: Config) -> list[Diagnostic]:
    """A warning for each document in a language of which the words around values aren't known."""
    if reading.dossier is None:
        return []
    languages = (document.language for document in reading.dossier.documents)
    unknown = languages_without_qualifiers(languages, config.paths.templates)
    own = config.paths.templates[0] if config.paths.templates else config.paths.root / "templates"
    folder = (
        own.relative_to(config.paths.root).as_posix()
        if own.is_relative_to(config.paths.root)
        else "templates"
    )
    return list(check_unread_languages(reading.dossier, reading.positions, unknown, folder))


def proof_problems(reading: ContentReading, config: Config) -> list[Diagnostic]:
    """What a build checks: against the texts where `config.sources` has them, and the receipt."""
    problems = [*receipt_problems(reading, config.paths.content), *language_problems(reading, config)]
    if reading.dossier is not None and config.paths.sources is not None and config.paths.sources.is_dir():
        at_hand = load_sources(reading.dossier, config.paths.sources, config)
        problems += at_hand.problems
        verified = verify_dossier(
            reading.dossier, at_hand.texts, reading.positions, at_hand.lexicons, unread=at_hand.unread
        )
        undated = _undated(reading)
        problems += [p for p in verified.problems if (p.code, p.position.path) not in undated]
    return problems


def _undated(reading: ContentReading) -> set[tuple[str, str]]:
    """What is not told of documents of which the date could not be read: the other dates hang on it."""
    documents = reading.dossier.documents if reading.dossier else ()
    lost = [
        one.id for one in documents if one.id in reading.positions.unread_ids and one.date.text == NO_DATE
    ]
    return {(Code.DATE_NOT_IN_PASSAGE, reading.positions.of(name).path) for name in lost}


def _place(content: Path) -> Position:
    return Position(f"{content.name}/{RECEIPT_PATH}")
