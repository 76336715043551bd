"""Addresses: /assessments/<uuid>/<node>/ stands beside the pages of an assessment, so no node may have their names."""

from assessments import urls
from evidence import urls as evidence_urls
from opinions import urls as opinion_urls
from questionnaires.references import PAGES

OF_ASSESSMENT = "assessments/<uuid:uuid>/"


def test_pages_of_an_assessment_are_names_that_no_node_may_have():
    every = [*urls.urlpatterns, *evidence_urls.urlpatterns, *opinion_urls.urlpatterns]
    routes = [str(entry.pattern).removeprefix(OF_ASSESSMENT) for entry in every if OF_ASSESSMENT in str(entry.pattern)]

    assert {route.split("/")[0] for route in routes if route and not route.startswith("<")} == PAGES
