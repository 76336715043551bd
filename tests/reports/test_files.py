import os
import time

import pytest

from reports.printed import files


def names(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_store_names_the_file_by_its_content(private_store):
    name = files.store("reports/x", b"abc")

    assert name == "reports/x-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.pdf"
    assert names(private_store) == [name]


def test_store_of_the_same_content_leaves_one_file(private_store):
    assert files.store("reports/x", b"abc") == files.store("reports/x", b"abc")
    assert len(names(private_store)) == 1


def test_open_file_reads_what_was_stored():
    with files.open_file(files.store("reports/x", b"abc")) as file:
        assert file.read() == b"abc"


def test_write_that_fails_leaves_nothing(private_store):
    with pytest.raises(TypeError):
        files.write("reports/x.pdf", "text, not bytes")

    assert names(private_store) == []


def test_write_replaces_a_whole_file_by_a_whole_file(private_store):
    files.write("sample/vi.pdf", b"old")
    files.write("sample/vi.pdf", b"new")

    assert (private_store / "sample/vi.pdf").read_bytes() == b"new"


def test_write_sweeps_up_after_a_killed_worker(private_store):
    folder = private_store / "reports"
    folder.mkdir()
    abandoned, fresh = folder / "tmpa.part", folder / "tmpb.part"
    abandoned.touch()
    fresh.touch()
    long_ago = time.time() - 3600
    os.utime(abandoned, (long_ago, long_ago))

    files.write("reports/x.pdf", b"abc")

    assert names(private_store) == ["reports/tmpb.part", "reports/x.pdf"]


def test_files_are_readable_by_their_owner_only(private_store):
    files.write("reports/x.pdf", b"abc")

    assert (private_store / "reports/x.pdf").stat().st_mode & 0o077 == 0


def test_a_store_that_is_no_folder_is_refused(settings):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "private": memory}

    with pytest.raises(TypeError, match="has to be a folder"):
        files.write("reports/x.pdf", b"abc")
