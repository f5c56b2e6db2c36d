"""Break the source on purpose, one place at a time, and count what the tests catch.

    python -m tests.code.mutants [--only WORD]

Each mutant is a small slip that a person might make in a function: a condition that never holds, a
statement that is left out, another comparison. It's made in the syntax tree of the function, in a copy of
the project; the tests named with it run there, and they must fail.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline import invisible_signs, workers
from dossier_timeline.cache import seals, steps, store
from dossier_timeline.checks import texts
from dossier_timeline.diagnostics import diagnostic
from dossier_timeline.evidence import cell_matching, receipt, text_cutting
from dossier_timeline.exports import citations
from dossier_timeline.graphics import line_labels
from dossier_timeline.markup import list_nesting, word_comparison
from dossier_timeline.mkdocs_plugin import plugin, scratch_folders
from dossier_timeline.model import arithmetic, dates, drafts, text_digests
from dossier_timeline.notation import joined_values, numerals, quantities
from dossier_timeline.output import audit, environment, page_markup, page_reports
from dossier_timeline.publishing import exchange, lock, publication, site_files, staging, tree_index
from dossier_timeline.site import routes
from tests.code.mutation import slip
from tests.helpers.files import ROOT

COPIED = (
    "generator",
    "templates",
    "tests",
    "content",
    "schemas",
    "docs",
    "mkdocs.yml",
    "pyproject.toml",
    "README.md",
)


@dataclass(frozen=True)
class Mutant:
    """One slip: the place number `at` of a kind in a function; `tests` (below tests/) should notice."""

    function: Callable[..., object]
    kind: str
    at: int
    tests: str

    def __str__(self) -> str:
        """The function, and what is done to it."""
        name = f"{self.function.__module__}.{self.function.__qualname__}"
        return f"{name}: {self.kind} (number {self.at})"


MUTANTS = (
    Mutant(publication._publish_locked, "a statement is left out", 12, "publishing/test_publication.py"),
    Mutant(staging.update_staging, "a statement is left out", 13, "publishing/test_publication.py"),
    Mutant(tree_index._hash_file, "a condition always holds", 0, "publishing/test_publication.py"),
    Mutant(publication._exchange_trees, "a statement is left out", 5, "publishing/test_site_folder.py"),
    Mutant(publication.publish, "a statement is left out", 8, "publishing/test_site_folder.py"),
    Mutant(publication._exchange_trees, "an argument is left out", 1, "publishing/test_site_folder.py"),
    Mutant(publication._exchange_trees, "a statement is left out", 11, "publishing/test_site_folder.py"),
    Mutant(publication._publish_locked, "a statement is left out", 7, "publishing/test_site_folder.py"),
    Mutant(lock._require_plain_file, "a condition never holds", 0, "publishing/test_site_folder.py"),
    Mutant(exchange.exchange_folders, "a statement is left out", 8, "publishing/test_publication.py"),
    Mutant(site_files.make_manifest, "an operation is one of its operands", 1, "publishing/test_manifest.py"),
    Mutant(staging._is_unchanged, "a comparison is another", 0, "cache/test_incremental.py"),
    Mutant(site_files._read_stored, "a condition never holds", 0, "publishing/test_site_files.py"),
    Mutant(audit._choose_files, "an operation is one of its operands", 11, "output/test_audit.py"),
    Mutant(steps.StepCache.find, "a condition never holds", 0, "cache/test_incremental.py"),
    Mutant(store.Store._unseal, "an operation is one of its operands", 0, "cache/test_store.py"),
    Mutant(seals.is_sealed, "an operation is one of its operands", 0, "cache/test_seals.py"),
    Mutant(word_comparison._WordComparison.run, "a condition never holds", 1, "markup/test_same_words.py"),
    Mutant(
        word_comparison._WordComparison._match_part, "a comparison is another", 0, "markup/test_same_words.py"
    ),
    Mutant(
        word_comparison._WordComparison._compare_items,
        "a comparison is another",
        1,
        "markup/test_same_words.py",
    ),
    Mutant(list_nesting._LineIndenter._item, "a constant is another", 1, "markup/test_same_words.py"),
    Mutant(page_reports._find_faults, "a comparison is another", 0, "output/test_audit.py"),
    Mutant(page_reports._find_faults, "a constant is another", 10, "output/test_audit.py"),
    Mutant(page_reports._find_faults, "a constant is another", 20, "output/test_audit.py"),
    Mutant(page_markup._read_attributes, "an operation is one of its operands", 5, "output/test_audit.py"),
    Mutant(page_markup._read_element, "a comparison is another", 6, "output/test_audit.py"),
    Mutant(dates._interval, "a comparison is another", 3, "model/test_dates.py"),
    Mutant(dates._with_qualifier, "a comparison is another", 0, "model/test_dates.py languages"),
    Mutant(text_cutting._split_lines, "a constant is another", 0, "evidence/test_passages.py"),
    Mutant(receipt.text_digest, "a constant is another", 1, "evidence/test_receipt.py"),
    Mutant(
        quantities._read_sign, "an operation is one of its operands", 16, "evidence/test_value_matching.py"
    ),
    Mutant(
        numerals._apply_scales,
        "an operation is one of its operands",
        22,
        "evidence/test_number_neighbours.py",
    ),
    Mutant(
        joined_values._share_scale,
        "an operation is one of its operands",
        13,
        "evidence/test_value_matching.py",
    ),
    Mutant(text_digests.is_same_text, "a comparison is another", 3, "checks/test_parity.py"),
    Mutant(
        diagnostic.select_blocking, "an operation is one of its operands", 2, "diagnostics/test_diagnostic.py"
    ),
    Mutant(
        diagnostic.sort_diagnostics,
        "an argument is left out",
        0,
        "diagnostics/test_diagnostic.py content/test_mistakes.py",
    ),
    Mutant(
        scratch_folders.copy_to_deploy, "a condition never holds", 0, "mkdocs_plugin/test_mkdocs_commands.py"
    ),
    Mutant(drafts.find_draft_ids, "a condition never holds", 0, "checks/test_drafts.py"),
    Mutant(routes._relative_path, "a comparison is another", 2, "site/test_routes.py"),
    Mutant(line_labels._prefers_above, "a comparison is another", 0, "graphics/test_charts.py"),
    Mutant(citations._write_ris_entry, "a constant is another", 0, "exports"),
    Mutant(
        environment.bare_environment,
        "a constant is another",
        1,
        "views/test_pages.py output/test_audit.py output/test_template_overrides.py",
    ),
    Mutant(workers.run_in_parallel, "a statement is left out", 4, "publishing/test_publication.py"),
    Mutant(texts._TextChecker.check_all, "an operation is one of its operands", 3, "checks/test_texts.py"),
    Mutant(environment.bare_environment, "an argument is left out", 2, "output/test_template_overrides.py"),
    Mutant(invisible_signs.find_refused_signs, "a condition never holds", 0, "test_invisible_signs.py"),
    Mutant(arithmetic._evaluate, "a condition never holds", 0, "model/test_derivation.py"),
    Mutant(cell_matching.cell_mismatch, "a condition never holds", 0, "evidence/test_cell_matching.py"),
    Mutant(
        plugin.DossierPlugin._refuse_warnings_if_strict,
        "a condition always holds",
        0,
        "mkdocs_plugin/test_mkdocs_commands.py",
    ),
)


def main() -> int:
    """Try them all; 1 when a mutant lives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", default="", help="only the mutants of functions that have this in their name"
    )
    only = parser.parse_args().only
    wanted = [mutant for mutant in MUTANTS if only in str(mutant)]
    lived = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "project"
        copy.mkdir()
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.is_file():
                shutil.copy(source, copy / part)
        for mutant in wanted:
            source, changed = slip(mutant.function, mutant.kind, mutant.at)
            file = copy / source.relative_to(ROOT)
            file.write_text(changed, "utf-8")
            caught = fails(copy, mutant.tests.split())
            shutil.copy(source, file)
            print(f"{'caught ' if caught else 'LIVED  '}  {mutant}", flush=True)
            if not caught:
                lived.append(mutant)
    print(f"{len(wanted) - len(lived)} of {len(wanted)} mutants caught")
    return 1 if lived else 0


def fails(copy: Path, tests: list[str]) -> bool:
    """Whether the tests fail in the copy."""
    here = [f"tests/{test}" for test in tests]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            "-m",
            "not slow and not browser",
            *here,
        ],
        cwd=copy,
        env={
            **os.environ,
            "PYTHONPATH": f"{copy / 'generator'}{os.pathsep}{copy}",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        check=False,
    )
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
