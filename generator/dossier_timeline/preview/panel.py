"""The problems as HTML: a box on top of a page, a quiet line, or a page of its own.

Only for the maintainer's own browser; nothing of it is ever published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from dossier_timeline.config import packaged_templates
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.reporting import SourceLines, describe_counts, format_as_text

MOST = 20
"""How many problems of a list are shown; of the others, the number."""

_LAST_GOOD = "You see the last good pages; this box goes away by itself when everything is right again."
_BODY = re.compile(rb"<body\b[^>]*>", re.I)
_STYLE = """<style>
.dossier-problems{all:revert;position:sticky;top:0;z-index:2147483647;box-sizing:border-box;max-height:50vh;
overflow:auto;margin:0;padding:.75rem 1rem;background:#fff1ef;color:#2b0b07;border-bottom:4px solid #b3261e;
font:16px/1.45 system-ui,sans-serif;text-align:start}
.dossier-problems.quiet{position:static;padding:.25rem 1rem;background:#fff8e1;color:#3b2a00;
border-bottom:1px solid #8a6d00;font-size:14px}
.dossier-problems p,.dossier-problems ol{max-width:none;margin:.25rem 0}
.dossier-problems li{margin:.5rem 0}
.dossier-problems code,
.dossier-problems pre{font:14px/1.4 ui-monospace,monospace;background:none;color:inherit}
.dossier-problems pre{overflow:auto;margin:.25rem 0}
.dossier-problems summary{cursor:pointer}
</style>
"""


def inserted(page: bytes, panel: str) -> bytes:
    """The page with a panel at the top of its body."""
    if not panel:
        return page
    found = _BODY.search(page)
    at = found.end() if found else 0
    return page[:at] + b"\n" + panel.encode() + page[at:]


@cache
def _told_in() -> str:
    """Problems are told in the language of the source words, whatever the languages of a dossier are."""
    # Catalogues need Babel, which takes a while to start and is there when something is served.
    from dossier_timeline.languages.catalogues import read_template_language
    from dossier_timeline.languages.lending import script_direction

    code = read_template_language(packaged_templates() / "locales" / "messages.pot")
    return f'lang="{escape(code)}" dir="{script_direction(code)}"'


def box(
    problems: Sequence[Diagnostic], said: Sequence[str], about: Iterable[str], quotes: SourceLines
) -> str:
    """The box while something is wrong: first the problems of the files in `about`, then the others.

    `said` are complaints that have no place in a file.
    """
    own, others = _apart(problems, frozenset(about))
    told = describe_counts(problems).capitalize() if problems else "Something went wrong"
    parts = [
        f"<p><strong>{told}.</strong> {_LAST_GOOD}</p>",
        *(f"<p>{escape(text)}</p>" for text in said),
        _listed(own, quotes),
    ]
    if others:
        files = "other files" if own else "files that other pages are made of"
        shown = "" if own else " open"
        parts.append(
            f"<details{shown}><summary>{len(others)} in {files}</summary>{_listed(others, quotes)}</details>"
        )
    return f'{_STYLE}<div class="dossier-problems" role="alert" {_told_in()}>{"".join(parts)}</div>\n'


def quiet(problems: Sequence[Diagnostic], about: Iterable[str], quotes: SourceLines) -> str:
    """One line for what is only a warning, which opens; empty when there is none."""
    if not problems:
        return ""
    own, others = _apart(problems, frozenset(about))
    told = describe_counts(problems) + (f", {len(own)} about this page" if own else ", none about this page")
    return (
        f'{_STYLE}<div class="dossier-problems quiet" role="status" {_told_in()}>'
        f"<details><summary>{told}</summary>{_listed([*own, *others], quotes)}</details></div>\n"
    )


def problem_page(problems: Sequence[Diagnostic], said: Sequence[str], quotes: SourceLines) -> bytes:
    """A page of its own, while there is no good site yet."""
    told = describe_counts(problems).capitalize() if problems else "Something went wrong"
    return (
        f'<!doctype html>\n<html {_told_in()}>\n<head><meta charset="utf-8">'
        "<title>Problems in the content</title>"
        '<meta name="viewport" content="width=device-width">'
        f"{_STYLE.replace('max-height:50vh;', '')}</head>\n"
        '<body><main class="dossier-problems" role="alert"><h1>Problems in the content</h1>'
        f"<p><strong>{told}.</strong> The site appears here by itself as soon as these are mended.</p>"
        f"{''.join(f'<p>{escape(text)}</p>' for text in said)}{_listed(problems, quotes)}"
        "</main></body></html>\n"
    ).encode()


def _apart(
    problems: Sequence[Diagnostic], about: frozenset[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    own = [problem for problem in problems if problem.position.path in about]
    return own, [problem for problem in problems if problem.position.path not in about]


def _listed(problems: Sequence[Diagnostic], quotes: SourceLines) -> str:
    """The problems, errors first."""
    if not problems:
        return ""
    ordered = sorted(problems, key=lambda problem: problem.level is not Level.ERROR)
    items = "".join(_item(problem, quotes) for problem in ordered[:MOST])
    left = len(ordered) - MOST
    return f"<ol>{items}</ol>" + (f"<p>… and {left} more.</p>" if left > 0 else "")


def _item(problem: Diagnostic, quotes: SourceLines) -> str:
    quoted = format_as_text(problem, quotes).split("\n")[1 : -1 if problem.hint else None]
    hint = escape(_sentence(problem.hint)) if problem.hint else ""
    hint = f"<br>{hint}" if hint and not quoted else hint
    lines = f"<pre>{escape(chr(10).join(quoted))}</pre>" if quoted else ""
    return (
        f"<li><code><b>{escape(str(problem.position))}</b> {problem.level}[{problem.code}]</code><br>"
        f"<bdi>{escape(_sentence(problem.message))}</bdi>{lines}{hint}</li>"
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
