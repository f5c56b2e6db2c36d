"""PDF files that tests make: letters of the standard fonts at the places that a test says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {
    "regular": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
    "mono": "Courier",
}


@dataclass(frozen=True)
class Printed:
    """Words at a place, in points from the lower left corner."""

    left: float
    baseline: float
    text: str
    size: float = 10
    font: str = "regular"
    turn: int = 0
    """Degrees, against the clock: 0 or 90."""


def printed_lines(
    left: float,
    top: float,
    lines: Sequence[str],
    *,
    leading: float = 12,
    size: float = 10,
    font: str = "regular",
) -> list[Printed]:
    """Lines below each other."""
    return [Printed(left, top - number * leading, line, size) for number, line in enumerate(lines)]


def make_pdf(
    pages: Sequence[Sequence[Printed]],
    *,
    outline: Sequence[str] = (),
    width: float = 595,
    height: float = 842,
    rotate: int = 0,
) -> bytes:
    """A PDF with these words; each title of the outline leads to the first page."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    fonts = {
        name: add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode())
        for name, base in FONTS.items()
    }
    resources = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    kids = []
    for page in pages:
        stream = b"\n".join(_print_words(words) for words in page)
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] /Rotate {rotate} "
                f"/Resources << /Font << {resources} >> >> /Contents {content} 0 R >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    root = ""
    if outline:
        top = len(objects) + 1
        first, last = top + 1, top + len(outline)
        add(f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(outline)} >>".encode())
        for number, title in enumerate(outline, first):
            before = f"/Prev {number - 1} 0 R" if number > first else ""
            after = f"/Next {number + 1} 0 R" if number < last else ""
            place = f"/Parent {top} 0 R {before} {after} /Dest [{kids[0]} 0 R /Fit]"
            add(f"<< /Title ({title}) {place} >>".encode("cp1252"))
        root = f" /Outlines {top} 0 R"
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R{root} >>".encode()
    return _write_file(objects)


def _print_words(words: Printed) -> bytes:
    text = words.text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    matrix = "0 1 -1 0" if words.turn else "1 0 0 1"
    start = f"BT /{words.font} {words.size} Tf {matrix} {words.left} {words.baseline} Tm (".encode()
    return start + text + b") Tj ET"


def _write_file(objects: Sequence[bytes]) -> bytes:
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return file + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
