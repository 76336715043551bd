import pytest

from reviews.models import SecondOpinion
from reviews.second import asking, rating
from tests.factories import assessments, judged
from tests.factories.accounts import make_user
from tests.factories.judged import agree, change
from tests.reviews.second.pages import show


@pytest.fixture
def approver(db):
    return make_user("Hoàng Minh Duyệt", role="approver")


@pytest.fixture
def hung(db):
    """The second advisor."""
    return make_user("Phan Văn Hùng", role="advisor")


@pytest.fixture
def review(site_a, an, dung):
    """What Dũng reviews: every level 2, one not known, one that does not apply."""
    answers = assessments.all_at(2) | {"S1.3": "dk", "S2.1": "Nhà máy không làm việc này"}
    return judged.review(site_a, by=an, advisor=dung, answers=answers)


@pytest.fixture
def judged_review(review):
    """The first advisor has judged three questions, with words that only advisors or only the firm may read."""
    agree(review, "S1.1", note="GHI CHÚ RIÊNG")
    change(review, "S1.2", 0, reason="LÝ DO KHÁC", note="GHI CHÚ HAI")
    change(review, "O1.1", 4, reason="LÝ DO BA")
    return review


@pytest.fixture
def opinion(judged_review, hung, approver):
    return asked(judged_review, hung, approver)


def asked(review, rater, by):
    """A second opinion as its pages read it."""
    made = asking.ask(review=review, rater=rater, by=by)
    return fresh(made)


def fresh(opinion):
    related = ("review__assessment__site__organization", "submission__assessment__framework_version")
    return SecondOpinion.objects.select_related(*related).get(pk=opinion.pk)


def rate_all(opinion, by, level=2, **levels):
    """Rate every question at one level, some at another: ``S1_2=1``."""
    for item in rating.read(opinion).items:
        found = assessments.given(levels.get(item.id.replace(".", "_"), level))
        rating.rate(opinion=opinion, item=item.id, given=found, note=f"Vì {item.id}", by=by)


def finished(opinion, by, level=2, **levels):
    rate_all(opinion, by, level, **levels)
    rating.finish(opinion=opinion, by=by)
    return fresh(opinion)


@pytest.fixture
def bench(hung, client_of):
    """The browser of the second rater."""
    return client_of(hung)


@pytest.fixture
def photo(review, an):
    return show(review, "S1.1", by=an)
