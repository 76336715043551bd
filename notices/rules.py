"""Every kind of notice in one table: its words, the page it leads to, when it still holds, and whether it can wait.

``can_wait``: it is mailed with others in one letter a day. ``is_reminder``: a person may do without its letters; those
that tell of a step always go out. No words hold a score or a level, and none hold a figure but days.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from notices import holding, pages
from notices.models import Kind, Notice


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one kind. ``title`` is also the letter's subject, so it names nobody."""

    title: Promise
    sentence: Promise
    page: Callable[[Notice], str]
    holds: Callable[[Notice], bool]
    can_wait: bool = False
    is_reminder: bool = False


def _reminder(
    title: Promise, sentence: Promise, page: Callable[[Notice], str], holds: Callable[[Notice], bool]
) -> Rule:
    return Rule(title, sentence, page, holds, can_wait=True, is_reminder=True)


TO_FIRMS: dict[Kind, Rule] = {
    Kind.RECEIVED: Rule(
        pgettext_lazy("title of a notice", "Your assessment has arrived"),
        _("We have received what you sent for review. An advisor answers by %(day)s."),
        pages.tasks,
        holding.is_sent,
    ),
    Kind.TAKEN_UP: Rule(
        pgettext_lazy("title of a notice", "An advisor reviews your assessment"),
        _("%(who)s reviews what your firm sent."),
        pages.tasks,
        holding.is_taken_up,
        can_wait=True,
    ),
    Kind.RETURNED: Rule(
        pgettext_lazy("title of a notice", "The advisor has questions"),
        _("Some questions came back to your firm. Please answer them by %(day)s."),
        pages.returned,
        holding.is_back,
    ),
    Kind.RETURN_DUE: _reminder(
        pgettext_lazy("title of a notice", "The advisor's questions wait for your answer"),
        _("Please answer the questions that came back by %(day)s; the review goes on after that."),
        pages.returned,
        holding.is_back,
    ),
    Kind.PROPOSED: Rule(
        pgettext_lazy("title of a notice", "Your verified result is ready for you to read"),
        _("The advisor proposes to issue the verified report. You may agree, or object until %(day)s."),
        pages.proposal,
        holding.is_proposed,
    ),
    Kind.OBJECTION_ENDS: _reminder(
        pgettext_lazy("title of a notice", "You may still object to the proposed result"),
        _("Your firm may agree or object until %(day)s. After that the report can be issued."),
        pages.proposal,
        holding.may_object,
    ),
    Kind.OBJECTION_ANSWERED: Rule(
        pgettext_lazy("title of a notice", "The advisor has answered your objection"),
        _("You can read the answer beside the proposed result."),
        pages.proposal,
        holding.is_proposed,
    ),
    Kind.LOOKED_AT_AGAIN: Rule(
        pgettext_lazy("title of a notice", "The advisor looks at your result again"),
        _("The proposed result is not issued yet: it went back to the advisor. You need not do anything."),
        pages.tasks,
        holding.is_in_review,
        can_wait=True,
    ),
    Kind.ISSUED: Rule(
        pgettext_lazy("title of a notice", "Your verified report is issued"),
        _("The verified report of your firm can be downloaded, with the page that proves it."),
        pages.issued,
        holding.is_issued,
    ),
    Kind.WITHDRAWN: Rule(
        pgettext_lazy("title of a notice", "Your verified report was withdrawn"),
        _("The report is no longer valid, and the advisor looks at the result again. The reason stands on its page."),
        pages.issued,
        holding.is_withdrawn,
    ),
    Kind.EXPIRING: _reminder(
        pgettext_lazy("title of a notice", "Your verified report is valid for a short time still"),
        _("The report is valid until %(day)s. Assessing the plant again begins from your last answers."),
        pages.again,
        holding.is_valid,
    ),
    Kind.EXPIRED: _reminder(
        pgettext_lazy("title of a notice", "Your verified report has expired"),
        _("The report was valid until %(day)s. You are invited to assess the plant again, from your last answers."),
        pages.again,
        holding.has_expired,
    ),
    Kind.PROGRAMME_ENDS: _reminder(
        pgettext_lazy("title of a notice", "A support programme ends soon"),
        _("“%(programme)s” ends on %(day)s, and your firm has not sent its assessment for review yet."),
        pages.home,
        holding.is_unsent,
    ),
    Kind.VISIT_PLANNED: Rule(
        pgettext_lazy("title of a notice", "An advisor plans a visit to your plant"),
        _("%(who)s plans to come on %(day)s. If that day does not suit, please tell the advisor."),
        pages.tasks,
        holding.is_visited_then,
    ),
}

TO_STAFF: dict[Kind, Rule] = {
    Kind.ASSIGNED: Rule(
        pgettext_lazy("title of a notice", "A review was assigned to you"),
        _("The firm waits for an answer by %(day)s."),
        pages.review,
        holding.is_theirs,
        can_wait=True,
    ),
    Kind.FIRM_ANSWERED: Rule(
        pgettext_lazy("title of a notice", "A firm has answered your questions"),
        _("The questions that you sent back came again; what has changed comes first."),
        pages.review,
        holding.is_theirs_to_judge,
    ),
    Kind.OBJECTED: Rule(
        pgettext_lazy("title of a notice", "A firm objects to a proposed result"),
        _("Nothing can be issued before you have answered the objection."),
        pages.propose,
        holding.is_unanswered,
    ),
    Kind.TO_APPROVE: Rule(
        pgettext_lazy("title of a notice", "A proposed result waits for an approver"),
        _("You can read it now. The firm may object until %(day)s."),
        pages.approve,
        holding.is_proposed,
    ),
    Kind.MAY_ISSUE: Rule(
        pgettext_lazy("title of a notice", "A proposed result may be issued"),
        _("The firm has agreed, or its time to object is over: it waits for an approver alone."),
        pages.approve,
        holding.may_be_issued,
    ),
    Kind.CAME_BACK: Rule(
        pgettext_lazy("title of a notice", "A result came back to you"),
        _("Somebody sent it back with a reason, which you find in the review."),
        pages.propose,
        holding.is_theirs_to_judge,
    ),
    Kind.SECOND_ASKED: Rule(
        pgettext_lazy("title of a notice", "You are asked for a second opinion"),
        _("You judge the same answers without seeing what the first advisor judged."),
        pages.second,
        holding.is_asked,
        can_wait=True,
    ),
    Kind.REVIEW_DUE: _reminder(
        pgettext_lazy("title of a notice", "A review is due soon"),
        _("The firm waits for an answer by %(day)s."),
        pages.review,
        holding.is_due,
    ),
    Kind.NO_ADVISOR: Rule(
        pgettext_lazy("title of a notice", "A firm waits and nobody reviews its assessment"),
        _("The firm has answered or objected, and its review is assigned to nobody any more."),
        pages.review,
        holding.is_nobodys,
    ),
    Kind.REVIEW_ISSUED: Rule(
        pgettext_lazy("title of a notice", "A report that you verified is issued"),
        _("An approver has issued it. You need not do anything."),
        pages.review,
        holding.is_issued,
        can_wait=True,
    ),
    Kind.SECOND_DONE: Rule(
        pgettext_lazy("title of a notice", "A second opinion is there"),
        _("Both sides lie open now. Where they differ, the two advisors talk it over."),
        pages.differences,
        holding.is_to_talk_over,
        can_wait=True,
    ),
    Kind.TAKEN_AWAY: Rule(
        pgettext_lazy("title of a notice", "A review is no longer yours"),
        _("Somebody who assigns gave it to another advisor, or to nobody. What you judged stays with the review."),
        pages.queue,
        holding.is_anothers,
        can_wait=True,
    ),
    Kind.FIRM_TOOK_BACK: Rule(
        pgettext_lazy("title of a notice", "A firm took back what it had sent"),
        _("Nobody of the staff can open it now. What was judged is kept, and comes back if the firm sends it again."),
        pages.queue,
        holding.is_not_sent,
    ),
    Kind.HANDED_BACK: Rule(
        pgettext_lazy("title of a notice", "An advisor hands a review back"),
        _("%(who)s hands it back; the reason stands in the review. It waits for another advisor."),
        pages.review,
        holding.is_nobodys,
    ),
}

# What is told of a review after it went out of the reader's reach; these words and the queue open nothing of it.
TOLD_AFTERWARDS = (Kind.TAKEN_AWAY, Kind.FIRM_TOOK_BACK)

RULES: dict[Kind, Rule] = TO_FIRMS | TO_STAFF


def rule(notice: Notice) -> Rule:
    """Return what holds for a notice."""
    return RULES[Kind(notice.kind)]


def sentence(notice: Notice) -> str:
    """Return what a notice says, in the active language."""
    facts = {
        "day": date_format(notice.day, "SHORT_DATE_FORMAT") if notice.day else "",
        "who": str(notice.who) if notice.who else pgettext("in a notice, for a name", "An advisor"),
        "programme": notice.programme.name if notice.programme else "",
    }
    return str(rule(notice).sentence) % facts


def whose(notice: Notice) -> str:
    """Return the firm and plant that a notice is about."""
    site = notice.assessment.site if notice.assessment else None
    return str(site or notice.organization)
