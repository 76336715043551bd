import pytest

from accounts import consents
from assessments import lifecycle, reviewed
from assessments.answers import Given
from assessments.models import Response, SubmittedAnswer
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed, UnknownItem
from evidence.models import Evidence
from reviews.judged.judgements import Mark, read
from reviews.models import ItemReview
from tests.assessments.test_lifecycle_races import REFUSED, at_once
from tests.factories import assessments, judged, questionnaires
from tests.factories.judged import agree, ask, change, judge

pytestmark = pytest.mark.django_db
WORDS = consents.Shown("I agree.", "test", "en")
EVERY = {"has_software": "used", "machines": {"cnc": 1, "energy": 2}, "power": "1200", "wishes": "Ít giấy tờ hơn"}


@pytest.fixture
def review(site_a, an, dung):
    answers = assessments.all_at(2) | {"S1.2": 4, "S1.3": "dk", "S2.1": "Nhà máy không làm việc này"}
    del answers["S2.2"]
    return judged.review(site_a, by=an, advisor=dung, answers=answers)


@pytest.fixture
def every(site_a, an, dung):
    document = questionnaires.every_type_document()
    return judged.review_of(document, site_a, EVERY, by=an, advisor=dung, variant="flow")


def kept(review, item):
    return ItemReview.objects.get(review=review, item=item)


def show(review, item, name="phieu.jpg"):
    """A photo of the firm beside an answer."""
    row = Evidence.objects.create(
        assessment=review.assessment,
        name=name,
        kind="jpg",
        stored=name[:32],
        size=1,
        scan="clean",
        added_at=review.arrived_at,
    )
    row.uses.create(item=item)


def test_agreeing_keeps_the_answer_of_the_firm_as_it_was_seen(review, dung):
    agree(review, "S1.1")

    row = kept(review, "S1.1")
    assert (row.outcome, row.state, row.value, row.seen_state, row.seen_value) == (
        "agreed",
        "answered",
        2,
        "answered",
        2,
    )
    assert (row.by, row.version, row.ground) == (dung, 1, "papers")


def test_changing_keeps_another_level_with_its_reason(review):
    change(review, "S1.1", 1, reason="  Mới có một tổ làm. ")

    row = kept(review, "S1.1")
    assert (row.value, row.seen_value, row.reason) == (1, 2, "Mới có một tổ làm.")


def test_asking_keeps_a_question_and_needs_no_answer(review):
    ask(review, "S1.1", question="Có sổ không?")

    row = kept(review, "S1.1")
    assert (row.outcome, row.state, row.value, row.question) == ("asked", "", None, "Có sổ không?")


def test_asking_keeps_the_level_that_was_noted_so_far(review):
    judge(review, "S1.1", "asked", 1, question="Có sổ không?")

    assert kept(review, "S1.1").value == 1


@pytest.mark.parametrize(
    ("item", "outcome", "what", "words"),
    [
        ("S1.1", "changed", 1, {}),  # without a reason
        ("S1.1", "changed", 1, {"reason": "   "}),
        ("S1.1", "changed", 2, {"reason": "Như doanh nghiệp."}),  # which is no change
        ("S1.1", "changed", None, {"reason": "Khác."}),
        ("S1.1", "changed", 6, {"reason": "Không có mức này."}),
        ("S1.1", "changed", Given("answered", "2"), {"reason": "Không phải mức."}),
        ("S1.1", "asked", None, {}),
        ("S1.1", "", None, {}),
        ("S1.1", "liked", 2, {}),
        ("S1.1", "agreed", None, {"ground": "by phone"}),
        ("S1.1", "agreed", None, {"note": "x" * 2001}),
        ("S2.2", "agreed", None, {"note": "x"}),  # nothing to agree with
        ("S1.2", "agreed", None, {"ground": "papers"}),  # level 4, nothing shown, no words
        ("S1.2", "agreed", None, {"note": "Đã xem."}),  # nor how it was seen
    ],
)
def test_judgement_that_is_not_whole_is_refused(review, item, outcome, what, words):
    with pytest.raises(InvalidAnswer):
        judge(review, item, outcome, what, **words)

    assert not ItemReview.objects.exists()


def test_high_level_is_agreed_with_words_about_what_was_seen(review):
    agree(review, "S1.2", ground="plant", reason="Thấy bảng ở xưởng.", note="")

    assert kept(review, "S1.2").value == 4


def test_high_level_is_agreed_without_words_where_something_was_shown(review):
    show(review, "S1.2")

    judge(review, "S1.2", "agreed")

    assert kept(review, "S1.2").value == 4


def test_low_level_is_agreed_without_words(review):
    judge(review, "S1.1", "agreed")

    assert kept(review, "S1.1").value == 2


def test_proposal_that_a_question_does_not_apply_is_accepted(review):
    agree(review, "S2.1")

    assert kept(review, "S2.1").state == "not_applicable"


def test_question_is_changed_to_not_applicable(review):
    change(review, "S1.1", Given("not_applicable", reason="Không có."))

    assert (kept(review, "S1.1").state, kept(review, "S1.1").value) == ("not_applicable", None)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("has_software", "bought"),
        ("which_software", ["plan"]),
        ("machines", {"cnc": 0}),
        ("power", "1300"),
        ("steps_done", {"1": ["meter"]}),
        ("checks", ["size", "look"]),
        ("wishes", "Khác"),
    ],
)
def test_answer_of_any_type_is_changed(every, item, value):
    item_of = {each.id: each for each in read(every).framework.items()}[item]
    if item == "steps_done":
        value = {str(level.level): [level.attributes[0].id] for level in item_of.answer.levels}

    change(every, item, Given("answered", value))

    assert kept(every, item).value == value
    assert read(every).mark(item) == Mark.CHANGED


@pytest.mark.parametrize("item", ["has_software", "machines", "power", "wishes"])
def test_answer_of_any_type_is_agreed(every, item):
    judge(every, item, "agreed")

    assert kept(every, item).value == EVERY[item]


def test_item_that_nobody_asks_is_unknown(review):
    with pytest.raises(UnknownItem):
        agree(review, "X9.9")


def test_later_judgement_replaces_the_earlier_one(review):
    agree(review, "S1.1")

    change(review, "S1.1", 0, version=1)

    assert (kept(review, "S1.1").outcome, kept(review, "S1.1").version) == ("changed", 2)


def test_judgement_by_a_page_from_before_is_stale_and_changes_nothing(review):
    agree(review, "S1.1")

    for version in (0, 2):
        with pytest.raises(StaleVersion):
            change(review, "S1.1", 0, version=version)

    assert kept(review, "S1.1").outcome == "agreed"


def test_first_judgement_begins_the_review_and_no_later_one(review):
    agree(review, "S1.1")
    review.refresh_from_db()
    begun = review.begun_at
    agree(review, "S3.1")
    review.refresh_from_db()

    assert begun is not None
    assert review.begun_at == begun


def test_nothing_is_judged_once_the_firm_took_it_back(review, an):
    lifecycle.take_back(assessment=review.assessment, by=an)

    with pytest.raises(TransitionNotAllowed):
        agree(review, "S1.1")


def test_nothing_is_judged_while_questions_are_with_the_firm(review, dung):
    send_back(review, dung)

    with pytest.raises(TransitionNotAllowed):
        agree(review, "S1.1")


def test_ux_37_judging_changes_no_answer_of_the_firm(review):
    def answers():
        rows = (SubmittedAnswer.objects.order_by("pk").values(), Response.objects.order_by("pk").values())
        return [list(each) for each in rows]

    before, hashed = answers(), review.assessment.sent_submission.input_hash

    agree(review, "S1.1")
    change(review, "S1.2", 0)
    ask(review, "S1.3")

    assert answers() == before
    assert review.assessment.submissions.get().input_hash == hashed


def send_back(review, by, item="S1.1"):
    day = review.arrived_at.date()
    return reviewed.return_items(assessment=review.assessment, questions={item: "?"}, note="", due_on=day, by=by)


def answered(review, by, item, level):
    """Let the firm answer what came back, and send it again."""
    assessment = review.assessment
    version = assessment.responses.get(item=item).version
    assessment.refresh_from_db()
    if level is not None:
        lifecycle.save_response(
            assessment=assessment, item=item, given=Given("answered", level), base_version=version, by=by
        )
    else:
        reviewed.reply(assessment=assessment, item=item, text="Vẫn vậy.")
    assessment.refresh_from_db()
    submission = reviewed.send_again(assessment=assessment, by=by, words=WORDS, seen_revision=assessment.revision)
    assert submission.number == 2
    return judged.assigned(assessment, review.advisor)


def test_judgement_of_an_answer_that_changed_since_is_out_of_date(review, an, dung):
    agree(review, "S1.1")
    agree(review, "S3.1")
    send_back(review, dung)

    sheet = read(answered(review, an, "S1.1", 3))

    assert sheet.mark("S1.1") == Mark.OUT_OF_DATE
    assert sheet.mark("S3.1") == Mark.AGREED


def test_question_that_came_back_unchanged_is_to_be_judged_again(review, an, dung):
    ask(review, "S1.1")
    send_back(review, dung)

    assert read(answered(review, an, "S1.1", None)).mark("S1.1") == Mark.OUT_OF_DATE


def test_asked_again_after_it_came_back_it_stands_as_asked(review, an, dung):
    ask(review, "S1.1")
    send_back(review, dung)
    again = answered(review, an, "S1.1", None)

    ask(again, "S1.1", version=1)

    assert read(again).mark("S1.1") == Mark.ASKED


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_second_of_two_windows_at_once_is_told(review):
    outcomes = at_once(lambda: change(review, "S1.1", 0), lambda: change(review, "S1.1", 1))

    assert sorted(outcome == REFUSED for outcome in outcomes) == [False, True]
    assert [kept(review, "S1.1").value] == [each.value for each in outcomes if each != REFUSED]
