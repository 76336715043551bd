import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from reports.printed import files, sample
from tests.factories.questionnaires import framework_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published():
    return framework_version()


def put(language):
    """Stand in for a print, which takes seconds."""
    files.write(sample.file_name(language), b"%PDF-1.7 sample")


def test_sample_page_is_public_and_marked(client):
    html = client.get(reverse("reports:sample"), {"lang": "vi"}).content.decode()

    assert "BẢN MẪU: doanh nghiệp này không có thật" in html
    assert "Công ty TNHH Nhựa Mẫu" in html
    assert "Mức 2 · Có chuẩn chung" in html


def test_sample_page_speaks_english(client):
    assert "Level 2 · Common standard" in client.get(reverse("reports:sample"), {"lang": "en"}).content.decode()


def test_sample_page_works_before_the_print(client):
    assert "/sample-report/vi.pdf" not in client.get(reverse("reports:sample")).content.decode()


def test_sample_page_offers_the_print(client):
    put("vi")

    assert "/sample-report/vi.pdf" in client.get(reverse("reports:sample"), {"lang": "vi"}).content.decode()


def test_sample_page_explains_nothing_of_real_firms(client):
    assert "/results/" not in client.get(reverse("reports:sample")).content.decode()


def test_sample_pdf_is_public(client):
    put("en")
    response = client.get(reverse("reports:sample_pdf", args=["en"]))

    assert response.getvalue() == b"%PDF-1.7 sample"
    assert 'filename="self-assessment-sample.pdf"' in response["Content-Disposition"]


@pytest.mark.parametrize("language", ["vi", "fr", ".."])
def test_sample_pdf_that_is_not_there_is_404(client, language):
    assert client.get(f"/sample-report/{language}.pdf").status_code == 404


def test_sample_refuses_other_methods(client):
    assert client.post(reverse("reports:sample")).status_code == 405
    assert client.post(reverse("reports:sample_pdf", args=["vi"])).status_code == 405


def test_print_samples_prints_what_is_not_there_and_once(private_store):
    put("en")
    said = io.StringIO()
    call_command("print_samples", stdout=said)
    call_command("print_samples", stdout=said)

    assert said.getvalue().splitlines() == ["sample reports: vi printed", "sample reports: up to date"]
    assert len(list(private_store.rglob("*.pdf"))) == 2
