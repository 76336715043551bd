"""A firm that has a row in every table, and files; and a look through everything for what is left of it."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings as django_settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from accounts import consents, openings
from accounts.models import Consent, Invitation, Membership, Opening
from assessments.models import Delegation, Return, Scope, Support
from evidence import store as evidence_store
from evidence.models import Evidence, EvidenceUse, Upload
from opinions.models import Opinion, OpinionRound, Participant
from privacy import copies, restricting, store
from privacy.models import Export
from reports.models import InvestmentFigures, ReadyLetter, ShareOpening
from reports.shared import links as share_links
from reviews.models import Conflict
from reviews.visit.models import SiteVisit
from tests.factories import assessments, programmes
from tests.factories.accounts import join, make_firm, make_user
from tests.factories.issued import issue, issued_file
from tests.factories.reports import report, score

FIRM = "Cơ khí Xoá Sạch Mẫu 7341"
OWNER = "Nguyễn Văn Tìm Thấy 7341"
COLLEAGUE = "Lê Thị Đồng Nghiệp 7341"
PRIVATE = "Ghi chú riêng của chuyên gia 7341"
BANK = "Ngân hàng Mẫu 7341"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    """Keep files and letters of each test apart."""
    for name, value in kept_in(tmp_path).items():
        setattr(settings, name, value)
    return tmp_path


def kept_in(folder):
    """Return the settings that keep files and letters in a folder."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    return {"STORAGES": {**django_settings.STORAGES, "private": place}, "DATA_DIR": folder}


@pytest.fixture
def owner(db):
    return make_user(OWNER)


@pytest.fixture
def site(owner):
    return make_firm(owner=owner, name=FIRM)


@pytest.fixture
def colleague(site):
    return join(make_user(COLLEAGUE), site, Membership.Role.CONTRIBUTOR)


@pytest.fixture
def agreed(owner):
    """Return a function that gives a consent as a page would."""
    return lambda purpose, by=None, organization=None: agree(purpose, by=by or owner, organization=organization)


def agree(purpose, *, by, organization=None):
    return consents.give(by=by, purpose=purpose, words=consents.shown(purpose, "vi"), organization=organization)


@pytest.fixture
def planted(site, owner, colleague, dung, admin, data_dir):
    """Firm, owner and colleague with something in every table that may hold what is theirs."""
    return plant(site, owner=owner, colleague=colleague, advisor=dung, admin=admin, folder=data_dir)


def plant(site, *, owner, colleague, advisor, admin, folder):
    """Put something into every table."""
    firm, now = site.organization, timezone.now()
    assessment = assessments.sent(site, by=owner, advisor=advisor)
    submission = assessment.sent_submission
    _reports(score(assessment), owner)
    assessments.draft(site, by=colleague, scope=Scope.QUICK, answers={"S1.1": 2})
    _colleagues(assessment, owner)
    _evidence(assessment, owner)
    _reviewed(assessment, advisor)
    agree(Consent.Purpose.ACCOUNT, by=owner)
    agree(Consent.Purpose.SECTOR_FIGURES, by=owner, organization=firm)
    openings.note(organization=firm, by=advisor, what=Opening.What.SUBMISSION, subject=submission.uuid)
    programmes.join(programmes.make(), firm, by=owner)
    restricting.restrict(organization=firm, by=owner)
    copies.make(export=copies.ask(by=owner, organization=firm, language="vi"))
    Invitation.objects.create(
        organization=firm, email="moi@example.org", token_hash="i" * 64, invited_by=owner, expires_at=now
    )
    owner.emailaddress_set.create(email=owner.email, primary=True, verified=True)
    kind = ContentType.objects.get_for_model(firm)
    LogEntry.objects.create(user=admin, content_type=kind, object_id=firm.pk, object_repr=FIRM, action_flag=CHANGE)
    (folder / "mail").mkdir()
    (folder / "mail" / "a.eml").write_bytes(f"To: {owner.email}\nSubject: x\n\nhello {owner.email}\n".encode())
    return site


def _reports(card, owner):
    made, issued = report(card), issue(card)
    issued_file(issued)
    ReadyLetter.objects.create(scorecard=card, language="en", user=owner)
    InvestmentFigures.objects.create(submission=card.submission, item="S1.1", entered_by=owner)
    link, _ = share_links.make(submission=card.submission, by=owner, for_whom=BANK, language=made.language, days=7)
    share_links.note(link=link, what=ShareOpening.What.PAGE)


def _colleagues(assessment, owner):
    later = timezone.now() + timedelta(days=7)
    Delegation.objects.create(assessment=assessment, node="S1", token_hash="d" * 64, expires_at=later, created_by=owner)
    Support.objects.create(assessment=assessment, kind=Support.Kind.ADVICE, provider="VNPI")
    asked = OpinionRound.objects.create(assessment=assessment, token_hash="o" * 64, code_hash="c" * 64, opened_by=owner)
    person = Participant.objects.create(round=asked, side=Participant.Side.SHOP_FLOOR, name="Tổ trưởng")
    Opinion.objects.create(participant=person, item="S1.1", state="answered", value=1, given_at=timezone.now())


def _reviewed(assessment, advisor):
    """What advisors make of it, with a note in every column that is not for the firm."""
    review, submission, now = assessment.review, assessment.sent_submission, timezone.now()
    back = Return.objects.create(assessment=assessment, submission=submission, due_on=now.date(), returned_at=now)
    back.items.create(item="S1.1", question="Anh/chị gửi giúp sổ bảo trì 7341.")
    assessment.events.filter(act="start").update(reason=PRIVATE)
    words = {"reason": "Sổ bảo trì chưa đủ 7341.", "note": PRIVATE, "question": PRIVATE}
    review.items.create(item="S1.1", outcome="changed", state="answered", value=1, by=advisor, at=now, **words)
    review.findings.create(node="S", kind="gap", text_vi="Chưa có sổ bảo trì 7341.", by=advisor, at=now)
    SiteVisit.objects.create(review=review, met="Ông Tư 7341", by=advisor)
    _proposed(review, submission, advisor)
    Conflict.objects.create(
        organization=assessment.site.organization, user=advisor, reason=PRIVATE, declared_by=advisor, declared_at=now
    )
    review.hand_backs.create(reason=PRIVATE, by=advisor, at=now)
    review.contradiction_notes.create(contradiction="trace_stock", note=PRIVATE, by=advisor, at=now)
    second = review.second_opinions.create(submission=submission, rater=advisor, asked_at=now)
    second.ratings.create(item="S1.1", state="answered", value=1, note=PRIVATE, at=now)


def _proposed(review, submission, advisor):
    today = timezone.localdate()
    review.proposals.create(
        submission=submission,
        scorecard=submission.scorecards.first(),
        verified={"S1.1": {"state": "answered", "value": 1}},
        verified_from=today,
        verified_until=today,
        items_verified=1,
        items_total=60,
        is_partial=True,
        note=PRIVATE,
        reason=PRIVATE,
        proposed_by=advisor,
        proposed_at=timezone.now(),
        object_until=today,
    )


def _evidence(assessment, owner):
    stored = evidence_store.keep(b"a photo of the plant")
    piece = Evidence.objects.create(
        assessment=assessment,
        name="so-bao-tri.pdf",
        kind=Evidence.Kind.PDF,
        stored=stored,
        size=20,
        scan=Evidence.Scan.CLEAN,
        added_by=owner,
        added_at=timezone.now(),
    )
    EvidenceUse.objects.create(evidence=piece, item="S1.1")
    part = evidence_store.keep(b"half of")
    Upload.objects.create(assessment=assessment, item="S1.1", name="b.pdf", size=99, stored=part, offset=7, by=owner)


@pytest.fixture
def found():
    """Return a function that names every table and file that still holds one of these texts."""

    def look(texts, folder: Path):
        needles = [form for text in texts for form in (text, json.dumps(text)[1:-1])]
        return [*_tables_with(needles), *_files_with(needles, folder)]

    return look


def _tables_with(needles):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names of our own tables
            if any(needle in str(row) for row in cursor.fetchall() for needle in needles):
                yield table


def _files_with(needles, folder):
    for path in folder.rglob("*"):
        if path.is_file() and any(needle.encode() in path.read_bytes() for needle in needles):
            yield path.name


@pytest.fixture
def files(data_dir):
    """Return a function that lists the private store."""
    return lambda: sorted(str(each.relative_to(data_dir)) for each in (data_dir / "files").rglob("*") if each.is_file())


@pytest.fixture
def a_copy(owner, site):
    """A finished copy of the owner's and the firm's data."""
    export = copies.ask(by=owner, organization=site.organization, language="vi")
    copies.make(export=export)
    return Export.objects.get(pk=export.pk)


def opened(export):
    """Return a copy that was made, unpacked."""
    export.refresh_from_db()
    with store.open_file(export.file) as file:
        return ZipFile(BytesIO(file.read()))
