"""The YAML parser: libyaml if PyYAML has it, PyYAML's own parser otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _choose_parser() -> Any:
    if yaml.__with_libyaml__:
        from yaml import cyaml

        return cyaml.CParser  # type: ignore[attr-defined]
    return _PythonParser


_PARSER = _choose_parser()


def yaml_events(text: str) -> Callable[[], Any]:
    """A function that returns the next event of YAML at each call, and `None` after the last one.

    It only reads as far as it's asked to. It raises `yaml.MarkedYAMLError` when the text isn't YAML.
    """
    next_event: Callable[[], Any] = _PARSER(text).get_event
    return next_event
