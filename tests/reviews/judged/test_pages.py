import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Opening, User
from assessments import lifecycle, rounds
from assessments.answers import Given
from assessments.models import Assessment
from evidence import store
from programmes import lifecycle as lifecycle_of_programmes
from reviews.judged.form import JudgeForm
from reviews.judged.ordering import Sign
from reviews.models import Conflict, ItemReview, Review
from tests.factories import assessments, judged, programmes, questionnaires
from tests.factories.accounts import make_user
from tests.factories.judged import agree, ask, change
from tests.reviews.rows import put_in
from tests.undoing import undone

pytestmark = pytest.mark.django_db
LEVELS = assessments.all_at(2) | {"S1.2": 4, "S1.3": "dk", "S2.1": "Nhà máy không làm việc này"}
AGREED = {"outcome": "agreed", "ground": "papers", "version": "0"}


@pytest.fixture
def review(site_a, an, dung):
    return judged.review(site_a, by=an, advisor=dung, answers=LEVELS)


@pytest.fixture
def bench(dung, client_of):
    return client_of(dung)


@pytest.fixture
def photo(review):
    return show(review, "S1.2")


def show(review, item, kind="jpg", content=b"\xff\xd8\xff photo", scan="clean"):
    stored = store.keep(content)
    columns = {"kind": kind, "stored": stored, "size": len(content), "scan": scan, "added_at": review.arrived_at}
    row = review.assessment.evidence.create(name=f"tep.{kind}", **columns)
    row.uses.create(item=item)
    return row


def url(review, item="", **query):
    return f"/bench/reviews/{review.uuid}/" + (f"items/{item}/" if item else "")


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def kept(review, item="S1.1"):
    return ItemReview.objects.get(review=review, item=item)


# --- who may what ----------------------------------------------------------------------------------


def pages(review, photo):
    """Page: (method, address, fields, status for the advisor, for who only reads)."""
    return {
        "review": ("get", url(review), {}, 200, 200),
        "item": ("get", url(review, "S1.1"), {}, 200, 200),
        "judge": ("post", url(review, "S1.1"), AGREED, 302, 403),
        "evidence": ("get", f"{url(review)}evidence/{photo.uuid}/", {}, 200, 200),
        "together": ("post", f"{url(review)}together/", {"act": "begin"}, 302, 403),
    }


def visit(client, page):
    method, address, fields, *_ = page
    answer = getattr(client, method)(address, fields)
    _ = b"".join(answer)  # the end of a file closes it
    return answer


def walk(client_of, people, review, photo):
    answers = {}
    for where, page in pages(review, photo).items():
        for name, person in people.items():
            with undone():
                answer = visit(client_of(person), page)
                answers[where, name] = answer.status_code, ItemReview.objects.exists()
    return answers


def test_advisor_of_a_review_judges_and_others_of_the_staff_only_read(review, photo, an, dung, admin, client_of):
    colleague = make_user(role=User.StaffRole.ADVISOR)
    programme = programmes.make(by=admin)
    lifecycle_of_programmes.assign(programme=programme, user=colleague, by=admin)
    programmes.join(programme, review.assessment.site.organization, by=an)
    people = {"advisor": dung, "approver": make_user(role="approver"), "admin": admin, "of the programme": colleague}

    answers = walk(client_of, people, review, photo)

    for where, (*_, works, reads) in pages(review, photo).items():
        assert answers[where, "advisor"] == (works, where == "judge")
        for name in people.keys() - {"advisor"}:
            assert (where, name, *answers[where, name]) == (where, name, reads, False)


def test_review_does_not_exist_for_anybody_else(review, photo, an, chi, binh, client_of):
    interested = make_user(role="approver")
    Conflict.objects.create(
        organization=review.assessment.site.organization, user=interested, reason="x", declared_at=review.arrived_at
    )
    people = {"owner": an, "read-only": binh, "outsider": chi, "interested": interested}
    people["another advisor"] = make_user(role=User.StaffRole.ADVISOR)

    answers = walk(client_of, people, review, photo)

    assert {case: answer for case, answer in answers.items() if answer != (404, False)} == {}


def test_anonymous_visitor_is_sent_to_sign_in(review, photo, client_of):
    answers = walk(client_of, {"": None}, review, photo)

    assert set(answers.values()) == {(302, False)}
    assert visit(client_of(None), pages(review, photo)["item"]).url.startswith("/accounts/login/")


@pytest.mark.parametrize("where", ["review", "item", "judge", "evidence", "together"])
def test_review_that_never_was_is_404(where, review, photo, bench):
    method, address, fields, *_ = pages(review, photo)[where]

    assert getattr(bench, method)(address.replace(str(review.uuid), str(uuid4())), fields).status_code == 404


@pytest.mark.parametrize("item", ["X9.9", "S1", "overall", "..", "%00"])
def test_question_that_nobody_asks_is_404(item, review, bench):
    assert bench.get(url(review, item)).status_code == 404
    assert bench.post(url(review, item), AGREED).status_code == 404


def test_evidence_of_another_firm_is_404(review, photo, site_b, chi, dung, bench):
    other = show(judged.review(site_b, by=chi, advisor=dung), "S1.1")

    assert bench.get(f"{url(review)}evidence/{other.uuid}/").status_code == 404


@pytest.mark.parametrize(
    ("where", "method"), [("review", "post"), ("item", "put"), ("evidence", "post"), ("together", "get")]
)
def test_wrong_method_is_405(where, method, review, photo, bench):
    address = pages(review, photo)[where][1]

    assert getattr(bench, method)(address).status_code == 405


def test_review_is_gone_once_the_firm_took_it_back(review, an, bench):
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert [bench.get(url(review)).status_code, bench.get(url(review, "S1.1")).status_code] == [404, 404]


def test_opening_a_question_and_a_file_is_in_the_list_of_the_firm(review, photo, bench):
    bench.get(url(review, "S1.1"))
    bench.get(url(review, "S1.2"))
    b"".join(bench.get(f"{url(review)}evidence/{photo.uuid}/"))

    rows = Opening.objects.order_by("pk").values_list("what", "subject")
    submission = review.assessment.sent_submission
    assert list(rows) == [("submission", submission.uuid), ("evidence", photo.uuid)]


# --- judging ---------------------------------------------------------------------------------------


def test_saving_goes_to_the_next_question_that_the_page_named(review, bench):
    page = bench.get(url(review, "S1.1"))
    following = page.context["page"].next_open

    answer = bench.post(url(review, "S1.1"), AGREED | {"next": following})

    assert answer.url == url(review, following)
    assert kept(review).outcome == "agreed"


def test_saving_keeps_the_order_that_was_chosen(review, bench):
    answer = bench.post(f"{url(review, 'S1.1')}?order=framework", AGREED | {"next": "S1.2"})

    assert answer.url == f"{url(review, 'S1.2')}?order=framework"


@pytest.mark.parametrize("following", ["", "X9.9", "//evil.example", "../../x"])
def test_saving_the_last_one_or_a_strange_one_leads_to_the_overview(following, review, bench):
    assert bench.post(url(review, "S1.1"), AGREED | {"next": following}).url == url(review)


@pytest.mark.parametrize(
    ("fields", "outcome", "value"),
    [
        ({"S1.1-choice": "2"}, "agreed", 2),
        ({"S1.1-choice": "2", "outcome": "agreed"}, "agreed", 2),
        ({"S1.1-choice": "1", "reason": "Khác."}, "changed", 1),
        ({"S1.1-choice": "1", "reason": "Khác.", "outcome": "changed"}, "changed", 1),
        ({"S1.1-choice": "not_applicable", "reason": "Không có."}, "changed", None),
        ({"outcome": "asked", "question": "Sổ đâu?"}, "asked", None),
        ({"outcome": "asked", "question": "Sổ đâu?", "S1.1-choice": "1"}, "asked", 1),
    ],
)
def test_page_without_script_judges_by_what_is_marked(fields, outcome, value, review, bench):
    assert bench.post(url(review, "S1.1"), fields).status_code == 302

    assert (kept(review).outcome, kept(review).value) == (outcome, value)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Please choose: agree, another answer, or ask the firm."),
        ({"S1.1-choice": "1"}, "Please say why it differs; the firm reads this."),
        ({"S1.1-choice": "1", "outcome": "agreed"}, "both are marked"),
        ({"S1.1-choice": "2", "outcome": "changed", "reason": "x"}, "This is the firm’s own answer"),
        ({"outcome": "asked"}, "Please write what the firm is asked."),
        ({"outcome": "agreed", "note": "x" * 2001}, "A text is too long"),
        ({"outcome": "liked"}, "A text is too long, or a field has a value"),
    ],
)
def test_judgement_that_is_not_whole_is_told_and_keeps_what_was_written(fields, words, review, bench):
    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", fields | {"note": fields.get("note", "Gọi ông Tư")})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert fields.get("note", "Gọi ông Tư") in text_of(answer)
    assert not ItemReview.objects.exists()


def test_high_level_without_evidence_asks_for_words(review, bench):
    answer = bench.post(f"{url(review, 'S1.2')}?lang=en", AGREED)

    assert answer.status_code == 422
    assert "Nothing was shown for this level." in text_of(answer)
    assert bench.post(url(review, "S1.2"), AGREED | {"note": "Thấy ở xưởng."}).status_code == 302


def test_field_that_no_page_of_ours_posts_is_refused(review, bench):
    assert bench.post(url(review, "S1.1"), {"S1.1-choice": "seven", "reason": "x"}).status_code == 400


def test_second_advisor_is_told_and_loses_nothing(review, bench):
    change(review, "S1.1", 0, reason="Bên kia đã xem.")

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", AGREED | {"note": "Của tôi", "S1.1-choice": "2"})

    page = text_of(answer)
    assert answer.status_code == 409
    assert "This question was judged meanwhile," in page
    assert "Bên kia đã xem." in page
    assert "Của tôi" in page
    assert 'name="version" value="1"' in page
    assert kept(review).outcome == "changed"
    assert bench.post(url(review, "S1.1"), AGREED | {"version": "1"}).status_code == 302


def test_judging_what_is_back_with_the_firm_is_told_and_loses_nothing(review, bench):
    put_in(Assessment.State.RETURNED, review)

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", AGREED | {"note": "Của tôi"})

    assert answer.status_code == 409
    assert "Nothing can be judged until it comes back." in text_of(answer)
    assert "Của tôi" in text_of(answer)
    assert 'id="save"' not in text_of(answer)


WRITTEN = AGREED | {"reason": "Đã xem sổ tháng 10.", "note": "Gọi lại ông Tư."}


def test_advisor_who_was_replaced_meanwhile_gets_what_was_written_back(review, bench):
    Review.objects.filter(pk=review.pk).update(advisor=make_user(role="advisor"))

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", WRITTEN)

    assert answer.status_code == 404
    assert "This review is not assigned to you any more" in text_of(answer)
    assert all(text in text_of(answer) for text in ("Đã xem sổ tháng 10.", "Gọi lại ông Tư."))
    assert review.assessment.site.organization.name not in text_of(answer)
    assert not ItemReview.objects.exists()


def test_advisor_who_is_replaced_while_saving_gets_what_was_written_back(review, bench, monkeypatch):
    replaced = Review.objects.filter(pk=review.pk)
    form = JudgeForm.judgement
    judgement = lambda *args: (form(*args), replaced.update(advisor=make_user(role="advisor")))[0]  # noqa: E731
    monkeypatch.setattr(JudgeForm, "judgement", judgement)

    answer = bench.post(f"{url(review, 'S1.1')}?lang=en", WRITTEN)

    assert answer.status_code == 409
    assert "Gọi lại ông Tư." in text_of(answer)
    assert not ItemReview.objects.exists()


def test_page_that_is_gone_says_the_same_of_every_review_that_is_not_ones_own(review, client_of):
    stranger = client_of(make_user(role="advisor"))
    told = [stranger.post(f"/bench/reviews/{each}/items/S1.1/", WRITTEN) for each in (review.uuid, uuid4())]

    first, second = (text_of(answer).partition("<main")[2].partition("</main>")[0] for answer in told)
    assert first == second


def test_ux_37_advisor_cannot_change_an_answer_of_the_firm(review, an, dung, bench, client_of):
    """Neither by judging nor by the pages on which the firm answers."""
    before = list(review.assessment.responses.order_by("item").values())

    bench.post(url(review, "S1.1"), {"S1.1-choice": "1", "reason": "Khác."})
    answered = bench.post(f"/assessments/{review.assessment.uuid}/S1/", {"item": "S1.1", "S1.1-choice": "1"})

    assert answered.status_code == 404
    assert list(review.assessment.responses.order_by("item").values()) == before
    assert review.assessment.sent_submission.answers.get(item="S1.1").value == 2


# --- what the page shows -----------------------------------------------------------------------------


def test_question_shows_the_answer_its_neighbours_and_who_gave_it(review, bench, an):
    page = bench.get(url(review, "S1.1")).context["page"]

    assert [(rung.level, rung.is_own) for rung in page.rungs if rung.is_near] == [(1, False), (2, True), (3, False)]
    assert page.answered.startswith(str(an))


def test_list_marks_what_was_judged_and_counts_it(review, bench):
    agree(review, "S1.1")
    change(review, "S2.2", 0)
    ask(review, "S3.1")

    page = bench.get(f"{url(review, 'S1.1')}?order=framework").context["page"]

    marks = {line.id: str(line.mark) for line in page.lines}
    assert len(marks) == 60
    assert [marks[item] for item in ("S1.1", "S2.2", "S3.1", "S3.2")] == ["agreed", "changed", "asked", "none"]
    assert page.board.judged_count == 3


def test_list_puts_first_what_needs_a_look_and_can_stand_as_the_questionnaire(review, bench):
    order = bench.get(url(review, "S1.1")).context["page"].board.order
    by_framework = bench.get(f"{url(review, 'S1.1')}?order=framework").context["page"].board.order

    assert order[0] == "S2.2"  # from here on the same level to the end
    assert order[-4:] == ("S1.2", "S1.3", "S2.1", "S1.1")
    assert list(by_framework) == [item.id for item in questionnaires.shipped_framework().items()]


def test_proposal_that_a_question_does_not_apply_is_told_as_one(review, bench):
    page = text_of(bench.get(f"{url(review, 'S2.1')}?lang=en"))

    assert "Not applicable, as the firm sees it" in page
    assert "Nhà máy không làm việc này" in page


def test_private_note_is_shown_to_the_advisor_and_on_no_page_of_the_firm(review, bench, an, client_of):
    note = "Ghi chú riêng: ông Tư nói khác"
    agree(review, "S1.1", note=note)
    firm = client_of(an)
    uuid = review.assessment.uuid
    card = review.assessment.sent_submission.uuid

    assert note in text_of(bench.get(url(review, "S1.1")))
    for address in (f"/assessments/{uuid}/", f"/assessments/{uuid}/S1/", f"/results/{card}/", "/my-data/"):
        assert note not in text_of(firm.get(address, follow=True))


def test_round_before_is_shown_where_its_firm_sent_it_too(review, bench, an, dung):
    put_in(Assessment.State.VERIFIED, review)
    review.assessment.refresh_from_db()
    page = bench.get(f"{url(following(review, an, dung), 'S1.1')}?lang=en").context["page"]

    assert (page.earlier_level, page.own_level) == (2, 5)
    assert Sign.FAR_FROM_LAST in page.board.signs["S1.1"]


def test_round_before_that_its_firm_kept_to_itself_is_not_shown(review, bench, an, dung):
    lifecycle.take_back(assessment=review.assessment, by=an)
    review.assessment.refresh_from_db()
    page = bench.get(url(following(review, an, dung), "S1.1")).context["page"]

    assert (page.earlier, page.earlier_level) == ([], None)


def following(review, by, advisor):
    """The next round, with the first question three levels higher, in review."""
    assessment = rounds.repeat(assessment=review.assessment, by=by)
    for response in assessment.responses.all():
        level = 5 if response.item == "S1.1" else response.value
        given = (
            Given("answered", level) if response.state == "answered" else Given(response.state, None, response.reason)
        )
        lifecycle.save_response(
            assessment=assessment, item=response.item, given=given, base_version=response.version, by=by
        )
    lifecycle.complete(assessment=assessment, by=by, language="vi")
    words = {"wording": "I agree.", "wording_version": "test", "language": "en"}
    submission = assessment.submissions.get()
    lifecycle.send_for_review(assessment=assessment, submission=submission, by=by, **words)
    return judged.assigned(assessment, advisor)


@pytest.mark.parametrize(
    ("kind", "scan", "disposition", "may_frame"),
    [
        ("jpg", "clean", "inline", False),
        ("jpg", "unscanned", "inline", False),
        ("pdf", "clean", "inline", True),
        ("xlsx", "clean", "attachment", False),
    ],
)
def test_file_is_sent_so_that_it_can_be_shown_and_nothing_in_it_runs(kind, scan, disposition, may_frame, review, bench):
    row = show(review, "S1.1", kind, b"%PDF-1.7", scan)

    answer = bench.get(f"{url(review)}evidence/{row.uuid}/")

    _ = b"".join(answer)
    assert answer["Content-Disposition"].startswith(disposition)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ("frame-ancestors 'self'" in answer["Content-Security-Policy"]) is may_frame
    assert answer["X-Frame-Options"] == ("SAMEORIGIN" if may_frame else "DENY")


@pytest.mark.parametrize("scan", ["pending", "failed"])
def test_file_that_is_not_clean_is_named_and_not_shown(scan, review, bench):
    row = show(review, "S1.1", "jpg", scan=scan)

    page = bench.get(url(review, "S1.1"))

    assert "tep.jpg" in text_of(page)
    assert f"evidence/{row.uuid}/" not in text_of(page)
    assert bench.get(f"{url(review)}evidence/{row.uuid}/").status_code == 404


def test_approver_reads_without_anything_to_save(review, client_of):
    page = text_of(client_of(make_user(role="approver")).get(f"{url(review, 'S1.1')}?lang=en"))

    assert "only the advisor to whom it is assigned judges" in page
    assert 'id="save"' not in page


def test_answer_that_only_stands_in_its_fields_agrees_to_nothing(site_a, an, dung, bench):
    document = questionnaires.every_type_document()
    review = judged.review_of(document, site_a, {"power": "1200"}, by=an, advisor=dung, variant="flow")

    assert bench.post(url(review, "power"), {"power-number": "1200"}).status_code == 422
    assert bench.post(url(review, "power"), {"power-number": "1200", "outcome": "agreed"}).status_code == 302


def test_answer_that_cannot_be_read_is_told(site_a, an, dung, bench):
    document = questionnaires.every_type_document()
    review = judged.review_of(document, site_a, {"power": "1200"}, by=an, advisor=dung, variant="flow")

    answer = bench.post(url(review, "power"), {"power-number": "nhiều", "outcome": "changed", "reason": "Xem công tơ."})

    assert answer.status_code == 422
    assert 'value="nhiều"' in text_of(answer)
    assert "Xem công tơ." in text_of(answer)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_type_of_answer_has_its_page(language, site_a, an, dung, bench):
    values = {"has_software": "used", "machines": {"cnc": 1}, "power": "1200", "wishes": "Ít giấy tờ hơn"}
    review = judged.review_of(questionnaires.every_type_document(), site_a, values, by=an, advisor=dung, variant="flow")
    items = bench.get(f"{url(review)}?lang={language}").context["overview"].place.board.order

    statuses = {item: bench.get(f"{url(review, item)}?lang={language}").status_code for item in items}

    assert len(statuses) > 8
    assert set(statuses.values()) == {200}


def test_overview_shows_progress_both_results_and_what_was_changed(review, bench):
    change(review, "S1.1", 0)

    page = bench.get(f"{url(review)}?lang=en")

    assert "1 of 60 questions judged" in text_of(page)
    assert [(each.line.id, each.levels, each.is_far) for each in page.context["overview"].differences] == [
        ("S1.1", -2, True)
    ]


# --- together with the firm ---------------------------------------------------------------------------


@pytest.fixture
def together(review, bench):
    """The bench of an advisor beside whom the firm sits."""
    agree(review, "S1.1", note="Riêng của chuyên gia")
    bench.post(f"{url(review)}together/", {"act": "begin"})
    return bench


def test_firm_that_reads_along_sees_no_private_note_and_no_hint(review, together):
    page = together.get(f"{url(review, 'S1.1')}?lang=en")

    assert "Riêng của chuyên gia" not in text_of(page)
    assert 'name="note"' not in text_of(page)
    assert [line.signs for line in page.context["page"].lines if line.signs] == []
    assert "You are judging together with the firm" in text_of(page)


def test_judging_together_keeps_the_private_note_and_that_the_firm_confirmed(review, together):
    together.post(url(review, "S1.1"), {"S1.1-choice": "1", "reason": "Cùng xem.", "version": "1", "with_firm": "on"})

    assert (kept(review).value, kept(review).note, kept(review).with_firm) == (1, "Riêng của chuyên gia", True)


def test_working_together_ends_and_holds_for_one_review_alone(review, together, site_b, chi, dung):
    other = judged.review(site_b, by=chi, advisor=dung)
    assert 'name="note"' in text_of(together.get(url(other, "S1.1")))

    together.post(f"{url(review)}together/", {"act": "end"})

    assert "Riêng của chuyên gia" in text_of(together.get(url(review, "S1.1")))


# --- how much it costs --------------------------------------------------------------------------------


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        assert act().status_code in {200, 302}
    return len(queries)


def test_question_costs_the_same_queries_whatever_was_judged_and_shown(review, bench):
    bench.get(url(review, "S1.1"))  # the first opening in an hour is written down
    before = queries_of(lambda: bench.get(url(review, "S1.1")))
    for item in ("S1.1", "S2.2", "S3.1", "O1.1"):
        agree(review, item)
        show(review, item, content=f"photo {item}".encode())

    assert before <= 12
    assert queries_of(lambda: bench.get(url(review, "S1.1"))) == before + 1  # what the shown files are for


def test_overview_costs_the_same_queries_whatever_was_judged(review, bench):
    bench.get(url(review))
    agree(review, "S1.1")
    before = queries_of(lambda: bench.get(url(review)))
    for item in ("S2.2", "S3.1", "O1.1"):
        change(review, item, 0)

    assert queries_of(lambda: bench.get(url(review))) == before


def test_saving_costs_few_queries_and_the_same_for_every_question(review, bench):
    bench.post(url(review, "O1.1"), AGREED)

    found = {item: queries_of(lambda item=item: bench.post(url(review, item), AGREED)) for item in ("S1.1", "O1.2")}

    assert len(set(found.values())) == 1
    assert max(found.values()) <= 15  # three of them write it into the log of acts
