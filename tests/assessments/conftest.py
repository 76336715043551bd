"""An assessment in progress, and posting to its pages as the browser does."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from assessments.consents import WORDING_VERSION
from assessments.models import Scope
from tests.assessments.score_run import Run
from tests.factories import assessments, questionnaires


@pytest.fixture
def framework_version(db):
    return questionnaires.framework_version()


@pytest.fixture
def framework():
    return questionnaires.shipped_framework()


@pytest.fixture
def draft(site_a, an):
    """Firm A's full assessment, being answered."""
    return assessments.draft(site_a, by=an)


@pytest.fixture
def quick(site_a, an):
    """Firm A's quick check, being answered."""
    return assessments.draft(site_a, by=an, scope=Scope.QUICK)


@pytest.fixture
def every_type(site_a, an):
    """Firm A's assessment with a question of every type of answer, of a plant that works piece by piece."""
    return assessments.draft_of(questionnaires.every_type_document(), site_a, by=an, variant="pieces")


@pytest.fixture
def completed(site_a, an):
    return assessments.completed(site_a, by=an)


@pytest.fixture
def sent(site_a, an):
    return assessments.sent(site_a, by=an)


@pytest.fixture
def score(tmp_path):
    """Run ``manage.py score`` for one assessment."""
    return Run(tmp_path)


@pytest.fixture
def url():
    """Return the address of one of the room's pages."""

    def address(name, assessment=None, *more):
        return reverse(f"assessments:{name}", args=[assessment.uuid, *more] if assessment else more)

    return address


@pytest.fixture
def autosave(url):
    """Post one card as htmx does."""

    def post(client, assessment, item, choice="", *, version=0, seen="", **more):
        fields = {f"{item}-choice": choice, f"{item}-version": version, f"{item}-seen": seen, "item": item}
        fields |= {f"{item}-{name}" if name in {"reason", "listed"} else name: value for name, value in more.items()}
        node = item.split(".")[0] if assessment.scope == Scope.FULL else item[0]
        return client.post(url("node", assessment, node), fields, headers={"HX-Request": "true"})

    return post


@pytest.fixture
def save_card(url):
    """Post one card of any framework as htmx does; fields are named without the item, ``{"row.a": "5"}``."""

    def post(client, assessment, node, item, fields=(), *, version=0, seen="", **more):
        named = {"item": item, f"{item}-version": version, f"{item}-seen": seen}
        named |= {f"{item}-{name}": value for name, value in dict(fields).items()}
        return client.post(url("node", assessment, node), named | more, headers={"HX-Request": "true"})

    return post


@pytest.fixture
def answers():
    """Return what is stored: item -> (state, value, reason)."""

    def stored(assessment):
        rows = assessment.responses.order_by("item")
        return {row.item: (row.state, row.value, row.reason) for row in rows}

    return stored


@pytest.fixture
def english(client_of):
    """Return a person's client that reads English, whose words are those of the source."""

    def sign_in(user):
        client = client_of(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def consent_fields():
    """Return what the consent page posts, ticked, as it stands for the newest submission."""

    def fields(assessment, language="vi"):
        submission = assessment.submissions.latest("number")
        return {
            "agree": "on",
            "submission": submission.uuid,
            "wording_version": WORDING_VERSION,
            "language": language,
        }

    return fields


@pytest.fixture
def form_fields():
    """Return what a browser would post of a page's form: its fields as they stand."""

    def fields(answer):
        reader = _Fields()
        reader.feed(answer.content.decode())
        return reader.fields

    return fields


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = {}
        self.is_inside = False
        self.typing_in = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.is_inside = attributes.get("id") == "answers"
        name = attributes.get("name")
        if tag == "textarea" and self.is_inside:
            self.typing_in, self.fields[name] = name, ""
        if tag != "input" or not self.is_inside or not name:
            return
        if attributes.get("type") == "checkbox" and "checked" in attributes:
            self.fields.setdefault(name, []).append(attributes.get("value", "on"))
        elif attributes.get("type") not in {"radio", "checkbox"} or "checked" in attributes:
            self.fields[name] = attributes.get("value", "on")

    def handle_data(self, data):
        if self.typing_in:
            self.fields[self.typing_in] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.typing_in = None
