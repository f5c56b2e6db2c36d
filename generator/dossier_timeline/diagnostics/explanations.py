"""What each code is about, with an example wrong and right: the texts, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

import yaml

from dossier_timeline.diagnostics.codes import Code


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code is about, an example of what is wrong, and of what would be right."""

    code: Code
    about: str
    wrong: str
    right: str


@cache
def load_explanations() -> Mapping[Code, Explanation]:
    """The explanation of every code, in the order of the registry.

    Raises `ValueError` where explanations.yml lacks a code, or explains what is none.
    """
    text = files("dossier_timeline.diagnostics").joinpath("explanations.yml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- text only
    if amiss := sorted({*Code} ^ found.keys()):
        raise ValueError(f"codes.py and explanations.yml don't have the same codes: {', '.join(amiss)}")
    return {
        code: Explanation(code, each["about"].strip(), each["wrong"].rstrip(), each["right"].rstrip())
        for code, each in ((code, found[code]) for code in Code)
    }


def format_page() -> str:
    """All explanations as one Markdown document, which docs/problems.md is."""
    parts = [
        "# What can be wrong",
        (
            "Every problem that a build or check tells has a code between brackets. This page says what each"
            " is about; `dossier-timeline explain CODE` shows the same. In the examples `xx` and `yy`"
            " stand for the languages of a dossier."
        ),
        (
            "This page is made by `dossier-timeline explain --all`; its texts stand in"
            " `generator/dossier_timeline/diagnostics/explanations.yml`."
        ),
    ]
    for group, explained in groupby(load_explanations().values(), lambda one: one.code.group):
        parts.append(f"## {group}")
        for one in explained:
            parts.append(f"### {one.code}")
            parts.append(one.about)
            parts.append(f"Wrong:\n\n{_fence(one.wrong)}")
            parts.append(f"Right:\n\n{_fence(one.right)}")
    return "\n\n".join(parts) + "\n"


def _fence(text: str) -> str:
    return f"~~~text\n{text}\n~~~"
