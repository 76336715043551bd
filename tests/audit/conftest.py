"""A chain, and ways to do to it what the models refuse."""

from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import QuerySet

from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act, AuditChain, AuditEntry

FIRM = UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def chain_of(db):
    """Return a function that makes a chain of so many entries."""

    def make(length, uuid=FIRM):
        with transaction.atomic():
            for number in range(length):
                trail.record(chain=uuid, by=None, act=Act.OPENED, subject=FIRM, what="report", count=number)
        return AuditChain.objects.get(uuid=uuid)

    return make


def behind_the_back(chain, number):
    """Return one entry as rows that can be changed and removed."""
    return QuerySet(AuditEntry).filter(chain=chain, number=number)


@pytest.fixture
def place_for_files(settings, tmp_path):
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "private": place}
    settings.DATA_DIR = tmp_path


@pytest.fixture
def since(site_a):
    """Return a function that tells what was written in firm A's chain from now on: the act, by whom, and the facts."""
    return told_since(site_a.organization.uuid)


@pytest.fixture
def since_operator():
    return told_since(trail.OPERATOR)


def told_since(chain):
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def tell():
        rows = AuditEntry.objects.filter(chain__uuid=chain, pk__gt=last).order_by("number")
        return [(row.act, row.actor, row.facts) for row in rows]

    return tell
