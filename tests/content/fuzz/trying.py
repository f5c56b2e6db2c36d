"""What becomes of an input: its problems, judged; or its pages; in how much time and memory."""

from __future__ import annotations

import logging
import re
import resource
import shutil
import signal
import time
import traceback
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import click

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Group, Level
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.diagnostics.reporting import SourceLines, format_as_text
from dossier_timeline.file_reading import MB, read_plain_file
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from dossier_timeline.publishing import PublishError
from tests.content.fuzz.inputs import Input
from tests.helpers.files import GOOD

CHECK_SECONDS = 5.0
"""CPU time that reading and checking one input may take; those of the good site take 0.1."""
MAKE_SECONDS = 10.0
"""CPU time that making the pages of an input may take, too; those of the good site take about one."""
STOP_SECONDS = 40
"""CPU time after which an input is stopped."""
WAIT_SECONDS = 300
"""Seconds after which an input is stopped that waits for something."""
MEMORY = 900 * 1024 * 1024
"""Bytes of data that the process may come to hold."""
GROWTH = 250 * 1024
"""Kilobytes by which one input may raise the most that the process ever held."""

OF_CONTENT = ("field", "file", "name", "markdown", "addresses", "minimal")
"""Groups of inputs that change nothing but content: what is wrong with their pages stands in a line of it."""

OF_TEMPLATES = (Group.TEMPLATES, Group.PAGES)
"""Groups of codes that no change of content may bring about: what is wrong with content has other codes."""

JARGON = re.compile(
    r"pydantic|Input should|Traceback|<class|<dossier_timeline|<function|object has no|NoneType"
    r"|\bdict\b|\btuple\b|\bstr\b"
    r"|\bint\b|\blist object|Expecting |Errno|codec|jinja|Undefined\b|0x[0-9a-f]{6}|unhashable"
    r"|not subscriptable|not iterable"
    r"|is undefined|wrongtype|Error:|Error\b|lineno|yaml\.|positional argument|unexpected keyword"
)
"""Words of libraries and of the language that this is written in."""


class TooLongError(BaseException):
    """An input did not end; no `except Exception` may catch it."""


@dataclass
class Outcome:
    """What became of one input."""

    input: Input
    end: str = ""
    seconds: float = 0.0
    problems: tuple[Diagnostic, ...] = ()
    faults: list[str] = field(default_factory=list)
    agrees: bool | None = None
    """Whether a build did what the check of the whole site said; `None` where none was tried."""


class Bench:
    """A folder in which one input after another is tried."""

    def __init__(self, folder: Path) -> None:
        logging.disable(logging.CRITICAL)
        self.root = folder / "site-of-inputs"
        self._fresh()
        self.config = load_config(str(self.root / "mkdocs.yml")).with_settings(search=False)
        build_site(self.config)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (peak + MEMORY, resource.RLIM_INFINITY))
        signal.signal(signal.SIGPROF, _stop)
        signal.signal(signal.SIGALRM, _stop)

    def run(self, one: Input, *, build: bool) -> Outcome:
        """Try an input; `build` says whether to make the pages of one that is right."""
        self._fresh()
        one.change(self.root)
        outcome = Outcome(one)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            with _limited():
                self._go(one, outcome, build=build)
        except TooLongError:
            outcome.end = "stopped"
            outcome.faults.append("did not end")
        except Exception as error:
            outcome.end = "traceback"
            last = traceback.extract_tb(error.__traceback__)[-1]
            chain = [
                f.name
                for f in traceback.extract_tb(error.__traceback__)
                if "/dossier_timeline/" in f.filename
            ][-3:]
            outcome.faults.append(
                f"{type(error).__name__}: {str(error)[:200]} in {last.filename}:{last.lineno}, {chain}"
            )
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if grown > GROWTH:
            outcome.faults.append(f"took {grown // 1024} MB more than any before it")
        return outcome

    def _go(self, one: Input, outcome: Outcome, *, build: bool) -> None:
        config = self.config
        if one.group == "minimal":  # there is no text of its document
            config = config.with_settings(sources=None)
        if one.group == "mkdocs.yml":
            start = time.process_time()
            try:
                config = load_config(str(self.root / "mkdocs.yml")).with_settings(search=False)
            except (click.ClickException, ContentError) as error:
                outcome.end, outcome.seconds = "refused", time.process_time() - start
                outcome.faults += _faults_of_settings(str(getattr(error, "message", error)))
                return
        start = time.process_time()
        try:
            if one.whole:
                outcome.problems, outcome.end = build_site(config).problems, "built"
            else:
                outcome.problems, outcome.end = check_content(config).problems, "right"
        except ContentError as error:
            outcome.problems, outcome.end = error.problems, "problems"
        outcome.seconds = time.process_time() - start
        limit = MAKE_SECONDS if one.whole else CHECK_SECONDS
        if outcome.end == "right" and build:
            start = time.process_time()
            try:
                outcome.problems, outcome.end = build_site(config).problems, "built"
            except ContentError as error:
                outcome.problems, outcome.end = error.problems, "problems of pages"
            if (took := time.process_time() - start) > MAKE_SECONDS:
                outcome.faults.append(f"its pages took {took:.1f} s")
            outcome.faults += _disagreeing(outcome, config)
        if outcome.seconds > limit:
            outcome.faults.append(f"took {outcome.seconds:.1f} s")
        outcome.faults += _judged(outcome, config)

    def _fresh(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(GOOD, self.root)


def _disagreeing(outcome: Outcome, config: Config) -> Iterator[str]:
    """What a real build of an input finds that its check did not say, or says at no line of the content."""
    said = outcome.problems
    try:
        site, _ = build_and_publish(config)
        found, published = site.problems, True
    except ContentError as error:
        found, published = error.problems, False
    except PublishError as error:
        found, published = said, False
        yield f"only publishing finds it: {error}"
    outcome.agrees = (found, published) == (said, outcome.end == "built")
    if not outcome.agrees:
        yield f"check and build disagree: {[*map(str, set(found) ^ set(said))][:3]}"
    if outcome.input.group in OF_CONTENT:
        inside = f"{config.paths.site.name}/"
        told = (problem for problem in said if problem.position.path.startswith(inside))
        yield from (f"content made this, and no line of it is named: {problem}" for problem in told)


def _stop(_: int, __: FrameType | None) -> None:
    raise TooLongError


@contextmanager
def _limited() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, STOP_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WAIT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _judged(outcome: Outcome, config: Config) -> list[str]:
    """What is wrong with the problems themselves."""
    ends = {path: _lines(config.paths.root / path) for path in {p.position.path for p in outcome.problems}}
    found = [fault for problem in outcome.problems for fault in _unclear(problem, ends, config)]
    if outcome.input.group in OF_CONTENT:
        wrong = (problem for problem in outcome.problems if problem.code.group in OF_TEMPLATES)
        found += [f"content made this, and a template is blamed: {problem}" for problem in wrong]
    if outcome.end.startswith("problems") and not any(p.level is Level.ERROR for p in outcome.problems):
        found.append("nothing was built, and no error says why")
    quotes = SourceLines(config.paths.root, config.paths.site.name)
    long = (problem for problem in outcome.problems[:200] if len(format_as_text(problem, quotes)) > 4000)
    found += [f"told in more than 4000 characters: {problem.code}" for problem in long]
    if len(outcome.problems) > 30_000:
        found.append(f"{len(outcome.problems)} problems")
    return list(dict.fromkeys(found))[:6]


def _lines(file: Path) -> int | None:
    """How many lines a file has; `None` where there is no file."""
    try:
        content = read_plain_file(file, 64 * MB)
    except OSError:
        return None
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.count("\n") + 1


def _unclear(problem: Diagnostic, ends: Mapping[str, int | None], config: Config) -> Iterator[str]:
    said = f"{problem.message} {problem.hint}"
    own = _unquoted(said)
    shown = f"{problem.code}: {said[:160]!r}"
    if not problem.message or problem.message.endswith("."):
        yield f"no message, or one with a full stop: {shown}"
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in said):
        yield f"a control character is said: {shown}"
    if len(said) > 900:
        yield f"a message of {len(said)} characters: {shown}"
    if match := JARGON.search(own):
        yield f"jargon, “{match[0]}”: {shown}"
    yield from _misplaced(problem, ends[problem.position.path], config, shown)


def _misplaced(problem: Diagnostic, end: int | None, config: Config, shown: str) -> Iterator[str]:
    where = problem.position
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in where.path):
        yield f"a control character in a path: {where.path!r}"
    if where.path.startswith(f"{config.paths.site.name}/"):
        return
    if where.line < 1 or where.column < 1:
        yield f"no place, {where}: {shown}"
    elif end is not None and where.line > max(1, end + 1):
        yield f"beyond the end of the file, {where}: {shown}"


def _faults_of_settings(said: str) -> Iterator[str]:
    if not re.search(r"mkdocs\.yml:\d+:\d+: error\[", said):
        yield f"no place in mkdocs.yml: {said[:200]!r}"
    elif match := JARGON.search(_unquoted(said)):
        yield f"jargon, “{match[0]}”: {said[:200]!r}"


def _unquoted(text: str) -> str:
    """The text without what it quotes from content, also as the list that would be right."""
    text = re.sub(r"write it as \[[^\]]*\]", "", text)
    while (shorter := re.sub(r"“[^“”]*”", "", text, flags=re.DOTALL)) != text:
        text = shorter
    return text
