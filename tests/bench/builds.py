"""Builds from the command line, after each kind of work, by turns of the generators."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from tests.bench.edits import Edit, State
from tests.bench.generators import Generator, WorkingSite
from tests.bench.measuring import measure_time
from tests.bench.results import Measurement

Digests = Mapping[str, bytes]
"""A digest of each file of a built site, by path."""

_UNTOLD = ("pagefind/", "manifest.json", "data/datapackage.json", "sitemap", "assets/cards/")
"""How the paths begin of files that aren't looked into."""


def measure_builds(
    dossier: str,
    state: State,
    generators: Sequence[Generator[State]],
    edits: Sequence[Edit[State]],
    runs: int,
    folder: Path,
) -> Iterator[Measurement]:
    """Yield what each generator's build costs after each edit; the files that differ are counted once."""
    sites = [WorkingSite(one, folder / str(number)) for number, one in enumerate(generators)]
    digests: dict[str, Digests] = {}
    for run in range(1, runs + 1):
        for place, edit in enumerate(edits):
            turn = run * len(edits) + place
            state = edit.change(state, turn)
            for site in sites:
                name = site.generator.name
                site.write(state)
                if edit.is_from_nothing:
                    site.forget()
                elif not site.generator.remembers:
                    continue
                cost = measure_time(site.generator.build, site.folder)
                print(f"{dossier}: {name}: {edit.name} in {cost.passed:.2f} s", file=sys.stderr, flush=True)
                figures = {"passed": cost.passed, "processor": cost.processor}
                if run == 1 and site.generator.output:
                    found = digest_files(site)
                    figures |= count_files(site, digests.get(name, {}), found, edit.shown(turn))
                    digests[name] = found
                yield Measurement("build", dossier, name, edit.name, figures)


def digest_files(site: WorkingSite[State]) -> Digests:
    """Return a digest of each file of a built site."""
    return {
        file.relative_to(site.output).as_posix(): blake2b(file.read_bytes(), digest_size=16).digest()
        for file in site.output_files()
    }


def count_files(site: WorkingSite[State], before: Digests, now: Digests, shown: str) -> dict[str, float]:
    """Return how many files there are, how many differ from before, and how many of these don't show it.

    A file shows it that has the words, or an address made of them. The lists of all files change with any of
    them, a file of the search's index is compressed, and a card is a picture: these aren't looked into.
    """
    different = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
    telling = (path for path in different if path in now and not path.startswith(_UNTOLD))
    signs = [words.encode() for words in (shown, shown.lower().replace(" ", "-"))]
    unshown = sum(not any(sign in (site.output / path).read_bytes() for sign in signs) for path in telling)
    return {"files": len(now), "different": len(different), "unshown": unshown}
