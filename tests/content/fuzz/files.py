"""Whole files that are broken: their bytes, their names, what they are instead."""

# ruff: noqa: E501
from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.content.fuzz.inputs import Change, Input, chance_of, written
from tests.helpers.files import GOOD

Bytes = Callable[[random.Random, bytes], bytes]


def _line(do: Callable[[random.Random, list[bytes], int], None]) -> Bytes:
    def broken(chance: random.Random, content: bytes) -> bytes:
        lines = content.split(b"\n")
        for _ in range(chance.randint(1, 5)):
            do(chance, lines, chance.randrange(len(lines)))
            lines = lines or [b""]
        return b"\n".join(lines)

    return broken


def _swap(chance: random.Random, lines: list[bytes], at: int) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _sign(chance: random.Random, lines: list[bytes], at: int) -> None:
    old, new = chance.choice(b":{}[]-\"'#,|>&*!%@` \n"), chance.choice(b":{}[]-\"'#,|>&*!%@` \t")
    lines[at] = lines[at].replace(bytes([old]), bytes([new]), chance.randint(1, 3))


BYTES: dict[str, Bytes] = {
    "truncated": lambda c, b: b[: c.randrange(len(b) + 1)],
    "beginning lost": lambda c, b: b[c.randrange(len(b) + 1) :],
    "encodings": lambda c, b: c.choice(
        [b.decode().encode("utf-16"), b.decode().encode("utf-16-be"), b.decode().encode("utf-32"),
         b.decode().encode("cp1252", "replace") + "é“".encode("cp1252"), b"\xef\xbb\xbf" * 2 + b, b"\xff" + b, b + b"\xc3",
         b.replace(b"e", "ë".encode("latin-1")), b.replace(b"e", b"\xed\xa0\x80", 1), b.replace(b"a", b"\xc0\x80", 1)]
    ),
    "nuls": lambda c, b: c.choice([b"\0" + b, b + b"\0" * 9, b.replace(b"\n", b"\0\n", 3), b"\0" * 5000, b.replace(b" ", b"\x1b[2J", 2)]),
    "line ends": lambda c, b: c.choice(
        [b.replace(b"\n", b"\r"), b.replace(b"\n", b"\r\n"), b.replace(b"\n", b"\n\r"), b.replace(b"\n", "\u2028".encode()),
         b.replace(b"\n", "\x85".encode()), b.replace(b"\n", b" "), b.replace(b"\n", b"\x0c\n")]
    ),
    "tabs": _line(lambda c, lines, at: lines.__setitem__(at, b"\t" * c.randint(1, 3) + lines[at])),
    "indents": _line(lambda c, lines, at: lines.__setitem__(at, b" " * c.randint(1, 5) + lines[at].lstrip())),
    "lines lost": _line(lambda _, lines, at: lines.__delitem__(at) if len(lines) > 1 else None),
    "lines doubled": _line(lambda c, lines, at: lines.insert(c.randrange(len(lines)), lines[at])),
    "lines swapped": _line(_swap),
    "signs": _line(_sign),
    "enormous": lambda c, b: c.choice(
        [b * (1 + 1_050_000 // (len(b) + 1)), b * 40, b + b"\n" * 400_000, b + b"#" + b"x" * 900_000, b + b"x" * 3_000_000,
         b + b" " * 800_000, b + b"- " * 20_000, b + b"\n".join(b"k%d: v" % n for n in range(40_000))]
    ),
    "something else": lambda c, b: c.choice(
        [b"", b"\n", b"---\n", b"...", b"%YAML 9.9\n---\n", b"<html>", b"PK\x03\x04", b"{}", b"[]", b"null", b"x", b"- - - -",
         b"\x7fELF" + bytes(range(256)), b"--- |\n x\n--- \n y", b"# only a remark"]
    ),
}  # fmt: skip


def _instead(what: str) -> Callable[[str], Change]:
    def of(path: str) -> Change:
        def change(root: Path) -> None:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            match what:
                case "a folder":
                    file.mkdir()
                    (file / "x.md").write_text("x")
                case "a pipe":
                    os.mkfifo(file)
                case "a link out":
                    file.symlink_to("/etc/passwd")
                case "a link to a device":
                    file.symlink_to("/dev/zero")
                case "the terminal":
                    file.symlink_to("/dev/stdin")
                case "a device that answers slowly":
                    file.symlink_to("/dev/random")
                case "the environment":
                    file.symlink_to("/proc/self/environ")
                case "the memory of the process":
                    file.symlink_to("/proc/self/mem")
                case "a huge file":
                    file.touch()
                    os.truncate(file, 1 << 40)
                case "a link to itself":
                    file.symlink_to(file)
                case "a dead link":
                    file.symlink_to(root / "nowhere")
                case "a link inside":
                    file.symlink_to(root / "content" / "dossier.yml")

        return change

    return of


INSTEAD = (
    "nothing", "a folder", "a pipe", "a link out", "a link to a device", "a link to itself", "a dead link",
    "a link inside", "the terminal", "a device that answers slowly", "the environment",
    "the memory of the process", "a huge file",
)  # fmt: skip
NAMES = (
    "a b.md", "n\nl.md", "\n.yml", "😀.md", "\u202egnp.md", "اللغة.md", "nl .md", "NL.md", "Dossier.yml", "nl.MD", "nl.md.md",
    "x" * 250 + ".md", "-rf.md", "con.md", "\x1b[31m.md", "\x07.yml", "nl.markdown", ".nl.md", "a\\b.md", "%s.md", "{{x}}.md",
    "zz.md", "nl-NL.md", "e\u0301.md", "<b>.md", "verification.json", "index.html", "..md", "document.yaml", "café.yml",
)  # fmt: skip
FOLDERS = (
    "content", "content/documents", "content/documents/plan-2019", "content/pages", "content/pages/about", "templates",
    "content/documents/new", "content/pages/new-page", "content/documents/A B", "content/pages/😀", "content/pages/x\ny",
)  # fmt: skip


OTHERS = (
    "published-addresses.txt", "content/verification.json", "content/more.yml", "more", "templates/more",
    "templates/pages/method.html", "templates/components/badge/badge.html", "templates/assets/css/99-own.css",
    "templates/assets/mark.svg", "templates/locales/en/LC_MESSAGES/messages.po",
    "templates/locales/nl/evidence.yml", "sources/more.txt",
)  # fmt: skip
"""Where else something may stand that is read, or looked at."""


def content_files() -> list[str]:
    """Every file of the good site that content is read from, and its source texts."""
    return sorted(
        f"{folder}/{p.relative_to(GOOD / folder).as_posix()}"
        for folder in ("content", "sources")
        for p in (GOOD / folder).rglob("*")
        if p.is_file()
    )


def file_inputs(seed: int, per_file: int) -> Iterator[Input]:
    """Each file with some mutations of its bytes, in turn."""
    kinds = list(BYTES)
    for number, path in enumerate(content_files()):
        content = (GOOD / path).read_bytes()
        for turn in range(per_file):
            kind = kinds[(number * 7 + turn) % len(kinds)]
            chance = chance_of(seed, path, kind, turn)
            yield Input("file", kind, path, written(path, BYTES[kind](chance, content)))


def instead_inputs(seed: int, share: int) -> Iterator[Input]:
    """Files that are something else, or are not there: one in `share` of all."""
    for number, path in enumerate((*content_files(), *OTHERS)):
        for turn, what in enumerate(INSTEAD):
            if (number + turn + seed) % share == 0:
                yield Input("file", "instead", f"{what} for {path}", _instead(what)(path))


def name_inputs(seed: int, share: int) -> Iterator[Input]:
    """Files and folders with odd names: one in `share` of all."""
    for number, folder in enumerate(FOLDERS):
        for turn, name in enumerate(NAMES):
            if (number + turn + seed) % share == 0:
                yield Input(
                    "name",
                    "names",
                    f"{folder}/{name}"[:90],
                    written(f"{folder}/{name}", b"# x {#x}\n\nText.\n"),
                )
    yield Input("name", "names", "bytes that are no letters", _bytes_as_name)
    yield Input("name", "names", "thousands of files", _thousands)


def _bytes_as_name(root: Path) -> None:
    for folder in ("content", "content/pages", "content/documents/plan-2019", "templates"):
        (root / folder).mkdir(exist_ok=True)
        Path(os.fsdecode(os.fsencode(root / folder) + b"/\xff\xfe.md")).write_bytes(b"x")


def _thousands(root: Path) -> None:
    for number in range(3000):
        (root / f"content/pages/about/p{number}.md").write_bytes(b"x")


def catalogue(language: str) -> bytes:
    """The packaged catalogue of a language."""
    return (GOOD.parents[2] / f"templates/locales/{language}/LC_MESSAGES/messages.po").read_bytes()
