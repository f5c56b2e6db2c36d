"""What each kind of problem is about, with an example wrong and right: the texts, and how they're shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: what it is about, an example of it, and of what would be right; `group` is a heading."""

    code: str
    group: str
    about: str
    wrong: str
    right: str


@cache
def explanations() -> dict[str, Explanation]:
    """Every explained code, in the order of the file."""
    text = files("dossier_timeline.diagnostics").joinpath("explanations.yml").read_text("utf-8")
    groups: dict[str, dict[str, dict[str, str]]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- text only
    return {
        code: Explanation(code, group, one["about"].strip(), one["wrong"].rstrip(), one["right"].rstrip())
        for group, codes in groups.items()
        for code, one in codes.items()
    }


def as_markdown() -> str:
    """All of them as one Markdown document, which docs/problems.md is."""
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
    group = ""
    for one in explanations().values():
        if one.group != group:
            group = one.group
            parts.append(f"## {group}")
        parts.append(f"### {one.code}")
        parts.append(one.about)
        parts.append(f"Wrong:\n\n{_fenced(one.wrong)}")
        parts.append(f"Right:\n\n{_fenced(one.right)}")
    return "\n\n".join(parts) + "\n"


def _fenced(text: str) -> str:
    return f"~~~text\n{text}\n~~~"
