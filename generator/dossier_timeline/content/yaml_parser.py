"""The YAML parser itself: libyaml where PyYAML has it, PyYAML's own elsewhere."""

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


def _fastest() -> Any:
    if yaml.__with_libyaml__:
        from yaml import cyaml

        return cyaml.CParser  # type: ignore[attr-defined]
    return _PythonParser


_PARSER = _fastest()


def yaml_events(text: str) -> Callable[[], Any]:
    """A function that gives the next event of YAML at each call, and `None` after the last.

    It reads only as far as it is asked to; `yaml.MarkedYAMLError` where the text is not YAML.
    """
    next_event: Callable[[], Any] = _PARSER(text).get_event
    return next_event
