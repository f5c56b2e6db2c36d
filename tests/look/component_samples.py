"""The samples of components in their YAML files, as components."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

import yaml
from markupsafe import Markup

from dossier_timeline import components
from dossier_timeline.components.base import Component, macro_name
from tests.helpers.files import ROOT

FOLDER = ROOT / "templates/components"


@dataclass(frozen=True, slots=True)
class ComponentFile:
    """What a component's YAML file says of it."""

    about: str
    parameters: dict[str, str]
    samples: tuple[Component, ...]
    within: str
    """HTML in which a sample stands, with `…` in its place; empty where it can stand alone."""


@cache
def data_classes() -> dict[str, type]:
    """Every dataclass of `dossier_timeline.components` by its name in snake case."""
    modules = [
        import_module(f"{components.__name__}.{one.name}")
        for one in pkgutil.iter_modules(components.__path__)
    ]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return {macro_name(one): one for one in found if is_dataclass(one)}


@cache
def component_classes() -> dict[str, type[Component]]:
    """Every component's class by the name of its macro."""
    return {name: one for name, one in sorted(data_classes().items()) if issubclass(one, Component)}


@cache
def read_component_file(name: str) -> ComponentFile:
    """Read the YAML file of a component.

    In a sample, `!html` stands before text that is HTML, and `!badge` before the fields of a `Badge`.
    """
    said = yaml.load((FOLDER / name / f"{name}.yml").read_text("utf-8"), _Loader)
    samples = tuple(_build(name, sample) for sample in said["samples"])
    return ComponentFile(said["about"], said["parameters"], samples, said.get("within", ""))


def field_names(component: type) -> list[str]:
    """The names of a dataclass's fields, in order."""
    return [field.name for field in fields(component)]


class _Loader(yaml.SafeLoader):
    """YAML whose tags name components."""


def _build(name: str, values: dict[str, Any]) -> Any:
    return data_classes()[name](**{field: _freeze(value) for field, value in values.items()})


def _freeze(value: Any) -> Any:
    return tuple(map(_freeze, value)) if isinstance(value, list) else value


def _construct(loader: _Loader, name: str, node: yaml.Node) -> Any:
    if name == "html":
        assert isinstance(node, yaml.ScalarNode)
        return Markup(loader.construct_scalar(node))
    assert isinstance(node, yaml.MappingNode)
    return _build(name, {str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})


_Loader.add_multi_constructor("!", _construct)
