"""The explanation of every node, whatever the framework and the answers are."""

import random

import pytest
from django.urls import reverse

from questionnaires.parsing import parse
from reports.content.explaining import explain
from tests.factories.library import LIBRARY, completed, firm_framework, random_answers, source
from tests.factories.questionnaires import library_framework
from tests.scoring.any_documents import Author


def test_part_of_every_kind_of_framework_is_explained():
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
        framework = parse(Author(chance).document())
        made = source(framework, random_answers(chance, firm_framework(framework), answered=chance.choice([0.5, 1])))
        for node in made.card.nodes:
            assert explain(made, node, "vi").rule
            assert explain(made, node, "en").table.rows or framework


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", LIBRARY)
def test_explained_numbers_of_the_library_are_those_of_the_card(name, seed):
    chance = random.Random(f"{name} {seed}")  # noqa: S311 -- repeatable on purpose
    answered = (1, 0.85, 0.4)[seed]
    made = source(name, random_answers(chance, firm_framework(library_framework(name)), answered=answered))

    for node, result in made.card.nodes.items():
        explained = explain(made, node, "vi")
        assert [row.node for row in explained.table.rows if row.node] == [
            part.id for part in result.explanation.parts if part.id in made.card.nodes
        ]
        assert bool(explained.levels) == (result.level is not None)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LIBRARY)
def test_page_of_every_node_of_the_library_works(client_of, firm_a, an, name):
    chance = random.Random(name)  # noqa: S311 -- repeatable on purpose
    card = completed(firm_a, name, lambda framework: random_answers(chance, framework, answered=0.9), by=an)
    client = client_of(an)

    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        for node in card.nodes.values_list("node", flat=True):
            assert client.get(reverse("reports:explain", args=[card.submission.uuid, node])).status_code == 200
