"""A copy of everything for the person who asks: asked for, made by a worker, and taken away after a day."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Membership, Organization, User
from c4ir_assess.jobs import outbox
from evidence import store as evidence_store
from evidence.models import Evidence
from privacy import answers_in_words, asking, holdings, records, store, telling
from privacy.models import DataRequest, Export
from reports.formats import JSON
from reports.models import IssuedFile, Report, SealedContent
from reports.printed import languages, naming

KEPT = timedelta(hours=24)


@transaction.atomic
def ask(*, by: User, organization: Organization | None, language: str) -> Export:
    """Queue a copy of what is kept of a person and, for an owner, of the firm; one that is being made is enough."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    now = timezone.now()
    under_way = by.exports.filter(organization=organization, file="", expires_at__gt=now).first()
    if under_way:
        return under_way
    export = by.exports.create(organization=organization, language=language, expires_at=now + KEPT)
    asking.ask(kind=DataRequest.Kind.EXPORT, by=by, organization=organization, is_done=True)
    args = {"export": export.pk}
    outbox.enqueue(task="privacy.make_copy", args=args, dedup_key=job_key(export), queue="report")
    outbox.enqueue(
        task="privacy.drop_copy",
        args=args,
        dedup_key=f"drop-copy:{export.pk}",
        queue="report",
        due_at=export.expires_at,
    )
    return export


def job_key(export: Export) -> str:
    """Return the key of the job that makes the copy."""
    return f"copy:{export.pk}"


def still_owned(exports: QuerySet[Export]) -> QuerySet[Export]:
    """Keep copies of firms that the person who asked for them still owns."""
    return exports.filter(
        organization__memberships__user=F("person"), organization__memberships__role=Membership.Role.OWNER
    )


def make(*, export: Export) -> None:
    """Write the copy; if its row went away meanwhile, because somebody erased everything, the file goes, too.

    Nothing is written for somebody who has ceased to own the firm.
    """
    if export.organization and not still_owned(Export.objects.filter(pk=export.pk)).exists():
        return
    with store.new_copy() as (name, file), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for entry, content in _texts(export):
            archive.writestr(entry, content)
        for entry, opened in _files(export.organization):
            archive.writestr(entry, opened)
    with transaction.atomic():
        kept = Export.objects.filter(pk=export.pk, file="").update(file=name, size=store.size(name))
        if kept:
            telling.queue_copy(export)
    if not kept:
        store.remove(name)


def drop(*, export: Export) -> None:
    """Take a copy away, row and file."""
    if export.file:
        store.remove(export.file)
    export.delete()


def _texts(export: Export) -> Iterator[tuple[str, str]]:
    language = languages.known(export.language) or "vi"
    with translation.override(language):
        facts = {
            "export": export,
            "left_out": records.LEFT_OUT | records.LEFT_OUT_OF_FIRMS,
            "secret": sorted(records.SECRET),
            "private": records.PRIVATE,
        }
        yield "README.txt", render_to_string("privacy/copy_readme.txt", facts)
    yield "person.json", _json(records.tables(holdings.of_people(), export.person))
    if export.organization:
        yield "firm.json", _json(records.tables(holdings.of_firms(), export.organization))
        for name, content in answers_in_words.of_firm(export.organization, language):
            yield f"answers/{name}", _json(content)


def _files(organization: Organization | None) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the firm; one that is missing in the store is left out, and made anew elsewhere."""
    if organization is None:
        return
    reports = Report.objects.filter(scorecard__submission__assessment__site__organization=organization)
    for report in reports.select_related("scorecard__submission").order_by("pk"):
        if content := _content(store.open_file, report.file):
            yield f"files/reports/{report.pk}-{naming.download_name(report)}", content
    yield from _issued(organization)
    safe = Evidence.objects.filter(scan__in=[Evidence.Scan.CLEAN, Evidence.Scan.UNSCANNED])
    for piece in safe.filter(assessment__site__organization=organization).order_by("pk"):
        if content := _content(evidence_store.open_file, piece.stored):
            yield f"files/evidence/{piece.pk}-{PurePath(piece.name).name}", content


def _issued(organization: Organization) -> Iterator[tuple[str, bytes]]:
    """Yield the PDFs of the firm's issued reports, and what they say as data."""
    of_firm = {"report__submission__assessment__site__organization": organization}
    for file in IssuedFile.objects.filter(**of_firm).select_related("report").order_by("pk"):
        if content := _content(store.open_file, file.file):
            yield f"files/issued/{file.pk}-{naming.issued_name(file.report, file.language)}", content
    for sealed in SealedContent.objects.filter(**of_firm).select_related("report").order_by("pk"):
        name = naming.issued_name(sealed.report, sealed.language, JSON)
        yield f"files/issued/{sealed.pk}-{name}", sealed.text.encode()


def _content(open_file: Any, name: str) -> bytes:
    try:
        with open_file(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
