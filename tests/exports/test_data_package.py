"""The folder of data: what its descriptor promises of each file holds for every cell of it."""

from __future__ import annotations

import hashlib
import importlib.resources
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.exports.table import write_csv, write_csv_cell, write_json
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.base import Words
from tests.exports.exported import BASE, GOOD, changed, exported, good, json_of, real, rows

DESCRIPTOR = "data/datapackage.json"


@pytest.fixture(scope="module", params=["good", "real"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The exports of the small site, and of this project's own dossier."""
    return good() if request.param == "good" else real()


def package(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json_of(files, DESCRIPTOR)
    return found


def tables(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in package(files)["resources"] if one.get("type") == "table"}


def test_the_descriptor_holds_by_the_data_package_schema(files: dict[str, bytes]) -> None:
    profile = importlib.resources.files("dplib").joinpath("profiles/2.0/datapackage.json")
    schema = json.loads(profile.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(package(files))] == []
    broken = package(files)
    broken["resources"][0]["schema"]["fields"][0]["type"] = "words"
    assert list(validator.iter_errors(broken)), "the schema sees what is wrong"


def test_names_of_resources_and_paths_are_used_once_and_are_there(files: dict[str, bytes]) -> None:
    resources = package(files)["resources"]
    for key in ("name", "path"):
        values = [one[key] for one in resources]
        assert len(values) == len(set(values))
    described = {f"data/{one['path']}" for one in resources}
    beside = {DESCRIPTOR, "data/README.md", "data/LICENSE.txt"}
    there = {path for path in files if path.startswith("data/") and not path.startswith("data/citations/")}
    assert there == described | beside


def test_size_and_digest_are_those_of_the_files(files: dict[str, bytes]) -> None:
    for one in package(files)["resources"]:
        content = files[f"data/{one['path']}"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


READ: dict[str, Callable[[str], object]] = {
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "string": str,
}


def test_every_cell_is_of_its_type_and_within_its_constraints(files: dict[str, bytes]) -> None:
    for name, resource in tables(files).items():
        fields = resource["schema"]["fields"]
        found = rows(files[f"data/{resource['path']}"])
        assert found, name
        for row in found:
            assert list(row) == [field["name"] for field in fields], name
            for field in fields:
                text, limits = row[field["name"]], field.get("constraints", {})
                if text:
                    READ[field["type"]](text)
                assert text or not limits.get("required"), (name, field["name"], row)
                assert not text or text in limits.get("enum", [text]), (name, field["name"], text)


def test_ids_and_values_are_required(files: dict[str, bytes]) -> None:
    for name, field in (("facts", "id"), ("facts", "value"), ("events", "kind"), ("words", "text")):
        fields = {one["name"]: one for one in tables(files)[name]["schema"]["fields"]}
        assert fields[field]["constraints"]["required"] is True


def test_keys_are_unique_and_references_lead_somewhere(files: dict[str, bytes]) -> None:
    known = tables(files)
    content = {name: rows(files[f"data/{one['path']}"]) for name, one in known.items()}
    for name, one in known.items():
        key = one["schema"]["primaryKey"]
        keys = [tuple(row[part] for part in key) for row in content[name]]
        assert len(keys) == len(set(keys)), name
        assert all(all(parts) for parts in keys), name
        for foreign in one["schema"].get("foreignKeys", ()):
            (field,), (target,) = foreign["fields"], foreign["reference"]["fields"]
            resource = foreign["reference"]["resource"]
            there = {row[target] for row in content.get(resource, ())}
            assert {row[field] for row in content[name] if row[field]} <= there, (name, field)


def test_lists_of_ids_name_what_there_is(files: dict[str, bytes]) -> None:
    known = tables(files)
    ids = {row["id"] for one in known.values() for row in rows(files[f"data/{one['path']}"]) if "id" in row}
    for name in ("events", "documents", "commitments", "outcomes", "differences", "works"):
        if name not in known:
            continue
        for row in rows(files[f"data/{name}.csv"]):
            for column in ("themes", "actors", "works", "facts", "by", "to", "sender", "author"):
                assert set((row.get(column) or "").split()) <= ids, (name, column)


def test_json_has_what_csv_has(files: dict[str, bytes]) -> None:
    for name, one in tables(files).items():
        path = f"data/{name}.json"
        if path not in files:
            continue
        records = json_of(files, path)
        written = rows(files[f"data/{one['path']}"])
        assert len(records) == len(written)
        for record, row in zip(records, written, strict=True):
            for field, text in row.items():
                value = record[field]
                if isinstance(value, list):
                    assert " ".join(value) == text
                elif isinstance(value, bool):
                    assert str(value).lower() == text
                elif isinstance(value, int | float):
                    assert Decimal(str(value)) == Decimal(text)
                else:
                    assert (value or "") == text


def test_a_fact_has_its_value_its_words_its_place_and_its_proof() -> None:
    fact = next(one for one in json_of(good(), "data/facts.json") if one["id"] == "bridges-2021")
    assert (fact["value"], fact["number"], fact["unit"], fact["date"]) == ("26", 26, "bridge", "2021")
    assert (fact["first_day"], fact["last_day"]) == ("2021-01-01", "2021-12-31")
    assert (fact["document"], fact["section"], fact["paragraph"]) == ("letter-2021", "Stand van zaken", 1)
    assert fact["words"] == {"nl": {"label": "bruggen in beheer"}, "en": {"label": "bridges kept"}}
    assert fact["addresses"]["en"] == f"{BASE}en/documents/progress-report-2021/#bridges-2021"
    derived = next(one for one in json_of(good(), "data/facts.json") if one["id"] == "bridges-more")
    assert (derived["value"], derived["derived"]) == ("2", "bridges-2021 - bridges-2018")
    elsewhere = next(one for one in json_of(good(), "data/facts.json") if one["id"] == "bridges-2022")
    assert (elsewhere["work"], elsewhere["document"]) == ("newspaper-2022", None)


def test_a_passage_stands_in_the_document_that_it_names() -> None:
    (role,) = rows(good()["data/roles.csv"])
    assert (role["actor"], role["document"], role["paragraph"]) == ("de-boer", "plan-2019", "2")


def test_official_numbers_are_rows_of_their_own() -> None:
    found = rows(real()["data/identifiers.csv"])
    celex = {row["entry"]: row["number"] for row in found if row["scheme"] == "celex"}
    assert celex["directive-2011-93"] == "32011L0093"
    kinds = {row["id"] for row in rows(real()["data/kinds.csv"])}
    own = {"celex", "eli", "doi", "isbn", "reference"}
    assert {row["scheme"] for row in found} <= kinds | own


def test_verified_facts_say_how_and_when() -> None:
    found = {row["id"]: (row["found"], row["checked"]) for row in rows(real()["data/facts.csv"])}
    receipt = {row["entry"]: (row["found"], row["checked"]) for row in rows(real()["data/verification.csv"])}
    assert receipt
    assert all(found[name] == told for name, told in receipt.items() if name in found)


def test_the_figures_are_there_with_their_gaps_and_neutral_names() -> None:
    assert good()["data/figures/inspections.csv"].decode() == (
        "row,year,inspected,rejected\r\ny2018,2018,24,5\r\ny2019,2019,,\r\ny2020,2020,25,3\r\ny2021,2021,26,2\r\n"
    )
    words = {
        (row["part"], row["language"]): row["text"]
        for row in rows(good()["data/words.csv"])
        if row["entry"] == "inspections"
    }
    assert words["columns.rejected.label", "nl"] == "Afgekeurd"


def test_words_are_plain_text_with_their_values_filled_in() -> None:
    said = {
        (row["entry"], row["part"], row["language"]): row["text"] for row in rows(good()["data/words.csv"])
    }
    assert said["residents-evening", "text", "en"] == "There were about 80 participants."
    assert said["netherlands", "name", "nl"] == "Nederland"
    assert said["brugstede", "short", "nl"] == "Brugstede"
    assert said["de-boer", "name", "mul"] == "Anna de Boer"
    assert said["de-boer", "roles.1.title", "en"] == "alderwoman"
    assert said["finish-church-bridge", "outcomes.1.text", "en"] == "The newspaper saw the bridge open."
    assert not [text for text in said.values() if "[[" in text]


def test_numbers_keep_the_digits_they_were_written_with(files: dict[str, bytes]) -> None:
    for row in rows(files["data/facts.csv"]):
        if row["number"]:
            assert re.fullmatch(r"-?\d+(\.\d+)?", row["number"]), row["number"]


def test_the_readme_speaks_every_language_and_names_every_file(files: dict[str, bytes]) -> None:
    text = files["data/README.md"].decode()
    for one in tables(files).values():
        assert text.count(f"- {one['path']}: ") == len(package(files)["languages"])


def test_the_licence_is_the_dossiers() -> None:
    assert "SPDX-License-Identifier: CC0-1.0\n" in good()["data/LICENSE.txt"].decode()
    assert package(good())["licenses"][0]["name"] == "CC0-1.0"


def test_a_release_has_everything_in_one_zip_and_other_builds_have_none() -> None:
    assert not [path for path in good() if path.endswith(".zip")]
    files = good(release=True)
    with zipfile.ZipFile(io.BytesIO(files["data/bridges.zip"])) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    outside = {
        path.replace("data/", "bridges/", 1): content
        for path, content in files.items()
        if path.startswith("data/") and not path.endswith(".zip") and not path.startswith("data/citations/")
    }
    assert inside == outside


def test_the_same_bytes_every_time() -> None:
    assert exported(GOOD, release=True) == good(release=True)


def test_a_hostile_title_stays_text_in_every_form() -> None:
    title = 'A "title", <b>&\n=1+1 </script>'
    both = Words({"nl": title, "en": title})
    files = exported(GOOD, lambda dossier: changed(dossier, title=both, publisher=both))
    assert json_of(files, DESCRIPTOR)["contributors"][0]["title"] == title
    assert json_of(files, "en/feed.json")["title"] == title


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1+1", "-2+3*cmd"])
def test_no_text_is_a_formula_in_a_spreadsheet(text: str) -> None:
    assert write_csv([text], [[text]]).decode() == f"'{text}\r\n" * 2


@pytest.mark.parametrize("text", ["-5", "-5,3 %", "+12", "+", "a=b", "(=)", "2018-2020", ""])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert write_csv_cell(text) == text


def test_a_figure_is_one_file_with_its_headings_in_each_language_in_the_descriptor() -> None:
    assert not [path for path in good() if path.endswith("inspections.csv") and not path.startswith("data/")]
    content = good()["data/figures/inspections.csv"].decode()
    assert content.startswith("row,year,inspected,rejected\r\ny2018,2018,24,5\r\n")
    fields = {one["name"]: one for one in tables(good())["figure-inspections"]["schema"]["fields"]}
    assert fields["rejected"]["titles"] == {"nl": "Afgekeurd", "en": "Rejected"}
    assert fields["rejected"]["title"] == "Afgekeurd"
    numbers = real()["data/figures/focus-shift.csv"].decode()
    assert re.search(r",\d+\.\d", numbers), "numbers have a point"
    assert not numbers.startswith("\ufeff")


def test_words_in_a_figure_have_a_column_for_each_language() -> None:
    files = real()
    first = rows(files["data/figures/countries-in-the-alliance.csv"])[0]
    assert (first["moment.nl"], first["moment.en"]) == ("Start, 2012", "Launch, 2012")
    fields = tables(files)["figure-countries-in-the-alliance"]["schema"]["fields"]
    assert [one["name"] for one in fields] == list(first)
    titles = {one["name"]: one.get("titles", {}) for one in fields}
    assert list(titles["moment.nl"]) == ["nl"]
    assert list(titles["countries"]) == ["nl", "en"]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_json_is_written_as_the_standard_library_writes_it(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    assert write_json(value).decode() == strip_marks(written)
