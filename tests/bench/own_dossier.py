"""The dossier of this repository, as the files of a site, and what is edited in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from tests.bench import edits as work
from tests.bench.edits import Edit, spell
from tests.bench.generators import MKDOCS_BUILD, OUR_LEFTOVERS, OURS, OURS_UNSEARCHED, Generator
from tests.bench.synthetic import Files
from tests.helpers.files import ROOT

DossierFiles = Mapping[str, str]
"""The texts of a dossier's files, by path."""

_DOCUMENT = "content/documents/news-2014"
_TEXT = f"{_DOCUMENT}/en.md"
_RECEIPT = "verification.json"
_PAGE = "en/documents/news-item-2014/"
_TERM = "live-streamed abuse"
_LABEL = "participants in the conference in Amsterdam"
_VALUE = "    value: 150\n"


def read_own_dossier() -> DossierFiles:
    """Return the files of its content, without the receipt: by it no value may change without the sources."""
    content = ROOT / "content"
    files = (path for path in sorted(content.rglob("*")) if path.is_file() and path.name != _RECEIPT)
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}


def list_own_generators() -> tuple[Generator[DossierFiles], ...]:
    """Return this generator with search and without, configured as the repository's own site but for that."""
    serve = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}")

    def make_site(search: str) -> Callable[[DossierFiles], Files]:
        settings = (
            f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_url: https://example.org/\ntheme: dossier\n"
            f"plugins:\n  - dossier: {{search: {search}}}\n"
        )
        return lambda files: iter({**files, "mkdocs.yml": settings}.items())

    return (
        Generator(OURS, make_site("true"), MKDOCS_BUILD, OUR_LEFTOVERS, "site", serve),
        Generator(OURS_UNSEARCHED, make_site("false"), MKDOCS_BUILD, OUR_LEFTOVERS, "site"),
    )


def list_own_edits() -> tuple[Edit[DossierFiles], ...]:
    """Return the kinds of work on this repository's dossier."""

    first: dict[str, str] = {}

    def keep(files: DossierFiles, turn: int) -> DossierFiles:
        return files

    def replace_in(path: str, words: str, name: Callable[[int], str]) -> Callable[..., DossierFiles]:
        """Put other words in the place of `words`; the rest of the file is as it was first."""

        def change(files: DossierFiles, turn: int) -> DossierFiles:
            begun = first.setdefault(path, files[path])
            if begun.count(words) != 1:
                raise SystemExit(f"{path} has {words!r} not just once: see {__name__}")
            return {**files, path: begun.replace(words, name(turn))}

        return change

    def name_sentence(turn: int) -> str:
        return f"This was read again, time {spell(turn)}."

    def add_sentence(files: DossierFiles, turn: int) -> DossierFiles:
        begun = first.setdefault(_TEXT, files[_TEXT])
        return {**files, _TEXT: f"{begun}\n{name_sentence(turn)}\n"}

    def count_again(turn: int) -> str:
        return f"    value: {1000 + turn}\n"

    def name_label(turn: int) -> str:
        return f"{_LABEL} at time {spell(turn)}"

    def name_term(turn: int) -> str:
        return f"{_TERM} at time {spell(turn)}"

    return (
        Edit(work.FROM_NOTHING, keep, lambda turn: "", _PAGE, is_from_nothing=True),
        Edit(work.NOTHING, keep, lambda turn: "", _PAGE),
        Edit(work.SENTENCE, add_sentence, name_sentence, _PAGE),
        Edit(
            work.VALUE,
            replace_in(f"{_DOCUMENT}/document.yml", _VALUE, count_again),
            lambda turn: f"1,{turn:03}",
            _PAGE,
        ),
        Edit(work.LABEL, replace_in(f"{_DOCUMENT}/document.yml", _LABEL, name_label), name_label, _PAGE),
        Edit(work.TERM, replace_in("content/terms.yml", _TERM, name_term), name_term, _PAGE),
    )
