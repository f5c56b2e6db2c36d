"""`new`: what it writes is right at once, explained, and never more than what was asked for."""

from __future__ import annotations

import re
import shlex
import types
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from dossier_timeline.content.entry_scaffold import (
    NewDocument,
    find_date_in_id,
    find_kind_in_id,
    scaffold_document,
    slugs_from_title,
)
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.content.yaml_reading import load_yaml
from dossier_timeline.content.yaml_writing import append_entry, dump_key, dump_scalar
from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.locators import HEADING_TERMS, INNER_TERMS
from tests.conftest import Command

FOLDER = "content/documents/2018-02-07-plan"


def data(file: Path) -> Any:
    source, problems = load_yaml(file.name, file.read_bytes())
    assert source is not None, problems
    return source.data


def test_a_document_is_there_at_once_as_a_draft(command: Command, good: Path) -> None:
    done = command("new", "document", "2018-02-07-plan", "--language", "nl")
    assert done.stdout.splitlines()[:3] == [
        f"wrote {FOLDER}/document.yml",
        f"wrote {FOLDER}/nl.md",
        f"wrote {FOLDER}/en.md",
    ]
    text = (good / FOLDER / "document.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/document.json\n")
    assert data(good / FOLDER / "document.yml") == {
        "id": "2018-02-07-plan",
        "draft": "true",
        "kind": "plan",
        "date": "2018-02-07",
        "language": "nl",
        "text": {"file": "2018-02-07-plan.nl.txt"},
    }
    assert "problems" not in command("check", "--strict").stderr
    assert "2018-02-07-plan (draft)" in command("status").stdout


def test_what_is_given_is_written(command: Command, good: Path) -> None:
    command(
        *("new", "document", "brief", "--language", "en", "--kind", "letter", "--date", "2019-05", "--file"),
        *("brief: 1.txt", "--title", "nl=Brief: over bruggen", "--title", "en=Letter", "--short", "nl=Brief"),
        *("--slug", "en=the-letter", "--description", "nl=Een brief."),
    )
    found = data(good / "content/documents/brief/document.yml")
    assert found["title"] == {"nl": "Brief: over bruggen", "en": "Letter"}
    assert found["short"] == {"nl": "Brief"}
    assert found["slug"] == {"nl": "brief-over-bruggen", "en": "the-letter"}
    assert found["text"] == {"file": "brief: 1.txt"}
    assert (found["kind"], found["date"], found["language"]) == ("letter", "2019-05", "en")
    command("check", "--strict")


def test_it_asks_on_a_terminal(command: Command, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier_timeline.cli.new_document.is_interactive", lambda: True)
    answers = ["", "2018-02", "nl", "Plan twee", "Plan two", "Plan", "", "", ""]
    done = command("new", "document", "plan-two", answers="\n".join(answers) + "\n")
    assert "What kind of document (plan, letter) [plan]" in done.stdout
    found = data(good / "content/documents/plan-two/document.yml")
    assert found["date"] == "2018-02"
    assert found["title"] == {"nl": "Plan twee", "en": "Plan two"}
    assert found["slug"] == {"nl": "plan-twee", "en": "plan-two"}
    assert found["short"] == {"nl": "Plan"}
    assert "description" not in found


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("plan-2018",), "say in which language the source is written, with --language"),
        (("brief", "--language", "nl"), "say its date, with --date 2019-03-14"),
        (("plan-2018", "--language", "nl", "--date", "14-3-2018"), "--date"),
        (
            ("plan-2018", "--language", "nl", "--kind", "paln"),
            "“paln” is no kind of document in content/kinds.yml, which has plan, letter",
        ),
        (("plan-2018", "--language", "nl", "--title", "Plan"), "write --title nl=… --title en=…"),
        (("plan-2018", "--language", "nl", "--title", "fr=Plan"), "does not say in which language it is"),
        (("Plan 2018", "--language", "nl"), "such as plan-2018"),
        (("../plan", "--language", "nl"), "cannot be an id"),
        (("plan-2019", "--language", "nl"), "already: content/documents/plan-2019/document.yml"),
        (("council", "--language", "nl"), "there is something called “council” already: content/actors.yml"),
    ],
)
def test_what_cannot_be_used_is_told(command: Command, good: Path, given: tuple[str, ...], told: str) -> None:
    before = sorted(good.rglob("*"))
    done = command("new", "document", *given, exit_code=2)
    assert told in done.stderr
    assert sorted(good.rglob("*")) == before


def test_a_mistake_in_what_is_given_changes_nothing(command: Command, good: Path) -> None:
    before = sorted(good.rglob("*"))
    done = command("new", "document", "plan-2018", "--language", "Dutch", exit_code=1)
    assert "error[bad-language]" in done.stderr
    assert "nothing was changed" in done.stderr
    assert sorted(good.rglob("*")) == before


def test_every_line_of_the_explained_file_can_be_used(tmp_path: Path) -> None:
    """What stands after one sign is YAML that the model takes, and it has every field of it."""
    new = NewDocument("plan-2018", "plan", ("plan",), "2018", "nl", "plan.txt")
    text = scaffold_document(new, ("nl", "en"), "x.json")["document.yml"].decode()
    active = yaml.load(text, yaml.CBaseLoader)
    assert {key for key in active if Document.model_fields.get(key)} >= {"id", "kind", "date", "text"}
    lines = [
        re.sub(r"^( *)# ", r"\1", line) for line in text.splitlines()[1:] if not re.match(r" *##( |$)", line)
    ]
    whole = yaml.load("\n".join(lines), yaml.CBaseLoader)
    Document.model_validate(whole)
    assert _missing(Document, whole) == set(), "explain these in new_document.yml"
    assert set(active) < set(whole)
    assert not re.search(r"<<|>>", text)


_LIKE_OTHERS = {"aliases", "page", *HEADING_TERMS, *INNER_TERMS} - {
    "section",
    "article",
    "paragraph",
    "figure",
}
"""Fields that need no example: `rename` writes them, or they're written like those that have one."""


def _missing(model: type[BaseModel], example: Any) -> set[str]:
    """The fields of the model, and of all models inside it, that the example has nowhere."""
    seen: dict[type[BaseModel], set[str]] = {}
    _look(model, example, seen)
    return {
        f"{kind.__name__}.{field.alias or name}"
        for kind, keys in seen.items()
        for name, field in kind.model_fields.items()
        if name not in _LIKE_OTHERS and (field.alias or name) not in keys
    }


def _look(model: type[BaseModel], example: dict[str, Any], seen: dict[type[BaseModel], set[str]]) -> None:
    seen.setdefault(model, set()).update(example)
    for name, field in model.model_fields.items():
        value = example.get(field.alias or name)
        values = value if isinstance(value, list) else [value]
        if name == "cells" and isinstance(value, dict):
            values = list(value.values())
        for inner in _models(field.annotation):
            for each in values:
                if isinstance(each, dict):
                    _look(inner, each, seen)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return (
            [annotation] if issubclass(annotation, ModelValue) and not issubclass(annotation, Words) else []
        )
    return [model for inner in get_args(annotation) for model in _models(inner)]


def test_a_page_in_each_language(command: Command, good: Path) -> None:
    done = command(
        *("new", "page", "contact", "--title", "nl=Wie wij zijn", "--title", "en=Who we are"),
        *("--description", "nl=Over: ons", "--description", "en=About us", "--slug", "en=us"),
    )
    assert "wrote content/pages/contact/nl.md" in done.stdout
    head = next(yaml.safe_load_all((good / "content/pages/contact/nl.md").read_text("utf-8")))
    assert head == {
        "title": "Wie wij zijn",
        "slug": "wie-wij-zijn",
        "description": "Over: ons",
        "draft": True,
    }
    command("check", "--strict")
    told = command("new", "page", "about-us", "--title", "nl=Wie", exit_code=2).stderr
    assert "say --title en=…" in told


def words(text: str) -> tuple[str, ...]:
    return tuple(shlex.split(text))


ADDED = {
    "actor": (
        words("harbour --kind body --name 'nl=Haven: groot' --name en=Harbour --country netherlands"),
        "actors",
        {
            "id": "harbour",
            "kind": "body",
            "name": {"nl": "Haven: groot", "en": "Harbour"},
            "country": "netherlands",
        },
    ),
    "term": (
        words(
            "quay --name kade --language nl --definition 'nl=Een kant, met water' --definition 'en=A side'"
            " --see railing,town-council"
        ),
        "terms",
        {
            "id": "quay",
            "name": "kade",
            "definition": {"nl": "Een kant, met water", "en": "A side"},
            "language": "nl",
            "see": ["railing", "town-council"],
        },
    ),
    "work": (
        words(
            "norm-2 --kind standard --title 'Norm 2' --language nl --date 2016 --author brugstede"
            " --url https://example.org/norm"
        ),
        "works",
        {
            "id": "norm-2",
            "kind": "standard",
            "title": "Norm 2",
            "language": "nl",
            "date": "2016",
            "author": ["brugstede"],
            "addresses": [{"url": "https://example.org/norm", "status": "derived"}],
        },
    ),
    "difference": (
        words(
            "which --kind values --title nl=Welke? --title en=Which? --first 'nl=Het ene' --first en=One"
            " --first-facts budget --second 'nl=Het andere' --second 'en=The other'"
            " --second-facts 'target budget' --why nl=Onbekend --why en=Unknown --shown nl=Beide"
            " --shown en=Both"
        ),
        "differences",
        {
            "id": "which",
            "title": {"nl": "Welke?", "en": "Which?"},
            "kind": "values",
            "sides": [
                {"text": {"nl": "Het ene", "en": "One"}, "facts": ["budget"]},
                {"text": {"nl": "Het andere", "en": "The other"}, "facts": ["target", "budget"]},
            ],
            "why": {"nl": "Onbekend", "en": "Unknown"},
            "shown": {"nl": "Beide", "en": "Both"},
            "concerns": ["budget", "target"],
        },
    ),
}


@pytest.mark.parametrize("kind", ADDED)
def test_an_entry_is_added_and_nothing_else_changes(command: Command, good: Path, kind: str) -> None:
    given, register, entry = ADDED[kind]
    file = good / f"content/{register}.yml"
    file.write_bytes(b"\xef\xbb\xbf# who\n" + file.read_bytes().replace(b"\n", b"\r\n") + b"# the end")
    before = file.read_bytes()
    done = command("new", kind, *given)
    assert done.stdout == f"changed content/{register}.yml\n"
    after = file.read_bytes()
    assert after.startswith(before)
    assert data(file)[-1] == entry
    assert b"\n" not in after.replace(b"\r\n", b"").removeprefix(before.replace(b"\r\n", b""))
    command("check")


def test_the_first_entry_of_a_register_names_its_schema(command: Command, good: Path) -> None:
    (good / "content/terms.yml").unlink()
    for name in ("documents/plan-2019/nl.md", "documents/plan-2019/en.md"):
        file = good / "content" / name
        file.write_text(re.sub(r"\[\[railing: (\w+)\]\]", r"\1", file.read_text("utf-8")), "utf-8")
    done = command(
        "new", "term", "quay", "--name", "kade", "--definition", "nl=Kant", "--definition", "en=Side"
    )
    assert done.stdout == "wrote content/terms.yml\n"
    text = (good / "content/terms.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/terms.json\n- id: quay\n")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("actor", "x-y", "--kind", "body"), "say --name nl=… --name en=…"),
        (("actor", "x-y", "--kind", "bod", "--name", "X"), "one of person, body, group"),
        (("actor", "x-y", "--name", "X"), "say --kind: one of person, body, group"),
        (("work", "x-y", "--name", "X"), "No such option"),
    ],
)
def test_what_an_entry_needs_is_told(command: Command, good: Path, given: tuple[str, ...], told: str) -> None:
    before = (good / "content/actors.yml").read_bytes()
    assert told in command("new", *given, exit_code=2).stderr
    assert (good / "content/actors.yml").read_bytes() == before


def test_an_entry_that_names_nothing_is_not_added(command: Command, good: Path) -> None:
    before = (good / "content/terms.yml").read_bytes()
    given = words("--name kade --definition nl=Kant --definition en=Side --see nothing-such")
    done = command("new", "term", "quay", *given, exit_code=1)
    assert "error[dangling-reference]" in done.stderr
    assert (good / "content/terms.yml").read_bytes() == before


def test_an_entry_asks_for_its_words(command: Command, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier_timeline.cli.entry_forms.is_interactive", lambda: True)
    command("new", "actor", "harbour", answers="body\nHaven\nHarbour\n")
    assert data(good / "content/actors.yml")[-1]["name"] == {"nl": "Haven", "en": "Harbour"}


@pytest.mark.parametrize("text", ["- [a]\n", "{}\n", "a: b\n", "- id: a\n...\n", "- id: 'a\n"])
def test_what_is_written_unusually_is_left_alone(text: str) -> None:
    after = append_entry(text.encode(), {"id": "b"}, "x")
    assert after is None or yaml.safe_load(after)[-1] == {"id": "b"}


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "null",
        "a: b",
        "a #b",
        "[a]",
        "“a”",
        "1.5",
        "2019-01-01",
        "a, b",
        "- a",
        "*a*",
        "a\nb",
        " a",
        "",
        "{n}",
        "é",
    ],
)
def test_any_text_is_written_so_that_it_reads_the_same(text: str) -> None:
    (line,) = dump_key("key", {"xx": text})
    assert yaml.load(line, yaml.CBaseLoader) == {"key": {"xx": text}}
    assert yaml.load(f"- {dump_scalar(text)}", yaml.CBaseLoader) == [text]


def test_long_words_stand_under_each_other() -> None:
    lines = dump_key("text", {"xx": "word " * 30 + "end", "yy": "b"})
    assert lines[0] == "text:"
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2018-02-07-plan", "2018-02-07"),
        ("plan-2018", "2018"),
        ("plan-2018-02", "2018-02"),
        ("plan", ""),
        ("plan-2018-13-40", "2018"),
        ("kst-31015-112", ""),
        ("plan-2019-02-30", "2019-02-30"),
    ],
)
def test_the_date_in_an_id(name: str, day: str) -> None:
    assert find_date_in_id(name) in (day, "")


def test_the_kind_in_an_id_and_slugs() -> None:
    assert find_kind_in_id("progress-letter-2018", ("plan", "letter", "progress-letter")) == "progress-letter"
    assert find_kind_in_id("2018-x", ("plan", "letter")) == "plan"
    assert slugs_from_title({"xx": "Één brug!", "ar": "جسر"}) == {"xx": "een-brug"}


def test_the_written_folder_reads_without_problems(command: Command, good: Path) -> None:
    command("new", "document", "2018-02-07-plan", "--language", "nl")
    assert read_content_folder(good).problems == ()
