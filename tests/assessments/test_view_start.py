"""Which frameworks can be started, and what is asked before."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments import lifecycle, offers
from assessments.models import Assessment, Scope
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.models import FrameworkVersion
from tests.factories import questionnaires
from tests.factories.accounts import make_user
from tests.factories.questionnaires import library_document, published

pytestmark = pytest.mark.both_databases


@pytest.fixture
def offered(framework_version, settings):
    """Three frameworks on offer, of which the second has variants; a fourth is named and not published."""
    settings.FRAMEWORKS_OFFERED = ["c4ir-smc", "every-type", "eu-dmat", "vipa"]
    return [framework_version, published(questionnaires.every_type_document()), published(library_document("eu-dmat"))]


def read(client, address):
    return client.get(address).content.decode()


def test_offer_names_what_is_published_in_the_operators_order(offered):
    assert [offer.id for offer in offers.offered()] == ["c4ir-smc", "every-type", "eu-dmat"]
    assert [bool(offer.quick_items) for offer in offers.offered()] == [True, False, False]


def test_nothing_published_is_a_fault_of_the_installation(db):
    with pytest.raises(FrameworkVersion.DoesNotExist):
        offers.offered()


def test_home_proposes_the_first_and_lists_the_others_quietly(site_a, an, english, url, offered):
    page = read(english(an), url("home"))

    assert page.count('name="scope"') == 2
    others = page.split("Other question sets")[1]
    assert [f"?framework={name}" in others for name in ("c4ir-smc", "every-type", "eu-dmat")] == [False, True, True]
    assert "about 20 minutes on a phone" in others
    assert others.count("indicative") == 2


def test_home_with_one_framework_has_no_list_of_others(site_a, an, english, url, framework_version):
    assert "Other question sets" not in read(english(an), url("home"))


def test_home_offers_others_to_no_reader(site_a, binh, english, url, offered):
    assert "Other question sets" not in read(english(binh), url("home"))


def test_start_page_says_what_the_framework_is(site_a, an, english, url, offered):
    page = read(english(an), f"{url('start')}?framework=eu-dmat")

    assert escape(questionnaires.library_framework("eu-dmat").title.en) in page
    assert "About 20 minutes on a phone, 15 on a computer" in page
    assert "what is not confirmed" in page
    assert 'name="variant"' not in page


def test_framework_is_started_from_its_page(site_a, an, client_of, url, offered):
    answer = client_of(an).post(url("start"), {"framework": "eu-dmat", "scope": "full", "asked": "1"})

    made = Assessment.objects.get()
    assert (made.framework_version, made.variant, made.started_by) == (offered[2], "", an)
    assert answer.url == url("tasks", made)  # it knows no troubles to ask about


def test_framework_with_variants_asks_which_before_it_starts(site_a, an, english, url, offered):
    client = english(an)
    page = client.post(url("start"), {"framework": "every-type", "scope": "full"})

    assert page.status_code == 200
    assert "Piece by piece" in page.content.decode()
    assert " checked" not in page.content.decode()
    assert not Assessment.objects.exists()


def test_start_without_the_variant_that_was_asked_is_said(site_a, an, english, url, offered):
    page = english(an).post(url("start"), {"framework": "every-type", "scope": "full", "asked": "1"})

    assert page.status_code == 422
    assert "<title>Error:" in page.content.decode()
    assert 'href="#variant"' in page.content.decode()


def test_variant_stays_with_the_assessment(site_a, an, client_of, url, offered):
    client_of(an).post(url("start"), {"framework": "every-type", "scope": "full", "variant": "flow", "asked": "1"})

    assert Assessment.objects.get().variant == "flow"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"framework": "no-such", "scope": "full"}, 404),
        ({"framework": "vipa", "scope": "full"}, 404),
        ({"framework": "every-type", "scope": "full", "variant": "wave"}, 400),
        ({"framework": "every-type", "scope": "quick", "variant": "flow"}, 400),
        ({"framework": "eu-dmat", "scope": "full", "variant": "flow"}, 400),
        ({"framework": "eu-dmat", "scope": "quick"}, 400),
        ({"framework": "eu-dmat", "scope": "huge"}, 400),
    ],
)
def test_start_of_what_is_not_offered_is_refused(site_a, an, client_of, url, offered, fields, status):
    assert client_of(an).post(url("start"), fields).status_code == status
    assert not Assessment.objects.exists()


def test_start_page_for_a_reader_is_403_and_for_an_outsider_makes_a_firm(site_a, binh, client_of, url, offered):
    address = f"{url('start')}?framework=eu-dmat"

    assert client_of(binh).get(address).status_code == 403
    assert client_of(make_user()).get(address).url == reverse("accounts:firm_create")
    assert client_of(None).get(address).url.startswith(reverse("account_login"))


def test_start_returns_the_draft_of_the_same_framework_and_variant(site_a, an, offered):
    def start(number, variant=""):
        return lifecycle.start(site=site_a, scope=Scope.FULL, by=an, framework=offered[number], variant=variant)

    assert start(2) == start(2)
    assert start(1, "flow") == start(1, "flow")
    assert len({start(0).pk, start(1, "flow").pk, start(1, "pieces").pk, start(2).pk}) == 4


@pytest.mark.parametrize(("number", "variant"), [(1, ""), (1, "wave"), (0, "flow")])
def test_start_with_a_variant_that_the_framework_lacks_is_refused(site_a, an, offered, number, variant):
    with pytest.raises(InvalidAnswer):
        lifecycle.start(site=site_a, scope=Scope.FULL, by=an, framework=offered[number], variant=variant)


def test_quick_check_of_a_framework_without_one_is_refused(client_of, url, offered, settings):
    settings.DEFAULT_FRAMEWORK = "eu-dmat"

    assert client_of(None).post(url("quick_start")).status_code == 400
    assert not Assessment.objects.exists()


def test_framework_without_troubles_has_no_such_page(every_type, an, client_of, url):
    client = client_of(an)

    assert client.get(url("troubles", every_type)).status_code == 404
    assert url("troubles", every_type) not in read(client, url("tasks", every_type))


def test_home_names_the_framework_of_each_other_assessment(every_type, an, english, url, offered):
    assert "<h2>A question of every type</h2>" in read(english(an), url("home"))


def test_list_and_parts_name_the_kind_of_plant(every_type, an, english, url, offered):
    assert "Piece by piece" in read(english(an), url("home"))
    assert "Piece by piece" in read(english(an), url("tasks", every_type))
