"""An entry is written with what it tells about or not at all, follows the one before, and is never changed."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import User
from c4ir_assess.audit import heads, tasks, trail, verifying
from c4ir_assess.audit.models import START, Act, AddedOnlyError, AuditChain, AuditEntry
from c4ir_assess.jobs import daily
from c4ir_assess.jobs.models import Job
from tests.audit.conftest import FIRM
from tests.undoing import undone


def record(**facts):
    with transaction.atomic():
        return trail.record(chain=FIRM, by=None, act=Act.OPENED, **facts)


def test_each_entry_names_the_hash_of_the_one_before(chain_of):
    chain = chain_of(3)
    rows = list(chain.entries.order_by("number"))

    assert [row.previous for row in rows] == [START, rows[0].hash, rows[1].hash]
    assert (chain.length, chain.head) == (3, rows[2].hash)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written():
    with pytest.raises(transaction.TransactionManagementError):
        trail.record(chain=FIRM, by=None, act=Act.OPENED)

    assert not AuditChain.objects.exists()


def test_what_is_rolled_back_leaves_no_entry(chain_of):
    chain = chain_of(1)
    with undone():
        record()

    assert verifying.verify(AuditChain.objects.get(pk=chain.pk)) == []
    assert chain.entries.count() == 1


@pytest.mark.parametrize("said", ["Nguyễn Văn An", "an@example.org", "two words", "a" * 101, 1.5, object(), b"x"])
def test_names_and_words_are_refused(said, db):
    with pytest.raises(ValueError, match="ids, codes and counts"):
        record(who=[{"x": said}])


def test_ids_codes_counts_and_lists_of_them_are_kept(db):
    entry = record(ids=[FIRM, 3], codes={"state": "in_review"}, count=2, is_first=True, nothing=None)
    entry.refresh_from_db()

    assert entry.facts == {
        "ids": [str(FIRM), 3],
        "codes": {"state": "in_review"},
        "count": 2,
        "is_first": True,
        "nothing": None,
    }
    assert verifying.verify(entry.chain) == []


def test_an_entry_is_not_changed_and_not_removed(chain_of):
    entry = chain_of(1).entries.get()
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(actor=7),
        lambda: AuditEntry.objects.bulk_update([entry], ["actor"]),
    ):
        with pytest.raises(AddedOnlyError), transaction.atomic():
            act()

    assert verifying.verify(AuditChain.objects.get()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.soak(4, 100)
def test_entries_written_at_once_follow_each_other(campaign):
    gate = threading.Barrier(4)

    def write():
        try:
            gate.wait(timeout=30)
            for _ in range(campaign.n):
                record()
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    chain = AuditChain.objects.get()
    assert (chain.length, verifying.verify(chain)) == (4 * campaign.n, [])


def test_the_raw_entries_are_no_page_of_the_administration(chain_of, client_of, admin):
    """They would show an administrator what was done in a firm in which they have an interest."""
    entry = chain_of(1).entries.get()
    client = client_of(admin)

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/audit/auditentry/").status_code == 404
    assert client.get(f"/admin/audit/auditentry/{entry.pk}/change/").status_code == 404


def test_heads_are_written_once_a_day(chain_of, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    chain = chain_of(2)
    daily.send()
    daily.send()
    job = Job.objects.get(task=heads.TASK)
    tasks.write_heads.run(job.pk)

    (path,) = heads.folder().iterdir()
    (known,) = heads.read(path)[FIRM]
    assert (known.length, known.hash) == (2, chain.head)


def test_an_actor_is_written_as_a_number(db):
    person = User.objects.create_user("x@example.org", name="Nguyễn Văn An")
    with transaction.atomic():
        entry = trail.record(chain=FIRM, by=person, act=Act.OPENED)

    assert entry.actor == person.pk
