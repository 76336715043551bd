"""What the staff posts at each address of a firm's object: fields that are filled in right, and what is no firm's."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from reviews.models import ItemReview, Proposal
from reviews.proposals import proposing
from tests.permissions.world import World

# Addresses at which staff posts and that are about no firm's data, each with its reason.
NOT_A_FIRMS = {
    "accounts:person": "one's own name and language",
    "accounts:set_language": "one's own language",
    "accounts:sign_in_by_link": "one's own sign-in",
    "assessments:delegation_code": "a colleague of a firm, who needs no account",
    "assessments:quick_start": "a quick check of nobody's",
    "assessments:start": "staff owns no firm: the form has no plant to choose",
    "assessments:stay": "one's own session",
    "opinions:code": "a participant, who needs no account",
    "privacy:correct": "one's own data",
    "privacy:erase_person": "one's own data",
    "programmes:code": "leads to a page",
    "programmes:edit": "the programme's own facts",
    "programmes:end": "the programme's own facts",
    "programmes:make": "the programme's own facts",
    "reports:programme_report": "figures of many firms, which name none; taking them away is written",
    "reviews:bricks": "words for every firm",
    "reviews:retire_brick": "words for every firm",
    "reviews:remove_view": "one's own filters",
    "reviews:save_view": "one's own filters",
    "reviews:retry_job": "a job that was asked for before, done once more",
    "reviews:together": "which of one's own devices a firm reads along on; nothing of the firm's is read or written",
}
ROOMS_OF_NO_FIRM = {"authoring", "notices"}
JUDGED = {"outcome": "changed", "S1.1-choice": "0", "reason": "Chưa có.", "ground": "papers", "version": "1"}
DAYS = {"verified_from": str(timezone.localdate() - timedelta(days=2)), "verified_until": str(timezone.localdate())}
# What is filled in at the others; "pk:other" is the number of a person of the world.
FILLED: dict[str, dict[str, Any]] = {
    "privacy:audit_check": {},
    "privacy:handle": {"act": "acknowledge"},
    "programmes:assign": {"user": "pk:other"},
    "programmes:unassign": {},
    "reports:approve": {},
    "reports:batch": {},
    "reports:reopen": {"reopen-text": "Nhầm nhà máy"},
    "reports:send_back": {"back-text": "Xem lại S1.1"},
    "reviews:answer_objection": {"answer-text": "Chúng tôi đã xem."},
    "reviews:ask_second": {"rater": "pk:other"},
    "reviews:assign": {"advisor": "pk:other"},
    "reviews:change_finding": {"remove": "1"},
    "reviews:declare_conflict": {"reason": "Họ hàng"},
    "reviews:explain_contradiction": {"text": "Khách dùng phiếu riêng."},
    "reviews:findings": {"block": "S", "kind": "gap", "text_vi": "Thiếu sổ."},
    "reviews:hand_back": {"reason": "Tôi nghỉ phép."},
    "reviews:item": JUDGED,
    "reviews:let_off": {},
    "reviews:propose": {"how": ["papers"], **DAYS},
    "reviews:rate_item": {"S1.1-choice": "1"},
    "reviews:recall": {"recall-text": "Sửa S1.1"},
    "reviews:reconcile": {"text": "Theo sổ tháng 10."},
    "reviews:remove_conflict": {},
    "reviews:request_report": {"language": "en"},
    "reviews:return": {"due_on": str(timezone.localdate() + timedelta(days=7)), "note": ""},
    "reviews:visit": JUDGED,
    "reviews:visit_plan": {"address": "Lô 7"},
    "reviews:visit_remove": {},
    "reviews:use_brick": {"block": "S", "brick": "brick"},
}
# Acts of several requests; each has a test of its own.
LONG = {
    "reviews:finish_second": "sixty ratings before it: tests/audit/test_written.py",
    "reviews:visit_add": "a file beside the form: tests/reviews/visit",
    "reviews:visit_begin": "half an upload; the last piece adds the file, which is written",
    "reviews:visit_piece": "a file in pieces; the last one adds it, which is written",
}


def prepare(world: World, name: str) -> None:
    """Do what an act needs to have been done before."""
    match name:
        case "reports:approve":
            proposal = Proposal.objects.get(review__uuid=world.things["proposed_review"])
            proposing.agree(proposal=proposal, by=world.people["owner"])
        case "reviews:return":
            rows = ItemReview.objects.filter(review__uuid=world.things["review"], item="S1.1")
            rows.update(outcome="asked", question="Cho xem sổ?")


def fields(world: World, name: str) -> dict[str, Any]:
    """Return what is posted."""
    return {field: _value(world, value) for field, value in FILLED[name].items()}


def _value(world: World, value: Any) -> Any:
    if isinstance(value, str) and value.startswith("pk:"):
        return world.people[value.removeprefix("pk:")].pk
    return value if isinstance(value, list) else world.things.get(value, value)
