"""The audit log as administrators read it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from c4ir_assess.audit import heads, tasks, trail, verifying
from c4ir_assess.audit.models import START, Act, AuditChain, AuditCheck, AuditEntry
from c4ir_assess.jobs.models import Job
from privacy import erasing, restricting
from privacy.log import page
from reviews.models import Conflict
from reviews.queue import assigning
from reviews.queue.assigning import Chosen
from tests.audit.conftest import behind_the_back
from tests.factories import assessments, programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def desk(client_of, admin):
    return client_of(admin)


@pytest.fixture
def review(site_a, an, dung):
    return assessments.sent(site_a, by=an, advisor=dung, answers={"S1.1": 2}).review


def address(site, name="audit_chain"):
    return reverse(f"privacy:{name}", args=[site.organization.uuid])


def text_of(answer):
    return " ".join(answer.content.decode().partition("<main")[2].partition("</main>")[0].split())


def chain_of(site):
    return AuditChain.objects.get(uuid=site.organization.uuid)


def write(site, length):
    for _ in range(length):
        trail.record(chain=site.organization.uuid, by=None, act=Act.EXPORTED, file="pdf")


def checked(desk, site):
    """Press the button, let the worker do it, and return the page."""
    desk.post(address(site, "audit_check"))
    tasks.check_chain.run(Job.objects.filter(task="audit.check_chain").latest("pk").pk)
    return text_of(desk.get(address(site), {"lang": "en"}))


@pytest.mark.parametrize("typed", ["co khi an", "CƠ KHÍ", "khi an mau"])
def test_a_firm_is_found_without_marks(typed, desk, site_a, firm_b):
    told = text_of(desk.get(reverse("privacy:audit"), {"q": typed}))

    assert address(site_a) in told
    assert address(firm_b) not in told


@pytest.fixture
def interested(admin, site_a):
    """Have the administrator declare an interest in firm A."""
    Conflict.objects.create(organization=site_a.organization, user=admin, reason="x", declared_at=timezone.now())


def test_a_firm_in_which_one_has_an_interest_is_not_found(desk, site_a, interested):
    for typed in ("an mau", str(site_a.organization.uuid)):
        assert address(site_a) not in text_of(desk.get(reverse("privacy:audit"), {"q": typed}))


@pytest.mark.parametrize(
    ("method", "name"),
    [("get", "audit_chain"), ("post", "audit_check"), ("get", "audit_export"), ("get", "audit_progress")],
)
def test_the_log_of_a_firm_in_which_one_has_an_interest_is_absent(method, name, desk, site_a, interested):
    before = chain_of(site_a).length

    assert getattr(desk, method)(address(site_a, name)).status_code == 404
    assert chain_of(site_a).length == before


def test_finding_firms_is_written_with_those_that_were_shown(desk, admin, site_a):
    desk.get(reverse("privacy:audit"), {"q": "an mau"})

    entry = AuditEntry.objects.latest("pk")
    assert (entry.chain.uuid, entry.actor, entry.act) == (trail.OPERATOR, admin.pk, "listed")
    assert entry.facts == {"where": "bench/audit", "shown": [str(site_a.organization.uuid)]}


def test_the_operators_own_chain_is_offered(desk, admin):
    programmes.make(by=admin)
    trail.record(chain=trail.OPERATOR, by=admin, act=Act.ROLE, person=admin.pk, role="advisor")

    assert reverse("privacy:audit_chain", args=[trail.OPERATOR]) in text_of(desk.get(reverse("privacy:audit")))


def test_opening_a_log_is_its_newest_entry(desk, admin, site_a):
    for _ in range(2):
        told = text_of(desk.get(address(site_a), {"lang": "en"}))

    newest = chain_of(site_a).entries.order_by("-number")[:2]
    assert [(each.act, each.actor, each.facts) for each in newest] == [("opened", admin.pk, {"what": "audit_log"})] * 2
    assert told.index("Opened: this log") < told.index("Changed a role")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Judged an answer: S1.1, Agreed", "Assigned: to nobody", "Changed the state: Sent for review"]),
        ("vi", ["Đổi trạng thái: Gửi chuyên gia xem xét", "Phân công: không giao cho ai"]),
    ],
)
def test_who_did_what_to_which_stands_in_words(language, said, desk, review, site_a, dung, admin):
    trail.record(
        chain=site_a.organization.uuid, by=dung, act=Act.JUDGED, subject=review.uuid, item="S1.1", outcome="agreed"
    )
    assigning.assign(chosen=[Chosen(review, dung.pk)], to=None, by=admin)
    told = text_of(desk.get(address(site_a), {"lang": language}))

    assert [words for words in said if words not in told] == []
    assert dung.name in told
    assert "Nhà máy" in told


def test_pages_follow_each_other_by_number_and_miss_none(desk, site_a):
    write(site_a, 2 * page.SIZE)
    first = desk.get(address(site_a)).context["page"]
    second = desk.get(address(site_a), {"before": first.older}).context["page"]
    third = desk.get(address(site_a), {"before": second.older}).context["page"]
    numbers = [line.number for each in (first, second, third) for line in each.lines]

    assert numbers == list(range(numbers[0], 0, -1))
    assert third.older is None
    back = desk.get(address(site_a), {"after": second.newer}).context["page"]
    assert back.lines[-1].number == second.newer + 1


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "٣"])
def test_a_place_that_is_none_shows_the_newest(before, desk, site_a):
    answer = desk.get(address(site_a), {"before": before})

    assert answer.context["page"].lines[0].number == chain_of(site_a).length


def test_a_log_takes_the_same_queries_however_long(desk, review, site_a):
    def queries():
        with CaptureQueriesContext(connection) as found:
            desk.get(address(site_a))
        return len(found)

    queries()
    before = queries()
    write(site_a, 40)
    assert queries() == before


def test_a_whole_log_is_said_to_be_whole(desk, site_a):
    write(site_a, 3)

    assert "✓ Whole: 5 entries" in checked(desk, site_a)  # the first owner's role, three, and that it was asked for


def test_a_changed_log_names_the_entry(desk, site_a):
    write(site_a, 3)
    behind_the_back(chain_of(site_a), 2).update(actor=7)

    told = checked(desk, site_a)
    assert "Something was changed: 1 place" in told
    assert "Entry 2: its content is not what its hash was made of" in told


def test_an_end_that_was_cut_off_is_found_by_the_heads_of_past_days(desk, site_a):
    write(site_a, 3)
    heads.write()
    chain = chain_of(site_a)
    for number in (4, 3):
        behind_the_back(chain, number)._raw_delete("default")
    last = chain.entries.get(number=2)
    AuditChain.objects.filter(pk=chain.pk).update(length=2, head=last.hash)

    assert "Entry 4: missing: it was written down as the end on" in checked(desk, site_a)


def test_asking_for_a_check_twice_makes_one_and_is_written_each_time(desk, admin, site_a):
    for _ in range(2):
        desk.post(address(site_a, "audit_check"))

    assert (AuditCheck.objects.count(), Job.objects.filter(task="audit.check_chain").count()) == (1, 1)
    assert [each.act for each in chain_of(site_a).entries.order_by("-number")[:2]] == ["checked"] * 2
    assert "It is being checked." in text_of(desk.get(address(site_a), {"lang": "en"}))


def test_a_check_that_failed_is_said_and_can_be_begun_anew(desk, site_a):
    desk.post(address(site_a, "audit_check"))
    job = Job.objects.filter(task="audit.check_chain")
    job.update(state=Job.State.FAILED, attempts=3)
    told = text_of(desk.get(address(site_a), {"lang": "en"}))

    assert "It is being checked." not in told
    assert "The check could not be done." in told
    assert "Check this log" in told
    assert "✓ Whole" in checked(desk, site_a)


def test_a_page_that_waits_asks_for_the_part_alone_until_the_check_is_done(desk, site_a):
    desk.post(address(site_a, "audit_check"))
    asks = f'hx-get="{address(site_a, "audit_progress")}"'
    length = chain_of(site_a).length
    assert asks in desk.get(address(site_a, "audit_progress")).content.decode()
    assert chain_of(site_a).length == length
    assert asks in desk.get(address(site_a)).content.decode()

    tasks.check_chain.run(Job.objects.get(task="audit.check_chain").pk)
    part = desk.get(address(site_a, "audit_progress"), {"lang": "en"}).content.decode()

    assert part.startswith("<section")
    assert "✓ Whole" in part
    assert "hx-get" not in part


def test_a_later_check_takes_the_place_of_the_one_before(desk, site_a):
    checked(desk, site_a)
    checked(desk, site_a)

    assert AuditCheck.objects.count() == 1


def test_the_end_on_the_last_days_is_shown(desk, site_a):
    heads.write()
    chain = chain_of(site_a)

    assert chain.head in text_of(desk.get(address(site_a)))
    assert chain.head != START


def test_the_file_holds_every_entry_with_its_hash_and_ends_with_its_own(desk, admin, site_a):
    write(site_a, 3)
    answer = desk.get(address(site_a, "audit_export"))
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]

    assert answer["Content-Disposition"] == f'attachment; filename="audit-{site_a.organization.uuid}.jsonl"'
    assert [line["number"] for line in lines] == list(range(1, 6))
    assert [line["previous"] for line in lines] == [START, *[line["hash"] for line in lines[:-1]]]
    assert (lines[-1]["act"], lines[-1]["actor"], lines[-1]["facts"]) == ("exported", admin.pk, {"file": "audit_log"})


def test_the_log_of_an_erased_firm_stays_and_names_nobody_but_the_staff(desk, site_a, an):
    uuid, name = site_a.organization.uuid, an.name
    erasing.erase_firm(organization=site_a.organization, by=an)
    erasing.erase_person(person=an, firms_go_to={})
    told = text_of(desk.get(reverse("privacy:audit_chain", args=[uuid]), {"lang": "en"}))

    assert "Firm that is not named here" in told
    assert "Erased: the whole firm" in told
    assert name not in told
    assert verifying.verify(AuditChain.objects.get(uuid=uuid)) == []


def test_a_firm_that_keeps_its_data_to_itself_is_not_named(desk, site_a, an, review):
    restricting.restrict(organization=site_a.organization, by=an)
    told = text_of(desk.get(address(site_a), {"lang": "en"}))

    assert site_a.organization.name not in told
    assert site_a.name not in told
    assert an.name not in told
    assert address(site_a) not in text_of(desk.get(reverse("privacy:audit"), {"q": "an mau"}))


def test_in_the_log_of_a_firm_that_is_not_named_the_staff_is(desk, site_a, an, dung, review):
    restricting.restrict(organization=site_a.organization, by=an)
    trail.record(chain=site_a.organization.uuid, by=dung, act=Act.JUDGED, item="S1.1", outcome="agreed")

    assert dung.name in text_of(desk.get(address(site_a), {"lang": "en"}))
