"""Ordinary Markdown links between the texts of a dossier."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from dossier_timeline.diagnostics.suggestions import find_nearest_word


def resolve_target(href: str, path: str) -> tuple[str, str]:
    """The file and the fragment to which a relative link in the file `path` leads."""
    address, _, fragment = href.partition("#")
    address = unquote(address.partition("?")[0])
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
    return file, unquote(fragment)


def explain_broken_link(
    href: str,
    path: str,
    language: str,
    files: Mapping[str, tuple[str, str]],
    anchors: Callable[[str, str], frozenset[str]],
) -> tuple[str, str] | None:
    """What is wrong with a relative link and what would be right; `None` when it leads somewhere.

    `files` gives the id and the language of each text by its file, `anchors` the ids on its page.
    """
    file, fragment = resolve_target(href, path)
    if file not in files:
        close = find_nearest_word(file, files.keys())
        hint = (
            f"did you mean {posixpath.relpath(close, posixpath.dirname(path))}?"
            if close
            else ("a link leads to the text of another document or page, such as ../other-document/xx.md")
        )
        return f"there is no text “{href}”", hint
    target, theirs = files[file]
    if theirs != language:
        right = posixpath.join(posixpath.dirname(href.partition("#")[0]), f"{language}.md")
        return f"“{href}” leads to a text in another language", f"link to {right}, or to [[{target}]]"
    if fragment and fragment not in (known := anchors(target, theirs)):
        close = find_nearest_word(fragment, known)
        return f"there is no heading “{fragment}” in {file}", f"did you mean #{close}?" if close else ""
    return None
