"""Who may do what on the way to an issued report: every page, for every kind of person, in one table."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import IssuedReport
from reviews.findings import writing
from reviews.models import Conflict, Finding, FindingBrick, Proposal
from reviews.proposals import proposing
from tests import ladder
from tests.factories import proposals, reports
from tests.ladder import changed, places, statuses
from tests.undoing import undone

NOTHING = "11111111-1111-4111-8111-111111111111"
ADVISOR, APPROVER, KEEPER, MEMBER, OWNER = "advisor", "approver", "keeper", "member", "owner"
DAY = timezone.localdate().isoformat()
PROPOSE = {"how": ["papers"], "verified_from": DAY, "verified_until": DAY}
FINDING = {"block": "S", "kind": "gap", "text_vi": "Chưa có lịch.", "text_en": ""}
# page: (who may, state it needs, method, fields, status when it works)
PAGES = {
    "reviews:propose": (ADVISOR, "in_review", "get", {}, 200),
    "reviews:propose POST": (ADVISOR, "in_review", "post", PROPOSE, 302),
    "reviews:answer_objection": (ADVISOR, "objected", "post", {"answer-text": "Đã xem lại."}, 302),
    "reviews:recall": (ADVISOR, "proposed", "post", {"recall-text": "Sửa lại"}, 302),
    "reviews:findings": (ADVISOR, "in_review", "get", {}, 200),
    "reviews:findings POST": (ADVISOR, "in_review", "post", FINDING, 302),
    "reviews:change_finding": (ADVISOR, "in_review", "post", {"remove": "1"}, 302),
    "reviews:use_brick": (ADVISOR, "in_review", "post", {"block": "S"}, 302),
    "reviews:bricks": (KEEPER, "in_review", "get", {}, 200),
    "reviews:bricks POST": (KEEPER, "in_review", "post", FINDING | {"text_en": "No plan."}, 302),
    "reviews:retire_brick": (KEEPER, "in_review", "post", {}, 302),
    "reports:approve": (APPROVER, "agreed", "get", {}, 200),
    "reports:approve POST": (APPROVER, "agreed", "post", {}, 302),
    "reports:send_back": (APPROVER, "proposed", "post", {"back-text": "Xem lại S1.1"}, 302),
    "reports:reopen": (APPROVER, "issued", "post", {"reopen-text": "Nhầm"}, 302),
    "reports:proposal": (MEMBER, "proposed", "get", {}, 200),
    "reports:proposal POST": (OWNER, "proposed", "post", {"objection-text": "Không đúng"}, 302),
}
OF_FIRM = {"reports:proposal", "reports:proposal POST"}
WITHOUT_REVIEW = {"reviews:bricks", "reviews:bricks POST", "reviews:retire_brick"}
STAFF = {"advisor": {ADVISOR}, "approver": {APPROVER, KEEPER}, "administrator": {KEEPER}}
FIRM = {"an": {MEMBER, OWNER}, "cuong": {MEMBER}, "binh": {MEMBER}}


class Things:
    """What the pages are about, and the people: a review in the state that is asked for, with a finding and a brick."""

    def __init__(self, site, owner):
        self.people = {role: proposals.staff(role, f"{role} của phần này") for role in STAFF}
        self.owner, self.site = owner, site
        self.review = proposals.assigned(site, by=owner, advisor=self.people["advisor"])
        proposals.judge(self.review, reports.all_at(2) | {"S1.1": 1})
        text = {"kind": "gap", "text_vi": "Chưa có sổ.", "text_en": "No book."}
        self.finding = writing.write(review=self.review, node="S", by=self.people["advisor"], **text)
        self.brick = FindingBrick.objects.create(
            framework="c4ir-smc", node="S", **text | {"text_vi": "Đã có lịch bảo trì."}
        )
        self.uuid, self.submission = self.review.uuid, self.review.assessment.sent_submission.uuid

    def put(self, state):
        """Bring the review into a state."""
        if state == "in_review":
            return
        proposal = proposals.proposed(self.review)
        if state == "objected":
            proposing.object_to(proposal=proposal, text="Không đúng", by=self.owner)
        if state == "agreed":
            proposing.agree(proposal=proposal, by=self.owner)
        if state == "issued":
            proposals.issued(proposal, by=self.owner, approver=self.people["approver"])

    def args(self, name):
        more = {
            "reviews:change_finding": [self.uuid, self.finding.pk],
            "reviews:bricks": ["c4ir-smc"],
            "reviews:retire_brick": ["c4ir-smc", self.brick.uuid],
            "reports:proposal": [self.submission],
        }
        return more.get(name, [self.uuid])


@pytest.fixture
def things(firm_a, an):
    return Things(firm_a, an)


def visit(client, where, things, *, method=None):
    _, _, usual, fields, _ = PAGES[where]
    name = where.removesuffix(" POST")
    given = fields | ({"brick": str(things.brick.uuid)} if name == "reviews:use_brick" else {})
    return getattr(client, method or usual)(reverse(name, args=things.args(name)), given)


def rows():
    models = (Proposal, Finding, FindingBrick, IssuedReport)
    return [list(model.objects.order_by("pk").values()) for model in models]


def walk(client_of, people, things):
    """Visit every page as each of these people; return what each answered, and whether it changed a row."""
    answers = {}
    for where, (_, state, *_) in PAGES.items():
        with undone():
            things.put(state)
            answers |= ladder.walk(client_of, people, [where], visit=lambda *page: visit(*page, things), rows=rows)
        things.review.assessment.refresh_from_db()
    return answers


def test_staff_gets_what_the_role_allows_else_403_and_nothing_of_the_firms_own(things, client_of):
    answers = walk(client_of, things.people, things)

    assert statuses(answers) == {
        (where, role): 404 if where in OF_FIRM else works if need in may else 403
        for where, (need, _, _, _, works) in PAGES.items()
        for role, may in STAFF.items()
    }
    allowed = {(where, role) for where, (need, *_) in PAGES.items() for role, may in STAFF.items() if need in may}
    assert changed(answers) == {case for case in allowed if PAGES[case[0]][2] == "post"}


def test_advisor_of_something_else_finds_nothing_and_keeps_no_ready_texts(things, client_of):
    answers = walk(client_of, {"other": proposals.staff(name="Cao Văn Hùng")}, things)

    assert statuses(answers) == {(where, "other"): 403 if where in WITHOUT_REVIEW else 404 for where in PAGES}
    assert not changed(answers)


def test_person_with_a_declared_interest_finds_nothing(things, client_of):
    approver = proposals.staff("approver", "Lê Thị Mai")
    Conflict.objects.create(
        organization=things.site.organization, user=approver, reason="x", declared_at=timezone.now()
    )

    answers = walk(client_of, {"approver": approver}, things)

    found = {case for case, status in statuses(answers).items() if status != 404}
    assert found == {(where, "approver") for where in WITHOUT_REVIEW}


def test_member_gets_what_the_role_allows_else_403_and_nothing_of_the_bench(things, an, cuong, binh, client_of):
    answers = walk(client_of, {"an": an, "cuong": cuong, "binh": binh}, things)

    assert statuses(answers) == {
        (where, name): 404 if where not in OF_FIRM else PAGES[where][4] if PAGES[where][0] in may else 403
        for where in PAGES
        for name, may in FIRM.items()
    }
    assert changed(answers) == {("reports:proposal POST", "an")}


def test_outsider_finds_nothing(things, chi, site_b, client_of):
    answers = walk(client_of, {"chi": chi}, things)

    assert set(statuses(answers).values()) == {404}
    assert not changed(answers)


def test_anonymous_is_sent_to_sign_in(things, client_of):
    answers = walk(client_of, {"": None}, things)

    # 401: what was written comes back, with the way to the sign-in page.
    assert places(answers) == {(302, reverse("account_login")), (401, "")}
    assert not changed(answers)


def test_uuid_of_nothing_is_404(things, an, client_of):
    things.uuid = things.submission = NOTHING
    by = {ADVISOR: things.people["advisor"], APPROVER: things.people["approver"], MEMBER: an, OWNER: an}

    found = {
        where: visit(client_of(by[PAGES[where][0]]), where, things).status_code
        for where in PAGES.keys() - WITHOUT_REVIEW
    }

    assert found == dict.fromkeys(found, 404)


def test_finding_and_ready_text_of_something_else_are_404(things, firm_b, chi, client_of):
    other = Things(firm_b, chi)
    things.finding, things.brick = other.finding, FindingBrick(uuid=NOTHING)

    for where in ("reviews:change_finding", "reviews:use_brick", "reviews:retire_brick"):
        role = "approver" if where in WITHOUT_REVIEW else "advisor"
        assert (where, visit(client_of(things.people[role]), where, things).status_code) == (where, 404)


def test_wrong_method_is_405(things, an, client_of):
    things.put("proposed")
    wrong = {
        where: "get" if method == "post" else "put" for where, (_, _, method, *_) in PAGES.items() if " " not in where
    }
    by = {KEEPER: "approver", APPROVER: "approver", ADVISOR: "advisor"}

    for where, method in wrong.items():
        person = an if where in OF_FIRM else things.people[by[PAGES[where][0]]]
        assert (where, visit(client_of(person), where, things, method=method).status_code) == (where, 405)
