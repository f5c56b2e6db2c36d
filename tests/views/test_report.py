"""The summaries of documents in the report: texts that stand on one page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select_one, values
from tests.helpers.small_site import config_of, dossier_of, planned

TEXT = """\
## Result {lang=nl #result}

See [the other heading](#people), and [nothing](#elsewhere).

### Residents {#people}

Words.

##### Without an address
"""


@pytest.fixture(scope="module")
def pages() -> Mapping[str, bytes]:
    """The small good site, with the same text about each of its documents."""
    dossier = dossier_of(GOOD)
    summaries = tuple(
        summary.model_copy(
            update={
                "texts": {
                    code: text.model_copy(update={"body": TEXT}) for code, text in summary.texts.items()
                }
            }
        )
        for summary in dossier.summaries
    )
    return render_site(
        planned(dossier.model_copy(update={"summaries": summaries}), config_of(GOOD)), config_of(GOOD)
    )


@pytest.mark.parametrize("document", ["letter-2021", "plan-2019"])
def test_headings_of_a_summary_are_a_level_lower_and_have_the_documents_id(
    pages: Mapping[str, bytes], document: str
) -> None:
    prose = select_one(pages["en/report/index.html"], f"section[aria-labelledby={document}] > div.prose")
    headings = [(one.tag, one.get("id"), one.get("lang")) for one in prose if one.tag.startswith("h")]
    assert headings == [
        ("h3", f"{document}-result", "nl"),
        ("h4", f"{document}-people", None),
        ("h6", None, None),
    ]
    assert values(prose, "a", "href") == [f"#{document}-people", "#elsewhere"]


def test_headings_of_a_summary_are_as_written_on_the_documents_own_page(pages: Mapping[str, bytes]) -> None:
    prose = select_one(pages["en/documents/bridge-plan-2019/index.html"], "div.prose")
    headings = [(one.tag, one.get("id"), one.get("lang")) for one in prose if one.tag.startswith("h")]
    assert headings == [("h2", "result", "nl"), ("h3", "people", None), ("h5", None, None)]
    assert values(prose, "a", "href") == ["#people", "#elsewhere"]
