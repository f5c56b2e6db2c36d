"""The N of a row leads to the fact that says it, where its document has one."""

from __future__ import annotations

import shutil
from pathlib import Path

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, text_of, values
from tests.helpers.small_site import config_of, dossier_of, planned

FILE = "content/documents/letter-2021/document.yml"
CHANGES = (
    ("    unit: bridge\n    columns:", "    unit: bridge\n    n: bridge\n    columns:"),
    ("- {id: y2020, cells", "- {id: y2020, n: 25, cells"),
    ("- {id: y2021, cells", "- {id: y2021, n: 26, cells"),
)


def test_a_total_is_the_fact_that_says_it(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(GOOD, root)
    text = (root / FILE).read_text("utf-8")
    for old, new in CHANGES:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (root / FILE).write_text(text, "utf-8")
    config = config_of(root, search=False)
    page = render_site(planned(dossier_of(root), config), config)["en/figures/index.html"]
    totals = [select(row, "td")[-1] for row in select(page, "#inspections tbody tr[id]")[-2:]]
    assert [text_of(one).rstrip("≠") for one in totals] == ["25", "26"]
    assert [values(one, "a.fact", "href") for one in totals] == [
        [],
        ["../documents/progress-report-2021/#bridges-2021"],
    ]
