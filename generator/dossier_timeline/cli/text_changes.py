"""What has changed in the texts whose translations are behind, for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dossier_timeline.content.git_history import find_body_at_digest, find_first_commit_after
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.translation_status import TranslationStatus, compare_all_translations
from dossier_timeline.translation.word_changes import list_block_changes


def format_text_changes(dossier: Dossier, root: Path, *, exactly: bool) -> Iterator[str]:
    """The lines of `status --diff`: what has changed since a text was in step."""
    texts = dict(dossier.texts())
    behind = [
        one
        for one in compare_all_translations(dossier, exactly=exactly)
        if one.status is TranslationStatus.BEHIND
    ]
    if not behind:
        yield "No text is behind another language’s."
        return
    for number, one in enumerate(behind):
        ours, theirs = texts[one.entry][one.language], texts[one.entry][one.other]
        commit = find_first_commit_after(root, theirs.path, one.recorded)
        since = f" since {commit}" if commit else ""
        if number:
            yield ""
        yield click.style(f"{ours.path} is behind {theirs.path}, which has changed{since}", bold=True)
        before = find_body_at_digest(root, theirs.path, one.recorded)
        if before is None:
            yield "  git doesn't have the text as it was then, so what has changed isn't known"
            continue
        for change in list_block_changes(before, theirs.body, exactly=exactly):
            yield f"  {theirs.path}:{theirs.line + change.line - 1}: {_colour(change.words)}"


def _colour(words: str) -> str:
    """Removed words in red, added ones in green, as git shows them."""
    for begin, end, colour in (("[-", "-]", "red"), ("{+", "+}", "green")):
        pieces = words.split(begin)
        words = pieces[0] + "".join(
            click.style(begin + piece.partition(end)[0] + end, fg=colour) + piece.partition(end)[2]
            for piece in pieces[1:]
        )
    return words
