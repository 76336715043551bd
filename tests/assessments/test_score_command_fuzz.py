"""Whatever a file holds, the answer is a result or one refusal in words: the readers never fail in another way."""

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments import exchange
from assessments.exchange import ExchangeError
from assessments.scoring.engine import score
from assessments.table_scoring import TableRefused, score_table
from tests.factories.questionnaires import library_framework

FRAMEWORKS = st.sampled_from(["c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme"]).map(
    library_framework
)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.integers()
    | st.floats(allow_nan=True)
    | st.sampled_from(["dk", "na", "-", "full", "partly", "a", "steel", "discrete", "=1", "", " "])
    | st.text(max_size=12)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc123") | st.text(max_size=4), inner),
    max_leaves=8,
)


@st.composite
def documents(draw, framework):
    """A file of answers, right in most places."""
    ids = st.sampled_from([item.id for item in framework.items()]) | st.text(max_size=6)
    parts = {
        "answers": st.dictionaries(ids, VALUES, max_size=6) | VALUES,
        "variant": st.sampled_from(["discrete", "process"]) | VALUES,
        "scope": st.sampled_from(["full", "quick"]) | VALUES,
        "profile": st.dictionaries(st.sampled_from(["size", "industry"]), st.sampled_from(["small", "steel"])) | VALUES,
    }
    kept = draw(st.lists(st.sampled_from(sorted(parts)), unique=True))
    return {name: draw(parts[name]) for name in {*kept, "answers"}}


def outcome(framework, content):
    """Score a file as the command does; return the result, or the one line that refuses it."""
    try:
        found = exchange.read(content)
        checked = exchange.checked(framework, found)
    except ExchangeError as refusal:
        words = str(refusal)
        assert words
        assert "\n" not in words
        return words
    kind = {"scope": found.scope, "variant": found.variant, "profile": found.profile}
    card = score(framework, checked.answers, basis=exchange.BASIS, **kind)
    return json.loads(json.dumps(exchange.result(framework, card), allow_nan=False))


@some
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b'{"answers": {"S1.1": "\\ud800"}}')
@example(b"[" * 5000)
def test_any_bytes_are_scored_or_refused(content):
    assert outcome(library_framework("c4ir-smc"), content)


@some
@given(st.data())
def test_any_document_is_scored_or_refused(data):
    framework = data.draw(FRAMEWORKS)
    document = data.draw(documents(framework))

    assert outcome(framework, json.dumps(document).encode())


@some
@given(st.data())
def test_any_document_with_a_change_somewhere_is_scored_or_refused(data):
    framework = data.draw(FRAMEWORKS)
    content = bytearray(json.dumps(data.draw(documents(framework))).encode())
    place = data.draw(st.integers(0, len(content)))
    content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    assert outcome(framework, bytes(content))


def refusals(framework, content):
    """Score a table as the command does; return the lines that refuse it, none if it is scored."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "answers.csv"), Path(folder, "scores.csv")
        source.write_bytes(content)
        try:
            score_table(framework=framework, source=source, target=target)
        except TableRefused as refused:
            assert not target.exists()
            return [str(fault) for fault in refused.faults]
        return []


@some
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_refused(content):
    lines = refusals(library_framework("c4ir-smc"), content)

    assert all(line and "\n" not in line for line in lines)


@some
@given(st.data())
def test_any_table_is_scored_or_refused(data):
    framework = data.draw(FRAMEWORKS)
    ids = [f"{item.id}.{row}" for item in framework.items() for row in exchange.rows_of(item.answer)]
    ids += [item.id for item in framework.items() if not exchange.rows_of(item.answer)]
    ids += ["id", "variant", "scope", "profile.size", "profile.industry"]
    columns = data.draw(st.lists(st.sampled_from(ids) | st.text(max_size=4), max_size=6))
    cells = st.sampled_from(["", "0", "1", "5", "a", "a;b", "-", "dk", "na", "full", "discrete", "quick", "=1"])
    rows = data.draw(st.lists(st.lists(cells | st.text(max_size=5), max_size=6), max_size=4))
    stream = io.StringIO()
    csv.writer(stream).writerows([columns, *rows])

    lines = refusals(framework, stream.getvalue().encode(errors="surrogatepass"))

    assert all(line and "\n" not in line for line in lines)
    assert len(lines) <= 20
