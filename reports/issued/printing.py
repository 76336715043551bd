"""Printing and signing an issued report: once a language, whole, and safe to run twice.

Signing the same pages twice gives other bytes, so a second file of a killed or doubled job is not the first one again:
the row says which file counts, and whatever else lies beside it goes. A file that counted and is lost leaves its hash.
"""

from pathlib import PurePath

from django.core.files.storage import storages
from django.utils import translation
from django.utils.translation import gettext

from reports.issued import seals, signing
from reports.models import IssuedFile, IssuedReport
from reports.press import rendering
from reports.press.rendering import Rendered
from reports.printed import files
from reports.printed.languages import EDITIONS, Edition

FOLDER = "issued"


def print_issued(*, report: IssuedReport, language: Edition) -> IssuedFile:
    """Return the file, printed and signed now if it is not there.

    Before that, SigningFault for a certificate that cannot sign, ReportChanged where what was sealed has changed.
    """
    existing = report.files.filter(language=language).first()
    if existing is not None and files.exists(existing.file):
        return existing
    signer = signing.identity()
    rendered = _render(report, language, signer)
    pdf = _sign(rendered.pdf, report, language, signer) if signer else rendered.pdf
    kept = _keep(report, language, replaced=existing, pdf=pdf, pages=rendered.pages, signer=signer)
    _sweep(kept)
    return kept


def prefix(report: IssuedReport) -> str:
    """Return how the names of a report's files begin."""
    return f"{FOLDER}/{report.uuid}-"


def _render(report: IssuedReport, language: Edition, signer: signing.Identity | None) -> Rendered:
    content, *others = (seals.content_of(report, each, is_signed=bool(signer)) for each in EDITIONS[language])
    other, is_demo = others[0] if others else None, _is_demonstration(signer)
    return rendering.render_pdf(content, other=other, demo_certificate=is_demo)


def _is_demonstration(signer: signing.Identity | None) -> bool:
    return signer is not None and signer.is_demonstration


def _sign(pdf: bytes, report: IssuedReport, language: Edition, signer: signing.Identity) -> bytes:
    with translation.override(EDITIONS[language][0]):
        label = gettext("Digital signature")
    return signing.sign(pdf, by=signer, reason=report.number, label=label)


def _keep(
    report: IssuedReport,
    language: Edition,
    *,
    replaced: IssuedFile | None,
    pdf: bytes,
    pages: int,
    signer: signing.Identity | None,
) -> IssuedFile:
    """Store the file and the row that names it. The first row counts; one whose file is lost is led to the new one."""
    name = files.store(f"{prefix(report)}{language}", pdf)
    digest = PurePath(name).stem.rpartition("-")[2]
    told: dict[str, object] = {
        "file": name,
        "content_hash": digest,
        "size": len(pdf),
        "pages": pages,
        "is_signed": signer is not None,
        "is_demonstration": _is_demonstration(signer),
    }
    if replaced is not None:
        before = dict.fromkeys([*replaced.former_hashes, replaced.content_hash])
        told["former_hashes"] = [each for each in before if each != digest]
        IssuedFile.objects.filter(pk=replaced.pk, file=replaced.file).update(**told)
    row, _ = IssuedFile.objects.get_or_create(report=report, language=language, defaults=told)
    return row


def _sweep(kept: IssuedFile) -> None:
    """Remove what an earlier attempt or a second worker wrote for the same language."""
    name = PurePath(kept.file).name
    begins = name[: -len(f"{kept.content_hash}.pdf")]
    for each in storages["private"].listdir(FOLDER)[1]:
        if each.startswith(begins) and each != name and len(each) == len(name):
            files.remove(f"{FOLDER}/{each}")
