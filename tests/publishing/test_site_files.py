"""Files of a site that are in memory, and those that stay as they stand."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from dossier_timeline.publishing.publication import Stood, publish
from dossier_timeline.publishing.site_files import Files, FilesChangedError, Standing
from dossier_timeline.publishing.site_folder import mark_of
from dossier_timeline.publishing.spooling import Store
from dossier_timeline.publishing.tree_index import Tree, complete, read, recognised, states_of, written


def _standing(file: Path) -> Standing:
    content = file.read_bytes()
    return Standing(str(file), sha256(content).hexdigest(), len(content))


def test_what_stands_is_read_when_asked_for_and_only_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"one")
    files = Files({"b": b"two!"})
    files.stand("a", _standing(page))
    assert (files["a"], files.size("a"), files.digest("a")) == (b"one", 3, sha256(b"one").hexdigest())
    assert (files.size("b"), files.digest("b")) == (4, sha256(b"two!").hexdigest())
    assert [*files.in_order()] == ["a", "b"]
    page.write_bytes(b"two")
    with pytest.raises(FilesChangedError):
        files["a"]
    page.unlink()
    with pytest.raises(FilesChangedError):
        files["a"]
    files["a"] = b"three"
    assert files.digest("a") == sha256(b"three").hexdigest()
    assert files.new("a") == ""


def test_a_file_is_read_again_when_its_size_time_or_number_is_another(tmp_path: Path) -> None:
    for name in ("same", "longer", "touched"):
        (tmp_path / name).write_bytes(name.encode())
    before = complete(tmp_path, Tree(states_of(tmp_path)))
    (tmp_path / "longer").write_bytes(b"much longer")
    (tmp_path / "touched").touch()
    (tmp_path / "new").symlink_to(tmp_path / "same")
    now = recognised(states_of(tmp_path), before)
    assert now.digests == {"same": before.digests["same"]}
    assert complete(tmp_path, now).digests["new"] == "", "a link is no file"


def test_a_tree_is_written_without_what_another_has(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    live = complete(tmp_path, Tree(states_of(tmp_path)))
    (tmp_path / "b").write_bytes(b"other")
    spare = complete(tmp_path, Tree(states_of(tmp_path)))
    assert [*written(spare, live)] == ["b"]
    assert read(written(spare, live), live) == spare


def test_what_another_publication_did_is_looked_at(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = publish({"a": b"1"}, site).stood
    assert first.mark == mark_of(site) != ""
    publish({"a": b"2"}, site)
    assert mark_of(site) != first.mark
    assert publish({"a": b"1"}, site, first).written == 1
    assert (site / "a").read_bytes() == b"1"


def test_a_kept_page_is_taken_from_the_published_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    stood = publish({"page": b"page", "other": b"1"}, site).stood
    for number in (b"2", b"3"):
        files = Files({"other": number})
        files.stand("page", Standing(str(site / "page"), stood.live.digests["page"], 4))
        stood = publish(files, site, Stood(stood.mark, stood.live, stood.spare)).stood
        assert (site / "page").read_bytes() == b"page"
        assert (site / "other").read_bytes() == number


def test_what_is_made_waits_on_disk_and_is_published_from_there(tmp_path: Path) -> None:
    store, site, files = Store(tmp_path / "below"), tmp_path / "site", Files()
    page = store.put(b"page")
    assert isinstance(page, Standing)
    files.put("a/page", page)
    files.put("b", b"in memory")
    assert (files["a/page"], files.digest("a/page")) == (b"page", sha256(b"page").hexdigest())
    assert (files.new("a/page"), files.new("b")) == (page.file, "")
    publish(files, site)
    assert (site / "a/page").read_bytes() == b"page"
    files.settle(site)
    store.close()
    assert [*(tmp_path / "below").iterdir()] == []
    assert (files["a/page"], files.new("a/page")) == (b"page", "")


def test_what_has_no_place_on_disk_stays_in_memory(tmp_path: Path) -> None:
    assert Store().put(b"page") == b"page"
    (tmp_path / "file").write_bytes(b"")
    assert Store(tmp_path / "file").put(b"page") == b"page"
    store = Store(tmp_path)
    store.close()
    assert store.put(b"page") == b"page"
