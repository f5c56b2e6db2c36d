"""Languages without spaces between words: their words are found, or the build says that they aren't."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.output import search
from dossier_timeline.output.search import SearchedPages, build_search_index
from dossier_timeline.publishing.site_files import SiteFiles

TEXTS = {
    "ja": "国会は法律を改正した。東京都の条例も改正された。",
    "zh-Hans": "国务院修订了法律规定。",
    "zh-Hant": "立法院修訂了法律規定。",
    "th": "รัฐสภาแก้ไขกฎหมายของประเทศไทย",
    "km": "រដ្ឋសភាបានកែប្រែច្បាប់",
    "lo": "ສະພາແຫ່ງຊາດ",
    "my": "လွှတ်တော်သည်ဥပဒေကို",
    "ko": "국회는 법률을 개정했다",
    "hi": "संसद ने कानून बदला",
    "ar": "عدل البرلمان القانون",
    "am": "ፓርላማው ሕጉን አሻሽሏል",
    "ka": "პარლამენტმა შეცვალა კანონი",
    "en": "Parliament has amended the law; in Japanese it is 国会.",
}
WITHOUT_SPACES = {"ja", "zh-Hans", "zh-Hant", "th"}
KNOWN_TO_NONE = {"km", "lo", "my"}


def page(code: str) -> tuple[str, bytes]:
    main = f"<main data-pagefind-body><p>{TEXTS[code]}</p></main>"
    html = f'<!doctype html><html lang="{code}"><body>{main}</body></html>'
    return f"{code}/index.html", html.encode()


@pytest.mark.parametrize("extended", [False, True])
def test_the_build_warns_of_each_language_whose_words_cannot_be_found(
    extended: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "has_word_segmentation", lambda: extended)
    files = dict(map(page, TEXTS))
    languages = {f"{code}/index.html": code for code in TEXTS}
    for told in (
        build_search_index(SearchedPages(SiteFiles(files), languages, tmp_path)),
        build_search_index(SearchedPages(SiteFiles(files), languages, tmp_path)),
    ):
        assert {problem.level for problem in told.problems} == {Level.WARNING}
        assert {problem.code for problem in told.problems} == {"search-without-words"}
        wanted = KNOWN_TO_NONE if extended else KNOWN_TO_NONE | WITHOUT_SPACES
        assert [problem.message.split("“")[1].split("”")[0] for problem in told.problems] == sorted(wanted)
    assert told.seconds is None


def test_an_index_of_one_program_is_not_taken_for_that_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, languages = dict([page("ja")]), {"ja/index.html": "ja"}
    monkeypatch.setattr(search, "has_word_segmentation", lambda: False)
    assert build_search_index(SearchedPages(SiteFiles(files), languages, tmp_path)).seconds is not None
    monkeypatch.setattr(search, "has_word_segmentation", lambda: True)
    assert build_search_index(SearchedPages(SiteFiles(files), languages, tmp_path)).seconds is not None
