"""Files of a site that are in memory, and those that stay as they stand."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from dossier_timeline.publishing.publication import PublishedSnapshot, publish
from dossier_timeline.publishing.site_files import FilesChangedError, SiteFiles, StoredFile
from dossier_timeline.publishing.site_folder import read_site_folder
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.publishing.tree_index import (
    TreeIndex,
    dump_tree_index,
    hash_missing,
    load_tree_index,
    stat_files,
    with_known_digests,
)


def _standing(file: Path) -> StoredFile:
    content = file.read_bytes()
    return StoredFile(str(file), sha256(content).hexdigest(), len(content))


def test_what_stands_is_read_when_asked_for_and_only_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"one")
    files = SiteFiles({"b": b"two!"})
    files.add_stored("a", _standing(page))
    assert (files["a"], files.size("a"), files.digest("a")) == (b"one", 3, sha256(b"one").hexdigest())
    assert (files.size("b"), files.digest("b")) == (4, sha256(b"two!").hexdigest())
    assert [*files.sorted_by_path()] == ["a", "b"]
    page.write_bytes(b"two")
    with pytest.raises(FilesChangedError):
        files["a"]
    page.unlink()
    with pytest.raises(FilesChangedError):
        files["a"]
    files["a"] = b"three"
    assert files.digest("a") == sha256(b"three").hexdigest()
    assert files.new_location("a") == ""


def test_a_file_is_read_again_when_its_size_time_or_number_is_another(tmp_path: Path) -> None:
    for name in ("same", "longer", "touched"):
        (tmp_path / name).write_bytes(name.encode())
    before = hash_missing(tmp_path, TreeIndex(stat_files(tmp_path)))
    (tmp_path / "longer").write_bytes(b"much longer")
    (tmp_path / "touched").touch()
    (tmp_path / "new").symlink_to(tmp_path / "same")
    now = with_known_digests(stat_files(tmp_path), before)
    assert now.digests == {"same": before.digests["same"]}
    assert hash_missing(tmp_path, now).digests["new"] == "", "a link is no file"


def test_a_tree_is_written_without_what_another_has(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    live = hash_missing(tmp_path, TreeIndex(stat_files(tmp_path)))
    (tmp_path / "b").write_bytes(b"other")
    spare = hash_missing(tmp_path, TreeIndex(stat_files(tmp_path)))
    assert [*dump_tree_index(spare, live)] == ["b"]
    assert load_tree_index(dump_tree_index(spare, live), live) == spare


def test_what_another_publication_did_is_looked_at(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = publish({"a": b"1"}, site).snapshot
    assert first.publication_id == read_site_folder(site).publication_id != ""
    publish({"a": b"2"}, site)
    assert read_site_folder(site).publication_id != first.publication_id
    assert publish({"a": b"1"}, site, first).written == 1
    assert (site / "a").read_bytes() == b"1"


def test_a_kept_page_is_taken_from_the_published_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    stood = publish({"page": b"page", "other": b"1"}, site).snapshot
    for number in (b"2", b"3"):
        files = SiteFiles({"other": number})
        files.add_stored("page", StoredFile(str(site / "page"), stood.live.digests["page"], 4))
        stood = publish(
            files, site, PublishedSnapshot(stood.publication_id, stood.live, stood.staging)
        ).snapshot
        assert (site / "page").read_bytes() == b"page"
        assert (site / "other").read_bytes() == number


def test_what_is_made_waits_on_disk_and_is_published_from_there(tmp_path: Path) -> None:
    store, site, files = SpoolFolder(tmp_path / "below"), tmp_path / "site", SiteFiles()
    page = store.store(b"page")
    assert isinstance(page, StoredFile)
    files.add("a/page", page)
    files.add("b", b"in memory")
    assert (files["a/page"], files.digest("a/page")) == (b"page", sha256(b"page").hexdigest())
    assert (files.new_location("a/page"), files.new_location("b")) == (page.location, "")
    publish(files, site)
    assert (site / "a/page").read_bytes() == b"page"
    files.mark_published(site)
    store.close()
    assert [*(tmp_path / "below").iterdir()] == []
    assert (files["a/page"], files.new_location("a/page")) == (b"page", "")


def test_what_has_no_place_on_disk_stays_in_memory(tmp_path: Path) -> None:
    assert SpoolFolder().store(b"page") == b"page"
    (tmp_path / "file").write_bytes(b"")
    assert SpoolFolder(tmp_path / "file").store(b"page") == b"page"
    store = SpoolFolder(tmp_path)
    store.close()
    assert store.store(b"page") == b"page"
