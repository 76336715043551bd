"""What the browser tests find in a data folder beyond what a first start makes, written to its ``furnished.json``.

A session of everybody in the demonstration, since a password takes half a second to check and other tests prove it;
people with a fresh draft that asks a question of every type; a firm with an issued report; one that was just sent and
assigned. A program of its own, with the environment of the product: loading Django takes longer than all that it does.
"""

import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "c4ir_assess.settings"
django.setup()

from django.conf import settings  # noqa: E402 -- from here on Django is there
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from accounts import firms  # noqa: E402
from accounts.models import User  # noqa: E402
from assessments import lifecycle  # noqa: E402
from assessments.answers import Given  # noqa: E402
from assessments.models import Scorecard  # noqa: E402
from c4ir_assess.jobs.models import Job  # noqa: E402
from questionnaires import library  # noqa: E402
from reports.models import IssuedReport  # noqa: E402
from reports.printed.languages import EDITIONS  # noqa: E402
from tests.factories import assessments, programmes, proposals  # noqa: E402
from tests.factories.accounts import make_firm  # noqa: E402
from tests.factories.issued import issue, issued_file  # noqa: E402
from tests.factories.reports import report, score  # noqa: E402

EVERY_TYPE = Path(__file__).resolve().parent / "factories" / "frameworks" / "every-type"
DRAFTS = 20  # more than there are tests that take one


def entrance(person: User) -> dict[str, str]:
    """Return the cookie of a session, and the first assessment and the first result in the list of this person."""
    client = Client(headers={"host": urlsplit(settings.BASE_URL).netloc})
    client.force_login(person)
    page = client.get("/assessments/").content.decode()
    links = re.findall(r'href="(/(assessments|results)/[0-9a-f-]{36}/)', page)
    places = {room: path for path, room in reversed(links)}
    return places | {"session": client.cookies[settings.SESSION_COOKIE_NAME].value}


def draft(number: int) -> str:
    """Make a person of an own firm with a draft of which the last answer waits to be confirmed; return the address."""
    by = User.objects.create_user(f"moi.kieu.{number}@demo.example", name="Đỗ Mẫu")
    site = firms.create_firm(
        by=by, name="Mọi Kiểu Mẫu", sector="25", headcount_band="11-50", province="01", site_name="Nhà máy"
    )
    framework = library.newest("every-type")
    made = lifecycle.start(site=site, scope="full", by=by, framework=framework, variant="flow")
    lifecycle.prefill(assessment=made, answers={"flow_only": (Given("answered", 1), False)}, by=by)
    return by.email


def issued() -> str:
    """Make a firm with an issued report, the only one of its programme; return its owner's address.

    The PDFs are stood in for.
    """
    by = User.objects.create_user("da.ban.hanh@demo.example", name="Lê Mẫu")
    site = make_firm(owner=by, name="Ban Hành Mẫu")
    issue(score(assessments.sent(site, by=by)))
    administrator = User.objects.get(email="quan.tri@demo.example")
    alone = programmes.make(by=administrator, name_vi="Riêng một nhà máy", name_en="One plant alone")
    programmes.join(alone, site.organization, by=by)
    advisor = User.objects.get(email="chuyen.gia@demo.example")
    programmes.lifecycle.assign(programme=alone, user=advisor, by=administrator)
    return by.email


def print_what_waits() -> None:
    """Stand in for the reports that the demonstration asked for and the worker had not printed when it ended."""
    waiting = Job.objects.filter(task="reports.render_report").exclude(state=Job.State.DONE)
    waiting.update(state=Job.State.QUEUED, lease_until=None, lease_token=None)  # of one that was cut off in the middle
    for job in waiting:
        card, language = Scorecard.objects.get(pk=job.args["scorecard"]), job.args["language"]
        if not card.reports.filter(language=language).exists():
            report(card, language)


def stand_in() -> None:
    """Leave nothing to a worker, whom it would take a quarter of a minute a report: issued PDFs are stood in for."""
    for each in IssuedReport.objects.filter(withdrawn_at=None):
        for language in set(EDITIONS).difference(each.files.values_list("language", flat=True)):
            issued_file(each, language)
    Job.objects.exclude(state=Job.State.DONE).delete()


def sent() -> str:
    """Make a firm that sent all its answers, which the advisor has not looked at yet; return its owner's address."""
    by = User.objects.create_user("xem.ca.bai@demo.example", name="Trịnh Mẫu")
    items = assessments.all_at(2)
    answers = {item: place % 5 for place, item in enumerate(items)}
    advisor = User.objects.get(email="chuyen.gia@demo.example")
    proposals.assigned(make_firm(owner=by, name="Xem Cả Bài Mẫu"), by=by, advisor=advisor, answers=answers)
    return by.email


if __name__ == "__main__":
    print_what_waits()
    call_command("load_frameworks", str(EVERY_TYPE), verbosity=0)
    drafts = [draft(number) for number in range(DRAFTS)]
    demonstrated = json.loads((Path(settings.DATA_DIR) / "demo.json").read_text(encoding="utf-8"))
    people = User.objects.filter(email__in=[*demonstrated, *drafts, issued(), sent()])
    stand_in()
    furnished = {"drafts": drafts, "people": {person.email: entrance(person) for person in people}}
    (Path(settings.DATA_DIR) / "furnished.json").write_text(json.dumps(furnished), encoding="utf-8")
