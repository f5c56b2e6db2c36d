"""The sizes and formats of an image, the same bytes every time, made in a process of its own."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image

from dossier_timeline.media.image_process import (
    ImageBounds,
    make_renditions_apart,
    parse_renditions,
    write_renditions,
)
from dossier_timeline.media.renditions import (
    MAX_OPENED_BYTES,
    MAX_SHOWN_BYTES,
    list_sizes,
    make_renditions,
)
from dossier_timeline.media.unusable_file import UnusableFileError
from tests.helpers.image_making import make_image, make_svg


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((4000, 3000), [(480, 360), (960, 720), (1600, 1200)]),
        ((1000, 500), [(480, 240), (960, 480), (1000, 500)]),
        ((480, 300), [(480, 300)]),
        ((20, 4000), [(20, 4000)]),
        ((10, 20_000), [(4, 8000)]),
        ((1600, 20_000), [(480, 6000), (640, 8000)]),
        ((1, 1), [(1, 1)]),
        ((6000, 2), [(480, 1), (960, 1), (1600, 1)]),
    ],
)
def test_no_size_is_larger_than_the_image(size: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    assert list_sizes(*size) == sizes


def test_each_format_in_each_size_and_one_for_every_browser() -> None:
    made = make_renditions(make_image("JPEG", (600, 300)), "jpg")
    found = [(one.format, one.width, one.height) for one in made.files]
    assert found == [
        ("avif", 480, 240), ("avif", 600, 300), ("webp", 480, 240), ("webp", 600, 300), ("jpeg", 600, 300),
    ]  # fmt: skip
    for one in made.files:
        with Image.open(io.BytesIO(one.content)) as image:
            assert (image.size, image.format) == ((one.width, one.height), one.format.upper())
            assert not image.getexif()
            assert "icc_profile" not in image.info
    assert made == make_renditions(make_image("JPEG", (600, 300)), "jpg")
    assert parse_renditions(write_renditions(made)) == made


def test_a_very_high_image_is_made_narrower() -> None:
    made = make_renditions(make_image("PNG", (8, 17_000), mode="L"), "png")
    assert [(one.format, one.width, one.height) for one in made.files] == [
        ("avif", 3, 6375), ("webp", 3, 6375), ("png", 3, 6375),
    ]  # fmt: skip


def test_what_a_click_opens_is_larger_than_what_a_page_shows() -> None:
    made = make_renditions(make_image("PNG", (5000, 500)), "png").files
    assert max(one.width for one in made[:-1]) == 1600
    last = made[-1]
    assert (last.format, last.width, last.height) == ("png", 3200, 320)
    assert len(last.content) <= MAX_OPENED_BYTES


@pytest.mark.parametrize(("mode", "opened"), [("RGB", "jpeg"), ("RGBA", "png")])
def test_no_file_weighs_more_than_a_telephone_should_load(mode: str, opened: str) -> None:
    """Noise can't be packed, and a photograph that was saved as PNG hardly."""
    random = Random(1)
    width, height = 1000, 800
    noise = Image.frombytes(mode, (width, height), random.randbytes(width * height * len(mode)))
    written = io.BytesIO()
    noise.save(written, "PNG")
    *shown, last = make_renditions(written.getvalue(), "png").files
    assert max(len(one.content) for one in shown) <= MAX_SHOWN_BYTES
    assert len(last.content) <= MAX_OPENED_BYTES
    assert last.format == opened
    for name in ("avif", "webp"):
        widths = [one.width for one in shown if one.format == name]
        assert widths == sorted(set(widths))
        assert widths[-1] > 480
    for one in (*shown, last):
        assert abs(one.height - one.width * height / width) <= 1


@pytest.mark.process
def test_a_process_of_its_own_makes_the_same_and_says_why_it_cannot() -> None:
    content = make_image("PNG", (30, 20))
    assert make_renditions_apart(content, "png") == make_renditions(content, "png")
    with pytest.raises(UnusableFileError, match="<script>"):
        make_renditions_apart(make_svg("<script/>"), "svg")
    with pytest.raises(UnusableFileError, match="crash or takes too much"):
        make_renditions_apart(content, "png", ImageBounds(memory=1 << 20))
