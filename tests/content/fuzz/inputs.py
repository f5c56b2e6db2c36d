"""What an input is: a change of the good site's folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]
"""Changes a folder that holds the good site."""


@dataclass(frozen=True)
class Input:
    """One broken site: `group` is the kind of file, `kind` the kind of mutation."""

    group: str
    kind: str
    name: str
    change: Change
    whole: bool = False
    """Whether only making the pages shows what becomes of it."""

    def __str__(self) -> str:
        return f"{self.group}/{self.kind}: {self.name}"


def written(path: str, content: bytes | Callable[[], bytes]) -> Change:
    """Write a file, and the folders around it; content that takes long to make is made only then."""

    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content())

    return change


def chance_of(seed: int, *names: object) -> random.Random:
    """Chance that depends on the seed and a name alone, not on what was drawn before."""
    return random.Random(f"{seed}:{':'.join(map(str, names))}")
