"""The proof of a dossier as files: its source texts where they are at hand, and the committed receipt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.content.published_texts import published_text_path
from dossier_timeline.content.source_records import load_source_records
from dossier_timeline.content.source_texts import NotPlainTextError, decode_source_text
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.evidence.receipt import RECEIPT_PATH, Receipt, parse_receipt
from dossier_timeline.evidence.verification_state import FetchedAddress
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


def load_sources(dossier: Dossier, folder: Path, paths: ProjectPaths) -> LoadedSources:
    """The source texts of a dossier in a folder; a text that isn't there is left out.

    One that is published stands in the project too, and is taken from there when the folder hasn't got it.
    """
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    unread: set[str] = set()
    published = {
        document.text.file: paths.root / published_text_path(document.id, paths)
        for document in dossier.documents
        if document.source_text.publish
    }
    for name in sorted({document.text.file for document in dossier.documents}):
        path, within = folder / name, folder
        if not os.path.lexists(path) and name in published:
            path, within = published[name], paths.content
        place = _from_root(path, name, paths.root)
        if not os.path.lexists(path):
            continue
        try:
            texts[name] = decode_source_text(
                read_plain_file(path, LARGEST_SOURCE, within=within), name, place
            )
        except NotPlainTextError as error:
            problems.append(error.problem)
        except OSError as error:
            problems.append(diagnose_unread_file(error, place))
        if name not in texts:
            unread.add(name)
    languages = (document.language for document in dossier.documents)
    known, flaws = load_lexicons(languages, paths.templates, root=paths.root)
    return LoadedSources(texts, known, (*problems, *flaws), frozenset(unread))


def load_origins(paths: ProjectPaths) -> dict[str, FetchedAddress]:
    """Where each source text was fetched, by its file name; none where that can't be read."""
    try:
        records = load_source_records(paths)
    except (OSError, ValueError):
        return {}
    return {name: FetchedAddress(one.address, one.media_type) for name, one in records.items() if one.address}


def _from_root(path: Path, name: str, root: Path) -> str:
    """The path of a source text from the project's folder, where it lies in that; else its name."""
    absolute_path = path.absolute()
    return absolute_path.relative_to(root).as_posix() if absolute_path.is_relative_to(root) else name


def load_receipt(paths: ProjectPaths) -> tuple[Receipt | None, list[Diagnostic]]:
    """The committed receipt, if there is one that can be used (`bad-receipt` otherwise)."""
    path = paths.content / RECEIPT_PATH
    if not os.path.lexists(path):
        return None, []
    try:
        return parse_receipt(
            read_plain_file(path, LARGEST_LIST, within=paths.content).decode("utf-8-sig")
        ), []
    except UnicodeDecodeError:
        flaw = "it is not in UTF-8"
    except OSError as error:
        flaw = diagnose_unread_file(error, path.name).message
    except ValueError as error:
        flaw = str(error)
    place = Position(f"{paths.content_path}/{RECEIPT_PATH}")
    return None, [Diagnostic(place, Code.BAD_RECEIPT, f"this receipt cannot be used: {flaw}", _HINT)]
