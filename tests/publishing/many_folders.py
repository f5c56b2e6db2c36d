"""Many more of the random publications of `test_others.py`: `python -m tests.publishing.many_folders 300`."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.publishing.test_other_entries import Publishing


def main() -> None:
    """Try as many sequences as were asked for, of twenty steps each."""
    sequences = int(sys.argv[1])
    many = settings(
        max_examples=sequences,
        stateful_step_count=20,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Publishing, settings=many)
    print(
        f"{sequences} sequences of publications: {Publishing.counted} states, and nothing of others was lost"
    )


if __name__ == "__main__":
    main()
