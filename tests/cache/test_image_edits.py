"""Edits of images: a build that takes over what it can publishes what a build from nothing would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cache.edited_project import EditedProject
from tests.helpers.illustrated_site import add_images
from tests.helpers.image_making import make_image, make_svg
from tests.helpers.sampling import sample
from tests.helpers.site_copies import changed

pytestmark = pytest.mark.process
_PHOTO = "content/images/De oude brug (kade).JPG"


def _write(root: Path, file: str, content: bytes) -> None:
    (root / file).write_bytes(content)


def _replace(file: str, before: str, after: str) -> Callable[[Path], None]:
    return lambda root: changed(root, [{"file": file, "replace": before, "with": after}])


def _rename_photo(root: Path) -> None:
    (root / _PHOTO).rename(root / "content/images/bridge.jpg")
    _replace("images.yml", '"De oude brug (kade).JPG"', "bridge.jpg")(root)


def _remove_photo(root: Path) -> None:
    (root / _PHOTO).unlink()
    text = (root / "content/images.yml").read_text("utf-8")
    (root / "content/images.yml").write_text(text[text.index("- id: bridge-map") :], "utf-8")
    _replace("actors.yml", "  images: [old-bridge]\n", "")(root)
    _replace("documents/plan-2019/document.yml", "images: [old-bridge]\n", "")(root)


_EDITS: dict[str, Callable[[Path], None]] = {
    "another picture of the same name": lambda root: _write(root, _PHOTO, make_image("JPEG", (500, 700))),
    "the same picture": lambda root: _write(root, _PHOTO, make_image("JPEG", (600, 300))),
    "a picture that is broken": lambda root: _write(root, _PHOTO, make_image("JPEG", (600, 300))[:300]),
    "the picture as it was": lambda root: _write(root, _PHOTO, make_image("JPEG", (600, 300))),
    "its words": _replace("images.yml", "A bridge with 3 arches", "An old bridge with 3 arches"),
    "its caption": _replace("images.yml", "Seen by the", "Watched by the"),
    "its credit": _replace("images.yml", "A. Photographer", "B. Photographer"),
    "its source": _replace("images.yml", "Town archive", "Archive of the town"),
    "its licence": _replace("images.yml", "CC-BY-4.0", "CC0-1.0"),
    "what allows another": _replace("images.yml", "public domain", "the public domain"),
    "a drawing": lambda root: _write(
        root, "content/images/map.svg", make_svg("<circle cx='30' cy='10' r='9'/>")
    ),
    "a file to download": lambda root: _write(root, "content/downloads/plan.pdf", b"%PDF-1.7\n%%EOF\n"),
    "the name of its file": _rename_photo,
    "the image that an event shows": _replace(
        "documents/plan-2019/document.yml", "images: [bridge-map]", "images: [bridge-map, old-bridge]"
    ),
}
"""By what is changed, one after the other."""


@pytest.mark.parametrize("every", sample([3, 1]))
def test_each_edit_of_an_image_is_published_as_from_nothing(every: int, tmp_path: Path) -> None:
    project = EditedProject.copy(tmp_path)
    add_images(project.root)
    before = project.build()
    assert before[0] is not None
    assert before == project.build_from_nothing()
    for number, (name, edit) in enumerate(_EDITS.items()):
        edit(project.root)
        if number % 3 == 0:
            project.forget_memory()
        built = project.build()
        if number % every == every - 1 or built[0] is None:
            assert built == project.build_from_nothing(), name
        if name not in ("the same picture", "the name of its file", "the picture as it was"):
            assert built != before, f"{name}: this edit shows nothing"
        before = built if built[0] is not None else before
    assert project.build() == project.build_from_nothing()


def test_what_was_made_of_a_removed_image_goes(tmp_path: Path) -> None:
    project = EditedProject.copy(tmp_path)
    add_images(project.root)
    before, _ = project.build()
    assert before is not None
    made = {path for path in before if "/old-bridge-" in path}
    assert len(made) > 2
    _remove_photo(project.root)
    after = project.build()
    assert after[0] is not None
    assert not made & after[0].keys()
    assert after == project.build_from_nothing()
