"""What a report is printed from, as one hash: the same input is the same file, and is not rendered again."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from reports.content.types import ReportContent

# Everything between what a report says and its bytes: templates and their words, stylesheets, pictures, the press. All
# code of the press counts: a report printed once too often costs seconds, one that should have been anew costs trust.
_PRESS = (
    "templates/reports/pdf/**/*.html",
    "locale/*/LC_MESSAGES/django.mo",
    "static/css/tokens.css",
    "static/css/report.css",
    "static/fonts/*.ttf",
    "charts/*.py",
    "reports/content/*.py",
    "reports/*.py",
    "reports/press/*.py",
)
_PRESS_LENGTH = 16


def of(*contents: ReportContent, with_private: bool) -> str:
    """Return the hash of a report's input: the press first, then what is said and which of it is printed.

    A content is made of frozen dataclasses, tuples, texts and numbers, so its representation is canonical.
    """
    said = hashlib.sha256(repr((contents, with_private)).encode()).hexdigest()
    return press() + said[_PRESS_LENGTH:]


@cache
def press() -> str:
    """Return how the hashes begin of what is printed by this version of the product; worked out once a process."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for file in _files():
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_PRESS_LENGTH]


def _files() -> list[Path]:
    return sorted(file for pattern in _PRESS for file in Path(settings.BASE_DIR).glob(pattern) if file.is_file())
