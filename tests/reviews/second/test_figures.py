"""Which questions are read differently, and the files of it; the figures are held against scikit-learn."""

import csv
import io
import math
import random
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments.models import Submission
from privacy import restricting
from questionnaires import library
from questionnaires.document import Item
from reviews.models import SecondOpinion, SecondRating
from reviews.second import exporting, figures
from reviews.second.scales import place_of
from tests.factories import questionnaires
from tests.factories.accounts import make_user
from tests.factories.judged import review
from tests.reviews.second.test_agreement import by_scikit_learn

pytestmark = pytest.mark.django_db
SMC = "c4ir-smc"


@pytest.fixture
def base(site_a, an, dung):
    return review(site_a, by=an, advisor=dung)


def store(base, first, second, **pairs):
    """Finished second opinions of two people; the pairs of levels by question, S1_1=[(2, 3)], one opinion a place."""
    for number in range(max(map(len, pairs.values()))):
        opinion = one_more(base, second)
        SecondRating.objects.bulk_create(
            SecondRating(
                opinion=opinion,
                item=item.replace("_", "."),
                state="answered",
                value=given[number][1],
                first_state="answered",
                first_value=given[number][0],
                first_by=first,
                at=timezone.now(),
            )
            for item, given in pairs.items()
            if number < len(given)
        )


def one_more(base, rater):
    """A finished second opinion on one more submission, for a rater has one a submission."""
    submission = base.assessment.sent_submission
    submission.pk, submission.uuid, submission.number = None, uuid4(), Submission.objects.count() + 1
    Submission.objects.bulk_create([submission])
    now = timezone.now()
    return SecondOpinion.objects.create(
        review=base, submission=Submission.objects.get(uuid=submission.uuid), rater=rater, asked_at=now, finished_at=now
    )


def drawn(seed, n, shift=0):
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    firsts = [chance.randint(0, 5) for _ in range(n)]
    return [(first, min(max(first + shift + chance.choice([-1, 0, 0, 0, 1]), 0), 5)) for first in firsts]


ALIKE, APART, FEW = drawn(1, 14), drawn(2, 12, shift=2), drawn(3, 9)


@pytest.fixture
def figures_of(base, dung, hung):
    store(base, dung, hung, S1_1=ALIKE, S1_2=APART, S1_3=FEW)
    return figures.of_framework(SMC, "vi")


def assert_by_scikit_learn(line, pairs):
    found = line.found
    ours = (found.kappa_linear, found.kappa_quadratic, found.exact, found.bias)
    theirs = (
        by_scikit_learn(pairs, "linear"),
        by_scikit_learn(pairs, "quadratic"),
        sum(one == other for one, other in pairs) / len(pairs),
        sum(other - one for one, other in pairs) / len(pairs),
    )
    assert all(math.isclose(one, other, abs_tol=1e-12) for one, other in zip(ours, theirs, strict=True))


def test_figures_of_each_question_are_those_of_scikit_learn(figures_of):
    found = {line.id: line for line in figures_of.items}

    assert_by_scikit_learn(found["S1.1"], ALIKE)
    assert_by_scikit_learn(found["S1.2"], APART)
    assert_by_scikit_learn(figures_of.overall, ALIKE + APART + FEW)
    assert_by_scikit_learn(figures_of.blocks[0], ALIKE + APART + FEW)


def test_questions_come_worst_first_and_too_few_at_the_end(figures_of):
    assert [(line.id, line.n, line.found is None) for line in figures_of.items] == [
        ("S1.2", 12, False),
        ("S1.1", 14, False),
        ("S1.3", 9, True),
    ]


def test_question_that_is_read_differently_is_named(figures_of):
    assert [line.id for line in figures_of.read_differently] == ["S1.2"]


def test_nothing_is_said_of_questions_none_of_which_was_judged_twice_often_enough(client_of, admin, base, dung, hung):
    store(base, dung, hung, S1_1=FEW, S1_2=FEW)

    page = client_of(admin).get(reverse("reviews:agreement")).content.decode()

    assert "Chưa câu nào được hai người xem xét đủ số lần" in page
    assert "không có câu nào bị hiểu khác nhau" not in page


def test_bias_of_a_person_is_the_same_whether_first_or_second(base, dung, hung):
    store(base, dung, hung, S1_1=[(2, 3)] * 6)
    store(base, hung, dung, S1_1=[(4, 2)] * 6)

    found = figures.of_framework(SMC, "vi")

    people = {line.name: line.found.bias for line in found.people}
    assert people == {str(dung): -1.5, str(hung): 1.5}
    pair = found.pairs[0]
    assert (pair.name, pair.n, pair.found.bias) == (f"{dung} · {hung}", 12, -1.5)


def test_answers_without_a_place_are_not_compared(base, dung, hung):
    store(base, dung, hung, S1_1=[(2, 2)] * 10)
    SecondRating.objects.filter(pk=SecondRating.objects.first().pk).update(state="dont_know", value=None)
    SecondRating.objects.filter(pk=SecondRating.objects.last().pk).update(first_state="", first_value=None)

    assert figures.of_framework(SMC, "vi").overall.n == 8


def test_unfinished_opinions_and_restricted_firms_are_not_counted(base, dung, hung, an):
    store(base, dung, hung, S1_1=[(2, 2)] * 3)
    SecondOpinion.objects.filter(pk=SecondOpinion.objects.first().pk).update(finished_at=None)
    assert figures.frameworks() == {SMC: 2}

    restricting.restrict(organization=base.assessment.site.organization, by=an)
    assert figures.frameworks() == {}


def test_ratings_of_closed_accounts_count_for_questions_alone(base, dung, hung):
    store(base, dung, hung, S1_1=[(2, 3)] * 10)
    hung.delete()

    found = figures.of_framework(SMC, "vi")

    assert (found.items[0].n, found.people, found.pairs) == (10, (), ())


def test_figures_take_the_same_queries_for_more(base, dung, hung):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            figures.of_framework(SMC, "vi")
        return len(seen)

    store(base, dung, hung, S1_1=[(2, 3)])
    queries()
    before = queries()
    store(base, make_user(role="advisor"), make_user(role="advisor"), S1_1=[(2, 3)] * 3, O1_1=[(1, 1)] * 2)
    assert queries() == before


# --- places on a scale -----------------------------------------------------------------------------


def item_of(id_) -> Item:
    version = questionnaires.published(questionnaires.every_type_document())
    return next(item for item in library.get(version.content_hash).items() if item.id == id_)


def test_special_answers_and_answers_of_many_parts_have_no_place():
    ladder = next(iter(questionnaires.shipped_framework().items()))

    assert [place_of(ladder, "answered", 4), place_of(ladder, "dont_know", None)] == [4, None]
    assert place_of(item_of("machines"), "answered", {"cnc": 1}) is None
    assert place_of(item_of("wishes"), "answered", "Ít giấy tờ") is None


def test_numbers_and_options_have_the_place_of_their_bin_and_points():
    number = item_of("power")
    places = [place_of(number, "answered", str(value)) for value in sorted([0, *map(int, number.answer.bounds), 10**7])]
    assert places == sorted(places)
    assert places[-1] == len(number.answer.bounds)

    choice = item_of("has_software")
    by_points = sorted(choice.answer.options, key=lambda option: option.points)
    found = [place_of(choice, "answered", option.id) for option in by_points]
    assert found == sorted(found)
    assert found[0] == 0


# --- page and files --------------------------------------------------------------------------------


def test_page_names_what_is_read_differently_and_what_is_too_few(figures_of, approver, client_of):
    page = client_of(approver).get("/bench/agreement/").content.decode()

    told, untold = page.split("1 câu chưa đủ số lần so sánh để kết luận")
    assert "Những câu được hiểu khác nhau" in told
    assert (told.count("<strong>S1.1</strong>"), told.count("<strong>S1.3</strong>")) == (1, 0)
    assert ("<strong>S1.1</strong>" in untold, untold.count("<strong>S1.3</strong>")) == (False, 1)
    assert "9 lần" in untold
    assert "Hoàng" not in page.split("<main")[1]  # no firm, and nobody but who judged


def test_tables_wider_than_a_telephone_say_that_more_lies_beside(figures_of, approver, client_of):
    page = client_of(approver).get("/bench/agreement/").content.decode()

    assert page.count("scroll-hint") == page.count('class="agreement"') > 0


def test_page_without_anything_to_compare_says_so(approver, client_of):
    assert "chưa có gì để so sánh" in client_of(approver).get("/bench/agreement/").content.decode()


def test_framework_that_nobody_rated_is_404(figures_of, approver, client_of):
    assert client_of(approver).get("/bench/agreement/?framework=other").status_code == 404
    assert client_of(approver).get(f"/bench/agreement/?framework={SMC}").status_code == 200


def test_csv_has_every_line_with_its_figures(figures_of):
    rows = list(csv.reader(io.StringIO(exporting.as_csv(figures_of).decode("utf-8-sig"))))

    found = {row[1]: row for row in rows[1:] if row[1].startswith("S1.") and row[1] != "S1"}
    assert float(found["S1.2"][6]) == round(by_scikit_learn(APART, "linear"), 4)
    assert found["S1.3"][3:] == ["9", "", "", "", ""]
    blocks, people, pairs = len(figures_of.blocks), 2, 1
    assert len(rows) == 1 + 1 + blocks + 3 + people + pairs


def test_workbook_holds_the_same_as_numbers(figures_of):
    sheet = load_workbook(io.BytesIO(exporting.as_xlsx(figures_of))).active
    rows = list(csv.reader(io.StringIO(exporting.as_csv(figures_of).decode("utf-8-sig"))))

    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.values] == rows


def test_name_that_looks_like_a_formula_stays_a_name(base, dung):
    store(base, dung, make_user("=1+1", role="advisor"), S1_1=[(2, 3)] * 10)
    found = figures.of_framework(SMC, "vi")

    assert "'=1+1" in exporting.as_csv(found).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(exporting.as_xlsx(found))).active
    assert "f" not in {cell.data_type for row in sheet for cell in row}
