"""The text in bytes of any encoding, and which one was taken."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import chardet

from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
_LEAST_CONFIDENCE = 0.1
_USUAL = "windows-1252"
"""What a text is taken for that is too short to tell, as in browsers."""
_NO_TEXT = re.compile("[\0\x01-\x08\x0e-\x1a]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the encoding in which it was, and whether that was guessed from its letters."""

    text: str
    encoding: str
    is_guessed: bool = False


def decode_any_text(content: bytes, declared: str = "") -> DecodedText:
    """The text in bytes: by its mark, else as declared, else in UTF-8, else by its letters.

    Raises `UnreadableDocumentError` for what is no text.
    """
    mark = next((encoding for start, encoding in _MARKS if content.startswith(start)), "")
    for encoding in (mark, declared, "utf-8"):
        if (text := _try_decoding(content, encoding)) is not None:
            plain = text.removeprefix("\ufeff")
            return DecodedText(_require_text(plain), "utf-8" if encoding == "utf-8-sig" else encoding)
    found = chardet.detect(content[:_SAMPLE])
    guessed = found["encoding"] or ""
    if guessed and (found["confidence"] or 0) < _LEAST_CONFIDENCE:
        guessed = _USUAL
    if not guessed.upper().startswith(("UTF-16", "UTF-32")) and (text := _try_decoding(content, guessed)):
        return DecodedText(_require_text(text), guessed, is_guessed=True)
    raise _no_text_error()


def _try_decoding(content: bytes, encoding: str) -> str | None:
    """The text, or None when the encoding isn't known or isn't that of the bytes."""
    if not encoding:
        return None
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _require_text(text: str) -> str:
    if _NO_TEXT.search(text):
        raise _no_text_error()
    return text


def _no_text_error() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "this is no text: it holds signs that no text has",
        "give a PDF, HTML, DOCX, ODT, Markdown or text file",
    )


def describe_encoding(decoded: DecodedText) -> tuple[str, ...]:
    """What a person should know of the encoding that was taken."""
    if decoded.is_guessed:
        return (f"no encoding is stated; it was taken for {decoded.encoding}: look at letters with marks",)
    return (f"read as {decoded.encoding}",)
