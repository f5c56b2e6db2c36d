"""How templates escape what they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from dossier_timeline.output.environment import bare_environment, escape_shown

VALUES = st.one_of(st.text(), st.text("&<>'\"ab"), st.text().map(Markup), st.integers(), st.none())


@given(VALUES)
def test_what_a_template_shows_is_escaped_once(value: object) -> None:
    assert escape_shown(value) == str(escape(value))
    template = bare_environment((), {}).from_string("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}{{ v }}")
    assert template.render(v=value) == str(escape(value)) * 2


def test_a_name_that_nobody_gave_is_not_shown_as_nothing() -> None:
    with pytest.raises(UndefinedError):
        bare_environment((), {}).from_string("{{ unknown }}").render()
