"""Images that anybody may have made: what is read of them, and why others aren't."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from dossier_timeline.media.image_reading import read_image
from dossier_timeline.media.unusable_file import UnusableFileError
from tests.helpers.image_making import make_image

PLACE = b"52.01 north"


def make_exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize(
    ("form", "ending", "mode"),
    [
        *[(form, form.lower(), "RGB") for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")],
        ("JPEG", "JPG", "CMYK"),
        ("JPEG", "jpg", "L"),
        ("PNG", "png", "P"),
        ("PNG", "png", "1"),
        ("PNG", "png", "I;16"),
        ("TIFF", "tif", "CMYK"),
        ("PNG", "png", "LA"),
    ],
)
def test_every_kind_of_pixels_is_read(form: str, ending: str, mode: str) -> None:
    if mode == "I;16":
        written = io.BytesIO()
        Image.linear_gradient("L").convert("I;16").point(lambda value: value * 256).save(written, form)
        image, _ = read_image(written.getvalue(), ending)
        top, bottom = image.getpixel((0, 0)), image.getpixel((0, 255))
    else:
        image, _ = read_image(make_image(form, mode=mode), ending)
        top, bottom = image.getpixel((12, 2)), image.getpixel((12, 13))
    assert image.mode == "RGB"
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] + 60 < bottom[0]


def test_an_image_is_turned_as_the_camera_was_held() -> None:
    image, _ = read_image(make_image("JPEG", (40, 20), exif=make_exif(6)), "jpg")
    assert image.size == (20, 40)
    left, right = image.getpixel((2, 20)), image.getpixel((17, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > right[0]


def test_nothing_but_pixels_is_left() -> None:
    image, _ = read_image(make_image("JPEG", exif=make_exif(1), comment=PLACE), "jpg")
    assert not image.info
    assert not image.getexif()


def test_colours_of_another_profile_are_converted() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one in (profile, wide, b"this is no profile"):
        image, _ = read_image(make_image("PNG", icc_profile=one), "png")
        assert image.getpixel((1, 1)) == (40, 40, 40)
        assert "icc_profile" not in image.info


def test_what_shines_through_is_kept_and_an_unused_channel_is_not() -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 128))
    for image, mode in ((clear, "RGBA"), (Image.new("RGBA", (4, 4), (255, 0, 0, 255)), "RGB")):
        written = io.BytesIO()
        image.save(written, "PNG")
        assert read_image(written.getvalue(), "png")[0].mode == mode


def _moving(form: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (0, 90, 200)]
    written = io.BytesIO()
    frames[0].save(written, form, save_all=True, append_images=frames[1:])
    return written.getvalue()


def _large(width: int, height: int) -> bytes:
    """The head of a PNG that says so, without any pixels."""
    small = make_image()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    import zlib

    chunk = b"IHDR" + head + small[24:29]
    return small[:8] + small[8:12] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize(
    ("content", "ending", "said"),
    [
        (b"", "jpg", "no image of a kind"),
        (b"<html><script>alert(1)</script>", "png", "no image of a kind"),
        (b"%PDF-1.4", "jpg", "no image of a kind"),
        (make_image("BMP"), "png", "no image of a kind"),
        (make_image("PNG"), "jpg", "is PNG, and its name ends in “.jpg”"),
        (make_image("JPEG", (200, 200))[:400], "jpg", "broken"),
        (make_image("PNG")[:-30], "png", "broken"),
        (_moving("GIF"), "gif", "3 pictures, and moves"),
        (_moving("WEBP"), "webp", "3 pictures, and moves"),
        (_moving("PNG"), "png", "3 pictures, and moves"),
        (_moving("TIFF"), "tif", "3 pages"),
        (_large(9000, 9000), "png", "9000 × 9000 pixels"),
        (_large(60_000, 2), "png", "60000 × 2 pixels"),
        (_large(200_000, 200_000), "png", "64 million"),
    ],
)
def test_what_cannot_be_shown_is_told(content: bytes, ending: str, said: str) -> None:
    with pytest.raises(UnusableFileError) as told:
        read_image(content, ending)
    assert said in told.value.message
    assert told.value.hint


def test_a_photograph_with_others_behind_it_is_one() -> None:
    frames: list[Any] = [Image.new("RGB", (32, 32), (shade, 0, 0)) for shade in (0, 200)]
    written = io.BytesIO()
    frames[0].save(written, "MPO", save_all=True, append_images=frames[1:])
    image, is_graphic = read_image(written.getvalue(), "jpg")
    assert image.size == (32, 32)
    assert not is_graphic
