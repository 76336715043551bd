"""Work of this room for the worker."""

from accounts import invitations
from accounts.models import Invitation
from c4ir_assess.jobs.running import job_task


@job_task("accounts.send_invitation", is_letter=True)
def send_invitation(*, invitation: int, language: str) -> None:
    """Write to the invited person; a second run sends a link in place of the first."""
    rows = Invitation.objects.select_related("organization", "invited_by")
    invitations.send_letter(invitation=rows.get(pk=invitation), language=language)
