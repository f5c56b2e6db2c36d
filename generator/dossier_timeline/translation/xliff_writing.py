"""Writing units as XLIFF 2.1 and 1.2.

Source: OASIS, XLIFF Version 2.1 (2018) and XLIFF Version 1.2 (2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from dossier_timeline.translation.inline_codes import CodeKind, InlineCode, split_tokens
from dossier_timeline.translation.translation_units import TranslationUnit, UnitList, UnitState
from dossier_timeline.translation.word_changes import mark_changed_words

XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
XLIFF_1 = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    UnitState.MISSING: "needs-translation",
    UnitState.BEHIND: "needs-review-translation",
    UnitState.IN_STEP: "translated",
}


def list_change_notes(unit: TranslationUnit) -> Iterator[str]:
    """What a translator is told of a unit whose words have changed since they were translated."""
    if unit.before:
        yield f"before: {unit.before}"
        yield f"change: {mark_changed_words(unit.before, unit.source)}"
    elif unit.state is UnitState.BEHIND:
        yield "Nobody has recorded that the translation says the same; what has changed isn’t known."
    if unit.target and not unit.coded_target:
        yield f"the translation until now, which has other marks: {unit.target}"
    if unit.is_slug:
        yield "Part of an address: small letters, digits and single hyphens. Published ones stay."


def write_xliff_2(units: Sequence[TranslationUnit], unit_list: UnitList, title: str) -> str:
    """The units as XLIFF 2.1."""
    languages = f"srcLang={quoteattr(unit_list.source_language)} trgLang={quoteattr(unit_list.language)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{XLIFF_2}" version="2.1" {languages}>',
    ]
    for number, (path, group) in enumerate(unit_list.by_file(units), 1):
        lines.append(f' <file id="f{number}" original={quoteattr(path)} xml:space="preserve">')
        if number == 1:
            lines.append(f'  <notes><note category="dossier">{escape(title)}</note></notes>')
        for unit in group:
            lines += _write_unit_2(unit)
        lines.append(" </file>")
    return "\n".join([*lines, "</xliff>", ""])


def _write_unit_2(unit: TranslationUnit) -> Iterator[str]:
    yield f"  <unit id={quoteattr(unit.id)}>"
    notes = [*(("context", one) for one in unit.notes), *(("change", one) for one in list_change_notes(unit))]
    if notes:
        yield "   <notes>"
        for category, note in notes:
            yield f'    <note category="{category}">{escape(note)}</note>'
        yield "   </notes>"
    if unit.codes:
        yield "   <originalData>"
        for code in unit.codes:
            yield f'    <data id="{_data_id(code)}">{escape(code.text)}</data>'
        yield "   </originalData>"
    # Only a segment that has a target may be in another state than the first.
    state = "translated" if unit.state is UnitState.IN_STEP and unit.coded_target else "initial"
    yield f'   <segment id="s1" state="{state}">'
    yield f"    <source>{_write_words_2(unit.coded_source, unit.codes)}</source>"
    if unit.coded_target:
        yield f"    <target>{_write_words_2(unit.coded_target, unit.codes)}</target>"
    yield "   </segment>"
    yield "  </unit>"


def _data_id(code: InlineCode) -> str:
    return f"d{code.number}{'e' if code.kind is CodeKind.END else ''}"


def _write_words_2(coded: str, codes: Sequence[InlineCode]) -> str:
    """Coded words as the content of a `source` or `target`: pairs are elements where they are nested well."""
    by_token = {code.token: code for code in codes}
    pieces = split_tokens(coded)
    nested = find_nested_numbers([by_token[token] for token in pieces[1::2]])
    parts = [escape(pieces[0])]
    for index in range(1, len(pieces), 2):
        code = by_token[pieces[index]]
        shown = quoteattr(" ".join(code.text.split()) or " ")
        rest = "" if not code.is_needed else ' canCopy="no" canDelete="no"'
        kind = ' type="fmt"' if not code.is_needed and code.text.startswith(("*", "_")) else ""
        if code.kind is CodeKind.ALONE:
            parts.append(f'<ph id="{code.number}"{rest} dataRef="{_data_id(code)}" disp={shown}/>')
        elif code.number not in nested:
            is_begin = code.kind is CodeKind.BEGIN
            sort = f"{'s' if is_begin else 'e'}c"
            name = f'id="{code.number}"' if is_begin else f'startRef="{code.number}"'
            parts.append(f'<{sort} {name}{rest} dataRef="{_data_id(code)}" disp={shown}{kind}/>')
        elif code.kind is CodeKind.BEGIN:
            end = by_token[f"{{{CodeKind.END}{code.number}}}"]
            parts.append(
                f'<pc id="{code.number}"{rest} dataRefStart="{_data_id(code)}" dataRefEnd="{_data_id(end)}"'
                f" dispStart={shown} dispEnd={quoteattr(end.text)}{kind}>"
            )
        else:
            parts.append("</pc>")
        parts.append(escape(pieces[index + 1]))
    return "".join(parts)


def find_nested_numbers(codes: Sequence[InlineCode]) -> frozenset[int]:
    """The numbers of pairs, if all of them are nested well; none otherwise."""
    stack: list[int] = []
    for code in codes:
        if code.kind is CodeKind.BEGIN:
            stack.append(code.number)
        elif code.kind is CodeKind.END and (not stack or stack.pop() != code.number):
            return frozenset()
    return frozenset() if stack else frozenset(c.number for c in codes if c.kind is CodeKind.BEGIN)


def write_xliff_1(units: Sequence[TranslationUnit], unit_list: UnitList, title: str) -> str:
    """The units as XLIFF 1.2."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<xliff xmlns="{XLIFF_1}" version="1.2">']
    for number, (path, group) in enumerate(unit_list.by_file(units)):
        lines.append(
            f" <file original={quoteattr(path)} source-language={quoteattr(unit_list.source_language)}"
            f' target-language={quoteattr(unit_list.language)} datatype="plaintext">'
        )
        header = f"<header><note>{escape(title)}</note></header>" if number == 0 else "<header/>"
        lines += [f"  {header}", "  <body>"]
        for unit in group:
            lines += _write_unit_1(unit)
        lines += ["  </body>", " </file>"]
    return "\n".join([*lines, "</xliff>", ""])


def _write_unit_1(unit: TranslationUnit) -> Iterator[str]:
    yield f'   <trans-unit id={quoteattr(unit.id)} xml:space="preserve">'
    yield f"    <source>{_write_words_1(unit.coded_source, unit.codes)}</source>"
    words = _write_words_1(unit.coded_target, unit.codes)
    state = unit.state if words else UnitState.MISSING
    yield f'    <target state="{_STATES[state]}">{words}</target>'
    for note in unit.notes:
        yield f'    <note from="context">{escape(note)}</note>'
    for note in list_change_notes(unit):
        yield f'    <note from="change">{escape(note)}</note>'
    yield "   </trans-unit>"


def _write_words_1(coded: str, codes: Sequence[InlineCode]) -> str:
    by_token = {code.token: code for code in codes}
    pieces = split_tokens(coded)
    names = {CodeKind.ALONE: "ph", CodeKind.BEGIN: "bpt", CodeKind.END: "ept"}
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            pieces[index] = escape(piece)
        else:
            code = by_token[piece]
            name = names[code.kind]
            pieces[index] = f'<{name} id="{code.number}">{escape(code.text)}</{name}>'
    return "".join(pieces)
