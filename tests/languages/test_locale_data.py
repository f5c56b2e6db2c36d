"""What CLDR says of a language doesn't depend on which languages were read before."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from babel import localedata

pytestmark = pytest.mark.process

NAMES = """
import json, sys
import dossier_timeline.languages
from babel import Locale

def names(code):
    locale = Locale.parse(code)
    found = [[*map(str, each.values())] for part in (locale.months, locale.days, locale.quarters)
             for width in part.values() for each in width.values()]
    return [found, sorted(map(str, locale.interval_formats)), sorted(map(str, locale.unit_display_names))]

print(json.dumps({code: names(code) for code in json.loads(sys.argv[1])}))
"""


def names(codes: Sequence[str]) -> dict[str, object]:
    """Names of months, days and quarters of languages, read in this order by a new process."""
    done = subprocess.run(
        [sys.executable, "-c", NAMES, json.dumps(codes)], capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_months_of_a_language_are_its_own_after_another_was_read() -> None:
    assert names(["ja", "de"])["de"] == names(["de"])["de"]


def test_in_any_order_every_language_has_the_same_names() -> None:
    codes = [code for code in localedata.locale_identifiers() if "_" not in code]
    drawn = [*random.Random(20121205).sample(codes, 80), "de_AT", "de", "pt_PT", "pt", "ja", "zh_Hant_HK"]
    assert names(drawn) == names(drawn[::-1])
