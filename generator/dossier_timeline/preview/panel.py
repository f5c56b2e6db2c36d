"""The problems as HTML: a box on top of a page, a line that opens, or a page of its own.

Only for the maintainer's own browser; nothing of it is ever published. The markup stands in the template
`problem_panel.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from dossier_timeline.config import packaged_templates
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.reporting import SourceLines, describe_counts, format_as_text

MAX_PROBLEMS = 20
"""How many problems of a list are shown; of the others, the number."""

_BODY = re.compile(rb"<body\b[^>]*>", re.I)


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """One problem: the place, what is wrong, the lines of the file around it, and what would be right."""

    position: str
    level: str
    code: str
    message: str
    lines: str
    hint: str


@dataclass(frozen=True, slots=True)
class ProblemList:
    """Problems, errors first, and the number of those that aren't shown."""

    entries: tuple[ListedProblem, ...] = ()
    not_shown: int = 0

    @property
    def total(self) -> int:
        """How many problems there are."""
        return len(self.entries) + self.not_shown


@dataclass(frozen=True, slots=True)
class ProblemPanel:
    """What `problem_panel.html` shows; `own` are problems of the files of which the page is made.

    `count` says how many errors and warnings there are, and is empty without any. `messages` are what is
    wrong without a place in a file.
    """

    kind: Literal["box", "line", "page"]
    language: str
    direction: str
    count: str
    messages: tuple[str, ...]
    own: ProblemList
    others: ProblemList = ProblemList()


def make_problem_box(
    problems: Sequence[Diagnostic],
    messages: Sequence[str],
    page_files: Iterable[str],
    source_lines: SourceLines,
) -> str:
    """The box while something is wrong: first the problems of the page's files, then the others."""
    own, others = _split_by_file(problems, frozenset(page_files))
    count = describe_counts(problems).capitalize() if problems else ""
    return _render(
        "box", count, messages, _list_problems(own, source_lines), _list_problems(others, source_lines)
    )


def make_warning_line(
    problems: Sequence[Diagnostic], page_files: Iterable[str], source_lines: SourceLines
) -> str:
    """A line that opens, for what is only a warning; empty when there is none."""
    if not problems:
        return ""
    own, others = _split_by_file(problems, frozenset(page_files))
    listed = (_list_problems(own, source_lines), _list_problems(others, source_lines))
    return _render("line", describe_counts(problems), (), *listed)


def make_problem_page(
    problems: Sequence[Diagnostic], messages: Sequence[str], source_lines: SourceLines
) -> bytes:
    """A page of its own (UTF-8), while there is no good site yet."""
    count = describe_counts(problems).capitalize() if problems else ""
    return _render("page", count, messages, _list_problems(problems, source_lines)).encode()


def insert_panel(html: bytes, panel: str) -> bytes:
    """The page with a panel at the top of its body."""
    if not panel:
        return html
    found = _BODY.search(html)
    at = found.end() if found else 0
    return html[:at] + b"\n" + panel.encode() + html[at:]


def _render(
    kind: Literal["box", "line", "page"],
    count: str,
    messages: Sequence[str],
    own: ProblemList,
    others: ProblemList = ProblemList(),
) -> str:
    panel = ProblemPanel(kind, *_message_language(), count, tuple(messages), own, others)
    return _template().render(panel=panel)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("dossier_timeline.preview", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("problem_panel.html")


@cache
def _message_language() -> tuple[str, str]:
    """The language of problems, which is that of the source words in every dossier, and its direction."""
    # Catalogues need Babel, which takes a while to start and is there when something is served.
    from dossier_timeline.languages.catalogues import read_template_language
    from dossier_timeline.languages.lending import script_direction

    code = read_template_language(packaged_templates() / "locales" / "messages.pot")
    return code, script_direction(code)


def _split_by_file(
    problems: Sequence[Diagnostic], files: frozenset[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The problems in these files, and the others."""
    own = [problem for problem in problems if problem.position.path in files]
    return own, [problem for problem in problems if problem.position.path not in files]


def _list_problems(problems: Sequence[Diagnostic], source_lines: SourceLines) -> ProblemList:
    ordered = sorted(problems, key=lambda problem: problem.level is not Level.ERROR)
    entries = tuple(_listed_problem(problem, source_lines) for problem in ordered[:MAX_PROBLEMS])
    return ProblemList(entries, len(ordered) - len(entries))


def _listed_problem(problem: Diagnostic, source_lines: SourceLines) -> ListedProblem:
    lines = format_as_text(problem, source_lines).split("\n")[1 : -1 if problem.hint else None]
    return ListedProblem(
        str(problem.position),
        problem.level,
        problem.code,
        _as_sentence(problem.message),
        "\n".join(lines),
        _as_sentence(problem.hint) if problem.hint else "",
    )


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
