import pytest

from reports.content import compose, printable
from reports.content.verified_types import Verification
from tests.factories.reports import all_at, source

NUMBER = "C4IR-2026-000123"


@pytest.fixture(scope="package")
def content():
    """A self-assessment, in Vietnamese, as it is passed on: a test may change it."""
    said = {**all_at(2), "O4.3": "Không dùng khuôn", "S1.1": "dk"}
    return printable(compose(source(said, troubles=["machine_stops"]), "vi"))


def verification(**changes):
    said = {
        "number": NUMBER,
        "issued_text": "22/11/2026",
        "valid_until_text": "22/11/2027",
        "how_text": "xem giấy tờ và xem tại nhà máy",
        "items_text": "54 / 60 câu",
        "is_partial": False,
        "advisor": "Đỗ Tiến Dũng",
        "approver": "Hoàng Thu Hà",
        "operator": "Trung tâm Mẫu",
        "verify_url": "https://example.org/verify/abc",
        "self_line": "Doanh nghiệp tự đánh giá: 2,0",
    }
    return Verification(**said | changes)
