"""The pages of a visit: what is posted to them and how they are read."""

import re

from django.utils import timezone

from assessments import reviewed

SCRIPT = {"HX-Request": "true"}
SEEN = {"item": "S1.1", "S1.1-choice": "2", "reason": "Chỉ một máy có cảm biến.", "note": "RIÊNG", "version": "0"}


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def listed(page):
    return re.findall(r'<article class="stop" id="([^"]+)"', page.content.decode())


def leave(review):
    """Questions go back to the firm, so that nothing is with the advisor."""
    today = timezone.localdate()
    by, questions = review.advisor, {"O1.1": "Cho xem sổ?"}
    reviewed.return_items(assessment=review.assessment, questions=questions, note="", due_on=today, by=by)
