"""Versions in every state, made by the verbs themselves, and workbooks to upload."""

import copy
import functools

from django.core.files.uploadedfile import SimpleUploadedFile

from authoring import drafts
from questionnaires import publishing
from questionnaires.workbook.writing import write
from tests.factories.accounts import make_user
from tests.factories.questionnaires import framework_version, shipped_document

NUMBER = "0.10.0"


def document(change=None, number=NUMBER):
    """The shipped framework under another number, changed."""
    copied = copy.deepcopy(shipped_document()) | {"version": number}
    if change:
        change(copied)
    return copied


def draft(change=None, number=NUMBER, by=None):
    """A draft of the shipped framework beside its published version."""
    framework_version()
    return drafts.upload(
        document=document(change, number), by=by or make_user(role="administrator"), file_name="a.xlsx"
    )


def seen(version):
    """A draft of which everything was looked at; there must be no submission."""
    drafts.see(version=version, what="differences", content=version.content_hash)
    return version


def slot():
    """A framework whose document has not been received."""
    pair = {"vi": "Mô hình của Viện", "en": "Model of the institute"}
    source = {"publisher": "", "document": pair, "url": "", "licence": "unknown", "fidelity": "indicative"}
    awaits = {"vi": "chờ tài liệu chính thức", "en": "awaiting the official document"}
    whole = {"framework": "vipa", "version": "0.1.0", "title": pair, "source": source, "awaits": awaits}
    return publishing.keep_place(document=whole)


def reworded(document):
    """Change the first question."""
    item(document)["ask"] = {"vi": "Nhà máy đặt mục tiêu ra sao?", "en": "How does the plant set its goals?"}


def item(document, block=0, node=0, place=0):
    return document["blocks"][block]["children"][node]["items"][place]


def workbook(content=None, name="changed.xlsx", language="vi"):
    """An upload of a document, by default of a changed one."""
    if content is None:
        content = changed_workbook(language)
    body = content if isinstance(content, bytes) else write(content, language)
    return SimpleUploadedFile(name, body)


@functools.cache
def changed_workbook(language):
    return write(document(reworded), language)
