"""The plan of an earlier build, where since then nothing but words of Markdown texts has changed.

Reading, checking and planning give the same for a text that says something else, as long as it has the
same front matter, references, headings and links as before, and nothing is wrong with it. Then it's only
put in its place, and what is told of its translations, which may have fallen behind, is found anew. In any
other case there's no plan, and all is read.

What is kept are values of the types that are listed here, as JSON (`cache/value_codec.py`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dossier_timeline.cache.pages import PlanDigests, fingerprint_plans
from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import cache_file, code_fingerprint, read_cache_file, write_cache_file
from dossier_timeline.cache.value_codec import UnknownTypeError, ValueCodec
from dossier_timeline.checks.texts import check_translations
from dossier_timeline.config import Config
from dossier_timeline.content.content_files import FileKind
from dossier_timeline.content.entries import parse_content_file
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.codes import Code, Trait
from dossier_timeline.diagnostics.diagnostic import Diagnostic, select_blocking, sort_diagnostics
from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.languages import load_languages
from dossier_timeline.markup.markdown import serialise_settings
from dossier_timeline.markup.prose import parse_prose
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import remove_drafts, remove_unfinished_problems
from dossier_timeline.model.translation_status import find_changed_languages
from dossier_timeline.model.uses import Uses
from dossier_timeline.publishing.tree_index import FileStat, stat_file
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan

_Text = tuple[FileKind, str, str, str]
"""A text: of what kind it is and of which entry, its language, and its file."""

_held: dict[Path, tuple[FileStat, dict[str, Any], _StoredPlan]] = {}
"""What this process has read, by file: while serving, it builds again and again."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A planned site, the problems told on the way, and its digests where they're known."""

    site: SitePlan
    problems: tuple[Diagnostic, ...]
    digests: PlanDigests | None = None


@dataclass(frozen=True, slots=True)
class _StoredPlan:
    """What is kept: the dossier with its drafts, and what was made of it."""

    whole: Dossier
    pages: tuple[PagePlan, ...]
    receipt: Receipt | None
    uses: dict[str, Uses]
    problems: tuple[Diagnostic, ...]
    digests: PlanDigests


@cache
def _form() -> ValueCodec:
    return ValueCodec(_StoredPlan)


def plans_in_memory() -> object:
    """What this process has read."""
    return tuple(_held.values())


def load_cached_plan(snapshot: InputSnapshot | None, config: Config) -> PlanResult | None:
    """The plan of the last build that read everything, with the texts as they are now."""
    found = _kept(snapshot, config) if snapshot is not None else None
    if found is None:
        return None
    changed, values = found
    paths, entries = {path for *_, path in changed}, {name for _, name, *_ in changed}
    if any(one.position.path in paths and _is_about_words(one.code) for one in values.problems):
        return None
    whole = _with_texts(values.whole, changed, config)
    languages, _ = load_languages(values.whole.languages, config.paths.locales, root=config.paths.root)
    told = (
        check_translations(whole, EntryPositions((), config.paths.content_path), languages, config, entries)
        if whole
        else None
    )
    if whole is None or told is None:
        return None
    shown = whole if config.mode.drafts else remove_drafts(whole)
    texts = {name: each for name, each in shown.texts() if name in entries}
    pages = tuple(_standing(page, texts) for page in values.pages)
    problems = _told(values.problems, told, whole, entries, config)
    if select_blocking(problems, strict=config.mode.strict):
        return None
    site = SitePlan(shown, languages, pages, receipt=values.receipt, uses=values.uses)
    other = [page for page, was in zip(pages, values.pages, strict=True) if page is not was]
    plans = {**values.digests.page_plans, **fingerprint_plans(other)}
    return PlanResult(site, problems, replace(values.digests, page_plans=plans))


def _is_about_words(code: Code) -> bool:
    """Whether a problem of a text may follow from its words, not from its translations or front matter."""
    return Trait.ABOUT_TRANSLATION not in code.traits and code is not Code.UNDATED_WAIVER


def _standing(page: PagePlan, texts: Mapping[str, Mapping[str, Prose]]) -> PagePlan:
    """A page's plan, with which other languages its text is behind now."""
    entry = page.entity if page.kind in ("document", "page") else page.kind
    if page.availability is None or entry not in texts:
        return page
    late = (
        find_changed_languages(texts[entry], page.language)
        if page.availability.shown == page.language
        else ()
    )
    if late == page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=late))


def _told(
    before: tuple[Diagnostic, ...], told: list[Diagnostic], whole: Dossier, entries: Set[str], config: Config
) -> tuple[Diagnostic, ...]:
    """The problems, with what is told now of the translations of some entries."""
    files = {prose.path for name, texts in whole.texts() if name in entries for prose in texts.values()}
    rest = (
        problem
        for problem in before
        if problem.position.path not in files or Trait.ABOUT_TRANSLATION not in problem.code.traits
    )
    content = config.paths.content_path
    told = remove_unfinished_problems(told, whole, content)
    if config.mode.release:
        told = [problem.for_release() for problem in told]
    return tuple(sort_diagnostics([*rest, *told]))


def _kept(looked: InputSnapshot, config: Config) -> tuple[list[_Text], _StoredPlan] | None:
    """The texts that have changed, and what was kept; `None` where more has changed."""
    found = _opened(cache_file(config, "plan"))
    if found is None:
        return None
    head, values = found
    if head["version"] != code_fingerprint([__file__]) or head["settings"] != looked.settings:
        return None
    changed = _changed(head, looked)
    known = None if changed is None else values()
    if changed is None or known is None:
        return None
    return [head["texts"][path] for path in changed], known


def _opened(file: Path) -> tuple[dict[str, Any], Callable[[], _StoredPlan | None]] | None:
    """The head of what is kept, and how to come by the values: a process that has them reads them once."""
    try:
        state = stat_file(os.fspath(file))
    except OSError:
        return None
    held = _held.get(file)
    if held is not None and held[0] == state:
        return held[1], lambda: held[2]
    body = read_cache_file(file)
    if body is None:
        return None
    head, _, rest = body.partition(b"\n")

    def values() -> _StoredPlan | None:
        try:
            found = _form().decode(rest)
        except UnknownTypeError:
            return None
        if not isinstance(found, _StoredPlan):
            return None
        _held[file] = state, opened, found
        return found

    opened: dict[str, Any] = json.loads(head)
    return opened, values


def store_plan(
    snapshot: InputSnapshot, config: Config, dossier: Dossier, planned: PlanResult, digests: PlanDigests
) -> None:
    """Keep a plan for the next build; `whole` is the dossier with its drafts."""
    texts = {
        str(config.paths.root / prose.path): (kind, name, prose.language, prose.path)
        for kind, name, prose in _proses(dossier)
    }
    head = {
        "version": code_fingerprint([__file__]),
        "settings": snapshot.settings,
        "files": {path: state[-1] for path, state in snapshot.files.items()},
        "texts": texts,
    }
    site = planned.site
    values = _StoredPlan(dossier, site.pages, site.receipt, site.uses, planned.problems, digests)
    write_cache_file(cache_file(config, "plan"), json.dumps(head).encode() + b"\n" + _form().encode(values))


def _changed(head: Mapping[str, Any], looked: InputSnapshot) -> list[str] | None:
    """The texts that have changed; `None` where anything else has."""
    before = head["files"]
    if before.keys() != looked.files.keys():
        return None
    changed = [path for path, state in looked.files.items() if state[-1] != before[path]]
    return changed if all(path in head["texts"] for path in changed) else None


def _with_texts(whole: Dossier, texts: Iterable[_Text], config: Config) -> Dossier | None:
    """The dossier with these texts as they are now; `None` where more than their words has changed."""
    found: dict[tuple[str, str], dict[str, Prose]] = {}
    for kind, name, language, path in texts:
        file = config.paths.root / path
        try:
            data = read_beginning(file, MAX_CONTENT_BYTES + 1)
        except OSError:
            return None
        read = parse_content_file(kind, name, language, path, data)
        if read.problems or not read.values:
            return None
        found.setdefault((kind, name), {})[language] = read.values[0]
    if not found:
        return whole
    parts: dict[str, tuple[Any, ...]] = {}
    for field, kind, key in (("summaries", "summary", "document"), ("pages", "page", "id")):
        entries = []
        for entry in getattr(whole, field):
            new = {**entry.texts, **found.get((kind, getattr(entry, key)), {})}
            if new == entry.texts:
                entries.append(entry)
            elif _alike(entry.texts, new, config, whole.languages):
                entries.append(entry.model_copy(update={"texts": new}))
            else:
                return None
        parts[field] = tuple(entries)
    if parts["pages"] == whole.pages:
        return whole.model_copy(update=parts)
    # Pages have ids: what is known of them by id must be found anew.
    fields = {name: getattr(whole, name) for name in type(whole).model_fields}
    return Dossier.model_construct(None, **{**fields, **parts})


def _alike(
    before: Mapping[str, Prose], now: Mapping[str, Prose], config: Config, languages: Iterable[str]
) -> bool:
    """Whether nothing but its own page can tell that an entry's texts have changed."""
    marks = tuple(f"[{code}]" for code in languages)
    return all(
        _gist(before[code], config) == _gist(prose, config) for code, prose in now.items()
    ) and not any(mark in prose.body for prose in now.values() for mark in marks)


def _gist(prose: Prose, config: Config) -> tuple[object, ...]:
    """What of a text others depend on."""
    parsed = parse_prose(
        prose.body, config.markdown.extensions, serialise_settings(config.markdown.extension_settings)
    )
    return (
        prose.head,
        bool(prose.body.strip()),
        [(one.id, one.form) for one in parsed.references],
        [(one.level, one.id) for one in parsed.headings],
        [(one.href, one.image) for one in parsed.links],
    )


def _proses(dossier: Dossier) -> Iterable[tuple[str, str, Prose]]:
    for summary in dossier.summaries:
        yield from (("summary", summary.document, prose) for prose in summary.texts.values())
    for page in dossier.pages:
        yield from (("page", page.id, prose) for prose in page.texts.values())
