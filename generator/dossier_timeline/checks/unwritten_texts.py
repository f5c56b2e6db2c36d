"""What a new dossier, or a new entry of one, still leaves to be written: "[xx] …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dossier_timeline.checks.text_units import TextUnit
from dossier_timeline.diagnostics.codes import Code, Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions


def check_unwritten_texts(
    text_units: Iterable[TextUnit], dossier: Dossier, positions: SourcePositions
) -> Iterator[Diagnostic]:
    """A warning for each file and language with texts that begin with their language in brackets."""
    found: dict[tuple[str, str], list[Position]] = {}
    for position, code in _find_placeholders(text_units, dossier, positions):
        found.setdefault((position.path, code), []).append(position)
    for (_, code), marked in found.items():
        many = f"{len(marked)} texts begin" if len(marked) > 1 else "this text begins"
        message = f"{many} with “[{code}]”: the words in this language still have to be written"
        yield Diagnostic(
            min(marked), Code.NOT_WRITTEN, message, f"write them, and take “[{code}]” away", Level.WARNING
        )


def blank_unwritten_texts(text: str, code: str, *, markdown: bool = False) -> str:
    """A text with what still has to be written in it blanked out, of the same length."""
    if f"[{code}] " not in text:
        return text
    if not markdown:
        return "" if text.startswith(f"[{code}] ") else text
    return _unwritten_line(code).sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=64)
def _unwritten_line(code: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:#+ |[-*] |\d+\. )?(\[{re.escape(code)}\]) .*$", re.M)


def has_placeholders(unit: TextUnit) -> bool:
    """Whether words of an entry or its texts still have to be written."""
    return any(
        text.startswith(f"[{code}] ") for one in unit.wordings for code, text in one.words.root.items()
    ) or any(_unwritten_line(code).search(prose.body) for code, prose in unit.texts.items())


def _find_placeholders(
    text_units: Iterable[TextUnit], dossier: Dossier, positions: SourcePositions
) -> Iterator[tuple[Position, str]]:
    for unit in text_units:
        for wording in unit.wordings:
            for code, text in wording.words.root.items():
                if text.startswith(f"[{code}] "):
                    yield positions.in_text(wording.entry, (*wording.path, code), 0), code
        for code, prose in unit.texts.items():
            for match in _unwritten_line(code).finditer(prose.body):
                line = prose.body.count("\n", 0, match.start()) + 1
                yield positions.in_body(unit.name, code, line, match.start(1) - match.start() + 1), code
    for counted in dossier.units:
        for code, forms in counted.name.items():
            for form, text in forms.items():
                if text.startswith(f"[{code}] "):
                    yield positions.of(counted.id, "name", code, form), code
