from tests.reviews.proposals.conftest import advisor, client, judged, review

__all__ = ["advisor", "client", "judged", "review"]  # fixtures
