"""Prose: Markdown and short words with `[[references]]`, read once, shown in any page.

`parse_prose` is pure and remembered: it knows no dossier. `expand_pieces` puts in what a page makes of the
references and links. Lines and columns count from 1 within the text that was given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from dossier_timeline.markup import short_words
from dossier_timeline.markup.markdown_text import MarkdownReader
from dossier_timeline.markup.parsed_text import HeadingTag, ParsedLink, ParsedText, ScrollBoundary
from dossier_timeline.model.phone_numbers import is_phone_number
from dossier_timeline.model.references import Reference


class BlockHtml(Markup):
    """HTML that stands in the place of a whole paragraph, where it's all that there is in one."""


_MOST_REMEMBERED = 65536
"""How many Markdown texts a process remembers."""
_PARAGRAPH, _PARAGRAPH_END = "<p>", "</p>"
_parsed_texts: dict[tuple[str, tuple[str, ...], str], ParsedText] = {}
"""What was read, by the text, the extensions and their settings."""


def parse_prose(text: str, extensions: tuple[str, ...] = (), settings: str = "") -> ParsedText:
    """Read a Markdown text; what was read is remembered.

    `settings` are those of the extensions as `markdown.serialise_settings` writes them.
    """
    parsed = _parsed_texts.get((text, extensions, settings))
    if parsed is None:
        parsed = MarkdownReader(text, extensions, settings).read()
        remember_parsed_text(text, extensions, settings, parsed)
    return parsed


def remember_parsed_text(text: str, extensions: tuple[str, ...], settings: str, parsed: ParsedText) -> None:
    """Remember what another process has read."""
    if len(_parsed_texts) >= _MOST_REMEMBERED:
        _parsed_texts.clear()
    _parsed_texts[text, extensions, settings] = parsed


@lru_cache(maxsize=65536)
def parse_short_words(text: str) -> ParsedText:
    """Read short words; those without references are ready to be shown, the same on every page."""
    pieces = short_words.parse_pieces(text)
    references = tuple(piece for piece in pieces if isinstance(piece, Reference))
    if not references:
        pieces = (Markup("".join(map(str, pieces))),) if pieces else ()  # noqa: S704 -- they are escaped
    return ParsedText(pieces, references, problems=short_words.find_problems(text))


def expand_pieces(
    parsed: ParsedText,
    resolve: Callable[[Reference], str],
    link: Callable[[ParsedLink], str] = lambda _: "",
    box: Callable[[ScrollBoundary, Markup], str] = lambda _, content: content,
    heading: Callable[[HeadingTag], HeadingTag] = lambda tag: tag,
) -> Markup:
    """Return HTML in which `resolve` gave each reference and `link` the address of each relative link.

    `box` gives what may be wider than the page, with what stands around it; `heading` may change the level
    and the id of a heading.

    What `resolve` and `box` give is trusted when it is `Markup` and escaped when it is not; `BlockHtml` takes
    the place of a paragraph in which it's alone. A link for which `link` gives "" loses its address. An image
    by its address is shown as its words: `[[id]]` shows one.
    """
    if len(parsed.pieces) == 1 and type(only_piece := parsed.pieces[0]) is Markup:
        return only_piece
    html: list[str] = []
    open_boxes: list[tuple[ScrollBoundary, list[str]]] = []
    paragraph_end = ""
    for place, piece in enumerate(parsed.pieces):
        if isinstance(piece, str):
            html.append(piece.removeprefix(paragraph_end))
            paragraph_end = ""
        elif isinstance(piece, Reference):
            shown = resolve(piece)
            if isinstance(shown, BlockHtml) and stands_alone(parsed, place):
                html[-1], paragraph_end = html[-1].removesuffix(_PARAGRAPH), _PARAGRAPH_END
            html.append(escape(shown))
        elif isinstance(piece, HeadingTag):
            html.append(_heading_html(heading(piece)))
        elif not isinstance(piece, ScrollBoundary):
            html.append(_expand_link(piece, link))
        elif piece is not ScrollBoundary.END:
            open_boxes.append((piece, html))
            html = []
        else:
            content = _joined(html)
            kind, html = open_boxes.pop()
            html.append(escape(box(kind, content)))
    return _joined(html)


def _joined(html: list[str]) -> Markup:
    return Markup("".join(html))  # noqa: S704 -- the pieces were sanitised, what fills them is escaped


def _heading_html(tag: HeadingTag) -> str:
    if tag.is_end:
        return f"</h{tag.level}>"
    name = f' id="{escape(tag.id)}"' if tag.id else ""
    return f"<h{tag.level}{name}{tag.attributes}>"


def stands_alone(parsed: ParsedText, place: int) -> bool:
    """Whether the piece at a place is all that there is in its paragraph."""
    before, after = parsed.pieces[place - 1 : place], parsed.pieces[place + 1 : place + 2]
    return (
        bool(before and after)
        and isinstance(before[0], str)
        and isinstance(after[0], str)
        and before[0].endswith(_PARAGRAPH)
        and after[0].startswith(_PARAGRAPH_END)
    )


def find_lone_references(parsed: ParsedText) -> tuple[Reference, ...]:
    """The references that are all that there is in their paragraphs."""
    return tuple(
        piece
        for place, piece in enumerate(parsed.pieces)
        if isinstance(piece, Reference) and stands_alone(parsed, place)
    )


def _expand_link(piece: ParsedLink, link: Callable[[ParsedLink], str]) -> Markup:
    address = piece.href if piece.external or not piece.href else link(piece)
    if piece.is_image:
        return escape(piece.text)
    # A telephone number is read from left to right on any page.
    form = (
        ' href="{}" dir="ltr"'
        if address[:4].lower() == "tel:" and is_phone_number(piece.text)
        else ' href="{}"'
    )
    return Markup(form).format(address) if address else Markup("")  # noqa: S704 -- one of two constants


def plain_words(text: str, resolve: Callable[[Reference], str]) -> str:
    """Words without markup, for titles and attributes; not escaped."""
    return short_words.strip_markup(text, resolve)
