"""The checks see every part of the model, and answer in time."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel

from dossier_timeline.checks import dossier as checks
from dossier_timeline.checks.dossier import check_dossier
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.suggestions import find_nearest_word, suggest_word
from dossier_timeline.languages.plural_forms import list_needed_forms
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import walk_values
from tests.helpers.files import GOOD
from tests.helpers.work import count_calls

MISTAKES = Path(__file__).parents[1] / "content" / "mistakes"
_CODE = re.compile(r"\bCode\.([A-Z_]+)\b")


def _entries(value: object) -> int:
    if isinstance(value, BaseModel):
        own = type(value).__name__ not in ("Words", "Dossier", "Prose", "PageHead", "Translation", "Summary")
        return own + sum(_entries(item) for item in value.__dict__.values())
    items = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return sum(_entries(item) for item in items)


def test_every_part_is_walked_once() -> None:
    dossier = read_content_folder(GOOD).dossier
    assert dossier is not None
    plain = Dossier.model_construct(None, **{name: getattr(dossier, name) for name in Dossier.model_fields})
    walked = list(walk_values(dossier))
    assert len(walked) == _entries(plain)
    assert len({(part.entry, part.path) for part in walked}) == len(walked)


def test_the_place_of_every_part_is_known() -> None:
    reading = read_content_folder(GOOD)
    assert reading.dossier is not None
    root = {str(reading.positions.of(part.entry)) for part in walk_values(reading.dossier) if not part.path}
    for part in walk_values(reading.dossier):
        position = reading.positions.of(part.entry, *part.path) if part.path else None
        assert position is None or str(position) not in root


def test_every_code_that_a_check_of_the_dossier_makes_has_a_case() -> None:
    cases = "".join(path.read_text("utf-8") for path in MISTAKES.glob("*.yml"))
    functions = [one for name, one in vars(checks).items() if name.startswith("check_")]
    modules = {inspect.getmodule(one) for one in functions} - {checks}
    names = {name for module in modules if module for name in _CODE.findall(inspect.getsource(module))}
    codes = {Code[name] for name in names}
    assert len(codes) > 30
    assert {code for code in codes if f"[{code}]" not in cases} == set()


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("tilte", {"title", "slug"}, "title"),
        ("Title", {"title"}, "title"),
        ("key-facts", {"key_facts"}, "key_facts"),
        ("xyz", {"title"}, ""),
        ("", {"title"}, ""),
        ("title", set(), ""),
    ],
)
def test_the_nearest_word(word: str, known: set[str], found: str) -> None:
    assert find_nearest_word(word, known) == found


def test_the_nearest_of_many_words_is_found_with_few_comparisons() -> None:
    known = [f"victims-identified-{first}-{second}" for first in range(100) for second in range(100)]
    assert find_nearest_word("victims-idnetified-55-7", known) == "victims-identified-55-7"
    assert find_nearest_word("something-else-55-7", known) == ""
    for word in ("victims-idnetified-55-7", "something-else-55-7"):
        assert count_calls(lambda word=word: find_nearest_word(word, known)) < 30 * len(known)  # type: ignore[misc]


def test_a_hint_names_the_nearest_or_all() -> None:
    assert suggest_word("tilte", ["title"]) == "did you mean “title”?"
    assert suggest_word("xyz", ["b", "a"]) == "known are: a, b"
    assert suggest_word("xyz", [str(n) for n in range(20)]) == ""


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("nl", ("one", "other")),
        ("pl", ("few", "many", "one", "other")),
        ("ja", ("other",)),
        ("zz", ("other",)),
    ],
)
def test_the_forms_that_a_language_needs(code: str, forms: tuple[str, ...]) -> None:
    assert list_needed_forms(code) == forms


def write_documents(folder: Path, numbers: range) -> None:
    """Write a copy of the good site's letter for each number, with ids of its own."""
    ids = (
        "bridges-2021",
        "renewed",
        "evening-people",
        "inspections",
        "mill-bridge-opened",
        "letter-sent",
        "residents-evening",
        "church-bridge-opened",
        "finish-church-bridge",
        "letter-november",
    )
    text = (folder / "letter-2021" / "document.yml").read_text("utf-8")
    for number in numbers:
        copy = text.replace("letter-2021", f"letter-{number}").replace("report-2021", f"report-{number}")
        for name in ids:
            copy = copy.replace(name, f"{name}-{number}")
        copy = copy.replace("bericht-2021", f"bericht-{number}")
        (folder / f"letter-{number}").mkdir()
        (folder / f"letter-{number}" / "document.yml").write_text(copy, "utf-8")


def read_and_check(root: Path) -> None:
    """Read the dossier and check it; each document that was written lacks its summary and nothing else."""
    reading = read_content_folder(root)
    assert reading.dossier is not None
    problems = check_dossier(reading.dossier, reading.positions)
    assert {problem.code for problem in problems} == {"missing-summary"}


def test_four_times_the_documents_take_about_four_times_the_work(tmp_path: Path) -> None:
    """It would be sixteen if each document were looked for among all others."""
    root = Path(shutil.copytree(GOOD, tmp_path / "site"))
    folder = root / "content" / "documents"
    write_documents(folder, range(20))
    few = count_calls(lambda: read_and_check(root))
    write_documents(folder, range(20, 80))
    assert count_calls(lambda: read_and_check(root)) < 5 * few
