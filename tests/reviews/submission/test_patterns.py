"""Signs of questions that were not read: equal levels in a row, answers in quick succession."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.models import ResponseChange
from reviews.submission import dossier
from reviews.submission.patterns import Act, Run, hasty, longest_run
from tests.factories import reports
from tests.factories.questionnaires import shipped_framework
from tests.reviews import rows

START = datetime(2026, 11, 22, 9, tzinfo=UTC)


def levels(text):
    return [(f"S{place}", None if mark == "-" else int(mark)) for place, mark in enumerate(text)]


def acts(*seconds, by="an"):
    return [Act(by, START + timedelta(seconds=each)) for each in seconds]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("22222222", Run(2, 8, "S0", "S7")),
        ("2222222", None),
        ("1222222223", Run(2, 8, "S1", "S8")),
        ("2222-2222", None),
        ("--------", None),
        ("", None),
        ("0000000011111111111", Run(1, 11, "S8", "S18")),
    ],
)
def test_equal_levels_in_a_row(text, run):
    assert longest_run(levels(text)) == run


@pytest.mark.parametrize(
    ("seconds", "count"),
    [
        ([*range(0, 18, 2)], 8),
        ([*range(0, 16, 2)], 0),
        ([*range(0, 27, 3)], 0),
        ([0, *range(100, 118, 2), 122], 8),
        ([0, 2, 4, 6, 8, 60, 62, 64, 66, 68], 0),
    ],
)
def test_answers_in_quick_succession(seconds, count):
    assert hasty(acts(*seconds)) == count


def test_what_is_sent_together_after_a_while_was_not_answered_in_haste():
    assert hasty(acts(0, *(300 + each / 10 for each in range(20)))) == 0


def test_page_sent_at_once_after_a_few_seconds_was():
    assert hasty(acts(0, *(10 + each / 100 for each in range(8)))) == 8


def test_two_people_at_once_are_not_one_in_haste():
    assert hasty(acts(*range(0, 40, 4)) + acts(*range(1, 40, 4), by="cuong")) == 0


@pytest.mark.django_db
def test_advisor_reads_of_equal_levels_in_one_soft_line(client):
    advisor = rows.person(staff_role="advisor")
    submission = rows.sent(answers={item.id: 2 for item in shipped_framework().items()}, advisor=advisor)
    client.force_login(advisor)
    client.cookies["django_language"] = "en"

    page = client.get(f"/bench/{submission.uuid}/").content.decode()

    assert "60 questions in a row have the same level, 2: S1.1 to G3.3." in page
    assert "Only advisors see this line." in page


@pytest.mark.django_db
def test_advisor_reads_of_hasty_answers_given_before_the_submission(client):
    submission = rows.sent(answers={"S1.1": 2})
    for place in range(10):
        ResponseChange.objects.create(
            assessment=submission.assessment,
            item=f"S{place}",
            act="saved",
            version=100 + place,
            by_name="Cường",
            at=submission.submitted_at - timedelta(seconds=2 * place + 1),
        )

    found = dossier.read(submission, today=START.date())

    assert len(found.signs) == 1


@pytest.mark.django_db
def test_answers_in_their_own_time_leave_no_line():
    submission = rows.sent(answers={"S1.1": 2, "S1.2": 2, "S1.3": 3})

    assert dossier.read(submission, today=START.date()).signs == ()


def test_firm_reads_nothing_of_it(site_a, an, client_of):
    scorecard = reports.scored(site_a, by=an)

    for address in (f"/results/{scorecard.submission.uuid}/", "/assessments/"):
        assert "liền nhau" not in client_of(an).get(address).content.decode()
