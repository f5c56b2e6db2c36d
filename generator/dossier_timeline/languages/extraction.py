"""Finding the interface's words in templates and code, and bringing catalogues up to date."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

from dossier_timeline.file_reading import LARGEST_CATALOGUE, LARGEST_TEMPLATE, read_plain_file
from dossier_timeline.languages.catalogues import (
    EXAMPLE_CONTEXT,
    MessageKey,
    find_catalogue,
    message_key,
    translated_forms,
)
from dossier_timeline.languages.extraction_markers import KEYWORDS

PACKAGE = Path(__file__).resolve().parents[1]
"""Where the generator's own code is."""

_METHODS = {".html": "jinja2.ext:babel_extract", ".xml": "jinja2.ext:babel_extract", ".py": "python"}
_COMMENT = "translators:"
_WIDTH = 100
_HEADER = """\
# The words of the interface. Language: the locale by whose formats dates and numbers are written.
{forms}msgid ""
msgstr ""
"{lines}MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extract_messages(own: Path, packaged: Path) -> list[Message]:
    """Every word of the dossier's own templates, in order of file and line.

    Where the own folder is the packaged one, the generator's code is looked through too; elsewhere
    the words that the packaged catalogues know are left out. Raises Jinja's `TemplateSyntaxError`.
    """
    catalog = Catalog(fuzzy=False)
    for path, shown in _list_files(own, with_code=own == packaged):
        for _, message, comments, context in extract(
            _METHODS[path.suffix],
            io.BytesIO(read_plain_file(path, LARGEST_TEMPLATE)),
            {**DEFAULT_KEYWORDS, **KEYWORDS},
            [_COMMENT],
            strip_comment_tags=True,
        ):
            catalog.add(
                message,
                locations=[(shown, 0)],
                auto_comments=[*_new_comments(catalog, message, context, comments)],
                context=context,
            )
    known = set() if own == packaged else _known_messages(packaged / "locales")
    return [message for message in catalog if message.id and message_key(message) not in known]


def _list_files(folder: Path, *, with_code: bool) -> Iterator[tuple[Path, str]]:
    for root, name, suffixes in ((PACKAGE, PACKAGE.name, {".py"}), (folder, folder.name, {".html", ".xml"})):
        if root is PACKAGE and not with_code:
            continue
        for path in sorted(path for path in root.rglob("*") if path.suffix in suffixes):
            if "_templates" not in path.relative_to(root).parts:
                yield path, f"{name}/{path.relative_to(root).as_posix()}"


def _new_comments(
    catalog: Catalog, message: object, context: str | None, comments: list[str]
) -> Iterator[str]:
    """The comments that a word doesn't have yet."""
    source = message[0] if isinstance(message, tuple) else message
    found = catalog.get(str(source), context)
    yield from (comment for comment in comments if not found or comment not in found.auto_comments)


def _known_messages(folder: Path) -> set[MessageKey]:
    known: set[MessageKey] = set()
    for language in list_languages(folder):
        path = find_catalogue(folder, language)
        if path:
            known |= {message_key(message) for message in _read_catalogue(path) if message.id}
    return known


def list_languages(folder: Path) -> list[str]:
    """The codes of the languages that have a catalogue in a `locales` folder."""
    return sorted(path.parts[-3].replace("_", "-") for path in folder.glob("*/LC_MESSAGES/messages.po"))


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the catalogue of a language is put in a `locales` folder."""
    return folder / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def write_template(messages: Iterable[Message], *, source: str = "") -> str:
    """The words as a template for catalogues (`messages.pot`), without dates and line numbers.

    `source` is the language in which they are.
    """
    return _write_catalogue("", messages, (), _header_lines(f"X-Source-Language: {source}") if source else "")


def list_template_words(folder: Path) -> list[Message]:
    """The words of pages in a `locales` folder's template, where it has one."""
    path = folder / "messages.pot"
    words = _read_catalogue(path) if path.is_file() else ()
    return [message for message in words if message.id and message.context != EXAMPLE_CONTEXT]


def list_translated_keys(path: Path) -> set[MessageKey]:
    """The words that a catalogue has a translation of."""
    return {message_key(m) for m in _read_catalogue(path) if m.id and all(translated_forms(m))}


def list_required_words(language: str, own: Path, packaged: Path) -> list[Message]:
    """The words that a dossier's own catalogue of a language should have, by the templates of catalogues.

    `own` and `packaged` are folders of templates, which may be the same.
    """
    words = list_template_words(own / "locales") if own != packaged else []
    if own != packaged and find_catalogue(packaged / "locales", language):
        return words
    return [*list_template_words(packaged / "locales"), *words]


def merge_translations(path: Path, language: str, messages: Iterable[Message]) -> list[Message]:
    """These words with the translations that a catalogue has, or as many empty forms as the language has."""
    old = _read_catalogue(path) if path.is_file() else Catalog(locale=Locale.parse(language, sep="-"))
    had = {message_key(message): message for message in old if message.id}
    merged: list[Message] = []
    for message in messages:
        before = had.get(message_key(message))
        same = before is not None and isinstance(before.id, str) == isinstance(message.id, str)
        empty = "" if isinstance(message.id, str) else ("",) * old.num_plurals
        merged.append(
            Message(
                message.id,
                before.string or empty if before and same else empty,
                message.locations,
                before.flags if before and same else (),
                message.auto_comments,
                context=message.context,
            )
        )
    return merged


def _take_translations(message: Message, forms: Mapping[int, str], plurals: int) -> None:
    """Write translated forms into a message, by their number."""
    known = list(translated_forms(message))
    count = 1 if isinstance(message.id, str) else plurals
    values = [forms.get(n, known[n] if n < len(known) else "") for n in range(count)]
    message.string = values[0] if isinstance(message.id, str) else tuple(values)
    message.flags.discard("fuzzy")


def update_catalogue(
    path: Path,
    language: str,
    messages: Iterable[Message],
    *,
    drop_unused: bool = False,
    translated: Mapping[MessageKey, Mapping[int, str]] | None = None,
) -> tuple[str, int]:
    """The text of a catalogue with these words and the translations it had, and how many are empty.

    `translated` are further translations, by key and number of the form.
    """
    old = _read_catalogue(path) if path.is_file() else Catalog(locale=Locale.parse(language, sep="-"))
    had = {message_key(message): message for message in [*old.obsolete.values(), *old] if message.id}
    unused_messages: list[Message] = []
    for message in messages:
        before = had.pop(message_key(message), None)
        same = before is not None and isinstance(before.id, str) == isinstance(message.id, str)
        unused_messages.append(
            Message(
                message.id,
                before.string if before and same else "",
                message.locations,
                before.flags if before and same else (),
                message.auto_comments,
                before.user_comments if before else (),
                context=message.context,
            )
        )
    for message in unused_messages:
        if translated and message_key(message) in translated:
            _take_translations(message, translated[message_key(message)], old.num_plurals)
    unused = [] if drop_unused else [message for message in had.values() if any(translated_forms(message))]
    locale = old.locale_identifier or language.replace("-", "_")
    lines = _header_lines(f"Language: {locale}", f"Plural-Forms: {old.plural_forms}")
    text = _write_catalogue(locale, unused_messages, unused, lines, _describe_plural_forms(old.plural_expr))
    return text, sum(not all(translated_forms(message)) for message in unused_messages)


def _header_lines(*lines: str) -> str:
    """Lines for the header of a catalogue."""
    return "".join(f'{line}\\n"\n"' for line in lines)


def _describe_plural_forms(expression: str) -> str:
    """For people: which numbers each of a language's plural forms is for."""
    plural, numbers = gettext.c2py(expression), dict[int, list[int]]()
    for number in range(201):
        numbers.setdefault(plural(number), []).append(number)
    descriptions = "; ".join(
        f"[{form}] {', '.join(map(str, some[:3]))}{'…' if len(some) > 3 else ''}"
        for form, some in sorted(numbers.items())
    )
    return f"# Plural forms, and the numbers they stand beside: {descriptions}\n"


def _read_catalogue(path: Path) -> Catalog:
    return read_po(io.BytesIO(read_plain_file(path, LARGEST_CATALOGUE)), charset="utf-8", abort_invalid=True)


def _write_catalogue(
    locale: str, messages: Iterable[Message], unused: Iterable[Message], lines: str, forms: str = ""
) -> str:
    catalog = Catalog(locale=locale or None, fuzzy=False)
    for message in messages:
        _add_message(catalog, message)
    for message in sorted(unused, key=message_key):
        catalog.obsolete[message_key(message)] = message
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_WIDTH, omit_header=True, include_lineno=False)
    header = _HEADER.replace("{forms}", forms).replace("{lines}", lines)
    return header + buffer.getvalue().decode("utf-8").lstrip("\n")


def _add_message(catalog: Catalog, message: Message) -> None:
    catalog.add(
        message.id,
        message.string or None,
        message.locations,
        message.flags,
        message.auto_comments,
        message.user_comments,
        context=message.context,
    )
