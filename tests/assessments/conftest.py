"""An assessment in progress, and posting to its pages as the browser does."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from assessments.consents import WORDING_VERSION
from assessments.models import Scope
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
def completed(site_a, an):
    return assessments.completed(site_a, by=an)


@pytest.fixture
def sent(site_a, an):
    return assessments.sent(site_a, by=an)


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

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.is_inside = attributes.get("id") == "answers"
        if tag != "input" or not self.is_inside or not attributes.get("name"):
            return
        is_choice = attributes.get("type") in {"radio", "checkbox"}
        if not is_choice or "checked" in attributes:
            self.fields[attributes["name"]] = attributes.get("value", "on")
