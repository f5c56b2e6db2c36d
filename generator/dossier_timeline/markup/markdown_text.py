"""Reads one Markdown text: its pieces, headings and links, and everything that is wrong with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape

from markupsafe import escape

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, sort_diagnostics
from dossier_timeline.invisible_signs import describe_sign, find_refused_signs
from dossier_timeline.markup.markdown import RESERVED, TOKEN, TextStructure, convert_markdown
from dossier_timeline.markup.markdown_rules import BOX, CODE, END, LINK, REFERENCE
from dossier_timeline.markup.parsed_text import (
    HeadingTag,
    ParsedHeading,
    ParsedLink,
    ParsedText,
    Piece,
    ScrollBoundary,
)
from dossier_timeline.markup.plain_reader import OpaqueSpan
from dossier_timeline.markup.text_diagnostics import (
    diagnose_address,
    diagnose_heading,
    diagnose_malformed_reference,
    diagnose_raw_html,
    is_external_address,
)
from dossier_timeline.markup.word_comparison import compare_words
from dossier_timeline.model.references import LineIndex, scan_references

MAX_CHARACTERS = 100_000
"""The longest text, in characters, that is read as Markdown."""
MAX_CHARACTERS_TOGETHER = 12_000
"""The longest part of a text without a blank line: reading one takes time with its length squared."""
MAX_LINES_TOGETHER = 500
"""The same in lines: the time grows with the square of the number of rules, definitions and quotations."""
MAX_QUOTE_DEPTH = 30
"""How many quotations may stand in one another."""
_SET = "between braces stand only {lang=xx}, the {#id} of a heading, and a few classes"
_BLANK = re.compile(r"\n[ \t]*\n")
_LONG = (
    f"more than {MAX_CHARACTERS_TOGETHER} characters or {MAX_LINES_TOGETHER} lines"
    " stand here without a blank line"
)
_DEEP = re.compile(rf"^(?:[ \t]*>){{{MAX_QUOTE_DEPTH}}}", re.M)


_HASHES = re.compile(r"^[ \t>*+0-9.-]*(#{1,6})", re.M)
_ADJACENT = re.compile(r"^(#{1,6}.*\n)(?=#)", re.M)
"""Headings without a blank line between: Python-Markdown's time grows with the square of their number."""
_ATTRIBUTE = re.compile(rf' (?:href|src)="{LINK}([0-9]+){END}"')
_IMAGE = re.compile(rf'<img[^<>]* src="{LINK}([0-9]+){END}"[^<>]*>')
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_JOINING = "\u200c\u200d\u200e\u200f"
_TABLE = re.compile(r"(<table\b[^<>]*>)|</table>")
_BOXES = tuple(ScrollBoundary)
_HEADING_TAG = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])(?P<attributes>(?: [a-z]+=\"[^\"]*\")*)>")
_ID = re.compile(r' id="([^"]*)"')
_BLOCK_CODE = re.compile(rf"<p>{CODE}([0-9]+){END}</p>")


class MarkdownReader:
    """Reads one Markdown text."""

    def __init__(self, text: str, extensions: tuple[str, ...], settings: str) -> None:
        self.text = RESERVED.sub("\ufffd", text)
        self.how = extensions, settings
        self.lines = LineIndex(self.text)
        self.problems: list[Diagnostic] = []

    def read(self) -> ParsedText:
        if len(self.text) > MAX_CHARACTERS:
            self._add_problem(
                0, Code.TOO_LONG, f"this text has more than {MAX_CHARACTERS} characters", "divide it"
            )
            return ParsedText((str(escape(self.text)),), problems=tuple(self.problems))
        found = scan_references(self.text)
        self.references = found.references
        self.code = [self.text[start:end] for start, end in found.code]
        self.no_claims = found.no_claims
        self.problems.extend(diagnose_malformed_reference(flaw) for flaw in found.malformed)
        source = self._insert_tokens(found.code)
        if self._is_too_large(source):
            return ParsedText((str(escape(self.text)),), problems=tuple(self.problems))
        try:
            html, structure = convert_markdown(source, *self.how)
        except RecursionError:
            self._add_problem(0, Code.TOO_NESTED, "this text is nested too deeply to be shown", "divide it")
            return ParsedText((str(escape(self.text)),), problems=tuple(self.problems))
        self._report_raw_html(found.code)
        self._report_invisible_signs(found.code)
        headings = self._read_headings(structure)
        links = self._read_links(structure)
        self._report_refusals(structure)
        self._report_changed_words(html, found.code)
        pieces = tuple(self._make_pieces(html, links))
        self._report_lost_references(pieces)
        return ParsedText(
            pieces,
            self.references,
            headings,
            tuple(link for link in links if link.href),
            sort_diagnostics(self.problems),
            self.no_claims,
        )

    def _is_too_large(self, source: str) -> bool:
        """Whether more stands together, or deeper, than can be read in little time."""
        if deep := _DEEP.search(self.text):
            hint = f"a quotation stands in fewer than {MAX_QUOTE_DEPTH} others"
            self._add_problem(
                deep.start(), Code.TOO_NESTED, "this text is nested too deeply to be shown", hint
            )
            return True
        parts = _BLANK.split(source)
        long = next(
            (
                part
                for part in parts
                if len(part) > MAX_CHARACTERS_TOGETHER or part.count("\n") > MAX_LINES_TOGETHER
            ),
            "",
        )
        if long:
            words = long.lstrip()[:20].partition("\n")[0]
            hint = "leave a line blank in it, or divide it"
            self._add_problem(max(self.text.find(words), 0), Code.TOO_LONG, _LONG, hint)
        return bool(long)

    def _insert_tokens(self, code: tuple[tuple[int, int], ...]) -> str:
        spans = [(r.start, r.end, f"{REFERENCE}{n}{END}") for n, r in enumerate(self.references)]
        for n, (start, end) in enumerate(code):
            token = f"{CODE}{n}{END}"
            spans.append((start, end, f"\n{token}\n\n" if _find_fenced_code(self.text[start:end]) else token))
        marked = enumerate(self.no_claims, len(code))
        spans += [(mark.start, mark.end, f"{CODE}{n}{END}") for n, mark in marked]
        parts, position = [], 0
        for start, end, token in sorted(spans):
            parts += [self.text[position:start], token]
            position = end
        return _ADJACENT.sub(r"\1\n", "".join([*parts, self.text[position:]]))

    def _add_problem(self, offset: int, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(self._position(offset), code, message, hint))

    def _position(self, offset: int) -> Position:
        return Position.in_text(*self.lines(offset))

    def _report_raw_html(self, code: tuple[tuple[int, int], ...]) -> None:
        starts = [start for start, _ in code]
        for offset, problem in diagnose_raw_html(self.text):
            place = bisect_right(starts, offset)
            if not place or code[place - 1][1] <= offset:
                self.problems.append(problem)

    def _report_invisible_signs(self, code: tuple[tuple[int, int], ...]) -> None:
        """Tell of signs that nobody sees and that are written as `&#…;`."""
        starts = [start for start, _ in code]
        for found in _ENTITY.finditer(self.text):
            place = bisect_right(starts, found.start())
            if place and code[place - 1][1] > found.start():
                continue
            for sign in unescape(found[0]):
                if _is_refused(sign, self.text, found):
                    message = f"“{found[0]}” is a character that nobody can see: {describe_sign(sign)}"
                    self._add_problem(found.start(), Code.CONTROL_CHARACTER, message, "delete it")

    def _read_headings(self, structure: TextStructure) -> tuple[ParsedHeading, ...]:
        marks = _HASHES.finditer(self.text)
        headings: list[ParsedHeading] = []
        ids: set[str] = set()
        for level, name, text, has_reference in structure.headings:
            mark = next((m for m in marks if len(m[1]) == level), None)
            offset = mark.start(1) if mark else 0
            if has_reference:
                self._add_problem(
                    offset,
                    Code.REFERENCE_IN_HEADING,
                    "a heading may hold no [[reference]]",
                    "say it in the text below the heading",
                )
            heading = ParsedHeading(level, name, self._plain_words(text), self.lines(offset)[0])
            above = headings[-1].level if headings else 1
            position = self._position(offset)
            self.problems += diagnose_heading(position, level, name, heading.text, above, ids)
            headings.append(heading)
            ids.add(name)
        return tuple(headings)

    def _read_links(self, structure: TextStructure) -> tuple[ParsedLink, ...]:
        links: list[ParsedLink] = []
        position = 0
        for address, text, image in structure.links:
            found = self.text.find(address, position) if address else -1
            if found >= 0:
                position = found + len(address)
            offset = found if found >= 0 else position
            links.append(self._read_link(address.strip(), self._plain_words(text), image, offset))
        return tuple(links)

    def _read_link(self, href: str, text: str, is_image: bool, offset: int) -> ParsedLink:
        position = self._position(offset)
        problem = diagnose_address(position, href, is_image=is_image, text=text)
        if problem:
            self.problems.append(problem)
            return ParsedLink("", position.line, position.column, text, is_image, external=False)
        return ParsedLink(href, position.line, position.column, text, is_image, is_external_address(href))

    def _report_refusals(self, structure: TextStructure) -> None:
        for index in dict.fromkeys(structure.linked_references):
            if index < len(self.references):
                self._add_problem(
                    self.references[index].start,
                    Code.REFERENCE_IN_LINK,
                    f"{self.references[index]} stands inside a link, and links cannot stand in one another",
                    "put it before or after the link",
                )
        position = 0
        for tag, what in structure.refused_attributes:
            found = self.text.find(what.partition("=")[0], position)
            self._add_problem(
                max(found, position), Code.UNKNOWN_ATTRIBUTE, f"“{what}” may not be set on <{tag}>", _SET
            )
            position = max(found + 1, position)

    def _plain_words(self, text: str) -> str:
        def shown(token: re.Match[str]) -> str:
            index = int(token[2])
            if token[1] == CODE:
                return self._token_content(index, _text_of_code, str)
            if token[1] == REFERENCE and index < len(self.references):
                return self.references[index].words or self.references[index].id
            return ""

        return " ".join(TOKEN.sub(shown, text).split())

    def _unwrap_code(self, block: re.Match[str]) -> str:
        """A paragraph that is one token of code is that code; one of words stays a paragraph."""
        return f"{CODE}{block[1]}{END}" if int(block[1]) < len(self.code) else block[0]

    def _token_content(self, index: int, code: Callable[[str], str], words: Callable[[str], str]) -> str:
        """What stands for a token: code, or words with a number that claims nothing."""
        if index < len(self.code):
            return code(self.code[index])
        place = index - len(self.code)
        return str(words(self.no_claims[place].words)) if place < len(self.no_claims) else ""

    def _make_pieces(self, html: str, links: tuple[ParsedLink, ...]) -> list[Piece]:
        html = _BLOCK_CODE.sub(self._unwrap_code, html)
        html = _IMAGE.sub(rf"{LINK}\1{END}", html)
        html = _ATTRIBUTE.sub(rf"{LINK}\1{END}", html)
        html = _TABLE.sub(lambda tag: f"{BOX}0{END}{tag[0]}" if tag[1] else f"{tag[0]}{BOX}2{END}", html)
        pieces: list[Piece] = []
        position = 0
        for token in TOKEN.finditer(html):
            pieces.append(html[position : token.start()])
            position = token.end()
            index = int(token[2])
            if token[1] == REFERENCE and index < len(self.references):
                pieces.append(self.references[index])
            elif token[1] == BOX:
                pieces.append(_BOXES[index])
            elif token[1] == CODE and index < len(self.code) and _find_fenced_code(self.code[index]):
                pieces += [ScrollBoundary.CODE, _render_code(self.code[index]), ScrollBoundary.END]
            elif token[1] == LINK and index < len(links):
                pieces.append(links[index])
            elif token[1] == CODE:
                pieces.append(self._token_content(index, _render_code, escape))
        pieces.append(html[position:])
        split = (part for p in pieces for part in (_split_headings(p) if type(p) is str else (p,)))
        return [RESERVED.sub("", p) if isinstance(p, str) else p for p in split if p != ""]

    def _report_changed_words(self, html: str, code: tuple[tuple[int, int], ...]) -> None:
        """Tell what readers would see otherwise than it is typed."""
        spans = {r.start: OpaqueSpan(r.end, f"{REFERENCE}{n}{END}") for n, r in enumerate(self.references)}
        spans |= {start: OpaqueSpan(end, f"{CODE}{n}{END}") for n, (start, end) in enumerate(code)}
        marked = enumerate(self.no_claims, len(code))
        spans |= {mark.start: OpaqueSpan(mark.end, f"{CODE}{n}{END}") for n, mark in marked}
        reported = {problem.position for problem in self.problems if problem.code is Code.REFERENCE_IN_LINK}
        typographic = any(name.rpartition(".")[2] == "smarty" for name in self.how[0])
        changed = compare_words(self.text, spans, html, typographic=typographic)
        self.problems += [problem for problem in changed if problem.position not in reported]

    def _report_lost_references(self, pieces: tuple[Piece, ...]) -> None:
        shown = set(map(id, pieces))
        reported = {(problem.position.line, problem.position.column) for problem in self.problems}
        for reference in self.references:
            if id(reference) not in shown and (reference.line, reference.column) not in reported:
                message = f"{reference} would not be shown where it stands"
                self._add_problem(reference.start, Code.LOST_REFERENCE, message, "put it in the running text")


def _split_headings(html: str) -> Iterator[str | HeadingTag]:
    """Yield sanitised HTML in pieces, with the tags of headings as values between them."""
    position = 0
    for tag in _HEADING_TAG.finditer(html):
        yield html[position : tag.start()]
        position = tag.end()
        name = _ID.search(tag["attributes"])
        attributes = _ID.sub("", tag["attributes"])
        yield HeadingTag(int(tag["level"]), unescape(name[1]) if name else "", attributes, bool(tag["end"]))
    yield html[position:]


def _is_refused(sign: str, text: str, entity: re.Match[str]) -> bool:
    """Whether a sign written as an entity is refused, as it would be if it were typed.

    A joiner or mark of direction is needed beside other entities, and refused within a plain word only.
    """
    if sign not in _JOINING:
        return any(find_refused_signs(sign))
    before, after = text[max(entity.start() - 1, 0) : entity.start()], text[entity.end() : entity.end() + 1]
    return before.isalnum() and after.isalnum() and any(find_refused_signs(before + sign + after))


def _find_fenced_code(code: str) -> bool:
    return code.startswith(("```", "~~~")) and "\n" in code


def _text_of_code(code: str) -> str:
    if _find_fenced_code(code):
        return code.split("\n", 1)[1].rpartition("\n")[0]
    return code.strip("`").strip()


def _render_code(code: str) -> str:
    html = f"<code>{escape(_text_of_code(code))}</code>"
    return f"<pre>{html}</pre>" if _find_fenced_code(code) else html
