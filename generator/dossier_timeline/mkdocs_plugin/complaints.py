"""What MkDocs complains of: heard while it speaks, and given the place in mkdocs.yml where it stands."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import YamlFile, load_yaml
from dossier_timeline.diagnostics.problems import Position, Problem
from dossier_timeline.diagnostics.reporting import Quotes, as_text
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.publishing.placement import PlacementProblem

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<said>.+)", re.S)
_HINT = "docs/commands.md lists this project's settings, mkdocs.org/user-guide/configuration those of MkDocs"
_KINDS = {
    "str": "one text",
    "list": "a list",
    "dict": "a group of keys",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "NoneType": "nothing",
}
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (r"^Plugin '(\S+)' option '(\S+)': Expected type: <class '(\w+)'> but received: <class '(\w+)'>",
     "the option “{2}” of the plugin “{1}” should be {3}, not {4}", ""),
    (r"^Plugin '(\S+)' option '(\S+)': Unrecognised", "the plugin “{1}” has no option “{2}”", ""),
    (r"Expected type: <class '(\w+)'> but received: <class '(\w+)'>", "“{0}” should be {1}, not {2}", ""),
    (r"The \"(\S+)\" plugin is not installed", "there is no plugin “{1}” here",
     "is its name right, and is it installed?"),
    (r"Unrecognised theme name: '(.*?)'", "there is no theme “{1}” here",
     "write “name: null” with “custom_dir: templates”, or “name: dossier”"),
    (r"Required configuration not provided", "“{0}” is missing or empty",
     "write it, each setting on a line of its own"),
    (r"Expected a key-value mapping \(dict\) but received: <class '(\w+)'>",
     "“{0}” should be a group of keys, not {1}", ""),
    (r"The path '(.*?)' isn't an existing file", "“{0}” names a file that isn't there: “{1}”",
     "files are named as they are seen from mkdocs.yml"),
    (r"The path '(.*?)' isn't an existing directory", "“{0}” names a folder that isn't there: “{1}”",
     "folders are named as they are seen from mkdocs.yml"),
    (r"The URL isn't valid", "“{0}” is not an address", "write it whole, like https://example.org/"),
    (r"Failed to load extension '(\S+)'", "there is no Markdown extension “{1}” here",
     "is its name right, and is it installed?"),
    (r"'docs_dir' should not be the parent", "“{0}” can't be the folder in which mkdocs.yml stands",
     "content has a folder of its own, like content"),
    (r"(should not be within|must not be within)", "content and site can't lie one within the other",
     "docs_dir and site_dir are folders beside each other, like content and site"),
)  # fmt: skip
"""What MkDocs says, in our words: its own name for the setting is {0}."""
_FILE = "run the command in the folder of mkdocs.yml, or name the file with “-f”"
_TAG = "nothing can be made of this value"
_TAG_HINT = "a word that begins with “!” is an order to MkDocs, like !ENV; if it is text, put it in quotes"
_OURS_ONLY = frozenset({"unsafe-yaml", "duplicate-key"})
"""What content may not hold and MkDocs's own file may."""


_NAMES = ("mkdocs", "properdocs")


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextlib.contextmanager
def heard() -> Iterator[list[str]]:
    """Gathers the errors that MkDocs logs."""
    listener = _Heard()
    for name in _NAMES:
        logging.getLogger(name).addHandler(listener)
    try:
        yield listener.said
    finally:
        for name in _NAMES:
            logging.getLogger(name).removeHandler(listener)


def uncounted(logger: str) -> None:
    """Keep what `logger` says out of the counts by which MkDocs's strict mode stops."""
    for name in _NAMES:
        for handler in logging.getLogger(name).handlers:
            if hasattr(handler, "get_counts"):
                handler.addFilter(lambda record: record.name != logger)


def unforeseen(error: BaseException) -> str:
    """A mistake of the generator itself: nothing in content explains it."""
    return (
        f"The generator itself failed, which it never should ({type(error).__name__}). "
        "What it was doing stands in the terminal; undo the last change to go on, and please report it."
    )


class UnusableSettings(click.ClickException):
    """The configuration file cannot be used; `problems` say why and where."""

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...], root: Path) -> None:
        quotes = Quotes(root)
        super().__init__("\n".join(as_text(problem, quotes) for problem in problems))
        self.problems = problems

    def show(self, file: Any = None) -> None:
        """Write the problems to standard error."""
        click.echo(self.message, file=file, err=file is None)


def settings_problems(file: Path, root: Path, said: Iterable[str]) -> tuple[Problem, ...]:
    """The problems of the configuration file, as far as they have a place in it."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    try:
        content = read_beginning(file, MAX_CONTENT_BYTES + 1)
    except OSError:
        return (
            Problem(Position(path), "missing-file", "this file is not there, or it can't be read", _FILE),
        )
    source, problems = load_yaml(path, content)
    problems = [problem for problem in problems if problem.code not in _OURS_ONLY]
    complaints = [found for text in said if (found := _VALUE.match(text))]
    return tuple(problems or (_of_value(source, path, found["key"], found["said"]) for found in complaints))


def misplaced_settings(file: Path, wrong: Sequence[PlacementProblem]) -> UnusableSettings:
    """The exception for settings that name folders which can't be used, at their lines."""
    try:
        source, _ = load_yaml(file.name, read_beginning(file, MAX_CONTENT_BYTES + 1))
    except OSError:
        source = None
    return UnusableSettings(
        tuple(
            Problem(
                source.position((one.key,), key=True) if source else Position(file.name),
                "mkdocs-setting",
                one.message,
                one.hint,
            )
            for one in wrong
        ),
        file.parent,
    )


def unusable(file: Path, said: Sequence[str], error: BaseException) -> UnusableSettings:
    """The exception for a configuration file that cannot be used, with at least one problem.

    `said` is what MkDocs complained of before it gave up with `error`.
    """
    root = file.parent
    problems = settings_problems(file, root, said)
    mark = getattr(error.__context__, "problem_mark", None)
    if not problems and mark is not None:
        position = Position(file.name, mark.line + 1, mark.column + 1)
        problems = (Problem(position, "mkdocs-setting", _TAG, _TAG_HINT),)
    if not problems:
        words = " ".join(said[-1].split()).rstrip(".") if said else ""
        message = "this file cannot be used" + (f"; MkDocs says: “{words}”" if words else "")
        problems = (Problem(Position(file.name), "mkdocs-setting", message, _HINT),)
    return UnusableSettings(problems, root)


def _of_value(source: YamlFile | None, path: str, key: str, said: str) -> Problem:
    where = source.position((key,), key=True) if source else Position(path)
    for pattern, message, hint in _KNOWN:
        if found := re.search(pattern, said, re.DOTALL):
            groups = [_KINDS.get(group, group) for group in found.groups()]
            return Problem(where, "mkdocs-setting", message.format(key, *groups), hint or _HINT)
    words = " ".join(said.split()).rstrip(".")
    return Problem(
        where, "mkdocs-setting", f"the setting “{key}” cannot be used; MkDocs says: “{words}”", _HINT
    )
