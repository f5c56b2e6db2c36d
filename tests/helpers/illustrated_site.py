"""The small good site with images and a file to download."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.image_making import make_image, make_svg
from tests.helpers.site_copies import changed, copied

IMAGES = """\
- id: old-bridge
  file: "De oude brug (kade).JPG"
  description: {en: "A bridge with 3 arches.", nl: Een brug met drie bogen.}
  caption: {en: "Seen by the [[town-council]].", nl: "Gezien door de [[town-council]]."}
  credit: A. Photographer
  source: {en: Town archive, nl: Stadsarchief}
  url: https://archive.example.org/1
  licence: CC-BY-4.0
- id: bridge-map
  file: map.svg
  description: {en: A map., nl: Een kaart.}
  credit: {en: The makers, nl: De makers}
  allowed_by: {name: {en: public domain, nl: publiek domein}}
"""
DOWNLOADS = """\
- id: plan-pdf
  file: plan.pdf
  name: {en: The plan, nl: Het plan}
  language: nl
"""
PLAN = "documents/plan-2019"


def illustrate_site(folder: Path) -> Path:
    """A copy of the good site with images on a document, an event, a person and in a text."""
    root = copied(folder)
    add_images(root)
    return root


def add_images(root: Path) -> None:
    """Put images on a document, an event, a person and in a text of a copy of the good site."""
    content = root / "content"
    (content / "images").mkdir()
    (content / "downloads").mkdir()
    (content / "images/De oude brug (kade).JPG").write_bytes(make_image("JPEG", (600, 300)))
    (content / "images/map.svg").write_bytes(make_svg())
    (content / "downloads/plan.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 311_900 + b"\n%%EOF\n")
    changed(
        root,
        [
            {"file": "images.yml", "write": IMAGES},
            {"file": "downloads.yml", "write": DOWNLOADS},
            {
                "file": f"{PLAN}/document.yml",
                "replace": "key_facts:",
                "with": "images: [old-bridge]\ndownloads: [plan-pdf]\nkey_facts:",
            },
            {
                "file": f"{PLAN}/document.yml",
                "replace": "  - id: plan-sent\n",
                "with": "  - id: plan-sent\n    images: [bridge-map]\n",
            },
            {
                "file": "actors.yml",
                "replace": "- id: brugstede\n",
                "with": "- id: brugstede\n  images: [old-bridge]\n",
            },
        ],
    )
    for language in ("en", "nl"):
        text = content / PLAN / f"{language}.md"
        text.write_text(f"{text.read_text('utf-8').rstrip()}\n\n[[bridge-map]]\n\n[[plan-pdf]].\n", "utf-8")
