"""Citations: read back by the libraries that reference managers are made of."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import partial

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.exports.citations import (
    CitedAuthor,
    CitedItem,
    make_csl_item,
    write_bibtex,
    write_csl_json,
    write_ris,
)
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from tests.exports.exported import GOOD, exported, good, real, rows

FOLDER = "data/citations/"

CSL_TYPES = {
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
}  # fmt: skip
"""The types of CSL 1.0.2."""
CSL_NAMES = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


def citations(files: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each document's id, and its citation in each form, by the ending of its file."""
    for path, content in files.items():
        if path.startswith(FOLDER) and path.endswith(".csl.json"):
            stem = path.removesuffix(".csl.json")
            forms = {ending: files[f"{stem}.{ending}"] for ending in ("bib", "ris")}
            yield stem.removeprefix(FOLDER), {**forms, "json": content}


@pytest.fixture(scope="module", params=["good", "real"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The exports of the small site, and of this project's own dossier."""
    return good() if request.param == "good" else real()


def test_every_document_is_cited_once_for_all_languages(files: dict[str, bytes]) -> None:
    documents = {row["id"] for row in rows(files["data/documents.csv"])}
    assert {name for name, _ in citations(files)} == documents
    endings = (".bib", ".ris", ".csl.json")
    assert len([path for path in files if path.endswith(endings)]) == len(endings) * len(documents)


def test_a_document_is_cited_in_its_own_language_or_else_in_the_dossiers_first() -> None:
    def in_another(dossier: Dossier, code: str) -> Dossier:
        documents = tuple(one.model_copy(update={"language": code}) for one in dossier.documents)
        return dossier.model_copy(update={"documents": documents})

    (letter,) = json.loads(good()[f"{FOLDER}letter-2021.csl.json"])
    (plan,) = json.loads(good()[f"{FOLDER}plan-2019.csl.json"])
    assert (letter["language"], letter["title"], letter["genre"]) == (
        "nl",
        "Voortgangsbericht over de bruggen",
        "Brief",
    )
    assert (plan["language"], plan["title"], plan["genre"]) == ("nl", "Bruggenplan 2019", "Plan")
    for code, genre in (("en", "Letter"), ("fr", "Brief")):
        files = exported(GOOD, partial(in_another, code=code))
        (letter,) = json.loads(files[f"{FOLDER}letter-2021.csl.json"])
        (plan,) = json.loads(files[f"{FOLDER}plan-2019.csl.json"])
        assert letter["genre"] == genre
        assert (plan["language"], plan["title"]) == (code, "Bruggenplan 2019")


def test_csl_has_what_its_schema_asks_for(files: dict[str, bytes]) -> None:
    for stem, forms in citations(files):
        (item,) = json.loads(forms["json"])
        assert {"id", "type", "title", "issued"} <= set(item), stem
        assert item["type"] in CSL_TYPES
        for author in item["author"]:
            assert set(author) <= CSL_NAMES
            assert ("literal" in author) != ("family" in author)
        ((parts),) = item["issued"]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def test_bibtex_is_read_back_with_the_same_content(files: dict[str, bytes]) -> None:
    for stem, forms in citations(files):
        library = bibtexparser.parse_string(forms["bib"].decode())
        assert not library.failed_blocks, stem
        (entry,) = library.entries
        (item,) = json.loads(forms["json"])
        assert entry.key == item["id"]
        assert entry["url"] == item["URL"] if "URL" in item else "url" not in entry
        assert entry["title"].replace("\\", "") == item["title"]
        assert entry["date"].split("-")[0] == str(item["issued"]["date-parts"][0][0])


def test_ris_is_read_back_with_the_same_content(files: dict[str, bytes]) -> None:
    for _, forms in citations(files):
        (entry,) = rispy.loads(forms["ris"].decode())
        (item,) = json.loads(forms["json"])
        assert entry["id"] == item["id"]
        assert entry["title"] == item["title"]
        assert entry["year"] == str(item["issued"]["date-parts"][0][0])
        assert len(entry["authors"]) == len(item["author"])
        assert entry.get("urls", [None])[0] == item.get("URL")


def test_a_persons_name_is_taken_apart() -> None:
    (item,) = json.loads(good()[f"{FOLDER}letter-2021.csl.json"])
    assert item["author"] == [{"family": "Boer", "given": "Anna", "non-dropping-particle": "de"}]
    assert "author = {de Boer, Anna}" in good()[f"{FOLDER}letter-2021.bib"].decode()
    assert "AU  - de Boer, Anna\r\n" in good()[f"{FOLDER}letter-2021.ris"].decode()


@pytest.mark.parametrize(
    ("name", "sort", "family", "given", "particle"),
    [
        ("G.A. van der Steur", "Steur, van der", "Steur", "G.A.", "van der"),
        ("Anna de Boer", "Boer, Anna de", "Boer", "Anna", "de"),
        ("Eric Holder", "Holder", "Holder", "Eric", ""),
        ("Plato", "Plato", "", "", ""),
        ("Queen Paola", "Italy", "", "", ""),
        ("van Es", "Es, van", "", "", ""),
    ],
)
def test_names_of_persons(name: str, sort: str, family: str, given: str, particle: str) -> None:
    assert CitedAuthor.person(name, sort) == CitedAuthor(name, family, given, particle)


def test_an_address_that_nobody_has_opened_is_not_cited() -> None:
    (item,) = json.loads(good()[f"{FOLDER}letter-2021.csl.json"])
    assert "URL" not in item


def test_as_much_of_a_date_as_is_known() -> None:
    cited = CitedItem("a", "report", "A", "en", parse_date("2014-09"))
    assert make_csl_item(cited)["issued"] == {"date-parts": [[2014, 9]]}
    assert "date = {2014-09}," in write_bibtex([cited]).decode()
    assert "DA  - 2014/09//\r\n" in write_ris([cited]).decode()


def test_a_body_stays_one_author_whatever_its_name() -> None:
    cited = CitedItem("a", "report", "A", "en", authors=(CitedAuthor("Ministry of Roads, Water and Ships"),))
    library = bibtexparser.parse_string(
        write_bibtex([cited]).decode(), append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    (author,) = library.entries[0]["author"]
    assert author.last == ["{Ministry of Roads, Water and Ships}"]
    assert rispy.loads(write_ris([cited]).decode())[0]["authors"] == ["Ministry of Roads Water and Ships"]


LATEX = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
LATEX |= {"textbraceleft": "{", "textbraceright": "}"}


def read_from_latex(text: str) -> str:
    """What LaTeX shows of a field: every sign that means something to it is written as a command."""
    assert re.fullmatch(r"(?:[^\\{}&%$#_~^]|\\[&%$#_{}]|\\text[a-z]+\{\})*", text)
    return re.sub(r"\\(text[a-z]+)\{\}|\\(.)", lambda m: LATEX[m[1]] if m[1] else m[2], text)


@pytest.mark.parametrize("title", ["A\\", "{A", "A}", "}A{", "{A}", "50% & #1_x $ ~a^", "\\end{document}"])
def test_signs_that_mean_something_in_latex_are_only_signs(title: str) -> None:
    library = bibtexparser.parse_string(
        write_bibtex([CitedItem("a", "report", title, "en", place="B")]).decode()
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry["location"] == "B"
    assert read_from_latex(entry["title"]) == title


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1).filter(
    lambda text: text.strip() == text and " ".join(text.split()) == text
)


hostile = st.text(st.sampled_from("a1 {}\\%&$#_~^,;\"'@=<>\n- é漢"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and " ".join(text.split()) == text
)
addresses = st.text(st.sampled_from("a1/{}\\%&$#_~^,;@=()[]|?-é"), max_size=12).map("https://x.org/".__add__)


@given(words | hostile, words | hostile, addresses, hostile)
def test_no_title_name_or_address_breaks_a_file(title: str, name: str, url: str, place: str) -> None:
    cited = CitedItem(
        "a", "report", title, "en", parse_date("2020-01-02"), authors=(CitedAuthor(name),), url=url,
        place=place, publisher=title, genre=name,
    )  # fmt: skip
    library = bibtexparser.parse_string(write_bibtex([cited]).decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    assert unicodedata.normalize("NFC", title) == read_from_latex(entry["title"])
    assert unicodedata.normalize("NFC", title) == read_from_latex(entry["institution"])
    assert unicodedata.normalize("NFC", place) == read_from_latex(entry["location"])
    assert unicodedata.normalize("NFC", name) == read_from_latex(entry["type"])
    assert entry["langid"] == "english"
    assert entry["url"] == url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    (entry,) = rispy.loads(write_ris([cited]).decode())
    assert (entry["title"], entry["publisher"], entry["place_published"]) == (title, title, place)
    assert entry["urls"] == [url.replace(";", "%3B")]
    (item,) = json.loads(write_csl_json([cited]))
    assert (item["title"], item["publisher-place"], item["URL"]) == (title, place, url)


@given(hostile.filter(lambda text: any(map(str.isalnum, text))))
def test_a_persons_name_is_read_back(family: str) -> None:
    name = CitedAuthor(f"Anna {family}", family, "Anna and Ben", "de")
    library = bibtexparser.parse_string(
        write_bibtex([CitedItem("a", "report", "A", "en", authors=(name, CitedAuthor("C, D")))]).decode(),
        append_middleware=[SeparateCoAuthors(), SplitNameParts()],
    )
    assert not library.failed_blocks
    first, second = library.entries[0]["author"]
    assert first.first == ["{Anna and Ben}"]
    assert second.last == ["{C, D}"]


def test_the_same_bytes_every_time() -> None:
    assert exported(GOOD) == good()
