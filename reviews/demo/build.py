"""Make the demonstration: people who sign in, a firm with a result, one in the middle, a queue, a programme.

What exists is left as it is, whatever somebody has done with it since. Verbs do the work, as for a real firm; only the
answers are written in bulk, and the moments are moved into the past afterwards.
"""

from random import Random

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import consents as agreed
from accounts.firms import create_firm, update_firm
from accounts.models import Consent, Organization, Site, User
from assessments import consents, lifecycle, scores
from assessments.models import Assessment, Event, Response, Scope, Scorecard, Submission
from c4ir_assess.jobs.models import Job
from questionnaires import library
from questionnaires.document import Framework
from reviews.demo import answers, firms, further, judged, moments, past, people, programme, second
from reviews.demo.firms import Firm
from reviews.demo.moments import Moments
from reviews.demo.people import Person
from reviews.due import add_working_days
from reviews.models import Review

LANGUAGE = "vi"
WITH_REPORT = 3  # of the sent submissions; a report for each would keep the worker busy for minutes after the start
UNASSIGNED_EACH = 4  # every fourth of the sent submissions waits for an advisor
ANSWERED = 0.45  # of the questions of the firm in the middle of answering
LET_COUNT = 0.8  # of the firms that send

FURTHER_OWNERS = {
    firms.RETURNED: people.RETURNED_OWNER,
    firms.PROPOSED: people.PROPOSED_OWNER,
    firms.VERIFIED: people.VERIFIED_OWNER,
}


@transaction.atomic
def build(*, passwords: dict[str, str], renew: bool) -> None:
    """Make what is missing. ``renew``: the passwords are new, so people who exist already get them too."""
    users = {person: _user(person, passwords[person.email], renew=renew) for person in people.PEOPLE}
    if not _exists(firms.SCORED):
        _completed(firms.SCORED, users[people.OWNER])
    if not _exists(firms.ANSWERING):
        _in_the_middle(firms.ANSWERING, users[people.ANSWERING_OWNER])
    for place, firm in enumerate(firms.SENT):
        if not _exists(firm):
            is_held = place % UNASSIGNED_EACH and firm.name not in judged.ASSIGNED
            advisor = users[people.ADVISOR] if is_held else None
            _sent(firm, _nameless(place), advisor, has_report=place < WITH_REPORT)
    _further(users)
    judged.build(advisor=users[people.ADVISOR], by=users[people.APPROVER])
    second.build(rater=users[people.APPROVER], by=users[people.ADMINISTRATOR])
    programme.build(by=users[people.ADMINISTRATOR], advisor=users[people.ADVISOR], language=LANGUAGE)


def _exists(firm: Firm) -> bool:
    return Organization.objects.filter(name=firm.name, is_demo=True).exists()


def _user(person: Person, password: str, *, renew: bool) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(person.email, password, name=person.name, staff_role=person.staff_role)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        _agree(user)
    elif renew:
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _agree(user: User) -> None:
    """Give the consent that everybody gives who signs up."""
    purpose = Consent.Purpose.ACCOUNT
    agreed.give(by=user, purpose=purpose, words=agreed.shown(purpose, LANGUAGE))


def _firm(firm: Firm, owner: User) -> Site:
    site = create_firm(
        by=owner,
        name=firm.name,
        sector=firm.sector,
        headcount_band=firm.headcount_band,
        province=firm.province,
        site_name=firm.plant,
        is_demo=True,
    )
    place = {"old_area": firm.old_area, "industrial_park": firm.industrial_park}
    update_firm(site=site, firm_facts={}, site_facts=place)
    return site


def _let_count(site: Site | None, owner: User) -> None:
    """Give the consent that the figures of a sector and of a programme need; not every firm gives it."""
    if site and Random(site.organization.name).random() < LET_COUNT:  # noqa: S311 -- invented data
        purpose = Consent.Purpose.SECTOR_FIGURES
        words = agreed.shown(purpose, LANGUAGE)
        agreed.give(by=owner, purpose=purpose, words=words, organization=site.organization)


def _completed(firm: Firm, owner: User) -> None:
    """Complete as the owner would: the worker scores it and makes the report right after the start."""
    assessment = _started(firm, owner)
    when = moments.draw(firm.name, timezone.localtime(), days_ago=1)
    _answer_all(assessment, firm, owner, when)
    submission = lifecycle.complete(assessment=assessment, by=owner, language=LANGUAGE)
    _move_to_the_past(assessment, submission, when)


def _in_the_middle(firm: Firm, owner: User) -> None:
    assessment = _started(firm, owner)
    drawn = list(answers.draw(_framework(assessment), firm).items())
    for item, given in drawn[: round(len(drawn) * ANSWERED)]:
        lifecycle.save_response(assessment=assessment, item=item, given=given, base_version=0, by=owner)


def _further(users: dict[Person, User]) -> None:
    """Bring a few firms further than the queue, each in its own state."""
    for place, firm in enumerate(firms.FURTHER, start=len(firms.SENT)):
        if not _exists(firm):
            person = FURTHER_OWNERS.get(firm)
            _sent(firm, users[person] if person else _nameless(place), users[people.ADVISOR], has_report=False)
            further.build(firm=firm)


def _nameless(place: int) -> User:
    """Make the owner of a firm in the queue, who cannot sign in."""
    owner = User.objects.create_user(f"doanh.nghiep.{place + 1:02}@demo.example", name="Nguyễn Văn Mẫu")
    _agree(owner)
    return owner


def _sent(firm: Firm, owner: User, advisor: User | None, *, has_report: bool) -> None:
    """Complete, score and send at once; of the reports only the first few are made, the others when asked for."""
    assessment = _started(firm, owner)
    when = moments.draw(firm.name, timezone.localtime(), days_ago=firm.sent_days_ago or 0)
    _answer_all(assessment, firm, owner, when)
    submission = lifecycle.complete(assessment=assessment, by=owner, language=LANGUAGE)
    card = _score(submission)
    if not has_report:
        Job.objects.filter(dedup_key__startswith=f"report:{card.pk}:").delete()
    lifecycle.send_for_review(
        assessment=assessment,
        submission=submission,
        by=owner,
        wording=consents.review_wording(),
        wording_version=consents.WORDING_VERSION,
        language=LANGUAGE,
    )
    _move_to_the_past(assessment, submission, when)
    _move_sending_to_the_past(assessment, submission, when)
    _let_count(assessment.site, owner)
    Review.objects.filter(assessment=assessment).update(advisor=advisor, assigned_at=when.sent if advisor else None)


def _started(firm: Firm, owner: User) -> Assessment:
    assessment = lifecycle.start(site=_firm(firm, owner), scope=Scope.FULL, by=owner)
    lifecycle.save_troubles(assessment=assessment, troubles=firm.troubles)
    return assessment


def _framework(assessment: Assessment) -> Framework:
    return library.get(assessment.framework_version.content_hash)


def _answer_all(assessment: Assessment, firm: Firm, owner: User, when: Moments) -> None:
    drawn = answers.draw(_framework(assessment), firm)
    Response.objects.bulk_create(
        Response(
            assessment=assessment,
            item=item,
            state=given.state,
            value=given.value,
            reason=given.reason,
            version=place,
            answered_by=owner,
            answered_at=when.answered(place, of=len(drawn)),
        )
        for place, (item, given) in enumerate(drawn.items(), start=1)
    )
    Assessment.objects.filter(pk=assessment.pk).update(revision=len(drawn))


def _score(submission: Submission) -> Scorecard:
    """Do now what the worker would do later, and say so in its job."""
    card = scores.store_self(submission=submission)
    Job.objects.filter(dedup_key=f"score:{submission.pk}").update(
        state=Job.State.DONE, attempts=1, finished_at=timezone.now()
    )
    return card


def _move_to_the_past(assessment: Assessment, submission: Submission, when: Moments) -> None:
    Organization.objects.filter(sites=assessment.site_id).update(created_at=when.started)
    Assessment.objects.filter(pk=assessment.pk).update(started_at=when.started, touched_at=when.completed)
    past.move(assessment, {Event.Act.STARTED: when.started, Event.Act.COMPLETED: when.completed})
    Submission.objects.filter(pk=submission.pk).update(submitted_at=when.completed)
    Scorecard.objects.filter(submission=submission).update(created_at=when.completed)


def _move_sending_to_the_past(assessment: Assessment, submission: Submission, when: Moments) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(sent_at=when.sent, touched_at=when.sent)
    past.move(assessment, {Event.Act.SENT: when.sent})
    Consent.objects.filter(subject=submission.uuid).update(given_at=when.sent)
    due_on = add_working_days(timezone.localdate(when.sent), settings.OPERATOR_REVIEW_DAYS)
    Review.objects.filter(assessment=assessment).update(arrived_at=when.sent, due_on=due_on)
