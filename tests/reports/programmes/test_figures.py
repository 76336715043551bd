"""What a programme's figures count: firms once each, by step, group and time; in as many queries for 30 as for 3."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import consents
from accounts.models import Consent
from privacy import restricting
from programmes import lifecycle
from reports.models import FiguresEdition
from reports.programmes import counting, editions, figures, groups, records
from reports.programmes.records import Standing, Step
from reviews.models import Review
from tests.factories import figures as made
from tests.factories import programmes, questionnaires

pytestmark = pytest.mark.django_db

FRAMEWORK = questionnaires.shipped_framework
DRAFT, COMPLETED, SENT, ISSUED = made.DRAFT, made.COMPLETED, made.SENT, made.ISSUED


@pytest.fixture
def programme(db):
    return programmes.make()


def steps_of(programme):
    return {each.step: each.firms for each in counting.steps(records.read(programme).firms)}


def test_each_firm_is_counted_at_every_step_that_it_took(programme):
    for state in (None, DRAFT, COMPLETED, SENT, ISSUED):
        site = made.firm(programme)
        if state:
            made.work(programme, site, state)

    assert list(steps_of(programme).values()) == [5, 4, 3, 2, 1, 1]


def test_firm_with_two_plants_is_counted_once_where_it_is_furthest(programme):
    site = made.firm(programme)
    made.work(programme, site, SENT)
    made.work(programme, site, DRAFT)

    (firm,) = records.read(programme).firms

    assert firm.standing == Standing.IN_REVIEW


def test_firm_that_left_is_not_counted(programme, an):
    site = made.firm(programme)
    made.work(programme, site, SENT)
    lifecycle.leave(programme=programme, organization=site.organization, by=an)

    assert steps_of(programme)[Step.JOINED] == 0


def test_work_of_a_firm_that_keeps_its_data_to_itself_is_not_read(programme, firm_a, an):
    programmes.join(programme, firm_a.organization, by=an)
    made.work(programme, firm_a, SENT)
    restricting.restrict(organization=firm_a.organization, by=an)

    assert steps_of(programme) == dict.fromkeys(Step, 0) | {Step.JOINED: 1}


def test_work_before_the_programme_or_with_other_questions_is_not_counted(programme):
    before = made.work(programme, made.firm(programme), COMPLETED)
    type(before).objects.filter(pk=before.pk).update(touched_at=timezone.now() - timedelta(days=40))
    quick = made.work(programme, made.firm(programme), COMPLETED)
    type(quick).objects.filter(pk=quick.pk).update(scope="quick")

    assert steps_of(programme)[Step.STARTED] == 0


def test_report_that_was_withdrawn_is_not_counted_as_issued(programme):
    work = made.work(programme, made.firm(programme), ISSUED)
    type(work).objects.filter(pk=work.pk).update(state="in_review")

    assert (steps_of(programme)[Step.SENT], steps_of(programme)[Step.ISSUED]) == (1, 0)


def test_median_of_days_is_of_assessments_that_took_both_steps(programme):
    for completed in (7, 5, 2):
        made.work(programme, made.firm(programme), COMPLETED, started_ago=8, completed_ago=completed)
    made.work(programme, made.firm(programme), DRAFT)

    way, *others = counting.ways(records.read(programme))

    assert (round(way.days), way.assessments) == (3, 3)
    assert [each.days for each in others] == [None, None, None]


def test_review_is_begun_with_the_first_judgement_or_with_the_report(programme):
    begun, waiting = (made.work(programme, made.firm(programme), SENT, sent_ago=4) for _ in range(2))
    made.work(programme, made.firm(programme), ISSUED, sent_ago=4, issued_ago=1)
    for work, at in ((begun, timezone.now() - timedelta(days=2)), (waiting, None)):
        Review.objects.create(assessment=work, site=work.site, arrived_at=timezone.now(), begun_at=at)

    taken = steps_of(programme)
    way = next(way for way in counting.ways(records.read(programme)) if way.after == Step.REVIEWED)

    assert (taken[Step.SENT], taken[Step.REVIEWED], taken[Step.ISSUED]) == (3, 2, 1)
    assert (round(way.days, 1), way.assessments) == (2.5, 2)


@pytest.mark.parametrize(
    ("division", "group"),
    [
        ("25", "mechanics"),
        ("26", "electronics"),
        ("22", "chemicals"),
        ("10", "food"),
        ("14", "textiles"),
        ("33", "other"),
    ],
)
def test_sector_group_of_a_division(division, group):
    assert groups.sector_group(division) == group


@pytest.mark.parametrize(
    ("province", "said", "area"),
    [
        ("79", "TP. Dĩ An, Bình Dương", "binh_duong"),
        ("79", "huyện Bàu Bàng", "binh_duong"),
        ("79", "Thị xã Phú Mỹ, tỉnh BR-VT", "vung_tau"),
        ("79", "Q.12", "city"),
        ("79", "Phú Mỹ Hưng, Quận 7", "city"),
        ("79", "TP.HCM", "city"),
        ("79", "", "unsaid"),
        ("79", "gần cầu vượt", "unsaid"),
        ("75", "Bình Dương", "elsewhere"),
    ],
)
def test_area_by_the_former_borders(province, said, area):
    assert groups.area(province, said) == area


def test_every_grouping_holds_every_firm_once(programme):
    for sector, band in (("25", "1-10"), ("10", "over-200"), ("33", "11-50")):
        made.firm(programme, sector=sector, band=band, park="KCN Mẫu")

    found = figures.in_words(figures.read(programme), "vi")

    assert [sum(counts[0] for _, counts in each.rows) for each in found.groupings] == [3, 3, 3, 3]


def test_key_industries_come_first(programme):
    sector = figures.in_words(figures.read(programme), "vi").groupings[0]

    assert [name for name, _ in sector.rows[: sector.kept]] == [
        "Cơ khí",
        "Điện tử – công nghệ thông tin",
        "Hóa dược – cao su – nhựa",
        "Chế biến lương thực, thực phẩm",
    ]


def fill(programme, number, *, first=0):
    low = [node.id for node in FRAMEWORK().dimensions()][:3]
    for _ in range(first, number):
        made.counted(programme, 1, low)
        item = next(FRAMEWORK().items()).id
        made.last_answer(made.work(programme, made.firm(programme), touched_ago=9), item, ago=9)


def queries(programme):
    with CaptureQueriesContext(connection) as asked:
        figures.in_words(figures.read(programme), "vi")
    return len(asked)


def test_as_many_queries_for_thirty_firms_as_for_three(programme):
    fill(programme, 3)
    few = queries(programme)
    fill(programme, 30, first=3)
    figures.read(programme)  # makes the edition

    assert queries(programme) == few


def shown(programme):
    found = figures.read(programme).edition
    return found and editions.shown(found)


def test_levels_and_gaps_are_of_firms_that_agreed(programme):
    low = [node.id for node in FRAMEWORK().dimensions()][:2]
    for _ in range(24):
        made.counted(programme, 1, low)
    for _ in range(30):
        made.result(made.work(programme, made.firm(programme), COMPLETED), 3)

    said = shown(programme)

    assert (said.firms, said.levels["1"], said.levels["3"]) == (20, 20, 0)
    assert set(said.gaps) == {(low[0], 20), (low[1], 20)}


def test_newest_result_of_a_firm_counts_alone(programme):
    for _ in range(30):
        card = made.counted(programme, 1)
        later = made.work(programme, card.submission.assessment.site, COMPLETED, completed_ago=2)
        made.result(later, 2)

    assert shown(programme).levels["1"] == 0
    assert shown(programme).levels["2"] == 20


def test_fewer_than_ten_firms_make_no_edition(programme):
    for _ in range(9):
        made.counted(programme, 1)

    assert shown(programme) is None


def test_firm_that_comes_changes_nothing_until_ten_have(programme):
    for _ in range(29):
        made.counted(programme, 1)
    before = shown(programme)

    for _ in range(9):
        made.counted(programme, 1)
    assert shown(programme) == before

    made.counted(programme, 1)
    assert shown(programme).levels["1"] == 30
    assert FiguresEdition.objects.count() == 2


def withdraw(consent):
    consents.withdraw(purpose=consent.purpose, organization=consent.organization, by=consent.user)


def test_firms_that_withdraw_are_in_no_later_edition(programme):
    for _ in range(30):
        made.counted(programme, 1)
    shown(programme)
    gone = list(Consent.objects.filter(purpose=Consent.Purpose.SECTOR_FIGURES)[:10])
    for consent in gone[:9]:
        withdraw(consent)
    shown(programme)
    assert FiguresEdition.objects.count() == 1

    withdraw(gone[9])
    shown(programme)
    assert gone[0].organization_id not in dict(FiguresEdition.objects.latest("pk").members)


def test_edition_keeps_no_exact_count(programme):
    for level in (1, 2):
        for _ in range(17):
            made.counted(programme, level)
    shown(programme)

    said = FiguresEdition.objects.get().shown
    assert {said["levels"]["1"], said["levels"]["2"], said["firms"]} <= {10, 20}


def stopped(programme):
    return [(each.node and each.node.id, each.firms) for each in figures.read(programme).stopped]


def test_drafts_untouched_for_two_weeks_tell_where_firms_stop(db):
    programme = programmes.make(first=-60)
    node = next(FRAMEWORK().dimensions())
    for place in range(26):
        work = made.work(programme, made.firm(programme), touched_ago=20 if place < 14 else 3)
        made.last_answer(work, node.items[1].id, ago=21)
        made.last_answer(work, node.items[0].id, ago=20)

    (stop,) = figures.read(programme).stopped

    assert (stop.node.id, stop.firms, stop.question[0].id) == (node.id, 10, node.items[0].id)


def test_firm_that_is_ahead_with_another_plant_has_not_stopped(db):
    programme = programmes.make(first=-60)
    for _ in range(20):
        site = made.firm(programme)
        made.work(programme, site, touched_ago=20)
        made.work(programme, site, COMPLETED)

    assert stopped(programme) == []
