"""The plain form's way in: files go to unnamed files on disk, no more of each than may be kept, with their whole names.

Django would cut a sent name down silently; here a strange name is a reason to refuse, so it has to be seen.
"""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

MOST_AT_ONCE = 4  # files of the largest size in one request


def largest_request() -> int:
    """Return how many bytes one form may bring."""
    return int(MOST_AT_ONCE * settings.EVIDENCE_FILE_BYTES)


class Received(UploadedFile):  # type: ignore[type-arg]  # generic for the type checker alone
    """A file of the form. ``sent_name`` is what the browser called it, ``sent_size`` what it sent, kept or not."""

    def __init__(self, file: IO[bytes], sent_name: str, sent_size: int) -> None:
        """Keep both beside the file."""
        super().__init__(file=file, name="file", size=sent_size)
        self.sent_name, self.sent_size = sent_name, sent_size


class Receiver(FileUploadHandler):
    """Takes the parsing over, for the sake of the names."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 -- Django's name
        content_length: int,  # noqa: ARG002 -- Django's signature
        boundary: Any,  # noqa: ARG002
        encoding: str | None = None,
    ) -> Any:
        """Return fields and files, read by a parser that leaves names alone."""
        return _Parser(META, input_data, [_OnDisk(self.request)], encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 -- never asked
        """Leave it to the next."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next."""


class _Parser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str:
        return file_name


class _OnDisk(FileUploadHandler):
    """Keeps a file as far as it may be large, and counts the rest."""

    def __init__(self, request: HttpRequest | None) -> None:
        super().__init__(request)
        self.file: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115 -- it lives as long as the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.file and start <= settings.EVIDENCE_FILE_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Received | None:
        if self.file is None:
            return None
        self.file.seek(0)
        return Received(self.file, self.file_name or "", file_size)
