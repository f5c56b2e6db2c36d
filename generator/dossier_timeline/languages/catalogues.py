"""The interface's words: gettext catalogues, read as they are written and checked.

A catalogue is `locales/<language>/LC_MESSAGES/messages.po` in a folder of templates. Its header says
by which locale's formats the language is written (`Language: en_GB`). Nothing is compiled.
"""

from __future__ import annotations

import codecs
import gettext
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import LARGEST_CATALOGUE, read_plain_file
from dossier_timeline.languages.slugs import is_slug, is_too_long
from dossier_timeline.languages.word_markup import find_added_tags, find_lost_tags, find_tags

MessageKey = tuple[str, str]
"""The context of a message ("" for none), and its source words (the singular)."""

UPDATE_COMMAND = "dossier-timeline catalogue update"
SLUG_CONTEXT = "slug"
"""The context of the words of addresses."""
EXAMPLE_CONTEXT = "example"
"""The context of the words of new dossiers: no page has them, so only the packaged catalogues do."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_SOURCE = re.compile(r"^\"X-Source-Language: ([A-Za-z0-9_-]+)\\n\"$", re.MULTILINE)
_FORMS = "write msgstr[0], msgstr[1]… as the header's Plural-Forms says"
_HEADER = (
    "it names the language, UTF-8 and the plural forms, like "
    "“Language: xx”, “Content-Type: text/plain; charset=utf-8”, “Plural-Forms: nplurals=2; plural=(n != 1);”"
)
_QUOTING = 'words stand as msgid "…" and msgstr "…", with a backslash before a quote in them'
_LINE = re.compile(r'(msg(ctxt|id|id_plural|str(\[\d\])?)\s+)?"([^"\\]|\\.)*"|#.*|')
"""A line of a catalogue: a keyword and words between quotes, more such words, a comment, or nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """One file of words: translated ones in `words`, the lines of all in `lines`.

    `language` is what the header names, `source` the language of the source words where it says so
    (that of a folder's template, `messages.pot`, does); `plural` picks one of a word's forms for a number;
    `problems` are the mistakes in it, each at its line of a file that isn't known yet.
    """

    language: str
    words: dict[MessageKey, tuple[str, ...]]
    lines: dict[MessageKey, int]
    plural: Callable[[int], int]
    problems: tuple[Diagnostic, ...]
    digest: str
    source: str = ""


def find_catalogue(folder: Path, language: str) -> Path | None:
    """The catalogue of a language in a `locales` folder, if there is one."""
    for name in dict.fromkeys((language.replace("-", "_"), language, language.split("-", maxsplit=1)[0])):
        path = folder / name / "LC_MESSAGES" / "messages.po"
        if path.exists():
            return path
    return None


def read_catalogue(
    path: Path, shown: str, within: Path | None = None
) -> tuple[Catalogue | None, list[Diagnostic]]:
    """A catalogue and what is wrong in it; no catalogue when it cannot be read at all.

    One that isn't in the folder `within` isn't read.
    """
    try:
        catalogue = parse_catalogue(read_plain_file(path, LARGEST_CATALOGUE, within=within))
    except UnicodeDecodeError:
        message = "this catalogue is not written in UTF-8"
        return None, [Diagnostic(Position(shown), Code.BAD_CATALOGUE, message, "save it as UTF-8")]
    except OSError as error:
        return None, [diagnose_unread_file(error, shown)]
    except _BadCatalogueError as error:
        return None, [error.problem.moved_to(Position(shown, error.problem.position.line))]
    except (ValueError, LookupError, ArithmeticError, RecursionError):
        message = "this catalogue's header, in its first lines, cannot be read"
        return None, [Diagnostic(Position(shown), Code.BAD_CATALOGUE, message, _HEADER)]
    return catalogue, [
        problem.moved_to(Position(shown, problem.position.line)) for problem in catalogue.problems
    ]


@lru_cache(maxsize=64)
def parse_catalogue(data: bytes) -> Catalogue:
    """Read a catalogue; remembered by its bytes. Raises `ValueError` for one that cannot be read."""
    text = data.decode("utf-8-sig")
    bad_line = find_unreadable_line(text)
    if bad_line is not None:
        raise _BadCatalogueError(bad_line, _describe_bad_line(text.splitlines()[bad_line - 1]))
    _check_plural_forms(data)
    source = _read_po(data)
    messages = [message for message in source if message.id]
    lines = {message_key(message): message.lineno or 1 for message in messages}
    return Catalogue(
        language=str(source.locale_identifier or ""),
        words={
            message_key(m): translated_forms(m) for m in messages if all(translated_forms(m)) and not m.fuzzy
        },
        lines=lines,
        plural=_plural_rule(source.plural_expr, source.num_plurals),
        problems=tuple(_diagnose(messages)),
        digest=hashlib.sha256(data).hexdigest()[:12],
        source=read_source_language(data),
    )


def find_unreadable_line(text: str) -> int | None:
    """The number of the first line that isn't written as one of a catalogue."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if not _LINE.fullmatch(line.strip())), None)


def read_source_language(data: bytes) -> str:
    """The language of the source words that a template of catalogues names, or ""."""
    found = _SOURCE.search(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    return found[1] if found else ""


def read_template_language(template: Path) -> str:
    """The language of the source words that a template of catalogues (a file) names, or ""."""
    try:
        return read_source_language(read_plain_file(template, LARGEST_CATALOGUE))
    except OSError:
        return ""


def _check_plural_forms(data: bytes) -> None:
    """Refuse a number of forms that no language has: the reader would make room for all of them."""
    found = re.search(rb"nplurals=([^;\\\n]*)", data)
    if found and not re.fullmatch(rb"[1-6]", found[1].strip()):
        line = data.count(b"\n", 0, found.start()) + 1
        raise _BadCatalogueError(line, "a language has one to six plural forms", hint=_HEADER)


def _plural_rule(rule: str, forms: int) -> Callable[[int], int]:
    """The function by which a language picks a form; `ValueError` when it picks one that isn't there."""
    pick = gettext.c2py(rule)
    if any(not 0 <= pick(number) < forms for number in (*range(201), 1000, 1_000_000)):
        raise ValueError(rule)
    return pick


def _read_po(data: bytes) -> Catalog:
    try:
        return read_po(io.BytesIO(data.removeprefix(codecs.BOM_UTF8)), charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        line = max(1, error.lineno + 1)
        if "num_plurals" in str(error):
            message = "these words have more forms than this language"
            raise _BadCatalogueError(line, message, hint=_FORMS, code=Code.WRONG_PLURAL) from None
        raise _BadCatalogueError(line, _describe_bad_line(str(error.line))) from None


class _BadCatalogueError(ValueError):
    """A line for which a whole catalogue can't be read; `problem` has its position in the text."""

    def __init__(
        self, line: int, message: str, *, hint: str = _QUOTING, code: Code = Code.BAD_CATALOGUE
    ) -> None:
        self.problem = Diagnostic(Position.in_text(line, 1), code, message, hint)
        super().__init__(message)


def _describe_bad_line(text: str) -> str:
    return f"this line of the catalogue cannot be read: “{text.strip()}”"


def message_key(message: Message) -> MessageKey:
    """How a message is looked up."""
    return message.context or "", source_words(message)[0]


def source_words(message: Message) -> tuple[str, ...]:
    """The source words: one, or two where there is a plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translated_forms(message: Message) -> tuple[str, ...]:
    """The translated words: one, or as many as the language has plural forms; "" for a missing one."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def check_missing_words(catalogue: Catalogue, shown: str, wanted: Iterable[MessageKey]) -> list[Diagnostic]:
    """A problem for each wanted word that the catalogue has no translation of."""
    return [_missing_word(catalogue, shown, key) for key in sorted(wanted) if key not in catalogue.words]


def unknown_word(shown: str, key: MessageKey) -> Diagnostic:
    """The problem of a word that a catalogue doesn't have at all."""
    message = f"the interface's words {_describe_key(key)} are not in this catalogue"
    return Diagnostic(
        Position(shown), Code.MISSING_WORD, message, f"`{UPDATE_COMMAND}` adds them; then translate them"
    )


def _missing_word(catalogue: Catalogue, shown: str, key: MessageKey) -> Diagnostic:
    if key not in catalogue.lines:
        return unknown_word(shown, key)
    message = f"the interface's words {_describe_key(key)} have no translation"
    hint = "write them between the quotes of msgstr, and take away “fuzzy” if it stands above"
    return Diagnostic(Position(shown, catalogue.lines[key]), Code.MISSING_WORD, message, hint)


def _describe_key(key: MessageKey) -> str:
    context, words = key
    return f"“{words}” (in the context “{context}”)" if context else f"“{words}”"


def _diagnose(messages: list[Message]) -> Iterator[Diagnostic]:
    for message in messages:
        forms = [form for form in translated_forms(message) if form]
        position = Position.in_text(message.lineno or 1, 1)
        wanted = {name for source in source_words(message) for name in _PLACEHOLDER.findall(source)}
        for form in dict.fromkeys(forms):
            used = set(_PLACEHOLDER.findall(form))
            plural = len(source_words(message)) > 1
            if used - wanted or (wanted - used and not plural):
                names = ", ".join(f"%({name})s" for name in sorted(wanted)) or "no placeholder"
                text = f"“{form}” doesn't have the same placeholders as “{source_words(message)[0]}”"
                yield Diagnostic(position, Code.WRONG_PLACEHOLDER, text, f"it should have {names}")
            for text, right in _markup_flaw(source_words(message), form):
                yield Diagnostic(position, Code.MARKUP_IN_WORDS, text, right)
            if message.context == SLUG_CONTEXT and (not is_slug(form) or is_too_long(form)):
                text = f"“{form}” cannot be part of an address"
                yield Diagnostic(
                    position, Code.BAD_SLUG, text, "write small letters, digits and single hyphens only"
                )


def _markup_flaw(sources: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the tags of translated words, and what would be right."""
    wanted = ", ".join(dict.fromkeys(tag for source in sources for tag in find_tags(source)))
    right = (
        f"it holds {wanted} as “{sources[0]}” does"
        if wanted
        else "write words only; a sign as itself, not by name"
    )
    for tag in find_added_tags(sources, form):
        yield f"“{tag}” is in the translation, but not in the words that are translated", right
    for tag in find_lost_tags(sources, form):
        yield f"“{tag}” is in the words that are translated, but not in the translation", right
