"""Builds are killed at random moments; whatever the moment, the site is whole."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dossier_timeline.publishing.publication import publish
from dossier_timeline.publishing.site_folder import SitePaths
from tests.helpers.sampling import sample
from tests.publishing.publisher_process import version

PUBLISHER = Path(__file__).with_name("publisher_process.py")
PHASES = {"": "before writing", "w": "while writing", "x": "at the exchange", "d": "when done"}


def holds(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def start(site: Path, number: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-S", PUBLISHER, site, str(number)], stdout=subprocess.PIPE)


def told_by(process: subprocess.Popen[bytes]) -> bytes:
    """The next letter that it prints."""
    assert process.stdout is not None
    return process.stdout.read(1)


def time_of_writing(site: Path) -> float:
    """Seconds from the first written file to the exchange, the least of three."""
    times = []
    for number in (1, 2, 3):
        process = start(site, number)
        assert told_by(process) == b"w"
        began = time.perf_counter()
        assert told_by(process) == b"x"
        times.append(time.perf_counter() - began)
        process.communicate()
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("kills", sample([30, 300]))
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(kills: int, tmp_path: Path) -> None:
    dice = random.Random(20121205)
    site = tmp_path / "site"
    publish(version(0), site)
    writing = time_of_writing(site)
    current, phases, survivors = 3, Counter[str](), Counter[str]()
    for kill in range(kills):
        number = 10 + kill
        process = start(site, number)
        if dice.random() < 0.15:
            time.sleep(dice.uniform(0, 0.1))
            told = b""
        else:
            told = told_by(process)
            time.sleep(dice.uniform(0, 1.2 * writing))
        process.send_signal(dice.choice((signal.SIGKILL, signal.SIGTERM)))
        told += process.communicate()[0]
        phases[PHASES[told.decode()[-1:]]] += 1
        found = holds(site)
        assert found in (version(current), version(number)), f"half a site after kill {kill} ({told!r})"
        if found == version(number):
            current = number
        survivors["new" if current == number else "old"] += 1
        if dice.random() < 0.25:
            current = 1000 + kill
            publish(version(current), site)
            assert holds(site) == version(current)
            assert not SitePaths(site).backup.exists()
    report = ", ".join(f"{phases[phase]} {phase}" for phase in PHASES.values())
    print(
        f"\n{kills} builds killed: {report}; {survivors['old']} left the old site, {survivors['new']} the new"
    )
    assert phases["while writing"] >= kills / 2, report
    assert sum(phases.values()) == kills
