"""The logo at the top of every page: the file that is sharp there, and the one for dark paper."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from dossier_timeline.media.published_media import ImageFile, PublishedImage
from dossier_timeline.model.base import Words
from dossier_timeline.model.media import Image, Permission
from dossier_timeline.model.style import Style
from dossier_timeline.site.media_figures import make_logo


def _publish(name: str, *, has_alpha: bool) -> PublishedImage:
    files = (
        ImageFile(f"{name}-60.webp", "webp", 60, 30),
        ImageFile(f"{name}-240.webp", "webp", 240, 120),
        ImageFile(f"{name}-480.webp", "webp", 480, 240),
        ImageFile(f"{name}-480.png", "png", 480, 240),
    )
    return PublishedImage(files, has_alpha)


def _context(style: Style, *, has_alpha: bool = True) -> Any:
    words = Words({"nl": "Beeldmerk", "en": "Mark"})
    image = Image(
        id="mark", file="mark.svg", description=words, credit="The town", allowed_by=Permission(name="Theirs")
    )
    published = {name: _publish(name, has_alpha=has_alpha) for name in ("mark", "mark-light")}
    return SimpleNamespace(
        dossier=SimpleNamespace(settings=SimpleNamespace(style=style), by_id={"mark": image}),
        language_context=SimpleNamespace(images=published),
        names=SimpleNamespace(plain_words=lambda given: cast("Words", given)["en"]),
        file_href=lambda path: f"../{path}",
    )


def test_there_is_none_where_none_is_named() -> None:
    assert make_logo(_context(Style())) is None


def test_the_smallest_sharp_file_is_shown() -> None:
    logo = make_logo(_context(Style(logo="mark")))
    assert logo is not None
    assert (logo.src, logo.width, logo.height, logo.description) == ("../mark-240.webp", 240, 120, "Mark")
    assert logo.is_on_paper
    assert logo.on_dark == ""
    opaque = make_logo(_context(Style(logo="mark"), has_alpha=False))
    assert opaque is not None
    assert not opaque.is_on_paper


def test_another_stands_on_dark_paper() -> None:
    logo = make_logo(_context(Style(logo="mark", logo_on_dark="mark-light")))
    assert logo is not None
    assert logo.on_dark == "../mark-light-240.webp"
    assert not logo.is_on_paper
