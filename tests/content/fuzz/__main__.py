"""`python -m tests.content.fuzz`: try many broken sites and tell what became of them.

With `--shard 0/2` only every second input; `--all` makes the pages of every input that is right, not
of one in some. Exits with 1 when an input ended otherwise than it should.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.content.fuzz.addresses import address_inputs, minimal_inputs
from tests.content.fuzz.fields import every_field, field_inputs
from tests.content.fuzz.files import file_inputs, instead_inputs, name_inputs
from tests.content.fuzz.inputs import Input, chance_of
from tests.content.fuzz.texts import (
    catalogue_inputs,
    markdown_inputs,
    number_word_inputs,
    settings_inputs,
    template_inputs,
)
from tests.content.fuzz.trying import Bench, Outcome
from tests.helpers.remembered_work import remember_work


def inputs(seed: int, *, few: bool = False) -> Iterator[Input]:
    """All inputs of a seed: at least two thousand, with `few` some hundreds."""
    yield from field_inputs(seed, 1 if few else 3, share=14 if few else 1)
    yield from file_inputs(seed, 1 if few else 8)
    yield from instead_inputs(seed, 8 if few else 3)
    yield from name_inputs(seed, 8 if few else 3)
    yield from markdown_inputs(seed, 9 if few else 42)
    yield from catalogue_inputs(seed, 1 if few else 3)
    yield from number_word_inputs(seed, 1 if few else 8)
    yield from template_inputs(seed, 1 if few else 6)
    yield from settings_inputs(seed, 6 if few else 1)
    yield from address_inputs(seed, 40 if few else 1)
    yield from minimal_inputs(seed, 60 if few else 1)


def main(words: Sequence[str] | None = None) -> int:
    """Run, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.content.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--few", action="store_true", help="some hundreds of inputs, not thousands")
    parser.add_argument("--shard", default="0/1", help="which part of how many")
    parser.add_argument(
        "--make", type=int, default=4, help="the pages of one in how many right inputs are made"
    )
    parser.add_argument("--only", default="", help="only inputs whose name holds these words")
    parser.add_argument("--show", action="store_true", help="each input, before it is tried")
    asked = parser.parse_args(words)
    part, _, parts = asked.shard.partition("/")
    chosen = [one for one in inputs(asked.seed, few=asked.few) if asked.only in str(one)]
    chosen = chosen[int(part) :: int(parts)]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, remember_work(Path(folder)):
        bench = Bench(Path(folder))
        outcomes = []
        for one in chosen:
            if asked.show:
                print(one, flush=True)
            build = chance_of(asked.seed, "make", one).randrange(asked.make) == 0
            outcomes.append(bench.run(one, build=build))
            for fault in outcomes[-1].faults:
                print(f"WRONG {one}\n      {fault}".encode("utf-8", "replace").decode(), flush=True)
    print(summary(outcomes, asked.seed))
    return int(any(outcome.faults for outcome in outcomes))


def summary(outcomes: Sequence[Outcome], seed: int) -> str:
    """The counts, by kind and by what became of them."""
    lines = []
    for name, of in (("kind of file", "group"), ("mutation", "kind")):
        counts: dict[str, Counter[str]] = {}
        for one in outcomes:
            counts.setdefault(getattr(one.input, of), Counter())[one.end] += 1
        lines += [f"By {name}:"]
        for key, ends in sorted(counts.items()):
            told = ", ".join(f"{number} {end}" for end, number in ends.most_common())
            lines.append(f"  {key:<24}{ends.total():>5}: {told}")
    seconds = [one.seconds for one in outcomes]
    ends = Counter(one.end for one in outcomes)
    wrong = sum(bool(one.faults) for one in outcomes)
    told = ", ".join(f"{number} {end}" for end, number in ends.most_common())
    lines.append(
        f"Fuzz, seed {seed}: {len(outcomes)} inputs over {len(every_field())} fields; {told}; "
        f"median {statistics.median(seconds):.3f} s, longest {max(seconds):.2f} s of CPU; "
        f"{wrong} wrong"
    )
    tried = [one.agrees for one in outcomes if one.agrees is not None]
    lines.append(f"Check and build agree: {sum(tried)} of {len(tried)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
