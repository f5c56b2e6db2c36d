"""What a new dossier, or a new entry of one, still leaves to be written: "[xx] …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dossier_timeline.diagnostics.problems import Level, Position, Problem
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import Locate
from dossier_timeline.model.wording import wordings


def unwritten(dossier: Dossier, places: Locate) -> Iterator[Problem]:
    """A warning for each file and language with texts that begin with their language in brackets."""
    found: dict[tuple[str, str], list[Position]] = {}
    for position, code in _marked(dossier, places):
        found.setdefault((position.path, code), []).append(position)
    for (_, code), positions in found.items():
        many = f"{len(positions)} texts begin" if len(positions) > 1 else "this text begins"
        message = f"{many} with “[{code}]”: the words in this language still have to be written"
        yield Problem(
            min(positions), "not-written", message, f"write them, and take “[{code}]” away", Level.WARNING
        )


def without_unwritten(text: str, code: str, *, markdown: bool = False) -> str:
    """A text with what still has to be written in it blanked out, of the same length."""
    if f"[{code}] " not in text:
        return text
    if not markdown:
        return "" if text.startswith(f"[{code}] ") else text
    return _unwritten_line(code).sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=64)
def _unwritten_line(code: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:#+ |[-*] |\d+\. )?(\[{re.escape(code)}\]) .*$", re.M)


def _marked(dossier: Dossier, places: Locate) -> Iterator[tuple[Position, str]]:
    for wording in wordings(dossier):
        for code, text in wording.words.root.items():
            if text.startswith(f"[{code}] "):
                yield places.word(wording.entry, (*wording.path, code), 0), code
    for unit in dossier.units:
        for code, forms in unit.name.items():
            for form, text in forms.items():
                if text.startswith(f"[{code}] "):
                    yield places.of(unit.id, "name", code, form), code
    for entry, by_language in dossier.texts():
        for code, prose in by_language.items():
            for match in _unwritten_line(code).finditer(prose.body):
                line = prose.body.count("\n", 0, match.start()) + 1
                yield places.prose(entry, code, line, match.start(1) - match.start() + 1), code
