"""A process that sends files without end, for a test to kill: in pieces and by the plain way, in turn.

Run with the primary keys of an assessment and a person.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "c4ir_assess.settings")
django.setup()

from accounts.models import User  # noqa: E402 -- after the set-up
from assessments.models import Assessment  # noqa: E402
from evidence import intake, lifecycle, uploads  # noqa: E402
from tests.evidence import samples  # noqa: E402
from tests.evidence.conftest import ITEM  # noqa: E402

PIECE = 20_000


def main() -> None:
    assessment = Assessment.objects.with_place().get(pk=sys.argv[1])
    person = User.objects.get(pk=sys.argv[2])
    photo, paper = samples.photo(size=(400, 300)), samples.pdf()[:-6] + b"\n%" + b"x" * 90_000 + b"\n%%EOF\n"
    print("ready", flush=True)  # noqa: T201 -- the test waits for it
    number = 0
    while True:
        number += 1
        accepted = intake.accept("anh.jpg", photo)
        lifecycle.add(assessment=assessment, item=ITEM, accepted=accepted, caption="", by=person)
        announced = uploads.Announced(f"{number}.pdf", len(paper), ITEM, "", "")
        upload = uploads.begin(assessment=assessment, announced=announced, by=person)
        for offset in range(0, len(paper), PIECE):
            uploads.take(upload=upload, offset=offset, piece=paper[offset : offset + PIECE])
        kept = uploads.finish(upload=upload)
        if number % 3 == 0:
            lifecycle.remove(evidence=kept, by=None)


if __name__ == "__main__":
    main()
