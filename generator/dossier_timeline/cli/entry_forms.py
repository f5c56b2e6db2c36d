"""The entries of registers that `new` can make: what each needs, as options and as questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import click

from dossier_timeline.cli.writing import asks, words_of
from dossier_timeline.model.dossier import Dossier

Takes = Literal["text", "words", "name", "choice", "ids"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know of an entry: `name` takes words in each language or one text for all."""

    key: str
    takes: Takes
    help: str
    needed: bool = False
    choices: tuple[str, ...] | Callable[[Dossier], tuple[str, ...]] = ()
    where: str = ""
    """The file in which more choices can be added."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One kind of entry: its register, what it is called, its fields, and how they make the entry."""

    register: str
    what: str
    fields: tuple[Field, ...]
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict


def _work_kinds(dossier: Dossier) -> tuple[str, ...]:
    return tuple(kind.id for kind in dossier.kinds if kind.of == "work")


def _with_address(values: dict[str, Any]) -> dict[str, Any]:
    url = values.pop("url", None)
    return {**values, **({"addresses": [{"url": url, "status": "derived"}]} if url else {})}


def _with_sides(values: dict[str, Any]) -> dict[str, Any]:
    """A difference of two sides, which concerns the facts of both."""
    sides = []
    for name in ("first", "second"):
        facts = values.pop(f"{name}_facts", [])
        sides.append({"text": values.pop(name), **({"facts": facts} if facts else {})})
    concerns = list(dict.fromkeys(fact for side in sides for fact in side.get("facts", ())))
    named = {key: values[key] for key in ("title", "kind")}
    last = {"concerns": concerns} if concerns else {}
    return {**named, "sides": sides, "why": values["why"], "shown": values["shown"], **last}


_LANGUAGE = Field("language", "text", "The language of the name, where it is one text for all languages.")

ENTRIES: Mapping[str, NewEntry] = {
    "actor": NewEntry(
        "actors",
        "a person or body",
        (
            Field("kind", "choice", "What it is.", needed=True, choices=("person", "body", "group")),
            Field("name", "name", "The name.", needed=True),
            Field("short", "name", "The abbreviation or short name."),
            Field("sort", "text", "By what to sort, where that is not the name."),
            _LANGUAGE,
            Field("text", "words", "Who or what it is, in a sentence."),
            Field("country", "text", "The id of its country."),
            Field("url", "text", "Its address on the web."),
        ),
    ),
    "term": NewEntry(
        "terms",
        "a word that readers may not know",
        (
            Field("name", "name", "The word.", needed=True),
            Field("definition", "words", "What it means.", needed=True),
            Field("short", "name", "The abbreviation."),
            _LANGUAGE,
            Field("see", "ids", "Ids of other terms, actors and works to see."),
        ),
    ),
    "work": NewEntry(
        "works",
        "a work that documents cite",
        (
            Field(
                "kind",
                "choice",
                "What it is: a kind from kinds.yml.",
                needed=True,
                choices=_work_kinds,
                where="kinds.yml",
            ),
            Field("title", "name", "The title.", needed=True),
            _LANGUAGE,
            Field("date", "text", "Its date, like 2019-03-14."),
            Field("author", "ids", "Ids of its authors."),
            Field("url", "text", "Its address on the web, not yet confirmed."),
            Field("text", "words", "What it is, in a sentence."),
        ),
        _with_address,
    ),
    "difference": NewEntry(
        "differences",
        "two statements that do not agree",
        (
            Field("title", "words", "What differs, as a question.", needed=True),
            Field(
                "kind",
                "choice",
                "In what they differ.",
                needed=True,
                choices=("values", "scope", "wording", "dates", "slip", "basis"),
            ),
            Field("first", "words", "What the first source says.", needed=True),
            Field("first_facts", "ids", "Ids of the facts in which it says so."),
            Field("second", "words", "What the second source says.", needed=True),
            Field("second_facts", "ids", "Ids of the facts in which it says so."),
            Field("why", "words", "Why they may differ.", needed=True),
            Field("shown", "words", "Which one is shown, and why.", needed=True),
        ),
        _with_sides,
    ),
}


def options_of(wanted: NewEntry) -> list[Callable[[Any], Any]]:
    """The options of the command that makes such an entry."""
    made = []
    for field in wanted.fields:
        many = field.takes in ("words", "name")
        metavar = {"words": "LANGUAGE=WORDS", "name": "[LANGUAGE=]WORDS", "ids": "ID,ID…"}.get(field.takes)
        option = f"--{field.key.replace('_', '-')}"
        made.append(click.option(option, field.key, multiple=many, metavar=metavar, help=field.help))
    return made


def entry_of(wanted: NewEntry, dossier: Dossier, given: Mapping[str, Any]) -> dict[str, Any]:
    """The entry, from what was given and what is asked for now. Raises `UsageError`."""
    values: dict[str, Any] = {}
    for field in wanted.fields:
        value = _value(field, dossier, given[field.key])
        if value:
            values[field.key] = value
    return wanted.shape(values)


def _value(field: Field, dossier: Dossier, given: Any) -> Any:
    option = f"--{field.key.replace('_', '-')}"
    choices = field.choices(dossier) if callable(field.choices) else field.choices
    value: Any = given
    if field.takes == "name" and len(given) == 1 and "=" not in given[0]:
        return given[0].strip()
    if field.takes in ("words", "name"):
        return _words(field, dossier, given, option)
    if field.takes == "ids":
        value = [each for each in (given or "").replace(",", " ").split() if each]
    if not value and field.needed and asks():
        value = click.prompt(field.help.rstrip("."), type=click.Choice(choices) if choices else None)
    if not value and field.needed:
        raise click.UsageError(f"say {option}{_listed(choices, field.where)}")
    if value and (choices or field.where) and value not in choices:
        told = f"“{value}” cannot stand here{_listed(choices, field.where)}"
        raise click.BadParameter(told, param_hint=option)
    return value


def _words(field: Field, dossier: Dossier, given: Sequence[str], option: str) -> dict[str, str]:
    words = words_of(given, dossier.languages, option)
    if not words and not field.needed:
        return {}
    for code in dossier.languages:
        if code not in words and asks():
            words[code] = click.prompt(f"{field.help.rstrip('.')}, in “{code}”")
    missing = [code for code in dossier.languages if code not in words]
    if missing:
        raise click.UsageError("say " + " ".join(f"{option} {code}=…" for code in missing))
    return words


def _listed(choices: Sequence[str], where: str) -> str:
    """What may be chosen; `where` is the file in which more can be added."""
    known = f": one of {', '.join(choices)}" if choices else ""
    if not where:
        return known
    return f"{known}; add another to content/{where}" if known else f": add it to content/{where} first"
