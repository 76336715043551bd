"""The only ways to a version of a framework from a request; the gates before the views are those of ``accounts``.

Everybody who works for the operator may look, drafts included: advisors are asked what they think of a change before it
is published. Administrators alone upload, measure and publish.
"""

from django.http import Http404

from questionnaires.models import FrameworkVersion
from questionnaires.validation import is_slot


def get_version(framework: str, version: str) -> FrameworkVersion:
    """Return a version in any state (404)."""
    found = FrameworkVersion.objects.filter(framework=framework, version=version).first()
    if found is None:
        raise Http404
    return found


def get_content(framework: str, version: str) -> FrameworkVersion:
    """Return a version that has content; a slot, which awaits its document, has none (404)."""
    found = get_version(framework, version)
    if is_slot(found.document):
        raise Http404
    return found


def get_draft(framework: str, version: str) -> FrameworkVersion:
    """Return a version that may still change (404)."""
    found = get_content(framework, version)
    if found.status != FrameworkVersion.Status.DRAFT:
        raise Http404
    return found
