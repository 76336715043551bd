"""What the permission table is tried on: firm A with an assessment in every state, firm B, the staff.

``things`` are what the table's arguments name.
"""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from accounts import consents, invitations
from accounts.models import Consent, Membership
from assessments import access, delegating, reviewed
from assessments.models import Assessment, Scope
from evidence import store as evidence_store
from evidence.models import Evidence, EvidenceUse, Upload
from notices import preferences
from notices.models import Notice
from opinions import rounds
from opinions.access import ROUNDS
from opinions.models import Participant
from privacy import asking, copies
from privacy.models import DataRequest
from programmes import lifecycle as programmes_lifecycle
from reports.shared import links
from reviews.models import FindingBrick, SavedView
from reviews.queue import conflicts
from tests.authoring import versions
from tests.conftest import session_key
from tests.factories import assessments, jobs, programmes, proposals, reports
from tests.factories.accounts import join, make_firm, make_user
from tests.factories.issued import issued_file
from tests.permissions.sessions import SessionStore
from tests.undoing import undone_after_all

NOTE = "Ghi chú riêng 7341, không gửi doanh nghiệp"
# In the order of the table's columns. ``delegate`` has no account and was asked for one part of the draft; ``advisor``
# has every review of firm A, ``other`` none, ``rater`` was asked for a second opinion on one of them.
PEOPLE = (
    "anonymous",
    "owner",
    "contributor",
    "reader",
    "outsider",
    "delegate",
    "advisor",
    "other",
    "rater",
    "approver",
    "admin",
)


class World:
    """Built once; every case is taken back."""

    def __init__(self) -> None:
        self.people = _people()
        self.things: dict[str, Any] = {}
        self.site = make_firm(owner=self.people["owner"], name="Cơ khí An Mẫu")
        self.firm = self.site.organization
        self.things |= {"site": self.site.uuid, "firm": self.firm.uuid}
        join(self.people["contributor"], self.site, Membership.Role.CONTRIBUTOR)
        join(self.people["reader"], self.site, Membership.Role.READ_ONLY)
        make_firm(owner=self.people["outsider"], name="Dệt may Chi Mẫu", sector="13", province="48")
        self._answer()
        self._send()
        self._give_to_colleagues()
        self._add_files()
        self._keep_for_people()
        self._keep_for_staff()
        self._tell()
        self._client = Client()
        self.keys = {name: session_key(person) for name, person in self.people.items()} | {"delegate": self._delegate()}

    def client(self, who: str) -> Client:
        """Return the one client there is, as this person."""
        self._client.cookies = SimpleCookie()
        if who in self.keys:
            self._client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[who]
        return self._client

    def _answer(self) -> None:
        owner = self.people["owner"]
        self.draft = assessments.draft(self.site, by=owner, answers={"S1.1": 2})
        quick, _ = assessments.unclaimed(answers={"S1.1": 2})
        self.claim = quick.claim_hash
        self.quick_card = reports.scored(self.site, by=owner, scope=Scope.QUICK)
        self.card = reports.scored(self.site, by=owner)
        self.things |= {
            "draft": self.draft.uuid,
            "completed": self.card.submission.assessment.uuid,
            "result": self.card.submission.uuid,
            "report": reports.report(self.card).uuid,
            "quick": quick.uuid,
            "quick_result": self.quick_card.submission.uuid,
        }

    def _send(self) -> None:
        """What is with the advisors: as it came, with questions sent back, proposed, issued."""
        review = self._assigned("review")
        finding = review.findings.create(
            node="S", kind="gap", text_vi="Thiếu sổ.", by=review.advisor, at=timezone.now()
        )
        second = review.second_opinions.create(
            submission=review.assessment.sent_submission, rater=self.people["rater"], asked_at=timezone.now()
        )
        self.things |= {"second": second.uuid, "finding": finding.pk, "sent_report": self._report_of(review)}
        returned = self._assigned("returned_review")
        reviewed.return_items(
            assessment=returned.assessment,
            questions={"S1.1": "Cho xem sổ?"},
            note="",
            due_on=timezone.localdate(),
            by=self.people["advisor"],
        )
        told = returned.second_opinions.create(
            submission=returned.assessment.sent_submission,
            rater=self.people["rater"],
            asked_at=timezone.now(),
            finished_at=timezone.now(),
        )
        self.things["both_opinions"] = told.uuid
        proposals.proposed(self._assigned("proposed_review"), note=NOTE)
        objected = proposals.proposed(self._assigned("objected_review"), note=NOTE)
        type(objected).objects.filter(pk=objected.pk).update(objection="Không đúng.", objected_at=timezone.now())
        done = self._assigned("issued_review")
        issued = proposals.issued(
            proposals.proposed(done, note=NOTE), by=self.people["owner"], approver=self.people["approver"]
        )
        issued_file(issued)
        self.things |= {"issued": issued.uuid, "issued_token": issued.token}

    def _assigned(self, name: str) -> Any:
        review = proposals.assigned(self.site, by=self.people["owner"], advisor=self.people["advisor"])
        proposals.judge(review, reports.all_at(2) | {"S1.1": 1}, note=NOTE)
        review.assessment = (
            Assessment.objects.with_place().select_related("sent_submission").get(pk=review.assessment_id)
        )
        kind = name.removesuffix("review")
        self.things |= {
            name: review.uuid,
            f"{kind}assessment": review.assessment.uuid,
            f"{kind}submission": review.assessment.sent_submission.uuid,
        }
        return review

    def _report_of(self, review: Any) -> Any:
        return reports.report(review.assessment.sent_submission.scorecards.get(basis="self")).uuid

    def _give_to_colleagues(self) -> None:
        owner = self.people["owner"]
        self.delegation, keys = delegating.delegate(assessment=self.draft, part="S", by=owner)
        link, token = links.make(submission=self.card.submission, by=owner, for_whom="Ngân hàng", language="vi", days=7)
        self.round, round_keys = rounds.open_round(assessment=self.draft, by=owner)
        self.participant = rounds.join(opinion_round=self.round, side=Participant.Side.SHOP_FLOOR)
        self.things |= {
            "delegation": self.delegation.uuid,
            "delegation_token": keys.token,
            "share_link": link.uuid,
            "share_token": token,
            "round": self.round.uuid,
            "round_token": round_keys.token,
        }

    def _add_files(self) -> None:
        sent = Assessment.objects.get(uuid=self.things["assessment"])
        for name, assessment in (("file", self.draft), ("sent_file", sent)):
            self.things[name] = _file(assessment, self.people["owner"]).uuid
        part = evidence_store.keep(b"half of")
        begun = {"item": "S1.1", "name": "b.pdf", "size": 99, "stored": part, "offset": 7}
        self.things["upload"] = Upload.objects.create(assessment=self.draft, by=self.people["owner"], **begun).uuid
        begun["stored"] = evidence_store.keep(b"half of")
        self.things["visit_upload"] = Upload.objects.create(assessment=sent, by=self.people["advisor"], **begun).uuid
        photo = _file(sent, self.people["advisor"])
        Evidence.objects.filter(pk=photo.pk).update(at_visit=True)
        self.things["visit_photo"] = photo.uuid

    def _keep_for_people(self) -> None:
        owner = self.people["owner"]
        invited = invitations.invite(
            organization=self.firm, email="moi@example.org", role="contributor", by=owner, language="vi"
        )
        asked = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, organization=self.firm, text="x")
        export = copies.ask(by=owner, organization=self.firm, language="vi")
        copies.make(export=export)
        words = consents.shown(Consent.Purpose.SECTOR_FIGURES, "vi")
        consents.give(by=owner, purpose=Consent.Purpose.SECTOR_FIGURES, words=words, organization=self.firm)
        self.things |= {"invitation": invited.uuid, "request": asked.uuid, "export": export.uuid}

    def _keep_for_staff(self) -> None:
        advisor, admin = self.people["advisor"], self.people["admin"]
        programme = programmes.make(by=admin)
        programmes_lifecycle.assign(programme=programme, user=advisor, by=admin)
        programmes.join(programme, self.firm, by=self.people["owner"])
        kin = make_user("Cao Văn Hùng", role="advisor")
        interest = conflicts.declare(organization=self.firm, user=kin, reason="x", by=kin)
        brick = FindingBrick.objects.create(framework="c4ir-smc", kind="gap", text_vi="x", text_en="x")
        version = versions.draft(versions.reworded, by=admin)
        self.things |= {
            "programme": programme.uuid,
            "programme_token": programme.token,
            "programme_code": programme.code,
            "advisor_pk": advisor.pk,
            "conflict": interest.pk,
            "brick": brick.uuid,
            "view": SavedView.objects.create(user=advisor, name="y", query="sector=22").pk,
            "job": jobs.failed().uuid,
            "version": version.version,
        }

    def _tell(self) -> None:
        """What the owner was told of what they sent, and the approver of what is proposed."""
        owner, approver = self.people["owner"], self.people["approver"]
        proposed = Notice.objects.filter(assessment__uuid=self.things["proposed_assessment"])
        self.things |= {
            "notice": Notice.objects.filter(person=owner, kind="received").latest("pk").uuid,
            "staff_notice": proposed.get(person=approver).uuid,
            "unsubscribe_token": preferences.link(owner).rstrip("/").rpartition("/")[2],
        }

    @property
    def held(self) -> dict[str, Any]:
        """What sessions can hold: the link of a quick check, a part that was asked for, a place in a round."""
        return {
            access.CLAIMS: [self.claim],
            access.DELEGATIONS: {str(self.delegation.uuid): "Tổ trưởng"},
            ROUNDS: {str(self.round.uuid): str(self.participant.uuid)},
        }

    def _delegate(self) -> str:
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[access.DELEGATIONS] = self.held[access.DELEGATIONS]
        session.save()
        return session.session_key


def _people() -> dict[str, Any]:
    staff = {name: make_user(name, role="advisor") for name in ("advisor", "other", "rater")}
    firms = {name: make_user(name) for name in ("owner", "contributor", "reader", "outsider")}
    heads = {"approver": make_user("approver", role="approver"), "admin": make_user("admin", role="administrator")}
    return firms | staff | heads


def _file(assessment: Assessment, by: Any) -> Evidence:
    kept = Evidence.objects.create(
        assessment=assessment,
        name="so.jpg",
        kind=Evidence.Kind.PICTURE,
        stored=evidence_store.keep(b"a photo"),
        thumbnail=evidence_store.keep(b"a small photo"),
        size=7,
        scan=Evidence.Scan.CLEAN,
        added_by=by,
        added_at=timezone.now(),
    )
    EvidenceUse.objects.create(evidence=kept, item="S1.1")
    return kept


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Build it once for a whole module, and take it back at its end; each test takes back what it did itself.

    Its sessions are kept in memory, where nothing takes them back.
    """
    place = tmp_path_factory.mktemp("world")
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place / "files"}}
    here = {
        "STORAGES": {**settings.STORAGES, "private": files},
        "DATA_DIR": place,
        "SESSION_ENGINE": "tests.permissions.sessions",
    }
    with override_settings(**here), undone_after_all(django_db_blocker):
        made = World()
        SessionStore.freeze()
        yield made
