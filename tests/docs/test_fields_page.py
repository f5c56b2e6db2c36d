"""docs/fields.md is what the model says, and every field is described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from click.testing import CliRunner

from dossier_timeline.__main__ import cli
from dossier_timeline.content.schemas import make_schemas
from tests.helpers.files import ROOT


def test_the_page_is_up_to_date() -> None:
    done = CliRunner().invoke(cli, ["fields"])
    assert done.exit_code == 0
    assert done.output == (ROOT / "docs" / "fields.md").read_text("utf-8"), (
        "run “dossier-timeline fields > docs/fields.md”"
    )


def described(schema: dict[str, Any], name: str) -> Iterator[tuple[str, bool]]:
    for field, what in schema.get("properties", {}).items():
        yield f"{name}.{field}", bool(what.get("description"))
    for part, inner in schema.get("$defs", {}).items():
        yield from described(inner, part)


def test_every_field_is_described() -> None:
    fields = [pair for name, schema in make_schemas().items() for pair in described(schema, name)]
    assert len(fields) > 300
    assert [name for name, told in fields if not told] == []
