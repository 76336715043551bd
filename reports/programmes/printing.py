"""The report of a programme as a PDF of two pages: asked for by a person, printed by a worker, kept by its input.

The file's name holds the hash of all that is printed, so a file that is there says what the page says. There is no row
of it: the outbox knows how the work goes.
"""

import hashlib
from contextlib import suppress
from typing import Literal

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext

from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from programmes.models import Programme
from questionnaires.words import Language
from reports.press import fingerprint, glyphs, rendering
from reports.printed import files
from reports.programmes import notes
from reports.programmes.figures import Figures, in_words, read

type Progress = Literal["ready", "working", "failed", "missing"]

TASK = "reports.print_programme"
LONGEST_NAME = 60


def progress(programme: Programme, figures: Figures) -> Progress:
    """Return how far the PDF of these figures is."""
    if files.exists(file_name(programme, figures)):
        return "ready"
    job = outbox.progress(_key(programme, figures.language))
    if job in {Job.State.QUEUED, Job.State.RUNNING}:
        return "working"
    return "failed" if job == Job.State.FAILED else "missing"


@transaction.atomic
def request(*, programme: Programme, language: Language) -> None:
    """Queue the PDF, also one that was made of earlier figures or that failed."""
    args = {"programme": programme.pk, "language": language}
    job = outbox.enqueue(task=TASK, args=args, dedup_key=_key(programme, language), queue="report")
    if job.state == Job.State.DONE:
        outbox.revive(job=job)
    elif job.state == Job.State.FAILED:
        with suppress(TransitionNotAllowed):  # somebody else was faster
            outbox.retry(job=job)


def print_report(*, programme: Programme, language: Language) -> str:
    """Print the figures as they are now, unless that was done; return the file's name. Earlier files go."""
    figures = in_words(read(programme), language)
    name = file_name(programme, figures)
    if not files.exists(name):
        files.write(name, rendering.print_html(html(figures)).pdf)
    _remove_others(name, f"{language}-")
    return name


def html(figures: Figures) -> str:
    """Return the document that is printed."""
    with translation.override(figures.language):
        shown = {
            "figures": figures,
            "notes": notes.all_of(figures),
            "demonstration": "" if figures.site_operator else notes.demonstration(),
            "title": gettext("Summary report of the programme"),
            "logo": settings.OPERATOR_LOGO,
        }
        return glyphs.printable(render_to_string("reports/programme/pdf/report.html", shown))


def file_name(programme: Programme, figures: Figures) -> str:
    """Return under which name the PDF of these figures is kept."""
    said = hashlib.sha256((fingerprint.press() + html(figures)).encode()).hexdigest()
    return f"programmes/{programme.uuid}/{figures.language}-{said}.pdf"


def download_name(figures: Figures, ending: str) -> str:
    """Return ``bao-cao-chuong-trinh-nha-may-so-2026-11-22.pdf``."""
    with translation.override(figures.language):
        kind = pgettext("file name", "programme-report")
    plain = slugify(figures.title.replace("đ", "d").replace("Đ", "D"))[:LONGEST_NAME].strip("-")
    return "-".join(filter(None, (kind, plain, slugify(figures.as_of.replace("/", "-"))))) + f".{ending}"


def _key(programme: Programme, language: str) -> str:
    return f"programme:{programme.pk}:{language}"


def _remove_others(name: str, prefix: str) -> None:
    """Take away what was printed of earlier figures in the same language."""
    folder, _, own = name.rpartition("/")
    for other in storages["private"].listdir(folder)[1]:
        if other.startswith(prefix) and other != own:
            files.remove(f"{folder}/{other}")
