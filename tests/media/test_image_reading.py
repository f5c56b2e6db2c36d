"""Images that anybody may have made: what is read of them, and why others aren't."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.Image import Transpose

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


def _paint_corners() -> Image.Image:
    corners = Image.new("RGB", (40, 20), "white")
    for colour, box in {"red": (0, 0, 20, 10), "lime": (20, 0, 40, 10), "blue": (0, 10, 20, 20)}.items():
        corners.paste(colour, box)
    return corners


_HELD = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""By what a camera notes: how the picture lies in its file."""


@pytest.mark.parametrize(
    ("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("TIFF", "tif"), ("AVIF", "avif")]
)
@pytest.mark.parametrize("noted", range(1, 9))
def test_an_image_is_turned_as_the_camera_was_held(form: str, ending: str, noted: int) -> None:
    corners = _paint_corners()
    written = io.BytesIO()
    lying = corners.transpose(_HELD[noted]) if noted in _HELD else corners
    lying.save(written, form, exif=make_exif(noted))
    image, _ = read_image(written.getvalue(), ending)
    assert image.size == (40, 20)
    for place in ((5, 5), (35, 5), (5, 15), (35, 15)):
        found, wanted = image.getpixel(place), corners.getpixel(place)
        assert isinstance(found, tuple)
        assert isinstance(wanted, tuple)
        assert [value > 128 for value in found] == [value > 128 for value in wanted]


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


def _swap_primaries(profile: bytes) -> bytes:
    """A profile in which red and blue have changed places."""
    return profile.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_kept_when_their_profile_goes(mode: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    written = io.BytesIO()
    Image.new("RGB", (4, 4), (250, 10, 10)).convert(mode).save(
        written, "PNG", icc_profile=_swap_primaries(profile)
    )
    pixel = read_image(written.getvalue(), "png")[0].getpixel((1, 1))
    assert isinstance(pixel, tuple)
    assert pixel[0] < 80
    assert pixel[2] > 200


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _write_png(kind: int, row: tuple[int, ...], *more: bytes, width: int = 2) -> bytes:
    """One row of 16 bits a value, written by hand, as Pillow writes no such PNG."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 16, kind, 0, 0, 0))
    values = b"\0" + struct.pack(f">{len(row)}H", *row)
    end = _chunk(b"IDAT", zlib.compress(values)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + end


@pytest.mark.parametrize(
    ("content", "pixels"),
    [
        (
            _write_png(0, (0x8000, 0), _chunk(b"tRNS", b"\x80\0")),
            [(128, 128, 128, 0), (0, 0, 0, 255)],
        ),
        (
            _write_png(2, (0x8000, 0x4000, 0, 0xFFFF, 0xFFFF, 0), _chunk(b"tRNS", b"\x80\0\x40\0\0\0")),
            [(128, 64, 0, 0), (255, 255, 0, 255)],
        ),
        (_write_png(4, (0x8000, 0x4000, 0xFFFF, 0xFFFF)), [(128, 128, 128, 64), (255, 255, 255, 255)]),
        # Half of the light, which sRGB writes as 188.
        (_write_png(0, (0x8000, 0), _chunk(b"gAMA", struct.pack(">I", 100_000))), [(188,) * 3, (0, 0, 0)]),
        (_write_png(0, (0x8000, 0), _chunk(b"gAMA", struct.pack(">I", 45_455))), [(128,) * 3, (0, 0, 0)]),
    ],
)
def test_16_bits_a_value_and_their_brightness_are_read(content: bytes, pixels: list[tuple[int, ...]]) -> None:
    image, _ = read_image(content, "png")
    assert [image.getpixel((place, 0)) for place in (0, 1)] == pixels


def test_a_grey_profile_holds_beside_what_shines_through() -> None:
    written = io.BytesIO()
    Image.new("LA", (4, 4), (128, 100)).save(written, "PNG", icc_profile=_make_grey_profile(1.0))
    pixel = read_image(written.getvalue(), "png")[0].getpixel((1, 1))
    assert isinstance(pixel, tuple)
    assert pixel[0] == pixel[2] > 180
    assert pixel[3] == 100


def _make_grey_profile(gamma: float) -> bytes:
    """A profile of ICC, version 2, for grey values of a gamma."""
    curve = b"curv" + bytes(4) + struct.pack(">IH2x", 1, round(gamma * 256))
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    name = b"desc" + bytes(4) + struct.pack(">I", 5) + b"grey\0" + bytes(78) + b"\0"
    tags = {b"desc": name, b"kTRC": curve, b"wtpt": white}
    offset, body, entries = 128 + 4 + 12 * 3, b"", b""
    for tag, content in tags.items():
        entries += tag + struct.pack(">II", offset + len(body), len(content))
        body += content
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"GRAY", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    return head + struct.pack(">I", 3) + entries + body


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
    chunk = b"IHDR" + head + small[24:29]
    return small[:8] + small[8:12] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize(
    ("content", "ending", "said"),
    [
        (b"", "jpg", "is empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "jpg", "this is HEIC"),
        (b"\x1f\x8b\x08", "svg", "no image of a kind"),
        (make_image("TIFF", mode="F"), "tif", "values of 32 bits"),
        (make_image("TIFF", mode="I"), "tif", "values of 32 bits"),
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
        (_moving("AVIF"), "avif", "3 pictures, and moves"),
        (_moving("GIF")[:-20], "gif", "broken"),
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
