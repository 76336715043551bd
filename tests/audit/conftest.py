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
