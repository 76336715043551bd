import pytest

from evidence import lifecycle
from evidence.intake import accept
from tests.evidence import samples
from tests.factories import assessments, judged

LEVELS = assessments.all_at(2) | {"S1.1": 4, "S1.2": 3, "S1.3": "dk", "T1.1": 5}


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    """Where this test's files lie."""
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path / "files" / "evidence"


@pytest.fixture
def review(site_a, an, dung):
    return judged.review(site_a, by=an, advisor=dung, answers=LEVELS)


@pytest.fixture
def bench(dung, client_of):
    return client_of(dung)


@pytest.fixture
def url(review):
    return lambda where="": f"/bench/reviews/{review.uuid}/visit/{where}"


@pytest.fixture
def photograph(review, dung):
    """Return a function that keeps a photo which the advisor took at the plant."""

    def keep(item="S1.1", by=None):
        accepted = accept("may.jpg", samples.photo())
        columns = {"accepted": accepted, "caption": "", "by": by or dung, "at_visit": True}
        return lifecycle.add(assessment=review.assessment, item=item, **columns)

    return keep
