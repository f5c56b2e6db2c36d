"""Tells what follows from a field more in the model, by a copy of the package; run by `test_new_field.py`.

The argument is a folder with the good site, which is changed. The answer is JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import dossier_timeline
from dossier_timeline.checks.dossier import check_dossier
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.content.renaming import plan_renaming
from dossier_timeline.content.schemas import make_schemas
from dossier_timeline.exports.entry_tables import list_tables
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Actor
from dossier_timeline.model.uses import collect_uses, find_ids_naming

ROOT = Path(sys.argv[1])
DOCUMENT = ROOT / "content/documents/plan-2019/document.yml"
TEXT = DOCUMENT.read_text("utf-8")
ACTOR = "- {id: clerk, kind: person, name: The clerk}\n"
LETTERS = """
letters:
  - {id: letter-right, text: word, passage: {paragraph: 2}}
  - {id: letter-wrong, passage: {paragraph: 2}}
"""


def read(text: str) -> tuple[ContentReading, Dossier]:
    """Read the site with this document."""
    DOCUMENT.write_text(text, "utf-8")
    reading = read_content_folder(ROOT)
    assert reading.dossier is not None
    return reading, reading.dossier


def diagnose(text: str) -> list[tuple[str, int, str]]:
    """Code, line and message of each problem in the document."""
    reading, dossier = read(text)
    found = [*reading.problems, *check_dossier(dossier, reading.positions)]
    path = DOCUMENT.relative_to(ROOT).as_posix()
    return [(one.code, one.position.line, one.message) for one in found if one.position.path == path]


def main() -> None:
    """Print what the field's type alone brings about."""
    actors = ROOT / "content/actors.yml"
    actors.write_text(actors.read_text("utf-8") + ACTOR, "utf-8")
    answer: dict[str, Any] = {"package": dossier_timeline.__file__}
    wrong = "witnesses: [clerk, nobody, plan]\n"
    answer["checked"] = diagnose(wrong + TEXT)
    answer["partly"] = diagnose(wrong + TEXT.replace("2019-03-14", "2019-13-14") + LETTERS)
    reading, dossier = read("witnesses: [clerk]\n" + TEXT + LETTERS[: LETTERS.index("  - {id: letter-wrong")])
    document = next(one for one in dossier.documents if one.id == "plan-2019")
    changes = plan_renaming(ROOT, "content", reading, "clerk", "town-clerk", reserved=())
    written = {path: data.decode() for path, data in changes.writes.items()}
    answer["renamed"] = written["content/documents/plan-2019/document.yml"].splitlines()[0]
    answer["uses"] = collect_uses(dossier, "en").get("clerk")
    answer["people"] = "clerk" in find_ids_naming(document, Actor)
    answer["entry"] = dossier.document_of["letter-right"].id
    table = next(one for one in list_tables(dossier, None) if one.name == "documents")
    column = [field.name for field in table.fields].index("witnesses")
    answer["exported"] = {row[0]: row[column] for row in table.rows}["plan-2019"]
    answer["described"] = table.fields[column].description
    answer["schema"] = make_schemas()["document.json"]["properties"]["witnesses"]["description"]
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
