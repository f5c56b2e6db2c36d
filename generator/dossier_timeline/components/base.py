"""What all components have in common.

A component `FactMark` is shown by the macro `fact_mark`, which stands in `fact_mark/fact_mark.html` below
`templates/components/`. Its fields are the macro's parameters: the same names, in the same order, with the
same defaults. `fact_mark.yml` beside it says what each is for.
"""

from __future__ import annotations

import re
from typing import ClassVar, NoReturn, Protocol, TypeAlias

from markupsafe import Markup

Html: TypeAlias = str
"""Text, which is escaped where it is shown, or `Markup`, which is not."""

_NEW_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Component:
    """Base class of what has a macro of its own. Only `show` turns it into HTML."""

    __slots__ = ()

    is_repeated: ClassVar[bool] = False
    """Whether equal components are shown so often that `show` remembers their HTML.

    The fields of such a component hold `Html`, plain values and tuples of plain text.
    """

    def __html__(self) -> NoReturn:
        """Refuse to be printed: a template prints `{{ show(component) }}`.

        Raises:
            TypeError: always.
        """
        raise TypeError(f"a {type(self).__name__} is shown by show(…), not printed")


class Show(Protocol):
    """The one function that turns a component into HTML, in the language for which it was made."""

    def __call__(self, component: Component | None, /) -> Markup:
        """Return the HTML of the component's macro; nothing for None."""


def macro_name(component: type) -> str:
    """Return the name of a component's macro and folder: "fact_mark" for `FactMark`."""
    return _NEW_WORD.sub("_", component.__name__).lower()
