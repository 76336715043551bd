"""How the background work goes, for staff. What a job works on stays hidden: it may be a firm's private submission."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from c4ir_assess.jobs import canary
from c4ir_assess.jobs.models import Job

MOST_SHOWN = 50
MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds


@dataclass(frozen=True, slots=True)
class Figures:
    """How many jobs stand where, and for how long the oldest of those whose turn it is has waited, in words."""

    failed: int
    running: int
    queued: int
    later: int
    oldest: str


@dataclass(frozen=True, slots=True)
class Worker:
    """One queue: when a test job last came back from its worker, in words, and whether that is too long ago."""

    name: str
    answered: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job. ``name`` says in plain words what is done; ``reference`` finds the job in the logs."""

    job: Job
    name: str
    reference: str
    age: str


def figures() -> Figures:
    """Count the work that is not done, in one query."""
    now = timezone.now()
    queued, is_due = Q(state=Job.State.QUEUED), Q(due_at__lte=now)
    found = _work().aggregate(
        failed=Count("pk", filter=Q(state=Job.State.FAILED)),
        running=Count("pk", filter=Q(state=Job.State.RUNNING)),
        queued=Count("pk", filter=queued & is_due),
        later=Count("pk", filter=queued & ~is_due),
        oldest=Min("due_at", filter=queued & is_due),
    )
    return Figures(**found | {"oldest": _age(found["oldest"], now)})


def workers() -> list[Worker]:
    """Return each queue's worker; two queries."""
    now, late = timezone.now(), canary.missing()
    back = Job.objects.filter(task=canary.TASK, state=Job.State.DONE).values_list("queue")
    answered = dict(back.annotate(at=Max("finished_at")))
    queues = sorted(canary.watched())
    return [Worker(_queue_name(queue), _age(answered.get(queue), now), queue in late) for queue in queues]


def failed() -> list[JobLine]:
    """Return the jobs that failed for good, the latest first."""
    return _lines(_work().filter(state=Job.State.FAILED).order_by("-finished_at", "-pk"))


def under_way() -> list[JobLine]:
    """Return what runs or waits, the oldest first."""
    return _lines(_work().filter(state__in=[Job.State.RUNNING, Job.State.QUEUED]).order_by("due_at", "pk"))


def _work() -> QuerySet[Job]:
    """Return the jobs that are not done, without the canaries, which are a test and no work."""
    return Job.objects.exclude(state=Job.State.DONE).exclude(task=canary.TASK)


def _lines(jobs: QuerySet[Job]) -> list[JobLine]:
    now = timezone.now()
    return [JobLine(job, task_name(job.task), job.uuid.hex[:8], _age(job.created_at, now)) for job in jobs[:MOST_SHOWN]]


def task_name(task: str) -> str:
    """Return what a job does in plain words; the task's own name where there are none."""
    names = {
        "accounts.send_invitation": gettext("Write to an invited person"),
        "assessments.score_submission": gettext("Work out a result"),
        "assessments.send_delegation": gettext("Write to a colleague who is asked for a part"),
        "audit.check_chain": gettext("Check an audit log"),
        "audit.write_heads": gettext("Write down where each audit log ends"),
        "authoring.measure_effect": gettext("Measure what a draft would change"),
        "evidence.scan": gettext("Look for viruses in a file"),
        "evidence.sweep": gettext("Remove files that were never kept"),
        "jobs.canary": gettext("Test job"),
        "notices.remind": gettext("Write down what ends soon"),
        "notices.send_digest": gettext("Send somebody the notices of a day"),
        "notices.send_letter": gettext("Send somebody a notice"),
        "privacy.drop_copy": gettext("Remove a copy of somebody's data"),
        "privacy.make_copy": gettext("Make a copy of somebody's data"),
        "privacy.remind_to_acknowledge": gettext("Remind staff to acknowledge a data request"),
        "privacy.remind_to_finish": gettext("Remind staff to finish a data request"),
        "privacy.remove_files": gettext("Remove files of what was erased"),
        "privacy.tell_copy_ready": gettext("Write that a copy of the data is ready"),
        "privacy.tell_done": gettext("Write that a data request is done"),
        "privacy.tell_received": gettext("Write that a data request came in"),
        "reports.print_issued": gettext("Print an issued report"),
        "reports.print_programme": gettext("Make a programme's report"),
        "reports.render_report": gettext("Make a PDF report"),
        "reports.tell_ready": gettext("Write that a PDF report is ready"),
    }
    return names.get(task, task)


def _queue_name(queue: str) -> str:
    names = {"score": pgettext("worker", "Results"), "report": pgettext("worker", "PDF reports")}
    return names.get(queue, queue)


def _age(moment: datetime | None, now: datetime) -> str:
    """Return how long ago it was, in its largest unit. Django's own words for this lack Vietnamese."""
    if moment is None:
        return ""
    seconds = max(0, round((now - moment).total_seconds()))
    if seconds < MINUTE:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    if seconds < HOUR:
        return ngettext("%(number)s minute", "%(number)s minutes", seconds // MINUTE) % {"number": seconds // MINUTE}
    if seconds < DAY:
        return ngettext("%(number)s hour", "%(number)s hours", seconds // HOUR) % {"number": seconds // HOUR}
    return ngettext("%(number)s day", "%(number)s days", seconds // DAY) % {"number": seconds // DAY}
