"""Marks within words: what a translator moves but doesn't change, such as references, links and emphasis.

Words are handed over as *coded words*, in which tokens stand for marks: `{c1}` for one that stands alone,
`{b2}` and `{e2}` for the beginning and end of a pair around words. A brace of the words is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dossier_timeline.model.references import NO_CLAIM, NoClaim, Reference, scan_references


class WordsForm(StrEnum):
    """In which form words are written, which tells their marks."""

    MARKDOWN = "markdown"
    ROW = "row"
    """A row of a table in Markdown: its bars are marks, too."""
    SHORT = "short"
    """Words of YAML: references and emphasis only."""
    COUNTED = "counted"
    """A form of a unit, with `{n}` where the number stands."""
    INTERFACE = "interface"
    """Words of a catalogue, with placeholders such as `%(date)s`."""
    INTERFACE_PLURAL = "interface-plural"
    """A plural form of such words, which may say its number `%(n)s` in a word."""
    PLAIN = "plain"


class CodeKind(StrEnum):
    """Whether a mark stands alone, or begins or ends a pair; the value begins its token."""

    ALONE = "c"
    BEGIN = "b"
    END = "e"


@dataclass(frozen=True, slots=True)
class InlineCode:
    """A mark: its number in its unit (both of a pair have the same), and its text in the file.

    `is_needed` says that a translation must have it; emphasis may go, and the number of a plural form, too.
    """

    number: int
    kind: CodeKind
    text: str
    is_needed: bool = True

    @property
    def token(self) -> str:
        """What stands for it in coded words."""
        return f"{{{self.kind}{self.number}}}"


class CodedWordsError(ValueError):
    """Coded words hold something that stands for no mark."""


_TOKEN = re.compile(r"\{\{|\}\}|\{([cbe]\d+)\}|[{}]")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?[a-z][^<>]*>")
_SLOT = re.compile(r"\{n\}")
_COUNTS = {(WordsForm.COUNTED, "{n}"), (WordsForm.INTERFACE_PLURAL, "%(n)s")}
_LABEL = r"(?:[^\[\]\\]|\\.|\[\[[^\]]*\]\]|\[[^\[\]]*\])*"
_ATTRIBUTES = r"(?:\{:?[^{}\n]{1,80}\})?"
_STARRED = r"(?:[^*]|(?>(?<!\*)\*\*(?=[^\s*])[^*]+\*\*)|(?>(?<!\*)\*(?=[^\s*])[^*]+\*(?!\*)))+?"
"""What stands between stars: words, and words between other stars."""
_MARKDOWN = re.compile(
    r"(?P<escape>\\(?!\n).)"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<link>!?\[(?P<label>{_LABEL})(?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\){_ATTRIBUTES}"
    r"|\]\[[^\[\]]*\]))"
    rf"|(?P<strong>(?P<stars>\*{{1,3}})(?=[^\s*])(?P<inner>{_STARRED})(?<=[^\s])(?P=stars)(?!\*)(?P<set>{_ATTRIBUTES}))"
    rf"|(?P<under>(?<![^\W_])(?P<lines>_{{1,2}})(?=[^\s_])(?P<low>.+?)(?<=[^\s_])(?P=lines)(?![^\W_])"
    rf"(?P<lowset>{_ATTRIBUTES}))"
    r"|(?P<tag><[A-Za-z/!][^<>]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<address>https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?’”\"'*_])"
    r"|(?P<attributes>\{:?\s*(?:[#.][^{}\n]+|[a-z-]+=[^{}\n]+)\})"
    r"|(?P<footnote>\[\^[^\]\s]+\])"
    r"|(?P<break>\\\n|[ ]{2,}\n)",
    re.DOTALL,
)
_BAR = re.compile(r"\s*(?<!\\)\|\s*")


@dataclass(slots=True)
class _Coder:
    """Replaces the marks of words by tokens, numbered in the order in which they stand."""

    form: WordsForm
    codes: list[InlineCode] = field(default_factory=list)
    number: int = 0

    def code_words(self, text: str) -> str:
        match self.form:
            case WordsForm.PLAIN:
                return _double_braces(text)
            case WordsForm.COUNTED:
                return self._code_matches(_SLOT, text)
            case WordsForm.INTERFACE | WordsForm.INTERFACE_PLURAL:
                return self._code_matches(_PLACEHOLDER, text)
            case WordsForm.ROW:
                return self._code_row(text)
        return self._code_references(text)

    def _code_matches(self, pattern: re.Pattern[str], text: str) -> str:
        return self._join(text, ((m.start(), m.end(), self._add_alone(m[0])) for m in pattern.finditer(text)))

    def _code_row(self, text: str) -> str:
        inside = [(one.start, one.end) for one in _find_marked_spans(text)]
        bars = [m for m in _BAR.finditer(text) if not any(start <= m.start() < end for start, end in inside)]
        parts: list[str] = []
        at = 0
        for bar in bars:
            parts += [self._code_references(text[at : bar.start()]), self._add_alone(bar[0])]
            at = bar.end()
        return "".join([*parts, self._code_references(text[at:])])

    def _code_references(self, text: str) -> str:
        """The words with tokens for references, and for the marks between and in them."""
        spans = _find_marked_spans(text)
        shielded = _shield(text, spans)
        parts: list[str] = []
        self._code_markdown(text, shielded, 0, len(text), {one.start: one for one in spans}, parts)
        return "".join(parts)

    def _code_markdown(  # noqa: PLR0917 -- a text, the same with references hidden, and a stretch of both
        self,
        text: str,
        shielded: str,
        start: int,
        end: int,
        spans: Mapping[int, _MarkedSpan],
        parts: list[str],
    ) -> None:
        at = start
        while at < end:
            span = spans.get(at)
            if span is not None:
                parts.append(self._code_span(text, span))
                at = span.end
                continue
            following = min((one for one in spans if at < one < end), default=end)
            found = _MARKDOWN.search(shielded, at, end)
            if found is None or found.start() >= following:
                parts.append(_double_braces(text[at:following]))
                at = following
                continue
            parts.append(_double_braces(text[at : found.start()]))
            self._code_mark(text, shielded, found, spans, parts)
            at = found.end()

    def _code_mark(
        self,
        text: str,
        shielded: str,
        found: re.Match[str],
        spans: Mapping[int, _MarkedSpan],
        parts: list[str],
    ) -> None:
        if found["escape"]:
            parts.append(_double_braces(found[0]))
            return
        inner = next((name for name in ("label", "inner", "low") if found[name] is not None), "")
        if self.form is WordsForm.SHORT and (inner != "inner" or len(found["stars"]) > 2):
            parts.append(_double_braces(text[found.start() : found.end()]))
            return
        if not inner:
            parts.append(self._add_alone(text[found.start() : found.end()]))
            return
        first, last = found.span(inner)
        number = self._add_number()
        needed = inner == "label"
        begin = InlineCode(number, CodeKind.BEGIN, text[found.start() : first], needed)
        self.codes.append(begin)
        parts.append(begin.token)
        self._code_markdown(text, shielded, first, last, spans, parts)
        end = InlineCode(number, CodeKind.END, text[last : found.end()], needed)
        self.codes.append(end)
        parts.append(end.token)

    def _code_span(self, text: str, span: _MarkedSpan) -> str:
        raw = text[span.start : span.end]
        if not span.has_words:
            return self._add_alone(" ".join(raw.split()))
        at = raw.index(":") + 1
        words = raw[at:-2].strip()
        number = self._add_number()
        begin = InlineCode(number, CodeKind.BEGIN, " ".join(raw[:at].split()) + " ", span.is_needed)
        end = InlineCode(number, CodeKind.END, "]]", span.is_needed)
        self.codes += [begin, end]
        return f"{begin.token}{_double_braces(words)}{end.token}"

    def _add_number(self) -> int:
        self.number += 1
        return self.number

    def _add_alone(self, text: str) -> str:
        may_go = (self.form, text) in _COUNTS
        code = InlineCode(self._add_number(), CodeKind.ALONE, text, not may_go)
        self.codes.append(code)
        return code.token

    @staticmethod
    def _join(text: str, spans: Iterator[tuple[int, int, str]]) -> str:
        parts: list[str] = []
        at = 0
        for start, end, token in spans:
            parts += [_double_braces(text[at:start]), token]
            at = end
        return "".join([*parts, _double_braces(text[at:])])


@dataclass(frozen=True, slots=True)
class _MarkedSpan:
    """A reference or a mark of no claim in a text."""

    start: int
    end: int
    has_words: bool
    is_needed: bool


def _find_marked_spans(text: str) -> list[_MarkedSpan]:
    scan = scan_references(text)
    found: list[Reference | NoClaim] = [*scan.references, *scan.no_claims]
    return sorted(
        (_MarkedSpan(one.start, one.end, one.words is not None, isinstance(one, Reference)) for one in found),
        key=lambda one: one.start,
    )


def _shield(text: str, spans: list[_MarkedSpan]) -> str:
    """The text, of the same length, with letters in the place of references."""
    parts: list[str] = []
    at = 0
    for one in spans:
        parts += [text[at : one.start], "x" * (one.end - one.start)]
        at = one.end
    return "".join([*parts, text[at:]])


def _double_braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def code_words(text: str, form: WordsForm) -> tuple[str, tuple[InlineCode, ...]]:
    """The coded words of a text, and its marks in order."""
    coder = _Coder(form)
    coded = coder.code_words(text)
    return coded, tuple(coder.codes)


def split_tokens(coded: str) -> list[str]:
    """Coded words as pieces: words with single braces, and tokens, in turn; the first piece is words."""
    pieces = [""]
    at = 0
    for match in _TOKEN.finditer(coded):
        pieces[-1] += coded[at : match.start()]
        at = match.end()
        if match[1]:
            pieces += [match[0], ""]
        elif len(match[0]) == 2:
            pieces[-1] += match[0][0]
        else:
            raise CodedWordsError(match[0])
    pieces[-1] += coded[at:]
    return pieces


def list_tokens(coded: str) -> list[str]:
    """The tokens of coded words, in order. Raises `CodedWordsError`."""
    return split_tokens(coded)[1::2]


def decode_words(coded: str, codes: tuple[InlineCode, ...]) -> str:
    """The text for which coded words stand. Raises `CodedWordsError` for a token of no mark."""
    texts = {code.token: code.text for code in codes}
    pieces = split_tokens(coded)
    for index in range(1, len(pieces), 2):
        if pieces[index] not in texts:
            raise CodedWordsError(pieces[index])
        pieces[index] = texts[pieces[index]]
    return "".join(pieces)


def encode_words(text: str, codes: tuple[InlineCode, ...], form: WordsForm) -> str | None:
    """The coded words of a translation, by the marks of its source; `None` where it has others."""
    coded, own = code_words(text, form)
    free: dict[tuple[CodeKind, str], list[InlineCode]] = {}
    for code in codes:
        free.setdefault((code.kind, code.text), []).append(code)
    numbers: dict[int, int] = {}
    tokens: dict[str, str] = {}
    for one in own:
        same = free.get((one.kind, one.text), [])
        if one.kind is CodeKind.END:
            wanted = numbers.get(one.number)
            match = next(
                (code for code in codes if code.kind is CodeKind.END and code.number == wanted), None
            )
            match = match if match is not None and match.text == one.text else None
        else:
            match = same.pop(0) if same else None
        if match is None:
            return None
        numbers[one.number] = match.number
        tokens[one.token] = match.token
    return "".join(
        _double_braces(piece) if index % 2 == 0 else tokens[piece]
        for index, piece in enumerate(split_tokens(coded))
    )


def describe_code(code: InlineCode) -> str:
    """A mark as it is told to a translator."""
    shown = " ".join(code.text.split()) or "end of the line"
    return f"{code.token} = {shown}"


IS_NO_CLAIM = f"[[{NO_CLAIM}:"
"""How the mark of a number that claims nothing begins."""
