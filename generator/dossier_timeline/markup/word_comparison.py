"""Whether readers see the words that were typed: what is shown of a text, held against what stands in it.

A text is read a second time by `reading`, which knows nothing of how it is shown. Its words must be the
words of the page, in the same order; only marks may vanish, and marks that are no marks here are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.markup.markdown_rules import REFERENCE
from dossier_timeline.markup.plain_reader import OpaqueSpan, PartKind, ReadPart, read_parts
from dossier_timeline.markup.shown_words import (
    ITEM_SIGN,
    ShownItem,
    ShownText,
    read_shown_text,
    replace_typographic_signs,
)
from dossier_timeline.model.references import LineIndex


def compare_words(
    text: str, spans: Mapping[int, OpaqueSpan], html: str, *, typographic: bool = False
) -> Iterator[Diagnostic]:
    """Where what is shown of a text isn't what stands in it."""
    parts = read_parts(text, spans)
    if typographic:
        parts = [replace(part, shown=replace_typographic_signs(part.shown)) for part in parts]
    return _WordComparison(text, parts, read_shown_text(html, typographic=typographic)).run()


class _WordComparison:
    """Walks along the parts of a text and what is shown, side by side."""

    def __init__(self, text: str, parts: list[ReadPart], shown: ShownText) -> None:
        self.text, self.parts, self.shown = text, parts, shown
        self.place = 0
        """The place in what is shown."""
        self.parts_told = -2
        """Where the last mark stood that was told."""

    def _diagnose(self, code: Code, offset: int, message: str, hint: str) -> Diagnostic:
        position = Position.in_text(*LineIndex(self.text)(offset))
        return Diagnostic(position, code, message, hint)

    def run(self) -> Iterator[Diagnostic]:
        at, anchor, problems = 0, (0, 0), list[Diagnostic]()
        vanishing = False
        """Whether marks are taken to vanish where they could also be what is seen."""
        while at < len(self.parts):
            part = self.parts[at]
            if self._match_part(part, problems, vanishing=vanishing):
                at += 1
                if part.kind in (PartKind.WORDS, PartKind.SPAN, PartKind.ITEM):
                    yield from problems
                    problems, anchor, vanishing = [], (at, self.place), False
            elif not vanishing:
                (at, self.place), problems, vanishing = anchor, [], True
            else:
                yield from problems
                found = self._find_resumption(at)
                yield found[0]
                if found[1] is None:
                    return
                at, self.place = found[1]
                problems, anchor, vanishing = [], (at, self.place), False
        yield from problems
        if self.place < len(self.shown.text):
            yield self._report_surplus()

    def _match_part(self, part: ReadPart, problems: list[Diagnostic], *, vanishing: bool) -> bool:
        """Whether a part is seen at the place, or may be absent there; moves the place along."""
        match part.kind:
            case PartKind.SPAN:
                return self._match_token(part)
            case PartKind.ITEM:
                return self._match_item(part, problems)
            case PartKind.MARK | PartKind.STRUCTURE:
                if not vanishing and self._match_words(part) and part.kind is PartKind.STRUCTURE:
                    self._report_first_foreign(part, problems)
                return True
            case PartKind.STRANGE:
                self._report_first_foreign(part, problems)
        place_before = self.place
        if not self._match_words(part):
            return False
        if part.apart and place_before and part.shown and self.shown.text[place_before] != " ":
            problems.append(self._report_change(part.offset, "would be joined to what stands before it", ""))
        return True

    def _match_words(self, part: ReadPart) -> bool:
        place = self._next_shown()
        if not self.shown.text.startswith(part.shown, place):
            return False
        self.place = place + len(part.shown) if part.shown else self.place
        return True

    def _next_shown(self) -> int:
        """The place of what is seen next, after a space if there is one."""
        return self.place + self.shown.text.startswith(" ", self.place)

    def _match_token(self, part: ReadPart) -> bool:
        if self.shown.tokens.get(self._next_shown()) != part.shown:
            return False
        self.place = self._next_shown() + 1
        return True

    def _match_item(self, part: ReadPart, problems: list[Diagnostic]) -> bool:
        item = self.shown.items.get(self._next_shown())
        if item is None:
            if self._match_words(part):
                hint = "leave a blank line before the list, and indent it as far as the words around it"
                problems.append(self._report_foreign(part, hint))
                return True
            return False
        self.place = self._next_shown() + 1
        problems += self._compare_items(part, item)
        return True

    def _compare_items(self, part: ReadPart, item: ShownItem) -> Iterator[Diagnostic]:
        if item.number != part.number:
            yield self._diagnose(
                Code.LIST_CHANGED,
                part.offset,
                f"this item would be numbered {item.number}"
                if item.number
                else "this number would not be seen",
                f"write “{item.number}.”, or a backslash before the point when this is no list",
            )
        elif item.list_length[2] and item.list_length[0] == 1 and item.number != 1:
            yield self._diagnose(
                Code.LIST_CHANGED,
                part.offset,
                f"“{part.shown}” at the beginning of a line begins a list, which would have this one item",
                f"write “{part.number}\\.” when it is no list; indent what stands between its items",
            )
        if item.depth != part.depth:
            hint = "indent it as far as the words of the item to which it belongs"
            message = "this item would stand at another level of the list"
            yield self._diagnose(Code.LIST_CHANGED, part.offset, message, hint)

    def _report_first_foreign(self, part: ReadPart, problems: list[Diagnostic]) -> None:
        """Tell of a mark; of the first sign only where several stand together."""
        if self.parts_told != part.offset - 1 or part.kind is PartKind.STRANGE:
            problems.append(self._report_foreign(part))
        self.parts_told = part.offset

    def _report_foreign(self, part: ReadPart, hint: str = "") -> Diagnostic:
        message = f"“{part.shown[:40]}” would be seen as it is typed" if part.shown else "this is no heading"
        hint = part.hint or hint or "take it away, or put a backslash before it when it is meant to be seen"
        return self._diagnose(Code.UNREAD_MARK, part.offset, message, hint)

    def _report_change(self, offset: int, what: str, words: str) -> Diagnostic:
        words = words or self.text[offset : offset + 40].partition("\n")[0]
        hint = (
            "leave out the marks around it, or put a backslash before a sign that is to be seen; a line of a"
            " table has no more cells than the first"
        )
        return self._diagnose(Code.WORDS_CHANGED, offset, f"“{words}” {what}", hint)

    def _find_resumption(self, at: int) -> tuple[Diagnostic, tuple[int, int] | None]:
        """The difference at a part, and from which part and place on both are the same again."""
        for after in range(at, min(at + _MAX_LOOKAHEAD, len(self.parts))):
            if self.parts[after].kind not in (PartKind.WORDS, PartKind.SPAN):
                continue
            sought = self._resume_from(after)
            found = self.shown.text.find(sought, self.place, self.place + _MAX_LOOKAHEAD)
            first = self.parts[after]
            if first.kind is PartKind.SPAN and self.shown.tokens.get(found) != first.shown:
                continue
            if (
                found >= 0
                and (after, found) != (at, self.place)
                and (len(sought) > 3 or after + 1 >= len(self.parts))
            ):
                words = (
                    self.text[self.parts[at].offset : self.parts[after].offset].strip() if after > at else ""
                )
                what = (
                    "would not be seen where it stands"
                    if after > at
                    else "has something before it on the page"
                )
                problem = self._report_change(self.parts[at].offset, what, " ".join(words.split())[:60])
                return problem, (after, found)
        return self._report_change(self.parts[at].offset, "would not be seen where it stands", ""), None

    def _resume_from(self, at: int) -> str:
        """How the page goes on where it shows a part."""
        sought = ""
        for part in self.parts[at : at + 12]:
            space = " " if sought and part.apart else ""
            if part.kind is PartKind.SPAN:
                sought += space + REFERENCE
            elif part.kind is PartKind.WORDS:
                sought += space + part.shown
            elif part.kind is PartKind.ITEM or len(sought) > 12:
                break
        return sought

    def _report_surplus(self) -> Diagnostic:
        words = self.shown.text[self.place : self.place + 40].replace(ITEM_SIGN, " ").replace(REFERENCE, " ")
        offset = self.parts[-1].offset if self.parts else 0
        hint = "write what stands here in plainer Markdown"
        message = f"“{words.strip()}” would be seen, and is not typed here"
        return self._diagnose(Code.WORDS_CHANGED, offset, message, hint)


_MAX_LOOKAHEAD = 3000
"""How many parts and signs are looked through for where a page goes on as its text does."""
