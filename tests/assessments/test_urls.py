"""Addresses: /assessments/<uuid>/<node>/ stands beside the pages of an assessment, so no node may have their names."""

from assessments.urls import urlpatterns
from questionnaires.references import PAGES

OF_ASSESSMENT = "assessments/<uuid:uuid>/"


def test_pages_of_an_assessment_are_names_that_no_node_may_have():
    routes = [
        str(entry.pattern).removeprefix(OF_ASSESSMENT) for entry in urlpatterns if OF_ASSESSMENT in str(entry.pattern)
    ]

    assert {route.rstrip("/") for route in routes if route and "<" not in route} == PAGES
