"""The pages of authoring on a small phone and for everybody."""

import pytest

from tests.journeys.conftest import NARROW, sign_in
from tests.journeys.test_accessibility import audit_all
from tests.journeys.test_authoring import PUBLISHED, download, upload

pytestmark = pytest.mark.journey

AUTHOR = "quan.tri@demo.example"
DRAFT = "/authoring/c4ir-smc/0.20.0/"
PAGES = ["", "preview/", "preview/O4/", "differences/", "effect/", "publish/", "replace/", "delete/"]
PATHS = [
    *("/authoring/", "/authoring/upload/?framework=c4ir-smc", "/authoring/cmmm/1.0.0/preview/"),
    *(PUBLISHED, f"{PUBLISHED}retire/"),
    *(DRAFT + page for page in PAGES),
]


def test_pages_of_authoring_fit_a_small_phone_and_everybody(visit, people, tmp_path):
    vietnamese, english = visit(size=NARROW), visit(size=NARROW, language="en")
    for page in (vietnamese, english):
        sign_in(page, people[AUTHOR])
    vietnamese.goto(PUBLISHED)
    file = download(vietnamese, tmp_path / "again.xlsx")
    vietnamese.goto("/authoring/upload/")
    vietnamese.fill("[name=version]", "0.20.0")
    upload(vietnamese, file)

    assert audit_all(vietnamese, PATHS, "vi") + audit_all(english, PATHS, "en") == []
