"""Card images: their size, what they show, and that a letter which the font lacks leaves no box."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dossier_timeline.graphics.card_drawing import (
    CARD_HEIGHT,
    CARD_WIDTH,
    MOST_BYTES,
    CardText,
    draw_card,
)
from dossier_timeline.graphics.packaged_font import COMMON_LETTERS, has_all_letters, has_letter
from tests.helpers.sampling import sample

NAME = "Bridges 1990–2020"
CARD = CardText("What was promised?", "1 June 2015 · Letter", NAME)


def open_card(text: CardText) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(text))).convert("L")


def find_ink(card: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """Where letters stand between two heights, right of the rail: left, top, right, bottom."""
    part = card.crop((110, top, CARD_WIDTH - 110, bottom))
    return part.point([255 if grey < 200 else 0 for grey in range(256)]).getbbox()


def test_a_card_is_a_png_of_the_size_that_networks_ask_for() -> None:
    content = draw_card(CARD)
    assert content.startswith(b"\x89PNG")
    assert Image.open(io.BytesIO(content)).size == (CARD_WIDTH, CARD_HEIGHT) == (1200, 630)
    assert len(content) < MOST_BYTES


def test_a_card_is_drawn_in_the_same_bytes_again() -> None:
    assert draw_card(CARD) == draw_card(CardText("What was promised?", "1 June 2015 · Letter", NAME))
    assert draw_card(CARD) != draw_card(CardText("What was kept?", "1 June 2015 · Letter", NAME))


def test_name_title_and_detail_stand_below_each_other() -> None:
    card = open_card(CARD)
    assert find_ink(card, 84, 130)
    assert find_ink(card, 165, 500)
    assert find_ink(card, 538, 590)


@pytest.mark.parametrize("word", ["Wort ", "W@#%&MÅ ", "x", "gy\u00e7 ", "कि"])
@pytest.mark.parametrize("letters", sample([600, 8000]))
def test_a_title_that_is_too_long_stays_on_the_card(word: str, letters: int) -> None:
    words = word * (letters // len(word))
    content = draw_card(CardText(words, words, words))
    assert len(content) <= MOST_BYTES
    card = Image.open(io.BytesIO(content)).convert("L")
    right = card.crop((CARD_WIDTH - 80, 0, CARD_WIDTH, CARD_HEIGHT))
    assert right.getextrema()[0] == right.getextrema()[1], "nothing stands in the margin"


@pytest.mark.parametrize("title", ["約束は守られたか", "هل تم الوفاء؟", "What 約束?"])
def test_a_line_with_letters_that_the_font_lacks_is_left_out(title: str) -> None:
    assert not has_all_letters(title)
    card = open_card(CardText(title, "2015", NAME))
    assert find_ink(card, 165, 500) is None
    assert find_ink(card, 84, 130)


def test_latin_greek_and_cyrillic_letters_are_there() -> None:
    assert has_all_letters("Łódź, Čeština, İstanbul, Ελλάδα, Москва – “a” ‘b’ „c“ … · ß ș Ñ 2015")


def test_common_letters_are_in_the_font() -> None:
    assert [letter for letter in COMMON_LETTERS if not has_letter(letter)] == []


def test_a_card_from_right_to_left_is_turned_round() -> None:
    left = open_card(CardText("", "", ""))
    right = open_card(CardText("", "", "", is_right_to_left=True))
    assert right.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes() == left.tobytes()
    named = find_ink(open_card(CardText("", "", NAME, is_right_to_left=True)), 84, 130)
    assert named is not None
    assert named[2] > 900
