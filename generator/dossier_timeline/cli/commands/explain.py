"""`explain`: what a problem is about, with an example of it and of what would be right."""

from __future__ import annotations

import textwrap

import click

from dossier_timeline.diagnostics.explanations import Explanation, as_markdown, explanations
from dossier_timeline.diagnostics.suggestions import nearest

NEEDS_NO_SETTINGS = True
_WIDTH = 90


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="CODE…")
@click.option("--all", "everything", is_flag=True, help="Print everything as Markdown: docs/problems.md.")
def command(codes: tuple[str, ...], everything: bool) -> None:
    """Say what the problem with this CODE is about; without one, list the codes."""
    known = explanations()
    if everything:
        click.echo(as_markdown(), nl=False)
        return
    if not codes:
        _list(known)
        return
    wanted = [code.strip("[]").lower() for code in codes]
    for code in wanted:
        if code not in known:
            close = nearest(code, known)
            hint = f"; did you mean “{close}”?" if close else "; without a code, all are listed"
            raise click.UsageError(f"no problem has the code “{code}”{hint}")
    click.echo("\n\n".join(_told(known[code]) for code in wanted))


def _told(one: Explanation) -> str:
    about = "\n".join(textwrap.wrap(one.about, _WIDTH, break_on_hyphens=False))
    wrong, right = textwrap.indent(one.wrong, "    "), textwrap.indent(one.right, "    ")
    return (
        f"{click.style(one.code, bold=True)}\n{about}\n\n"
        f"{click.style('Wrong:', fg='red')}\n{wrong}\n\n{click.style('Right:', fg='green')}\n{right}"
    )


def _list(known: dict[str, Explanation]) -> None:
    groups: dict[str, list[str]] = {}
    for one in known.values():
        groups.setdefault(one.group, []).append(one.code)
    for group, codes in groups.items():
        click.echo(click.style(group, bold=True))
        click.echo(
            textwrap.fill(
                ", ".join(codes), _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
            )
        )
