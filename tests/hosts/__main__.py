"""Try the recipes and the published site with the hosts' own programs, on this machine.

    python -m tests.hosts FOLDER

FOLDER is where `make hosts` fetched them. Ends with 1 when anything was otherwise than what
docs/publishing.md tells.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.hosts.bucket import try_bucket
from tests.hosts.fresh_clone import try_fresh_clones
from tests.hosts.own_servers import try_own_servers
from tests.hosts.tools import Tools

ATTEMPTS = {"servers": try_own_servers, "bucket": try_bucket, "clones": try_fresh_clones}


def main() -> int:
    """Try all of it, or what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the hosts' programs are")
    parser.add_argument("attempts", nargs="*", choices=[*ATTEMPTS, []], help="all, unless some are named")
    given = parser.parse_args()
    tools = Tools(given.folder.resolve())
    with tempfile.TemporaryDirectory(prefix="hosts-") as work:
        return 1 if sum(ATTEMPTS[name](tools, Path(work)) for name in given.attempts or ATTEMPTS) else 0


if __name__ == "__main__":
    raise SystemExit(main())
