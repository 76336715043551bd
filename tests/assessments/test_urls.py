"""Addresses: /assessments/<uuid>/<node>/ stands beside the pages of an assessment, so no node may have their names."""

from django.urls import get_resolver

from questionnaires.references import PAGES

OF_ASSESSMENT = "assessments/<uuid:uuid>/"


def routes(patterns, before=""):
    """Yield every route of the product, with what stands before it."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def test_pages_of_an_assessment_are_names_that_no_node_may_have():
    of_one = [route for route in routes(get_resolver().url_patterns) if route.startswith(OF_ASSESSMENT)]
    names = {route.removeprefix(OF_ASSESSMENT).split("/")[0] for route in of_one}

    assert {name for name in names if name and not name.startswith("<")} == PAGES
