"""Writing and reading units as PO, the format of GNU gettext.

Each unit has its id as context. A mark is a placeholder such as `{c1}`, which a comment explains.
Words that have changed are marked as fuzzy, with what they were before. Lines aren't wrapped: Babel would
break earlier words within their quotation marks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from dossier_timeline.languages.catalogues import find_unreadable_line, read_source_language
from dossier_timeline.translation.inline_codes import CodedWordsError, code_words, describe_code, list_tokens
from dossier_timeline.translation.returned_units import ReturnedFile, ReturnedUnit, TranslationFileError
from dossier_timeline.translation.translation_units import TranslationUnit, UnitList, UnitState
from dossier_timeline.translation.xliff_writing import list_change_notes

_MOST_UNITS = 100_000
_FLAG = "python-brace-format"
_UNWRAPPED = 10_000_000
"""With 0 as its width, Babel still wraps comments and earlier words, these within their quotation marks."""
_HEADER = """\
# {title}
# {{c1}}, {{b2}} and {{e2}} stand for what the comment above the words says; they stay, and may change places.
msgid ""
msgstr ""
"Language: {language}\\n"
"X-Source-Language: {source}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_CONTEXT = re.compile(r'^msgctxt "([^"\\]+)"\s*$', re.MULTILINE)
_LANGUAGE = re.compile(r'^"Language: ([A-Za-z0-9_-]+)\\n"', re.MULTILINE)


def write_translation_po(units: Sequence[TranslationUnit], unit_list: UnitList, title: str) -> str:
    """The units as PO."""
    catalog = Catalog(fuzzy=False)
    for unit in units:
        comments = [*unit.notes, *list_change_notes(unit), *map(describe_code, unit.codes)]
        catalog.add(
            unit.coded_source,
            unit.coded_target or None,
            [(unit.file, 0)],
            auto_comments=[" ".join(comment.split()) for comment in comments],
            context=unit.id,
            previous_id=code_words(unit.before, unit.form)[0] if unit.before else "",
        )
        message = catalog.get(unit.coded_source, unit.id)
        if message is not None:
            # Programs that know this flag refuse a translation without one of the marks, but emphasis may go.
            message.flags = {_FLAG} if unit.codes and all(code.is_needed for code in unit.codes) else set()
            if unit.state is UnitState.BEHIND and unit.coded_target:
                message.flags.add("fuzzy")
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_UNWRAPPED, omit_header=True, include_lineno=False, include_previous=True)
    header = _HEADER.format(
        title=title,
        language=unit_list.language.replace("-", "_"),
        source=unit_list.source_language.replace("-", "_"),
    )
    return header + buffer.getvalue().decode("utf-8").lstrip("\n")


def read_translation_po(content: bytes) -> ReturnedFile:
    """The units of a file. Raises `TranslationFileError`."""
    try:
        text = content.decode("utf-8-sig")
        bad_line = find_unreadable_line(text)
        if bad_line is not None:
            raise TranslationFileError(
                f"line {bad_line} of this file can't be read", "words stand between quotation marks"
            )
        catalog = read_po(io.BytesIO(text.encode()), charset="utf-8", abort_invalid=True)
    except UnicodeDecodeError:
        raise TranslationFileError("this file is not in UTF-8", "save it as UTF-8") from None
    except PoFileError as error:
        raise TranslationFileError(
            f"line {error.lineno + 1} of this file can't be read: {error}",
            "words stand between quotation marks",
        ) from None
    except (ValueError, LookupError, RecursionError, ArithmeticError):
        raise TranslationFileError("the first lines of this file can't be read", "export it anew") from None
    messages = [one for one in catalog if one.id]
    if len(messages) > _MOST_UNITS:
        raise TranslationFileError(f"this file has more than {_MOST_UNITS} words", "export it anew")
    found = _LANGUAGE.search(text.replace("\r\n", "\n"))
    language = found[1].replace("_", "-") if found else ""
    source = read_source_language(content).replace("_", "-")
    return ReturnedFile(source, language, (*map(_read_message, messages), *_list_repeated(text)))


def _list_repeated(text: str) -> Iterator[ReturnedUnit]:
    """The units that stand twice, of which Babel keeps the first only."""
    names: set[str] = set()
    for found in _CONTEXT.finditer(text):
        if found[1] in names:
            yield ReturnedUnit(found[1], "", "", line=text.count("\n", 0, found.start()) + 1)
        names.add(found[1])


def _read_message(message: Message) -> ReturnedUnit:
    source = message.id if isinstance(message.id, str) else message.id[0]
    target = message.string if isinstance(message.string, str) else ""
    try:
        list_tokens(target)
    except CodedWordsError as error:
        brace = str(error)
        return ReturnedUnit(
            message.context or "",
            source,
            "",
            None,
            f"a brace stands alone in it ({brace}): double it, or remove it",
            message.lineno or 0,
        )
    is_done = not message.fuzzy if target else False
    return ReturnedUnit(message.context or "", source, target, is_done, line=message.lineno or 0)
