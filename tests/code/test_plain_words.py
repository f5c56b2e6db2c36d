"""Names are plain: one word means one thing, and the words that mean nothing by themselves aren't used."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.helpers.files import ROOT

PACKAGE = ROOT / "generator" / "dossier_timeline"


@cache
def _modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


SHARED_NAMES = {
    "command": "each command of the command line is a module with a `command`",
    "NEEDS_NO_SETTINGS": "says so of a module with a command",
    "log": "the logger of a module",
}
"""Public names that several modules define, with the reason."""

BANNED = {
    *("made", "looked", "look", "stood", "told", "tongue", "beside", "away", "begun", "foreign", "silent"),
    *("gone", "flawless", "recalled", "lying", "standing", "glance", "salvage", "crowds", "mine", "here"),
    *(
        "leave",
        "tidy",
        "divided",
        "recognised",
        "salvaged",
        "placed",
        "recall",
        "stand",
        "settle",
        "carry_out",
    ),
    *("there", "kept", "seen", "whole", "said", "held", "wrong", "stuff", "util", "utils", "misc"),
}
"""Words that say nothing to a reader who sees them for the first time, as the whole name of anything."""

ALLOWED = {
    ("model/story.py", "made"): "a key of content files: when a promise was made",
    ("components/story.py", "made"): "shows that key",
    ("diagnostics/explanations.py", "wrong"): "a key of explanations.yml: the example of what is wrong",
}


def _shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _public_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _all_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that the module gives to something, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def _annotated_names(tree: ast.Module, *, fields: bool) -> Iterator[tuple[str, str, int]]:
    """Parameters, and fields of classes where asked for, with their annotation and line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            yield node.arg, ast.unparse(node.annotation), node.lineno
        elif fields and isinstance(node, ast.ClassDef):
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield field.target.id, ast.unparse(field.annotation), field.lineno


def _types_by_word() -> dict[str, set[str]]:
    """The words of the glossary that have a type, each with the names of its types."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and "`" in cells[1]:
            for word in cells[0].split(", "):
                found[word.replace(" ", "_")] = set(re.findall(r"`(\w+)`", cells[1]))
    return found


def test_a_public_name_stands_in_one_module() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for path, tree in _modules().items():
        for name in set(_public_names(tree)):
            if not name.startswith("_"):
                modules[name].append(_shown(path))
    several = {name: paths for name, paths in modules.items() if len(paths) > 1}
    assert several.keys() - SHARED_NAMES.keys() == set(), several
    assert SHARED_NAMES.keys() <= several.keys(), "an exception that nothing needs"


def test_no_name_is_a_banned_word() -> None:
    found = [
        f"{_shown(path)}:{line}: {name}"
        for path, tree in _modules().items()
        for name, line in _all_names(tree)
        if name.strip("_").lower() in BANNED and (_shown(path), name) not in ALLOWED
    ]
    assert found == [], "\n".join(found)


EXEMPT_WORDS = {"reference", "event", "component", "cursor", "code", "position", "bucket"}
"""Words of the glossary that other libraries and standards use for something else, too."""


def test_a_word_of_the_glossary_has_one_type() -> None:
    types = {word: of for word, of in _types_by_word().items() if word not in EXEMPT_WORDS}
    assert len(types) > 30
    wrong = []
    for path, tree in _modules().items():
        if _shown(path).startswith("cli/commands/"):  # parameters are called as the command's options are
            continue
        of_content = _shown(path).startswith(("model/", "components/", "views/"))
        for name, annotation, line in _annotated_names(tree, fields=not of_content):
            of = types.get(name)
            if of and not of & set(re.findall(r"\w+", annotation)) and annotation != "Any":
                wrong.append(f"{_shown(path)}:{line}: {name}: {annotation}, not {' or '.join(sorted(of))}")
    assert wrong == [], "\n".join(wrong)


def test_each_type_of_the_glossary_exists() -> None:
    classes = {
        node.name for tree in _modules().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    assert set().union(*_types_by_word().values()) <= classes | {"Catalog"}  # Babel's


def test_a_docstring_begins_with_a_sentence() -> None:
    """It says something, begins with a capital or a code word, and ends with a full stop."""
    bad = []
    for path, tree in _modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and (
                text := ast.get_docstring(node)
            ):
                first = text.split("\n\n")[0].strip()
                if not re.match(r"[A-Z`“\"\[(0-9]|\w+\.yml", first) or first[-1] not in '.:”"…':
                    bad.append(f"{_shown(path)}:{getattr(node, 'lineno', 1)}: {first[:60]}")
    assert bad == [], "\n".join(bad)


def test_files_are_small() -> None:
    sizes = {_shown(path): len(path.read_text("utf-8").splitlines()) for path in _modules()}
    large = {path: lines for path, lines in sizes.items() if lines > 400}
    assert large == {}
