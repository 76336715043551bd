"""A firm's draft, its own store, and sending files to it as the plain form and as the script do."""

import hashlib

import pytest
from django.urls import reverse

from evidence import lifecycle
from evidence.intake import accept
from evidence.models import Evidence, Upload
from tests.evidence import samples
from tests.factories import assessments, questionnaires

ITEM, OTHER_ITEM = "T3.1", "T3.2"


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    """Where this test's files lie."""
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path / "files" / "evidence"


@pytest.fixture
def on_disk(store_folder):
    """Return the names of all files in the store."""
    return lambda: sorted(file.name for file in store_folder.rglob("*") if file.is_file())


@pytest.fixture
def draft(site_a, an):
    return assessments.draft(site_a, by=an)


@pytest.fixture
def framework():
    return questionnaires.shipped_framework()


@pytest.fixture
def url():
    def address(name, assessment, *more):
        return reverse(f"evidence:{name}", args=[assessment.uuid, *more])

    return address


@pytest.fixture
def post_form(url):
    """Send files by the plain form, (name, content) each, as a browser writes them; names go out as they are."""

    def post(client, assessment, *files, item=ITEM, caption="", **more):
        parts = [f'"item"\r\n\r\n{item}\r\n'.encode(), f'"caption"\r\n\r\n{caption}\r\n'.encode()]
        for name, content in files:
            parts.append(f'"file"; filename="{name}"\r\nContent-Type: x/x\r\n\r\n'.encode() + content + b"\r\n")
        body = b"".join(b"--edge\r\nContent-Disposition: form-data; name=" + part for part in parts) + b"--edge--\r\n"
        return client.post(url("files", assessment), body, content_type="multipart/form-data; boundary=edge", **more)

    return post


@pytest.fixture
def begin(url):
    """Announce a file as the script does."""

    def post(client, assessment, name, content, *, item=ITEM, with_digest=True, **more):
        digest = hashlib.sha256(content).hexdigest() if with_digest else ""
        said = {"name": name, "size": len(content), "item": item, "digest": digest} | more
        return client.post(url("begin", assessment), said, headers={"HX-Request": "true"})

    return post


@pytest.fixture
def put(django_capture_on_commit_callbacks):
    """Send a piece to the address that the announcement was answered; what a commit would set off happens too."""

    def post(client, address, offset, piece):
        headers = {"Upload-Offset": str(offset), "HX-Request": "true"}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, piece, content_type="application/octet-stream", headers=headers)

    return post


@pytest.fixture
def send(begin, put):
    """Send a whole file in pieces and return the last answer."""

    def whole(client, assessment, name, content, **more):
        answer = begin(client, assessment, name, content, **more)
        if answer.status_code != 201:
            return answer
        told = answer.json()
        for offset in range(0, len(content), told["piece"]):
            answer = put(client, told["url"], offset, content[offset : offset + told["piece"]])
        return answer

    return whole


@pytest.fixture
def kept(draft, an):
    """A photo beside an answer."""
    return keep(draft, by=an)


def keep(assessment, name="ảnh máy.jpg", content=None, *, by, item=ITEM, caption=""):
    accepted = accept(name, samples.photo() if content is None else content)
    return lifecycle.add(assessment=assessment, item=item, accepted=accepted, caption=caption, by=by)


@pytest.fixture
def nothing_kept(on_disk):
    """Return whether there is neither a row nor a file."""

    def check():
        return not Evidence.objects.exists() and not Upload.objects.exists() and on_disk() == []

    return check
