"""Break the source on purpose, one place at a time, and count what the tests catch.

    python -m tests.code.mutants [--only WORD]

Each mutant is a small slip that a person might make. It's made in a copy of the project, the tests
named with it run there, and they must fail. A place that is no longer in the source is told: a
list like this one is only worth something while it fits.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

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
    """One slip: in `file`, `old` becomes `new`; `tests` (below tests/) should notice."""

    file: str
    old: str
    new: str
    tests: str


MUTANTS = (
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "removed = len(live.digests.keys() - wanted.keys())",
        "removed = 0",
        "publishing/test_publication.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "        _remove_empty_folders(paths.staging, files)\n",
        "        pass\n",
        "publishing/test_publication.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/tree_index.py",
        "if stat.S_ISREG(os.lstat(file).st_mode) else NO_DIGEST",
        "if True else NO_DIGEST",
        "publishing/test_publication.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "    transfer.remove_links()\n",
        "    pass\n",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "            move_back(paths.live, paths.staging, lock.record.moved_entries)\n",
        "",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "own_names=own_names, moved_entries=moved)",
        "own_names=own_names)",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "        transfer.undo()\n        raise",
        "        raise",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "    if paths.live.exists():\n        copy_access(paths.staging, paths.live)\n    staging =",
        "    staging =",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/lock.py",
        "    if not stat.S_ISREG(mode):",
        "    if False:",
        "publishing/test_site_folder.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/exchange.py",
        "        backup.rename(live)\n",
        "        pass\n",
        "publishing/test_publication.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/site_files.py",
        "in sorted(files)",
        "in files",
        "publishing/test_manifest.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/publication.py",
        "return stat_file(os.fspath(file)) == state",
        "return True",
        "cache/test_incremental.py",
    ),
    Mutant(
        "generator/dossier_timeline/publishing/site_files.py",
        "if sha256(content).hexdigest() != entry.digest:",
        "if False:",
        "publishing/test_site_files.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/audit.py",
        "if before is None or not before.ids <= now.ids:",
        "if before is None:",
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/cache/plans.py",
        "[(one.level, one.id) for one in parsed.headings]",
        "[]",
        "cache/test_incremental.py",
    ),
    Mutant(
        "generator/dossier_timeline/cache/sealed_files.py",
        'return body if hmac.compare_digest(code, _code(place, b"body", body)) else None',
        "return body",
        "cache/test_sealed_files.py",
    ),
    Mutant(
        "generator/dossier_timeline/markup/word_comparison.py",
        "if self.place < len(self.shown.text):",
        "if False:",
        "markup/test_same_words.py",
    ),
    Mutant(
        "generator/dossier_timeline/markup/word_comparison.py",
        'self.shown.text[here] != " "',
        'self.shown.text[here] == "x"',
        "markup/test_same_words.py",
    ),
    Mutant(
        "generator/dossier_timeline/markup/word_comparison.py",
        "if item.depth != part.depth:",
        "if item.depth > part.depth + 9:",
        "markup/test_same_words.py",
    ),
    Mutant(
        "generator/dossier_timeline/markup/list_nesting.py",
        "{'    ' * depth}{item['mark']}",
        "{'  ' * depth}{item['mark']}",
        "markup/test_same_words.py",
    ),
    Mutant(
        "generator/dossier_timeline/languages/invisible_signs.py",
        "if not _allowed(text, found.start()):",
        'if found[0] < " ":',
        "languages/test_invisible_signs.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/page_reports.py",
        "if markup.h1 != 1:",
        "if markup.h1 > 1:",
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/page_reports.py",
        "if count > 1:",
        "if count > 2:",
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/page_reports.py",
        "after > before + 1",
        "after > before + 2",
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/page_markup.py",
        'name.startswith("on") or ',
        "",
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/page_markup.py",
        'elif name == "style":',
        'elif name == "styl":',
        "output/test_audit.py",
    ),
    Mutant(
        "generator/dossier_timeline/model/dates.py",
        "end.upper < start.lower",
        "end.upper < start.upper",
        "model/test_dates.py",
    ),
    Mutant(
        "generator/dossier_timeline/model/dates.py",
        'mark in ("~", "%")',
        'mark in ("~",)',
        "model/test_dates.py languages",
    ),
    Mutant(
        "generator/dossier_timeline/model/derivation.py",
        'if sign == "+" else',
        'if sign == "-" else',
        "model/test_derivation.py",
    ),
    Mutant(
        "generator/dossier_timeline/evidence/passages.py",
        'normalize("NFC"',
        'normalize("NFD"',
        "evidence/test_passages.py",
    ),
    Mutant("generator/dossier_timeline/evidence/receipt.py", "sha256(", "sha1(", "evidence/test_receipt.py"),
    Mutant(
        "generator/dossier_timeline/notation/quantities.py",
        "_Start(index, 1 if text in _PLUS else -1)",
        "_Start(index, 1)",
        "evidence/test_value_matching.py",
    ),
    Mutant(
        "generator/dossier_timeline/notation/numerals.py",
        "value=found.value * 10**scale,",
        "value=found.value,",
        "evidence/test_number_neighbours.py",
    ),
    Mutant(
        "generator/dossier_timeline/notation/joined_values.py",
        "return replace(first, value=first.value * 10**second.scale, scale=second.scale)",
        "return first",
        "evidence/test_value_matching.py",
    ),
    Mutant(
        "generator/dossier_timeline/evidence/cell_matching.py",
        "if token.qualifier != expected.qualifier:",
        "if False:",
        "evidence/test_cell_matching.py",
    ),
    Mutant(
        "generator/dossier_timeline/model/translation_status.py",
        "TranslationStatus.BEHIND",
        "TranslationStatus.IN_STEP",
        "checks/test_parity.py",
    ),
    Mutant(
        "generator/dossier_timeline/diagnostics/diagnostic.py",
        "strict or p.level is Level.ERROR",
        "p.level is Level.ERROR",
        "diagnostics/test_problems.py",
    ),
    Mutant(
        "generator/dossier_timeline/diagnostics/diagnostic.py",
        "key=lambda p: (p.position, p.code, p.message)",
        "key=lambda p: p.code",
        "diagnostics/test_problems.py content/test_mistakes.py",
    ),
    Mutant(
        "generator/dossier_timeline/mkdocs_plugin/plugin.py",
        "self._refuse_warnings_if_strict(config)\n        with refused",
        "with refused",
        "mkdocs_plugin/test_mkdocs_commands.py",
    ),
    Mutant(
        "generator/dossier_timeline/mkdocs_plugin/plugin.py",
        'if path.startswith(".")}',
        "if False}",
        "mkdocs_plugin/test_mkdocs_commands.py",
    ),
    Mutant(
        "generator/dossier_timeline/model/drafts.py",
        "if document.draft)",
        "if False)",
        "checks/test_drafts.py",
    ),
    Mutant(
        "generator/dossier_timeline/site/routes.py",
        "start[same] == folder[same]",
        "start[same] != folder[same]",
        "site/test_routes.py",
    ),
    Mutant(
        "generator/dossier_timeline/graphics/line_labels.py",
        '0 < o["value"] - row["value"] < near',
        "False",
        "graphics/test_charts.py",
    ),
    Mutant("generator/dossier_timeline/exports/citations.py", '"ER  - \\r\\n"', '""', "exports"),
    Mutant(
        "generator/dossier_timeline/output/environment.py",
        "autoescape=True",
        "autoescape=False",
        "views/test_pages.py output/test_audit.py output/test_template_overrides.py",
    ),
    Mutant(
        "generator/dossier_timeline/workers.py",
        "        for task in tasks:\n            task.cancel()\n        raise",
        "        raise",
        "publishing/test_publication.py",
    ),
    Mutant(
        "generator/dossier_timeline/checks/texts.py",
        "if not found and all(",
        "if all(",
        "checks/test_texts.py",
    ),
    Mutant(
        "generator/dossier_timeline/output/environment.py",
        "undefined=StrictUndefined,",
        "",
        "output/test_template_overrides.py",
    ),
)


def main() -> int:
    """Try them all; 1 when a mutant lives or fits nowhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only the mutants whose file has this in its name")
    only = parser.parse_args().only
    wanted = [mutant for mutant in MUTANTS if only in mutant.file]
    lived, nowhere = [], []
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
            file = copy / mutant.file
            text = file.read_text("utf-8") if file.is_file() else ""
            if mutant.old not in text:
                nowhere.append(mutant)
                print(f"nowhere  {mutant.file}: {mutant.old!r}")
                continue
            file.write_text(text.replace(mutant.old, mutant.new, 1), "utf-8")
            caught = fails(copy, mutant.tests.split())
            file.write_text(text, "utf-8")
            change = f"{mutant.old.strip()!r} → {mutant.new.strip()!r}"
            print(f"{'caught ' if caught else 'LIVED  '}  {mutant.file}: {change}", flush=True)
            if not caught:
                lived.append(mutant)
    tried = len(wanted) - len(nowhere)
    print(
        f"{tried - len(lived)} of {tried} mutants caught"
        + (f"; {len(nowhere)} fit nowhere" if nowhere else "")
    )
    return 1 if lived or nowhere else 0


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
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
