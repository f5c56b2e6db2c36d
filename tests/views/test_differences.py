"""A difference is told in the words of its kind, and only another value or date is marked in running text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.story import DifferenceKind
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select_one, text_of, texts
from tests.helpers.small_site import config_of, dossier_of, planned

FACT = "bridges-2018"


def _with_differences(*kinds: DifferenceKind) -> Dossier:
    """The small good site, whose differences are all about one fact and are of these kinds."""
    whole = dossier_of(GOOD)
    first = whole.differences[0]
    differences = tuple(
        first.model_copy(update={"id": f"difference-{kind}", "kind": kind, "concerns": (FACT,)})
        for kind in kinds
    )
    return Dossier.model_construct(**{**dict(whole), "differences": differences})


def _render(dossier: Dossier) -> dict[str, bytes]:
    return dict(render_site(planned(dossier, config_of(GOOD)), config_of(GOOD)))


def _all_pages(files: dict[str, bytes]) -> str:
    return "".join(content.decode() for path, content in files.items() if path.startswith("en/documents/"))


@pytest.mark.parametrize(
    ("kind", "words", "is_marked"),
    [
        ("values", "sources differ", True),
        ("dates", "sources differ", True),
        ("basis", "counted differently", False),
        ("scope", "counted differently", False),
        ("wording", "worded differently", False),
        ("slip", "slip of the source", False),
        ("remark", "our remark", False),
    ],
)
def test_each_kind_has_its_own_words(kind: DifferenceKind, words: str, is_marked: bool) -> None:
    files = _render(_with_differences(kind))
    page = files["en/differences/index.html"]
    assert texts(page, f"#difference-{kind} > p.label") == [words]
    pages = _all_pages(files)
    assert ('class="differs"' in pages) is is_marked
    assert re.search(rf'#difference-{kind}"( aria-label="{words}: [^"]+")?>{words}</a>', pages)


def test_a_contradiction_is_told_before_any_other_difference() -> None:
    files = _render(_with_differences("remark", "values"))
    note = select_one(files[f"en/documents/{_plan_slug()}/index.html"], f"ol.notes > li#{FACT}")
    assert texts(note, "a.tag") == ["sources differ"]


def test_a_remark_is_not_told_beside_a_key_figure() -> None:
    assert "our remark" not in text_of(_key_figures(_with_differences("remark")))
    assert "counted differently" in text_of(_key_figures(_with_differences("basis")))


def _key_figures(dossier: Dossier) -> Element:
    return select_one(_render(dossier)["en/index.html"], "dl.figures")


def _plan_slug() -> str:
    """The last part of the address of the document in which the fact stands."""
    return next(one.slug["en"] for one in dossier_of(GOOD).documents if one.id == "plan-2019")
