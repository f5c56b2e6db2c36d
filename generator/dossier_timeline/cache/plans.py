"""The plan of an earlier build, for when nothing but the words of Markdown texts has changed since.

Reading, checking and planning give the same result for a text with other words, as long as its front matter,
references, headings and links are the same and nothing is wrong with it. Then the text is only put in its
place, and the problems of its translations, which may have fallen behind, are found again. In any other case
there is no cached plan, and everything is read.

A plan is stored as JSON with values of the types listed here (`cache/value_codec.py`).
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
from dossier_timeline.checks.drafts import remove_unfinished_problems
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
from dossier_timeline.model.drafts import remove_drafts
from dossier_timeline.model.translation_status import find_changed_languages
from dossier_timeline.model.uses import Uses
from dossier_timeline.publishing.tree_index import FileStat, stat_file
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan

_TextKey = tuple[FileKind, str, str, str]
"""The kind of a text, the id of its entry, its language, and the path of its file."""

_plans_in_memory: dict[Path, tuple[FileStat, dict[str, Any], _StoredPlan]] = {}
"""The plans that this process has read, by file: while serving, it builds again and again."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A planned site, the problems found on the way, and its digests if they're known."""

    site: SitePlan
    problems: tuple[Diagnostic, ...]
    digests: PlanDigests | None = None


@dataclass(frozen=True, slots=True)
class _StoredPlan:
    """What is stored: the dossier with its drafts, and what was made of it."""

    dossier: Dossier
    pages: tuple[PagePlan, ...]
    receipt: Receipt | None
    uses: dict[str, Uses]
    problems: tuple[Diagnostic, ...]
    digests: PlanDigests


@cache
def _plan_codec() -> ValueCodec:
    return ValueCodec(_StoredPlan)


def plans_in_memory() -> object:
    """The plans that this process has read."""
    return tuple(_plans_in_memory.values())


def load_cached_plan(snapshot: InputSnapshot | None, config: Config) -> PlanResult | None:
    """The plan of the last build that read everything, with the texts as they are now; `None` without one."""
    stored = _find_stored_plan(snapshot, config) if snapshot is not None else None
    if stored is None:
        return None
    changed, plan = stored
    paths, entries = {path for *_, path in changed}, {name for _, name, *_ in changed}
    if any(problem.position.path in paths and _is_about_words(problem.code) for problem in plan.problems):
        return None
    dossier = _replace_texts(plan.dossier, changed, config)
    languages, _ = load_languages(plan.dossier.languages, config.paths.locales, root=config.paths.root)
    translation_problems = None
    if dossier is not None:
        translation_problems = check_translations(
            dossier,
            EntryPositions((), config.paths.content_path),
            languages,
            entries,
            paths=config.paths,
            markdown=config.markdown,
        )
    if dossier is None or translation_problems is None:
        return None
    published_dossier = dossier if config.mode.drafts else remove_drafts(dossier)
    texts = {name: texts_of_entry for name, texts_of_entry in published_dossier.texts() if name in entries}
    pages = tuple(_with_current_status(page, texts) for page in plan.pages)
    problems = _update_problems(plan.problems, translation_problems, dossier, entries, config)
    if select_blocking(problems, strict=config.mode.strict):
        return None
    site = SitePlan(published_dossier, languages, pages, plan.receipt, config.pages, plan.uses)
    changed_pages = [page for page, before in zip(pages, plan.pages, strict=True) if page is not before]
    plans = {**plan.digests.page_plans, **fingerprint_plans(changed_pages)}
    return PlanResult(site, problems, replace(plan.digests, page_plans=plans))


def _is_about_words(code: Code) -> bool:
    """Whether a problem of a text may follow from its words, not from its translations or front matter."""
    return Trait.ABOUT_TRANSLATION not in code.traits and code is not Code.UNDATED_WAIVER


def _with_current_status(page: PagePlan, texts: Mapping[str, Mapping[str, Prose]]) -> PagePlan:
    """A page's plan with the languages in which its text is behind now."""
    entry = page.entity if page.kind in ("document", "page") else page.kind
    if page.availability is None or entry not in texts:
        return page
    behind = (
        find_changed_languages(texts[entry], page.language)
        if page.availability.shown == page.language
        else ()
    )
    if behind == page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=behind))


def _update_problems(
    earlier_problems: tuple[Diagnostic, ...],
    new_problems: list[Diagnostic],
    dossier: Dossier,
    entries: Set[str],
    config: Config,
) -> tuple[Diagnostic, ...]:
    """The earlier problems, with new ones in place of those of the translations of some entries."""
    files = {prose.path for name, texts in dossier.texts() if name in entries for prose in texts.values()}
    other_problems = (
        problem
        for problem in earlier_problems
        if problem.position.path not in files or Trait.ABOUT_TRANSLATION not in problem.code.traits
    )
    content = config.paths.content_path
    new_problems = remove_unfinished_problems(new_problems, dossier, content)
    if config.mode.release:
        new_problems = [problem.for_release() for problem in new_problems]
    return tuple(sort_diagnostics([*other_problems, *new_problems]))


def _find_stored_plan(snapshot: InputSnapshot, config: Config) -> tuple[list[_TextKey], _StoredPlan] | None:
    """The texts that have changed and the stored plan; `None` when anything else has changed."""
    opened = _open_plan_file(cache_file(config, "plan"))
    if opened is None:
        return None
    header, load_plan = opened
    if header["version"] != code_fingerprint([__file__]) or header["settings"] != snapshot.settings:
        return None
    changed = _find_changed_texts(header, snapshot)
    plan = None if changed is None else load_plan()
    if changed is None or plan is None:
        return None
    return [header["texts"][path] for path in changed], plan


def _open_plan_file(file: Path) -> tuple[dict[str, Any], Callable[[], _StoredPlan | None]] | None:
    """The header of a plan file and a function that reads the plan; each process reads it once."""
    try:
        file_stat = stat_file(os.fspath(file))
    except OSError:
        return None
    in_memory = _plans_in_memory.get(file)
    if in_memory is not None and in_memory[0] == file_stat:
        return in_memory[1], lambda: in_memory[2]
    body = read_cache_file(file)
    if body is None:
        return None
    header, _, rest = body.partition(b"\n")

    def load_plan() -> _StoredPlan | None:
        try:
            value = _plan_codec().decode(rest)
        except UnknownTypeError:
            return None
        if not isinstance(value, _StoredPlan):
            return None
        _plans_in_memory[file] = file_stat, header_values, value
        return value

    header_values: dict[str, Any] = json.loads(header)
    return header_values, load_plan


def store_plan(
    snapshot: InputSnapshot, config: Config, dossier: Dossier, plan: PlanResult, digests: PlanDigests
) -> None:
    """Store a plan for the next build; `dossier` includes the drafts."""
    texts = {
        str(config.paths.root / prose.path): (kind, name, prose.language, prose.path)
        for kind, name, prose in _iterate_prose(dossier)
    }
    header = {
        "version": code_fingerprint([__file__]),
        "settings": snapshot.settings,
        "files": {path: state[-1] for path, state in snapshot.files.items()},
        "texts": texts,
    }
    site = plan.site
    stored_plan = _StoredPlan(dossier, site.pages, site.receipt, site.uses, plan.problems, digests)
    write_cache_file(
        cache_file(config, "plan"), json.dumps(header).encode() + b"\n" + _plan_codec().encode(stored_plan)
    )


def _find_changed_texts(header: Mapping[str, Any], snapshot: InputSnapshot) -> list[str] | None:
    """The files of the texts that have changed; `None` when anything else has changed."""
    previous_files = header["files"]
    if previous_files.keys() != snapshot.files.keys():
        return None
    changed = [path for path, state in snapshot.files.items() if state[-1] != previous_files[path]]
    return changed if all(path in header["texts"] for path in changed) else None


def _replace_texts(dossier: Dossier, texts: Iterable[_TextKey], config: Config) -> Dossier | None:
    """The dossier with these texts as they are now; `None` when more than their words has changed."""
    new_texts: dict[tuple[str, str], dict[str, Prose]] = {}
    for kind, name, language, path in texts:
        file = config.paths.root / path
        try:
            content = read_beginning(file, MAX_CONTENT_BYTES + 1)
        except OSError:
            return None
        parsed_file = parse_content_file(kind, name, language, path, content)
        if parsed_file.problems or not parsed_file.values:
            return None
        new_texts.setdefault((kind, name), {})[language] = parsed_file.values[0]
    if not new_texts:
        return dossier
    changed_fields: dict[str, tuple[Any, ...]] = {}
    for field_name, kind, key in (("summaries", "summary", "document"), ("pages", "page", "id")):
        entries = []
        for entry in getattr(dossier, field_name):
            merged_texts = {**entry.texts, **new_texts.get((kind, getattr(entry, key)), {})}
            if merged_texts == entry.texts:
                entries.append(entry)
            elif _differ_in_words_only(entry.texts, merged_texts, config, dossier.languages):
                entries.append(entry.model_copy(update={"texts": merged_texts}))
            else:
                return None
        changed_fields[field_name] = tuple(entries)
    if changed_fields["pages"] == dossier.pages:
        return dossier.model_copy(update=changed_fields)
    # Pages have ids, so the entries by id must be collected again.
    fields = {name: getattr(dossier, name) for name in type(dossier).model_fields}
    return Dossier.model_construct(None, **{**fields, **changed_fields})


def _differ_in_words_only(
    before: Mapping[str, Prose], current: Mapping[str, Prose], config: Config, languages: Iterable[str]
) -> bool:
    """Whether no page but an entry's own can show that its texts have changed."""
    language_marks = tuple(f"[{code}]" for code in languages)
    return all(
        _shared_content(before[code], config) == _shared_content(prose, config)
        for code, prose in current.items()
    ) and not any(mark in prose.body for prose in current.values() for mark in language_marks)


def _shared_content(prose: Prose, config: Config) -> tuple[object, ...]:
    """The parts of a text on which other pages depend."""
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


def _iterate_prose(dossier: Dossier) -> Iterable[tuple[str, str, Prose]]:
    """Every Markdown text with its kind and the id of its entry."""
    for summary in dossier.summaries:
        yield from (("summary", summary.document, prose) for prose in summary.texts.values())
    for page in dossier.pages:
        yield from (("page", page.id, prose) for prose in page.texts.values())
