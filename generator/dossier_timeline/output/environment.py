"""Jinja as this project uses it: everything escaped, nothing undefined, one set of words a language."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.loaders import split_template_path
from markupsafe import Markup, escape

from dossier_timeline.components.base import Show
from dossier_timeline.file_reading import LARGEST_TEMPLATE, link_boundary, read_plain_file
from dossier_timeline.languages.word_markup import words_to_html
from dossier_timeline.output.component_macros import make_show

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from dossier_timeline.languages import Language


class Compiled(BytecodeCache):
    """Compiled templates, so that each is compiled once for all languages and builds.

    Jinja asks for a bucket with a checksum of the template's source and drops what doesn't match.
    """

    def __init__(self, code: MutableMapping[str, bytes]) -> None:
        self.code = code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is known of its template."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what the bucket holds."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED: dict[str, bytes] = {}

_find_special_character = re.compile("[&<>'\"]").search


def escape_shown(value: Any) -> str:
    """A value as it stands in HTML: what `escape` gives, without its detour for what needs no escaping."""
    kind = type(value)
    is_ready = kind is Markup or (kind is str and not _find_special_character(value))
    shown: str = value if is_ready else escape(value)
    return shown


class _EscapingCodeGenerator(CodeGenerator):
    """Compiles templates that escape by `escape_shown`: they do so millions of times."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape_shown(")


class TemplateEnvironment(Environment):
    """The templates of one language, with the function that shows components by them.

    Its globals are all there before the first is loaded, so that one mapping does for all.
    """

    code_generator_class = _EscapingCodeGenerator
    escape_shown = staticmethod(escape_shown)
    show: Show

    def make_globals(self, d: Mapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's own gives each template a chain of mappings, which every import walks through."""
        return {**self.globals, **d} if d else self.globals


class _Loader(FileSystemLoader):
    """Templates from folders; only plain files of a bounded size are read."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it's still so: a build doesn't look again."""
        pieces = split_template_path(template)
        for folder in self.searchpath:
            file = os.path.join(folder, *pieces)  # noqa: PTH118 -- as Jinja names it
            if os.path.isfile(file):  # noqa: PTH113
                text = read_plain_file(file, LARGEST_TEMPLATE, within=link_boundary(Path(folder))).decode(
                    self.encoding
                )
                return text, os.path.normpath(file), lambda: True
        raise TemplateNotFound(template)


def environment(
    folders: Iterable[Path], language: Language, compiled: MutableMapping[str, bytes] = _COMPILED
) -> TemplateEnvironment:
    """The environment of one language: templates from the folders in order, words from its catalogue.

    `compiled` holds what is compiled already.
    """
    environment = bare_environment(folders, compiled)
    words = _Words(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext,
        words.ngettext,
        newstyle=True,
        pgettext=words.pgettext,
        npgettext=words.npgettext,
    )
    environment.globals["comma"] = language.comma
    environment.globals["colon"] = language.colon
    environment.globals["_"] = environment.globals["gettext"] = _gettext(language)
    environment.show = environment.globals["show"] = make_show(environment)
    return environment


def bare_environment(folders: Iterable[Path], compiled: MutableMapping[str, bytes]) -> TemplateEnvironment:
    """The environment without words: enough to compile templates, the same for all languages."""
    return TemplateEnvironment(
        loader=_Loader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=Compiled(compiled),
    )


class _Words:
    """Words of a language for pages: what a catalogue says is text, but for the tags of its source words."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def ngettext(self, one: str, many: str, n: int) -> Markup:
        """As `Language.ngettext`."""
        return words_to_html(one + many, self._language.ngettext(one, many, n))

    def pgettext(self, context: str, message: str) -> Markup:
        """As `Language.pgettext`."""
        return words_to_html(message, self._language.pgettext(context, message))

    def npgettext(self, context: str, one: str, many: str, n: int) -> Markup:
        """As `Language.npgettext`."""
        return words_to_html(one + many, self._language.npgettext(context, one, many, n))


def _gettext(language: Language) -> Callable[..., Markup]:
    """What Jinja's own `gettext` does where everything is escaped, once for each message."""
    known: dict[str, Markup] = {}
    filled: dict[str, Markup] = {}
    """Those in which there is nothing to fill in: most of them."""

    def gettext(message: str, **values: Any) -> Markup:
        if not values and message in filled:
            return filled[message]
        words = known.get(message)
        if words is None:
            words = known[message] = words_to_html(message, language.gettext(message))
        text = words % values
        if not values:
            filled[message] = text
        return text

    return gettext
