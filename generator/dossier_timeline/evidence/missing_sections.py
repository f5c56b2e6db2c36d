"""Why a heading that a document's description names wasn't found in the source text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.notation.line_patterns import is_line_pattern
from dossier_timeline.notation.typesetting import make_readable

_LINES_OF_A_HEADING = 4
_LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class MissingSection:
    """A section that the text does not have where it should be.

    `index` is its place in the list of the description, `why` what is wrong with it, in words.
    """

    name: str
    index: int
    why: str
    hint: str


def explain_missing_sections(
    names: Sequence[str],
    found: Mapping[int, int],
    lines: Sequence[str],
    furniture: Collection[str],
    found_patterns: Collection[str] = (),
) -> tuple[MissingSection, ...]:
    """What is wrong with each section that has no line.

    `found` has the lines of the others, by index; `found_patterns` are the names that some line is like.
    """
    lost = [index for index, name in enumerate(names) if index not in found and name not in found_patterns]
    if not lost:
        return ()
    plain = [make_readable(line) for line in lines]
    return tuple(_explain_missing(names, index, found, plain, furniture) for index in lost)


def _explain_missing(
    names: Sequence[str],
    index: int,
    found: Mapping[int, int],
    plain: Sequence[str],
    furniture: Collection[str],
) -> MissingSection:
    name, wanted = names[index], make_readable(names[index])
    if is_line_pattern(name):
        why = f"no line with which a block of the source text begins is like the section “{name}”"
        return MissingSection(name, index, why, "write it as printed there, with * for what differs")
    after = max((line for other, line in found.items() if other < index), default=0)
    until = min((line for other, line in found.items() if other > index), default=len(plain) + 1)
    places = [number for number, line in enumerate(plain, 1) if line == wanted]
    taken = set(found.values())
    free = [number for number in places if number not in taken]
    within = [number for number in free if after < number < until]
    if wanted in furniture:
        why, hint = "is also in `furniture`, which is left out of the text", "remove it from one of the two"
    elif within:
        why = f"stands on line {within[0]} of the source text, but within a paragraph"
        hint = "put an empty line before it in the source text"
    elif free:
        before, behind = _describe_neighbour(names, found, free[0])
        why = f"stands on line {free[0]} of the source text, out of the order that `sections` has"
        hint = f"write it {before}{behind}"
    elif places:
        why = f"stands only once in the source text, on line {places[0]}"
        hint = "name it once in `sections`"
    else:
        return MissingSection(name, index, *_explain_absent(name, wanted, plain))
    return MissingSection(name, index, f"the section “{name}” {why}", hint)


def _describe_neighbour(names: Sequence[str], found: Mapping[int, int], line: int) -> tuple[str, str]:
    """Behind which section it should be in the list, or before which."""
    above = max(((place, index) for index, place in found.items() if place < line), default=None)
    if above is not None:
        return "behind ", f"“{names[above[1]]}”"
    below = min(((place, index) for index, place in found.items() if place > line), default=None)
    return ("before ", f"“{names[below[1]]}”") if below is not None else ("first", "")


def _explain_absent(name: str, wanted: str, plain: Sequence[str]) -> tuple[str, str]:
    broken = next(_find_broken_heading(wanted, plain), None)
    if broken is not None:
        first, last = broken
        why = f"the section “{name}” stands on the lines {first} to {last} of the source text"
        return why, "put it on one line in the source text, as a heading is one line"
    headings = {line for line in plain if 0 < len(line) <= _LONGEST_HEADING}
    close = find_nearest_word(wanted, headings)
    hint = f"did you mean “{close}”?" if close else "write it as printed there"
    return f"the section “{name}” is no line of the source text", hint


def _find_broken_heading(wanted: str, plain: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last line of a heading that is broken over some lines."""
    for start, line in enumerate(plain):
        if not line or not wanted.startswith(line):
            continue
        together = line
        for end in range(start + 1, min(start + _LINES_OF_A_HEADING, len(plain))):
            together = f"{together} {plain[end]}".strip()
            if together == wanted:
                yield start + 1, end + 1
