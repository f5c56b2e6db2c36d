"""Components as HTML: each is shown by the macro that has its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, cast

from jinja2 import Environment, Template
from jinja2.runtime import Macro
from markupsafe import Markup

from dossier_timeline.components.base import Component, Show, macro_name

_MOST_REMEMBERED = 4096
"""The HTML of this many components is remembered for each repeated kind, in each language."""


class ComponentMacroError(Exception):
    """A component's template that lacks its macro, or whose macro asks for what the component hasn't."""

    def __init__(self, file: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.file, self.message, self.hint = file, message, hint


def component_template(name: str) -> str:
    """Return the path of a component's template below a folder of templates."""
    return f"components/{name}/{name}.html"


def make_show(environment: Environment) -> Show:
    """Return the function that shows components with the macros of an environment.

    Nothing is shown of None. The macro of a component is looked up once. It gets those fields of the
    component that it has parameters for, by their names. The HTML of repeated components is remembered.

    Raises (the returned function):
        ComponentMacroError: for a template without a macro that fits the component.
    """
    nothing = Markup("")
    known: dict[type[Component], Callable[[Any], Markup]] = {}

    def show(component: Component | None) -> Markup:
        if component is None:
            return nothing
        kind = type(component)
        shown = known.get(kind)
        if shown is None:
            shown = known[kind] = _prepare(environment, kind)
        return shown(component)

    return show


def _prepare(environment: Environment, component: type[Component]) -> Callable[[Any], Markup]:
    if not issubclass(component, Component):
        raise TypeError(f"show(…) shows components, not {component.__name__}")
    template, macro = _find_macro(environment, component)
    names = [field.name for field in fields(component)]  # type: ignore[arg-type]
    unknown = [argument for argument in macro.arguments if argument not in names]
    if unknown:
        raise ComponentMacroError(
            template.filename or "",
            f"the macro “{macro.name}” asks for “{unknown[0]}”, which this component doesn't have",
            f"it has {', '.join(names)}",
        )
    call = cast("Callable[..., Markup]", macro)
    if component.is_repeated:
        # Typed, because a text equals the HTML of the same characters and isn't shown like it.
        call = lru_cache(maxsize=_MOST_REMEMBERED, typed=True)(call)
    match macro.arguments:
        case ():
            return lambda _: call()
        case (name,):
            get = attrgetter(name)
            return lambda shown: call(get(shown))
        case (*arguments,):
            values = attrgetter(*arguments)
            return lambda shown: call(*values(shown))


def _find_macro(environment: Environment, component: type[Component]) -> tuple[Template, Macro]:
    name = macro_name(component)
    template = environment.get_template(component_template(name))
    macro = getattr(template.module, name, None)
    if not isinstance(macro, Macro):
        raise ComponentMacroError(
            template.filename or "",
            f"this template has no macro “{name}”",
            f"a component stands in a macro of its name: {{% macro {name}(…) %}}",
        )
    return template, macro
