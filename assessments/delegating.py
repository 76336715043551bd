"""Asking a colleague without an account to answer one part: the only writers of delegations, and where each one stands.

A link and a short code lead to the part until they expire. Of both a hash is stored, so they are told once: to the
person who asks, or in a letter to the colleague. A delegation ends with the right of the person who asked to answer.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Self

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from accounts import letters
from accounts.models import User
from accounts.names import tidy
from assessments import access, asked, audited, outline
from assessments.models import Assessment, Delegation
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from c4ir_assess.jobs import outbox
from questionnaires.words import Text

type Standing = Literal["sent", "opened", "finished"]

DAYS = (3, 7, 14)
USUAL_DAYS = 7
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXY"  # without those that are taken for one another
CODE_LENGTH = 8
MOST_A_DAY = 50  # of one assessment: letters go to addresses that somebody typed


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a part. ``token`` is empty where the link goes by letter."""

    token: str
    code: str

    @property
    def handed(self) -> str:
        """Return both as one text, to be told once."""
        return f"{self.token}.{self.code}"

    @classmethod
    def read(cls, handed: str) -> Self:
        """Return both from such a text."""
        token, _, code = handed.partition(".")
        return cls(token, code)


@dataclass(frozen=True, slots=True)
class Handed:
    """A part that is or was with a colleague, as the task list shows it."""

    delegation: Delegation
    part: Text
    pages: frozenset[str]
    is_live: bool

    @property
    def who(self) -> str:
        """Return the name that the colleague gave, else whom the sender thought of, else nothing."""
        return self.delegation.name or self.delegation.meant_for

    @property
    def standing(self) -> Standing:
        """Return how far the colleague is."""
        if self.delegation.finished_at:
            return "finished"
        return "opened" if self.delegation.opened_at else "sent"


@transaction.atomic
def delegate(
    *,
    assessment: Assessment,
    part: str,
    by: User,
    days: int = USUAL_DAYS,
    meant_for: str = "",
    note: str = "",
    email: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> tuple[Delegation, Keys]:
    """Ask for one part, and return what opens it: told now and never again. With an address the link goes by letter.

    UnknownItem for a part that is not asked, InvalidAnswer for a term that is not offered, TransitionNotAllowed once
    the assessment is completed or after too many in one day.
    """
    if not outline.pages_of(asked.of_firm(assessment), assessment.scope, part):
        raise UnknownItem(part)
    if days not in DAYS:
        raise InvalidAnswer("delegation: no such term")
    lately = assessment.delegations.filter(created_at__gt=timezone.now() - timedelta(days=1))
    if assessment.state != Assessment.State.DRAFT or lately.count() >= MOST_A_DAY:
        raise TransitionNotAllowed("delegate")
    keys = new_keys()
    delegation = Delegation.objects.create(
        assessment=assessment,
        node=part,
        meant_for=tidy(meant_for),
        note=note.strip(),
        token_hash=token_hash(keys.token),
        code_hash=code_hash(keys.code),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    audited.record(assessment, Act.SHARED, by=by, subject=delegation.uuid, part=part, days=days)
    if not email:
        return delegation, keys
    outbox.enqueue(
        task="assessments.send_delegation",
        args={"delegation": delegation.pk, "email": email, "language": language},
        dedup_key=f"delegation:{delegation.uuid}",
    )
    return delegation, Keys("", keys.code)


@transaction.atomic
def revoke(*, delegation: Delegation, by: User) -> None:
    """End a delegation at once; once more is harmless."""
    standing = Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True)
    if standing.update(revoked_at=timezone.now()):
        audited.record(delegation.assessment, Act.UNSHARED, by=by, subject=delegation.uuid)


def open_part(*, delegation: Delegation, name: str) -> None:
    """Keep who answers the part; the first time counts as its opening."""
    delegation.name = tidy(name)
    delegation.opened_at = delegation.opened_at or timezone.now()
    delegation.save(update_fields=["name", "opened_at"])


def finish(*, delegation: Delegation) -> None:
    """Keep that the colleague has said to be done; changes after it are still possible until the link expires."""
    delegation.finished_at = timezone.now()
    delegation.save(update_fields=["finished_at"])


def send_letter(*, delegation: Delegation, email: str, language: str) -> None:
    """Write to the colleague with a link made now, so that it stands nowhere else; nothing once the part is revoked."""
    if delegation.revoked_at:
        return
    token = secrets.token_urlsafe(32)
    delegation.token_hash = token_hash(token)
    delegation.save(update_fields=["token_hash"])
    with translation.override(language):
        letters.ask_colleague(
            email=email,
            sender=str(delegation.created_by),
            firm=str(delegation.assessment.site.organization if delegation.assessment.site else ""),
            part=part_name(delegation)["en" if language == "en" else "vi"],
            note=delegation.note,
            link=settings.BASE_URL + reverse("assessments:delegation_link", args=[token]),
            expires_at=delegation.expires_at,
        )


def find_by_token(token: str) -> Delegation | None:
    """Return the delegation that a link opens."""
    return access.live_delegations().filter(token_hash=token_hash(token)).first()


def find_by_code(code: str) -> Delegation | None:
    """Return the delegation that a code opens, however it was typed; None for a wrong code and for one that is over."""
    return access.live_delegations().filter(code_hash=code_hash(plain_code(code))).first()


def handed(assessment: Assessment) -> list[Handed]:
    """Return the parts that were given to colleagues and not taken back unanswered, the newest first."""
    is_live = Exists(access.live_delegations().filter(pk=OuterRef("pk")))
    rows = assessment.delegations.select_related("created_by").annotate(is_live=is_live).order_by("-pk")
    shown = rows.filter(Q(is_live=True) | Q(opened_at__isnull=False))
    return list(_handed(assessment, shown))


def part_name(delegation: Delegation) -> Text:
    """Return what the part is called."""
    return outline.part_name(asked.framework_of(delegation.assessment), delegation.node)


def new_keys() -> Keys:
    """Return a link's token and a code that nobody can guess."""
    return Keys(secrets.token_urlsafe(32), "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)))


def plain_code(typed: str) -> str:
    """Return a code without what people type around it."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def token_hash(token: str) -> str:
    """Return what is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_hash(code: str) -> str:
    """Return what is stored of a code: keyed, because a code is short enough to be guessed from a plain hash."""
    return salted_hmac("assessments.delegation", code, algorithm="sha256").hexdigest()


def _handed(assessment: Assessment, rows: Iterable[Delegation]) -> Iterable[Handed]:
    framework = asked.of_firm(assessment)
    for row in rows:
        pages = frozenset(page.id for page in outline.pages_of(framework, assessment.scope, row.node))
        if pages:  # else not asked any more, since the firm's profile has changed
            yield Handed(row, outline.part_name(framework, row.node), pages, row.is_live)  # type: ignore[attr-defined]  # annotated above
