"""Short words of content: plain text with `[[references]]` and emphasis, and nothing else.

    *emphasis*   **strong**   *foreign words*{lang=xx}   *a foreign name*{lang=xx .name}

There are thousands of them, so the usual case, plain text, costs one search. `\\*` is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from markupsafe import escape

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.markup.markdown_rules import LIST
from dossier_timeline.markup.text_diagnostics import diagnose_malformed_reference
from dossier_timeline.model.references import LineIndex, NoClaim, Reference, scan_references

_SPECIAL = re.compile(r"\[\[|[*\\<`]|\]\(")
_MARK = re.compile(r"(?P<stars>\*{1,2})(?P<set>\{[^{}\n]{1,60}\})?|\\(?P<escaped>[*\[\]\\])")
_LANGUAGE = re.compile(r"\{:?\s*lang=\"?([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\"?(\s+\.name)?\s*\}")
_HTML = re.compile(r"</?[a-z][^<>\n]*>|<!--", re.I)
_LINK = re.compile(r"\]\(")
_MAYBE_UNREAD = re.compile(r"[`~{&]|\[\^|__|_\S|\*\*|^#", re.M)
_UNREAD_MARKS = re.compile(
    rf"(?P<struck>~~+)|(?P<code>`+)|(?P<note>\[\^[^\]\s]+\])|(?P<attributes>{LIST})"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<underlined>(?<![^\W_])_{1,2}(?=[^\s_])[^_\n]*+(?<=[^\s_])_{1,2}(?![^\W_]))"
    r"|(?P<heading>^#{1,6}(?=[ \t]))",
    re.M,
)
_INSTEAD = {
    "struck": "leave the words out",
    "code": "short words hold no code; put quotation marks around it",
    "note": "say it in the words, or name the source as [[id]]",
    "attributes": "*words*{lang=xx} carry their language, with nothing between the two",
    "entity": "write the sign itself",
    "underlined": "write *emphasis* or **strong**",
    "heading": "short words hold no heading",
}


def parse_pieces(text: str) -> tuple[str | Reference, ...]:
    """HTML and references, in order."""
    if _SPECIAL.search(text) is None:
        return (str(escape(text)),) if text else ()
    return _Reader(text).run(mark=True)


def strip_markup(text: str, resolve: Callable[[Reference], str]) -> str:
    """The words alone, each reference as `resolve` says it; not escaped."""
    if _SPECIAL.search(text) is None:
        return text
    return "".join(p if isinstance(p, str) else resolve(p) for p in _Reader(text).run(mark=False))


def find_problems(text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the words."""
    unread = _find_unread_marks(text) if _MAYBE_UNREAD.search(text) else []
    if _SPECIAL.search(text) is None:
        return tuple(unread)
    lines = LineIndex(text)
    problems = [diagnose_malformed_reference(flaw) for flaw in scan_references(text).malformed]
    for found in _HTML.finditer(text):
        message = f"“{found[0][:40]}” is HTML, and would be shown to readers as it is typed"
        problems.append(
            Diagnostic(Position.in_text(*lines(found.start())), Code.RAW_HTML, message, "leave it out")
        )
    for found in _LINK.finditer(text):
        hint = "name what it leads to as [[id]] or [[id: words]]"
        problems.append(
            Diagnostic(
                Position.in_text(*lines(found.start())),
                Code.LINK_IN_WORDS,
                "short words may hold no link",
                hint,
            )
        )
    return (*problems, *unread)


def _find_unread_marks(text: str) -> list[Diagnostic]:
    """What would be seen as it is typed and is a mark in Markdown."""
    lines, problems, found_in = LineIndex(text), list[Diagnostic](), scan_references(text)
    named: list[Reference | NoClaim] = [*found_in.references, *found_in.no_claims]
    spans = [(one.start, one.end) for one in named]
    for found in _UNREAD_MARKS.finditer(text):
        kind = found.lastgroup or ""
        if any(start <= found.start() < end for start, end in spans):
            continue
        if kind == "attributes" and text[: found.start()].endswith("*") and _LANGUAGE.fullmatch(found[0]):
            continue
        if kind == "entity" and unescape(found[0]) == found[0]:
            continue
        message = f"“{found[0][:40]}” would be seen as it is typed"
        problems.append(
            Diagnostic(Position.in_text(*lines(found.start())), Code.UNREAD_MARK, message, _INSTEAD[kind])
        )
    if "**" in "".join(piece for piece in _Reader(text).run(mark=False) if isinstance(piece, str)):
        hint = "close it with two more, or take it away"
        problems.append(
            Diagnostic(
                Position.in_text(*lines(text.find("**"))),
                Code.UNREAD_MARK,
                "“**” would be seen as it is typed",
                hint,
            )
        )
    return problems


def _start_of(one: Reference | NoClaim) -> int:
    return one.start


class _Reader:
    """Reads one text that has something in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str | Reference] = []
        self.open: list[tuple[str, int]] = []

    def run(self, *, mark: bool) -> tuple[str | Reference, ...]:
        position = 0
        found = scan_references(self.text)
        marked: list[Reference | NoClaim] = [*found.references, *found.no_claims]
        for one in sorted(marked, key=_start_of):
            self._words(position, one.start, mark=mark)
            if isinstance(one, Reference):
                self.out.append(one)
            else:
                self._append_words(one.words, mark=mark)
            position = one.end
        self._words(position, len(self.text), mark=mark)
        return tuple(piece for piece in self.out if piece != "")

    def _words(self, start: int, end: int, *, mark: bool) -> None:
        position = start
        for found in _MARK.finditer(self.text, start, end):
            self._append_words(self.text[position : found.start()], mark=mark)
            position = found.end()
            if found["escaped"]:
                self._append_words(found["escaped"], mark=mark)
            else:
                self._append_stars(found, mark=mark)
        self._append_words(self.text[position:end], mark=mark)

    def _append_words(self, words: str, *, mark: bool) -> None:
        self.out.append(str(escape(words)) if mark else words)

    def _append_stars(self, found: re.Match[str], *, mark: bool) -> None:
        stars, attributes = found["stars"], found["set"] or ""
        before = self.text[found.start() - 1 : found.start()] or " "
        after = self.text[found.end("stars") : found.end("stars") + 1] or " "
        places = [place for place, (kind, _) in enumerate(self.open) if kind == stars]
        if places and not before.isspace():
            _, opener = self.open[places[-1]]
            del self.open[places[-1] :]
            language = _LANGUAGE.fullmatch(attributes) if stars == "*" else None
            tag = "strong" if stars == "**" else "em" if not language else "span" if language[2] else "i"
            if mark:
                self.out[opener] = f'<{tag} lang="{language[1]}">' if language else f"<{tag}>"
                self.out.append(f"</{tag}>")
            else:
                self.out[opener] = ""
            if attributes and not language:
                self._append_words(attributes, mark=mark)
        else:
            if not places and not after.isspace():
                self.open.append((stars, len(self.out)))
            self._append_words(stars, mark=mark)
            self._append_words(attributes, mark=mark)
