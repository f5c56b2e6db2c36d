"""Reading XLIFF 2 and 1.2 as translators' programs return it, within bounds of size, number and depth."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element
from xml.parsers import expat

from dossier_timeline.source_reading.packed_xml import children_named, find_attribute, local_name, parse_xml
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from dossier_timeline.translation.inline_codes import CodeKind
from dossier_timeline.translation.returned_units import ReturnedFile, ReturnedUnit, TranslationFileError

_DONE = {"translated", "reviewed", "final", "signed-off"}
_OPEN = {"needs-translation", "needs-review-translation", "needs-adaptation", "needs-l10n", "new"}
_BEGINS, _ENDS = "bpt sc bx", "ept ec ex"
_ALONE = {"ph", "x", "it"}
_PAIRS = {"pc", "g"}
_PLAIN = {"mrk", "sub"}
_SURROGATES = (0xD800, 0xDFFF)


class _UnreadableWordsError(Exception):
    """Words with something in them that stands for no mark."""


def read_xliff(content: bytes) -> ReturnedFile:
    """The units of a file. Raises `TranslationFileError`."""
    try:
        root = parse_xml(content)
    except UnreadableDocumentError as error:
        line = _find_broken_line(content)
        if line is None:
            raise TranslationFileError(
                "this file can't be read: it declares a document type, or holds too much", "export it anew"
            ) from error
        raise TranslationFileError(
            f"the XML of this file is broken in line {line}", "save it anew in the translator’s program"
        ) from None
    if local_name(root) != "xliff":
        raise TranslationFileError(
            f"this is no XLIFF: it begins with <{local_name(root)}>", "give a file of `translate export`"
        )
    version = find_attribute(root, "version")
    if version.startswith("2."):
        return _with_lines(_read_version_2(root), content)
    if version in ("1.1", "1.2"):
        return _with_lines(_read_version_1(root), content)
    raise TranslationFileError(f"XLIFF {version or 'without a version'} isn't known", "2.0, 2.1 and 1.2 are")


def _find_broken_line(content: bytes) -> int | None:
    """The line in which XML is broken; `None` where it's refused for something else."""
    parser = expat.ParserCreate()
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True
        raise _UnreadableWordsError

    parser.StartDoctypeDeclHandler = stop
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        return error.lineno
    except (_UnreadableWordsError, LookupError):
        return None
    return None


def _with_lines(returned: ReturnedFile, content: bytes) -> ReturnedFile:
    """The units with the lines in which they begin."""
    parser = expat.ParserCreate(namespace_separator=" ")
    lines: list[int] = []

    def note_line(name: str, _: object) -> None:
        if name.rpartition(" ")[2] in ("unit", "trans-unit"):
            lines.append(parser.CurrentLineNumber)

    parser.StartElementHandler = note_line
    parser.Parse(content, True)
    if len(lines) != len(returned.units):
        return returned
    units = (replace(unit, line=line) for unit, line in zip(returned.units, lines, strict=True))
    return replace(returned, units=tuple(units))


def _read_version_2(root: Element) -> ReturnedFile:
    units = tuple(
        _read_unit_2(unit) for file in children_named(root, "file") for unit in _find_units(file, "unit")
    )
    return ReturnedFile(find_attribute(root, "srcLang"), find_attribute(root, "trgLang"), units)


def _find_units(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in ("group", "body"):
            yield from _find_units(child, name)


def _read_unit_2(unit: Element) -> ReturnedUnit:
    sources: list[str] = []
    targets: list[str] = []
    states: list[str] = []
    name = find_attribute(unit, "id")
    try:
        for segment in children_named(unit, "segment", "ignorable"):
            source = next(children_named(segment, "source"), None)
            target = next(children_named(segment, "target"), None)
            sources.append(_read_words(source))
            # What stands between two segments may be left out of the translation.
            is_between = local_name(segment) == "ignorable" and target is None
            targets.append(sources[-1] if is_between else _read_words(target))
            if local_name(segment) == "segment":
                states.append(find_attribute(segment, "state", "initial"))
                if not targets[-1].strip():
                    return ReturnedUnit(name, "".join(sources), "", False)
    except _UnreadableWordsError as error:
        return ReturnedUnit(name, "", "", None, str(error))
    is_done = all(state in _DONE for state in states) or None
    return ReturnedUnit(name, "".join(sources), "".join(targets), is_done)


def _read_version_1(root: Element) -> ReturnedFile:
    files = list(children_named(root, "file"))
    languages = {(find_attribute(f, "source-language"), find_attribute(f, "target-language")) for f in files}
    if len(languages) > 1:
        raise TranslationFileError(
            "the parts of this file are in different languages", "import each by itself"
        )
    units = tuple(_read_unit_1(unit) for file in files for unit in _find_units(file, "trans-unit"))
    source_language, language = next(iter(languages), ("", ""))
    return ReturnedFile(source_language, language, units)


def _read_unit_1(unit: Element) -> ReturnedUnit:
    name = find_attribute(unit, "id")
    target = next(children_named(unit, "target"), None)
    state = find_attribute(target, "state") if target is not None else ""
    approved = find_attribute(unit, "approved") == "yes"
    try:
        source = _read_words(next(children_named(unit, "source"), None))
        words = _read_words(target)
    except _UnreadableWordsError as error:
        return ReturnedUnit(name, "", "", None, str(error))
    is_done = True if approved or state in _DONE else False if state in _OPEN and not words else None
    return ReturnedUnit(name, source, words, is_done)


def _read_words(element: Element | None) -> str:
    """The coded words of a `source` or `target`."""
    if element is None:
        return ""
    return "".join(_walk_words(element))


def _walk_words(element: Element) -> Iterator[str]:
    yield _double(element.text)
    for child in element:
        yield from _read_inline(child)
        yield _double(child.tail)


def _read_inline(child: Element) -> Iterator[str]:
    name = local_name(child)
    if name in _PLAIN:
        yield from _walk_words(child)
    elif name == "cp":
        yield _read_code_point(find_attribute(child, "hex"))
    elif name in _PAIRS:
        number = _number(child, "id")
        yield f"{{{CodeKind.BEGIN}{number}}}"
        yield from _walk_words(child)
        yield f"{{{CodeKind.END}{number}}}"
    elif name in _ALONE:
        yield f"{{{CodeKind.ALONE}{_number(child, 'id')}}}"
    elif name in _BEGINS.split():
        yield f"{{{CodeKind.BEGIN}{_number(child, 'id')}}}"
    elif name in _ENDS.split():
        yield f"{{{CodeKind.END}{_number(child, 'startRef', 'rid', 'id')}}}"
    elif name not in ("sm", "em"):
        raise _UnreadableWordsError(f"<{name}> stands in it, which isn't known")


def _read_code_point(code: str) -> str:
    """The character that `cp` gives by its number, which XML has no other way to write."""
    if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        number = int(code, 16)
        if number <= sys.maxunicode and not _SURROGATES[0] <= number <= _SURROGATES[1]:
            return _double(chr(number))
    raise _UnreadableWordsError(f"<cp hex=“{code[:12]}”> is no character")


def _number(element: Element, *names: str) -> int:
    for name in names:
        text = find_attribute(element, name)
        if text.isascii() and text.isdigit() and len(text) < 6:
            return int(text)
    raise _UnreadableWordsError(f"<{local_name(element)}> has lost its number")


def _double(text: str | None) -> str:
    return (text or "").replace("{", "{{").replace("}", "}}")
