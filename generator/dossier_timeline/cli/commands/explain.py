"""`explain`: what a problem is about, with an example of it and of what would be right."""

from __future__ import annotations

import textwrap

import click

from dossier_timeline.diagnostics.codes import Code, Group, code_of
from dossier_timeline.diagnostics.explanations import Explanation, format_page, load_explanations
from dossier_timeline.diagnostics.suggestions import find_nearest_word

NEEDS_NO_SETTINGS = True
_WIDTH = 90


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="CODE…")
@click.option("--all", "everything", is_flag=True, help="Print everything as Markdown: docs/problems.md.")
def command(codes: tuple[str, ...], everything: bool) -> None:
    """Say what the problem with this CODE is about; without one, list the codes."""
    if everything:
        click.echo(format_page(), nl=False)
    elif codes:
        known = load_explanations()
        wanted = [_find_code(word.strip("[]").lower()) for word in codes]
        click.echo("\n\n".join(_format(known[code]) for code in wanted))
    else:
        _list_codes()


def _find_code(slug: str) -> Code:
    try:
        return code_of(slug)
    except ValueError as error:
        close = find_nearest_word(slug, [*Code])
        hint = f"; did you mean “{close}”?" if close else "; without a code, all are listed"
        raise click.UsageError(f"{error}{hint}") from error


def _format(one: Explanation) -> str:
    about = "\n".join(textwrap.wrap(one.about, _WIDTH, break_on_hyphens=False))
    wrong_example, right_example = textwrap.indent(one.wrong, "    "), textwrap.indent(one.right, "    ")
    return (
        f"{click.style(one.code, bold=True)}\n{about}\n\n"
        f"{click.style('Wrong:', fg='red')}\n{wrong_example}\n\n"
        f"{click.style('Right:', fg='green')}\n{right_example}"
    )


def _list_codes() -> None:
    for group in Group:
        codes = ", ".join(code for code in Code if code.group is group)
        click.echo(click.style(group, bold=True))
        click.echo(
            textwrap.fill(codes, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        )
