"""Every field of the model: where it stands in the good site's files, and what is put there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, RootModel

from dossier_timeline.content.entries import REGISTER_MODELS
from dossier_timeline.content.model_locations import (
    fields_by_key,
    is_model,
    type_alternatives,
    without_annotations,
)
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document, PageHead, Translation
from dossier_timeline.model.dossier import Settings
from tests.content.fuzz.inputs import Input, chance_of, written
from tests.content.fuzz.values import HERE, VALUES
from tests.helpers.files import GOOD

Path = tuple[str | int, ...]

YAML_FILES: dict[str, tuple[type[BaseModel], Path]] = {
    "content/dossier.yml": (Settings, ()),
    "content/documents/plan-2019/document.yml": (Document, ()),
    **{f"content/{name}.yml": (model, (0,)) for name, model in REGISTER_MODELS.items()},
}
"""By file: the model of what stands at a place in it."""
HEADS: dict[str, type[BaseModel]] = {
    "content/pages/about/en.md": PageHead,
    "content/documents/plan-2019/en.md": Translation,
}
AROUND = {"unknown key", "duplicate key", "lost key", "doubled entry"}


def paths(expected: Any, depth: int = 0) -> Iterator[Path]:
    """The path of every field in a type, with item 0 of every list and one key of every mapping."""
    if depth > 12:
        return
    for choice in type_alternatives(expected):
        if is_model(choice, RootModel):
            yield ("en",) if choice is Words else ()
            if choice is not Words:
                yield from paths(without_annotations(choice.model_fields["root"].annotation), depth + 1)
        elif is_model(choice):
            for name, field in fields_by_key(choice).items():
                yield (name,)
                yield from ((name, *rest) for rest in paths(field.annotation, depth + 1) if rest)
        elif get_origin(choice) in (tuple, list):
            yield (0,)
            yield from ((0, *rest) for rest in paths(get_args(choice)[0], depth + 1) if rest)
        elif get_origin(choice) in (dict, Mapping) or (
            isinstance(get_origin(choice), type) and issubclass(get_origin(choice), Mapping)
        ):
            key, value = get_args(choice)
            words = get_args(key) if get_origin(key) is Literal else ("en",)
            yield (str(words[0]),)
            yield from ((str(words[0]), *rest) for rest in paths(value, depth + 1) if rest)


@lru_cache
def every_field() -> tuple[tuple[str, Path], ...]:
    """Every field with the file in which it is tried."""
    found: dict[tuple[str, Path], None] = {}
    for file, (model, prefix) in YAML_FILES.items():
        found.update(dict.fromkeys((file, (*prefix, *path)) for path in paths(model) if path))
    for file, model in HEADS.items():
        found.update(dict.fromkeys((file, path) for path in paths(model) if path))
    return tuple(found)


def field_inputs(seed: int, per_field: int, share: int = 1) -> Iterator[Input]:
    """Each field (or one in `share`) with some values, so that each kind of value comes as often."""
    kinds = [*VALUES, *sorted(AROUND)]
    for number, (file, path) in enumerate(every_field()[seed % share :: share]):
        for turn in range(per_field):
            kind = kinds[(number * per_field + turn) % len(kinds)]
            chance = chance_of(seed, file, path, kind, turn)
            raw = VALUES[kind](chance) if kind in VALUES else ""
            name = f"{file.removeprefix('content/')} {'.'.join(map(str, path))} = {raw[:60]!r}"
            yield Input("field", kind, name, written(file, partial(changed, file, path, kind, raw)))


def changed(file: str, path: Path, kind: str, raw: str) -> bytes:
    """The file with something else at a path, or around it."""
    text = (GOOD / file).read_text("utf-8") if (GOOD / file).exists() else ""
    head, body = _divided(text) if file.endswith(".md") else (text, "")
    data = yaml.load(head, yaml.CBaseLoader) or {}
    data = _put(data, path)
    lines = yaml.dump(data, allow_unicode=True, width=10**9, sort_keys=False).split("\n")
    at = next(i for i, line in enumerate(lines) if HERE in line)
    before = lines[at].replace("- ", "  ", 1) if lines[at].lstrip().startswith("- ") else lines[at]
    indent = " " * (len(before) - len(before.lstrip()))
    if kind == "unknown key":
        lines.insert(at + 1, f"{indent}no_such_key_{raw}: x")
        lines[at] = lines[at].replace(HERE, "x")
    elif kind == "duplicate key":
        lines[at] = lines[at].replace(HERE, "x")
        lines.insert(at + 1, lines[at])
    elif kind == "lost key":
        lines[at] = lines[at].split(HERE)[0].rstrip(": ")
    elif kind == "doubled entry":
        lines = [*lines, *lines]
    else:
        lines[at] = lines[at].replace(HERE, raw.replace("PUTINDENT", indent + "  "))
    new = "\n".join(lines)
    if file.endswith(".md"):
        new = f"---\n{new.rstrip()}\n---\n{body}"
    return new.encode("utf-8", "surrogatepass")


def _divided(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return head, body


def _put(data: Any, path: Path) -> Any:
    """The data with the mark at a path; what is missing on the way is made."""
    if not path:
        return HERE
    step, *rest = path
    if isinstance(step, int):
        items = list(data) if isinstance(data, list) else []
        items += [{}] * (step + 1 - len(items))
        items[step] = _put(items[step], tuple(rest))
        return items
    group = dict(data) if isinstance(data, dict) else {}
    group[step] = _put(group.get(step), tuple(rest))
    return group
