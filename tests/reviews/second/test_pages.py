"""The pages of second opinions: who reaches which, what a rater is kept from, what each act leads to."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import lifecycle
from assessments.answers import Given
from evidence import store
from programmes import lifecycle as lifecycle_of_programmes
from reviews.models import Conflict, SecondOpinion, SecondRating
from reviews.second import asking, rating
from reviews.second.urls import urlpatterns
from tests.factories import programmes, questionnaires
from tests.factories.accounts import make_user
from tests.factories.judged import change, review_of
from tests.reviews.second.conftest import asked, finished, fresh, rate_all
from tests.undoing import undone

pytestmark = pytest.mark.django_db
RATED = {"S1.1-choice": "3", "note": "Thấy sổ"}


@pytest.fixture
def bench(hung, client_of):
    """The browser of the second rater."""
    return client_of(hung)


def url(opinion, where=""):
    return f"/bench/second/{opinion.uuid}/{where}"


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def show(review, item, by=None, kind="jpg", content=b"\xff\xd8\xff photo", *, at_visit=False):
    stored = store.keep(content)
    columns = {
        "at_visit": at_visit,
        "kind": kind,
        "stored": stored,
        "size": len(content),
        "scan": "clean",
        "added_at": review.arrived_at,
    }
    row = review.assessment.evidence.create(name=f"tep.{kind}", added_by=by, **columns)
    row.uses.create(item=item)
    return row


# --- who may what ----------------------------------------------------------------------------------


def pages(opinion, photo):
    """Page: (method, address, fields, {person: status while it is open}, {person: status once it is finished})."""
    asking_page = f"/bench/reviews/{opinion.review.uuid}/second/"
    rates = {"rater": 200, "approver": 403, "admin": 403, "first": 404}
    done = {"rater": 302, "approver": 403, "admin": 403, "first": 403}
    asks = {"rater": 404, "approver": 200, "admin": 200, "first": 403}
    acts = {name: 302 if status == 200 else status for name, status in rates.items()}
    sees = {"rater": 404, "approver": 404, "admin": 404, "first": 404}
    tells = {"rater": 403, "approver": 200, "admin": 200, "first": 403}
    figures = {"rater": 403, "approver": 404, "admin": 404, "first": 403}
    lets = {"rater": 403, "approver": 302, "admin": 302, "first": 404}
    notes = {"rater": 302, "approver": 403, "admin": 403, "first": 404}
    everybody = dict.fromkeys(rates, 200)
    return {
        "second_opinions": ("get", "/bench/second/", {}, everybody, everybody),
        "ask_second": ("get", asking_page, {}, asks, asks | {"rater": 404}),
        "rate": ("get", url(opinion), {}, rates, done),
        "rate_item": ("get", url(opinion, "items/S1.1/"), {}, rates, done),
        "rating": ("post", url(opinion, "items/S1.1/"), RATED, acts, done),
        "rate_evidence": ("get", url(opinion, f"evidence/{photo.uuid}/"), {}, rates, done | {"rater": 200}),
        "finish_second": ("post", url(opinion, "finish/"), {}, acts, done),
        "let_off": ("post", url(opinion, "let-off/"), {}, lets, lets | {"first": 403}),
        "differences": ("get", url(opinion, "differences/"), {}, sees, everybody),
        "reconcile": ("post", url(opinion, "reconcile/"), {}, notes, notes | {"first": 302}),
        "agreement": ("get", "/bench/agreement/", {}, tells, tells),
        "agreement_csv": ("get", "/bench/agreement.csv", {}, figures, tells),
        "agreement_xlsx": ("get", "/bench/agreement.xlsx", {}, figures, tells),
    }


@pytest.fixture
def photo(review, an):
    return show(review, "S1.1", by=an)


@pytest.fixture
def staff(hung, dung, approver, admin):
    return {"rater": hung, "first": dung, "approver": approver, "admin": admin}


def visit(client, page):
    method, address, fields, *_ = page
    answer = getattr(client, method)(address, fields)
    _ = b"".join(answer)  # the end of a file closes it
    return answer.status_code


def walk(client_of, people, found):
    answers = {}
    for where, page in found.items():
        for name, person in people.items():
            with undone():
                answers[where, name] = visit(client_of(person), page)
    return answers


def test_every_page_is_on_the_ladder(opinion, photo):
    assert {pattern.name for pattern in urlpatterns} == pages(opinion, photo).keys() - {"rating"}


def test_pages_before_the_end_are_for_the_rater_and_those_who_ask(opinion, photo, staff, client_of):
    found = pages(opinion, photo)

    answers = walk(client_of, staff, found)

    assert answers == {(where, name): page[3][name] for where, page in found.items() for name in staff}


def test_pages_after_the_end_are_for_both_advisors_and_those_who_ask(opinion, photo, staff, client_of, hung):
    finished(opinion, hung)
    found = pages(opinion, photo)

    answers = walk(client_of, staff, found)

    expected = {(where, name): page[4][name] for where, page in found.items() for name in staff}
    assert answers == expected | {("ask_second", "rater"): 404}


OF_NO_FIRM = {"second_opinions", "agreement", "agreement_csv", "agreement_xlsx"}


@pytest.mark.parametrize("is_finished", [False, True])
def test_second_opinion_does_not_exist_for_anybody_else(is_finished, opinion, photo, an, binh, chi, admin, client_of):
    if is_finished:
        finished(opinion, opinion.rater)
    interested, colleague = make_user(role="approver"), make_user(role="advisor")
    firm = opinion.submission.assessment.site.organization
    Conflict.objects.create(organization=firm, user=interested, reason="x", declared_at=timezone.now())
    programme = programmes.make(by=admin)
    lifecycle_of_programmes.assign(programme=programme, user=colleague, by=admin)
    programmes.join(programme, firm, by=an)
    people = {"owner": an, "read-only": binh, "outsider": chi, "another advisor": make_user(role="advisor")}
    people |= {"interested": interested, "of the programme": colleague}
    found = {where: page for where, page in pages(opinion, photo).items() if where not in OF_NO_FIRM}

    answers = walk(client_of, people, found)

    # who works for the programme reads the review, and does not ask about it
    assert answers.pop(("ask_second", "of the programme")) == 403
    assert {case: answer for case, answer in answers.items() if answer != 404} == {}


@pytest.mark.parametrize("where", sorted(OF_NO_FIRM))
def test_firm_finds_no_page_of_the_bench(where, opinion, photo, an, client_of):
    assert visit(client_of(an), pages(opinion, photo)[where]) == 404


def test_anonymous_visitor_is_sent_to_sign_in(opinion, photo, client_of):
    assert set(walk(client_of, {"": None}, pages(opinion, photo)).values()) == {302}


def test_second_opinion_that_never_was_is_404(opinion, photo, bench):
    for method, address, fields, *_ in pages(opinion, photo).values():
        wrong = address.replace(str(opinion.uuid), str(uuid4())).replace(str(opinion.review.uuid), str(uuid4()))
        if wrong != address:
            assert getattr(bench, method)(wrong, fields).status_code == 404, address


def test_wrong_method_is_405(opinion, photo, bench):
    for method, address, *_ in pages(opinion, photo).values():
        wrong = (
            "put" if "items" in address or address.startswith("/bench/reviews") else {"get": "post"}.get(method, "get")
        )
        assert getattr(bench, wrong)(address).status_code == 405, address


@pytest.mark.parametrize("item", ["X9.9", "S1", "..", "%00"])
def test_question_that_nobody_asks_is_404(item, opinion, bench):
    assert bench.get(url(opinion, f"items/{item}/")).status_code == 404
    assert bench.post(url(opinion, f"items/{item}/"), RATED).status_code == 404


def test_rater_who_became_the_advisor_rates_no_more(opinion, hung, bench):
    opinion.review.advisor = hung
    opinion.review.save()

    assert bench.get(url(opinion)).status_code == 403


def test_second_opinion_is_gone_once_the_firm_takes_its_submission_back(opinion, an, bench):
    lifecycle.take_back(assessment=opinion.submission.assessment, by=an)

    assert bench.get(url(opinion)).status_code == 404


# --- blind -----------------------------------------------------------------------------------------


def test_ux_rater_reads_nothing_of_the_first_advisor_before_the_end(opinion, hung, dung, bench):
    """Nothing that the first advisor judged, wrote or looked at is in any page, header or file that a rater reaches."""
    rating.rate(opinion=opinion, item="S1.1", given=Given("answered", 1), note="", by=hung)
    submission = bench.get(f"/bench/{opinion.submission.uuid}/")  # all files of the firm, by whom and when
    theirs = show(opinion.review, "S1.2", by=dung, at_visit=True)
    theirs.caption = "CHỤP TẠI XƯỞNG"
    theirs.save()
    addresses = ["/bench/second/", url(opinion)]
    addresses += [url(opinion, f"items/{item}/") for item in ("S1.1", "S1.2", "O1.1")]

    answers = [submission, *(bench.get(address) for address in addresses)]

    assert [answer.status_code for answer in answers] == [200] * len(answers)
    read = "".join(text_of(answer) + str(answer.headers) for answer in answers)
    secrets = ["GHI CHÚ", "LÝ DO", "CHỤP TẠI XƯỞNG", str(dung), f"/bench/reviews/{opinion.review.uuid}"]
    assert [secret for secret in secrets if secret in read] == []
    assert "Cơ khí An Mẫu" not in text_of(bench.get("/bench/"))
    assert bench.get(f"/bench/reviews/{opinion.review.uuid}/items/S1.2/").status_code == 404
    assert bench.get(url(opinion, f"evidence/{theirs.uuid}/")).status_code == 404


def test_pages_of_the_rater_are_the_same_whatever_the_first_advisor_judged(opinion, bench):
    def read():
        pages = [text_of(bench.get(url(opinion, where))) for where in ("", "items/S1.2/", "items/O1.1/")]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]

    before = read()
    change(opinion.review, "S1.2", 5, version=1, reason="Đổi ý")
    opinion.review.items.filter(item="O1.1").delete()

    assert read() == before


def test_first_advisor_reads_nothing_of_the_second_before_the_end(opinion, hung, dung, client_of):
    rate_all(opinion, hung)
    client = client_of(dung)

    read = "".join(
        text_of(client.get(f"/bench/reviews/{opinion.review.uuid}/{where}")) for where in ("", "items/S1.2/")
    )
    read += text_of(client.get("/bench/second/"))

    assert "Vì S1.2" not in read
    assert str(hung) not in read


# --- rating ----------------------------------------------------------------------------------------


def test_saving_a_rating_goes_on_to_the_next_question(opinion, bench):
    page = bench.get(url(opinion, "items/S1.1/"))
    following = page.context["page"].next_open

    answer = bench.post(url(opinion, "items/S1.1/"), RATED | {"next": following})

    assert answer.url == url(opinion, f"items/{following}/")
    row = SecondRating.objects.get()
    assert (row.item, row.value, row.note) == ("S1.1", 3, "Thấy sổ")
    assert f"1/{len(rating.read(opinion).items)}" in text_of(bench.get(answer.url))


def test_question_shows_what_the_firm_said_and_the_levels_beside(opinion, photo, bench):
    page = text_of(bench.get(url(opinion, "items/S1.1/")))

    item = next(item for item in questionnaires.shipped_framework().items() if item.id == "S1.1")
    assert all(item.levels[level].vi in page for level in (1, 2, 3))
    assert page.count('class="is-own"') == 2
    assert url(opinion, f"evidence/{photo.uuid}/") in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Vui lòng chọn câu trả lời mà anh/chị xác định."),
        ({"S1.1-choice": "not_applicable", "note": ""}, "Vui lòng ghi lý do không áp dụng vào phần ghi chú."),
        ({"S1.1-choice": "3", "note": "x" * 2001}, "quá dài"),
    ],
)
def test_rating_with_something_missing_is_told_and_keeps_what_was_typed(fields, said, opinion, bench):
    answer = bench.post(url(opinion, "items/S1.1/"), {"note": "Ghi lại"} | fields)

    page = text_of(answer)
    assert (answer.status_code, said in page, SecondRating.objects.exists()) == (422, True, False)
    assert fields.get("note", "Ghi lại") in page


@pytest.mark.parametrize("choice", ["9", "-1", "abc"])
def test_rating_that_no_page_posts_is_400(choice, opinion, bench):
    assert bench.post(url(opinion, "items/S1.1/"), {"S1.1-choice": choice}).status_code == 400


def test_not_applicable_takes_its_reason_from_the_note(opinion, bench):
    bench.post(url(opinion, "items/S1.1/"), {"S1.1-choice": "not_applicable", "note": "Không có kho"})

    row = SecondRating.objects.get()
    assert (row.state, row.value, row.note) == ("not_applicable", None, "Không có kho")


def test_next_leads_nowhere_else(opinion, bench):
    answer = bench.post(url(opinion, "items/S1.1/"), RATED | {"next": "//elsewhere.example"})

    assert answer.url == url(opinion)


def test_finishing_leads_to_both_sides(opinion, hung, bench):
    rate_all(opinion, hung)
    assert "Hoàn tất ý kiến thứ hai" in text_of(bench.get(url(opinion)))

    answer = bench.post(url(opinion, "finish/"), follow=True)

    assert answer.redirect_chain[0][0] == url(opinion, "differences/")
    page = text_of(answer)
    assert "LÝ DO KHÁC" in page
    assert "Vì S1.2" in page
    assert "GHI CHÚ" not in page


def test_finishing_too_early_is_told(opinion, bench):
    answer = bench.post(url(opinion, "finish/"), follow=True)

    assert "chưa có gì thay đổi" in text_of(answer)
    assert fresh(opinion).finished_at is None


def test_every_type_of_answer_is_rated(site_a, an, dung, hung, approver, bench):
    values = {"has_software": "used", "machines": {"cnc": 1, "energy": 2}, "power": "1200", "wishes": "Ít giấy tờ hơn"}
    document = questionnaires.every_type_document()
    opinion = asked(review_of(document, site_a, values, by=an, advisor=dung, variant="flow"), hung, approver)
    for item in rating.read(opinion).items:
        assert bench.get(url(opinion, f"items/{item.id}/")).status_code == 200
    bench.post(url(opinion, "items/power/"), {"power-number": "1.500"})
    bench.post(url(opinion, "items/machines/"), {"machines-row.cnc": "2"})

    rows = dict(SecondRating.objects.values_list("item", "value"))
    assert rows == {"power": "1500", "machines": {"cnc": 2}}
    assert "wishes" not in {item.id for item in rating.read(opinion).items}


def test_question_takes_the_same_queries_however_much_is_rated(opinion, hung, bench):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            bench.get(url(opinion, "items/S1.1/"))
        return len(seen)

    queries()
    before = queries()
    rate_all(opinion, hung)

    assert queries() == before


# --- asking and talking over -----------------------------------------------------------------------


def test_asking_from_the_review(judged_review, hung, approver, client_of):
    client = client_of(approver)
    address = f"/bench/reviews/{judged_review.uuid}/second/"
    assert address in text_of(client.get(f"/bench/reviews/{judged_review.uuid}/"))

    answer = client.post(address, {"rater": hung.pk}, follow=True)

    assert SecondOpinion.objects.get().rater == hung
    assert f"Đã đề nghị {hung} cho ý kiến thứ hai" in text_of(answer)


@pytest.mark.parametrize("who", ["first", "nobody", "oneself"])
def test_asking_who_cannot_be_asked_is_told(who, judged_review, dung, approver, client_of):
    rater = {"first": dung.pk, "nobody": "", "oneself": approver.pk}[who]

    answer = client_of(approver).post(f"/bench/reviews/{judged_review.uuid}/second/", {"rater": rater})

    assert (answer.status_code, SecondOpinion.objects.exists()) == (422, False)


def test_list_groups_by_what_is_to_be_done(opinion, hung, dung, approver, client_of):
    def groups(person):
        return [group.group for group in client_of(person).get("/bench/second/").context["groups"]]

    assert [groups(each) for each in (hung, dung, approver)] == [["to_rate"], [], ["under_way"]]
    done = finished(opinion, hung)
    assert [groups(each) for each in (hung, dung, approver)] == [["to_reconcile"]] * 3
    client_of(dung).post(url(done, "reconcile/"))
    assert [groups(each) for each in (hung, dung, approver)] == [["done"]] * 3


def test_drawn_opinion_waits_for_those_who_ask_alone(opinion, hung, approver, client_of):
    SecondOpinion.objects.update(is_sampled=True)
    asking.let_off(opinion=opinion, by=approver)

    assert [group.group for group in client_of(approver).get("/bench/second/").context["groups"]] == ["to_give"]
    assert client_of(hung).get("/bench/second/").context["groups"] == []


def test_list_takes_the_same_queries_for_many(opinion, hung, approver, client_of):
    client = client_of(approver)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get("/bench/second/")
        return len(seen)

    queries()
    before = queries()
    for _ in range(3):
        asked(opinion.review, make_user(role="advisor"), approver)
    assert queries() == before


def test_differences_link_to_the_review_for_the_first_advisor_alone(opinion, hung, dung, approver, client_of):
    done = finished(opinion, hung)
    link = f"/bench/reviews/{done.review.uuid}/items/S1.2/"

    found = [link in text_of(client_of(each).get(url(done, "differences/"))) for each in (dung, hung, approver)]

    assert found == [True, False, False]


def test_differences_do_not_show_what_the_first_has_not_verified(opinion, hung, dung, client_of):
    page = text_of(client_of(dung).get(url(finished(opinion, hung, 5), "differences/")))

    assert "Vì S1.2" in page
    assert "Vì O2.1" not in page
