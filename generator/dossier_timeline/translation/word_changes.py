"""What changed in a text, word by word, as git's `--word-diff` writes it: `[-before-]{+now+}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier_timeline.model.text_digests import strip_typography
from dossier_timeline.translation.prose_parts import pair_versions, split_prose

_WORD = re.compile(r"(?:\[\[[^\[\]]*\]\]|\S)+")
_AROUND = 8
"""How many unchanged words are shown beside a change."""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block of a text that has changed, is new or was removed: its line now, and its words."""

    line: int
    section: str
    words: str


def mark_changed_words(before: str, now: str, *, around: int | None = None) -> str:
    """Both versions in one line.

    `around` is how many unchanged words are shown beside a change, `None` for all.
    """
    old, new = _WORD.findall(before), _WORD.findall(now)
    parts: list[str] = []
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (what, start, end, new_start, new_end) in enumerate(opcodes):
        if what == "equal":
            is_first, is_last = index == 0, index == len(opcodes) - 1
            parts += _shorten_words(old[start:end], around, is_first=is_first, is_last=is_last)
            continue
        removed, added = " ".join(old[start:end]), " ".join(new[new_start:new_end])
        parts.append((f"[-{removed}-]" if removed else "") + (f"{{+{added}+}}" if added else ""))
    return " ".join(parts)


def _shorten_words(words: list[str], around: int | None, *, is_first: bool, is_last: bool) -> list[str]:
    most = 0 if around is None else around * (2 - is_first - is_last)
    if around is None or len(words) <= most + 1:
        return words
    first = [] if is_first else words[:around]
    last = [] if is_last else words[len(words) - around :]
    return [*first, "…", *last]


def list_block_changes(before: str, now: str, *, exactly: bool = False) -> Iterator[BlockChange]:
    """The blocks of a text that differ from an earlier version.

    With `exactly` those, too, of which only the typography differs.
    """
    old, new = split_prose(before), split_prose(now)
    pairs = pair_versions(new.blocks, old.blocks)
    line = 1 + new.before.count("\n")
    for index, block in enumerate(new.blocks):
        earlier = old.blocks[pairs[index]] if index in pairs else None
        shown = f"{block.lead.strip()} {block.words}".strip() or block.raw.strip()
        was = (f"{earlier.lead.strip()} {earlier.words}".strip() or earlier.raw.strip()) if earlier else ""
        if is_changed(was, shown, exactly=exactly):
            yield BlockChange(line, block.section, mark_changed_words(was, shown, around=_AROUND))
        line += (block.raw + block.gap).count("\n")
    taken = set(pairs.values())
    for index, block in enumerate(old.blocks):
        if index not in taken:
            yield BlockChange(
                line, block.section, mark_changed_words(block.words or block.raw.strip(), "", around=_AROUND)
            )


def is_changed(before: str, now: str, *, exactly: bool = False) -> bool:
    """Whether words differ in more than their typography, or at all with `exactly`."""
    if exactly:
        return " ".join(before.split()) != " ".join(now.split())
    return strip_typography(before) != strip_typography(now)
