"""Labels that stand alone again and again are headings, and so are the titles below them."""

from __future__ import annotations

from dossier_timeline.source_reading.cleaning_rules import find_cleaning_rules
from dossier_timeline.source_reading.document_reading import read_blocks
from dossier_timeline.source_reading.text_writing import write_source_text


def law(numbers: range, title: str = "Of the ships of") -> bytes:
    articles = (f"<p>Article {n}<p>{title} {n}<p>1. The first paragraph.<p>2. The second." for n in numbers)
    return ("<!doctype html><h1>A law</h1>" + "".join(articles)).encode()


def test_labels_with_titles() -> None:
    written = write_source_text(read_blocks(law(range(1, 5)), "html").blocks)
    assert written.headings == ("A law", *(f"Article {n} Of the ships of {n}" for n in range(1, 5)))
    assert find_cleaning_rules(written).sections == ("Article *", "A law")
    assert written.doubts == {}


def test_labels_whose_numbers_do_not_follow_each_other_are_doubtful() -> None:
    written = write_source_text(read_blocks(law(range(1, 20, 4)), "html").blocks)
    assert len(written.doubts["heading"]) == 5


def test_labels_without_titles() -> None:
    content = b"".join(b"<p>Article %d<p>1. The first.<p>2. The second." % n for n in range(1, 5))
    written = write_source_text(read_blocks(b"<html>" + content, "html").blocks)
    assert written.headings == ("Article 1", "Article 2", "Article 3", "Article 4")


def test_labels_that_stand_seldom() -> None:
    assert write_source_text(read_blocks(law(range(1, 3)), "html").blocks).headings == ("A law",)
