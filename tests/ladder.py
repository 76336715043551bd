"""The ladder that a room's pages climb: each page as each of many people, what came back, whether a row changed."""

from tests.undoing import undone


def walk(client_of, people, pages, *, visit, rows):
    """Visit every page as each of these people, as if none had been there before.

    Return for each page and person the answer, and whether it changed a row. ``visit`` takes a client and a page.
    """
    answers = {}
    for where in pages:
        for name, person in people.items():
            with undone():
                client, before = client_of(person), rows()
                answers[where, name] = visit(client, where), rows() != before
    return answers


def statuses(answers):
    return {case: answer.status_code for case, (answer, _) in answers.items()}


def changed(answers):
    return {case for case, (_, is_changed) in answers.items() if is_changed}


def refused(answers):
    """Which were told that it is not theirs, or not there."""
    return {case for case, status in statuses(answers).items() if status in {403, 404}}


def places(answers):
    """Where all of them were sent, whatever was to come after that."""
    return {(answer.status_code, getattr(answer, "url", "").split("?")[0]) for answer, _ in answers.values()}
