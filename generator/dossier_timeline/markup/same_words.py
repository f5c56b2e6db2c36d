"""Whether readers see the words that were typed: what is shown of a text, held against what stands in it.

A text is read a second time by `reading`, which knows nothing of how it is shown. Its words must be the
words of the page, in the same order; only marks may vanish, and marks that are no marks here are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.markup.markdown_rules import REFERENCE
from dossier_timeline.markup.plain_reading import Kind, Part, Span, read
from dossier_timeline.markup.shown_words import ITEM, Item, Shown, plain_of, shown_of


class Changed(NamedTuple):
    """What readers would see otherwise than it is typed, at an offset in the text."""

    code: Code
    offset: int
    message: str
    hint: str


def differences(
    text: str, spans: Mapping[int, Span], page: str, *, typographic: bool = False
) -> Iterator[Changed]:
    """Where what is shown of a text isn't what stands in it."""
    parts = read(text, spans)
    if typographic:
        parts = [replace(part, shown=plain_of(part.shown)) for part in parts]
    return _Comparison(text, parts, shown_of(page, typographic=typographic)).run()


class _Comparison:
    """Walks along the parts of a text and what is shown, side by side."""

    def __init__(self, text: str, parts: list[Part], shown: Shown) -> None:
        self.text, self.parts, self.shown = text, parts, shown
        self.place = 0
        """The place in what is shown."""
        self.parts_told = -2
        """Where the last mark stood that was told."""

    def run(self) -> Iterator[Changed]:
        at, anchor, told = 0, (0, 0), list[Changed]()
        vanishing = False
        """Whether marks are taken to vanish where they could also be what is seen."""
        while at < len(self.parts):
            part = self.parts[at]
            if self._meets(part, told, vanishing=vanishing):
                at += 1
                if part.kind in (Kind.WORDS, Kind.SPAN, Kind.ITEM):
                    yield from told
                    told, anchor, vanishing = [], (at, self.place), False
            elif not vanishing:
                (at, self.place), told, vanishing = anchor, [], True
            else:
                yield from told
                found = self._lost(at)
                yield found[0]
                if found[1] is None:
                    return
                at, self.place = found[1]
                told, anchor, vanishing = [], (at, self.place), False
        yield from told
        if self.place < len(self.shown.text):
            yield self._beyond()

    def _meets(self, part: Part, told: list[Changed], *, vanishing: bool) -> bool:
        """Whether a part is seen at the place, or may be absent there; moves the place along."""
        match part.kind:
            case Kind.SPAN:
                return self._token(part)
            case Kind.ITEM:
                return self._item(part, told)
            case Kind.MARK | Kind.STRUCTURE:
                if not vanishing and self._seen(part) and part.kind is Kind.STRUCTURE:
                    self._tell_strange(part, told)
                return True
            case Kind.STRANGE:
                self._tell_strange(part, told)
        here = self.place
        if not self._seen(part):
            return False
        if part.apart and here and part.shown and self.shown.text[here] != " ":
            told.append(self._changed(part.offset, "would be joined to what stands before it", ""))
        return True

    def _seen(self, part: Part) -> bool:
        here = self._next()
        if not self.shown.text.startswith(part.shown, here):
            return False
        self.place = here + len(part.shown) if part.shown else self.place
        return True

    def _next(self) -> int:
        """The place of what is seen next, after a space if there is one."""
        return self.place + self.shown.text.startswith(" ", self.place)

    def _token(self, part: Part) -> bool:
        if self.shown.tokens.get(self._next()) != part.shown:
            return False
        self.place = self._next() + 1
        return True

    def _item(self, part: Part, told: list[Changed]) -> bool:
        item = self.shown.items.get(self._next())
        if item is None:
            if self._seen(part):
                hint = "leave a blank line before the list, and indent it as far as the words around it"
                told.append(self._strange(part, hint))
                return True
            return False
        self.place = self._next() + 1
        told += self._of_item(part, item)
        return True

    def _of_item(self, part: Part, item: Item) -> Iterator[Changed]:
        if item.number != part.number:
            yield Changed(
                Code.LIST_CHANGED,
                part.offset,
                f"this item would be numbered {item.number}"
                if item.number
                else "this number would not be seen",
                f"write “{item.number}.”, or a backslash before the point when this is no list",
            )
        elif item.together[2] and item.together[0] == 1 and item.number != 1:
            yield Changed(
                Code.LIST_CHANGED,
                part.offset,
                f"“{part.shown}” at the beginning of a line begins a list, which would have this one item",
                f"write “{part.number}\\.” when it is no list; indent what stands between its items",
            )
        if item.depth != part.depth:
            hint = "indent it as far as the words of the item to which it belongs"
            message = "this item would stand at another level of the list"
            yield Changed(Code.LIST_CHANGED, part.offset, message, hint)

    def _tell_strange(self, part: Part, told: list[Changed]) -> None:
        """Tell of a mark; of the first sign only where several stand together."""
        if self.parts_told != part.offset - 1 or part.kind is Kind.STRANGE:
            told.append(self._strange(part))
        self.parts_told = part.offset

    def _strange(self, part: Part, hint: str = "") -> Changed:
        message = f"“{part.shown[:40]}” would be seen as it is typed" if part.shown else "this is no heading"
        hint = part.hint or hint or "take it away, or put a backslash before it when it is meant to be seen"
        return Changed(Code.UNREAD_MARK, part.offset, message, hint)

    def _changed(self, offset: int, what: str, words: str) -> Changed:
        words = words or self.text[offset : offset + 40].partition("\n")[0]
        hint = (
            "leave out the marks around it, or put a backslash before a sign that is to be seen; a line of a"
            " table has no more cells than the first"
        )
        return Changed(Code.WORDS_CHANGED, offset, f"“{words}” {what}", hint)

    def _lost(self, at: int) -> tuple[Changed, tuple[int, int] | None]:
        """The difference at a part, and from which part and place on both are the same again."""
        for after in range(at, min(at + _FAR, len(self.parts))):
            if self.parts[after].kind not in (Kind.WORDS, Kind.SPAN):
                continue
            sought = self._from(after)
            found = self.shown.text.find(sought, self.place, self.place + _FAR)
            first = self.parts[after]
            if first.kind is Kind.SPAN and self.shown.tokens.get(found) != first.shown:
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
                told = self._changed(self.parts[at].offset, what, " ".join(words.split())[:60])
                return told, (after, found)
        return self._changed(self.parts[at].offset, "would not be seen where it stands", ""), None

    def _from(self, at: int) -> str:
        """How the page goes on where it shows a part."""
        sought = ""
        for part in self.parts[at : at + 12]:
            space = " " if sought and part.apart else ""
            if part.kind is Kind.SPAN:
                sought += space + REFERENCE
            elif part.kind is Kind.WORDS:
                sought += space + part.shown
            elif part.kind is Kind.ITEM or len(sought) > 12:
                break
        return sought

    def _beyond(self) -> Changed:
        words = self.shown.text[self.place : self.place + 40].replace(ITEM, " ").replace(REFERENCE, " ")
        offset = self.parts[-1].offset if self.parts else 0
        hint = "write what stands here in plainer Markdown"
        message = f"“{words.strip()}” would be seen, and is not typed here"
        return Changed(Code.WORDS_CHANGED, offset, message, hint)


_FAR = 3000
"""How many parts and signs are looked through for where a page goes on as its text does."""
