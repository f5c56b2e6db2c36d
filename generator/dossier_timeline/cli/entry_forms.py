"""The entries of registers that `new` can make: what each needs, as options and as questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import click

from dossier_timeline.cli.content_changes import is_interactive, parse_words
from dossier_timeline.model.dossier import Dossier

FieldInput = Literal["text", "words", "name", "choice", "ids"]


@dataclass(frozen=True, slots=True)
class EntryField:
    """One thing to know of an entry: `name` takes words in each language or one text for all."""

    key: str
    value_kind: FieldInput
    help: str
    is_required: bool = False
    choices: tuple[str, ...] | Callable[[Dossier], tuple[str, ...]] = ()
    choices_file: str = ""
    """The file in which more choices can be added."""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """One kind of entry: its register, what it is called, its fields, and how they make the entry."""

    register: str
    description: str
    fields: tuple[EntryField, ...]
    build_entry: Callable[[dict[str, Any]], dict[str, Any]] = dict


def _work_kinds(dossier: Dossier) -> tuple[str, ...]:
    return tuple(kind.id for kind in dossier.kinds if kind.of == "work")


def _move_url_to_addresses(values: dict[str, Any]) -> dict[str, Any]:
    url = values.pop("url", None)
    return {**values, **({"addresses": [{"url": url, "status": "derived"}]} if url else {})}


def _name_permission(values: dict[str, Any]) -> dict[str, Any]:
    """An image or download, in which what allows it has a name."""
    name = values.pop("allowed_by", None)
    return {**values, **({"allowed_by": {"name": name}} if name else {})}


def _merge_sides(values: dict[str, Any]) -> dict[str, Any]:
    """A difference of two sides, which concerns the facts of both."""
    sides = []
    for name in ("first", "second"):
        facts = values.pop(f"{name}_facts", [])
        sides.append({"text": values.pop(name), **({"facts": facts} if facts else {})})
    concerns = list(dict.fromkeys(fact for side in sides for fact in side.get("facts", ())))
    named = {key: values[key] for key in ("title", "kind")}
    last = {"concerns": concerns} if concerns else {}
    return {**named, "sides": sides, "why": values["why"], "shown": values["shown"], **last}


_LANGUAGE = EntryField(
    "language", "text", "The language of the name, where it is one text for all languages."
)

_RIGHTS = (
    EntryField("source", "name", "The archive or collection from which it is."),
    EntryField("url", "text", "Its page there."),
    EntryField("licence", "text", "The open licence under which it is, like CC-BY-4.0."),
    EntryField("allowed_by", "name", "What else allows it: a permission, a law, public domain."),
)

ENTRY_FORMS: Mapping[str, EntryForm] = {
    "actor": EntryForm(
        "actors",
        "a person or body",
        (
            EntryField(
                "kind", "choice", "What it is.", is_required=True, choices=("person", "body", "group")
            ),
            EntryField("name", "name", "The name.", is_required=True),
            EntryField("short", "name", "The abbreviation or short name."),
            EntryField("sort", "text", "By what to sort, where that is not the name."),
            _LANGUAGE,
            EntryField("text", "words", "Who or what it is, in a sentence."),
            EntryField("country", "text", "The id of its country."),
            EntryField("url", "text", "Its address on the web."),
        ),
    ),
    "image": EntryForm(
        "images",
        "an image, whose file is in content/images/,",
        (
            EntryField("file", "text", "The name of its file in content/images/.", is_required=True),
            EntryField("description", "words", "What is to be seen on it.", is_required=True),
            EntryField("caption", "words", "What stands below it."),
            EntryField("credit", "name", "Who made it.", is_required=True),
            *_RIGHTS,
        ),
        _name_permission,
    ),
    "download": EntryForm(
        "downloads",
        "a file to download, which is in content/downloads/,",
        (
            EntryField("file", "text", "The name of its file in content/downloads/.", is_required=True),
            EntryField("name", "name", "What it is called.", is_required=True),
            EntryField("language", "text", "The language of what is in it."),
            EntryField("credit", "name", "Who made it."),
            *_RIGHTS,
        ),
        _name_permission,
    ),
    "term": EntryForm(
        "terms",
        "a word that readers may not know",
        (
            EntryField("name", "name", "The word.", is_required=True),
            EntryField("definition", "words", "What it means.", is_required=True),
            EntryField("short", "name", "The abbreviation."),
            _LANGUAGE,
            EntryField("see", "ids", "Ids of other terms, actors and works to see."),
        ),
    ),
    "work": EntryForm(
        "works",
        "a work that documents cite",
        (
            EntryField(
                "kind",
                "choice",
                "What it is: a kind from kinds.yml.",
                is_required=True,
                choices=_work_kinds,
                choices_file="kinds.yml",
            ),
            EntryField("title", "name", "The title.", is_required=True),
            _LANGUAGE,
            EntryField("date", "text", "Its date, like 2019-03-14."),
            EntryField("author", "ids", "Ids of its authors."),
            EntryField("url", "text", "Its address on the web, not yet confirmed."),
            EntryField("text", "words", "What it is, in a sentence."),
        ),
        _move_url_to_addresses,
    ),
    "difference": EntryForm(
        "differences",
        "two statements that do not agree",
        (
            EntryField("title", "words", "What differs, as a question.", is_required=True),
            EntryField(
                "kind",
                "choice",
                "In what they differ.",
                is_required=True,
                choices=("values", "scope", "wording", "dates", "slip", "basis"),
            ),
            EntryField("first", "words", "What the first source says.", is_required=True),
            EntryField("first_facts", "ids", "Ids of the facts in which it says so."),
            EntryField("second", "words", "What the second source says.", is_required=True),
            EntryField("second_facts", "ids", "Ids of the facts in which it says so."),
            EntryField("why", "words", "Why they may differ.", is_required=True),
            EntryField("shown", "words", "Which one is shown, and why.", is_required=True),
        ),
        _merge_sides,
    ),
}


def make_options(form: EntryForm) -> list[Callable[[Any], Any]]:
    """The options of the command that makes such an entry."""
    values_by_name = []
    for field in form.fields:
        many = field.value_kind in ("words", "name")
        metavar = {"words": "LANGUAGE=WORDS", "name": "[LANGUAGE=]WORDS", "ids": "ID,ID…"}.get(
            field.value_kind
        )
        option = f"--{field.key.replace('_', '-')}"
        values_by_name.append(
            click.option(option, field.key, multiple=many, metavar=metavar, help=field.help)
        )
    return values_by_name


def collect_entry(form: EntryForm, dossier: Dossier, given: Mapping[str, Any]) -> dict[str, Any]:
    """The entry, from what was given and what is asked for now. Raises `UsageError`."""
    values: dict[str, Any] = {}
    for field in form.fields:
        value = _field_value(field, dossier, given[field.key])
        if value:
            values[field.key] = value
    return form.build_entry(values)


def _field_value(field: EntryField, dossier: Dossier, given: Any) -> Any:
    option = f"--{field.key.replace('_', '-')}"
    choices = field.choices(dossier) if callable(field.choices) else field.choices
    value: Any = given
    if field.value_kind == "name" and len(given) == 1 and "=" not in given[0]:
        return given[0].strip()
    if field.value_kind in ("words", "name"):
        return _words_by_language(field, dossier, given, option)
    if field.value_kind == "ids":
        value = [each for each in (given or "").replace(",", " ").split() if each]
    if not value and field.is_required and is_interactive():
        value = click.prompt(field.help.rstrip("."), type=click.Choice(choices) if choices else None)
    if not value and field.is_required:
        raise click.UsageError(f"say {option}{_list_choices(choices, field.choices_file)}")
    if value and (choices or field.choices_file) and value not in choices:
        message = f"“{value}” cannot stand here{_list_choices(choices, field.choices_file)}"
        raise click.BadParameter(message, param_hint=option)
    return value


def _words_by_language(
    field: EntryField, dossier: Dossier, given: Sequence[str], option: str
) -> dict[str, str]:
    words = parse_words(given, dossier.languages, option)
    if not words and not field.is_required:
        return {}
    for code in dossier.finished_languages:
        if code not in words and is_interactive():
            words[code] = click.prompt(f"{field.help.rstrip('.')}, in “{code}”")
    missing = [code for code in dossier.finished_languages if code not in words]
    if missing:
        raise click.UsageError("say " + " ".join(f"{option} {code}=…" for code in missing))
    return words


def _list_choices(choices: Sequence[str], where: str) -> str:
    """What may be chosen; `where` is the file in which more can be added."""
    known = f": one of {', '.join(choices)}" if choices else ""
    if not where:
        return known
    return f"{known}; add another to content/{where}" if known else f": add it to content/{where} first"
