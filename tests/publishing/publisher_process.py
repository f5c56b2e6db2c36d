"""A process of its own that publishes a made-up site, and says on standard output how far it is.

Called with the site's folder and a version; it prints a letter as it goes: `w` when it begins to
write, `x` when it is about to exchange, `d` when it is done. Odd versions are written by two processes.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "generator"))

from dossier_timeline.publishing import publication as publishing
from dossier_timeline.publishing import staging
from dossier_timeline.publishing.exchange import exchange_folders

FILES = 120


def version(number: int) -> dict[str, bytes]:
    """The files of one version: most differ from the one before, some come and some go."""
    files = {
        f"part-{i % 7}/page-{i}/index.html": f"<p>{number} {i}</p>".encode() * (200 + i) for i in range(FILES)
    }
    files[f"only-{number}/index.html"] = b"here for once"
    files["same.txt"] = b"always the same"
    return files


def say(letter: str) -> None:
    """One letter, at once."""
    sys.stdout.write(letter)
    sys.stdout.flush()


def main() -> None:
    """Publish version `argv[2]` into `argv[1]`."""
    apply = staging.update_staging

    def telling_apply(*given: Any, **named: Any) -> Any:
        say("w")
        return apply(*given, **named)

    def telling_exchange(*given: Any, **named: Any) -> Any:
        say("x")
        return exchange_folders(*given, **named)

    setattr(publishing, "update_staging", telling_apply)  # noqa: B010
    setattr(publishing, "exchange_folders", telling_exchange)  # noqa: B010
    if int(sys.argv[2]) % 2:
        staging._MIN_FORKED = 0
    publishing.publish(version(int(sys.argv[2])), Path(sys.argv[1]))
    say("d")


if __name__ == "__main__":
    main()
