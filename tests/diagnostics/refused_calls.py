"""Builds in which the system refuses one call, or ends the process at it: in a fork for each.

`python -m tests.diagnostics.refused_calls` tries many more of them than the tests do.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

CALLS = frozenset((
    "open", "os.chmod", "os.chown", "os.fork", "os.link", "os.listdir", "os.listxattr", "os.mkdir",
    "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.truncate", "os.utime",
    "subprocess.Popen", "tempfile.mkdtemp", "tempfile.mkstemp",
))  # fmt: skip
"""The calls that Python tells of before it makes them (sys.addaudithook) and that the system may refuse."""
ERRORS = (
    errno.EACCES, errno.EAGAIN, errno.EBUSY, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE,
    errno.ENOMEM, errno.ENOSPC, errno.EPERM, errno.EROFS, errno.EXDEV,
)  # fmt: skip
TEXT = "content/documents/plan-2019/en.md"


def built(folder: Path, at: int = 0, error: int = 0) -> tuple[int, str, int]:
    """Build in a fork, which is refused its call of that number; the exit code, what it said, how many calls.

    With no error the process is ended there, as SIGKILL ends it.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        for stream in (1, 2):
            os.dup2(writing, stream)
        sys.stdout = sys.stderr = os.fdopen(os.dup(writing), "w", encoding="utf-8", errors="backslashreplace")
        os.chdir(folder)
        code, seen = 1, [0]
        try:
            _count(seen, at, error)
            code = _mkdocs()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(writing, f"\n{seen[0]} calls\n".encode())
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = said.rstrip().rpartition("\n")[2]
    return code, said, int(found.split()[0]) if found.endswith(" calls") else 0


def _mkdocs() -> int:
    import traceback

    import click
    from mkdocs.__main__ import cli

    try:
        cli.main(["build", "-f", "mkdocs.yml"], standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 70
    return 0


def _count(seen: list[int], at: int, error: int) -> None:
    inside = [False]
    here = os.getpid()
    roots = (str(Path.cwd()), f"{tempfile.gettempdir()}/dossier-")

    def called(event: str, arguments: tuple[object, ...] = ()) -> None:
        if event not in CALLS or inside[0] or os.getpid() != here or not _is_ours(event, arguments, roots):
            return
        seen[0] += 1
        if seen[0] == at:
            inside[0] = True
            if not error:
                os._exit(9)
            raise OSError(error, os.strerror(error), str(arguments[0]) if arguments else event)

    sys.addaudithook(called)


def _is_ours(event: str, arguments: tuple[object, ...], roots: tuple[str, ...]) -> bool:
    """Whether a call is about a file of the project or a temporary one, and not about a module."""
    if event in {"os.fork", "subprocess.Popen"}:
        return True
    name = arguments[0] if arguments else ""
    text = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    return text.startswith(roots) and not text.endswith((".py", ".pyc"))


def edit(folder: Path, number: int) -> None:
    """Make one edit, so that there is something to build."""
    file = folder / TEXT
    text = file.read_text("utf-8")
    head, _, _ = text.partition("\n\nEdited ")
    words = " ".join(
        random.Random(number).choices(("well", "truly", "anew", "at", "once"), k=number % 40 + 1)
    )
    file.write_text(f"{head.rstrip()}\n\nEdited {words}.\n", "utf-8")


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def tried(folder: Path, ats: list[int], error: Callable[[int], int]) -> Counter[str]:
    """Build with one refusal each; how often each end came about. Raises `AssertionError`."""
    ends: Counter[str] = Counter()
    site = folder / "site"
    for number, at in enumerate(ats):
        before = contents(site)
        edit(folder, number)
        code, said, _ = built(folder, at, error(at))
        told = f"call {at}, {error(at)}: {said}"
        assert "Traceback" not in said, told
        if code == 0:
            ends["built all the same"] += 1
        elif error(at):
            assert "ERROR" in said or "efused" in said or "could not be" in said or "problem(s)" in said, told
            ends["told"] += 1
        else:
            assert code == 9, told
            ends["killed"] += 1
        now = contents(site)
        if now != before:
            code, said, _ = built(folder)
            assert code == 0, said
            assert contents(site) == now, f"neither the old site nor the new one: {told}"
    edit(folder, 10_000)
    code, said, _ = built(folder)
    assert code == 0, said
    after = contents(site)
    shutil.rmtree(folder / ".cache")
    shutil.rmtree(site)
    code, said, _ = built(folder)
    assert code == 0, said
    assert contents(site) == after, "what was left of failures shows"
    return ends


def main() -> None:
    """Try many of them."""
    from tests.helpers.files import GOOD

    dice = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    with tempfile.TemporaryDirectory(prefix="refusing-") as place:
        folder = Path(place, "good")
        shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns(".*cache", "site"))
        built(folder)
        edit(folder, 1)
        _, _, calls = built(folder)
        for round_ in range(3):
            ats = dice.sample(range(1, calls + 10), 60)
            ends = tried(folder, ats, lambda at: (0, *ERRORS)[at % (len(ERRORS) + 1)])
            print(f"{round_ + 1}: of {calls} calls 60 refused or last: {dict(ends)}")


if __name__ == "__main__":
    main()
