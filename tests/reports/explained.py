"""How a result was worked out, for the tests of what is said of it."""

from reports.content.explaining import explain
from tests.factories import library
from tests.factories.library import firm_framework
from tests.factories.questionnaires import library_framework
from tests.factories.reports import source


def explained(node, answers=None, language="vi", **options):
    return explain(source(answers, **options), node, language)


def of_library(name, answers, node="overall", language="vi", **options):
    return explain(library.source(name, answers, **options), node, language)


def everything(name, value, **others):
    """The same answer to every question of a framework."""
    return dict.fromkeys((item.id for item in firm_framework(library_framework(name)).items()), value) | others


def text(made, title):
    return next(each.text for each in made.certainty if each.title == title)


def rows(made):
    return [(row.node or row.name.partition(" · ")[0], *row.cells) for row in made.table.rows]


def item_of(name, id_):
    return next(item for item in library_framework(name).items() if item.id == id_)
