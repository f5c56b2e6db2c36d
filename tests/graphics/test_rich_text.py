"""Lines of words in drawings."""

from __future__ import annotations

from itertools import pairwise

from dossier_timeline.graphics.rich_text import Span, TextLine, measure_line, wrap_spans

SIZE = 13.0
WORDS = (Span("560", is_bold=True), Span("· 34 short of the target of 594"))


def _read(lines: tuple[TextLine, ...]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def test_no_word_stands_alone_on_the_last_line_where_there_is_room_for_two() -> None:
    whole = measure_line(wrap_spans(WORDS, SIZE, 10_000)[0], SIZE)
    assert _read(wrap_spans(WORDS, SIZE, whole - 1)) == ["560 · 34 short of the target", "of 594"]


def test_lines_say_every_word_in_order_and_fit() -> None:
    widest = max(measure_line([Span(word)], SIZE) for span in WORDS for word in span.text.split())
    for room in range(int(widest * 2) + 1, 300):
        lines = wrap_spans(WORDS, SIZE, room)
        assert " ".join(" ".join(_read(lines)).split()) == "560 · 34 short of the target of 594"
        assert all(measure_line(line, SIZE) <= room for line in lines)


def test_two_long_words_are_not_put_on_one_line() -> None:
    lines = _read(wrap_spans([Span("a verylongwordindeed anotherlongword")], SIZE, 160))
    assert all(earlier and later for earlier, later in pairwise(lines))
    assert lines[-1] == "anotherlongword"
