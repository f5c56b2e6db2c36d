"""Every complaint of the model in our own words, with what would be right.

Pydantic's messages speak of types and locations; a maintainer sees keys and words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from dossier_timeline.content.key_words import translate_key
from dossier_timeline.content.model_errors import MAX_FAULTS_SHOWN, ModelFault, collect_faults
from dossier_timeline.content.model_locations import (
    accepts_type,
    fields_by_key,
    is_model,
    literal_choices,
    type_alternatives,
)
from dossier_timeline.content.patterns import PATTERNS
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import YamlFile, value_at
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import Edtf


def validation_problems(
    model: type[BaseModel], error: ValidationError, source: YamlFile, prefix: KeyPath = ()
) -> list[Diagnostic]:
    """The problems of one failed validation, each where it stands in the file.

    Of one kind the first are told, and with the last of them how many more there are.
    """
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for fault in collect_faults(model, error, value_at(source.data, prefix)):
        counts[fault.kind] += 1
        if counts[fault.kind] <= MAX_FAULTS_SHOWN:
            last[fault.kind] = len(problems)
            problems.append(_locate_and_diagnose(fault, source, prefix))
    for kind, at in last.items():
        if (more := counts[kind] - MAX_FAULTS_SHOWN) > 0:
            hint = f"{problems[at].hint}; {more} more like this are not told"
            problems[at] = replace(problems[at], hint=hint.removeprefix("; "))
    return problems


def explain_faults(
    model: type[BaseModel], error: ValidationError, data: Any
) -> list[tuple[KeyPath, Diagnostic]]:
    """The problems of a value that stands in no file of content, each with its path in the value."""
    return [
        (fault.location.path, _diagnose(fault, Position(""))) for fault in collect_faults(model, error, data)
    ]


def _locate_and_diagnose(fault: ModelFault, source: YamlFile, prefix: KeyPath) -> Diagnostic:
    path = (*prefix, *fault.location.path)
    at_key = fault.kind == "extra_forbidden" or fault.location.is_key
    if fault.kind == "missing":
        position = source.position(path[:-1])
    else:
        position = source.position(path, key=at_key or fault.value is None)
    return _diagnose(fault, position)


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _diagnose(fault: ModelFault, position: Position) -> Diagnostic:
    if fault.value is None and fault.location.path and _is_text(fault):
        hint = "put the whole text, with its comma or colon, in quotes"
        return Diagnostic(position, Code.UNKNOWN_KEY, f"{fault.name} is read as a key of its own", hint)
    if fault.value is None and fault.kind not in ("missing", "extra_forbidden", "value_error"):
        return Diagnostic(
            position,
            Code.EMPTY_VALUE,
            f"{fault.name} is empty",
            _field_hint(fault) or "write a value, or remove the key",
        )
    diagnose = _DIAGNOSERS.get(fault.kind)
    if diagnose is None:
        return Diagnostic(
            position, Code.WRONG_VALUE, f"{fault.name} does not belong here as it is", _field_hint(fault)
        )
    return diagnose(fault, position)


def _is_text(fault: ModelFault) -> bool:
    """Whether a key without a value is rather what follows a comma in a text without quotes."""
    key = str(fault.location.path[-1])
    in_words = (
        len(fault.location.path) > 1
        and fault.location.field is not None
        and _is_words(fault.location.field.annotation)
    )
    return " " in key or (in_words and not _LANGUAGE.fullmatch(key))


def _diagnose_missing(fault: ModelFault, position: Position) -> Diagnostic:
    return Diagnostic(position, Code.MISSING_KEY, f"{fault.name} is missing", _field_hint(fault))


def _diagnose_unknown(fault: ModelFault, position: Position) -> Diagnostic:
    known = set(fields_by_key(fault.location.owner)) if fault.location.owner else set()
    word = str(fault.location.path[-1])
    close = translate_key(word, known) or find_nearest_word(word, known)
    hint = f"did you mean “{close}”?" if close else f"known are: {', '.join(sorted(known))}"
    return Diagnostic(position, Code.UNKNOWN_KEY, f"the key “{word}” is not known here", hint)


def _diagnose_choice(fault: ModelFault, position: Position) -> Diagnostic:
    if fault.location.is_key:
        choices = re.findall("'([^']+)'", str(fault.context.get("expected", "")))
        return Diagnostic(
            position, Code.UNKNOWN_KEY, f"the key {fault.name} is not known here", _list_options(choices)
        )
    choices = list(literal_choices(fault.location.expected))
    close = find_nearest_word(str(fault.value), choices)
    hint = (f"did you mean “{close}”? " if close else "") + _list_options(choices)
    return Diagnostic(position, Code.NOT_ALLOWED, f"{fault.name} cannot be “{_shorten(fault.value)}”", hint)


def _list_options(choices: Iterable[str]) -> str:
    return f"it is one of: {', '.join(choices)}"


def _diagnose_pattern(fault: ModelFault, position: Position) -> Diagnostic:
    known = PATTERNS.get(fault.context.get("pattern", ""))
    value = fault.location.path[-1] if fault.location.is_key else fault.value
    if known is None:
        return Diagnostic(
            position, Code.WRONG_VALUE, f"{fault.name} cannot be “{_shorten(value)}”", _field_hint(fault)
        )
    suggestion = known.suggest(str(value))
    hint = f"{known.hint}: {suggestion}" if suggestion else known.hint
    return Diagnostic(position, known.code, f"“{_shorten(value)}” is not {known.what}", hint)


def _diagnose_length(fault: ModelFault, position: Position) -> Diagnostic:
    most, least = fault.context.get("max_length"), fault.context.get("min_length")
    if most is not None and isinstance(fault.value, str):
        return Diagnostic(
            position,
            Code.TOO_LONG,
            f"{fault.name} is longer than {most} characters: it has {len(fault.value)}",
            "shorten it",
        )
    if most is not None:
        return Diagnostic(
            position, Code.TOO_LONG, f"{fault.name} has more than {most} items", "keep the most important"
        )
    if fault.value == "" or least == 1:
        return Diagnostic(position, Code.EMPTY_VALUE, f"{fault.name} is empty", _field_hint(fault))
    return Diagnostic(
        position,
        Code.TOO_SHORT,
        f"{fault.name} has fewer than {least} items",
        _field_hint(fault) or "add what is missing",
    )


def _diagnose_type(fault: ModelFault, position: Position) -> Diagnostic:
    expected = fault.location.expected
    wanted, example = _describe_wanted(fault)
    given = _describe_given(fault.value)
    if given == wanted:
        return Diagnostic(position, Code.WRONG_TYPE, f"{fault.name} does not belong here as it is", example)
    if accepts_type(expected, tuple) and isinstance(fault.value, str):
        example = f"write it as [{_shorten(fault.value)}]"
    return Diagnostic(position, Code.WRONG_TYPE, f"{fault.name} should be {wanted}, not {given}", example)


def _describe_wanted(fault: ModelFault) -> tuple[str, str]:
    """What a place takes, and how it is written."""
    expected = (
        fault.location.fork_type if fault.location.fork == fault.location.path else fault.location.expected
    )
    if _is_words(expected):
        either = len(type_alternatives(expected)) > 1
        return "words in each language or one text" if either else "words in each language", _WORDS
    models = [choice for choice in type_alternatives(expected) if is_model(choice)]
    if models:
        return _GROUP, f"its keys are: {', '.join(fields_by_key(models[0]))}"
    ways = (way for kind, way in _WAYS.items() if accepts_type(expected, kind))
    return next(ways, ("one text", "if it begins with a bracket or holds a colon, put it in quotes"))


_GROUP = "a group of keys"
_WAYS = {
    Edtf: ("a date", "like 2014, 2014-09 or 2014-09-30"),
    tuple: ("a list", "write it as [one, two], or each item on a line after “- ”"),
    dict: (_GROUP, "each on a line of its own, indented, with a colon"),
}
_WORDS = "write them beside each other, each after its language, like {xx: …, yy: …}"


def _is_words(expected: Any) -> bool:
    return accepts_type(expected, Words)


def _describe_given(value: Any) -> str:
    if isinstance(value, dict):
        return _GROUP
    if isinstance(value, (list, tuple)):
        return "a list"
    return "one text"


def _diagnose_number(fault: ModelFault, position: Position) -> Diagnostic:
    return Diagnostic(
        position,
        Code.BAD_NUMBER,
        f"{fault.name} should be a number, not “{_shorten(fault.value)}”",
        "write digits only",
    )


def _diagnose_least(fault: ModelFault, position: Position) -> Diagnostic:
    least = fault.context.get("ge", 1)
    return Diagnostic(
        position,
        Code.BAD_NUMBER,
        f"{fault.name} is counted from {least}, so it cannot be “{_shorten(fault.value)}”",
        f"write {least} or more",
    )


def _diagnose_yes_no(fault: ModelFault, position: Position) -> Diagnostic:
    return Diagnostic(
        position,
        Code.NOT_ALLOWED,
        f"{fault.name} cannot be “{_shorten(fault.value)}”",
        "it is one of: true, false",
    )


def _diagnose_by_own_words(fault: ModelFault, position: Position) -> Diagnostic:
    """The model's own words; a date has a code of its own."""
    expected = fault.location.expected
    code = (
        Code.BAD_DATE
        if accepts_type(expected, Edtf) and not accepts_type(expected, Decimal)
        else Code.WRONG_VALUE
    )
    return Diagnostic(position, code, str(fault.context.get("error", "this cannot be read")), "")


_DIAGNOSERS: Mapping[str, Callable[[ModelFault, Position], Diagnostic]] = {
    "missing": _diagnose_missing,
    "extra_forbidden": _diagnose_unknown,
    "literal_error": _diagnose_choice,
    "string_pattern_mismatch": _diagnose_pattern,
    "string_too_long": _diagnose_length,
    "string_too_short": _diagnose_length,
    "too_long": _diagnose_length,
    "too_short": _diagnose_length,
    "value_error": _diagnose_by_own_words,
    "int_parsing": _diagnose_number,
    "int_parsing_size": _diagnose_number,
    "int_from_float": _diagnose_number,
    "greater_than_equal": _diagnose_least,
    "bool_parsing": _diagnose_yes_no,
    **dict.fromkeys(
        (
            "string_type",
            "tuple_type",
            "list_type",
            "dict_type",
            "mapping_type",
            "model_type",
            "model_attributes_type",
            "dataclass_type",
            "is_instance_of",
            "decimal_type",
            "int_type",
            "bool_type",
        ),
        _diagnose_type,
    ),
}


def _field_hint(fault: ModelFault) -> str:
    """What the model's own description says of a field, and how words are written."""
    field = fault.location.field
    description = ((field.description if field else None) or "").split("\n")[0].rstrip(".")
    if _is_words(fault.location.expected):
        return f"{description}; {_WORDS}" if description else _WORDS
    return description


def _shorten(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
