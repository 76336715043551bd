"""What workers do for this room."""

from datetime import date

from c4ir_assess.jobs.running import job_task
from notices import mailing, reminding, writing


@job_task(writing.LETTER, is_letter=True)
def send_letter(*, notice: int) -> None:
    """Write to a person of one notice."""
    mailing.send_letter(notice=notice)


@job_task(writing.DIGEST, is_letter=True)
def send_digest(*, person: int, day: str) -> None:
    """Write to a person of all that could wait for a day."""
    mailing.send_digest(person=person, day=date.fromisoformat(day))


@job_task("notices.remind")
def remind() -> None:
    """Write down today's reminders, once each, and forget old notices."""
    reminding.remind()
