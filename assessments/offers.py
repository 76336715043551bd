"""Which frameworks a firm can start: those that the operator names, each in its newest published version."""

from dataclasses import dataclass

from django.conf import settings

from assessments import outline
from assessments.models import Scope
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.models import FrameworkVersion


@dataclass(frozen=True, slots=True)
class Offer:
    """One framework with what a person wants to know before starting it; minutes are those on a phone if not said."""

    framework: Framework
    full_items: int
    full_minutes: int
    quick_items: int
    quick_minutes: int
    full_minutes_computer: int = 0
    quick_minutes_computer: int = 0

    @property
    def id(self) -> str:
        """Return the framework's id."""
        return self.framework.id

    @property
    def asks_first(self) -> bool:
        """Whether a question about the plant comes before the start."""
        return bool(self.framework.variants)


def offered() -> list[Offer]:
    """Return what can be started, what is proposed first; FrameworkVersion.DoesNotExist if there is nothing at all."""
    newest = library.newest_of(settings.FRAMEWORKS_OFFERED)
    found = [_offer(newest[name]) for name in settings.FRAMEWORKS_OFFERED if name in newest]
    if not found:
        raise FrameworkVersion.DoesNotExist("none of FRAMEWORKS_OFFERED has a published version")
    return found


def find(framework_id: str) -> Offer | None:
    """Return the offer of this framework, without an id the first one; None if it is not offered."""
    return next((offer for offer in offered() if framework_id in {"", offer.id}), None)


def _offer(framework: Framework) -> Offer:
    return Offer(
        framework=framework,
        full_items=len(list(framework.items())),
        full_minutes=outline.minutes(framework, Scope.FULL),
        quick_items=len(list(framework.items(quick=True))) if framework.quick else 0,
        quick_minutes=outline.minutes(framework, Scope.QUICK),
        full_minutes_computer=framework.minutes_computer,
        quick_minutes_computer=framework.quick.minutes_computer if framework.quick else 0,
    )
