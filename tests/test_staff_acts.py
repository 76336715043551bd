"""What the staff does at an address of a firm's object is in the audit log: each act, and each page that is opened."""

import pytest

from c4ir_assess.audit.models import AuditEntry
from tests.permissions import acts, table
from tests.permissions.world import World, shared_world
from tests.undoing import undone

__all__ = ["shared_world"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]
STAFF = ("advisor", "rater", "approver", "admin")
LETS = {"403", "404", "405", "in"}
# Things of the world that are no firm's.
NO_FIRMS = {
    "advisor_pk",
    "brick",
    "c4ir-smc",
    "job",
    "programme",
    "programme_token",
    "programme_code",
    "version",
    "view",
}
# Pages without anything of the firm's, each with its reason.
SHOW_NOTHING = {
    "privacy:handle": "opened from a list that is written; what it says is the request's own",
    "assessments:unsent_keys": "the key of what waits on one's own device",
    "privacy:audit_progress": "whether a log is whole; its entries stand at another address, which is written",
    "reviews:visit_piece": "how much of one's own photo has arrived",
    "reviews:ask_second": "names of advisors, and which submission",
    "reviews:let_off": "asks once more",
    "reviews:remove_conflict": "asks once more",
}


@pytest.fixture(scope="module")
def world(shared_world) -> World:
    return shared_world


@pytest.fixture
def plain_pages(monkeypatch):
    for way in ("django.template.loader.render_to_string", "django.template.base.Template.render"):
        monkeypatch.setattr(way, lambda *_, **__: "")


def lines(method):
    return [line for line in table.read() if line.method == method]


def allowed(line):
    """Return who of the staff gets something."""
    return [who for who in STAFF if line.said[table.PEOPLE.index(who)] not in LETS]


def is_silent(name):
    return name in SHOW_NOTHING or is_no_firms(name)


def is_no_firms(name):
    return name in acts.NOT_A_FIRMS or name.partition(":")[0] in acts.ROOMS_OF_NO_FIRM


def entries_by(world, who):
    return AuditEntry.objects.filter(actor=world.people[who].pk).count()


def wrote(world, who, ask):
    """Do something as one person, take it back, and tell whether that person is in the log with it."""
    with undone():
        before = entries_by(world, who)
        table.answered(ask())
        return entries_by(world, who) > before


def act(world, line, who):
    acts.prepare(world, line.name)
    return table.ask(world, line, who, acts.fields(world, line.name))


def test_each_address_at_which_staff_posts_is_known():
    posted = {line.name for line in lines("POST") if allowed(line)}
    known = {*acts.FILLED, *acts.LONG}
    missing = sorted(name for name in posted - known if not is_no_firms(name))

    assert missing == [], "fill them in in tests/permissions/acts.py, or say there why they are no firm's"


def test_each_act_of_the_staff_on_what_is_a_firms_is_written(world, plain_pages):
    silent = []
    for line in lines("POST"):
        if line.name in acts.FILLED:
            people = allowed(line) or ["advisor"]
            if not any(wrote(world, who, lambda line=line, who=who: act(world, line, who)) for who in people):
                silent.append(line.name)

    assert silent == []


def test_each_page_of_a_firms_that_staff_opens_is_written(world, plain_pages):
    silent = []
    for line in lines("GET"):
        if {*line.args} & {*world.things} - NO_FIRMS and not is_silent(line.name):
            silent += [
                f"{line.name} as {who}"
                for who in allowed(line)
                if not line.is_the_same_for_all
                if not wrote(world, who, lambda line=line, who=who: table.ask(world, line, who))
            ]

    assert silent == []
