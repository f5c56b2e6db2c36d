"""Long random sequences of edits: `python -m tests.cache.long_edits --seed 1 --steps 200`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cache.edit_machine import EditMachine
from tests.helpers.files import GOOD, ROOT

_STEPS_OF_SEQUENCE = 12


def main() -> None:
    """Run sequences until there were as many steps as were asked for; the smallest that fails is shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=100)
    arguments = parser.parse_args()
    EditMachine.shows_progress = True
    EditMachine.sites = (GOOD, ROOT / "tests" / "sites" / "three")
    many = settings(
        max_examples=max(1, arguments.steps // _STEPS_OF_SEQUENCE),
        stateful_step_count=_STEPS_OF_SEQUENCE,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        verbosity=Verbosity.normal,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    machine = seed(arguments.seed)(EditMachine)
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        run_state_machine_as_test(machine, settings=many)
    sys.stdout.write(f"{EditMachine.steps} edits: each build was what it would be from nothing\n")


if __name__ == "__main__":
    main()
