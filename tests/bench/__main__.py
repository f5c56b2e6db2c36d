"""Measure this generator beside Hugo and MkDocs, and say whether the goals are met.

    python -m tests.bench [--documents 1000 --documents 10000] [--runs 3] [--part builds --part pages]
                          [--work "a value"] [--without check] [--keep FILE]
    python -m tests.bench --tables FILE... [--into docs/performance.md]

The parts are: "builds" (from the command line, after each kind of work), "serve" (from saving to the page),
"memory" (of a build from nothing), "pages" (sizes of those that are made), and "own", which is builds and
serve of this repository's dossier. All run by turns on one machine. Printed are tables in Markdown with
medians.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.builds import measure_builds
from tests.bench.corpus import Corpus, invent_corpus
from tests.bench.edits import FROM_NOTHING, NEW_DOCUMENT, REMOVED_DOCUMENT, Edit, State, list_edits
from tests.bench.generators import OURS, WorkingSite, list_generators
from tests.bench.goals import EDITS, OWN
from tests.bench.like_sizes import list_like_generators
from tests.bench.measuring import measure_memory, measure_time
from tests.bench.own_dossier import list_own_edits, list_own_generators, read_own_dossier
from tests.bench.page_sizes import measure_pages
from tests.bench.results import Measurement, Results, keep, read_results
from tests.bench.serving import measure_serving
from tests.bench.tables import replace_tables, write_tables

PARTS = ("builds", "serve", "memory", "pages", "own")
SERVED_TURNS = 3


def measure_size(documents: int, wanted: argparse.Namespace, folder: Path) -> Iterator[Measurement]:
    """Yield what is wanted of an invented dossier."""
    dossier, corpus = str(documents), invent_corpus(documents)
    generators = [one for one in list_generators() if one.name not in wanted.without]
    edits = choose_edits(list_edits(), wanted.work)
    if "builds" in wanted.part:
        yield from measure_builds(dossier, corpus, generators, edits, wanted.runs, folder / "builds")
    if "serve" in wanted.part:
        servers = [one for one in generators if one.serve]
        served = [one for one in edits if one.name in EDITS]
        yield from measure_serving(dossier, corpus, servers, served, SERVED_TURNS, folder / "serve")
    for number, generator in enumerate(one for one in generators if one.output):
        site = WorkingSite(generator, folder / "once" / str(number))
        if "memory" in wanted.part:
            site.write(corpus)
            figures = {"megabytes": measure_memory(generator.build, site.folder)}
            yield Measurement("memory", dossier, generator.name, FROM_NOTHING, figures)
        if "pages" in wanted.part and generator.name == OURS:
            yield from measure_own_pages(dossier, site, corpus)


def measure_own_pages(dossier: str, site: WorkingSite[Corpus], corpus: Corpus) -> Iterator[Measurement]:
    """Yield the sizes of the pages that this generator makes."""
    if not site.written:
        site.write(corpus)
        measure_time(site.generator.build, site.folder)
    yield from measure_pages(dossier, site.generator.name, site.output)


def measure_own(wanted: argparse.Namespace, folder: Path) -> Iterator[Measurement]:
    """Yield builds and serve of this repository's dossier."""
    files, edits = read_own_dossier(), choose_edits(list_own_edits(), wanted.work)
    ours = list_own_generators()
    built = WorkingSite(ours[1], folder / "built")
    built.write(files)
    measure_time(built.generator.build, built.folder)
    generators = [*ours, *list_like_generators(built.output, folder / "tried")]
    chosen = [one for one in generators if one.name not in wanted.without]
    yield from measure_builds(OWN, files, chosen, edits, wanted.runs, folder / "own")
    served = [one for one in edits if one.name in EDITS]
    yield from measure_serving(OWN, files, ours[:1], served, SERVED_TURNS, folder / "own-serve")


def choose_edits(edits: Sequence[Edit[State]], wanted: Sequence[str]) -> list[Edit[State]]:
    """Return the kinds of work that are wanted: all, if none is named; a build from nothing comes first.

    A document can only be removed after it was added: no other speaks of it.
    """
    needed = {*wanted, NEW_DOCUMENT} if REMOVED_DOCUMENT in wanted else set(wanted)
    return [one for one in edits if not needed or one.name in needed or one.is_from_nothing]


def main() -> None:
    """Read the options, measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    makers = [one.name for one in list_generators()]
    kinds = [one.name for one in list_edits()]
    parser.add_argument("--documents", type=int, action="append", help="how many; may be given again")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured: 3")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this; may be given again")
    parser.add_argument("--work", action="append", default=[], choices=kinds, help="only this kind of work")
    parser.add_argument("--without", action="append", default=[], choices=makers, help="leave out")
    parser.add_argument("--keep", type=Path, help="a file to which each measurement is added as it's made")
    parser.add_argument("--tables", type=Path, nargs="+", help="measure nothing, print what files keep")
    parser.add_argument("--into", type=Path, help="a page that gets the tables between its marks")
    wanted = parser.parse_args()
    results = read_results(wanted.tables) if wanted.tables else measure(wanted)
    tables = write_tables(results)
    if wanted.into:
        wanted.into.write_text(replace_tables(wanted.into.read_text("utf-8"), tables), "utf-8")
    else:
        print(tables)


def measure(wanted: argparse.Namespace) -> Results:
    """Return what is wanted, measured now."""
    wanted.part = wanted.part or PARTS
    results: Results = []
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        file = stack.enter_context(wanted.keep.open("a", encoding="utf-8")) if wanted.keep else None
        if "own" in wanted.part:
            results += [keep(one, file) for one in measure_own(wanted, folder)]
        if set(wanted.part) != {"own"}:
            for documents in wanted.documents or [20]:
                found = measure_size(documents, wanted, folder / str(documents))
                results += [keep(one, file) for one in found]
    return results


if __name__ == "__main__":
    main()
